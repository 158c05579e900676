"""Values beside each other on one line: a mark per persona in a shape of its own, and a line from least to most.

The dot plot of W. S. Cleveland and R. McGill, Graphical Perception, Journal of the American Statistical Association 79
(1984): places along a common scale are what eyes compare best.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.charts.canvas import (
    LEADING,
    MARGIN,
    SMALL,
    TEXT,
    WIDTH,
    Plane,
    axis,
    lines_of,
    scene,
    text,
)
from journeymap.drawing.shapes.primitives import (
    Disc,
    Element,
    Path,
    Rectangle,
    Stroke,
)
from journeymap.layout.line_breaking import text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.charts.canvas import Caption, Scale
    from journeymap.drawing import Theme
    from journeymap.drawing.shapes.primitives import Primitive, Scene

_LABEL = 250.0
_ROW = 22.0
_SIZE = 5.0
_SHAPES = 6


class DotRow(Struct, frozen=True):
    """One line: what it is about, and the marks on it: the number of the series, its value, and that in words."""

    label: str
    marks: Sequence[tuple[int, float, str]]


def dots(
    caption: Caption,
    rows: Sequence[DotRow],
    series: Sequence[str],
    scale: Scale,
    theme: Theme,
    *,
    limit: tuple[float, str] | None = None,
) -> Scene:
    """Return a plot with a line of marks per row; `limit` is a value to mark across all rows, and what it means."""
    room = min(_LABEL, max(text_width(row.label, TEXT) + 8 for row in rows))
    # Room for all marks in one place, at either end.
    reach = (len(series) - 1) * _SIZE
    left, right = MARGIN + room + 12 + reach, WIDTH - MARGIN - 32 - reach
    plane = Plane(left, right, scale, theme)
    elements, top = _legend(series, theme)
    y = top + (16 if limit is not None else 4)
    first = y
    lines: list[Element] = []
    for row in rows:
        labels = lines_of(row.label, room, most=2)
        height = max(_ROW, len(labels) * LEADING + 4)
        lines.append(_row(row, labels, series, y + height / 2, plane))
        y += height
    marks: list[Primitive] = [*axis(plane, first - 4, y + 2)]
    if limit is not None:
        x = plane.at(limit[0])
        marks.append(Path(((x, first - 6), (x, y + 2)), stroke=Stroke(theme.displeased, 1.2, (4, 3))))
        half = text_width(limit[1], SMALL) / 2
        middle = min(max(x, MARGIN + half), WIDTH - MARGIN - half)
        marks.append(
            text(middle, first - 9, limit[1], theme, size=SMALL, colour=theme.displeased, anchor="middle", bold=False)
        )
    return scene(caption, y + 20, [*elements, Element("plot-axis", tuple(marks)), *lines])


def _legend(series: Sequence[str], theme: Theme) -> tuple[list[Element], float]:
    """Return which shape stands for whom, and where that ends; nothing when there is only one."""
    if len(series) < 2:
        return [], 0.0
    items: list[Primitive] = []
    x, y = MARGIN, 10.0
    for number, name in enumerate(series):
        words = lines_of(name, 200, most=1)[0] if name else ""
        needed = 16 + text_width(words, TEXT) + 16
        if x > MARGIN and x + needed - 16 > WIDTH - MARGIN:
            x, y = MARGIN, y + LEADING + 4
        items += shape(number, x + 6, y, theme)
        items.append(text(x + 16, y + TEXT * 0.36, words, theme))
        x += needed
    return [Element("plot-legend", tuple(items))], y + 12


def _row(row: DotRow, labels: Sequence[str], series: Sequence[str], y: float, plane: Plane) -> Element:
    left, right, theme = plane.left, plane.right, plane.theme
    items: list[Primitive] = [
        text(
            left - 12 - (len(series) - 1) * _SIZE,
            y + (n - (len(labels) - 1) / 2) * LEADING + TEXT * 0.36,
            line,
            theme,
            anchor="end",
        )
        for n, line in enumerate(labels)
    ]
    items.append(Path(((left, y), (right, y)), stroke=Stroke(theme.neutral, 0.5, (1, 3))))
    places = [plane.at(value) for _, value, _ in row.marks]
    items.append(Path(((min(places), y), (max(places), y)), stroke=Stroke(theme.grey, 2.4)))
    by_place: dict[float, tuple[float, list[int]]] = {}
    for (number, _, _), x in zip(row.marks, places, strict=True):
        by_place.setdefault(round(x, 1), (x, []))[1].append(number)
    for x, numbers in by_place.values():
        # Marks that meet stand beside each other, so that each is seen.
        for place, number in enumerate(numbers):
            items += shape(number, x + (place - (len(numbers) - 1) / 2) * _SIZE * 1.9, y, theme)
    highest = max(row.marks, key=lambda mark: mark[1])
    beside = max(places) + _SIZE + 4 + (len(by_place[round(max(places), 1)][1]) - 1) * _SIZE
    items.append(text(beside, y + SMALL * 0.36, highest[2], theme, size=SMALL, bold=True))
    description = "; ".join(f"{series[number]} {words}" if series[number] else words for number, _, words in row.marks)
    return Element("plot-dots", tuple(items), title=f"{row.label}: {description}")


def shape(number: int, x: float, y: float, theme: Theme) -> tuple[Primitive, ...]:
    """Return the mark of a series: disc, square, diamond, triangle, ring or open square; then they begin anew."""
    r, place = _SIZE, number % _SHAPES
    colour = theme.second_curve if place % 2 else theme.curve
    edge = Stroke(theme.paper, 1.0)
    if place == 0:
        return (Disc(x, y, r, colour, edge),)
    if place == 1:
        return (Rectangle(x - r + 0.6, y - r + 0.6, 2 * r - 1.2, 2 * r - 1.2, colour, edge),)
    if place == 2:
        corners = ((x, y - r - 1), (x + r + 1, y), (x, y + r + 1), (x - r - 1, y))
        return (Path(corners, colour, edge, closed=True),)
    if place == 3:
        return (
            Path(((x, y - r - 0.4), (x + r + 0.6, y + r - 0.4), (x - r - 0.6, y + r - 0.4)), colour, edge, closed=True),
        )
    if place == 4:
        return (Disc(x, y, r - 0.8, theme.paper, Stroke(colour, 1.8)),)
    return (Rectangle(x - r + 1.2, y - r + 1.2, 2 * r - 2.4, 2 * r - 2.4, theme.paper, Stroke(colour, 1.8)),)
