"""The row of sacrifice under the lanes: per persona, what is wanted exactly less what is settled for (Hart 1995)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from journeymap.drawing.curve_rows import Curve, averaged, courses, names, names_height, places_of
from journeymap.drawing.frame import MARGIN
from journeymap.drawing.primitives import Disc, Element, Path, Rectangle, Stroke, Words
from journeymap.drawing.under import Band
from journeymap.drawing.wording import figure, printable
from journeymap.graph import EVERYONE
from journeymap.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from journeymap.drawing.frame import Frame
    from journeymap.drawing.primitives import Primitive
    from journeymap.drawing.walk import Walk
    from journeymap.graph import ServiceGraph
    from journeymap.layout.geometry import Geometry

HEIGHT = 92.0
_ABOVE, _BELOW = 18.0, 12.0
_HIGH = 0.25  # of the scale; from here on being content is being content for want of better
_SIZE = 4.2
_FIGURE = 8.0
_SCALE_WIDTH = 18.0


def sacrifice_curves(
    graph: ServiceGraph, geometry: Geometry, language: str, walk: Walk | None = None
) -> tuple[Curve, ...]:
    """Return a curve per persona over the steps that it comes to and that are rated; with one persona's way, that one.

    A blueprint without personas has one curve, of all customers.
    """
    blueprint, places = graph.blueprint, places_of(geometry)
    curves = []
    for who in graph.personas if walk is None else (walk.persona,):
        if who == EVERYONE:
            shown = printable(blueprint.customer.role or "") or say("all customers").text(language)
        else:
            shown = printable(blueprint.personas[who].name or who)
        reached = {graph.name(number) for number in graph.paths(who).reached.order}
        curves.append(
            Curve(shown, staff=False, moments=averaged(graph, places, partial(_given_up, graph, who), reached))
        )
    return tuple(curve for curve in curves if curve.moments)


def _given_up(graph: ServiceGraph, who: str, step: str) -> float | None:
    lived = graph.ratings.of(graph.topology.index[step], who)
    return None if lived is None else lived.sacrifice


def sacrifice_band(graph: ServiceGraph, curves: tuple[Curve, ...]) -> Band:
    """Return the row of sacrifice as a row under the lanes, on the scale of the file."""
    scale = graph.blueprint.scale.width
    return Band(names_height(curves, HEIGHT), lambda frame, top: _row(frame, curves, scale, top))


def _row(frame: Frame, curves: tuple[Curve, ...], scale: float, top: float) -> Element:
    theme, header, height = frame.theme, frame.geometry.header, names_height(curves, HEIGHT)
    low, high = top + height - _BELOW, top + _ABOVE

    def height_of(value: float) -> float:
        return low - min(value / scale, 1.0) * (low - high)

    title, limit = frame.say(say("Sacrifice")), height_of(_HIGH * scale)
    items: list[Primitive | Element] = [
        Rectangle(MARGIN, top, frame.edge - MARGIN, height, theme.emotion_band),
        Rectangle(MARGIN, top, theme.bar, height, theme.curve),
        *names(frame, curves, title, top, height, beside=_SCALE_WIDTH),
        Path(((header, low), (frame.edge, low)), stroke=Stroke(theme.neutral, 1.0)),
        Path(((header, limit), (frame.edge, limit)), stroke=Stroke(theme.neutral, 1.0, (3.0, 3.0))),
    ]
    for value in (0.0, _HIGH * scale, scale):
        text = figure(value, frame.language)
        items.append(Words(header - 5, height_of(value) + 2.8, text, _FIGURE, theme.grey, anchor="end"))
    items += courses(frame, curves, height_of)
    for number, curve in enumerate(curves):
        items += _marks(frame, number, curve, curves[:number], height_of)
    return Element("sacrifice", tuple(items), title=title)


def _marks(
    frame: Frame, number: int, curve: Curve, before: tuple[Curve, ...], height_of: Callable[[float], float]
) -> Iterator[Element]:
    """Yield a mark per value, in the shape of the curve, with its figure; where curves meet, the first one's."""
    taken = {(moment.x, moment.value) for other in before for moment in other.moments}
    highest: dict[float, float] = {}
    for other in before:
        for moment in other.moments:
            highest[moment.x] = max(highest.get(moment.x, 0.0), moment.value)
    for moment in curve.moments:
        if not frame.shows(moment.x) or (moment.x, moment.value) in taken:
            continue
        x, y = frame.at((moment.x, height_of(moment.value)))
        text = figure(moment.value, frame.language)
        below = moment.value < highest.get(moment.x, -1.0)
        place = y + _SIZE + _FIGURE if below else y - _SIZE - 2
        items = (
            *_shape(frame, number, x, y),
            Words(x, place, text, _FIGURE, frame.theme.ink, bold=True, anchor="middle"),
        )
        yield Element("given-up", items, title=f"{', '.join(moment.steps)}: {curve.name} {text}")


def _shape(frame: Frame, number: int, x: float, y: float) -> tuple[Primitive, ...]:
    """Return a disc, a square, a diamond or a triangle: so that curves differ by more than their colour."""
    theme, r = frame.theme, _SIZE
    colour = theme.second_curve if number % 2 else theme.curve
    edge = Stroke(theme.emotion_band, 1.0)
    if number % 4 == 0:
        return (Disc(x, y, r, colour, edge),)
    if number % 4 == 1:
        return (Rectangle(x - r + 0.4, y - r + 0.4, 2 * r - 0.8, 2 * r - 0.8, colour, edge),)
    if number % 4 == 2:
        corners = ((x, y - r - 0.8), (x + r + 0.8, y), (x, y + r + 0.8), (x - r - 0.8, y))
        return (Path(corners, colour, edge, closed=True),)
    return (Path(((x, y - r - 0.4), (x + r + 0.4, y + r), (x - r - 0.4, y + r)), colour, edge, closed=True),)
