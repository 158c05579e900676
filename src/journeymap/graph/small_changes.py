"""The changes that may be worth it: a minute less, a wait less, or some customers led another way."""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from journeymap.graph.step_times import held_times

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.graph.service_graph import ServiceGraph

Kind: TypeAlias = Literal["minute", "wait", "point"]
POINT = 0.01
KEPT = 25


class Change(Struct, frozen=True):
    """A lever before it is pulled: the step by its number, the ways by their places among the ways of the step."""

    kind: Kind
    step: int
    away: int = -1
    towards: int = -1


def changes(graph: ServiceGraph) -> Iterator[Change]:
    """List the changes that may be worth it: only at steps that somebody comes to.

    A minute or a wait less moves nothing but the time, so only those that move it most are listed.
    """
    topology, times = graph.topology, graph.times
    visits = [0.0] * len(topology)
    flows = dict.fromkeys(times.on_way, 0.0)
    for persona, part in graph.personas.items():
        chain = graph.chain(persona)
        for step, passes in enumerate(chain.passes):
            visits[step] += part * passes
        for edge in flows:
            flows[edge] += part * chain.flow(edge)
    worked = [step for step, minutes in enumerate(times.work) if minutes > 0 and visits[step] > 0]
    waits = list(times.waits)
    for step, (minutes, *_) in held_times(graph).items():
        waits[step] += minutes
    waited = [step for step, minutes in enumerate(waits) if minutes > 0 and visits[step] > 0]
    for step in nlargest(KEPT, worked, key=lambda step: visits[step]):
        yield Change("minute", step)
    for step in nlargest(KEPT, waited, key=lambda step: visits[step] * waits[step]):
        yield Change("wait", step)
    for edge in nlargest(
        KEPT, (edge for edge in flows if flows[edge] > 0), key=lambda edge: flows[edge] * times.on_way[edge]
    ):
        step = topology.sources[edge]
        yield Change("wait", step, topology.ways[step].index(edge))
    yield from _points(graph, visits)


def _points(graph: ServiceGraph, visits: Sequence[float]) -> Iterator[Change]:
    """List the percentage points to move: away from each way that is taken to the one from which most are helped.

    The last way of a step may be none of its arrows: ending there, or falling out of the journey.
    """
    targets = graph.topology.targets
    chains = list({id(chain): chain for chain in map(graph.chain, graph.personas)}.values())
    helped = [sum(chances) for chances in zip(*(chain.helped for chain in chains), strict=False)] if chains[1:] else []
    helped = helped or chains[0].helped
    for step, edges in enumerate(graph.topology.ways):
        if not edges or not visits[step]:
            continue
        ways = max([len(chain.successors[step]) for chain in chains])
        if ways < 2:
            continue
        behind = [helped[targets[edge]] for edge in edges]
        best = behind.index(max(behind))
        taken = {place for chain in chains for place, share in enumerate(chain.shares[step]) if share >= POINT}
        for place in range(ways):
            if place != best and place in taken:
                yield Change("point", step, place, best)
