"""What the customer is asked: items, and what sets one apart.

That it has changed, that it only says who the customer is, or that it is somebody else's. `asks: {income: changed,
citizen number: identifies, age: {whose: partner}, address: }` is short for `asks: [income, citizen number, age,
address]` with `changed: income`, `identifies: citizen number` and `whose: {age: partner}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from journeymap.i18n.messages import say
from journeymap.model.misread import MisreadError
from journeymap.model.shorthand import as_choice, as_list, as_named

CHANGED, IDENTIFIES, WHOSE = "changed", "identifies", "whose"
_WORDS = {
    "changed": CHANGED, "change": CHANGED, "changes": CHANGED, "new": CHANGED, "gewijzigd": CHANGED,
    "veranderd": CHANGED, "wijziging": CHANGED, "nieuw": CHANGED,
    "identifies": IDENTIFIES, "identification": IDENTIFIES, "identity": IDENTIFIES, "identificeert": IDENTIFIES,
    "identificatie": IDENTIFIES,
}  # fmt: skip
_NAMES = ("item", "name", "what")


def with_what_is_asked(data: Any) -> Any:
    """Return the words of a step with what its items are behind keys of their own; as they were where there are none.

    What cannot be read stays as it is, for `as_asked` to refuse in its place.
    """
    if not isinstance(data, Mapping) or "asks" not in data:
        return data
    items = _read(data["asks"])
    if items is None:
        return data
    more: dict[str, Any] = {
        word: [*as_list(data.get(word)), *(item for item, words in items.items() if word in words)]
        for word in (CHANGED, IDENTIFIES)
    }
    others = data.get(WHOSE)
    persons = {item: words[WHOSE] for item, words in items.items() if WHOSE in words}
    if persons and (others is None or isinstance(others, Mapping)):
        more[WHOSE] = {**(others or {}), **persons}
    return {**data, "asks": [*items], **{word: named for word, named in more.items() if named}}


def as_asked(value: Any) -> Any:
    """Read one item as a list of one; MisreadError for what is said of an item and means nothing."""
    if isinstance(value, Mapping) or any(isinstance(item, Mapping) for item in as_list(value)):
        raise MisreadError(
            say('behind an item stands nothing, "changed", "identifies" or whose it is'),
            say(
                'write items, such as "{items}", or "{marked}"',
                items="asks: [address, income]",
                marked="asks: {income: changed, number: identifies, age: {whose: partner}}",
            ),
        )
    return as_list(value)


def as_items(value: Any) -> Any:
    """Read items by name: a list of names, or ids with a name, with `identifies`, or with all that is known of each."""
    if isinstance(value, Mapping):
        known = {
            key: {"identifies": True} if isinstance(item, str) and _WORDS.get(as_choice(item)) == IDENTIFIES else item
            for key, item in value.items()
        }
        return as_named(known)
    return as_named(value)


def _read(asks: Any) -> dict[str, dict[str, Any]] | None:
    """Return items with what is said of each; None where there is no mapping, or one that cannot be read."""
    listed = as_list(asks)
    if not any(isinstance(item, Mapping) for item in listed):
        return None
    items: dict[str, dict[str, Any]] = {}
    for item in listed:
        if not isinstance(item, Mapping):
            items.setdefault(str(item), {})
            continue
        name = next((item[word] for word in _NAMES if isinstance(item.get(word), str)), None)
        if name is not None and item.keys() <= {*_NAMES, CHANGED, IDENTIFIES, WHOSE}:
            items[str(name)] = _marks(item)
            continue
        for key, said in item.items():
            words = _words_in(said)
            if words is None:
                return None
            items[str(key)] = words
    return items


_YES = (True, "true", "yes", "ja")


def _words_in(said: Any) -> dict[str, Any] | None:
    if said is None or said == "":
        return {}
    if isinstance(said, str):
        word = _WORDS.get(as_choice(said))
        return None if word is None else {word: True}
    if isinstance(said, Mapping) and said.keys() <= {CHANGED, IDENTIFIES, WHOSE}:
        return _marks(said)
    return None


def _marks(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said of an item by its words: those that are true, and the person whose it is."""
    marks: dict[str, Any] = {word: True for word in (CHANGED, IDENTIFIES) if as_choice(said.get(word)) in _YES}
    return {**marks, WHOSE: said[WHOSE]} if said.get(WHOSE) is not None else marks
