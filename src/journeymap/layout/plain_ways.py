"""The way of an arrow without a search: out of the source, along gutters round all cards, into the target.

Gutters hold no cards, so such a way crosses none. It has a bend at each of its corners and takes no notice of what
else runs there, except that the sides of the two cards are used evenly.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from journeymap.layout.grid import DOWN, LEFT, RIGHT, UP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.layout.grid import Grid
    from journeymap.layout.plan import Plan

_Turn = tuple[int, int, int]  # a vertical line, a horizontal line, and the direction in which their point is reached


def plain_way(plan: Plan, grid: Grid, sides: list[list[int]], arrow: int) -> list[int]:
    """Return the corners of the way as states, and count it in on the sides of its cards.

    `sides` has the arrows on each side of each card. Of the possible ways it is the one whose sides are used least,
    then the shortest.
    """
    source, target = plan.sources[arrow], plan.targets[arrow]
    leaving, arriving = sides[source], sides[target]

    def burden(way: list[_Turn]) -> tuple[int, int]:
        length = sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(way))
        return leaving[way[0][2]] + arriving[way[-1][2] ^ 2], length

    way = min(_ways(grid, source, target), key=burden)
    leaving[way[0][2]] += 1
    arriving[way[-1][2] ^ 2] += 1
    height = len(grid.horizontal)
    return [(v * height + h) * 4 + direction for v, h, direction in way]


def _ways(grid: Grid, source: int, target: int) -> Iterator[list[_Turn]]:
    """Offer ways up or down out of the source, along the gutter there, and beside the target into it from the side."""
    sv, sh, tv, th = grid.card_v[source], grid.card_h[source], grid.card_v[target], grid.card_h[target]
    for out in (DOWN, UP):
        along = sh + 1 if out == DOWN else sh - 1
        for into in (RIGHT, LEFT):
            beside = tv - 1 if into == RIGHT else tv + 1
            level = RIGHT if beside > sv else LEFT
            upright = DOWN if th > along else UP
            yield [(sv, sh, out), (sv, along, out), (beside, along, level), (beside, th, upright), (tv, th, into)]
