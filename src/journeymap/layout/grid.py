"""The coarse grid on which arrows are routed.

Vertical lines are gutter, column, gutter, column, … ; horizontal lines gutter, sub-row, gutter, … . Where two phases or
two rows meet there are two gutters, one on either side, so that no arrow runs on the boundary itself. A point of the
grid is a vertical and a horizontal line; where a column meets a sub-row there may be a card.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from journeymap.layout.sizes import CARD_MIN_HEIGHT, CardSize, card_size, card_width

if TYPE_CHECKING:
    from journeymap.layout.placement import Placement
    from journeymap.layout.plan import Plan
    from journeymap.layout.stacking import Levels

# The four directions. The opposite of one is `direction ^ 2`, the next one clockwise `direction + 1`.
RIGHT, DOWN, LEFT, UP = range(4)
EMPTY_COLUMN: Final = 76.0
_NOMINAL_GUTTER = 24.0
_NOMINAL_EDGE_GUTTER = 13.0
_NOMINAL_ROW_GUTTER = 18.0
_NOMINAL_ROW_EDGE_GUTTER = 11.0


class Line(Struct):
    """A line of the grid: the middle of a column or sub-row, else a gutter.

    `band` is the phase of a vertical line, the row of a horizontal one. `opens` and `closes` tell the gutter at the
    start and at the end of the band; `size` is the width or height that the cards on the line need.
    """

    band: int
    centre: bool
    opens: bool = False
    closes: bool = False
    size: float = 0.0


class Grid(Struct):
    """The lines, where each card is on them, and how each card's words are set."""

    vertical: list[Line]
    horizontal: list[Line]
    card_v: list[int]
    card_h: list[int]
    column: list[int]
    sizes: list[CardSize]

    def nominal(self) -> tuple[list[float], list[float]]:
        """Where the lines would lie if no gutter had to be widened: x of the vertical ones, y of the horizontal."""
        return (
            _middles(self.vertical, _NOMINAL_GUTTER, _NOMINAL_EDGE_GUTTER),
            _middles(self.horizontal, _NOMINAL_ROW_GUTTER, _NOMINAL_ROW_EDGE_GUTTER),
        )


def _middles(lines: list[Line], gutter: float, edge: float) -> list[float]:
    at, middles = 0.0, []
    for line in lines:
        size = line.size if line.centre else edge if line.opens or line.closes else gutter
        middles.append(at + size / 2)
        at += size
    return middles


def _lines(counts: list[int]) -> list[Line]:
    """Gutters and middles for bands of so many columns or sub-rows."""
    lines = []
    for band, count in enumerate(counts):
        lines.append(Line(band, centre=False, opens=True))
        for index in range(count):
            lines.append(Line(band, centre=True))
            lines.append(Line(band, centre=False, closes=index == count - 1))
    return lines


def make_grid(plan: Plan, placement: Placement, levels: Levels) -> Grid:
    """Lay the lines, and size columns and sub-rows by their cards."""
    vertical = _lines([end - start + 1 for start, end in placement.phases])
    horizontal = _lines(levels.depth)
    middle_v = [index for index, line in enumerate(vertical) if line.centre]
    middle_h = [index for index, line in enumerate(horizontal) if line.centre]
    column = [placement.column[stack] for stack in plan.stack_of]
    card_v = [middle_v[row_at_hand] for row_at_hand in column]
    card_h = [middle_h[level] for level in levels.level]
    for card, line in zip(plan.sheet.cards, card_v, strict=True):
        vertical[line].size = max(vertical[line].size, card_width(card))
    sizes = [card_size(card, vertical[line].size) for card, line in zip(plan.sheet.cards, card_v, strict=True)]
    for size, line in zip(sizes, card_h, strict=True):
        horizontal[line].size = max(horizontal[line].size, size.height)
    for line in middle_v:
        vertical[line].size = vertical[line].size or EMPTY_COLUMN
    for line in middle_h:
        horizontal[line].size = horizontal[line].size or CARD_MIN_HEIGHT
    return Grid(vertical, horizontal, card_v, card_h, column, sizes)
