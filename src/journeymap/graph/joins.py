"""Joins that may never be fulfilled: steps that wait for work which on some way there is not begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.graph.topology import EdgeKind
from journeymap.numerics.components import reverse, search

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.graph.topology import Topology

BUDGET = 50_000_000
"""Steps times needs that are looked at."""


def unfulfilled(topology: Topology, taken: Sequence[bool]) -> dict[int, list[int]]:
    """Return the steps to which some way leads on which not all that they need is sure to be done, each with a way.

    `taken` says of each edge whether anybody takes it. Sure is what the customer himself has passed, or what is begun
    with `starts` on his way and, by every way from there, comes to what is needed. On the safe side: work that goes
    round before it gets there is not counted as sure, nor is any where there is too much to look at.
    """
    if EdgeKind.NEEDS not in topology.kinds:
        return {}
    joins = _Joins(topology, taken)
    waiting = [step for step in joins.path.order if joins.needs[step]]
    if len(topology) * sum(len(joins.needs[step]) for step in waiting) > BUDGET:
        return {step: joins.path.path(step) for step in waiting}
    ways = {step: joins.way_without(step) for step in waiting}
    return {step: way for step, way in ways.items() if way}


class _Joins:
    def __init__(self, topology: Topology, taken: Sequence[bool]) -> None:
        self.starts = topology.starts
        self.ways = [[topology.targets[edge] for edge in edges if taken[edge]] for edges in topology.ways]
        self.begun, self.needs, self.waits_only = topology.begun, topology.needs, topology.waits_only
        self.before = reverse(self.ways)
        self.beginning = reverse(self.begun)
        self.path = search(self.ways, self.starts)

    def way_without(self, join: int) -> list[int]:
        """Return a shortest way to a step on which not all that it needs is sure to be done; empty if there is none."""
        for need in self.needs[join]:
            way = self._missing(need, join, {join})
            if way:
                return way
        return []

    def _missing(self, need: int, join: int, asked: set[int]) -> list[int]:
        if need in asked:
            return self.path.path(join)
        asked = asked | {need}
        for other in self.needs[need]:
            way = self._missing(other, join, asked)
            if way:
                return way
        if self.waits_only[need]:
            # It begins by itself when what it waits for is done.
            return []
        leading = self._leading_to(need)
        doors = {
            step
            for step in self.path.order
            if step != join and (step == need or any(target in leading for target in self.begun[step]))
        }
        open_ways = search(self.ways, self.starts, doors)
        return open_ways.path(join) if join in open_ways else []

    def _leading_to(self, need: int) -> set[int]:
        """Return the steps from which work is sure to come to what is needed: by every way, or because it begins it."""
        reached = {need}
        queue = [need]
        left = [len(targets) for targets in self.ways]
        for step in queue:  # grows while it is read
            for before in self.before[step]:
                left[before] -= 1
                if not left[before] and before not in reached:
                    reached.add(before)
                    queue.append(before)
            for starter in self.beginning[step]:
                if starter not in reached:
                    reached.add(starter)
                    queue.append(starter)
        return reached
