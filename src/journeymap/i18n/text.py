"""Texts of others, made fit for where they stand: a drawing, a terminal, XML, Markdown."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

_SPACES = r"[^\S\u00a0\u2007\u202f]+"  # where a line may break; at the spaces left out it may not
# What XML cannot hold or a renderer cannot show: control characters, halves of surrogate pairs, non-characters.
_UNPRINTABLE = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
# What could move the cursor, hide text or turn its direction: a file must not command whoever reads about it.
_COMMANDS = "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
_COMMANDS_IN_JSON = "[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
# What a build service obeys: `::` where a line begins, `##[` anywhere.
_BUILD_COMMANDS = r"\A(\s*):(?=:)|(#)#(?=\[)"
_INVALID_IN_XML = "[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_MARKUP = r"([\\`*_\[\]<|&])"


def words_of(text: str) -> list[str]:
    """Part a text at its white space, but for the spaces that hold words together: no-break, figure, narrow."""
    return text.split() if text.isascii() else [word for word in re.split(_SPACES, text) if word]


def printable(text: str) -> str:
    """Return a text on one line, with a sign in place of every character that no drawing can hold."""
    return " ".join(words_of(re.sub(_UNPRINTABLE, "\ufffd", text)))


def without_marks(text: str) -> str:
    """Return a text with plain letters: é as e."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def capital(text: str) -> str:
    """Return a text with a capital at its beginning, the rest as it was written."""
    return text[:1].upper() + text[1:]


def typeset(figure: str) -> str:
    """Return a figure with the minus of typography, where a drawing or a text to read shows it."""
    return figure.replace("-", "\u2212")


def harmless(text: str) -> str:
    """Return a text of somebody else's as one line that a terminal or a build service only shows."""
    return re.sub(
        _BUILD_COMMANDS, lambda match: (match[1] or match[2] or "") + "\ufffd", re.sub(_COMMANDS, "\ufffd", text)
    )


def harmless_lines(text: str) -> str:
    """Return a text of several lines, each of which a terminal only shows."""
    return "\n".join(map(harmless, text.split("\n")))


def harmless_json(text: str) -> str:
    """Return a JSON text with what a terminal or a decoder would trip over as escapes; it means the same."""
    return re.sub(_COMMANDS_IN_JSON, lambda match: f"\\u{ord(match[0]):04x}", text)


def harmless_path(path: str | PathLike[str]) -> str:
    """Return a path as it is said: harmless, and where its name looks like a command still a path to the same file."""
    name = str(path)
    return harmless(f"./{name}" if name.lstrip().startswith("::") else name)


def escape_xml(text: str) -> str:
    """Return a text as it may stand in XML, between tags or in an attribute."""
    return re.sub(_INVALID_IN_XML, "\ufffd", text).translate(_ESCAPES)


def escape_markdown(text: str) -> str:
    """Return a text on one line in which Markdown finds nothing but the text, wherever it stands in a line."""
    return re.sub(_MARKUP, r"\\\1", " ".join(harmless(text.replace("\n", " ")).split()))


def display_width(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for wide characters, none for combining ones."""
    return sum(
        0
        if unicodedata.category(character) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )
