"""The value of a field as it is written in a file, for what became of it."""

from __future__ import annotations

from journeymap.i18n.numbers import Amount
from journeymap.i18n.references import Ref
from journeymap.i18n.vocabulary import NOT_STATED
from journeymap.model.element import Element, hyphenated

LONGEST = 80
SHARES = frozenset({"share", "start", "complaints"})
"""The fields whose numbers are parts of a whole."""


def written(value: object, *, is_share: bool = False) -> object:
    """Return the value of a field as it is written in a file, what is long in short; a share as a percentage."""
    if value is None or value in ((), {}):
        return NOT_STATED
    if isinstance(value, (float, Ref)) or _is_for_all(value):
        return _plain(value, is_share=is_share)
    if isinstance(value, tuple) and any(isinstance(item, Ref) for item in value):
        return list(value)
    return _short(str(_plain(value, is_share=is_share)))


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


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
