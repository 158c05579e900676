"""What it costs to leave a card, and to reach one, by each of its sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from journeymap.layout.grid import Grid
    from journeymap.layout.plan import Plan

_USED = 10.0  # per arrow on that side of the card already
_FULL = 60.0
_ROOM: Final = (4, 6, 4, 6)

_ALONG_ROW = (0.0, 22.0, 90.0, 22.0)
_LOOP_LEAVES = (30.0, 0.0, 45.0, 0.0)
_LOOP_ARRIVES = (45.0, 0.0, 30.0, 0.0)


def side_costs(plan: Plan, grid: Grid, sides: list[list[int]], arrow: int) -> tuple[list[float], list[float]]:
    """Price leaving the source, and reaching the target, in each direction; `sides` has the arrows on each side."""
    leaves, arrives = _preferences(plan, grid, arrow)
    used_out, used_in = sides[plan.sources[arrow]], sides[plan.targets[arrow]]
    out, into = [], []
    for direction in range(4):
        used = used_out[direction]
        out.append(leaves[direction] + used * _USED + max(0, used - _ROOM[direction] + 1) * _FULL)
        used = used_in[(direction + 2) & 3]
        into.append(arrives[direction] + used * _USED + max(0, used - _ROOM[direction] + 1) * _FULL)
    return out, into


def _preferences(plan: Plan, grid: Grid, arrow: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """How badly each direction suits the arrow's kind, at its source and at its target."""
    source, target, link = plan.sources[arrow], plan.targets[arrow], plan.links[arrow]
    later = grid.column[target] > grid.column[source]
    same_row = plan.row_of[source] == plan.row_of[target]
    if (link and same_row and not link.back) or (link and link.flows and later):
        return _ALONG_ROW, _ALONG_ROW
    if same_row and link:
        return _LOOP_LEAVES, _LOOP_ARRIVES
    if grid.card_h[target] > grid.card_h[source]:
        leaves, arrives = (14.0, 0.0, 30.0, 60.0), (14.0 if later else 40.0, 0.0, 40.0 if later else 14.0, 60.0)
    else:
        leaves, arrives = (14.0, 60.0, 30.0, 0.0), (14.0 if later else 40.0, 60.0, 40.0 if later else 14.0, 0.0)
    return leaves, arrives
