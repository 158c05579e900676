"""Bars from left to right: divided into parts, or ranked from the longest to the shortest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.charts.canvas import (
    LEADING,
    MARGIN,
    SMALL,
    TEXT,
    WIDTH,
    Area,
    Plane,
    axis,
    filled,
    legend,
    lines_of,
    scene,
    text,
)
from journeymap.drawing.shapes.primitives import (
    Element,
    Path,
    Rectangle,
    Stroke,
)
from journeymap.layout.line_breaking import text_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from journeymap.charts.canvas import Caption, Fill, Scale
    from journeymap.drawing import Theme
    from journeymap.drawing.shapes.primitives import Primitive, Scene

_BAR = 20.0
_PITCH = 9.0
_LABEL = 190.0
_LEAST_LABEL = 60.0
_BEHIND = 110.0


class Row(Struct, frozen=True):
    """One bar: whose it is, its parts with what stands in them, and what stands behind it.

    A part is its look, its value and the words for it, which are left out of the bar where it is too short for them.
    `spread` is a range to mark below the bar: from where, to where, and in which words. `told` is all of it in words,
    for who points at the bar or cannot see it.
    """

    label: str
    parts: Sequence[tuple[Fill, float, str]]
    behind: str = ""
    spread: tuple[float, float, str] | None = None
    strong: bool = False
    told: str = ""


def bars(
    caption: Caption,
    rows: Sequence[Row],
    keys: Sequence[tuple[Fill, str]],
    scale: Scale,
    theme: Theme,
    *,
    width: float = WIDTH,
) -> Scene:
    """Return a plot with a bar per row, divided into parts, below what the looks of the parts mean."""
    room = min(_LABEL, max(_LEAST_LABEL, *(text_width(row.label, TEXT, bold=row.strong) + 8 for row in rows)))
    behind = max(text_width(row.behind, TEXT) for row in rows)
    left = MARGIN + room + 8
    right = width - MARGIN - (behind + 8 if behind else 20)
    plane = Plane(left, right, scale, theme)
    explained, top = legend(keys, 4, theme, width)
    elements = [Element("plot-legend", tuple(explained))] if keys else []
    y = top if keys else 6.0
    first, drawn = y, []
    for row in rows:
        element, y = _row(row, y, plane)
        drawn.append(element)
    marks = Element("plot-axis", tuple(axis(plane, first - 3, y - _PITCH + 4)))
    return scene(caption, y - _PITCH + 22, [*elements, marks, *drawn], width)


def _row(row: Row, y: float, plane: Plane) -> tuple[Element, float]:
    """Return a bar, and where the next one begins."""
    left, right, theme = plane.left, plane.right, plane.theme
    lines = lines_of(row.label, left - MARGIN - 8)
    height = max(_BAR, len(lines) * LEADING)
    middle = y + height / 2
    top = middle - _BAR / 2
    items: list[Primitive] = []
    for number, line in enumerate(lines):
        base = middle + (number - (len(lines) - 1) / 2) * LEADING + TEXT * 0.36
        items.append(text(left - 8, base, line, theme, anchor="end", bold=row.strong))
    x, before = left, 0.0
    for look, value, words in row.parts:
        before += value
        end = plane.at(before)
        if value > 0:
            # What is there at all is seen.
            wide = max(end - x, 1.6)
            area = Area(x, top, wide, _BAR)
            items += filled(area, look, theme)
            items += _inside(area, words, look, theme)
        x = max(end, x)
    if row.behind:
        items.append(text(right + 8, middle + TEXT * 0.36, row.behind, theme))
    bottom = y + height
    if row.spread is not None:
        drawn, high = _spread(row.spread, bottom + 8, plane)
        items += drawn
        bottom += 8 + high
    return Element("plot-bar", tuple(items), title=row.told or f"{row.label}: {row.behind}"), bottom + _PITCH


def _inside(area: Area, words: str, look: Fill, theme: Theme) -> Iterator[Primitive]:
    """Yield the words in a part of a bar, on a plate where a pattern would run through them."""
    x, top, wide, _ = area
    needed = text_width(words, SMALL, bold=True)
    if not words or needed + 6 > wide:
        return
    solid = look.pattern == "solid"
    if look.pattern not in ("solid", "hollow", "dashed"):
        yield Rectangle(x + wide / 2 - needed / 2 - 2.5, top + 3.5, needed + 5, _BAR - 7, theme.card, radius=2)
    colour = theme.card if solid else theme.ink
    yield text(
        x + wide / 2, top + _BAR / 2 + SMALL * 0.36, words, theme, size=SMALL, bold=True, anchor="middle", colour=colour
    )


def _spread(spread: tuple[float, float, str], y: float, plane: Plane) -> tuple[list[Primitive], float]:
    """Return a range below a bar and how far it reaches down: a line with ends, its words behind, before or below."""
    low, high, words = spread
    x0, x1, theme = plane.at(low), plane.at(high), plane.theme
    stroke = Stroke(theme.ink, 1.2)
    items: list[Primitive] = [Path(((x0, y), (x1, y)), stroke=stroke)]
    items += [Path(((x, y - 3), (x, y + 3)), stroke=stroke) for x in (x0, x1)]
    wide, base, reach = text_width(words, SMALL), y + SMALL * 0.36, 9.0
    if x1 + 6 + wide <= plane.right:
        place, anchor = x1 + 6, "start"
    elif x0 - 6 - wide >= plane.left:
        place, anchor = x0 - 6, "end"
    else:
        place, anchor = max(plane.left, min(x0, plane.right - wide)), "start"
        base, reach = base + LEADING, reach + LEADING
    items.append(text(place, base, words, theme, size=SMALL, colour=theme.grey, anchor=anchor))
    return items, reach


def ranked(caption: Caption, rows: Sequence[tuple[str, float, str]], look: Fill, theme: Theme) -> Scene:
    """Return a plot of bars from the longest to the shortest: each with its words above, and what it brings behind."""
    elements = []
    most = max(value for _, value, _ in rows)
    y = 4.0
    for number, (label, value, words) in enumerate(rows, 1):
        head = f"{number}. "
        indent = text_width("00. ", TEXT, bold=True)
        items: list[Primitive] = [text(MARGIN + indent, y + 10, head.strip(), theme, bold=True, anchor="end")]
        left = MARGIN + indent + 5
        for line in lines_of(label, WIDTH - left - MARGIN, most=2):
            items.append(text(left, y + 10, line, theme))
            y += LEADING
        wide = max((WIDTH - left - _BEHIND) * value / most * 0.6, 2.0)
        items += filled(Area(left, y + 3, wide, 12), look, theme)
        items += [
            text(left + wide + 8, y + 3 + 6 + TEXT * 0.36 + place * LEADING, line, theme, bold=True)
            for place, line in enumerate(lines_of(words, WIDTH - MARGIN - left - wide - 8, most=2))
        ]
        elements.append(Element("plot-bar", tuple(items), title=f"{head}{label}: {words}"))
        y += 15 + 12
    return scene(caption, y - 4, elements)


def keys_of(keys: Iterable[tuple[Fill, str]], rows: Sequence[Row]) -> list[tuple[Fill, str]]:
    """Return the explanations of the looks that occur in the rows."""
    used = {look.pattern for row in rows for look, value, _ in row.parts if value > 0}
    return [(look, words) for look, words in keys if look.pattern in used]
