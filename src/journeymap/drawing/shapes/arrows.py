"""Arrows as shapes: a line with a halo, so that crossings read as bridges, its heads, and the words on it."""

from __future__ import annotations

from itertools import pairwise
from math import dist, inf
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from journeymap.drawing.shapes.curves import head, rounded, shortened
from journeymap.drawing.shapes.primitives import (
    Disc,
    Element,
    Path,
    Rectangle,
    Stroke,
    Words,
    element_at,
)
from journeymap.drawing.theme.dimming import THINNER
from journeymap.layout.geometry import Box
from journeymap.layout.sizes import LABEL_FONT, LABEL_LEADING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.drawing.paper.frame import Frame
    from journeymap.drawing.paper.off_page_connectors import Side
    from journeymap.drawing.shapes.primitives import Primitive
    from journeymap.drawing.theme.theme import ArrowLook, ArrowStyle, Theme
    from journeymap.layout.geometry import PlacedArrow, PlacedLabel, Point

_BELOW = ("cell", "uses", "informs")
_ORDINARY = 1.0  # what is thinner is taken by hardly anybody
_DASHED = 2.0  # a dashed line wider than this has longer dashes
_HEAD, _HEAD_PER_WIDTH = 5.0, 1.5
_HALF_HEAD, _HALF_PER_WIDTH = 2.2, 0.95
_HALO_OPACITY = 0.85
_GHOST, _GHOST_HEAD, _GHOST_DASH = 1.0, 6.0, (4.0, 3.0)
_CROSS = 3.2  # half as wide as the cross on a way that is gone
_HOLLOW = 0.45  # of the width of a double line
_LEAST_DOUBLE = 2.6  # a double line is at least so wide
_LABEL_OPACITY = 0.94


class Run(NamedTuple):
    """A part of an arrow that is seen on a sheet, and over which side it comes from or goes to another sheet."""

    points: tuple[Point, ...]
    enters: Side | None
    leaves: Side | None


def look_of(arrow: PlacedArrow) -> ArrowLook:
    """Return how an arrow looks: as its kind, or as a way back."""
    return "back" if arrow.back else arrow.arrow.kind


def drawing_order(arrows: Sequence[PlacedArrow]) -> list[int]:
    """Return the numbers of the arrows as they are drawn: what the flow crosses comes first, then thin before thick."""
    return sorted(
        range(len(arrows)),
        key=lambda number: (arrows[number].arrow.kind not in _BELOW, arrows[number].arrow.width, number),
    )


def runs(points: Sequence[Point], left: float, right: float, upper: float = -inf, lower: float = inf) -> Iterator[Run]:
    """Yield the parts of a line of level and upright pieces in a rectangle, its right and lower side left out."""

    def inside(point: Point) -> bool:
        return left <= point[0] < right and upper <= point[1] < lower

    def clamped(point: Point) -> Point:
        return (min(max(point[0], left), right), min(max(point[1], upper), lower))

    def passes(begin: Point, other: Point) -> bool:
        return upper <= begin[1] < lower if begin[1] == other[1] else left <= begin[0] < right

    current: list[Point] = []
    enters: Side | None = None
    for begin, other in pairwise(points):
        begins, ends = inside(begin), inside(other)
        start, end = clamped(begin), clamped(other)
        if not begins and not ends and (start == end or not passes(begin, other)):
            continue
        if not current:
            current, enters = [start], None if begins else _side(other, begin)
        if end != current[-1]:
            current.append(end)
        if not ends:
            if len(current) > 1:
                yield Run(tuple(current), enters, _side(begin, other))
            current = []
    if len(current) > 1:
        yield Run(tuple(current), enters, None)


def _side(before: Point, after: Point) -> Side:
    """Return over which side a level or upright piece leaves that begins inside."""
    if before[1] == after[1]:
        return "right" if after[0] > before[0] else "left"
    return "bottom" if after[1] > before[1] else "top"


def seen(frame: Frame, placed: PlacedArrow) -> list[Run]:
    """Return the parts of an arrow that a sheet shows, in the coordinates of the sheet."""
    if frame.page is None:
        return [Run(tuple(map(frame.at, placed.points)), None, None)]
    shown = runs(placed.points, frame.left, frame.right, frame.upper, frame.lower)
    return [run._replace(points=tuple(map(frame.at, run.points))) for run in shown]


def arrow(frame: Frame, placed: PlacedArrow, key: str, title: str, shown: Sequence[Run]) -> Element:
    """Return an arrow as far as it is seen on a sheet."""
    look = look_of(placed)
    style = style_of(frame.theme, placed)
    items: list[Primitive] = []
    for run in shown:
        items += line(
            frame.theme,
            style,
            run.points,
            at_start=_head_at_start(placed) and run.enters is None,
            at_end=_head_at_end(placed) and run.leaves is None,
            dot=style.dot and run.enters is None,
        )
        if placed.arrow.change == "new":
            items += hollowed(frame.theme, style, run.points, at_end=run.leaves is None)
        if placed.arrow.change == "gone" and placed.arrow.kind != "cell":
            items += cross_out(frame.theme, run.points)
    whole = len(shown) == 1 and shown[0].enters is None and shown[0].leaves is None
    return Element(
        f"arrow {look} faint" if frame.theme.faint else f"arrow {look}",
        tuple(items),
        key,
        title,
        points=tuple(frame.at(point) for point in placed.points) if whole else (),
        ends=(placed.arrow.source, placed.arrow.target) if whole else None,
    )


def style_of(theme: Theme, placed: PlacedArrow) -> ArrowStyle:
    """Return the style of an arrow: that of its look, as wide as so many take it; what few take is thin and grey."""
    style = flow_style(theme, theme.arrows[look_of(placed)], placed.arrow.width)
    if placed.arrow.change == "gone":
        return ghost_style(theme, style)
    if placed.arrow.change == "new":
        return replace(style, stroke=replace(style.stroke, width=max(style.stroke.width, _LEAST_DOUBLE)))
    return style


def ghost_style(theme: Theme, style: ArrowStyle) -> ArrowStyle:
    """Return the style of a way that is no longer there: thin, grey and dashed."""
    return replace(style, stroke=Stroke(theme.grey, _GHOST, _GHOST_DASH), head="open", size=_GHOST_HEAD, dot=False)


def cross_out(theme: Theme, points: Sequence[Point]) -> Iterator[Path]:
    """Yield a cross on the longest piece of a way that is gone, so that it is no loop back, which is dashed too."""
    begin, end = max(pairwise(points), key=lambda piece: dist(*piece))
    x, y = (begin[0] + end[0]) / 2, (begin[1] + end[1]) / 2
    for slope in (1, -1):
        course = ((x - _CROSS, y - slope * _CROSS), (x + _CROSS, y + slope * _CROSS))
        yield Path(course, stroke=Stroke(theme.paper, 4.0, opacity=_HALO_OPACITY))
    for slope in (1, -1):
        course = ((x - _CROSS, y - slope * _CROSS), (x + _CROSS, y + slope * _CROSS))
        yield Path(course, stroke=Stroke(theme.grey, 1.4))


def hollowed(theme: Theme, style: ArrowStyle, points: tuple[Point, ...], *, at_end: bool = True) -> Iterator[Path]:
    """Yield a way that is new: over its line a light one, so that it is double."""
    width = style.stroke.width
    course = shortened(points, style.size * 0.65 + 1.0) if at_end else points
    yield Path(rounded(course, theme.corner_radius), stroke=Stroke(theme.paper, max(width * _HOLLOW, 1.0)))


def flow_style(theme: Theme, style: ArrowStyle, width: float) -> ArrowStyle:
    """Return a style for a line of a width in points; 0 leaves it as it is.

    No line becomes thinner than half of what the theme gives it, and what stands back is thinner all the same.
    """
    if not width:
        return style
    wide = max(width * (THINNER if theme.faint else 1.0), style.stroke.width / 2)
    colour = theme.grey if width < _ORDINARY and style.head == "filled" else style.stroke.colour
    dash = tuple(length * max(1.0, wide / _DASHED) for length in style.stroke.dash)
    stroke = replace(style.stroke, colour=colour, width=wide, dash=dash)
    return replace(style, stroke=stroke, size=_HEAD + _HEAD_PER_WIDTH * wide)


def _head_at_end(placed: PlacedArrow) -> bool:
    return placed.arrow.kind != "cell" or placed.arrow.both


def _head_at_start(placed: PlacedArrow) -> bool:
    return placed.arrow.both


def line(
    theme: Theme,
    style: ArrowStyle,
    points: tuple[Point, ...],
    *,
    at_start: bool = False,
    at_end: bool = True,
    dot: bool = False,
    halo: bool = True,
) -> Iterator[Primitive]:
    """Yield the line of an arrow from border to border with its heads."""
    inset = {"filled": style.size * 0.65, "hollow": style.size, "open": 1.0}[style.head]
    course = shortened(points, inset) if at_end else points
    if at_start:
        course = tuple(reversed(shortened(tuple(reversed(course)), inset)))
    pieces = rounded(course, theme.corner_radius)
    if halo:
        yield Path(pieces, stroke=Stroke(theme.paper, style.stroke.width + theme.halo, opacity=_HALO_OPACITY))
    yield Path(pieces, stroke=style.stroke)
    if dot:
        yield Disc(*points[0], 2.6, style.stroke.colour)
    if at_start:
        yield _head(theme, style, points[0], points[1])
    if at_end:
        yield _head(theme, style, points[-1], points[-2])


def _head(theme: Theme, style: ArrowStyle, tip: Point, origin: Point) -> Path:
    corners = head(tip, origin, style.size, _HALF_HEAD + _HALF_PER_WIDTH * style.stroke.width)
    colour = style.stroke.colour
    if style.head == "open":
        return Path((corners[1], corners[0], corners[3]), stroke=Stroke(colour, style.stroke.width))
    if style.head == "hollow":
        return Path((corners[0], corners[1], corners[3]), theme.paper, Stroke(colour, 1.2), closed=True)
    return Path(corners, fill=colour, closed=True)


def label(frame: Frame, placed: PlacedLabel) -> Element:
    """Return the words on an arrow, on a white ground that interrupts the line."""
    box, theme = frame.box(placed.box), frame.theme
    if frame.page is not None:
        least, most = frame.x(frame.left) + box.w / 2, frame.x(frame.right) - box.w / 2
        x = min(max(box.x, least), max(most, least))
        box = Box(x, min(max(box.y, frame.upper + box.h / 2), frame.lower - box.h / 2), box.w, box.h)
    first = box.y + LABEL_FONT * 0.36 - (len(placed.lines) - 1) * LABEL_LEADING / 2
    return element_at(
        "label",
        Rectangle(box.left, box.top, box.w, box.h, theme.paper, radius=2.5, opacity=_LABEL_OPACITY),
        *(
            Words(box.x, first + n * LABEL_LEADING, text, LABEL_FONT, theme.ink, bold=True, anchor="middle")
            for n, text in enumerate(placed.lines)
        ),
    )
