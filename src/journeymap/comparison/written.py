"""The value of a field as it is written in a file, for what became of it."""

from __future__ import annotations

from journeymap.i18n.differences import told_apart
from journeymap.i18n.numbers import Amount
from journeymap.i18n.references import Ref
from journeymap.i18n.text import printable
from journeymap.i18n.vocabulary import NOT_STATED
from journeymap.model.element import Element, hyphenated

LONGEST = 80
"""How many characters of a value are told."""
BEFORE_A_DIFFERENCE = 30
"""How many of them stand before the place at which two long values part, where that lies further on."""
SHARES = frozenset({"share", "start", "complaints"})
"""The fields whose numbers are parts of a whole."""


def written(value: object, *, is_share: bool = False) -> object:
    """Return the value of a field as it is written in a file, what is long in short; a share as a percentage."""
    return _in_short(written_in_full(value, is_share=is_share))


def written_apart(before: object, after: object, *, is_share: bool = False) -> tuple[object, object]:
    """Return two different values of a field as they are written in a file, so that the difference can be read."""
    olds, news = (written_in_full(value, is_share=is_share) for value in (before, after))
    if isinstance(olds, Amount) and isinstance(news, Amount):
        return told_apart(olds, news)
    if isinstance(olds, str) and isinstance(news, str):
        olds, news = printable(olds), printable(news)
        if read_alike(olds, news):
            olds, news = _spelt_out(olds), _spelt_out(news)
        place = next((place for place, (old, new) in enumerate(zip(olds, news, strict=False)) if old != new), 0)
        if place > LONGEST - BEFORE_A_DIFFERENCE:
            return _from(olds, place - BEFORE_A_DIFFERENCE), _from(news, place - BEFORE_A_DIFFERENCE)
    return _in_short(olds), _in_short(news)


def written_in_full(value: object, *, is_share: bool = False) -> object:
    """Return the value of a field as it is written in a file, however long it is."""
    if value is None or value in ((), {}):
        return NOT_STATED
    if isinstance(value, (float, Ref)) or _is_for_all(value):
        return _plain(value, is_share=is_share)
    if isinstance(value, tuple) and any(isinstance(item, Ref) for item in value):
        return list(value)
    return str(_plain(value, is_share=is_share))


def _plain(value: object, *, is_share: bool = False) -> object:
    if isinstance(value, Ref):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return Amount(value, "share" if is_share else "count", digits=6)
    if _is_for_all(value):
        return _plain(next(iter(value.values())), is_share=is_share)  # type: ignore[attr-defined]
    if isinstance(value, (tuple, list)):
        return ", ".join(str(_plain(inner)) for inner in value)
    if isinstance(value, dict):
        if any(isinstance(inner, Element) for inner in value.values()):
            return ", ".join(value)
        return ", ".join(f"{name}: {_plain(inner, is_share=is_share)}" for name, inner in value.items())
    if isinstance(value, Element):
        stated = {name: getattr(value, name) for name in type(value).model_fields if name in value.model_fields_set}
        words = [
            f"{hyphenated(name)}: {_plain(inner, is_share=name in SHARES)}"
            for name, inner in stated.items()
            if inner is not None
        ]
        return "{" + ", ".join(words) + "}"
    return str(value)


def _is_for_all(value: object) -> bool:
    """Tell whether a value per persona is the same one for everybody."""
    return isinstance(value, dict) and list(value) == ["everyone"]


def read_alike(text: str, other: str) -> bool:
    """Return whether two texts differ in nothing that anybody sees."""
    return _seen(text) == _seen(other)


def _seen(text: str) -> str:
    """Return what of a text anybody sees."""
    return "".join(sign for sign in text if sign.isprintable() and sign != " ")


def _spelt_out(text: str) -> str:
    """Return a text with its numbers in place of the signs that nobody sees."""
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)


def _in_short(words: object) -> object:
    if not isinstance(words, str):
        return words
    text = printable(words)
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def _from(text: str, place: int) -> object:
    """Return a text from the first word that begins at a place or after it, in short."""
    word = text.find(" ", place, place + BEFORE_A_DIFFERENCE)
    return _in_short("…" + text[place if word < 0 else word + 1 :])
