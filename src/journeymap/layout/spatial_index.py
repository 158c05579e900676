"""What lies near a place on the drawing: cards, labels and arrows in a uniform grid of squares."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.layout.geometry import Box, Point

_USUAL_WIDTH = 1.6

Rect = tuple[float, float, float, float]  # left, top, right, bottom


class Surroundings:
    """Finds what a rectangle touches without looking at everything; `side` is that of a square, in points.

    `looks` counts what was looked at so far.
    """

    def __init__(self, side: float = 90.0) -> None:
        self.side = side
        self.looks = 0
        self.solid: dict[tuple[int, int], list[Rect]] = {}
        self.arrows: dict[tuple[int, int], list[tuple[int, Rect]]] = {}

    def _squares(self, rect: Rect) -> Iterator[tuple[int, int]]:
        side = self.side
        for i in range(int(rect[0] // side), int(rect[2] // side) + 1):
            for j in range(int(rect[1] // side), int(rect[3] // side) + 1):
                yield i, j

    def add_solid(self, rect: Rect) -> None:
        """Add what no label may lie on: a card, a label, the row titles."""
        for square in self._squares(rect):
            self.solid.setdefault(square, []).append(rect)

    def add_box(self, box: Box) -> None:
        """Add a card or label by its box."""
        self.add_solid((box.left, box.top, box.right, box.bottom))

    def add_arrow(self, arrow: int, points: list[Point], width: float = 0.0) -> None:
        """Add the pieces of an arrow; what a line of some width takes beyond that of a usual one counts as its own."""
        half = max(0.0, (width - _USUAL_WIDTH) / 2)
        for (ax, ay), (bx, by) in pairwise(points):
            rect = (min(ax, bx) - half, min(ay, by) - half, max(ax, bx) + half, max(ay, by) + half)
            for square in self._squares(rect):
                self.arrows.setdefault(square, []).append((arrow, rect))

    def hits(self, rect: Rect, arrow: int, air: float, arrow_air: float, wide: float) -> tuple[int, int, int]:
        """Count what comes near a rectangle.

        First the solid things nearer than `air`, then the arrows other than `arrow` that are nearer than `arrow_air`,
        then those that are farther but nearer than `wide`, which is at least as much as the other two.
        """
        left, top, right, bottom = rect[0] - wide, rect[1] - wide, rect[2] + wide, rect[3] + wide
        tight, less = wide - air, wide - arrow_air
        solid: set[Rect] = set()
        arrows: set[int] = set()
        close: set[int] = set()
        for square in self._squares((left, top, right, bottom)):
            cards, pieces = self.solid.get(square, ()), self.arrows.get(square, ())
            self.looks += len(cards) + len(pieces) + 1
            for other in cards:
                if (
                    left + tight < other[2]
                    and other[0] < right - tight
                    and top + tight < other[3]
                    and other[1] < bottom - tight
                ):
                    solid.add(other)
            for number, other in pieces:
                if number != arrow and left < other[2] and other[0] < right and top < other[3] and other[1] < bottom:
                    close.add(number)
                    if (
                        left + less < other[2]
                        and other[0] < right - less
                        and top + less < other[3]
                        and other[1] < bottom - less
                    ):
                        arrows.add(number)
        return len(solid), len(arrows), len(close) - len(arrows)
