"""Which way each arrow takes on the coarse grid.

A* for one arrow at a time over states (point of the grid, direction). A turn, a crossing, a run through a row that the
arrow has no business in and a side of a card that suits its kind badly all have a price in points of length. Empty
places where a card could stand may be passed: that gives the long straight arrows. Every arrow is routed again when all
others are known (in the spirit of negotiated routing, McMurchie and Ebeling 1995).

Two arrows that run along together cross exactly when they part on other sides of each other than where they met; so a
search remembers on which side of its company it is, and the crossings it pays for are those that will be drawn.
"""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from journeymap.layout.grid import Grid
    from journeymap.layout.plan import Plan

RIGHT, DOWN, LEFT, UP = range(4)

# A path is a list of states: point * 4 + the direction in which the point is reached, for the first one left.
Path = list[int]

_PASSES = 3
_BEND = 60.0
_PASS_CELL = 5.0
_CROSSING = 240.0
_NEAR_BEND = 4.0  # per arrow that turns at this point already
_FOREIGN_ROW = 20.0  # turning into a row outside those from source to target
_LEFTWARD = 0.5  # per point that an arrow which leads on runs back
_SIDE_USED = 10.0  # per arrow on that side of the card already
_SIDE_FULL = 60.0
_SIDE_ROOM: Final = (4, 6, 4, 6)
_NEVER = float("inf")

_ALONG_ROW = (0.0, 22.0, 90.0, 22.0)
_LOOP_LEAVES = (30.0, 0.0, 45.0, 0.0)
_LOOP_ARRIVES = (45.0, 0.0, 30.0, 0.0)

# How far around source and target is searched first, then second; in lines to either side and up and down.
_NEAR = (5, 6)
_WIDER = (14, 12)
_LONG = 16  # from this distance on all rows are searched at once
_VERY_LONG = 24  # from this distance on there are no turns in the middle part
_ENDS = 8


class Router:
    """The grid with what runs on it so far."""

    def __init__(self, plan: Plan, grid: Grid) -> None:
        self.plan = plan
        self.grid = grid
        self.width, self.height = len(grid.vertical), len(grid.horizontal)
        points = self.width * self.height
        self.x, self.y = grid.nominal()
        self.row_of_line = [line.band for line in grid.horizontal]
        self.point = [v * self.height + h for v, h in zip(grid.card_v, grid.card_h, strict=True)]
        self.taken = bytearray(points)
        for point in self.point:
            self.taken[point] = 1
        self.in_cell = bytearray(points)
        for v, line in enumerate(grid.vertical):
            for h, other in enumerate(grid.horizontal):
                self.in_cell[v * self.height + h] = line.centre and other.centre
        self.bends = [0] * points
        self.through: dict[int, dict[int, tuple[int, int]]] = {}  # by point and arrow: the sides it comes and goes by
        self.sides = [[0, 0, 0, 0] for _ in self.point]
        self.paths: list[Path] = [[] for _ in plan.sources]
        self.best = [0.0] * (points * 4)
        self.came = [0] * (points * 4)
        self.reached = [0] * (points * 4)  # by which search a state was reached
        self.settled = [0] * (points * 4)
        self.search_number = 0
        self.runs: list[dict[int, bool]] = [{}] * (points * 4)

    def route(self) -> list[Path]:
        """Route every arrow."""
        fixed = [self._upright_piece(arrow) or self._level_piece(arrow) for arrow in range(len(self.paths))]
        for arrow, path in enumerate(fixed):
            if path:
                self.paths[arrow] = path
                self._register(arrow, 1)
        order = sorted((arrow for arrow, path in enumerate(fixed) if not path), key=self._rank)
        for again in range(_PASSES):
            changed = False
            for arrow in order:
                before = self.paths[arrow]
                if again:
                    self._register(arrow, -1)
                self.paths[arrow] = self.way(arrow)
                self._register(arrow, 1)
                changed |= self.paths[arrow] != before
            if not changed:
                break
        return self.paths

    def way(self, arrow: int) -> Path:
        """Find the way of one arrow among the others."""
        source = self.plan.sources[arrow]
        return self._loop(source) if source == self.plan.targets[arrow] else self._search(arrow)

    def _rank(self, arrow: int) -> tuple[bool, int, int]:
        """Straight ones first, then short ones."""
        source, target = self.plan.sources[arrow], self.plan.targets[arrow]
        columns = abs(self.grid.column[source] - self.grid.column[target])
        levels = abs(self.grid.card_h[source] - self.grid.card_h[target]) // 2
        return columns > 0 and levels > 0, columns * 2 + levels, arrow

    def _upright_piece(self, arrow: int) -> Path:
        """Return the vertical way between two cards of one step when the arrow joins neighbours, else nothing."""
        source, target = self.plan.sources[arrow], self.plan.targets[arrow]
        v, start, end = self.grid.card_v[source], self.grid.card_h[source], self.grid.card_h[target]
        if self.plan.sheet.arrows[arrow].kind != "cell" or v != self.grid.card_v[target] or start == end:
            return []
        step, direction = (1, DOWN) if end > start else (-1, UP)
        return self._straight([v * self.height + h for h in range(start, end + step, step)], direction)

    def _level_piece(self, arrow: int) -> Path:
        """Return the straight way of an arrow of the main path along its row, or nothing where it has none."""
        source, target = self.plan.sources[arrow], self.plan.targets[arrow]
        start, end, h = self.grid.card_v[source], self.grid.card_v[target], self.grid.card_h[source]
        if not self.plan.sheet.arrows[arrow].main or h != self.grid.card_h[target] or start >= end:
            return []
        return self._straight([v * self.height + h for v in range(start, end + 1)], RIGHT)

    def _straight(self, points: list[int], direction: int) -> Path:
        """Return the way over these points in one direction, or nothing where a card stands on it."""
        if any(self.taken[point] for point in points[1:-1]):
            return []
        return [point * 4 + direction for point in points]

    def _loop(self, card: int) -> Path:
        """Return a small loop around the corner of a card that is used least; upper right first."""
        point, sides = self.point[card], self.sides[card]
        least, chosen = _NEVER, []
        for sideways, away in ((1, UP), (1, DOWN), (-1, UP), (-1, DOWN)):
            leaves, returns = (RIGHT, LEFT) if sideways > 0 else (LEFT, RIGHT)
            beside = point + sideways * self.height
            corner = beside + (1 if away == DOWN else -1)
            over = point + (1 if away == DOWN else -1)
            back = UP if away == DOWN else DOWN
            cost = sides[leaves] + sides[away] + sum(len(self.through.get(each, ())) for each in (beside, corner, over))
            if cost < least:
                least = cost
                chosen = [
                    point * 4 + leaves,
                    beside * 4 + leaves,
                    corner * 4 + away,
                    over * 4 + returns,
                    point * 4 + back,
                ]
        return chosen

    def _register(self, arrow: int, sign: int) -> None:
        """Count an arrow in (+1) or out (-1) of what runs where."""
        path = self.paths[arrow]
        self.sides[self.plan.sources[arrow]][path[0] & 3] += sign
        self.sides[self.plan.targets[arrow]][(path[-1] + 2) & 3] += sign
        for here, onward in pairwise(path[1:]):
            if sign > 0:
                self.through.setdefault(here >> 2, {})[arrow] = ((here & 3) ^ 2, onward & 3)
            else:
                del self.through[here >> 2][arrow]
            if (here ^ onward) & 3:
                self.bends[here >> 2] += sign

    def _side_costs(self, arrow: int) -> tuple[list[float], list[float]]:
        """Price leaving the source, and reaching the target, in each direction."""
        source, target = self.plan.sources[arrow], self.plan.targets[arrow]
        leaves, arrives = self._preferences(arrow)
        used_out, used_in = self.sides[source], self.sides[target]
        out, into = [], []
        for direction in range(4):
            used = used_out[direction]
            out.append(leaves[direction] + used * _SIDE_USED + max(0, used - _SIDE_ROOM[direction] + 1) * _SIDE_FULL)
            used = used_in[(direction + 2) & 3]
            into.append(arrives[direction] + used * _SIDE_USED + max(0, used - _SIDE_ROOM[direction] + 1) * _SIDE_FULL)
        return out, into

    def _preferences(self, arrow: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """How badly each direction suits the arrow's kind, at its source and at its target."""
        plan, grid = self.plan, self.grid
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

    def _search(self, arrow: int) -> Path:
        """Find the cheapest path: near source and target first, then in a wider window, at last everywhere."""
        source, target = self.plan.sources[arrow], self.plan.targets[arrow]
        across = abs(self.grid.card_v[source] - self.grid.card_v[target])
        first = _NEAR if across <= _LONG else (_ENDS, self.height)
        for margin in (first, _WIDER, (self.width, self.height)):
            path = self._search_within(arrow, *margin)
            if path:
                return path
        raise AssertionError("gutters lead everywhere")

    def _search_within(self, arrow: int, sideways: int, upward: int) -> Path:  # noqa: PLR0915 (the hot loop: calls cost)
        plan, grid, height = self.plan, self.grid, self.height
        source, target = plan.sources[arrow], plan.targets[arrow]
        link = plan.links[arrow]
        sv, sh, tv, th = grid.card_v[source], grid.card_h[source], grid.card_v[target], grid.card_h[target]
        v_low, v_high = max(0, min(sv, tv) - sideways), min(self.width - 1, max(sv, tv) + sideways)
        h_low, h_high = max(0, min(sh, th) - upward), min(height - 1, max(sh, th) + upward)
        plain_low, plain_high = (min(sv, tv) + _ENDS, max(sv, tv) - _ENDS) if abs(sv - tv) > _VERY_LONG else (1, 0)
        row_low, row_high = sorted((plan.row_of[source], plan.row_of[target]))
        leftward = _LEFTWARD if link is None or not link.back else 0.0
        leaves, arrives = self._side_costs(arrow)
        start, goal = self.point[source], self.point[target]
        x, y, rows = self.x, self.y, self.row_of_line
        tx, ty = x[tv], y[th]
        taken, in_cell, bends = self.taken, self.in_cell, self.bends
        best, came, reached, settled = self.best, self.came, self.reached, self.settled
        self.search_number = number = self.search_number + 1
        queue: list[tuple[float, int]] = []
        through, runs = self.through, self.runs
        for direction in range(4):
            state = start * 4 + direction
            best[state], came[state], reached[state] = leaves[direction], -1, number
            runs[state] = {}
            heappush(queue, (leaves[direction], state))
        while queue:
            _, state = heappop(queue)
            if settled[state] == number:
                continue
            settled[state] = number
            point, direction = state >> 2, state & 3
            if point == goal:
                return self._traced(state)
            v = point // height
            h = point - v * height
            so_far = best[state]
            held = through.get(point) if point != start else None
            beside = runs[state]
            cell, turned = in_cell[point], _NEAR_BEND * bends[point]
            if point == start:
                onward: tuple[int, ...] = (direction,)
            elif plain_low <= v <= plain_high and not direction & 1:
                onward = (direction,)
            else:
                onward = (direction, (direction + 1) & 3, (direction + 3) & 3)
            for way in onward:
                if way == RIGHT:
                    nv, nh, there = v + 1, h, point + height
                    if nv > v_high:
                        continue
                    cost = so_far + x[nv] - x[v]
                elif way == LEFT:
                    nv, nh, there = v - 1, h, point - height
                    if nv < v_low:
                        continue
                    cost = so_far + (1 + leftward) * (x[v] - x[nv])
                elif way == DOWN:
                    nv, nh, there = v, h + 1, point + 1
                    if nh > h_high:
                        continue
                    cost = so_far + y[nh] - y[h]
                else:
                    nv, nh, there = v, h - 1, point - 1
                    if nh < h_low:
                        continue
                    cost = so_far + y[h] - y[nh]
                if taken[there] and there != goal:
                    continue
                if way != direction:
                    cost += _BEND + turned
                    if not way & 1 and not row_low <= rows[h] <= row_high:
                        cost += _FOREIGN_ROW
                elif point != start:
                    cost += turned
                    if cell:
                        cost += _PASS_CELL
                onward_beside = beside
                if held:
                    crossings, onward_beside = _meet(held, direction ^ 2, way, beside)
                    cost += _CROSSING * crossings
                if there == goal:
                    cost += arrives[way]
                state_there = there * 4 + way
                if reached[state_there] == number and (
                    settled[state_there] == number or cost >= best[state_there] - 1e-9
                ):
                    continue
                best[state_there], came[state_there], reached[state_there] = cost, state, number
                runs[state_there] = onward_beside
                dv, dh = tv - nv, th - nh
                rest = abs(x[nv] - tx) + abs(y[nh] - ty)
                if (
                    (dv and dh)
                    or (dv and (way & 1 or (dv > 0) != (way == RIGHT)))
                    or (dh and (not way & 1 or (dh > 0) != (way == DOWN)))
                ):
                    rest += _BEND
                heappush(queue, (cost + rest, state_there))
        return []

    def _traced(self, state: int) -> Path:
        path = []
        while state >= 0:
            path.append(state)
            state = self.came[state]
        path.reverse()
        return path


def _meet(
    held: dict[int, tuple[int, int]], back: int, way: int, beside: dict[int, bool]
) -> tuple[int, dict[int, bool]]:
    """Count the arrows crossed at a point that is entered by one side and left by another, and tell the new company.

    `beside` has the arrows in company, and on which side of them the way began to run along with them: if it parts to
    the other side, it has crossed them somewhere.
    """
    crossings = 0
    for arrow, (one, other) in held.items():
        if back in (one, other):
            far = other if one == back else one
            if far != way and arrow in beside and ((way - back) % 4 < (far - back) % 4) == beside[arrow]:
                crossings += 1
        elif way in (one, other):
            far = other if one == way else one
            beside = {**beside, arrow: (back - way) % 4 < (far - way) % 4}
        elif not (back ^ way ^ 2 or one ^ other ^ 2):
            crossings += 1
    return crossings, beside


def route(plan: Plan, grid: Grid) -> list[Path]:
    """Find the way of every arrow, in the order of the sheet."""
    return Router(plan, grid).route()
