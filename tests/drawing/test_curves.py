"""Curves go through their points and never beyond them; corners are rounded and lines are cut where they should be."""

from __future__ import annotations

from itertools import pairwise
from math import dist

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from journeymap.drawing.shapes.arrows import Run, runs
from journeymap.drawing.shapes.curves import (
    between,
    head,
    monotone,
    rounded,
    shortened,
    split,
)

feelings = st.lists(st.floats(-30, 30), min_size=2, max_size=12)


def sampled(start, piece, steps=40):
    """Points along one Bezier piece, by the formula of Bernstein."""
    (x0, y0), (x1, y1, x2, y2, x3, y3) = start, piece
    for step in range(steps + 1):
        t = step / steps
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        yield a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3


@given(feelings)
def test_the_curve_of_feelings_never_goes_beyond_two_neighbouring_points(values: list[float]):
    points = [(10.0 * number, value) for number, value in enumerate(values)]
    curve = monotone(points)
    for (start, end), piece in zip(pairwise(points), curve[1:], strict=True):
        low, high = sorted((start[1], end[1]))
        assert all(low - 1e-6 <= y <= high + 1e-6 for _, y in sampled(start, piece))


def test_a_single_feeling_is_a_point():
    assert monotone([(1.0, 2.0)]) == ((1.0, 2.0),)


@given(feelings, st.floats(0, 60), st.floats(0, 60))
def test_a_cut_curve_is_the_same_curve_between_the_cuts(values: list[float], one: float, other: float):
    points = [(10.0 * number, value) for number, value in enumerate(values)]
    left, right = sorted((one, other))
    assume(right - left > 0.01)
    part = between(monotone(points), left, right)
    xs = [part[0][0], *(piece[-2] for piece in part[1:])] if part else []
    assert all(left - 1e-6 <= x <= right + 1e-6 for x in xs)
    inside = [x for x, _ in points if left < x < right]
    assert all(any(abs(x - seen) < 1e-6 for seen in xs) for x in inside)


def test_splitting_a_piece_gives_two_that_meet_on_it():
    piece = (1.0, 5.0, 2.0, -5.0, 3.0, 0.0)
    first, second = split((0.0, 0.0), piece, 0.5)
    assert first[-2:] == pytest.approx((1.5, 0.0))
    assert second[-2:] == (3.0, 0.0)
    whole = list(sampled((0.0, 0.0), piece, 4))
    assert list(sampled((0.0, 0.0), first, 2)) == [pytest.approx(point) for point in whole[:3]]
    assert list(sampled(first[-2:], second, 2)) == [pytest.approx(point) for point in whole[2:]]


def test_corners_are_rounded_and_less_so_where_the_pieces_are_short():
    pieces = rounded([(0, 0), (20, 0), (20, 4), (40, 4)], 6)
    assert pieces[0] == (0, 0)
    assert pieces[-1] == (40, 4)
    curves = [piece for piece in pieces if len(piece) == 6]
    assert [curve[-2:] for curve in curves] == [(20, 2), (22, 4)]


def test_an_arrow_ends_before_its_tip_but_not_before_its_last_corner():
    assert shortened([(0, 0), (10, 0)], 4)[-1] == (6, 0)
    assert shortened([(0, 0), (10, 0), (10, 2)], 4)[-1] == pytest.approx((10, 0.4))


def test_a_head_points_where_the_line_goes():
    tip, left, notch, right = head((10, 0), (0, 0), 6, 2.76)
    assert tip == (10, 0)
    assert left[0] == right[0] == 4
    assert left[1] == -right[1]
    assert notch == (5.5, 0)


LINE = ((0, 0), (30, 0), (30, 9), (50, 9))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (0, 100, [Run(LINE, enters=None, leaves=None)]),
        (0, 20, [Run(((0, 0), (20, 0)), enters=None, leaves="right")]),
        (20, 40, [Run(((20, 0), (30, 0), (30, 9), (40, 9)), enters="left", leaves="right")]),
        (40, 60, [Run(((40, 9), (50, 9)), enters="left", leaves=None)]),
        (60, 80, []),
        (0, 30, [Run(((0, 0), (30, 0)), enters=None, leaves="right")]),
        (30, 60, [Run(((30, 0), (30, 9), (50, 9)), enters="left", leaves=None)]),
    ],
)
def test_of_an_arrow_each_page_shows_its_part(left: float, right: float, expected: list[Run]):
    seen = list(runs(LINE, left, right))
    assert seen == expected


@pytest.mark.parametrize(
    ("upper", "lower", "expected"),
    [
        (-9, 5, [Run(((0, 0), (30, 0), (30, 5)), None, "bottom")]),
        (5, 20, [Run(((30, 5), (30, 9), (50, 9)), "top", None)]),
        (2, 7, [Run(((30, 2), (30, 7)), "top", "bottom")]),
        (9, 20, [Run(((30, 9), (50, 9)), "top", None)]),
        (20, 30, []),
    ],
)
def test_of_an_arrow_pages_below_each_other_show_their_part(upper: float, lower: float, expected: list[Run]):
    assert [run for run in runs(LINE, 0, 100, upper, lower) if len(set(run.points)) > 1] == expected


@given(
    st.lists(st.integers(0, 90), min_size=2, max_size=8),
    st.lists(st.integers(1, 89), max_size=3),
    st.lists(st.integers(1, 69), max_size=3),
)
def test_the_parts_on_pages_beside_and_below_each_other_are_the_whole_arrow(
    stops: list[int], cuts: list[int], row_cuts: list[int]
):
    points: list[tuple[float, float]] = [(stops[0], 0.0)]
    for number, x in enumerate(stops[1:], 1):
        points += [(x, points[-1][1]), (x, 10.0 * number)]
    xs, ys = ([-1, *(cut + 0.5 for cut in sorted(set(each))), 99] for each in (cuts, row_cuts))
    seen = [run for x in pairwise(xs) for y in pairwise(ys) for run in runs(points, *x, *y)]
    length = sum(dist(a, b) for a, b in pairwise(points))
    assert sum(dist(a, b) for run in seen for a, b in pairwise(run.points)) == pytest.approx(length)
    entered = [run.enters for run in seen if run.enters]
    left = sorted(run.leaves for run in seen if run.leaves)
    opposite = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}
    assert len(entered) == len(left)
    assert sorted(opposite[side] for side in entered) == left


@given(st.lists(st.integers(0, 90), min_size=2, max_size=8), st.lists(st.integers(1, 89), max_size=3))
def test_the_parts_on_all_pages_are_the_whole_arrow(stops: list[int], cuts: list[int]):
    points: list[tuple[float, float]] = [(stops[0], 0.0)]
    for number, x in enumerate(stops[1:], 1):
        points += [(x, points[-1][1]), (x, 10.0 * number)]
    edges = [0, *sorted(set(cuts)), 91]
    seen = [run for left, right in pairwise(edges) for run in runs(points, left, right)]
    length = sum(dist(a, b) for a, b in pairwise(points))
    assert sum(dist(a, b) for run in seen for a, b in pairwise(run.points)) == pytest.approx(length)
