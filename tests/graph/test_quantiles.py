"""Quantiles of sums of durations, against exact values and against sums over many moments."""

from __future__ import annotations

from itertools import accumulate
from math import floor, sqrt

import pytest

from journeymap.graph.quantiles import chance_over, quantile, quantile_of_ways
from journeymap.graph.spans import Span

ONE = Span(0, None, 1)
WEEKEND, WEEK = 2.0, 5.0


def with_weekends(span: Span, level: float, moments: int = 50_000) -> float:
    """The quantile of working days over so many moments, one more weekend with the chance that it is passed."""
    width = (span.most - span.least) / moments
    times: list[tuple[float, float]] = []
    for number in range(moments):
        time = span.least + width * (number + 0.5)
        weekends, part = floor(time / span.week), time / span.week % 1
        chance = span.density(time) * width
        times += [(time + span.gap * weekends, chance * (1 - part)), (time + span.gap * (weekends + 1), chance * part)]
    times.sort()
    below = accumulate(chance for _, chance in times)
    return next(time for (time, _), sum_ in zip(times, below, strict=True) if sum_ >= level)


@pytest.mark.parametrize(
    ("parts", "level", "exact"),
    [
        ((ONE,), 0.3, 0.3),
        ((Span(2, None, 6), Span(3, None, 3)), 0.25, 6.0),
        # The sum of two is a triangle, that of three its next: t²/2 and t³/6 below one.
        ((ONE, ONE), 0.08, 0.4),
        ((ONE, ONE), 0.92, 1.6),
        ((ONE, ONE, ONE), 0.036, 0.6),
        ((ONE, ONE, ONE), 0.5, 1.5),
        ((Span(0, 0, 10),), 0.75, 5.0),
        ((Span(0, 10, 10),), 0.25, 5.0),
        ((Span(5, 7, 15),), 0.8, 11.0),
        ((Span(4, None, 4),), 0.5, 4.0),
        ((), 0.9, 0.0),
    ],
)
def test_the_quantile_of_a_sum_is_exact(parts: tuple[Span, ...], level: float, exact: float):
    assert quantile(parts, level) == pytest.approx(exact, rel=1e-9)


@pytest.mark.parametrize("span", [Span(2, None, 8, WEEKEND, WEEK), Span(1, 3, 4, WEEKEND, WEEK)])
@pytest.mark.parametrize("level", [0.1, 0.5, 0.9])
def test_a_range_of_working_days_is_over_as_early_as_its_weekends_allow(span: Span, level: float):
    assert quantile([span], level) == pytest.approx(with_weekends(span, level), rel=1e-3)
    later = Span(10, None, 10)
    assert quantile([span, later], level) == pytest.approx(10 + with_weekends(span, level), rel=1e-3)


def test_of_several_ways_each_counts_with_its_probability():
    ways = [(0.5, [Span(1, None, 1)]), (0.25, [Span(2, None, 4)]), (0.25, [Span(9, None, 9)]), (0.0, [ONE])]
    assert [quantile_of_ways(ways, level) for level in (0.4, 0.5, 0.625, 0.75, 0.9)] == pytest.approx([1, 1, 3, 4, 9])
    assert [chance_over(ways, minutes) for minutes in (0.5, 1, 3, 4, 9, 10)] == pytest.approx(
        [1, 0.5, 0.375, 0.25, 0, 0]
    )


def test_a_triangle_and_a_range_add_up_as_their_spread_says():
    parts = [Span(0, 6, 6), Span(0, None, 2)]
    middle = quantile(parts, 0.5)
    assert chance_over([(1.0, parts)], middle) == pytest.approx(0.5, abs=1e-6)
    assert abs(middle - 5) < sqrt(2 + 1 / 3)


def test_more_than_three_that_vary_are_refused():
    with pytest.raises(ValueError, match="three"):
        quantile([ONE] * 4, 0.5)
    assert quantile([ONE] * 3 + [Span(7, None, 7)] * 4, 0.5) == pytest.approx(29.5)
