"""Which of the sub-rows of its row each card stands on.

A row has as many sub-rows as its fullest column has cards, and one more where the main path leads past cards: these
stand beside it, so that it runs straight. It keeps to the line of interaction, at the lower edge of a customer's row
and at the upper edge of all others: there it crosses least, for the long ways round lead over the evidence. Local
search: each cell in turn takes the order of cards that gives the straightest arrows with the fewest cards in their way;
the first arrow out of a card counts most.
"""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.layout.placement import Placement
    from journeymap.layout.plan import Plan
    from journeymap.layout.sheet import Row

_ABOVE_INTERACTION = frozenset({"evidence", "customer"})
_PASSES = 6
_LONGEST_PAST = 8  # over more columns the main path goes around, for straight on it would cross too much
_MOST_SLOTS = 5
_LOOK_AHEAD = 8

_OFF_HEIGHT = 2.0  # an arrow within the row that changes its sub-row
_OFF_MAIN = 3.2  # the same for the first arrow out of a card
_IN_THE_WAY = 1.0  # a card on the straight run between two cards
_BLOCKS_VERTICAL = 1.5
_PER_SUB_ROW = 0.15  # per sub-row that an arrow between rows is longer
_FAR_SIDE = 0.3
_OFF_EDGE = 0.6  # per sub-row away from the edge of the row that what is free to choose goes to
_OFF_EDGE_MAIN = 8.0  # the same for a card of the main path
_ON_MAIN = 10.0  # standing in the way of the main path
_BACK = 0.4


class Levels(Struct):
    """The height of each card, counted in sub-rows from the top of the sheet, and how many sub-rows each row has."""

    level: list[int]
    first: list[int]
    depth: list[int]

    @property
    def total(self) -> int:
        """How many sub-rows there are."""
        return self.first[-1] + self.depth[-1] if self.depth else 0


class _Neighbour(Struct):
    card: int
    weight: float
    off_height: float


class _Levelling:
    def __init__(self, plan: Plan, placement: Placement) -> None:
        self.row = plan.row_of
        self.column = [placement.column[stack] for stack in plan.stack_of]
        self.columns = max(1, placement.columns)
        self.cells: dict[tuple[int, int], list[int]] = {}
        for card, row in enumerate(self.row):
            self.cells.setdefault((row, self.column[card]), []).append(card)
        self.depth = [1] * len(plan.sheet.rows)
        for (row, _), cards in self.cells.items():
            self.depth[row] = max(self.depth[row], len(cards))
        ways = zip(plan.sheet.arrows, plan.sources, plan.targets, strict=True)
        main = [(source, target) for arrow, source, target in ways if arrow.main]
        self.main = {card for ends in main for card in ends}
        self.beside = self._beside(plan.sheet.rows, main)
        # Where the edge that cards keep to is the lower one.
        self.rises = [row.lane in _ABOVE_INTERACTION for row in plan.sheet.rows]
        for card in self.beside:
            row, cell = self.row[card], self.cells[self.row[card], self.column[card]]
            self.depth[row] = max(self.depth[row], len(cell) + 1)
        self.first = [sum(self.depth[:row]) for row in range(len(self.depth))]
        self.same_step = {
            key: len({plan.stack_of[card] for card in cards}) < len(cards) for key, cards in self.cells.items()
        }
        self.neighbours = self._neighbours(plan)
        self.level = [0] * len(self.row)
        self.held = bytearray(self.columns * (sum(self.depth) or 1))
        for (row, _), cards in self.cells.items():
            off_edge = any(card in self.beside for card in cards)
            start = self.first[row] + (self.depth[row] - len(cards) - off_edge if self.rises[row] else off_edge)
            self._seat(cards, range(start, start + len(cards)))

    def _beside(self, rows: Sequence[Row], main: list[tuple[int, int]]) -> dict[int, list[int]]:
        """Find the cards that arrows of the main path lead past, each with the cards from which these come.

        What an arrow from a customer's row to another row leads past counts as well: it sets out along its own row.
        """
        beside: dict[int, list[int]] = {}
        for source, target in main:
            row = self.row[source]
            past = range(self.column[source] + 1, self.column[target])
            if len(past) > _LONGEST_PAST or (self.row[target] != row and rows[row].lane != "customer"):
                continue
            for column in past:
                for card in self.cells.get((row, column), ()):
                    if card not in self.main:
                        beside.setdefault(card, []).append(source)
        return beside

    def _neighbours(self, plan: Plan) -> list[list[_Neighbour]]:
        neighbours: list[list[_Neighbour]] = [[] for _ in self.row]
        led: set[int] = set()
        reached: set[int] = set()
        for link, source, target in zip(plan.links, plan.sources, plan.targets, strict=True):
            if link is None:
                continue
            weight, off_height = (_BACK if link.back else 1.0), _OFF_HEIGHT
            if link.flows and not link.back and source not in led and target not in reached:
                led.add(source)
                reached.add(target)
                off_height = _OFF_MAIN
            neighbours[source].append(_Neighbour(target, weight, off_height))
            neighbours[target].append(_Neighbour(source, weight, off_height))
        return neighbours

    def _seat(self, cards: list[int], levels: tuple[int, ...] | range) -> None:
        for card, level in zip(cards, levels, strict=True):
            self.level[card] = level
            self.held[level * self.columns + self.column[card]] = 1

    def _lift(self, cards: list[int]) -> None:
        for card in cards:
            self.held[self.level[card] * self.columns + self.column[card]] = 0

    def improve(self) -> None:
        """Try all orders of every cell until nothing gains."""
        shared = [key for key in sorted(self.cells) if self.depth[key[0]] > 1]
        for _ in range(_PASSES):
            changed = False
            for key in shared:
                changed |= self._settle(key)
            if not changed:
                break

    def _seatings(self, key: tuple[int, int]) -> list[tuple[int, ...]]:
        first, depth, count = self.first[key[0]], self.depth[key[0]], len(self.cells[key])
        if self.same_step[key]:
            return [tuple(range(start, start + count)) for start in range(first, first + depth - count + 1)]
        return list(permutations(range(first, first + max(count, min(depth, _MOST_SLOTS))), count))

    def _settle(self, key: tuple[int, int]) -> bool:
        cards = self.cells[key]
        here = tuple(self.level[card] for card in cards)
        chosen, least = here, float("inf")
        self._lift(cards)
        for seating in self._seatings(key):
            self._seat(cards, seating)
            cost = sum(self._cost(card) for card in cards) + (0 if seating == here else 0.01)
            if cost < least - 1e-9:
                chosen, least = seating, cost
            self._lift(cards)
        self._seat(cards, chosen)
        return chosen != here

    def _cost(self, card: int) -> float:
        level, row = self.level[card], self.row[card]
        first, depth = self.first[row], self.depth[row]
        off_edge = first + depth - 1 - level if self.rises[row] else level - first
        cost = (_OFF_EDGE_MAIN if card in self.main else _OFF_EDGE) * off_edge
        cost += _ON_MAIN * sum(self.level[source] == level for source in self.beside.get(card, ()))
        for neighbour in self.neighbours[card]:
            other = neighbour.card
            away = self.level[other]
            if self.row[other] == row:
                cost += neighbour.weight * neighbour.off_height if away != level else self._run(card, other)
                continue
            cost += _PER_SUB_ROW * abs(away - level)
            if self.column[other] == self.column[card]:
                cost += _BLOCKS_VERTICAL * self._between(card, other)
            else:
                cost += _FAR_SIDE * (level - first if away < level else first + depth - 1 - level)
        return cost

    def _run(self, card: int, other: int) -> float:
        """Cards on the straight way along a row, as cost."""
        low, high = sorted((self.column[card], self.column[other]))
        start = self.level[card] * self.columns
        return _IN_THE_WAY * sum(self.held[start + low + 1 : start + min(high, low + _LOOK_AHEAD)])

    def _between(self, card: int, other: int) -> int:
        """Cards on the straight way up or down a column."""
        low, high = sorted((self.level[card], self.level[other]))
        column = self.column[card]
        return sum(self.held[level * self.columns + column] for level in range(low + 1, high))


def find_levels(plan: Plan, placement: Placement) -> Levels:
    """Give every card its sub-row."""
    levelling = _Levelling(plan, placement)
    levelling.improve()
    return Levels(levelling.level, levelling.first, levelling.depth)
