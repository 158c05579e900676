"""A week with hours: the golden figures, the formulas where hours play no part, and what must hold always."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.numerics.queues import impatient, wait
from journeymap.numerics.week import WEEK, Stretch, Week, solve

DAY = 1440


def telephone(people: int = 3, monday: int = 4) -> list[Stretch]:
    """Monday to Thursday from half past eight to five, Friday until noon; more come on Monday morning."""
    return [
        Stretch(510, 720, 0.5, monday),
        Stretch(720, 1020, 0.22, people),
        *(Stretch(day * DAY + 510, day * DAY + 1020, 0.22, people) for day in (1, 2, 3)),
        Stretch(4 * DAY + 510, 4 * DAY + 720, 0.22, people),
    ]


def solved(stretches: list[Stretch], service: float = 1 / 9, leaving: float = 1 / 6) -> Week:
    week = solve(stretches, service, leaving)
    assert week is not None
    return week


def test_a_week_of_opening_hours_waits_and_leaves_as_it_was_found_to_ten_digits() -> None:
    week = solved(telephone())
    assert week.is_settled
    assert week.wait == pytest.approx(0.8796488957, abs=1e-10)
    assert week.leaving == pytest.approx(0.1466081493, abs=1e-10)


def test_without_hours_it_is_the_formula_for_customers_who_give_up() -> None:
    week = solved([Stretch(0, WEEK, 0.4, 3)])
    formula = impatient(3, 0.4, 1 / 9, 1 / 6)
    # The week begins empty once, and is as good as settled when it comes round.
    assert week.wait == pytest.approx(formula.wait, rel=1e-7)
    assert week.leaving == pytest.approx(formula.leaves, rel=1e-7)


def test_without_hours_and_patience_it_is_the_formula_of_those_who_stay() -> None:
    week = solved([Stretch(0, WEEK, 0.02, 2)], 1 / 60, 0.0)
    assert week.wait == pytest.approx(wait(2, 0.02, 1 / 60), rel=1e-6)


def test_a_pile_that_grows_from_week_to_week_is_no_wait() -> None:
    # 46 hours of work come while 40 hours of people are there; by night and at weekends it waits.
    days = [(day * DAY + 540, day * DAY + 1020) for day in range(5)]
    hours = [Stretch(begin, end, 46 / 2400, 1) for begin, end in days]
    whole = [part for (begin, end), now in zip(days, hours, strict=True)
             for part in (now, Stretch(end, begin + DAY if end < 4 * DAY else WEEK + 540, 0.0, 0))]  # fmt: skip
    week = solved(whole, 1 / 60, 0.0)
    assert not week.is_settled
    assert week.wait == inf


def test_what_is_too_large_is_not_solved() -> None:
    assert solve([Stretch(0, WEEK, 10_000, 10_050)], 1, 0.5) is None


def test_who_comes_by_night_waits_until_somebody_is_there() -> None:
    # One case a week on average comes in the night before a day of eight hours.
    week = solved([Stretch(0, 480, 1 / 480, 0), Stretch(480, 960, 0.0, 5), Stretch(960, WEEK, 0.0, 0)], 1 / 10, 0.0)
    assert week.wait == pytest.approx(240, rel=1e-3)


@settings(max_examples=12, deadline=None)
@given(st.integers(1, 6), st.floats(0.01, 0.6), st.floats(0.05, 0.5), st.floats(0.05, 0.5))
def test_all_who_come_are_served_or_leave_and_leaving_is_patience_times_waiting(
    people: int, arrivals: float, service: float, leaving: float
) -> None:
    week = solved([Stretch(0, 300, arrivals, people), Stretch(300, 480, arrivals / 2, people)], service, leaving)
    for slot in week.slots[1:]:
        assert slot.left == pytest.approx(leaving * slot.waiting, rel=1e-9, abs=1e-12)
    assert sum(slot.served + slot.left for slot in week.slots) == pytest.approx(week.arrivals, rel=1e-8)
    assert week.leaving == pytest.approx(leaving * week.wait, rel=1e-9, abs=1e-12)


@settings(max_examples=10, deadline=None)
@given(st.integers(1, 6), st.floats(0.01, 1), st.floats(1, 479))
def test_one_more_person_never_raises_the_wait_and_a_cut_changes_nothing(
    people: int, arrivals: float, cut: float
) -> None:
    whole = solved([Stretch(0, 480, arrivals, people)])
    parts = solved([Stretch(0, cut, arrivals, people), Stretch(cut, 480, arrivals, people)])
    more = solved([Stretch(0, 480, arrivals, people + 1)])
    assert parts.wait == pytest.approx(whole.wait, rel=1e-9, abs=1e-12)
    assert more.wait <= whole.wait + 1e-12


def test_people_of_whom_one_goes_home_serve_no_more_than_those_who_stay() -> None:
    fewer = solved([Stretch(0, 240, 0.4, 4), Stretch(240, 480, 0.4, 2)])
    more = solved([Stretch(0, 240, 0.4, 4), Stretch(240, 480, 0.4, 4)])
    assert fewer.slots[0].waiting == pytest.approx(more.slots[0].waiting)
    assert fewer.slots[1].waiting > more.slots[1].waiting
