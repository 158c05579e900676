"""The row of sacrifice under the lanes: per persona, what is wanted exactly less what is settled for (Hart 1995).

A line per persona along its likeliest way; what is given up beside it has a mark on a foot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeymap.drawing.bands.band import Band
from journeymap.drawing.bands.way_drawing import (
    Area,
    colour_of,
    courses,
    meets,
    names_at_end,
    names_at_left,
)
from journeymap.drawing.bands.ways import Moment, Ways, places_of, ways_of
from journeymap.drawing.paper.frame import MARGIN
from journeymap.drawing.shapes.primitives import (
    Disc,
    Element,
    Path,
    Rectangle,
    Stroke,
    Words,
)
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.layout.line_breaking import text_width, wrap
from journeymap.layout.sizes import HEADER_INSET, ROW_FONT, ROW_SUBTITLE_FONT, ROW_SUBTITLE_LEADING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from journeymap.drawing.bands.ways import WayLine
    from journeymap.drawing.paper.frame import Frame
    from journeymap.drawing.shapes.primitives import Primitive
    from journeymap.graph import ServiceGraph
    from journeymap.graph.persona_scope import PersonaScope
    from journeymap.layout.geometry import Geometry

HEIGHT = 96.0
_ABOVE, _BELOW = 20.0, 14.0
_HIGH = 0.25  # of the scale; from here on being content is being content for want of better
_SIZE = 4.2
_FIGURE = 8.4
_SCALE_WIDTH = 18.0


def build_sacrifice(
    graph: ServiceGraph, geometry: Geometry, language: str, walk: PersonaScope | None = None
) -> Ways | None:
    """Return what each persona gives up along its way and beside it; None where nothing says so."""

    def given_up(persona: str, number: int) -> float | None:
        lived = graph.ratings.of(number, persona)
        return None if lived is None else lived.sacrifice

    return ways_of(graph, places_of(geometry), language, given_up, walk)


def sacrifice_band(graph: ServiceGraph, ways: Ways) -> Band:
    """Return the row of sacrifice as a row under the lanes, on the scale of the file."""
    scale = graph.blueprint.scale.width
    return Band(HEIGHT, lambda frame, top: _row(frame, ways, scale, top))


def _row(frame: Frame, ways: Ways, scale: float, top: float) -> Element:
    theme, header = frame.theme, frame.geometry.header
    low, high = top + HEIGHT - _BELOW, top + _ABOVE

    def height_of(value: float) -> float:
        return low - min(value / scale, 1.0) * (low - high)

    title, limit = frame.say(say("Sacrifice")), height_of(_HIGH * scale)
    items: list[Primitive | Element] = [
        Rectangle(MARGIN, top, frame.edge - MARGIN, HEIGHT, theme.emotion_band),
        Rectangle(MARGIN, top, theme.bar, HEIGHT, theme.curve),
        *_words_at_left(frame, ways, title, top),
        Path(((header, low), (frame.edge, low)), stroke=Stroke(theme.neutral, 1.0)),
        Path(((header, limit), (frame.edge, limit)), stroke=Stroke(theme.neutral, 1.0, (3.0, 3.0))),
    ]
    for value in (0.0, _HIGH * scale, scale):
        text = Amount(value, "points").text(frame.language)
        items.append(Words(header - 5, height_of(value) + 2.8, text, _FIGURE, theme.grey, anchor="end"))
    items += courses(frame, ways.lines, height_of)
    marks = list(_marks_of(frame, ways, height_of))
    for mark in marks:
        if mark.number is None and mark.y < low - _SIZE:
            items.append(Path(((mark.x, mark.y + _SIZE), (mark.x, low)), stroke=Stroke(theme.neutral, 0.9, (2.0, 2.0))))
    taken: list[Area] = []
    items += _marks(frame, marks, (low, limit), taken)
    if frame.total == 1:
        ends: dict[tuple[float, float], list[tuple[int, WayLine]]] = {}
        for number, line in enumerate(ways.lines):
            ends.setdefault((line.last.x, line.last.value), []).append((number, line))
        limits = (header, top, frame.edge, top + HEIGHT)
        for (x, value), lines in ends.items():
            if frame.shows(x):
                items += names_at_end(frame, lines, (frame.x(x) + 6, height_of(value)), taken, limits)
    return Element("sacrifice", tuple(items), title=title)


def _words_at_left(frame: Frame, ways: Ways, title: str, top: float) -> Iterator[Primitive]:
    theme, x = frame.theme, MARGIN + frame.theme.bar + 7
    note = frame.say(say("on a foot: off the likeliest way")) if ways.asides else ""
    lines = wrap(note, ROW_SUBTITLE_FONT, frame.geometry.header - HEADER_INSET - _SCALE_WIDTH)
    several = frame.total > 1 and len(ways.lines) > 1
    names = len(ways.lines) * ROW_SUBTITLE_LEADING if several else 0.0
    y = top + (HEIGHT - 14 - names - len(lines) * (ROW_SUBTITLE_LEADING - 1)) / 2 + ROW_FONT * 0.95
    yield Words(x, max(y, top + 12), title, ROW_FONT, theme.ink, bold=True)
    y = max(y, top + 12) + 12
    for line in lines:
        yield Words(x, y, line, ROW_SUBTITLE_FONT, theme.grey)
        y += ROW_SUBTITLE_LEADING - 1
    if several:
        yield from names_at_left(frame, ways.lines, x, y + 1, _SCALE_WIDTH)


class _Mark(NamedTuple):
    """A value to be marked: the number of its line, None for one off the ways, whose it is, and where its mark lies."""

    number: int | None
    whose: str
    moment: Moment
    x: float
    y: float


def _marks_of(frame: Frame, ways: Ways, height_of: Callable[[float], float]) -> Iterator[_Mark]:
    """Yield the values that are seen; where lines meet, the first one's."""
    done: set[tuple[float, float]] = set()
    marks: list[tuple[int | None, str, Moment]] = [
        (number, line.whole, moment) for number, line in enumerate(ways.lines) for moment in line.moments
    ]
    marks += [(None, aside.whole, aside.moment) for aside in ways.asides]
    for number, whose, moment in marks:
        if frame.shows(moment.x):
            x, y = frame.at((moment.x, height_of(moment.value)))
            if (x, y) not in done:
                done.add((x, y))
                yield _Mark(number, whose, moment, x, y)


def _marks(frame: Frame, marks: Sequence[_Mark], lines: tuple[float, ...], taken: list[Area]) -> Iterator[Element]:
    """Yield a mark per value, in the shape of its line, with its figure.

    `lines` are the heights of the lines that run through the row; what the marks take is added to what is taken.
    """
    taken += [_box(mark.x, mark.y, 2 * _SIZE, 2 * _SIZE) for mark in marks]
    for mark in marks:
        text = Amount(mark.moment.value, "points").text(frame.language)
        box = _room(mark, text_width(text, _FIGURE, bold=True), taken, lines)
        taken.append(box)
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
            title=f"{mark.moment.words}: {mark.whose} {text}",
        )


def _box(x: float, y: float, w: float, h: float) -> Area:
    return (x - w / 2, y - h / 2, x + w / 2, y + h / 2)


def _room(mark: _Mark, width: float, taken: Sequence[Area], lines: Sequence[float]) -> Area:
    """Return where the figure of a mark stands: above it, below or beside it, where it lies on nothing else."""
    away, high = _SIZE + _FIGURE / 2 + 0.5, _FIGURE - 1
    aside = _SIZE + width / 2 + 2.5
    places = ((0, -away), (0, away), (aside, 0), (-aside, 0), (aside, -away), (aside, away))
    boxes = [_box(mark.x + dx, mark.y + dy, width + 2, high) for dx, dy in places]

    def in_the_way(number: int) -> tuple[bool, bool, bool]:
        _, top, _, bottom = boxes[number]
        return (
            any(meets(boxes[number], other) for other in taken),
            places[number][0] != 0,  # there its own curve passes
            any(top < line < bottom for line in lines),
        )

    return boxes[min(range(len(boxes)), key=in_the_way)]


def _shape(frame: Frame, number: int | None, x: float, y: float) -> tuple[Primitive, ...]:
    """Return a disc, a square, a diamond or a triangle: so that lines differ by more than their colour.

    What lies off the ways is a hollow disc.
    """
    theme, r = frame.theme, _SIZE
    if number is None:
        return (Disc(x, y, r - 0.6, theme.emotion_band, Stroke(theme.grey, 1.4)),)
    colour = colour_of(theme, number)
    edge = Stroke(theme.emotion_band, 1.0)
    if number % 4 == 0:
        return (Disc(x, y, r, colour, edge),)
    if number % 4 == 1:
        return (Rectangle(x - r + 0.4, y - r + 0.4, 2 * r - 0.8, 2 * r - 0.8, colour, edge),)
    if number % 4 == 2:
        corners = ((x, y - r - 0.8), (x + r + 0.8, y), (x, y + r + 0.8), (x - r - 0.8, y))
        return (Path(corners, colour, edge, closed=True),)
    return (Path(((x, y - r - 0.4), (x + r + 0.4, y + r), (x - r - 0.4, y + r)), colour, edge, closed=True),)
