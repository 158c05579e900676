"""In which unit a figure is stands beside the field that holds it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated

from msgspec import Struct

from journeymap.graph.units import COUNT, INTERNAL, MINUTES, SHARE, STEP, derived, units_of

if TYPE_CHECKING:
    from collections.abc import Mapping

FURLONGS = "furlongs"


class Time(Struct, frozen=True, dict=True):
    """A result with all kinds of fields."""

    mean: Annotated[float, MINUTES]
    by_persona: Annotated[Mapping[str, float | None], MINUTES]
    steps: Annotated[tuple[int, ...], STEP]
    name: str
    length: Annotated[float, FURLONGS] = 0.0
    _inner: Annotated[float, MINUTES] = 0.0
    samples: Annotated[tuple[float, ...], INTERNAL] = ()

    @property
    @derived(SHARE)
    def part(self) -> float:
        """A property that is shown."""
        return self.mean / 60

    @cached_property
    @derived()
    def way(self) -> float:
        """A property that is computed once and shown."""
        return self.mean * 2

    @property
    def double(self) -> float:
        """A property that is not shown."""
        return self.mean * 2


def test_what_is_shown_of_a_result_are_its_fields_with_their_units_then_the_properties_that_are_marked():
    assert list(units_of(Time).items()) == [
        ("mean", "minutes"),
        ("by_persona", "minutes"),
        ("steps", "step"),
        ("name", ""),
        ("length", "furlongs"),
        ("part", "share"),
        ("way", ""),
    ]


def test_a_mark_leaves_the_property_as_it_was():
    time = Time(30, {}, (1,), "a")
    assert (time.part, time.way) == (0.5, 60)


def test_classes_of_one_name_have_units_of_their_own():
    class Time(Struct):
        mean: Annotated[float, SHARE]

    assert units_of(Time) == {"mean": "share"}


def test_what_is_inherited_is_shown_too():
    class Longer(Time):
        more: Annotated[int, COUNT] = 0

    assert units_of(Longer) == {**units_of(Time), "more": "count"}
