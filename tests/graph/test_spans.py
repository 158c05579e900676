"""How long something takes on the calendar: means, spread and chances, worked out by hand or as plain sums."""

from __future__ import annotations

from math import floor, fsum

import pytest

from journeymap.graph.spans import Span

# A unit of a day: two days of weekend after five of work.
WEEKEND, WEEK = 2.0, 5.0


def working(least: float, most: float, likely: float | None = None) -> Span:
    return Span(least, likely, most, WEEKEND, WEEK)


def summed(span: Span, parts: int = 60_000) -> tuple[float, float]:
    """The mean and the variance as sums over so many moments, one more weekend with the chance that it is passed."""
    width = (span.most - span.least) / parts
    times = [span.least + width * (number + 0.5) for number in range(parts)]
    chances = [span.density(time) * width for time in times]
    first, second = [], []
    for time, chance in zip(times, chances, strict=True):
        weekends, part = floor(time / WEEK), time / WEEK % 1
        for number, share in ((weekends, 1 - part), (weekends + 1, part)):
            first.append(chance * share * (time + WEEKEND * number))
            second.append(chance * share * (time + WEEKEND * number) ** 2)
    mean = fsum(first)
    return mean, fsum(second) - mean**2


@pytest.mark.parametrize(
    ("span", "minutes", "density", "chance"),
    [
        (Span(5, None, 15), 4, 0, 0),
        (Span(5, None, 15), 5, 0.1, 0),
        (Span(5, None, 15), 8, 0.1, 0.3),
        (Span(5, None, 15), 15, 0.1, 1),
        (Span(5, None, 15), 16, 0, 1),
        (Span(5, 7, 15), 4.9, 0, 0),
        (Span(5, 7, 15), 5, 0, 0),
        (Span(5, 7, 15), 6, 0.1, 0.05),
        (Span(5, 7, 15), 7, 0.2, 0.2),
        (Span(5, 7, 15), 11, 0.1, 0.8),
        (Span(5, 7, 15), 15, 0, 1),
        (Span(5, 5, 15), 5, 0.2, 0),
        (Span(5, 5, 15), 10, 0.1, 0.75),
        (Span(5, 15, 15), 10, 0.1, 0.25),
        (Span(5, 15, 15), 15, 0.2, 1),
        (Span(5, None, 5), 4, 0, 0),
        (Span(5, None, 5), 5, 0, 1),
    ],
)
def test_how_likely_a_range_and_a_triangle_are_over_in_time(
    span: Span, minutes: float, density: float, chance: float
) -> None:
    assert span.density(minutes) == pytest.approx(density)
    assert span.distribution(minutes) == pytest.approx(chance)


@pytest.mark.parametrize(
    ("span", "mean", "variance"),
    [
        (Span(5, None, 5), 5, 0),
        (Span(5, None, 15), 10, 100 / 12),
        (Span(5, 7, 15), 9, 84 / 18),
        (Span(5, 15, 15), 35 / 3, 100 / 18),
        (working(2, 2), 2.8, 4 * 0.4 * 0.6),
        (working(5, 5), 7, 0),
        (working(0, 5), 3.5, 25 / 12 * 1.4**2 + 4 / 6),
        (working(2, 8), 7, 3 * 1.4**2 + 4 * 0.18),
    ],
)
def test_the_mean_and_the_spread_of_a_time(span: Span, mean: float, variance: float) -> None:
    assert span.mean == pytest.approx(mean)
    assert span.variance == pytest.approx(variance)


@pytest.mark.parametrize(
    "span", [working(1, 4), working(2, 13), working(3, 9, 4), working(4, 21, 16), working(6, 8, 7), working(0, 10, 10)]
)
def test_the_spread_of_working_days_is_that_of_the_days_and_of_the_weekends_between_them(span: Span) -> None:
    mean, variance = summed(span)
    assert span.mean == pytest.approx(mean, rel=1e-6)
    assert span.variance == pytest.approx(variance, rel=1e-6)


@pytest.mark.parametrize(
    ("span", "varies"),
    [(Span(5, None, 5), False), (Span(5, None, 6), True), (Span(5, 5, 6), True), (working(5, 5), True)],
)
def test_a_time_varies_unless_it_is_always_the_same(span: Span, varies: bool) -> None:
    assert span.varies is varies


@pytest.mark.parametrize(
    ("days", "pieces"),
    [(2, [(0.6, 2), (0.4, 4)]), (7, [(0.6, 9), (0.4, 11)]), (5, [(1.0, 7)]), (0, [(1.0, 0)])],
)
def test_working_days_pass_the_weekends_that_are_sure_and_perhaps_one_more(
    days: float, pieces: list[tuple[float, float]]
) -> None:
    found = working(days, days).pieces(8)
    assert [chance for chance, _ in found] == pytest.approx([chance for chance, _ in pieces])
    assert [span for _, span in found] == [Span(length, None, length) for _, length in pieces]


def test_a_range_of_working_days_is_cut_where_a_weekend_becomes_sure() -> None:
    found = working(2, 8).pieces(3)
    expected = [
        (1 / 3 * 0.4, 2, 4), (1 / 3 * 0.6, 4, 6), (1 / 6 * 0.1, 4, 5), (1 / 6 * 0.9, 6, 7),
        (1 / 6 * 0.9, 7, 8), (1 / 6 * 0.1, 9, 10), (1 / 3 * 0.6, 8, 10), (1 / 3 * 0.4, 10, 12),
    ]  # fmt: skip
    assert [chance for chance, _ in found] == pytest.approx([chance for chance, _, _ in expected])
    assert [(span.least, span.likely, span.most, span.gap) for _, span in found] == [
        (least, None, most, 0.0) for _, least, most in expected
    ]


def test_a_triangle_of_working_days_is_cut_at_its_likely_value_too() -> None:
    found = working(1, 4, 3).pieces(1)
    assert {(span.least, span.most) for _, span in found} == {(1, 3), (3, 5), (3, 4), (5, 6)}
    # Two thirds of it are over on the third day; the middle of that part is two fifths of a week.
    assert [chance for chance, _ in found] == pytest.approx([2 / 3 * 0.6, 2 / 3 * 0.4, 1 / 3 * 0.3, 1 / 3 * 0.7])


def test_what_passes_no_weekends_is_one_piece() -> None:
    span = Span(2, 3, 8)
    assert span.pieces(8) == [(1.0, span)]
    assert span.kinks == (2, 3, 8)
    assert Span(2, None, 8).kinks == (2, 8)
