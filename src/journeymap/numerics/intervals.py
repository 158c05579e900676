"""Opening hours: intervals of a period that comes round again, such as the minutes of a week.

An interval is (start, end) in minutes from the beginning of the period, the end not included. Lists that come from
outside may be in any order, overlap, or run past the end of the period; `normalise` makes them ascending, disjoint and
within it. All other functions expect that, and return it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Interval: TypeAlias = tuple[float, float]

WEEK = 7 * 24 * 60


class Stretch(Struct, frozen=True):
    """A stretch of time in minutes; it may run past the end of the period."""

    start: float
    length: float


class Access(Struct, frozen=True):
    """How well opening hours fit the hours in which a customer can come.

    `coverage` is the part of the customer's hours in which it is open, None without any. `longest_closed` is the
    longest time in one go that it is closed, None when it never is. `expected_wait` is the time in minutes from a
    random moment until it is open and the customer can, `math.inf` when that never happens.
    """

    coverage: float | None
    longest_closed: Stretch | None
    expected_wait: float


def normalise(intervals: Iterable[Interval], period: float = WEEK) -> list[Interval]:
    """Sort, merge and fold intervals into [0, period].

    An interval that ends before it starts runs past the end of the period into the next (a night shift), as one does
    that ends after it. Equal start and end are nothing; a length of a whole period or more is all of it. ValueError
    where a bound is not a finite number.
    """
    pieces: list[Interval] = []
    for start, end in intervals:
        if not (math.isfinite(start) and math.isfinite(end)):
            msg = f"an interval needs finite bounds: ({start}, {end})"
            raise ValueError(msg)
        length = end - start if end >= start else (end - start) % period
        first = start % period
        if length >= period:
            return [(0, period)]
        last = first + length
        if last <= period:
            pieces.append((first, last))
        else:
            pieces += [(first, period), (0, last - period)]
    return _merged(pieces)


def _merged(pieces: Iterable[Interval]) -> list[Interval]:
    merged: list[Interval] = []
    for start, end in sorted(pieces):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def union(first: Sequence[Interval], other: Sequence[Interval]) -> list[Interval]:
    """Give the time in either."""
    return _merged([*first, *other])


def intersect(first: Sequence[Interval], other: Sequence[Interval]) -> list[Interval]:
    """Give the time in both, in one walk along the two."""
    common: list[Interval] = []
    here = there = 0
    while here < len(first) and there < len(other):
        start = max(first[here][0], other[there][0])
        end = min(first[here][1], other[there][1])
        if start < end:
            common.append((start, end))
        if first[here][1] < other[there][1]:
            here += 1
        else:
            there += 1
    return common


def complement(intervals: Sequence[Interval], period: float = WEEK) -> list[Interval]:
    """Give the time in none of the intervals."""
    rest: list[Interval] = []
    behind: float = 0
    for start, end in intervals:
        if start > behind:
            rest.append((behind, start))
        behind = end
    if behind < period:
        rest.append((behind, period))
    return rest


def length(intervals: Iterable[Interval]) -> float:
    """Add up the minutes."""
    return math.fsum(end - start for start, end in intervals)


def gaps(intervals: Sequence[Interval], period: float = WEEK) -> list[Stretch]:
    """List the stretches between the intervals; one across the end of the period is whole. Without any: one, of all."""
    rest = [Stretch(start, end - start) for start, end in complement(intervals, period)]
    if len(rest) > 1 and rest[0].start == 0 and rest[-1].start + rest[-1].length == period:
        rest[-1] = Stretch(rest[-1].start, rest[-1].length + rest[0].length)
        del rest[0]
    return rest


def longest_gap(intervals: Sequence[Interval], period: float = WEEK) -> Stretch | None:
    """Find the longest stretch between the intervals, the first of equals; None when there is none.

    With no intervals at all it never ends: its length is `math.inf`.
    """
    if not intervals:
        return Stretch(0, math.inf)
    return max(gaps(intervals, period), key=lambda gap: gap.length, default=None)


def expected_wait(intervals: Sequence[Interval], period: float = WEEK) -> float:
    """Give the mean wait in minutes from a random moment until the next interval: Σ gap² / (2 · period).

    A moment in a gap, which happens with probability gap / period, waits half of it on average (the waiting time of
    renewal theory). `math.inf` without intervals.
    """
    if not intervals:
        return math.inf
    return math.fsum(gap.length**2 for gap in gaps(intervals, period)) / (2 * period)


def access(opened: Iterable[Interval], available: Iterable[Interval], period: float = WEEK) -> Access:
    """Compare opening hours with the hours in which a customer can come; both are normalised here."""
    hours, free = normalise(opened, period), normalise(available, period)
    both = intersect(hours, free)
    time = length(free)
    return Access(length(both) / time if time else None, longest_gap(hours, period), expected_wait(both, period))
