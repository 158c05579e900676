"""Which way each arrow takes on the coarse grid.

A* for one arrow at a time over states (point of the grid, direction). A turn, a crossing, a run through a row that the
arrow has no business in and a side of a card that suits its kind badly all have a price in points of length. Empty
places where a card could stand may be passed: that gives the long straight arrows. Every arrow is routed again when all
others are known (in the spirit of negotiated routing, McMurchie and Ebeling 1995).

Two arrows that run along together cross exactly when they part on other sides of each other than where they met; so a
search remembers on which side of its company it is, and the crossings it pays for are those that will be drawn.

Searching has a budget, in states looked at. When it is spent, what has a way keeps it, and what has none is led round
the cards through the gutters without a search: longer and with more crossings, but through nothing. Which arrows that
are is told.
"""

from __future__ import annotations

from array import array
from heapq import heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from journeymap.layout.crossing import MEETINGS, PAIRS, Masks
from journeymap.layout.grid import DOWN, LEFT, RIGHT, UP
from journeymap.layout.plain_ways import plain_way
from journeymap.layout.sides import side_costs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.layout.grid import Grid
    from journeymap.layout.plan import Plan

# A path is a list of states: point * 4 + the direction in which the point is reached, for the first one left.
Path = list[int]

_PASSES = 3
_BEND = 60.0
_PASS_CELL = 5.0
_CROSSING = 240.0
_NEAR_BEND = 4.0  # per arrow that turns at this point already
_FOREIGN_ROW = 20.0  # turning into a row outside those from source to target
_EVIDENCE = 1000.0  # the same for a row of what the customer sees, which is to be read and not to be run through
_LEFTWARD = 0.5  # per point that an arrow which leads on runs back
_NEVER = float("inf")

# By direction in which a point is reached: the directions in which it may be left.
_ONWARD: list[tuple[int, ...]] = [(way, (way + 1) & 3, (way + 3) & 3) for way in range(4)]
_STRAIGHT_ON: list[tuple[int, ...]] = [(way,) for way in range(4)]

# How far around source and target is searched first, then second; in lines to either side and up and down.
_NEAR = (5, 6)
_WIDER = (14, 12)
_LONG = 16  # from this distance on all rows are searched at once
_VERY_LONG = 24  # from this distance on there are no turns in the middle part
_ENDS = 8


class Ways(NamedTuple):
    """The way of every arrow, in the order of the sheet.

    `plain` are the arrows that were led round without a search, `once` those that were not looked at again although
    something changed where they had looked. `work` is how many states were looked at.
    """

    paths: list[Path]
    plain: Sequence[int]
    once: Sequence[int]
    work: int


class Router:
    """The grid with what runs on it so far."""

    def __init__(self, plan: Plan, grid: Grid, budget: int) -> None:
        self.plan = plan
        self.grid = grid
        self.width, self.height = len(grid.vertical), len(grid.horizontal)
        points = self.width * self.height
        self.x, self.y = grid.nominal()
        self.row_of_line = [line.band for line in grid.horizontal]
        lanes = [row.lane for row in plan.sheet.rows]
        self.foreign = [_EVIDENCE if lanes[line.band] == "evidence" else _FOREIGN_ROW for line in grid.horizontal]
        self.point = [v * self.height + h for v, h in zip(grid.card_v, grid.card_h, strict=True)]
        self.taken = bytearray(points)
        for point in self.point:
            self.taken[point] = 1
        self.in_cell = bytearray(points)
        for v, line in enumerate(grid.vertical):
            for h, other in enumerate(grid.horizontal):
                self.in_cell[v * self.height + h] = line.centre and other.centre
        self.bends = [0] * points
        self.through: dict[int, Masks] = {}  # by point: for each pair of sides, the arrows that join them, as bits
        self.sides = [[0, 0, 0, 0] for _ in self.point]
        self.paths: list[Path] = [[] for _ in plan.sources]
        self.best = [0.0] * (points * 4)
        self.came = [0] * (points * 4)
        self.reached = [0] * (points * 4)  # by which search a state was reached
        self.settled = [0] * (points * 4)
        self.search_number = 0
        # The arrows in company of a state, as bits: those whose side is first, counted clockwise, and the others.
        self.first_beside = [0] * (points * 4)
        self.last_beside = [0] * (points * 4)
        self.budget = budget
        self.work = 0
        # The turns are counted in which an arrow is routed: when something last changed at a point, and per arrow when
        # it had its turn and at what points it looked then.
        self.turn = 0
        self.changed_at = [0] * points
        self.routed_at = [0] * len(self.paths)
        self.looked_at: list[array[int]] = [array("i") for _ in self.paths]

    def route(self) -> Ways:
        """Route every arrow."""
        fixed = [self._upright_piece(arrow) or self._level_piece(arrow) for arrow in range(len(self.paths))]
        for arrow, path in enumerate(fixed):
            if path:
                self.paths[arrow] = path
                self._register(arrow, 1)
        order = sorted((arrow for arrow, path in enumerate(fixed) if not path), key=self._rank)
        for again in range(_PASSES):
            changed = False
            for number, arrow in enumerate(order):
                if self.work >= self.budget:
                    return self._beyond_budget(order[number:], again=bool(again))
                if self._untouched(arrow):
                    continue
                self.turn += 1
                before = self.paths[arrow]
                if before:
                    self._register(arrow, -1)
                self.paths[arrow] = self.way(arrow)
                self._register(arrow, 1)
                if self.paths[arrow] != before:
                    changed = True
                    self._mark_changed(before, self.paths[arrow])
                self.routed_at[arrow] = self.turn
            if not changed:
                break
        return Ways(self.paths, (), (), self.work)

    def _beyond_budget(self, arrows: Sequence[int], *, again: bool) -> Ways:
        """Let arrows keep their ways, or lead them through the gutters, in the order in which they had their turn."""
        if again:
            return Ways(self.paths, (), [arrow for arrow in arrows if not self._untouched(arrow)], self.work)
        for arrow in arrows:
            self.paths[arrow] = plain_way(self.plan, self.grid, self.sides, arrow)
        return Ways(self.paths, arrows, (), self.work)

    def way(self, arrow: int) -> Path:
        """Find the way of one arrow among the others."""
        source = self.plan.sources[arrow]
        return self._loop(source) if source == self.plan.targets[arrow] else self._search(arrow)

    def _untouched(self, arrow: int) -> bool:
        """Whether nothing has changed wherever the arrow looked for its way: it would find the same one again."""
        looked = self.looked_at[arrow]
        return bool(looked) and max(map(self.changed_at.__getitem__, looked)) <= self.routed_at[arrow]

    def _mark_changed(self, *paths: Path) -> None:
        for path in paths:
            for state in path:
                self.changed_at[state >> 2] = self.turn

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
            cost = sides[leaves] + sides[away] + sum(map(self._arrows_at, (beside, corner, over)))
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

    def _arrows_at(self, point: int) -> int:
        return sum(mask.bit_count() for mask in self.through.get(point, ()))

    def _register(self, arrow: int, sign: int) -> None:
        """Count an arrow in (+1) or out (-1) of what runs where."""
        path, bit = self.paths[arrow], 1 << arrow
        self.sides[self.plan.sources[arrow]][path[0] & 3] += sign
        self.sides[self.plan.targets[arrow]][(path[-1] + 2) & 3] += sign
        for here, onward in pairwise(path[1:]):
            masks = self.through.get(here >> 2)
            if masks is None:
                masks = self.through[here >> 2] = [0] * 6
            pair = PAIRS[(here & 3) ^ 2][onward & 3]
            masks[pair] = masks[pair] | bit if sign > 0 else masks[pair] & ~bit
            if (here ^ onward) & 3:
                self.bends[here >> 2] += sign

    def _search(self, arrow: int) -> Path:
        """Find the cheapest path: near source and target first, then in a wider window, at last everywhere."""
        source, target = self.plan.sources[arrow], self.plan.targets[arrow]
        across = abs(self.grid.card_v[source] - self.grid.card_v[target])
        first = _NEAR if across <= _LONG else (_ENDS, self.height)
        self.looked_at[arrow] = array("i")
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
        leaves, arrives = side_costs(plan, grid, self.sides, arrow)
        start, goal = self.point[source], self.point[target]
        x, y, rows, foreign = self.x, self.y, self.row_of_line, self.foreign
        tx, ty = x[tv], y[th]
        into_row = [0.0 if row_low <= row <= row_high else dear for row, dear in zip(rows, foreign, strict=True)]
        taken, in_cell, bends = self.taken, self.in_cell, self.bends
        best, came, reached, settled = self.best, self.came, self.reached, self.settled
        self.search_number = number = self.search_number + 1
        queue: list[tuple[float, int]] = []
        looked: list[int] = []
        through, first_beside, last_beside = self.through, self.first_beside, self.last_beside
        for direction in range(4):
            state = start * 4 + direction
            best[state], came[state], reached[state] = leaves[direction], -1, number
            first_beside[state] = last_beside[state] = 0
            heappush(queue, (leaves[direction], state))
        while queue:
            _, state = heappop(queue)
            if settled[state] == number:
                continue
            settled[state] = number
            point, direction = state >> 2, state & 3
            looked.append(point)
            if point == goal:
                break
            v = point // height
            h = point - v * height
            so_far = best[state]
            first, last = first_beside[state], last_beside[state]
            turned = _NEAR_BEND * bends[point]
            if point == start:
                bits, straight_on, onward = None, 0.0, _STRAIGHT_ON[direction]
            else:
                bits = through.get(point)
                straight_on = turned + _PASS_CELL if in_cell[point] else turned
                straight = plain_low <= v <= plain_high and not direction & 1
                onward = _STRAIGHT_ON[direction] if straight else _ONWARD[direction]
            turned += _BEND
            for way in onward:
                # What is left at least: the distance, and a bend unless the way leads straight to the goal.
                if way == RIGHT:
                    nv, nh, there = v + 1, h, point + height
                    if nv > v_high or (taken[there] and there != goal):
                        continue
                    cost = so_far + x[nv] - x[v]
                    bent = nh != th or nv > tv
                elif way == LEFT:
                    nv, nh, there = v - 1, h, point - height
                    if nv < v_low or (taken[there] and there != goal):
                        continue
                    cost = so_far + (1 + leftward) * (x[v] - x[nv])
                    bent = nh != th or nv < tv
                elif way == DOWN:
                    nv, nh, there = v, h + 1, point + 1
                    if nh > h_high or (taken[there] and there != goal):
                        continue
                    cost = so_far + y[nh] - y[h]
                    bent = nv != tv or nh > th
                else:
                    nv, nh, there = v, h - 1, point - 1
                    if nh < h_low or (taken[there] and there != goal):
                        continue
                    cost = so_far + y[h] - y[nh]
                    bent = nv != tv or nh < th
                if way == direction:
                    cost += straight_on
                elif way & 1:
                    cost += turned
                else:
                    cost += turned + into_row[h]
                state_there = there * 4 + way
                if there == goal:
                    cost += arrives[way]
                onward_first, onward_last = first, last
                if reached[state_there] == number and (
                    settled[state_there] == number or cost >= best[state_there] - 1e-9
                ):
                    continue
                if bits:
                    part_1, part_1_first, part_2, part_2_first, join_1, join_1_first, join_2, join_2_first, over = (
                        MEETINGS[direction * 4 + way]
                    )
                    crossings = 0
                    if mask := bits[part_1]:
                        crossings += (mask & (first if part_1_first else last)).bit_count()
                    if mask := bits[part_2]:
                        crossings += (mask & (first if part_2_first else last)).bit_count()
                    if over >= 0 and (mask := bits[over]):
                        crossings += mask.bit_count()
                    if crossings:
                        cost += _CROSSING * crossings
                        if reached[state_there] == number and cost >= best[state_there] - 1e-9:
                            continue
                    for mask, is_first in ((bits[join_1], join_1_first), (bits[join_2], join_2_first)):
                        if mask:
                            if is_first:
                                onward_first, onward_last = onward_first | mask, onward_last & ~mask
                            else:
                                onward_first, onward_last = onward_first & ~mask, onward_last | mask
                best[state_there], came[state_there], reached[state_there] = cost, state, number
                first_beside[state_there], last_beside[state_there] = onward_first, onward_last
                rest = abs(x[nv] - tx) + abs(y[nh] - ty)
                heappush(queue, (cost + (rest + _BEND if bent else rest), state_there))
        else:
            state = -1
        self.work += len(looked)
        self.looked_at[arrow].extend(looked)
        return self._traced(state)

    def _traced(self, state: int) -> Path:
        path = []
        while state >= 0:
            path.append(state)
            state = self.came[state]
        path.reverse()
        return path


def route(plan: Plan, grid: Grid, budget: int) -> Ways:
    """Find the way of every arrow; beyond `budget` states looked at, arrows are led round plainly."""
    return Router(plan, grid, budget).route()
