"""Joins that may never be fulfilled: steps that wait for work which on some way there is not begun."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.graph.topology import EdgeKind
from journeymap.numerics.components import reverse, search

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from journeymap.graph.topology import Topology

BUDGET = 2_000_000
"""Steps that are looked at, over all joins together: a second or two."""


class Unfulfilled(Struct, frozen=True):
    """The steps to which some way leads on which not all that they need is sure to be done, each with a way.

    The ways are found when they are asked for: all together would grow with the square of the service. `unjudged` are
    those of the steps of which there was too much to look at: they may be fulfilled on every way after all.
    """

    ways: dict[int, Callable[[], list[int]]]
    unjudged: tuple[int, ...] = ()


def unfulfilled(topology: Topology, taken: Sequence[bool]) -> Unfulfilled:
    """Find the steps that may wait for what is never done; `taken` says of each edge whether anybody takes it.

    Sure is what the customer has passed, or what is begun with `starts` on the way there and, by every way from it,
    comes to what is needed. On the safe side: work that goes round before it gets there is not counted as sure, nor is
    any where there is too much to look at.
    """
    if EdgeKind.NEEDS not in topology.kinds:
        return Unfulfilled({})
    joins = _Joins(topology, taken)
    ways = {step: joins.way_without(step) for step in joins.path.order if joins.needs[step]}
    return Unfulfilled({step: way for step, way in ways.items() if way is not None}, tuple(joins.unjudged))


class _Joins:
    def __init__(self, topology: Topology, taken: Sequence[bool]) -> None:
        self.starts = topology.starts
        self.ways = [[topology.targets[edge] for edge in edges if taken[edge]] for edges in topology.ways]
        self.begun, self.needs, self.waits_only = topology.begun, topology.needs, topology.waits_only
        self.before = reverse(self.ways)
        self.beginning = reverse(self.begun)
        self.path = search(self.ways, self.starts)
        self.doors_to: dict[int, frozenset[int]] = {}
        self.looked_at = 0
        self.unjudged: list[int] = []

    def way_without(self, join: int) -> Callable[[], list[int]] | None:
        """Return a shortest way to a step on which not all that it needs is sure to be done; None if there is none."""
        needed = self._all_needed(join) if self.looked_at <= BUDGET else []
        if needed is None:
            return partial(self.path.path, join)
        if self.looked_at > BUDGET:
            return self._unjudged(join)
        for need in needed:
            if self.waits_only[need]:
                continue  # it begins by itself when what it waits for is done
            open_ways = search(self.ways, self.starts, self._doors(need) - {join})
            self.looked_at += len(open_ways.order)
            if join in open_ways:
                return partial(self._way_past, self._doors(need) - {join}, join)
            if self.looked_at > BUDGET:
                return self._unjudged(join)
        return None

    def _unjudged(self, join: int) -> Callable[[], list[int]]:
        self.unjudged.append(join)
        return partial(self.path.path, join)

    def _way_past(self, doors: frozenset[int], join: int) -> list[int]:
        return search(self.ways, self.starts, doors).path(join)

    def _all_needed(self, join: int) -> list[int] | None:
        """Return all that a step needs, and what that needs in turn; None where something waits for itself."""
        needed: list[int] = []
        under_way = {join}
        known = {join}
        stack = [(join, iter(self.needs[join]))]
        while stack:
            step, rest = stack[-1]
            need = next(rest, None)
            if need is None:
                stack.pop()
                under_way.discard(step)
                if step != join:
                    needed.append(step)
            elif need in under_way:
                return None
            elif need not in known:
                known.add(need)
                under_way.add(need)
                stack.append((need, iter(self.needs[need])))
        self.looked_at += len(needed)
        return needed

    def _doors(self, need: int) -> frozenset[int]:
        """Return the steps behind which what is needed is sure to be done: itself, and those that begin it."""
        if need not in self.doors_to:
            leading = self._leading_to(need)
            self.looked_at += len(leading)
            self.doors_to[need] = frozenset({need, *(starter for step in leading for starter in self.beginning[step])})
        return self.doors_to[need]

    def _leading_to(self, need: int) -> list[int]:
        """Return the steps from which work is sure to come to what is needed: by every way, or because it begins it."""
        reached = {need}
        queue = [need]
        left: dict[int, int] = {}
        for step in queue:  # grows while it is read
            for before in self.before[step]:
                left[before] = left.get(before, len(self.ways[before])) - 1
                if not left[before] and before not in reached:
                    reached.add(before)
                    queue.append(before)
            for starter in self.beginning[step]:
                if starter not in reached:
                    reached.add(starter)
                    queue.append(starter)
        return queue
