"""The whole way from a sheet to its geometry, step by step."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec.structs import replace

from journeymap.layout.coordinates import MARGIN, Coordinates, Ruler, first_row_top
from journeymap.layout.effort import Effort
from journeymap.layout.geometry import Geometry, PlacedArrow, PlacedCard, RowCut
from journeymap.layout.grid import Grid, make_grid
from journeymap.layout.labels import place_labels
from journeymap.layout.routing import route
from journeymap.layout.sizes import place_badges
from journeymap.layout.stacking import find_levels
from journeymap.layout.stubs import place_with_stubs
from journeymap.layout.tidy_tree import tree_levels
from journeymap.layout.tracks import assign_tracks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from journeymap.layout.geometry import PlacedLabel
    from journeymap.layout.plan import Plan
    from journeymap.layout.routing import Ways
    from journeymap.layout.sheet import Sheet
    from journeymap.layout.tracks import Tracks

_CUT_EDGE: Final = 4.0  # between a card and a cut beside it


def arrange(sheet: Sheet, effort: Effort | None = None) -> Geometry:
    """Lay out a sheet. The same sheet gives the same geometry, on any machine.

    `effort` is how much work it may cost; by default what `Effort.for_arrows` gives.
    """
    effort = effort or Effort.for_arrows(len(sheet.arrows))
    plan, grid, ways, tracks = _ways(sheet, effort)
    placed, labels, unsought = place_labels(Ruler(plan, grid, tracks), effort.labels)
    plain = tracks.unordered.union(ways.plain, unsought)
    once = set(ways.once).difference(plain)
    geometry = _geometry(plan, grid, placed, labels)
    return replace(geometry, plain=len(plain), once=len(once)) if plain or once else geometry


class _OnGrid(NamedTuple):
    """A sheet with its cards on a grid and its arrows on tracks, before anything has a size."""

    plan: Plan
    grid: Grid
    ways: Ways
    tracks: Tracks


def _ways(sheet: Sheet, effort: Effort) -> _OnGrid:
    """Place the cards and lead the arrows; how close columns stand is measured later and changes none of it."""
    found = _apart_or_close(replace(sheet, close=False), effort)
    plan = found.plan
    return found._replace(plan=replace(plan, sheet=replace(plan.sheet, close=sheet.close))) if sheet.close else found


@lru_cache(maxsize=1)  # one shape after the other is tried, and the close one last
def _apart_or_close(sheet: Sheet, effort: Effort) -> _OnGrid:
    plan, placement = place_with_stubs(sheet)
    levels = tree_levels(plan, placement) if sheet.tree else find_levels(plan, placement)
    grid = make_grid(plan, placement, levels)
    ways = route(plan, grid, effort.routing)
    return _OnGrid(plan, grid, ways, assign_tracks(grid, ways.paths, effort.tracks))


@lru_cache(maxsize=8)
def arrange_once(sheet: Sheet) -> Geometry:
    """Lay out a sheet, or return what came of it a moment ago: a report draws the same sheet repeatedly."""
    return arrange(sheet)


def _geometry(plan: Plan, grid: Grid, placed: Coordinates, labels: dict[int, PlacedLabel]) -> Geometry:
    sheet = plan.sheet
    return Geometry(
        title=sheet.title,
        subtitle=sheet.subtitle,
        width=placed.right + MARGIN,
        height=max(placed.bottom, first_row_top(sheet)) + MARGIN,
        header=placed.header,
        top=first_row_top(sheet),
        rows=tuple(placed.rows),
        phases=tuple(placed.phases),
        lines=tuple(placed.lines),
        cards=tuple(
            PlacedCard(card, box, size.lines, place_badges(card, box, size), column)
            for card, box, size, column in zip(sheet.cards, placed.cards, grid.sizes, grid.column, strict=True)
        ),
        arrows=tuple(
            PlacedArrow(arrow, tuple(points), labels.get(number), _goes_back(plan, grid, number))
            for number, (arrow, points) in enumerate(zip(sheet.arrows, placed.points, strict=True))
        ),
        cuts=_cuts(grid, placed, labels),
        row_cuts=_row_cuts(grid, placed, labels),
    )


def _goes_back(plan: Plan, grid: Grid, arrow: int) -> bool:
    """Whether a flow arrow leads to an earlier column or to where it came from."""
    if plan.sheet.arrows[arrow].kind != "flow":
        return False
    return grid.column[plan.targets[arrow]] <= grid.column[plan.sources[arrow]]


def _cuts(grid: Grid, placed: Coordinates, labels: dict[int, PlacedLabel]) -> tuple[tuple[float, bool], ...]:
    """List where a page may end: between phases, and in the gutters within them where no label is parted."""
    parted = _parted((label.box.left, label.box.right) for label in labels.values())
    cuts = []
    last = len(grid.vertical) - 1
    for number, line in enumerate(grid.vertical):
        if line.centre or line.opens or number == last:
            continue
        left, right = placed.left[number], placed.left[number] + placed.widths[number]
        if line.closes:
            cuts.append((right, True))
        else:
            cuts.append((min(((left + right) / 2, left + _CUT_EDGE, right - _CUT_EDGE), key=parted), False))
    return tuple(cuts)


def _row_cuts(grid: Grid, placed: Coordinates, labels: dict[int, PlacedLabel]) -> tuple[RowCut, ...]:
    """List the heights where a page may end: between rows, and between the cards of a row where no label is parted."""
    parted = _parted((label.box.top, label.box.bottom) for label in labels.values())
    strips = [line.y for line in placed.lines]
    cuts = []
    for number, line in enumerate(grid.horizontal):
        if line.centre or line.opens:
            continue
        top, bottom = placed.top[number], placed.top[number] + placed.heights[number]
        if not line.closes:
            y = min((top + _CUT_EDGE, bottom - _CUT_EDGE), key=parted)
            cuts.append(RowCut(y, y, within=True))
        elif line.band + 1 < len(placed.rows):
            following = placed.rows[line.band + 1].top
            at_line = any(bottom < y < following for y in strips)
            cuts.append(RowCut(following, bottom, at_line=True) if at_line else RowCut(bottom, following))
    return tuple(cuts)


def _parted(spans: Iterable[tuple[float, float]]) -> Callable[[float], int]:
    """Return what counts the spans that a place lies within."""
    ordered = sorted(spans)
    starts = [start for start, _ in ordered]
    longest = max((end - start for start, end in ordered), default=0.0)

    def parted(at: float) -> int:
        near = ordered[bisect_left(starts, at - longest) : bisect_left(starts, at)]
        return sum(end > at for _, end in near)

    return parted
