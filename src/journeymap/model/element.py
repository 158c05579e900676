"""What every noun of the model shares: it is frozen, knows no unknown words, and knows where it was written."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Self

from pydantic import BaseModel, ConfigDict, ValidationInfo, model_validator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.diagnostics import Place, Span

# The context in which a text of JSON is validated: numbers there have a decimal point and nothing else.
DECIMAL_POINT = "decimal point"


def hyphenated(name: str) -> str:
    """Return the word of the file for a field of the model."""
    return name.rstrip("_").replace("_", "-")


@cache
def _words_of(element: type[Element]) -> frozenset[str]:
    """Return the words of an element, as they are written in a file and in Python."""
    return frozenset(word for name in element.model_fields for word in (name, hyphenated(name)))


class Element(BaseModel):
    """A part of a blueprint.

    An element that was read from a file knows where: `element.at("owner")` is the place of a field, `element.at()` its
    own. One that was built in Python has no place, and `at` returns None. The place is no part of its value: two
    elements are equal when they say the same, wherever they stand.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,
        alias_generator=hyphenated,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
    )

    # Two slots instead of private attributes, for which every element would have a dictionary of its own.
    __slots__ = ("_place", "_unread")

    @model_validator(mode="before")
    @classmethod
    def _leave_out_what_is_empty(cls, data: Any, info: ValidationInfo) -> Any:
        """Read a key with nothing behind it as if it were not there: that is what a half-written file means.

        Only known keys: `{does: Waits, but calls}` holds the key "but calls", which nobody meant. In JSON an empty list
        or mapping is nothing as well: a model that is written out has them for all that was never stated.
        """
        if isinstance(data, dict):
            known = _words_of(cls)
            written_out = info.mode == "json" or info.context == DECIMAL_POINT
            return {
                key: value
                for key, value in data.items()
                if key not in known or not (value is None or (written_out and value in ([], {})))
            }
        return data

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy; what is to be different in it is read as if it were given to a new element.

        ValidationError (a ValueError) where the new values cannot be read.
        """
        copy = super().model_copy(deep=deep)
        if update:
            stated = {name: getattr(self, name) for name in self.model_fields_set}
            names = {hyphenated(name): name for name in type(self).model_fields}
            read = type(self).model_validate(
                {**stated, **{names.get(key, key): value for key, value in update.items()}}
            )
            copy.__dict__.update(read.__dict__)
            copy.__pydantic_fields_set__ = set(read.model_fields_set)
        return copy

    def __copy__(self) -> Self:
        return self._carried(super().__copy__())

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        return self._carried(super().__deepcopy__(memo))

    def _carried(self, copy: Self) -> Self:
        """Tell a copy what this element knows of the file."""
        if (place := self._read_from) is not None:
            copy.placed(place)
        return copy.lacking(self.unread) if self.unread else copy

    def at(self, *path: str | int) -> Span | None:
        """Return where this element, or what lies at a path inside it, stands in the file it was read from."""
        place = self._read_from
        return place.at(*path) if place is not None else None

    def key_at(self, *path: str | int) -> Span | None:
        """Return where the name of what lies at a path stands: the key of a mapping, or the item of a list itself."""
        place = self._read_from
        return place.key_at(*path) if place is not None else None

    @property
    def _read_from(self) -> Place | None:
        place: Place | None = getattr(self, "_place", None)
        return place

    def placed(self, place: Place) -> Self:
        """Tell this element where it was written; for the compiler, once, right after reading."""
        object.__setattr__(self, "_place", place)
        return self

    @property
    def unread(self) -> frozenset[str]:
        """The words of it that stand in the file and could not be understood; what they say is missing here."""
        words: frozenset[str] = getattr(self, "_unread", frozenset())
        return words

    def lacking(self, words: frozenset[str]) -> Self:
        """Tell this element which of its words could not be understood; for the compiler, once, right after reading."""
        object.__setattr__(self, "_unread", words)
        return self

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    __hash__ = None  # type: ignore[assignment]
