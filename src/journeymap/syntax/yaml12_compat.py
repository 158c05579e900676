"""What YAML 1.2 and JSON allow and the YAML library does not, rewritten so that no character moves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import is_normalized, normalize

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

PRIVATE_ESCAPE = r"\\U(000[fF][0-9a-fA-F]{4})"
UNPRINTABLE = "[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
# Breaks of YAML 1.1, which the library knows; to YAML 1.2 and to editors they are characters like any other.
FORMER_BREAKS = "\x85\u2028\u2029"
# Not printable in YAML, but allowed in a JSON text.
JSON_ALLOWS = "[\x7f-\x84\x86-\x9f\ufffe\uffff]"
# A text between quotes; only between double ones a backslash means anything.
QUOTED = r"""(?s)(?<![^\s\[{,:])'(?:[^']|'')*+'|"(?:[^"\\]|\\.)*+\""""
SURROGATE_PAIR = r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
# No JSON text holds a line break, so that a quote, a break and a colon can only be the end of a key.
BREAK_BEFORE_COLON = r'(?<=")[ \t]*[\r\n][ \t\r\n]*(?=:)'
JSON_START = r"\s*[\[{]"
UNSEEN_ANYWHERE = "\u200b\u2060\ufeff\u00ad"
AT_KEY = "(?m)^[ \t-]*[\u200b\ufeff]"
ESCAPED_PAIR = len(r"\ud83d\ude00")


class Adapted(Struct, frozen=True):
    """A text the library can read; `originals` turns what it hands back into what was written."""

    text: str
    originals: dict[int, str | None]
    composed: bool = True

    @property
    def differs(self) -> bool:
        """Whether what the library hands back is not yet what is meant."""
        return bool(self.originals) or not self.composed

    def restore(self, text: str) -> str:
        """Return a text of the file as it was before it was adapted, with letters and their accents in one (NFC)."""
        text = text.translate(self.originals)
        return text if self.composed else normalize("NFC", text)


def adapt(text: str, *, tabs_separate: bool = True) -> tuple[Adapted, list[int]]:
    """Return the text for the library, and the offsets of the characters that no blueprint may hold.

    `tabs_separate` tells whether the library takes a tab for a space between brackets.
    """
    free = _unused(text)
    originals: dict[int, str | None] = {}
    is_json = re.match(JSON_START, text) is not None

    def stand_in(original: str | None) -> str:
        placeholder = next(free, "\ufffd")
        if placeholder != "\ufffd":
            originals[ord(placeholder)] = original
        return placeholder

    for character in FORMER_BREAKS:
        if character in text:
            text = text.replace(character, stand_in(character))
    if is_json:
        for character in sorted(set(re.findall(JSON_ALLOWS, text))):
            text = text.replace(character, stand_in(character))
        if not tabs_separate:
            text = text.replace("\t", " ")  # No text in JSON holds a tab: it is written as an escape.
        text = re.sub(BREAK_BEFORE_COLON, lambda match: " " * len(match[0]), text)
        if re.search(SURROGATE_PAIR, text):
            padding = stand_in(None) * (ESCAPED_PAIR - 1)
            text = re.sub(QUOTED, lambda match: _with_pairs_joined(match[0], padding), text)
    forbidden = [match.start() for match in re.finditer(UNPRINTABLE, text)]
    if forbidden:
        text = re.sub(UNPRINTABLE, "\ufffd", text)
    # What nobody sees is reported, and no part of an id or a reference.
    if not is_json and re.search(AT_KEY, text) is None:
        originals |= {ord(character): None for character in UNSEEN_ANYWHERE if character in text}
    # What a program wrote into JSON comes back as it is; what people type may be put together in two ways.
    return Adapted(text, originals, is_json or is_normalized("NFC", text)), forbidden


def _with_pairs_joined(quoted: str, padding: str) -> str:
    """Return a text between quotes in which each pair of escapes that JSON reads as one character is that character."""
    if quoted.startswith("'"):
        return quoted
    return re.sub(SURROGATE_PAIR, lambda match: match[1] + padding + _paired(match[2], match[3]), quoted)


def _paired(high: str, low: str) -> str:
    return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + (int(low, 16) - 0xDC00))


def _unused(text: str) -> Iterator[str]:
    """Return characters for private use that the text itself does not use, nor an escape in it stands for."""
    used = set(text)
    used.update(_paired(match[2], match[3]) for match in re.finditer(SURROGATE_PAIR, text))
    used.update(chr(int(digits, 16)) for digits in re.findall(PRIVATE_ESCAPE, text))
    yield from (chr(number) for number in range(0xF0000, 0xFFFFE) if chr(number) not in used)
