"""Opening hours of a week, against going through it minute by minute."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.numerics.intervals import (
    Stretch,
    access,
    complement,
    expected_wait,
    gaps,
    intersect,
    length,
    longest_gap,
    normalise,
    union,
)

PERIOD = 48
bounds = st.integers(-10, 2 * PERIOD)
lists = st.lists(st.tuples(bounds, bounds), max_size=5)
DAY = 24 * 60
OFFICE = [(day * DAY + 9 * 60, day * DAY + 17 * 60) for day in range(4)] + [(4 * DAY + 9 * 60, 4 * DAY + 12 * 60)]


def minutes(intervals: list[tuple[float, float]]) -> set[int]:
    found: set[int] = set()
    for start, end in intervals:
        span = end - start if end >= start else (end - start) % PERIOD
        found |= {(int(start) + minute) % PERIOD for minute in range(int(span))}
    return found


@given(lists, lists)
def test_union_intersection_and_complement_hold_minute_by_minute(
    one: list[tuple[float, float]], other: list[tuple[float, float]]
) -> None:
    a, b = normalise(one, PERIOD), normalise(other, PERIOD)
    assert minutes(a) == minutes(one)
    assert minutes(union(a, b)) == minutes(one) | minutes(other)
    assert minutes(intersect(a, b)) == minutes(one) & minutes(other)
    assert minutes(complement(a, PERIOD)) == set(range(PERIOD)) - minutes(one)
    assert length(a) == len(minutes(one))
    for result in (a, union(a, b), intersect(a, b), complement(a, PERIOD)):
        assert all(0 <= start < end <= PERIOD for start, end in result)
        assert all(before[1] < after[0] for before, after in itertools.pairwise(result))


@given(lists)
def test_the_expected_wait_is_the_mean_over_all_moments(intervals: list[tuple[float, float]]) -> None:
    opened = normalise(intervals, PERIOD)
    inside = minutes(opened)
    if not inside:
        assert expected_wait(opened, PERIOD) == math.inf
        assert longest_gap(opened, PERIOD) == Stretch(0, math.inf)
        return
    waits = []
    for minute in range(PERIOD):
        wait = next(ahead for ahead in range(PERIOD) if (minute + ahead) % PERIOD in inside)
        waits.append(wait - 0.5 if wait else 0)  # a moment within this minute
    assert expected_wait(opened, PERIOD) == pytest.approx(sum(waits) / PERIOD)
    assert sum(gap.length for gap in gaps(opened, PERIOD)) == PERIOD - len(inside)


def test_a_night_shift_runs_past_the_end_of_the_week() -> None:
    assert normalise([(7 * DAY - 120, 60)]) == [(0, 60), (7 * DAY - 120, 7 * DAY)]
    assert normalise([(7 * DAY - 120, 7 * DAY + 60)]) == [(0, 60), (7 * DAY - 120, 7 * DAY)]


def test_a_whole_period_is_always_open() -> None:
    assert normalise([(60, 60 + 7 * DAY)]) == [(0, 7 * DAY)]
    assert longest_gap([(0, 7 * DAY)]) is None
    assert expected_wait([(0, 7 * DAY)]) == 0


def test_an_office_that_closes_on_friday_noon_is_shut_longest_over_the_weekend() -> None:
    assert longest_gap(OFFICE) == Stretch(4 * DAY + 12 * 60, 2 * DAY + 21 * 60)


def test_a_working_customer_finds_an_office_open_in_a_few_of_his_hours() -> None:
    evenings = [(day * DAY + 16 * 60, day * DAY + 22 * 60) for day in range(5)]
    found = access(OFFICE, evenings)
    # One hour of six on four of five days.
    assert found.coverage == pytest.approx(4 / 30)
    # From Thursday 17:00 to Monday 16:00, and three times 23 hours.
    assert found.expected_wait == pytest.approx(((95 * 60) ** 2 + 3 * (23 * 60) ** 2) / (2 * 7 * DAY))


def test_a_customer_without_hours_has_no_coverage_to_state() -> None:
    found = access(OFFICE, [])
    assert found.coverage is None
    assert found.expected_wait == math.inf


def test_a_bound_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        normalise([(0, math.inf)])
