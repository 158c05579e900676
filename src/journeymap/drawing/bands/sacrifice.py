"""The row of sacrifice under the lanes: per persona, what is wanted exactly less what is settled for (Hart 1995)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from journeymap.drawing.bands.band import Band
from journeymap.drawing.bands.curve import (
    Curve,
    Moment,
    averaged,
    courses,
    merged,
    names,
    names_height,
    places_of,
)
from journeymap.drawing.paper.frame import MARGIN
from journeymap.drawing.shapes.primitives import (
    Disc,
    Element,
    Path,
    Rectangle,
    Stroke,
    Words,
)
from journeymap.graph import EVERYONE
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.text import printable
from journeymap.layout.line_breaking import text_width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from journeymap.drawing.paper.frame import Frame
    from journeymap.drawing.shapes.primitives import Primitive
    from journeymap.graph import ServiceGraph
    from journeymap.graph.persona_scope import PersonaScope
    from journeymap.layout.geometry import Geometry

HEIGHT = 92.0
_ABOVE, _BELOW = 18.0, 12.0
_HIGH = 0.25  # of the scale; from here on being content is being content for want of better
_SIZE = 4.2
_FIGURE = 8.0
_SCALE_WIDTH = 18.0


def sacrifice_curves(
    graph: ServiceGraph, geometry: Geometry, language: str, walk: PersonaScope | None = None
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
    return merged(curves)


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
        text = Amount(value, "points").text(frame.language)
        items.append(Words(header - 5, height_of(value) + 2.8, text, _FIGURE, theme.grey, anchor="end"))
    items += courses(frame, curves, height_of)
    items += _marks(frame, curves, height_of, (low, limit))
    return Element("sacrifice", tuple(items), title=title)


class _Mark(NamedTuple):
    """A value to be marked, by the number of its curve, and where the middle of its mark lies on the sheet."""

    number: int
    moment: Moment
    x: float
    y: float


def _marks(
    frame: Frame, curves: tuple[Curve, ...], height_of: Callable[[float], float], lines: tuple[float, ...]
) -> Iterator[Element]:
    """Yield a mark per value, in the shape of the curve, with its figure; where curves meet, the first one's.

    `lines` are the heights of the lines that run through the row.
    """
    columns: dict[float, dict[float, _Mark]] = {}
    for number, curve in enumerate(curves):
        for moment in curve.moments:
            if frame.shows(moment.x):
                x, y = frame.at((moment.x, height_of(moment.value)))
                columns.setdefault(moment.x, {}).setdefault(y, _Mark(number, moment, x, y))
    for column in columns.values():
        marks = [_box(mark.x, mark.y, 2 * _SIZE, 2 * _SIZE) for mark in column.values()]
        figures: list[_Area] = []
        for mark in column.values():
            text = Amount(mark.moment.value, "points").text(frame.language)
            box = _room(mark, text_width(text, _FIGURE, bold=True), [*marks, *figures], lines)
            figures.append(box)
            (left, top, right, bottom), theme = box, frame.theme
            # What a line runs through cannot be read: it stands on a ground of its own.
            struck = any(top - 0.5 < line < bottom + 0.5 for line in lines)
            yield Element(
                "given-up",
                (
                    *_shape(frame, mark.number, mark.x, mark.y),
                    *((Rectangle(left, top, right - left, bottom - top, theme.emotion_band),) if struck else ()),
                    Words((left + right) / 2, bottom - 1, text, _FIGURE, theme.ink, bold=True, anchor="middle"),
                ),
                title=f"{', '.join(mark.moment.steps)}: {curves[mark.number].name} {text}",
            )


_Area = tuple[float, float, float, float]


def _box(x: float, y: float, w: float, h: float) -> _Area:
    return (x - w / 2, y - h / 2, x + w / 2, y + h / 2)


def _room(mark: _Mark, width: float, taken: Sequence[_Area], lines: Sequence[float]) -> _Area:
    """Return where the figure of a mark stands: above it, below or beside it, where it lies on nothing else."""
    away, high = _SIZE + _FIGURE / 2 + 0.5, _FIGURE - 1
    aside = _SIZE + width / 2 + 2.5
    places = ((0, -away), (0, away), (aside, 0), (-aside, 0), (aside, -away), (aside, away))
    boxes = [_box(mark.x + dx, mark.y + dy, width + 2, high) for dx, dy in places]

    def in_the_way(number: int) -> tuple[bool, bool, bool]:
        left, top, right, bottom = boxes[number]
        return (
            any(left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in taken),
            places[number][0] != 0,  # there its own curve passes
            any(top < line < bottom for line in lines),
        )

    return boxes[min(range(len(boxes)), key=in_the_way)]


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
