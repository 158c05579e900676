"""Labels of charts as texts, and ids made of them."""

from __future__ import annotations

import html
import re
import unicodedata

LONGEST_ID = 32
LONGEST_TEXT = 100_000
_TAG = re.compile(r"<\s*br\s*/?\s*>|</?\s*[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>")
_ICON = re.compile(r"\bfa[bklrs]?:fa-[\w-]+")
_ENTITY = re.compile(r"&?#(?P<number>\d{1,7}|[xX][0-9a-fA-F]{1,6});|[&#](?P<name>[a-zA-Z][a-zA-Z0-9]{1,12});")
_MADE_BY_MACHINE = re.compile(
    r"(?:sid-)?[0-9A-Fa-f]{8}(?:-?[0-9A-Fa-f]{4}){3}-?[0-9A-Fa-f]{12}|[A-Z][a-z]+_[0-9a-z]{7,}"
)


def plain_text(label: str) -> str:
    """Return what a label says: without markup, icons and signs in front, its entities as what they stand for.

    A sign that is written as an entity is meant, as markup that is written so.
    """
    text = _TAG.sub(" ", _ICON.sub(" ", label[:LONGEST_TEXT])).strip().strip("`").strip()
    while text and unicodedata.category(text[0]) in ("So", "Cf", "Mn"):  # a sign in front, with what belongs to it
        text = text[1:].lstrip()
    text = _ENTITY.sub(_character, text)
    text = "".join(" " if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") else sign for sign in text)
    text = " ".join(text.replace("\ufeff", "").split())
    return "" if _MADE_BY_MACHINE.fullmatch(text) else text


def _character(match: re.Match[str]) -> str:
    number, name = match["number"], match["name"]
    return html.unescape(f"&#{number};" if number else f"&{name};")


def slug(text: str) -> str:
    """Return a text as an id: small letters without accents, digits and hyphens, cut at the end of a word."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    words = re.findall(r"[^\W_]+", "".join(sign for sign in plain if not unicodedata.combining(sign)))
    made = ""
    for word in words:
        longer = f"{made}-{word}" if made else word[:LONGEST_ID]
        if len(longer) > LONGEST_ID:
            break
        made = longer
    return f"step-{made}" if made.isdigit() else made


class Ids:
    """Ids for texts, none of them twice."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def new(self, text: str, otherwise: str = "step") -> str:
        """Return an id for a text; `otherwise` is what it is made of where the text has no letters."""
        base = slug(text) or otherwise
        made = base
        while made in self._taken:
            self._last[base] = self._last.get(base, 1) + 1
            made = f"{base}-{self._last[base]}"
        self._taken.add(made)
        return made
