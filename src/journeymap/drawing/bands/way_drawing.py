"""How lines along ways are drawn: whole over steps with a value, thin and dotted over others, each with its name."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from journeymap.drawing.shapes.curves import between, monotone
from journeymap.drawing.shapes.primitives import Path, Stroke, Words
from journeymap.layout.line_breaking import text_width, wrap
from journeymap.layout.sizes import HEADER_INSET, ROW_SUBTITLE_FONT, ROW_SUBTITLE_LEADING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from journeymap.drawing.bands.ways import WayLine
    from journeymap.drawing.paper.frame import Frame
    from journeymap.drawing.shapes.primitives import Piece, Primitive
    from journeymap.drawing.theme.theme import Theme
    from journeymap.layout.geometry import Point

LINE, THIN = 2.2, 0.9
LABEL = 8.6
_SAMPLE = 18.0
_DOTTED = (2.0, 4.0)
_DASHES: tuple[tuple[float, ...], ...] = ((), (7.0, 3.0), (2.0, 3.0), (9.0, 3.0, 2.0, 3.0))
_BESIDE, _PITCH = 12.0, 6.0  # of names from the end of their line, and between the heights that are tried
_TRIES = (0.0, -12.0, 12.0, -24.0, 24.0)

Area = tuple[float, float, float, float]


def colour_of(theme: Theme, number: int) -> str:
    """Return the colour of a line by its number."""
    return (theme.curve, theme.second_curve, theme.third_curve, theme.fourth_curve)[number % 4]


def stroke_of(theme: Theme, number: int) -> Stroke:
    """Return how a line is drawn by its number: no two differ by their colour alone."""
    return Stroke(colour_of(theme, number), LINE, _DASHES[number % len(_DASHES)])


def courses(frame: Frame, lines: Sequence[WayLine], height_of: Callable[[float], float]) -> Iterator[Path]:
    """Yield the lines as far as they are seen; where one runs along an earlier one, the earlier one only."""
    drawn: set[tuple[Point, Point]] = set()
    for number, line in enumerate(lines):
        for moments, gaps in line.parts():
            points = [(moment.x, height_of(moment.value)) for moment in moments]
            pieces = monotone(points)[1:] if len(points) > 1 else ()
            for (ends, piece), gap in zip(zip(pairwise(points), pieces, strict=True), gaps, strict=True):
                if ends in drawn:
                    continue
                drawn.add(ends)
                seen = between((ends[0], piece), frame.left - frame.before, frame.right + frame.after)
                if len(seen) > 1:
                    stroke = stroke_of(frame.theme, number)
                    yield Path(_moved(frame, seen), stroke=Stroke(stroke.colour, THIN, _DOTTED) if gap else stroke)


def _moved(frame: Frame, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    return tuple(tuple(n if i % 2 else frame.x(n) for i, n in enumerate(piece)) for piece in pieces)


class Label(NamedTuple):
    """Words beside a moment: where they would best begin, and from which side they are set."""

    x: float
    y: float
    text: str
    colour: str
    end: bool = False


def set_label(label: Label, taken: list[Area], limits: Area, size: float = LABEL) -> Words | None:
    """Return words at the first height near their best one where they lie on nothing else; None where there is none.

    What they take is added to what is taken. `limits` are left, top, right and bottom of the row.
    """
    width = text_width(label.text, size, bold=True)
    left = label.x - width if label.end else label.x
    left = min(max(left, limits[0] + 2), limits[2] - width - 2)
    for away in _TRIES:
        y = label.y + away
        area = (left - 1, y - size * 0.8, left + width + 1, y + size * 0.28)
        if area[1] < limits[1] + 1 or area[3] > limits[3] - 1:
            continue
        if not any(meets(area, other) for other in taken):
            taken.append(area)
            return Words(left, y, label.text, size, label.colour, bold=True)
    return None


def meets(area: Area, other: Area) -> bool:
    """Whether two areas overlap."""
    return area[0] < other[2] and other[0] < area[2] and area[1] < other[3] and other[1] < area[3]


def names_at_end(
    frame: Frame, lines: Sequence[tuple[int, WayLine]], point: Point, taken: list[Area], limits: Area
) -> Iterator[Primitive]:
    """Yield the names of the lines that end at a point, each beside a piece of its line, stacked right of it.

    Where there is no room at the right, they stand left of it, above or below, and on nothing else.
    """
    x, y = point
    widest = max(text_width(line.name, ROW_SUBTITLE_FONT, bold=True) for _, line in lines) + _SAMPLE + 4
    height = len(lines) * ROW_SUBTITLE_LEADING
    left, top = _free_place((x, y), widest, height, taken, limits)
    taken.append((left - 2, top, left + widest, top + height))
    for place, (number, line) in enumerate(lines):
        base = top + (place + 0.75) * ROW_SUBTITLE_LEADING
        yield Path(((left, base - 2.8), (left + _SAMPLE, base - 2.8)), stroke=stroke_of(frame.theme, number))
        colour = colour_of(frame.theme, number)
        yield Words(left + _SAMPLE + 4, base, line.name, ROW_SUBTITLE_FONT, colour, bold=True)


def _free_place(point: Point, wide: float, height: float, taken: list[Area], limits: Area) -> tuple[float, float]:
    """Return where words beside the end of lines begin: at the right where they fit, else at the left of it.

    There at the height nearest to the point at which they lie on nothing else; where there is none, at its own.
    """
    x, y = point
    right, left = x + _BESIDE, min(x + _BESIDE, limits[2] - wide - 2)
    sides = [(right, y - height / 2 + 6.0)] if right + wide <= limits[2] - 2 else []
    sides += [(left, y + _BESIDE), (x - _BESIDE - wide, y - height / 2)]
    most = int((limits[3] - limits[1]) / _PITCH) + 1
    places = [
        (side, best + sign * step * _PITCH)
        for side, best in sides
        for step in range(most)
        for sign in ((1, -1) if step else (1,))
    ]
    for side, top in places:
        if top <= limits[1] + 1 or top + height >= limits[3] - 1:
            continue
        if not any(meets((side - 2, top, side + wide, top + height), other) for other in taken):
            return side, top
    return left, min(max(sides[0][1], limits[1] + 2), limits[3] - height - 2)


def names_at_left(frame: Frame, lines: Sequence[WayLine], x: float, y: float, beside: float) -> Iterator[Primitive]:
    """Yield the names of the lines below the title of the row, each beside a piece of its line."""
    room = frame.geometry.header - HEADER_INSET - beside - _SAMPLE - 4
    for number, line in enumerate(lines):
        yield Path(((x, y - 2.8), (x + _SAMPLE, y - 2.8)), stroke=stroke_of(frame.theme, number))
        for text in wrap(line.name, ROW_SUBTITLE_FONT, room):
            yield Words(x + _SAMPLE + 4, y, text, ROW_SUBTITLE_FONT, frame.theme.grey)
            y += ROW_SUBTITLE_LEADING
