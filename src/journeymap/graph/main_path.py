"""The main path: the journey to a good end that customers are most likely to go."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from journeymap.graph.paths import Paths
from journeymap.graph.topology import EdgeKind

if TYPE_CHECKING:
    from journeymap.graph import ServiceGraph


def main_path(graph: ServiceGraph) -> frozenset[tuple[str, str]]:
    """Return the arrows of the flow on the main path, by the ids of the steps they join.

    Of all walks from a start to a good end it is the one whose product of chances, over all customers together, is
    greatest; of equals the first in the file. Where a step says no shares, the way that is listed first is the
    likeliest. Without a good end any end will do, and without any end a step that leads nowhere.
    """
    topology = graph.topology
    ends = topology.good_ends or topology.ends or [step for step, ways in enumerate(topology.ways) if not ways]
    steps = Paths(topology, _chances(graph)).likeliest_to(ends)
    return frozenset(pairwise(graph.names(steps)))


def _chances(graph: ServiceGraph) -> list[float]:
    """Return how likely each arrow of `next` is; without stated shares by the order in which the ways are listed."""
    topology = graph.topology
    chances = [0.0] * len(topology.sources)
    for persona, part in graph.personas.items():
        for edge, chance in enumerate(graph.paths(persona).probabilities):
            chances[edge] += part * chance
    for edge, kind in enumerate(topology.kinds):
        if kind is not EdgeKind.NEXT:
            chances[edge] = 0.0
    for ways in topology.ways:
        on = [way for way in ways if topology.kinds[way] is EdgeKind.NEXT]
        if all(topology.shares[way] is None for way in on):
            for place, way in enumerate(on):
                chances[way] = 1 / (place + 1)
    return chances
