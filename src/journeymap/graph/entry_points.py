"""Where journeys begin when no step of the file says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.numerics.components import Successors, search, strong_components

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.graph.topology import Topology
    from journeymap.model.blueprint import Blueprint


def presumed_starts(blueprint: Blueprint, topology: Topology) -> list[int]:
    """Return the steps of the flow that nothing leads to and that do not say whether journeys begin there.

    Left out, wherever others remain: work out of sight that never comes to a touchpoint; a step that stands alone, for
    nobody begins where nothing follows; and what answers to a step of the customer because that step `informs` it,
    such as the desk that greets whoever walks in.
    """
    steps = list(blueprint.steps.values())
    begun = [
        number
        for number, inside in enumerate(topology.in_flow)
        if inside and (steps[number].start or (steps[number].start is None and not topology.incoming[number]))
    ]
    return [number for number in _entered(blueprint, topology, begun) if steps[number].start is None]


def _entered(blueprint: Blueprint, topology: Topology, begun: list[int]) -> list[int]:
    """Return at which of some steps a journey is begun; those of which it is stated are among them."""
    if len(begun) < 2:
        return begun
    steps = list(blueprint.steps.values())
    touchpoints = [number for number, step in enumerate(steps) if step.is_touchpoint]
    comes_out = search(topology.predecessors, touchpoints)
    begun = [number for number in begun if number in comes_out] or begun
    # An arrow to a step that is not there was still meant to lead on.
    begun = [number for number in begun if topology.outgoing[number] or steps[number].next] or begun
    prompts = prompted_by(blueprint, topology)
    if len(begun) < 2 or not any(step.informs for step in steps):
        return begun
    answers = _behind(prompts, [number for number in begun if steps[number].customer])
    return [number for number in begun if not answers[number]]


def prompted_by(blueprint: Blueprint, topology: Topology) -> list[list[int]]:
    """Return per step the steps that it sets going in any way: by the flow, by being waited for, or by informing."""
    index = topology.index
    prompts = [[topology.targets[edge] for edge in edges] for edges in topology.outgoing]
    for number, step in enumerate(blueprint.steps.values()):
        if step.informs:
            prompts[number] += [index[name] for name in step.informs if name in index]
    return prompts


def _behind(prompts: Successors, beginnings: Sequence[int]) -> list[bool]:
    """Return per step whether another of the beginnings leads to it; of those that lead to each other, not the first.

    Linear: the components are walked from the front to the back of the graph.
    """
    components = strong_components(prompts)
    component = components.component
    first: dict[int, int] = {}
    for number in beginnings:
        first.setdefault(component[number], number)
    behind = [False] * components.count
    members = components.members()
    for number in range(components.count - 1, -1, -1):
        if behind[number] or number in first:
            for step in members[number]:
                for target in prompts[step]:
                    if component[target] != number:
                        behind[component[target]] = True
    return [behind[part] or (part in first and first[part] != step) for step, part in enumerate(component)]
