"""What the customer can be sure of, on the drawing: the guaranteed region shaded, the points of no return marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.analyses.guarantee import guarantee
from journeymap.drawing.shapes.no_return_marks import RADIUS
from journeymap.drawing.shapes.primitives import (
    Element,
    Path,
    Rectangle,
    Stroke,
)
from journeymap.numerics.games import Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from journeymap.drawing.paper.frame import Frame
    from journeymap.drawing.shapes.primitives import Primitive
    from journeymap.drawing.theme.theme import Theme
    from journeymap.graph import ServiceGraph
    from journeymap.layout.geometry import Geometry, PlacedArrow, PlacedCard

_AROUND = 5.0
_SHADE = 0.16


class Certainty(Struct, frozen=True):
    """The steps from which the customer is sure to be helped, and the arrows behind which nobody is helped any more.

    An arrow is known by the steps that it joins.
    """

    guaranteed: frozenset[str]
    falls: frozenset[tuple[str, str]]

    def is_fall(self, placed: PlacedArrow, step_of: Mapping[str, str]) -> bool:
        """Whether an arrow is a point of no return; `step_of` names the step of each card."""
        arrow = placed.arrow
        return arrow.kind in ("flow", "recover") and (step_of[arrow.source], step_of[arrow.target]) in self.falls

    def within(self, geometry: Geometry, step_of: Mapping[str, str]) -> Certainty:
        """Return what of it is seen on a drawing, which may show a part of the blueprint."""
        arrows = [placed.arrow for placed in geometry.arrows if self.is_fall(placed, step_of)]
        return Certainty(
            self.guaranteed.intersection(placed.card.step for placed in geometry.cards if not placed.card.compact),
            frozenset((step_of[arrow.source], step_of[arrow.target]) for arrow in arrows),
        )


def certainty_of(graph: ServiceGraph) -> Certainty:
    """Return what a customer can be sure of, by the game of `analyses.guarantee`."""
    found = guarantee(graph)
    steps = (graph.name(number) for number, standing in enumerate(found.standings) if standing is Standing.GUARANTEED)
    falls = ((graph.name(fall.source), graph.name(fall.target)) for fall in found.points_of_no_return)
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
    found: dict[str, PlacedCard] = {}
    for placed in geometry.cards:
        held = found.setdefault(placed.card.step, placed)
        if held.card.row in evidence and placed.card.row not in evidence and not placed.card.compact:
            found[placed.card.step] = placed
    return found.values()


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
