"""Arrows as shapes: a line with a halo, so that crossings read as bridges, its heads, and the words on it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from journeymap.drawing.curves import head, rounded, shortened
from journeymap.drawing.primitives import Disc, Element, Path, Rectangle, Stroke, Words, element_at
from journeymap.layout.geometry import Box
from journeymap.layout.sizes import LABEL_FONT, LABEL_LEADING
from journeymap.layout.text import text_width
from journeymap.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.drawing.frame import Frame
    from journeymap.drawing.primitives import Primitive
    from journeymap.drawing.theme import ArrowLook, ArrowStyle, Theme
    from journeymap.layout.geometry import PlacedArrow, PlacedLabel, Point

_BELOW = ("cell", "uses", "informs")
_PILL_HEIGHT = 11.0
_PILL_FONT = 8.0
_HALO_OPACITY = 0.85
_LABEL_OPACITY = 0.94


class Run(NamedTuple):
    """A part of an arrow that is seen on a sheet, and at which of its ends it comes from or goes to another sheet."""

    points: tuple[Point, ...]
    from_elsewhere: bool
    to_elsewhere: bool


def look_of(arrow: PlacedArrow) -> ArrowLook:
    """Return how an arrow looks: as its kind, or as a way back."""
    return "back" if arrow.back else arrow.arrow.kind


def drawing_order(arrows: Sequence[PlacedArrow]) -> list[int]:
    """Return the numbers of the arrows as they are drawn: what the flow crosses comes first."""
    return sorted(range(len(arrows)), key=lambda number: (arrows[number].arrow.kind not in _BELOW, number))


def runs(points: Sequence[Point], left: float, right: float) -> Iterator[Run]:
    """Yield the parts of a line of level and upright pieces that lie between two x, the right one left out."""
    current: list[Point] = []
    came_in = False
    for (x0, y0), (x1, y1) in pairwise(points):
        begins, ends = left <= x0 < right, left <= x1 < right
        low, high = max(min(x0, x1), left), min(max(x0, x1), right)
        if not begins and not ends and low >= high:
            continue
        start, end = (low, high) if x1 >= x0 else (high, low)
        if not current:
            current, came_in = [(start, y0)], not begins
        if (end, y1) != current[-1]:
            current.append((end, y1))
        if not ends:
            if len(current) > 1:
                yield Run(tuple(current), came_in, to_elsewhere=True)
            current = []
    if len(current) > 1:
        yield Run(tuple(current), came_in, to_elsewhere=False)


def arrow(frame: Frame, placed: PlacedArrow, key: str, title: str, pages: tuple[int, int]) -> Element | None:
    """Return an arrow as far as it is seen; `pages` are those of its two ends. None when it is on other pages only."""
    look = look_of(placed)
    style = frame.theme.arrows[look]
    seen = [Run(placed.points, from_elsewhere=False, to_elsewhere=False)]
    if frame.count > 1:
        seen = list(runs(placed.points, frame.left, frame.right))
    if not seen:
        return None
    items: list[Primitive] = []
    for run in seen:
        points = tuple(frame.at(point) for point in run.points)
        items += line(
            frame.theme,
            style,
            points,
            at_start=_head_at_start(placed) and not run.from_elsewhere,
            at_end=_head_at_end(placed) and not run.to_elsewhere,
            dot=style.dot and not run.from_elsewhere,
        )
        if run.from_elsewhere:
            items += _pill(frame, points[0], pages[0])
        if run.to_elsewhere:
            items += _pill(frame, points[-1], pages[1])
    whole = len(seen) == 1 and not (seen[0].from_elsewhere or seen[0].to_elsewhere)
    return Element(
        f"arrow {look} faint" if frame.theme.faint else f"arrow {look}",
        tuple(items),
        key,
        title,
        points=tuple(frame.at(point) for point in placed.points) if whole else (),
        ends=(placed.arrow.source, placed.arrow.target) if whole else None,
    )


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
    corners = head(tip, origin, style.size)
    colour = style.stroke.colour
    if style.head == "open":
        return Path((corners[1], corners[0], corners[3]), stroke=Stroke(colour, style.stroke.width))
    if style.head == "hollow":
        return Path((corners[0], corners[1], corners[3]), theme.paper, Stroke(colour, 1.2), closed=True)
    return Path(corners, fill=colour, closed=True)


def _pill(frame: Frame, point: Point, page: int) -> Iterator[Primitive]:
    """Yield the mark at the margin that names the page where the other end of an arrow is."""
    at_right = point[0] > (frame.edge + frame.x(frame.left)) / 2
    if page == frame.number:  # an arrow that only swerves over the cut
        page += 1 if at_right else -1
    text = frame.say(say("p{number}", number=page))
    width = text_width(text, _PILL_FONT, bold=True) + 8
    x = point[0] + (width / 2 + 1) * (1 if at_right else -1)
    y = point[1]
    yield Rectangle(
        x - width / 2, y - _PILL_HEIGHT / 2, width, _PILL_HEIGHT, frame.theme.phase, radius=_PILL_HEIGHT / 2
    )
    yield Words(x, y + _PILL_FONT * 0.36, text, _PILL_FONT, frame.theme.on_phase, bold=True, anchor="middle")


def label(frame: Frame, placed: PlacedLabel) -> Element:
    """Return the words on an arrow, on a white ground that interrupts the line."""
    box, theme = frame.box(placed.box), frame.theme
    if frame.count > 1:
        least, most = frame.x(frame.left) + box.w / 2, frame.edge - box.w / 2
        box = Box(min(max(box.x, least), max(most, least)), box.y, box.w, box.h)
    first = box.y + LABEL_FONT * 0.36 - (len(placed.lines) - 1) * LABEL_LEADING / 2
    return element_at(
        "label",
        Rectangle(box.left, box.top, box.w, box.h, theme.paper, radius=2.5, opacity=_LABEL_OPACITY),
        *(
            Words(box.x, first + n * LABEL_LEADING, text, LABEL_FONT, theme.ink, bold=True, anchor="middle")
            for n, text in enumerate(placed.lines)
        ),
    )
