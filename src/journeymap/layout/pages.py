"""Where a sheet is cut so that it can be printed and read.

All rows stand on every page; only x is cut, and only where the geometry allows it, so that no card is parted. Every
page repeats the column of row titles, and all pages have one scale. As few pages as the smallest readable text allows;
with that many, cuts that leave the pages equally full, between phases where that costs little (dynamic programming over
the cuts, as lines are broken by Knuth and Plass 1981).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from journeymap.layout.coordinates import MARGIN
from journeymap.layout.sizes import CARD_FONT

if TYPE_CHECKING:
    from journeymap.layout.geometry import Geometry

_WITHIN_PHASE = 0.2  # what a cut inside a phase costs; a full page costs 1
_TOO_WIDE = 1000.0
_LARGEST_SCALE = 1.25
_SPARE = 1e-6


@dataclass(frozen=True, slots=True)
class Paper:
    """A page to print on, in points, and the margin that stays white on each side."""

    width: float
    height: float
    margin: float = 24.0


PAPERS: Final = {
    "a4": Paper(842, 595),
    "a3": Paper(1191, 842),
    "a2": Paper(1684, 1191),
    "a1": Paper(2384, 1684),
    "a0": Paper(3370, 2384),
    "letter": Paper(792, 612),
    "tabloid": Paper(1224, 792),
}


@dataclass(frozen=True, slots=True)
class Page:
    """The part of a sheet from x `left` to `right`, drawn `scale` times its size, beside the column of row titles."""

    number: int
    left: float
    right: float
    scale: float

    @property
    def font(self) -> float:
        """Size of the text on the cards as printed, in points."""
        return CARD_FONT * self.scale


def paginate(geometry: Geometry, paper: Paper, min_font: float = 7.0, *, below: float = 0.0) -> tuple[Page, ...]:
    """Cut a sheet into pages whose card text is at least `min_font` points, if the height of the paper allows it.

    `below` is the height of what is drawn under the rows: curves, time line, legend.
    """
    width, height = paper.width - 2 * paper.margin, paper.height - 2 * paper.margin
    by_height = min(height / (geometry.height + below), _LARGEST_SCALE)
    smallest = min(min_font / CARD_FONT, by_height)
    room = width / smallest - geometry.header - MARGIN
    edge = geometry.width - MARGIN
    places = [(geometry.header, True), *geometry.cuts, (max(edge, geometry.header), True)]
    chosen = _cut(places, max(room, 1.0))
    widest = max(right - left for left, right in pairwise(chosen))
    scale = min(by_height, width / (widest + geometry.header + MARGIN))
    return tuple(Page(number, left, right, scale) for number, (left, right) in enumerate(pairwise(chosen), 1))


def _cut(places: list[tuple[float, bool]], room: float) -> list[float]:
    """Choose where to cut, both ends included: fewest pages of at most `room`, then the most even ones."""
    best: list[tuple[int, float]] = [(0, 0.0)]
    came = [0]
    for here in range(1, len(places)):
        at, between_phases = places[here]
        least, source = (len(places), float("inf")), here - 1
        for start in range(here - 1, -1, -1):
            width = at - places[start][0]
            too_wide = width > room + _SPARE
            if too_wide and start < here - 1:
                break
            pages, cost = best[start]
            cost += (width / room) ** 2 + (0 if between_phases else _WITHIN_PHASE) + (_TOO_WIDE if too_wide else 0)
            if (pages + 1, cost) < least:
                least, source = (pages + 1, cost), start
        best.append(least)
        came.append(source)
    chosen = [len(places) - 1]
    while chosen[-1]:
        chosen.append(came[chosen[-1]])
    return [places[index][0] for index in reversed(chosen)]
