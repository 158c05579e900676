"""When people are there to serve, over an ordinary week, and when the channels are open that they serve."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.model.lanes import ORGANISATION_LANES
from journeymap.model.opening_rules import DAY_MINUTES, UnjudgedError
from journeymap.numerics.intervals import complement, intersect, union

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeymap.graph.calendar import Calendar
    from journeymap.graph.service_graph import ServiceGraph
    from journeymap.model.step import Cell
    from journeymap.numerics.intervals import Interval

# What nobody stated the hours of is done on working days, eight hours of each.
WORKING_WEEK: tuple[Interval, ...] = tuple((day * DAY_MINUTES + 540, day * DAY_MINUTES + 1020) for day in range(5))
_WRITTEN = frozenset({"letter", "email", "online", "app", "machine"})


class Shift(Struct, frozen=True):
    """So many people, from one minute of the week to another."""

    begin: float
    end: float
    people: int


class Roster(Struct, frozen=True):
    """Who is there in a week: shifts in order and apart, and `opened`, when the channels are open that are served.

    `opened` is None where no such channel says when it is open.
    """

    shifts: tuple[Shift, ...]
    opened: tuple[Interval, ...] | None

    @property
    def minutes(self) -> float:
        """Minutes of people in a week."""
        return sum((shift.end - shift.begin) * shift.people for shift in self.shifts)

    @property
    def there(self) -> tuple[Interval, ...]:
        """When anybody is there."""
        return tuple(union([(shift.begin, shift.end) for shift in self.shifts if shift.people], ()))

    @property
    def longest(self) -> float:
        """The longest time in one go that anybody is there."""
        return max((end - begin for begin, end in self.there), default=0.0)

    @property
    def unattended(self) -> tuple[Interval, ...]:
        """When it is open and nobody is there."""
        return () if self.opened is None else _without(self.opened, self.there)

    @property
    def unopened(self) -> tuple[Interval, ...]:
        """When people are there and it is closed."""
        return () if self.opened is None else _without(self.there, self.opened)


def cells_of(graph: ServiceGraph, actor: str) -> Iterable[tuple[int, Cell]]:
    """Yield what an actor of the organisation does, with the number of the step."""
    for lane in ORGANISATION_LANES:
        for number in graph.stated.at(lane):
            for cell in graph.step(number).cells(lane):
                if cell.by == actor:
                    yield number, cell


def roster_of(graph: ServiceGraph, actor: str) -> Roster | None:
    """Return when people are there; None where it is not stated, or where it is not certain what the hours mean."""
    staff = graph.blueprint.actors[actor].staff
    if staff is None:
        return None
    try:
        opened = _opened(graph, actor)
        if isinstance(staff, int):
            hours = WORKING_WEEK if opened is None else opened
            return Roster(tuple(Shift(begin, end, staff) for begin, end in hours), opened)
        return Roster(_shifts(graph.calendar, staff), opened)
    except UnjudgedError:
        return None


def _opened(graph: ServiceGraph, actor: str) -> tuple[Interval, ...] | None:
    """Return when the channels are open at which somebody waits for this actor to answer."""
    words = dict.fromkeys(word for number, _ in cells_of(graph, actor) for word in graph.step(number).channel)
    channels = [graph.blueprint.channels[word] for word in words if word in graph.blueprint.channels]
    hours: list[Interval] = []
    known = False
    for channel in channels:
        if channel.open is None or channel.answers is False or channel.kind in _WRITTEN:
            continue
        known = True
        hours = union(hours, graph.calendar.hours(channel.open, "week").stretches)
    return tuple(hours) if known else None


def _shifts(calendar: Calendar, staff: dict[str, int]) -> tuple[Shift, ...]:
    """Return the shifts of hours with a number each; a later line overrules the earlier in its own minutes only."""
    lines = [(calendar.hours(text, "week").stretches, people) for text, people in staff.items()]
    bounds = sorted({bound for stretches, _ in lines for stretch in stretches for bound in stretch})
    shifts: list[Shift] = []
    for begin, end in pairwise(bounds):
        there = [
            people for stretches, people in lines if any(first <= begin and end <= last for first, last in stretches)
        ]
        if not there:
            continue
        people = there[-1]
        if shifts and shifts[-1].end == begin and shifts[-1].people == people:
            shifts[-1] = Shift(shifts[-1].begin, end, people)
        else:
            shifts.append(Shift(begin, end, people))
    return tuple(shifts)


def _without(these: Sequence[Interval], those: Sequence[Interval]) -> tuple[Interval, ...]:
    return tuple(intersect(these, complement(list(those), 7.0 * DAY_MINUTES)))
