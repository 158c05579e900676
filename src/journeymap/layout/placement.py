"""In which column each step stands.

Columns are given by longest path inside each phase, one phase after the other; then every step moves within its slack
to where its arrows become vertical (a median heuristic after Gansner, Koutsofios, North and Vo 1993). A row and column
hold at most two single cards, never two of which one leads to the other. A step of several cards has the rows between
its first and its last card to itself in its column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.layout.cycles import forward_order, mark_back_links

if TYPE_CHECKING:
    from journeymap.layout.plan import Plan

_MOST_STACKED = 2
_SWEEPS = 8
_ACROSS = 3.0  # per column that an arrow between rows misses the distance it wants
_ALONG = 1.2  # the same for an arrow within a row
_BACK = 0.4  # how much of that counts for an arrow that goes back
_CROWD = 2.2  # per card that is in the cell already
_BLOCKED = 1.0  # per step that stands between the two ends of an arrow in one column
_SWAP_GAIN = 0.5  # an exchange of columns must gain so much, so that the order of the document stays where it can


class Placement(Struct):
    """The column of each stack, and the first and last column of each phase; every phase has at least one."""

    column: list[int]
    phases: list[tuple[int, int]]

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return self.phases[-1][1] + 1 if self.phases else 0


class _Wish(Struct, frozen=True):
    """What one end of a link wants: to be `distance` columns from `other`, on the side that `sign` says."""

    other: int
    distance: int
    sign: int  # +1: the other one should be later
    weight: float


class _Columns:
    """The steps on their way to their columns."""

    def __init__(self, plan: Plan) -> None:
        self.stacks = plan.stacks
        self.rows = max(1, len(plan.sheet.rows))
        self.order = forward_order(plan)
        count = len(plan.stacks)
        self.column = [0] * count
        self.cells: dict[int, list[int]] = {}
        self.standing: dict[int, list[int]] = {}  # what is in a column
        self.before: list[list[tuple[int, int]]] = [[] for _ in range(count)]
        self.after: list[list[tuple[int, int]]] = [[] for _ in range(count)]
        self.wishes: list[list[_Wish]] = [[] for _ in range(count)]
        for link in plan.links:
            if link is None:
                continue
            if not link.back:
                self.before[link.target].append((link.source, link.distance))
                self.after[link.source].append((link.target, link.distance))
            weight = (_ACROSS if link.across else _ALONG) * (_BACK if link.back else 1)
            self.wishes[link.source].append(_Wish(link.target, link.distance, 1, weight))
            self.wishes[link.target].append(_Wish(link.source, link.distance, -1, weight))
        self.bit, self.ancestors = self._ancestors()
        self.range: list[tuple[int, int]] = []

    def _ancestors(self) -> tuple[list[int], list[int]]:
        """Give each stack a bit within its phase, and gather the bits of all that lead to it there."""
        seen: dict[int, int] = {}
        bit, ancestors = [0] * len(self.stacks), [0] * len(self.stacks)
        for stack in self.order:
            phase = self.stacks[stack].phase
            bit[stack] = 1 << seen.setdefault(phase, 0)
            seen[phase] += 1
            for source, _ in self.before[stack]:
                if self.stacks[source].phase == phase:
                    ancestors[stack] |= ancestors[source] | bit[source]
        return bit, ancestors

    def held(self, row: int, column: int) -> list[int]:
        """List what stands in a row and column, or passes through."""
        return self.cells.get(column * self.rows + row, [])

    def _put(self, stack: int, column: int) -> None:
        self.column[stack] = column
        self.standing.setdefault(column, []).append(stack)
        for row in range(self.stacks[stack].top, self.stacks[stack].bottom + 1):
            self.cells.setdefault(column * self.rows + row, []).append(stack)

    def _take(self, stack: int) -> None:
        self.standing[self.column[stack]].remove(stack)
        for row in range(self.stacks[stack].top, self.stacks[stack].bottom + 1):
            self.cells[self.column[stack] * self.rows + row].remove(stack)

    def _fits(self, number: int, column: int) -> bool:
        stack = self.stacks[number]
        for row in range(stack.top, stack.bottom + 1):
            others = 0
            for other in self.held(row, column):
                if other == number:
                    continue
                if not (stack.single and self.stacks[other].single) or self._related(number, other):
                    return False
                others += 1
            if others >= _MOST_STACKED:
                return False
        return True

    def _related(self, a: int, b: int) -> bool:
        return bool(self.ancestors[a] & self.bit[b] or self.ancestors[b] & self.bit[a])

    def spread(self, phases: int) -> None:
        """Give every stack the first column that its predecessors and the room in the cells allow."""
        members: list[list[int]] = [[] for _ in range(phases)]
        for stack in self.order:
            members[self.stacks[stack].phase].append(stack)
        start = 0
        for phase in members:
            end = start
            for stack in phase:
                column = max([start, *(self.column[source] + distance for source, distance in self.before[stack])])
                while not self._fits(stack, column):
                    column += 1
                self._put(stack, column)
                end = max(end, column)
            self.range.append((start, end))
            start = end + 1

    def align(self) -> None:
        """Move stacks within their slack until nothing gains."""
        for sweep in range(_SWEEPS):
            moved = False
            for stack in self.order if sweep % 2 else reversed(self.order):
                moved |= self._settle(stack)
            if not moved:
                break

    def _settle(self, stack: int) -> bool:
        """Move one stack to its best column; True when that is another one."""
        low, high = self.range[self.stacks[stack].phase]
        low = max([low, *(self.column[source] + distance for source, distance in self.before[stack])])
        high = min([high, *(self.column[target] - distance for target, distance in self.after[stack])])
        if high <= low:
            return False
        here = self.column[stack]
        tried = {here}
        for wish in self.wishes[stack]:
            best = self.column[wish.other] - wish.sign * wish.distance
            tried.update(min(high, max(low, best + shift)) for shift in (-1, 0, 1))
        chosen, least = here, self._cost(stack, here)
        for column in sorted(tried):
            if column == here or not self._fits(stack, column) or self._jumps(stack, column):
                continue
            cost = self._cost(stack, column) + 0.01 * abs(column - here)
            if cost < least - 1e-9:
                chosen, least = column, cost
        if chosen == here:
            return False
        self._take(stack)
        self._put(stack, chosen)
        return True

    def _cost(self, stack: int, column: int) -> float:
        total = 0.0
        for wish in self.wishes[stack]:
            total += wish.weight * abs((self.column[wish.other] - column) * wish.sign - wish.distance)
        for row in range(self.stacks[stack].top, self.stacks[stack].bottom + 1):
            total += _CROWD * sum(other != stack for other in self.held(row, column))
        return total + _BLOCKED * self._blocked(stack, column)

    def _blocked(self, number: int, column: int) -> int:
        """Count the vertical arrows that would not be straight: of this stack past others, and of others past it."""
        stacks = self.stacks
        top, bottom = stacks[number].top, stacks[number].bottom
        others = [other for other in self.standing.get(column, ()) if other != number]
        count = 0
        for wish in self.wishes[number]:
            if wish.distance == 0 and self.column[wish.other] == column:
                end = stacks[wish.other]
                low, high = (end.bottom, top) if end.top < top else (bottom, end.top)
                count += sum(
                    low < stacks[other].bottom and stacks[other].top < high and other != wish.other for other in others
                )
        for other in others:
            stack = stacks[other]
            for wish in self.wishes[other]:
                if wish.distance == 0 and wish.other != number and self.column[wish.other] == column:
                    two = stacks[wish.other]
                    count += stack.bottom < top and bottom < two.top
        return count

    def _jumps(self, stack: int, column: int) -> bool:
        """Whether a move would take it past a stack of its rows that leads to it, or that it leads to."""
        here = self.column[stack]
        step = 1 if column > here else -1
        for passed in range(here + step, column + step, step):
            for row in range(self.stacks[stack].top, self.stacks[stack].bottom + 1):
                for other in self.held(row, passed):
                    if other != stack and self._related(stack, other):
                        return True
        return False

    def swap(self) -> None:
        """Exchange neighbouring columns where that brings what belongs together nearer.

        Steps of several cards fill their columns, so that none of them can move alone.
        """
        for _ in range(_SWEEPS):
            changed = False
            for start, end in self.range:
                for column in range(start, end):
                    changed |= self._exchange(column)
            if not changed:
                break

    def _exchange(self, column: int) -> bool:
        """Swap a column with the next if that is allowed and pays."""
        here, there = list(self.standing.get(column, ())), list(self.standing.get(column + 1, ()))
        follows = set(there)
        if any(target in follows for member in here for target, _ in self.after[member]):
            return False
        members = [*here, *there]
        before = sum(self._stretch(member) for member in members)
        self._mirror(members, column)
        after = sum(self._stretch(member) for member in members)
        self._mirror(members, column)
        if after > before - _SWAP_GAIN:
            return False
        for member in members:
            self._take(member)
        for member in here:
            self._put(member, column + 1)
        for member in there:
            self._put(member, column)
        return True

    def _mirror(self, members: list[int], column: int) -> None:
        """Exchange the column numbers of what stands in a column and the next, and nothing else."""
        for member in members:
            self.column[member] = 2 * column + 1 - self.column[member]

    def _stretch(self, stack: int) -> float:
        """How far the links of a stack are from the distance they want."""
        return sum(
            wish.weight * abs((self.column[wish.other] - self.column[stack]) * wish.sign - wish.distance)
            for wish in self.wishes[stack]
        )

    def compact(self) -> Placement:
        """Leave out the columns that stayed empty, but keep one for a phase without cards."""
        used = set(self.column)
        renamed: dict[int, int] = {}
        phases = []
        count = 0
        for start, end in self.range:
            first = count
            for column in range(start, end + 1):
                if column in used:
                    renamed[column] = count
                    count += 1
            count = max(count, first + 1)
            phases.append((first, count - 1))
        return Placement([renamed[column] for column in self.column], phases)


def place(plan: Plan) -> Placement:
    """Find the column of every step, and mark the links that go back."""
    mark_back_links(plan)
    columns = _Columns(plan)
    columns.spread(len(plan.sheet.phases))
    columns.align()
    columns.swap()
    return columns.compact()
