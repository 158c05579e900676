"""What the customer can be sure of, on the drawing: the guaranteed region shaded, the points of no return marked."""

from __future__ import annotations

import itertools
from math import ceil, dist
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.analyses.guarantee import ANALYSIS
from journeymap.drawing.shapes.curves import towards
from journeymap.drawing.shapes.primitives import (
    Element,
    Path,
    Rectangle,
    Stroke,
)
from journeymap.numerics.games import Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from journeymap.analysis import Journey
    from journeymap.drawing.paper.frame import Frame
    from journeymap.drawing.shapes.primitives import Primitive
    from journeymap.drawing.theme.theme import Theme
    from journeymap.layout.geometry import Geometry, PlacedArrow, PlacedCard, Point

_AROUND = 5.0
_SHADE = 0.16
RADIUS = 6.0
_BEFORE_TIP = 17.0  # clear of the head, and as near to it as that allows
_BEHIND_START = 12.0
_STEP = 4.0
_AIR = 1.5  # between a mark and what stands beside it

_Area = tuple[float, float, float, float]


class Certainty(Struct, frozen=True):
    """The steps from which the customer is sure to be helped, and the arrows behind which nobody is helped any more.

    An arrow is known by the steps that it joins.
    """

    guaranteed: frozenset[str]
    falls: frozenset[tuple[str, str]]

    def is_fall(self, placed: PlacedArrow, step_of: Mapping[str, str]) -> bool:
        """Whether an arrow is a point of no return; `step_of` names the step of each card."""
        arrow = placed.arrow
        return (
            arrow.kind in ("flow", "recover", "gives-up", "closed")
            and (step_of[arrow.source], step_of[arrow.target]) in self.falls
        )

    def within(self, geometry: Geometry, step_of: Mapping[str, str]) -> Certainty:
        """Return what of it is seen on a drawing, which may show a part of the blueprint."""
        arrows = [placed.arrow for placed in geometry.arrows if self.is_fall(placed, step_of)]
        return Certainty(
            self.guaranteed.intersection(placed.card.step for placed in geometry.cards if not placed.card.compact),
            frozenset((step_of[arrow.source], step_of[arrow.target]) for arrow in arrows),
        )


def certainty_of(journey: Journey) -> Certainty:
    """Return what a customer can be sure of, by the game of `analyses.guarantee`."""
    graph, game = journey.graph, journey.facts.of(ANALYSIS)
    steps = (graph.name(number) for number, standing in enumerate(game.standings) if standing is Standing.GUARANTEED)
    falls = ((graph.name(fall.source), graph.name(fall.target)) for fall in game.points_of_no_return)
    in_flow = {name for name, number in graph.topology.index.items() if graph.topology.in_flow[number]}
    return Certainty(frozenset(in_flow.intersection(steps)), frozenset(falls))


def shades(frame: Frame, back: Frame, certainty: Certainty, is_walked: Callable[[str], bool]) -> Iterator[Element]:
    """Yield the ground behind the acting card of every step from which the customer is sure to be helped.

    It stands back with its card, as in the frame `back`, where that is not on the way of the persona that the drawing
    is about.
    """
    for placed in _acting(frame.geometry):
        if placed.card.step in certainty.guaranteed and frame.holds((placed.box.x, placed.box.y)):
            box = frame.box(placed.box)
            theme = frame.theme if is_walked(placed.card.id) else back.theme
            kind = "guaranteed faint" if theme.faint else "guaranteed"
            yield Element(kind, tuple(shade(theme, box.left, box.top, box.w, box.h)))


def _acting(geometry: Geometry) -> Iterable[PlacedCard]:
    """Return the card of each step that the flow runs through: the uppermost that is no evidence, or that alone."""
    evidence = {placed.row.id for placed in geometry.rows if placed.row.lane == "evidence"}
    cards: dict[str, PlacedCard] = {}
    for placed in geometry.cards:
        card = cards.setdefault(placed.card.step, placed)
        if card.card.row in evidence and placed.card.row not in evidence and not placed.card.compact:
            cards[placed.card.step] = placed
    return cards.values()


def shade(theme: Theme, x: float, y: float, w: float, h: float) -> Iterator[Primitive]:
    """Yield the ground behind a box that the customer is sure of: tinted, and within a double line."""
    stroke = Stroke(theme.guaranteed, 0.4 if theme.faint else 0.9)
    tint = _SHADE / 2 if theme.faint else _SHADE
    for around in (_AROUND, _AROUND - 2.2):
        yield Rectangle(
            x - around,
            y - around,
            w + 2 * around,
            h + 2 * around,
            theme.guaranteed if around == _AROUND else None,
            stroke,
            radius=theme.card_radius + around,
            opacity=tint if around == _AROUND else 1.0,
        )


def stop(theme: Theme, x: float, y: float) -> Iterator[Primitive]:
    """Yield the mark of a point of no return: an octagon with a bar in it."""
    r, s = RADIUS, RADIUS * 0.414
    corners = ((-s, -r), (s, -r), (r, -s), (r, s), (s, r), (-s, r), (-r, s), (-r, -s))
    outline = tuple((x + dx, y + dy) for dx, dy in corners)
    yield Path(outline, theme.no_return, Stroke(theme.paper, 1.2), closed=True)
    yield Rectangle(x - 3.4, y - 1.1, 6.8, 2.2, theme.paper)


def places_of_stops(geometry: Geometry, certainty: Certainty, step_of: Mapping[str, str]) -> dict[int, Point]:
    """Return where the mark of each point of no return stands, by the number of its arrow.

    As near to the tip as there is room on the arrow, where no other arrow passes if that can be; beside its words
    where they take up all of it. `step_of` names the step of each card.
    """
    falls = [number for number, placed in enumerate(geometry.arrows) if certainty.is_fall(placed, step_of)]
    if not falls:
        return {}
    taken = [_area(shape.box.x, shape.box.y, shape.box.w, shape.box.h) for shape in geometry.cards]
    taken += [_area(shape.label.box.x, shape.label.box.y, shape.label.box.w, shape.label.box.h)
              for shape in geometry.arrows if shape.label is not None]  # fmt: skip
    lines = [
        (number, (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])))
        for number, shape in enumerate(geometry.arrows)
        for a, b in zip(shape.points, shape.points[1:], strict=False)
    ]
    places: dict[int, Point] = {}
    for number in falls:
        passing = [line for other, line in lines if other != number]
        place = _place(geometry.arrows[number], taken, passing)
        places[number] = place
        taken.append(_area(*place, 2 * RADIUS, 2 * RADIUS))
    return places


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


def _meet(area: _Area, other: _Area) -> bool:
    return area[0] < other[2] and other[0] < area[2] and area[1] < other[3] and other[1] < area[3]
