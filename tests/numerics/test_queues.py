"""Waiting by formula: the golden figures of the literature, and what must hold whatever the numbers are."""

from __future__ import annotations

from fractions import Fraction
from math import exp, factorial, inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.numerics.absorption import Absorption
from journeymap.numerics.queues import (
    blocked,
    has_to_wait,
    impatient,
    people_for,
    served_within,
    wait,
    waits_by_priority,
    waits_in_network,
)

RATES = st.floats(0.01, 50)
PEOPLE = st.integers(1, 60)


def test_erlang_b_and_c_of_ten_people_and_a_load_of_eight_are_exact() -> None:
    assert blocked(10, 8) == pytest.approx(0.1216610642529515, rel=1e-15)
    assert has_to_wait(10, 8) == pytest.approx(0.4091801507964435, rel=1e-15)


@pytest.mark.parametrize("people", [1, 2, 7, 50, 120, 200])
def test_erlang_c_agrees_with_the_formula_in_fractions(people: int) -> None:
    load = Fraction(people * 4, 5)
    top = load**people / factorial(people) * Fraction(people) / (people - load)
    exact = top / (sum(load**k / factorial(k) for k in range(people)) + top)
    assert has_to_wait(people, float(load)) == pytest.approx(float(exact), rel=2e-15)


@pytest.mark.parametrize(("people", "arrivals", "mean"), [(1, 0.8, 4), (2, 1.5, 9 / 7), (10, 8, 0.2045900753982)])
def test_the_wait_for_chance_work_is_exact(people: int, arrivals: float, mean: float) -> None:
    assert wait(people, arrivals, 1) == pytest.approx(mean, rel=1e-12)


@pytest.mark.parametrize(("variability", "mean"), [(0, 2), (1 / 2, 3), (1.6**2 / 12, 2.4266666666666667)])
def test_the_wait_at_one_person_is_that_of_pollaczek_and_khinchine(variability: float, mean: float) -> None:
    assert wait(1, 0.8, 1, variability) == pytest.approx(mean, rel=1e-12)


def test_the_wait_of_callers_who_give_up_is_that_of_palm() -> None:
    result = impatient(9, 10, 1, 0.5)
    assert result.waits == pytest.approx(0.7579399451421713, rel=1e-13)
    assert result.leaves == pytest.approx(0.1576873729383476, rel=1e-13)
    assert result.wait == pytest.approx(0.3153747458766952, rel=1e-13)


def test_where_giving_up_is_as_fast_as_being_served_the_number_there_is_poisson() -> None:
    result = impatient(100, 100, 1, 1)
    assert result.waits == pytest.approx(0.5132987982791, rel=1e-12)
    assert result.leaves == pytest.approx(0.0398609968091, rel=1e-11)


def test_priorities_are_those_of_cobham() -> None:
    assert waits_by_priority(1, [0.3, 0.5], 1) == pytest.approx([8 / 7, 40 / 7], rel=1e-12)


def test_a_network_with_a_loop_is_that_of_jackson() -> None:
    # Three of ten come back from the second station to the first; 0.2 customers begin in a minute.
    times = [5, 9, 3]
    chain = Absorption([[1], [0, 2], [3], []], [[1.0], [0.3, 0.7], [1.0], []], {3: 0})
    visits = chain.visits({0: 1.0}).states[:3]
    waits = waits_in_network([0.2 * often for often in visits], [2, 3, 1], [1 / time for time in times])
    assert waits == pytest.approx([5.208, 15.594, 4.5], abs=5e-4)
    assert sum(v * (w + t) for v, w, t in zip(visits, waits, times, strict=True)) == pytest.approx(57.217, abs=5e-4)


def test_ten_thousand_people_overflow_nothing() -> None:
    assert 0 < impatient(10_050, 10_000, 1, 0.5).leaves < 0.01
    assert 0 < has_to_wait(10_050, 10_000) < 1


@given(PEOPLE, RATES, RATES, RATES)
def test_who_leaves_is_patience_times_waiting(people: int, arrivals: float, service: float, leaving: float) -> None:
    result = impatient(people, arrivals, service, leaving)
    assert result.leaves == pytest.approx(leaving * result.wait, rel=1e-9, abs=1e-15)
    assert 0 <= result.leaves <= 1
    assert result.leaves <= result.waits <= 1 + 1e-12


@given(PEOPLE, RATES, RATES, RATES)
def test_one_more_person_never_raises_the_wait(people: int, arrivals: float, service: float, leaving: float) -> None:
    now, then = impatient(people, arrivals, service, leaving), impatient(people + 1, arrivals, service, leaving)
    assert then.wait <= now.wait * (1 + 1e-9) + 1e-15
    assert wait(people + 1, arrivals, service) <= wait(people, arrivals, service)


@given(PEOPLE, RATES, RATES, RATES)
def test_minutes_and_hours_give_the_same_waits(people: int, arrivals: float, service: float, leaving: float) -> None:
    minutes, hours = (
        impatient(people, arrivals, service, leaving),
        impatient(people, arrivals * 60, service * 60, leaving * 60),
    )
    assert hours.wait * 60 == pytest.approx(minutes.wait, rel=1e-9, abs=1e-15)
    assert hours.leaves == pytest.approx(minutes.leaves, rel=1e-9, abs=1e-15)


@given(PEOPLE, RATES, st.floats(0.05, 0.95))
def test_the_more_patient_callers_are_the_nearer_they_are_to_those_who_never_leave(
    people: int, service: float, busy: float
) -> None:
    arrivals = people * service * busy
    patient = impatient(people, arrivals, service, service * 1e-7)
    assert patient.wait == pytest.approx(impatient(people, arrivals, service, 0).wait, rel=1e-2, abs=1e-12)


@given(st.floats(0.1, 500), st.floats(0.5, 0.99), st.floats(0, 5))
def test_people_for_is_the_fewest_that_keep_the_time(arrivals: float, share: float, time: float) -> None:
    people = people_for(arrivals, 1, share, time)
    assert served_within(people, arrivals, 1, time) >= share
    assert people - 1 <= arrivals or served_within(people - 1, arrivals, 1, time) < share


def test_the_time_kept_is_that_of_the_exponential_wait() -> None:
    assert served_within(10, 8, 1, 0.5) == pytest.approx(1 - 0.4091801507964435 * exp(-1))


def test_a_busy_tone_is_erlang_b_and_a_pile_that_grows_has_no_end() -> None:
    assert impatient(10, 8, 1, inf).leaves == blocked(10, 8)
    assert wait(2, 2, 1) == inf
    assert impatient(2, 3, 1, 0).wait == inf
    assert waits_by_priority(1, [0.4, 0.8], 1)[1] == inf
    assert waits_by_priority(1, [0.4, 0.8], 1)[0] == pytest.approx(1 / 0.6)
    assert impatient(0, 3, 1, 0.5).leaves == pytest.approx(1.0)
    assert impatient(3, 0, 1, 0.5).wait == 0.0
