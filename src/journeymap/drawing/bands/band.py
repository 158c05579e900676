"""The rows under the lanes: what they have in common, and the columns that they share with the cards above."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from journeymap.drawing.paper.frame import MARGIN
from journeymap.drawing.shapes.primitives import Rectangle, Words
from journeymap.layout.line_breaking import wrap
from journeymap.layout.sizes import HEADER_INSET, ROW_FONT, ROW_LEADING, ROW_SUBTITLE_FONT, ROW_SUBTITLE_LEADING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from journeymap.drawing.paper.frame import Frame
    from journeymap.drawing.shapes.primitives import Element, Primitive
    from journeymap.layout.geometry import Geometry

_LEAST_HALF = 36.0
_SPACE = 4.0


class Band(Struct, frozen=True):
    """One row under the lanes: how high it is on every sheet, and how it is drawn from a height downwards.

    One that `yields` is left out of pages where that saves one: what it tells stands in the head as well. `times` are
    the kinds of time that it shows, for the legend.
    """

    height: float
    draw: Callable[[Frame, float], Element]
    yields: bool = False
    times: frozenset[str] = frozenset()


class Column(NamedTuple):
    """A column of cards: its middle, what room it has to either side of it, and the steps that stand in it."""

    x: float
    left: float
    right: float
    steps: tuple[str, ...]


def columns(geometry: Geometry) -> list[Column]:
    """Return the columns from left to right; neighbours share the gap between their cards."""
    middle: dict[int, float] = {}
    half: dict[int, float] = {}
    steps: dict[int, dict[str, None]] = {}
    for placed in geometry.cards:
        middle.setdefault(placed.column, placed.box.x)
        half[placed.column] = max(half.get(placed.column, _LEAST_HALF), placed.box.w / 2)
        if placed.card.is_there:
            steps.setdefault(placed.column, {})[placed.card.step] = None
    order = sorted(middle, key=middle.__getitem__)
    columns_of_step = []
    for place, number in enumerate(order):
        x, left, right = middle[number], middle[number] - half[number], middle[number] + half[number]
        if place:
            before = order[place - 1]
            left = min(left, (middle[before] + half[before] + left) / 2 + _SPACE)
        if place + 1 < len(order):
            after = order[place + 1]
            right = max(right, (middle[after] - half[after] + right) / 2 - _SPACE)
        reach = min(x - left, right - x)
        columns_of_step.append(Column(x, x - reach, x + reach, tuple(steps.get(number, ()))))
    return columns_of_step


def title_lines(text: str, header: float) -> tuple[str, ...]:
    """Return the title of a row, set in the column of row titles."""
    return wrap(text, ROW_FONT, header - HEADER_INSET, bold=True)


def below_lines(texts: Sequence[str], header: float) -> tuple[str, ...]:
    """Return what stands below the title of a row, set in the column of row titles."""
    return tuple(line for text in texts for line in wrap(text, ROW_SUBTITLE_FONT, header - HEADER_INSET))


def title_height(title: str, below: Sequence[str], header: float) -> float:
    """Return the height that the words at the left of a row need."""
    lines = len(title_lines(title, header)) * ROW_LEADING
    return lines + len(below_lines(below, header)) * ROW_SUBTITLE_LEADING + 12


def ground(frame: Frame, top: float, height: float, title: str, below: Sequence[str] = ()) -> Iterator[Primitive]:
    """Yield the band of a row and the words at its left."""
    theme, header, x = frame.theme, frame.geometry.header, MARGIN + frame.theme.bar + 7
    yield Rectangle(MARGIN, top, frame.edge - MARGIN, height, theme.emotion_band)
    yield Rectangle(MARGIN, top, theme.bar, height, theme.curve)
    titles, lines = title_lines(title, header), below_lines(below, header)
    y = top + (height - len(titles) * ROW_LEADING - len(lines) * ROW_SUBTITLE_LEADING) / 2
    for line in titles:
        yield Words(x, y + ROW_FONT * 0.95, line, ROW_FONT, theme.ink, bold=True)
        y += ROW_LEADING
    for line in lines:
        yield Words(x, y + ROW_SUBTITLE_FONT * 0.95, line, ROW_SUBTITLE_FONT, theme.grey)
        y += ROW_SUBTITLE_LEADING
