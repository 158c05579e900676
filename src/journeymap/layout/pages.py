"""Where a sheet is cut so that it can be printed and read.

It is cut between columns, and only where the geometry allows it, so that no card is parted; between rows too where all
of them on one page would make its text too small. Every page repeats the column of row titles, and all pages have one
scale, so that they can be laid beside and below each other. As few pages as the smallest readable text allows; with
that many, cuts that leave the pages equally full, between phases and at the lines of the blueprint where that costs
little (dynamic programming over the cuts, as lines are broken by Knuth and Plass 1981).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct

from journeymap.layout.coordinates import MARGIN
from journeymap.layout.sizes import CARD_FONT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.layout.geometry import Geometry

# What a cut costs beside how unevenly it fills the pages; a full page costs 1.
_WITHIN_PHASE = 0.2
_BETWEEN_ROWS = 0.05  # rather than at a line of the blueprint, or above what stands under the rows
_WITHIN_ROW = 0.6
_LARGEST_SCALE = 1.25
_SPARE = 1e-6

BESIDE: Final = 26.0  # what a page needs beside a cut between columns to tell where its arrows go on
BEYOND: Final = 16.0  # and above and below a cut between rows


class Paper(Struct, frozen=True):
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


class Page(Struct, frozen=True):
    """The part of a sheet from x `left` to `right` and from y `top` to `bottom`, drawn `scale` times its size.

    It stands beside the column of row titles, in a `column` and a `row` of `columns` and `rows` pages, counted from 0.
    What stands under the rows of the sheet counts as if it followed on them.
    """

    number: int
    left: float
    right: float
    top: float
    bottom: float
    scale: float
    column: int
    row: int
    columns: int
    rows: int

    @property
    def font(self) -> float:
        """Size of the text on the cards as printed, in points."""
        return CARD_FONT * self.scale


class _Place(NamedTuple):
    """Where pages may part: what is before ends at `end`, what is after starts at `start`.

    `after` is what the one needs beyond its end, `before` what the other needs before its start.
    """

    end: float
    start: float
    cost: float = 0.0
    after: float = 0.0
    before: float = 0.0


def paginate(
    geometry: Geometry,
    paper: Paper,
    min_font: float = 7.0,
    *,
    below: float = 0.0,
    under: Sequence[float] = (),
    repeated: tuple[float, float] = (0.0, 0.0),
    head: float = 0.0,
) -> tuple[Page, ...]:
    """Cut a sheet into pages whose card text is at least `min_font` points, if its cuts allow it.

    `under` are the heights of what follows on the rows and may be parted from them: curves, time line. `below` is the
    height of what every page has under its rows, and of what its heading needs more than the geometry has room for.
    `repeated` is the height of what stands again on pages that begin lower than the first rows, and how low that is;
    `head` is how much of the room above the rows only those pages need that begin with the first.
    Pages are numbered column by column, each from top to bottom.
    """
    width, height = paper.width - 2 * paper.margin, paper.height - 2 * paper.margin
    beside, around = geometry.header, geometry.top - head + below
    across, down = _places_across(geometry), _places_down(geometry, under, repeated, head)
    # What cannot be cut has to fit in any case.
    smallest = min(min_font / CARD_FONT, width / (_longest(across) + beside), height / (_longest(down) + around))
    columns, rows = _cut(across, width / smallest - beside), _cut(down, height / smallest - around)
    widest, highest = max(map(_length, columns)), max(map(_length, rows))
    scale = min(width / (widest + beside), height / (highest + around), _LARGEST_SCALE)
    return tuple(
        Page(
            column * len(rows) + row + 1, left.start, right.end, upper.start, lower.end, scale,
            column, row, len(columns), len(rows),
        )
        for column, (left, right) in enumerate(columns)
        for row, (upper, lower) in enumerate(rows)
    )  # fmt: skip


def _places_across(geometry: Geometry) -> list[_Place]:
    first, last = geometry.header, max(geometry.width - MARGIN, geometry.header)
    cuts = (_Place(x, x, 0.0 if between else _WITHIN_PHASE, BESIDE, BESIDE) for x, between in geometry.cuts)
    return [_Place(first, first), *cuts, _Place(last, last)]


def _places_down(
    geometry: Geometry, under: Sequence[float], repeated: tuple[float, float], head: float
) -> list[_Place]:
    height, since = repeated
    bottom = max(geometry.height - MARGIN, geometry.top)
    places = [_Place(geometry.top, geometry.top, before=head)]
    for cut in geometry.row_cuts:
        cost = 0.0 if cut.at_line else _WITHIN_ROW if cut.within else _BETWEEN_ROWS
        again = height if cut.below >= since else 0.0
        places.append(_Place(cut.above, cut.below, cost, BEYOND, BEYOND + again))
    for own in under:
        places.append(_Place(bottom, bottom, before=height))
        bottom += own
    return [*places, _Place(bottom, bottom)]


def _length(part: tuple[_Place, _Place]) -> float:
    first, last = part
    return last.end - first.start + first.before + last.after


def _longest(places: list[_Place]) -> float:
    """Return the length of the longest part that cannot be cut."""
    return max(map(_length, pairwise(places)))


def _cut(places: list[_Place], room: float) -> list[tuple[_Place, _Place]]:
    """Choose where to cut: fewest parts of at most `room`, then the most even ones; each that cannot be cut fits."""
    best: list[tuple[int, float]] = [(0, 0.0)]
    came = [0]
    for here in range(1, len(places)):
        least, source = (len(places), float("inf")), here - 1
        for start in range(here - 1, -1, -1):
            length = _length((places[start], places[here]))
            if length > room + _SPARE and start < here - 1:
                break
            parts, cost = best[start]
            cost += (length / room) ** 2 + places[here].cost
            if (parts + 1, cost) < least:
                least, source = (parts + 1, cost), start
        best.append(least)
        came.append(source)
    chosen = [len(places) - 1]
    while chosen[-1]:
        chosen.append(came[chosen[-1]])
    chosen.reverse()
    return [(places[first], places[other]) for first, other in pairwise(chosen)]
