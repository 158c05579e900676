"""Which steps and arrows are on the way of one persona."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.graph.topology import EdgeKind

if TYPE_CHECKING:
    from journeymap.graph import ServiceGraph


class PersonaScope(Struct, frozen=True):
    """Where a persona may come: the steps, and the arrows of choice by where they begin, where they lead and as what.

    What is done beside the way and what supports it belongs to it too.
    """

    persona: str
    steps: frozenset[str]
    ways: frozenset[tuple[str, str, EdgeKind]]

    def has_way(self, source: str, target: str, kind: EdgeKind | None) -> bool:
        """Whether an arrow between two steps is on the way; `kind` is that of a choice, None for any other arrow."""
        if kind is not None:
            return (source, target, kind) in self.ways
        return source in self.steps and target in self.steps


def scope_of(graph: ServiceGraph, persona: str) -> PersonaScope:
    """Return the way of a persona: what it may come to, without the arrows whose share is 0 for it."""
    topology, paths = graph.topology, graph.paths(persona)
    steps_on_the_way = dict.fromkeys(paths.reached.order)
    queue = deque(steps_on_the_way)
    while queue:
        step = queue.popleft()
        started = (
            topology.targets[edge] for edge in topology.outgoing[step] if topology.kinds[edge] is EdgeKind.STARTS
        )
        for after in (*started, *paths.successors[step]):
            if after not in steps_on_the_way:
                steps_on_the_way[after] = None
                queue.append(after)
    ways = frozenset(
        (topology.ids[step], topology.ids[topology.targets[edge]], topology.kinds[edge])
        for step in steps_on_the_way
        for edge in paths.ways[step]
    )
    return PersonaScope(
        persona, frozenset(_with_support(graph, [topology.ids[step] for step in steps_on_the_way])), ways
    )


def _with_support(graph: ServiceGraph, walked: list[str]) -> set[str]:
    """Return steps together with the supporting ones that they use, inform, or are informed by, near or far."""
    topology, steps = graph.topology, graph.blueprint.steps
    supporting = {name for name, number in topology.index.items() if not topology.in_flow[number]}
    beside: dict[str, list[str]] = {}
    for name, step in steps.items():
        for other in (*step.uses, *step.informs):
            beside.setdefault(name, []).append(other)
            beside.setdefault(other, []).append(name)
    supported = set(walked)
    queue = deque(walked)
    while queue:
        for other in beside.get(queue.popleft(), ()):
            if other in supporting and other not in supported:
                supported.add(other)
                queue.append(other)
    return supported
