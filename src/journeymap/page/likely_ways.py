"""The ways that the page follows: to each step the likeliest one from a start, and on from it to an end.

Of all ways the one whose chances give the greatest product (Dijkstra 1959, with the logarithms as lengths); of equals
the one with the fewest steps, then the one through earlier steps of the file.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from itertools import pairwise
from math import log, prod
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.drawing.bands.ways import likeliest_way
from journeymap.graph.topology import CHOICES
from journeymap.i18n.numbers import HUNDRED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from journeymap.graph import ServiceGraph
    from journeymap.graph.topology import Topology

NOWHERE, NO_WAY = -1, -2
"""Where a way begins or ends, and where there is none."""
_LEAST = 1e-9
"""The chance of an arrow that may be taken and of which nobody knows how often: less than any other."""


class LikelyWays(Struct, frozen=True):
    """The likeliest ways of all customers or of one persona, by the numbers of the steps.

    `before` says of each step from which one the way in comes, `after` to which one the way out to a good end goes on,
    `to_any` the same of the way to any end. `whole` is the likeliest way from a start to an end, `share` how many of a
    hundred go it.
    """

    before: list[int]
    after: list[int]
    to_any: list[int]
    whole: list[int]
    share: float


def likely_ways(graph: ServiceGraph, persona: str | None = None) -> LikelyWays:
    """Return the likeliest ways of a persona, or of all customers together.

    The whole way of a persona is the one that the drawing has its feelings along.
    """
    topology = graph.topology
    parts = graph.personas if persona is None else {persona: 1.0}
    chances = _chances(graph, parts)
    forth = [
        (edge, topology.sources[edge], topology.targets[edge], -log(max(chance, _LEAST)))
        for edge, chance in chances.items()
    ]
    begins = {step: -log(max(topology.weights[step], _LEAST)) for step in topology.starts}
    before, costs = _tree(topology, begins, ((source, target, cost) for _, source, target, cost in forth))
    back = [(target, source, cost) for _, source, target, cost in forth]
    after, _ = _tree(topology, dict.fromkeys(topology.good_ends, 0.0), back)
    last = topology.ends or [step for step, ways in enumerate(topology.ways) if not ways]
    to_any, _ = _tree(topology, dict.fromkeys(last, 0.0), back)
    reached = [end for end in last if end in costs]
    whole: list[int] = []
    if persona is not None:
        whole = likeliest_way(graph, persona)
    elif reached:
        whole = [min(reached, key=lambda end: (round(costs[end][0], 9), costs[end][1], end))]
        while before[whole[-1]] >= 0:
            whole.append(before[whole[-1]])
        whole.reverse()
    return LikelyWays(before, after, to_any, whole, _share(graph, parts, whole))


def _chances(graph: ServiceGraph, parts: Mapping[str, float]) -> dict[int, float]:
    """Return how likely each arrow is, of those that any of some personas may take: of those who come by it."""
    topology = graph.topology
    taken = {edge for name in parts for edges in graph.paths(name).ways for edge in edges}
    flow = {edge: sum(part * graph.chain(name).flow(edge) for name, part in parts.items()) for edge in taken}
    chances: dict[int, float] = {}
    for ways in topology.ways:
        own = [edge for edge in ways if edge in taken]
        passing = sum(flow[edge] for edge in own)
        for edge in own:
            mean = sum(part * graph.paths(name).probabilities[edge] for name, part in parts.items())
            chances[edge] = flow[edge] / passing if passing > 0 else mean
    return chances


def _tree(
    topology: Topology, roots: Mapping[int, float], arrows: Iterable[tuple[int, int, float]]
) -> tuple[list[int], dict[int, tuple[float, int]]]:
    """Return the step before each one on the way from the nearest root, and what the way to it costs."""
    onward: dict[int, list[tuple[int, float]]] = {}
    for source, target, cost in arrows:
        onward.setdefault(source, []).append((target, cost))
    heap = [(cost, 0, root, NOWHERE) for root, cost in roots.items()]
    heapify(heap)
    before, costs = [NO_WAY] * len(topology), dict[int, tuple[float, int]]()
    while heap:
        cost, length, step, came = heappop(heap)
        if step in costs:
            continue
        before[step], costs[step] = came, (cost, length)
        for target, price in onward.get(step, ()):
            if target not in costs:
                heappush(heap, (round(cost + price, 12), length + 1, target, step))
    return before, costs


def _share(graph: ServiceGraph, parts: Mapping[str, float], way: Sequence[int]) -> float:
    """Return how many of a hundred go a way from its start to its end."""
    if not way:
        return 0.0
    topology = graph.topology
    pairs = list(pairwise(way))
    going = 0.0
    for name, part in parts.items():
        chances = graph.paths(name).probabilities
        steps = [
            sum(chances[edge] for edge in graph.paths(name).ways[source] if topology.targets[edge] == target)
            for source, target in pairs
        ]
        onward = sum(chances[edge] for edge in graph.paths(name).ways[way[-1]] if topology.kinds[edge] in CHOICES)
        going += part * prod(steps) * max(1.0 - onward, 0.0)
    return HUNDRED * topology.weights[way[0]] * going
