"""Drawn journeys, against exact means and against times side by side worked out by hand."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING

import pytest

from journeymap.numerics.absorption import Absorption
from journeymap.numerics.reward import Reward
from journeymap.numerics.simulation import (
    BLOCKED,
    DEAD_END,
    UNFINISHED,
    Estimate,
    SimStep,
    mean,
    quantile,
    simulate,
)
from journeymap.numerics.time_distribution import TimeDistribution

if TYPE_CHECKING:
    from collections.abc import Sequence

fixed = TimeDistribution.fixed


def within_four_errors(found: Estimate, exact: float) -> bool:
    return abs(found.value - exact) <= 4 * found.standard_error


def permit() -> list[SimStep]:
    return [
        SimStep([1], [1.0], takes=fixed(30)),
        SimStep([2, 3], [0.3, 0.7], takes=TimeDistribution(10, 30)),
        SimStep([1], [1.0], takes=TimeDistribution(15, 90, 30), edge_waits=[[TimeDistribution(0, 2)]]),
        SimStep([4, 5], [0.8, 0.2], takes=fixed(100), wait=fixed(20)),
        SimStep([6], [1.0], takes=fixed(15)),
        SimStep([7], [1.0], takes=fixed(10)),
        SimStep(outcome=0),
        SimStep(outcome=1),
    ]


def exactly(steps: Sequence[SimStep]) -> tuple[float, float]:
    nothing = fixed(0)
    both = [(step.takes or nothing, step.wait or nothing) for step in steps]
    waits = [[w[0] if w else nothing for w in step.edge_waits or [None] * len(step.successors)] for step in steps]
    reward = Reward(
        [a.mean + b.mean for a, b in both],
        [a.variance + b.variance for a, b in both],
        [[w.mean for w in row] for row in waits],
        [[w.variance for w in row] for row in waits],
    )
    ends = {number: step.outcome for number, step in enumerate(steps) if step.outcome is not None}
    absorption = Absorption([step.successors for step in steps], [step.shares for step in steps], ends)
    moments = absorption.moments(reward)
    return moments.means[0], moments.deviations[0]


def test_mean_spread_and_outcomes_agree_with_the_exact_ones_within_four_standard_errors() -> None:
    size = 20_000
    sample = simulate(permit(), {0: 1.0}, size, seed=1)
    totals = sample.totals()
    exact_mean, exact_deviation = exactly(permit())
    # Papers take 45 on average as in the fixture, plus one for the wait on the way back: 3/7 more in all.
    assert exact_mean == pytest.approx(1483 / 7 + 3 / 7)
    assert within_four_errors(mean(totals), exact_mean)
    squares = mean([(x - exact_mean) ** 2 for x in totals])
    assert within_four_errors(squares, exact_deviation**2)
    granted = sample.counts()[0]
    assert abs(granted - 0.8 * size) <= 4 * math.sqrt(size * 0.16)
    assert within_four_errors(mean(sample.waiting), 20 + 3 / 7)
    assert within_four_errors(mean(sample.totals([1])), exact_mean - 0.8 * 15 - 0.2 * 10 + 10)


def test_the_same_seed_gives_the_same_journeys_and_another_one_others() -> None:
    one, again, other = (simulate(permit(), {0: 1.0}, 50, seed) for seed in (7, 7, 8))
    assert one == again
    assert one != other


@pytest.mark.parametrize(
    "duration",
    [TimeDistribution(2, 8), TimeDistribution(1, 8, 3), TimeDistribution(1, 8, 1), TimeDistribution(1, 8, 8)],
)
def test_durations_are_drawn_with_the_mean_and_variance_they_state(duration: TimeDistribution) -> None:
    draw = duration.drawer(random.Random(3))
    assert draw is not None
    values = [draw() for _ in range(20_000)]
    assert duration.least <= min(values) <= max(values) <= duration.most
    assert within_four_errors(mean(values), duration.mean)
    assert within_four_errors(mean([(value - duration.mean) ** 2 for value in values]), duration.variance)


def test_quantiles_of_a_uniform_time_are_found_within_four_of_their_standard_errors() -> None:
    values = simulate([SimStep(outcome=0, takes=TimeDistribution(0, 100))], {0: 1.0}, 10_000, seed=5).active
    for level in (0.5, 0.9):
        found = quantile(values, level)
        assert within_four_errors(found, 100 * level)
        # For a uniform time the standard error is known: 100·√(q(1-q)/n).
        assert found.standard_error == pytest.approx(100 * math.sqrt(level * (1 - level) / 10_000), rel=0.25)


def test_a_step_waits_for_the_longer_of_its_own_way_and_what_it_needs() -> None:
    # ask starts a report of 0-20 min beside a form of 10 min; the decision needs the report.
    steps = [
        SimStep([1], [1.0], takes=fixed(5), starts=[3]),
        SimStep([2], [1.0], takes=fixed(10)),
        SimStep([4], [1.0], takes=fixed(1), needs=[3]),
        SimStep(takes=TimeDistribution(0, 20)),
        SimStep(outcome=0),
    ]
    sample = simulate(steps, {0: 1.0}, 20_000, seed=2)
    assert set(sample.outcomes) == {0}
    assert mean(sample.active) == Estimate(16, 0)
    # E max(10, U) = 12.5 for U uniform on 0-20.
    assert within_four_errors(mean(sample.waiting), 2.5)
    assert within_four_errors(mean(sample.totals()), 5 + 12.5 + 1)


def test_a_step_that_needs_several_branches_waits_for_the_last() -> None:
    steps = [
        SimStep([1], [1.0], takes=fixed(2), starts=[2, 3]),
        SimStep([5], [1.0], takes=fixed(1), needs=[4, 3]),
        SimStep([4], [1.0], takes=fixed(3), wait=fixed(4)),
        SimStep(takes=fixed(5)),
        SimStep(takes=fixed(6)),
        SimStep(outcome=0),
    ]
    sample = simulate(steps, {0: 1.0}, 1, seed=1)
    # Branch one is done at 2 + 4 + 3 + 6, branch two at 2 + 5.
    assert sample.totals() == [2 + 13 + 1]
    assert (sample.active, sample.waiting) == ([3], [13])


def test_what_is_started_and_not_needed_does_not_hold_the_customer_up() -> None:
    steps = [
        SimStep([1], [1.0], takes=fixed(2), starts=[2]),
        SimStep(outcome=0, takes=fixed(1)),
        SimStep(takes=fixed(100)),
    ]
    assert simulate(steps, {0: 1.0}, 1, seed=1).totals() == [3]


def test_a_need_that_nothing_started_blocks_the_journey() -> None:
    steps = [SimStep([1], [1.0], takes=fixed(2)), SimStep(outcome=0, needs=[2]), SimStep()]
    sample = simulate(steps, {0: 1.0}, 3, seed=1)
    assert sample.outcomes == [BLOCKED] * 3
    assert sample.totals() == []


def test_dead_ends_and_journeys_that_go_on_for_ever_are_told_apart() -> None:
    steps = [SimStep([1, 2], [0.5, 0.5]), SimStep([1], [1.0], takes=fixed(1)), SimStep()]
    sample = simulate(steps, {0: 1.0}, 200, seed=1, most_steps=50)
    assert set(sample.outcomes) == {DEAD_END, UNFINISHED}
    assert sample.capped == sample.counts()[UNFINISHED] > 50
    for_ever = [SimStep([0], [1.0], takes=fixed(1), starts=[1]), SimStep()]
    assert simulate(for_ever, {0: 1.0}, 1, seed=1, most_steps=50).capped == 1


def test_figures_of_nothing_are_not_numbers() -> None:
    assert math.isnan(mean([]).value)
    assert math.isnan(quantile([], 0.5).value)
    assert math.isnan(mean([1.0]).standard_error)


@pytest.mark.parametrize("bounds", [(3, 2, None), (1, 5, 6), (-1, 2, None), (0, math.inf, None), (math.nan, 1, None)])
def test_a_duration_that_is_no_range_is_refused(bounds: tuple[float, float, float | None]) -> None:
    with pytest.raises(ValueError, match="duration"):
        TimeDistribution(*bounds)


def test_shares_that_do_not_fit_their_targets_are_refused() -> None:
    with pytest.raises(ValueError, match="shares"):
        simulate([SimStep([0], [0.5, 0.5])], {0: 1.0}, 1, seed=1)
