"""Which steps and arrows are on the way of one persona."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.drawing.name_lookup import named
from journeymap.graph.topology import EdgeKind
from journeymap.i18n.messages import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.graph import ServiceGraph
    from journeymap.layout.sheet import Arrow

_CHOICES = {"flow": EdgeKind.NEXT, "recover": EdgeKind.RECOVER}


class Walk(Struct, frozen=True):
    """Where a persona may come: the steps, and the arrows of choice by where they begin, where they lead and as what.

    What is done beside the way and what supports it belongs to it too.
    """

    persona: str
    steps: frozenset[str]
    ways: frozenset[tuple[str, str, EdgeKind]]

    def holds(self, arrow: Arrow, step_of: Mapping[str, str]) -> bool:
        """Whether an arrow is on the way; `step_of` names the step of each card."""
        source, target = step_of[arrow.source], step_of[arrow.target]
        if arrow.kind in _CHOICES:
            return (source, target, _CHOICES[arrow.kind]) in self.ways
        return source in self.steps and target in self.steps


def persona_called(graph: ServiceGraph, word: str) -> str:
    """Return the id of a persona by its id or name; ChoiceError when the blueprint has none of that name."""
    known = {name: persona.name or "" for name, persona in graph.blueprint.personas.items()}
    return named(word, known, say('no persona is called "{name}"', name=word), say("this blueprint names no personas"))


def walk_of(graph: ServiceGraph, persona: str) -> Walk:
    """Return the way of a persona: what it may come to, without the arrows whose share is 0 for it."""
    topology, paths = graph.topology, graph.paths(persona)
    found = dict.fromkeys(paths.reached.order)
    queue = deque(found)
    while queue:
        step = queue.popleft()
        started = (
            topology.targets[edge] for edge in topology.outgoing[step] if topology.kinds[edge] is EdgeKind.STARTS
        )
        for after in (*started, *paths.successors[step]):
            if after not in found:
                found[after] = None
                queue.append(after)
    ways = frozenset(
        (topology.ids[step], topology.ids[topology.targets[edge]], topology.kinds[edge])
        for step in found
        for edge in paths.ways[step]
    )
    return Walk(persona, frozenset(_with_support(graph, [topology.ids[step] for step in found])), ways)


def _with_support(graph: ServiceGraph, walked: list[str]) -> set[str]:
    """Return steps together with the supporting ones that they use, inform, or are informed by, near or far."""
    topology, steps = graph.topology, graph.blueprint.steps
    supporting = {name for name, number in topology.index.items() if not topology.in_flow[number]}
    beside: dict[str, list[str]] = {}
    for name, step in steps.items():
        for other in (*step.uses, *step.informs):
            beside.setdefault(name, []).append(other)
            beside.setdefault(other, []).append(name)
    found = set(walked)
    queue = deque(walked)
    while queue:
        for other in beside.get(queue.popleft(), ()):
            if other in supporting and other not in found:
                found.add(other)
                queue.append(other)
    return found
