"""Where in its file a text of a blueprint stands that holds a certain character."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.model.element import Element, hyphenated

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from journeymap.diagnostics import Span
    from journeymap.model.blueprint import Blueprint

_Text = tuple[str, "Span | None"]


def places_of(blueprint: Blueprint, characters: Collection[str]) -> dict[str, tuple[Span, ...]]:
    """Return for each of these characters where the texts begin that hold it, in the order of the file.

    What was not read from a file has no places.
    """
    by_character: dict[str, dict[Span, None]] = {character: {} for character in characters}
    for text, place in _texts(blueprint, blueprint, ()):
        if place is not None and not text.isascii():
            for character in by_character.keys() & set(text):
                by_character[character][place] = None
    return {character: tuple(sorted(places)) for character, places in by_character.items()}


def _texts(value: object, owner: Element, path: tuple[str | int, ...]) -> Iterator[_Text]:
    """Yield the texts in a value and where each stands; `path` leads to the value from the element that knows that."""
    if isinstance(value, str):
        yield value, owner.at(*path)
    elif isinstance(value, Element):
        if value.at() is not None:
            owner, path = value, ()
        for field in type(value).model_fields:
            yield from _texts(getattr(value, field), owner, (*path, hyphenated(field)))
    elif isinstance(value, dict):
        for key, item in value.items():
            if isinstance(key, str):
                yield key, owner.key_at(*path, key)
            yield from _texts(item, owner, (*path, key))
    elif isinstance(value, (list, tuple)):
        for number, item in enumerate(value):
            yield from _texts(item, owner, (*path, number))
