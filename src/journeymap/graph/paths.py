"""The ways that one persona may go: what can be reached, what can still end well, and which path is the likeliest."""

from __future__ import annotations

from functools import cached_property
from heapq import heappop, heappush
from math import inf, log
from typing import TYPE_CHECKING

from journeymap.graph.topology import CHOICES, EdgeKind, Topology
from journeymap.numerics import components

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence


class Paths:
    """The graph as one persona may walk it.

    `successors` leaves out the arrows that this persona never takes (a share of 0 %); a detour whose share is not
    stated may be taken. Steps are known by number.
    """

    def __init__(self, topology: Topology, probabilities: Sequence[float]) -> None:
        self.topology = topology
        self.probabilities = probabilities
        kinds, shares, targets = topology.kinds, topology.shares, topology.targets
        self.ways: list[list[int]] = topology.ways
        self.successors: list[list[int]] = topology.successors
        if 0.0 in probabilities and any(not probabilities[edge] for edges in topology.ways for edge in edges):
            self.ways = [
                [
                    edge
                    for edge in edges
                    if probabilities[edge] or (kinds[edge] is not EdgeKind.NEXT and shares[edge] is None)
                ]
                for edges in topology.ways
            ]
            self.successors = [[targets[edge] for edge in edges] for edges in self.ways]

    @cached_property
    def walked(self) -> Topology:
        """The graph without the arrows that this persona never takes, its steps under the same numbers."""
        topology = self.topology
        if self.ways is topology.ways:
            return topology
        taken = {edge for edges in self.ways for edge in edges}
        kept = [edge for edge, kind in enumerate(topology.kinds) if kind not in CHOICES or edge in taken]
        return Topology(
            topology.ids, topology.outcomes, topology.weights, topology.in_flow,
            [topology.sources[edge] for edge in kept], [topology.targets[edge] for edge in kept],
            [topology.kinds[edge] for edge in kept], [topology.shares[edge] for edge in kept],
            [topology.deciders[edge] for edge in kept],
        )  # fmt: skip

    @cached_property
    def reached(self) -> components.Search:
        """What a journey may come to."""
        if self.successors is self.topology.successors:
            return self.topology.path
        return components.search(self.successors, self.topology.starts)

    @cached_property
    def predecessors(self) -> list[list[int]]:
        """Per step the steps from which this persona may come to it."""
        if self.successors is self.topology.successors:
            return self.topology.predecessors
        return components.reverse(self.successors)

    @cached_property
    def _before_good_end(self) -> components.Search:
        return components.search(self.predecessors, self.topology.good_ends)

    @cached_property
    def good_steps(self) -> list[int]:
        """The steps on some path from a start to a good end, in the order of the file."""
        back = self._before_good_end
        return sorted(step for step in self.reached.order if step in back)

    def avoiding(self, steps: Collection[int]) -> list[int]:
        """Return a shortest path from a start to a good end that passes none of these steps; empty if there is none."""
        reached = components.search(self.successors, self.topology.starts, steps)
        return min((reached.path(end) for end in self.topology.good_ends if end in reached), key=len, default=[])

    def cheapest(self, costs: Sequence[float], targets: Iterable[int], way_costs: Sequence[float] = ()) -> list[int]:
        """Return a path from a start to one of the targets with the least sum of its steps' costs.

        `way_costs` are what the edges cost, by number; nothing where it is empty. Empty when no target can be reached.
        """
        starts = [(costs[step], step) for step in self.topology.starts]
        return self._shortest(starts, set(targets), costs, way_costs)

    @cached_property
    def likeliest(self) -> list[int]:
        """The single most probable path from a start to an end; empty when no end can be reached.

        Of paths that are equally likely the one through earlier steps of the file.
        """
        return self.likeliest_to(self.topology.ends)

    @cached_property
    def likeliest_good(self) -> list[int]:
        """The single most probable path from a start to being helped; empty when there is none."""
        return self.likeliest_to(self.topology.good_ends)

    def likeliest_to(self, targets: Iterable[int]) -> list[int]:
        """Return the single most probable path from a start to one of the targets; empty when none can be reached."""
        topology = self.topology
        starts = [(-log(topology.weights[step]), step) for step in topology.starts]
        costs = [-log(chance) if chance > 0 else inf for chance in self.probabilities]
        return self._shortest(starts, set(targets), [0.0] * len(topology), costs)

    def _shortest(
        self, starts: list[tuple[float, int]], targets: set[int], costs: Sequence[float], way_costs: Sequence[float]
    ) -> list[int]:
        """Dijkstra 1959, ending at the first target that is settled."""
        heap: list[tuple[float, int, int]] = []
        for cost, step in starts:
            heappush(heap, (cost, step, -1))
        before: dict[int, int] = {}
        next_step = self.topology.targets
        while heap:
            cost, step, came = heappop(heap)
            if step in before:
                continue
            before[step] = came
            if step in targets:
                path = [step]
                while before[path[-1]] >= 0:
                    path.append(before[path[-1]])
                return path[::-1]
            for edge in self.ways[step]:
                target = next_step[edge]
                if target not in before:
                    price = cost + costs[target] + (way_costs[edge] if way_costs else 0.0)
                    if price < inf:
                        heappush(heap, (price, target, step))
        return []
