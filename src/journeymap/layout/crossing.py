"""Which arrows are crossed at a point of the grid, and which run along from there: reckoned for all of them at once.

At a point every arrow joins two of its four sides. So what runs through it is six sets of arrows, one per pair of
sides, each kept as the bits of one integer (the number of the arrow is the number of its bit). A way that enters the
point by one side and leaves it by another meets them in three manners:

* arrows that came along with it and *part* from it here: crossed when it parts to the other side of them than it met
  them on;
* arrows that *join* it, leaving by the same side: on which side of them it is from now on has to be remembered;
* arrows that go *straight* over it from side to side: crossed.
"""

from __future__ import annotations

from typing import Final

Masks = list[int]  # by pair of sides: the arrows that join these two, as bits

_SIDES = range(4)
_PAIRS_OF_SIDES = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]

PAIRS: Final = [[_PAIRS_OF_SIDES.index((min(a, b), max(a, b))) if a != b else -1 for b in _SIDES] for a in _SIDES]
"""The number of the pair of two sides; -1 for a side and itself."""

# Two pairs of arrows that part and two that join, each with whether the way is first of the two counted clockwise from
# the side that they share; then the pair that goes straight over the way, -1 for none.
_Meeting = tuple[int, bool, int, bool, int, bool, int, bool, int]


def _meeting(back: int, way: int) -> _Meeting:
    """How a way from side `back` to side `way` meets the arrows of each pair."""
    first, other = (side for side in _SIDES if side not in (back, way))

    def is_first(shared: int, own: int, theirs: int) -> bool:
        return (own - shared) % 4 < (theirs - shared) % 4

    return (
        PAIRS[back][first],
        is_first(back, way, first),
        PAIRS[back][other],
        is_first(back, way, other),
        PAIRS[way][first],
        is_first(way, back, first),
        PAIRS[way][other],
        is_first(way, back, other),
        PAIRS[first][other] if first ^ other == 2 else -1,
    )


MEETINGS: Final = [
    _meeting(direction ^ 2, way) if way != direction ^ 2 else (0, False) * 4 + (-1,)
    for direction in _SIDES
    for way in _SIDES
]
"""By direction in which a point is reached, times four, plus the direction in which it is left."""
