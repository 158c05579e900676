"""Where the marks of the points of no return stand: on their arrows, clear of words, cards and other arrows."""

from __future__ import annotations

import itertools
from math import ceil, dist
from typing import TYPE_CHECKING

from journeymap.drawing.shapes.curves import towards

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from journeymap.drawing.shapes.guarantee import Certainty
    from journeymap.layout.geometry import Geometry, PlacedArrow, Point

RADIUS = 6.0
_BEFORE_TIP = 17.0  # clear of the head, and as near to it as that allows
_BEHIND_START = 12.0
_STEP = 4.0
_AIR = 1.5  # between a mark and what stands beside it

_Area = tuple[float, float, float, float]


def places_of_stops(geometry: Geometry, certainty: Certainty, step_of: Mapping[str, str]) -> dict[int, Point]:
    """Return where the mark of each point of no return stands, by the number of its arrow.

    As near to the tip as there is room on the arrow, where no other arrow passes if that can be; beside its words
    where they take up all of it. `step_of` names the step of each card.
    """
    falls = [number for number, placed in enumerate(geometry.arrows) if certainty.is_fall(placed, step_of)]
    if not falls:
        return {}
    taken = [_area(each.box.x, each.box.y, each.box.w, each.box.h) for each in geometry.cards]
    taken += [_area(each.label.box.x, each.label.box.y, each.label.box.w, each.label.box.h)
              for each in geometry.arrows if each.label is not None]  # fmt: skip
    lines = [
        (number, (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])))
        for number, each in enumerate(geometry.arrows)
        for a, b in zip(each.points, each.points[1:], strict=False)
    ]
    found: dict[int, Point] = {}
    for number in falls:
        passing = [line for other, line in lines if other != number]
        place = _place(geometry.arrows[number], taken, passing)
        found[number] = place
        taken.append(_area(*place, 2 * RADIUS, 2 * RADIUS))
    return found


def _place(placed: PlacedArrow, taken: Sequence[_Area], passing: Sequence[_Area]) -> Point:
    on_it, beside = list(_along(placed.points)), list(_beside(placed))
    reach = _around([*placed.points, *beside])
    near = [area for area in taken if _meet(area, reach)]
    lines = [area for area in passing if _meet(area, reach)]
    return next(
        (
            place
            for places, obstacles in (
                (on_it, [*near, *lines]),
                (on_it, near),
                (beside, [*near, *lines]),
                (beside, near),
            )
            for place in places
            if not any(_meet(_area(*place, 2 * RADIUS, 2 * RADIUS, _AIR), area) for area in obstacles)
        ),
        _middle(placed.points),
    )


def _along(points: Sequence[Point]) -> Iterator[Point]:
    """Yield places on an arrow from before its tip to behind its start, away from its corners."""
    ends = list(reversed(points))
    for number, (tip, before) in enumerate(itertools.pairwise(ends)):
        length = dist(tip, before)
        first = _BEFORE_TIP if number == 0 else RADIUS + _AIR
        last = length - (_BEHIND_START if number == len(ends) - 2 else RADIUS + _AIR)
        for step in range(ceil((last - first) / _STEP) + 1 if last >= first else 0):
            yield towards(tip, before, min(first + step * _STEP, last))


def _beside(placed: PlacedArrow) -> Iterator[Point]:
    """Yield places above and below the words of an arrow, then beside them."""
    if placed.label is not None:
        box, away = placed.label.box, RADIUS + _AIR + 0.1
        for y in (box.top - away, box.bottom + away):
            for x in (box.x, box.right - RADIUS, box.left + RADIUS):
                yield (x, y)
        yield (box.right + away, box.y)
        yield (box.left - away, box.y)


def _middle(points: Sequence[Point]) -> Point:
    """Return the middle of the longest piece of an arrow."""
    start, end = max(itertools.pairwise(points), key=lambda piece: dist(*piece))
    return ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)


def _around(points: Iterable[Point]) -> _Area:
    """Return the area that all marks at these places may cover."""
    xs, ys = zip(*points, strict=True)
    away = RADIUS + _AIR
    return (min(xs) - away, min(ys) - away, max(xs) + away, max(ys) + away)


def _area(x: float, y: float, w: float, h: float, air: float = 0.0) -> _Area:
    return (x - w / 2 - air, y - h / 2 - air, x + w / 2 + air, y + h / 2 + air)


def _meet(one: _Area, other: _Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
