"""The whole way from a sheet to its geometry, step by step."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from journeymap.layout.coordinates import MARGIN, Coordinates, Ruler, first_row_top
from journeymap.layout.geometry import Geometry, PlacedArrow, PlacedCard
from journeymap.layout.grid import Grid, make_grid
from journeymap.layout.labels import place_labels
from journeymap.layout.placement import place
from journeymap.layout.plan import make_plan
from journeymap.layout.routing import route
from journeymap.layout.sizes import place_badges
from journeymap.layout.stacking import find_levels
from journeymap.layout.tracks import assign_tracks

if TYPE_CHECKING:
    from journeymap.layout.geometry import PlacedLabel
    from journeymap.layout.plan import Plan
    from journeymap.layout.sheet import Sheet

_CUT_EDGE: Final = 4.0  # between a card and a cut beside it


def arrange(sheet: Sheet) -> Geometry:
    """Lay out a sheet. The same sheet gives the same geometry, on any machine."""
    plan = make_plan(sheet)
    placement = place(plan)
    levels = find_levels(plan, placement)
    grid = make_grid(plan, placement, levels)
    tracks = assign_tracks(grid, route(plan, grid))
    placed, labels = place_labels(Ruler(plan, grid, tracks))
    return _geometry(plan, grid, placed, labels)


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
    )


def _goes_back(plan: Plan, grid: Grid, arrow: int) -> bool:
    """Whether a flow arrow leads to an earlier column or to where it came from."""
    if plan.sheet.arrows[arrow].kind != "flow":
        return False
    return grid.column[plan.targets[arrow]] <= grid.column[plan.sources[arrow]]


def _cuts(grid: Grid, placed: Coordinates, labels: dict[int, PlacedLabel]) -> tuple[tuple[float, bool], ...]:
    """List where a page may end: between phases, and in the gutters within them where no label is parted."""
    spans = sorted((label.box.left, label.box.right) for label in labels.values())
    starts = [left for left, _ in spans]
    longest = max((right - left for left, right in spans), default=0.0)

    def parted(x: float) -> int:
        near = spans[bisect_left(starts, x - longest) : bisect_left(starts, x)]
        return sum(right > x for _, right in near)

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
