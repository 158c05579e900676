"""Lines that turn and bend: rounded corners, arrowheads, the smooth curve through the feelings."""

from __future__ import annotations

from itertools import pairwise
from math import dist, hypot
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.drawing.shapes.primitives import Piece
    from journeymap.layout.geometry import Point

_ROUND = 0.5523  # how far the control points of a Bezier quarter circle reach towards the corner
_SHARP = 0.3  # a radius below which a corner is left as it is
_HALVINGS = 40


def towards(start: Point, end: Point, length: float) -> Point:
    """Return the point at a distance from one point on the way to another; the first when they are the same."""
    whole = dist(start, end)
    if not whole:
        return start
    part = length / whole
    return (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)


def rounded(points: Sequence[Point], radius: float) -> tuple[Piece, ...]:
    """Return a polyline with its corners rounded, less where the pieces at a corner are short."""
    pieces: list[Piece] = [points[0]]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        r = min(radius, dist(before, corner) / 2, dist(corner, after) / 2)
        if r < _SHARP:
            pieces.append(corner)
            continue
        begin, end = towards(corner, before, r), towards(corner, after, r)
        first, two = towards(begin, corner, r * _ROUND), towards(end, corner, r * _ROUND)
        pieces.append(begin)
        pieces.append((*first, *two, *end))
    pieces.append(points[-1])
    return tuple(pieces)


def shortened(points: Sequence[Point], length: float) -> tuple[Point, ...]:
    """Return a polyline that ends so much earlier, though never before its last corner."""
    last = dist(points[-2], points[-1])
    return (*points[:-1], towards(points[-1], points[-2], min(length, last * 0.8)))


def head(tip: Point, origin: Point, size: float, half: float) -> tuple[Point, Point, Point, Point]:
    """Return the corners of an arrowhead of a length and half a width: tip, one barb, the notch, the other barb."""
    x, y = tip
    length = dist(tip, origin) or 1.0
    ux, uy = (x - origin[0]) / length, (y - origin[1]) / length
    return (
        tip,
        (x - ux * size - uy * half, y - uy * size + ux * half),
        (x - ux * size * 0.75, y - uy * size * 0.75),
        (x - ux * size + uy * half, y - uy * size - ux * half),
    )


def monotone(points: Sequence[Point]) -> tuple[Piece, ...]:
    """Return the smooth curve through points from left to right that never goes beyond them between two.

    Cubic Hermite interpolation with the slopes of F. N. Fritsch and R. E. Carlson, Monotone Piecewise Cubic
    Interpolation, SIAM Journal on Numerical Analysis 17 (1980): the mean of the neighbouring secants, zero at a turn,
    drawn back into the circle of radius three in which the curve is monotone.
    """
    if len(points) < 2:
        return tuple(points)
    steps = [b[0] - a[0] for a, b in pairwise(points)]
    secants = [(b[1] - a[1]) / step for (a, b), step in zip(pairwise(points), steps, strict=True)]
    slopes = [secants[0], *(0.0 if a * b <= 0 else (a + b) / 2 for a, b in pairwise(secants)), secants[-1]]
    for number, secant in enumerate(secants):
        if not secant:
            slopes[number] = slopes[number + 1] = 0.0
            continue
        reach = hypot(slopes[number] / secant, slopes[number + 1] / secant)
        if reach > 3:
            slopes[number] *= 3 / reach
            slopes[number + 1] *= 3 / reach
    pieces: list[Piece] = [points[0]]
    for number, ((x0, y0), (x1, y1)) in enumerate(pairwise(points)):
        third = steps[number] / 3
        pieces.append((x0 + third, y0 + slopes[number] * third, x1 - third, y1 - slopes[number + 1] * third, x1, y1))
    return tuple(pieces)


def height_at(points: Sequence[Point], x: float) -> float:
    """Return the height of the smooth curve through points at an x; where it begins or ends, that of its end."""
    if x <= points[0][0] or len(points) < 2:
        return points[0][1]
    for (x0, y0), (x1, y1), piece in zip(points, points[1:], monotone(points)[1:], strict=False):
        if x <= x1:
            # The control points lie at thirds, so that the curve moves evenly along x.
            part = (x - x0) / (x1 - x0)
            rest = 1.0 - part
            return rest**3 * y0 + 3 * rest**2 * part * piece[1] + 3 * rest * part**2 * piece[3] + part**3 * y1
    return points[-1][1]


def split(start: Point, piece: Piece, part: float) -> tuple[Piece, Piece]:
    """Cut a Bezier piece in two at a parameter from 0 to 1 (de Casteljau); both pieces without their first point."""
    points = [start, (piece[0], piece[1]), (piece[2], piece[3]), (piece[4], piece[5])]
    left, right = [], [points[-1]]
    while len(points) > 1:
        points = [(a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part) for a, b in pairwise(points)]
        left.append(points[0])
        right.append(points[-1])
    right.reverse()
    return (*left[0], *left[1], *left[2]), (*right[1], *right[2], *right[3])


def between(pieces: Sequence[Piece], left: float, right: float) -> tuple[Piece, ...]:
    """Return the part of a curve, which runs from left to right in Bezier pieces, that lies between two x."""
    kept: list[Piece] = []
    start: Point = (pieces[0][0], pieces[0][1])
    if left <= start[0] <= right:
        kept.append(start)
    for whole in pieces[1:]:
        piece, end = whole, (whole[-2], whole[-1])
        if end[0] > left and start[0] < right:
            if start[0] < left < end[0]:
                before, piece = split(start, piece, _parameter(start, piece, left))
                start = (before[-2], before[-1])
            if not kept:
                kept.append(start)
            if start[0] < right < end[0]:
                piece, _ = split(start, piece, _parameter(start, piece, right))
            kept.append(piece)
        start = end
    return tuple(kept)


def _parameter(start: Point, piece: Piece, x: float) -> float:
    """Return where a Bezier piece that runs from left to right passes an x, by halving."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        first, _rest = split(start, piece, middle)
        low, high = (middle, high) if first[-2] < x else (low, middle)
    return (low + high) / 2
