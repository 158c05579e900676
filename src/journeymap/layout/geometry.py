"""Where everything of a drawn blueprint lies: what every writer of drawings draws from.

Lengths are in points, x to the right, y downwards. Boxes are given by their centre, so that a card, an arrow's end and
the marks on a card share one coordinate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from journeymap.layout.sheet import Arrow, Badge, Card, Phase, Row

Point = tuple[float, float]
LineName = Literal["interaction", "visibility", "internal"]


class Box(Struct, frozen=True):
    """A rectangle by its centre."""

    x: float
    y: float
    w: float
    h: float

    @property
    def left(self) -> float:
        """X of the left side."""
        return self.x - self.w / 2

    @property
    def right(self) -> float:
        """X of the right side."""
        return self.x + self.w / 2

    @property
    def top(self) -> float:
        """Y of the upper side."""
        return self.y - self.h / 2

    @property
    def bottom(self) -> float:
        """Y of the lower side."""
        return self.y + self.h / 2


class PlacedBadge(Struct, frozen=True):
    """A badge and the lines its words were wrapped to."""

    badge: Badge
    lines: tuple[str, ...]
    box: Box


class PlacedCard(Struct, frozen=True):
    """A card, its box, the lines its text was wrapped to, and its badges below them."""

    card: Card
    box: Box
    lines: tuple[str, ...]
    badges: tuple[PlacedBadge, ...]
    column: int


class PlacedLabel(Struct, frozen=True):
    """The words on an arrow: their lines and their box."""

    lines: tuple[str, ...]
    box: Box


class PlacedArrow(Struct, frozen=True):
    """An arrow as a polyline of horizontal and vertical pieces, from the source card's border to the target's.

    `back` is a flow arrow against the reading direction: a loop.
    """

    arrow: Arrow
    points: tuple[Point, ...]
    label: PlacedLabel | None
    back: bool


class PlacedRow(Struct, frozen=True):
    """A row and the band it takes, from `top` to `bottom`."""

    row: Row
    top: float
    bottom: float


class PlacedPhase(Struct, frozen=True):
    """A phase and the columns it takes, from `left` to `right`. Neighbouring phases touch."""

    phase: Phase
    left: float
    right: float


class PlacedLine(Struct, frozen=True):
    """One or more of the three lines of a blueprint, at height `y` in a strip of its own between two rows.

    Several names share one strip when the lanes between them are empty.
    """

    names: tuple[LineName, ...]
    y: float


class RowCut(Struct, frozen=True):
    """A height where a page may end without cutting a card.

    What stands above the cut reaches down to `above`, what stands below it begins at `below`. At one of the three
    lines of a blueprint, `at_line`, the two overlap: its strip belongs to both. `within` a row there is no gap.
    """

    above: float
    below: float
    at_line: bool = False
    within: bool = False


class Geometry(Struct, frozen=True):
    """A laid-out blueprint. `header` is the width of the column with the row titles, `top` where the first row begins.

    `cuts` are the x positions where a page may end without cutting a card, those between phases flagged True;
    `row_cuts` the heights where it may. `plain` is how many arrows were laid out without looking for the best way or
    the best place for their words, because there are too many of them; `once` is how many others keep the way that was
    found before all others had theirs.
    """

    title: str
    subtitle: str
    width: float
    height: float
    header: float
    top: float
    rows: tuple[PlacedRow, ...]
    phases: tuple[PlacedPhase, ...]
    lines: tuple[PlacedLine, ...]
    cards: tuple[PlacedCard, ...]
    arrows: tuple[PlacedArrow, ...]
    cuts: tuple[tuple[float, bool], ...]
    row_cuts: tuple[RowCut, ...] = ()
    plain: int = 0
    once: int = 0
