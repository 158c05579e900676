"""The main path: the journey to a good end that customers are most likely to go."""

from __future__ import annotations

import heapq
from math import log
from typing import TYPE_CHECKING

from journeymap.graph.topology import EdgeKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.graph import ServiceGraph


def main_path(graph: ServiceGraph) -> frozenset[tuple[str, str]]:
    """Return the arrows of the flow on the main path, by the ids of the steps they join.

    Of all walks from a start to a good end it is the one whose product of chances, over all customers together, is
    greatest (Dijkstra's algorithm on their negative logarithms); of equals the first in the file. Where a step says no
    shares, the way that is listed first is the likeliest. Without a good end any end will do, and without any end a
    step that leads nowhere.
    """
    topology = graph.topology
    chances = _chances(graph)
    ends = set(topology.good_ends or topology.ends or (step for step, ways in enumerate(topology.ways) if not ways))
    queue = [(-log(topology.weights[start]), start, -1) for start in topology.starts]
    heapq.heapify(queue)
    came: dict[int, int] = {}
    while queue:
        far, step, edge = heapq.heappop(queue)
        if step in came:
            continue
        came[step] = edge
        if step in ends:
            return frozenset(_back_from(step, came, topology.sources, topology.ids))
        for way in topology.ways[step]:
            if chances[way] > 0 and topology.kinds[way] is EdgeKind.NEXT:
                heapq.heappush(queue, (far - log(chances[way]), topology.targets[way], way))
    return frozenset()


def _chances(graph: ServiceGraph) -> list[float]:
    """Return how likely each arrow is, where shares are not stated by the order in which the ways are listed."""
    topology = graph.topology
    chances = [0.0] * len(topology.sources)
    for persona, part in graph.personas.items():
        for edge, chance in enumerate(graph.paths(persona).probabilities):
            chances[edge] += part * chance
    for ways in topology.ways:
        on = [way for way in ways if topology.kinds[way] is EdgeKind.NEXT]
        if all(topology.shares[way] is None for way in on):
            for place, way in enumerate(on):
                chances[way] = 1 / (place + 1)
    return chances


def _back_from(end: int, came: dict[int, int], sources: Sequence[int], ids: Sequence[str]) -> list[tuple[str, str]]:
    found = []
    while (edge := came[end]) >= 0:
        found.append((ids[sources[edge]], ids[end]))
        end = sources[edge]
    return found
