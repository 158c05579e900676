"""What no journey can do without: the systems, actors and support steps that every way to a good end needs.

A step needs the systems it `uses`, whoever acts in it, and what the steps that it waits for need in their turn. Where
a step has a fail point that recovers elsewhere, the journey can go that way without it. So each such step is split in
two, before it is done and done; only the second half needs anything. What is needed on every way is then found by
taking the steps that need it away and looking whether a good end can still be reached.
"""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Annotated

from msgspec import Struct

from journeymap.analysis import Analysis
from journeymap.graph.markov_chain import Chain
from journeymap.graph.topology import DETOURS, EdgeKind
from journeymap.graph.units import SHARE, STEP
from journeymap.model.lanes import ORGANISATION_LANES
from journeymap.numerics.components import required_labels, required_nodes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from journeymap.graph import ServiceGraph, Topology


class Need(Struct, frozen=True):
    """Something that every way to a good end needs.

    `kind` is `system`, `actor` or `step` (a support step that others use), `id` its id in the file, `steps` those on
    the path that need it, in the order of the file, `carried` the part of all customers who come to any of these.
    """

    kind: str
    id: str
    steps: Annotated[tuple[int, ...], STEP]
    carried: Annotated[float, SHARE] = 0.0


class Dependence(Struct, frozen=True):
    """What every way from a start to a good end goes through.

    `needs` are the things every such way needs, in the order of the file; `steps` the steps themselves, in the order in
    which they are met; `way` is a shortest way from a start to a good end. All empty when there is none.
    """

    needs: tuple[Need, ...]
    steps: Annotated[tuple[int, ...], STEP]
    way: Annotated[tuple[int, ...], STEP]


def dependence(graph: ServiceGraph) -> Dependence:
    """Find what no way to a good end can do without."""
    topology = graph.topology
    path = topology.path
    good = [step for step in path.order if topology.outcomes[step] == "helped"]
    if not good:
        return Dependence((), (), ())
    successors, done = _split(topology)
    bearers = _bearers(graph)
    labels = [[done[step] for step in steps] for steps in bearers.values()]
    targets = [done[step] for step in good]
    required = required_labels(successors, topology.starts, targets, labels)
    named = list(bearers.items())
    order = {key: place for place, key in enumerate(_in_file(graph))} if required else {}
    needs = []
    for (kind, name), bearing in (named[number] for number in required):
        steps = tuple(step for step in bearing if step in path)
        needs.append(Need(kind, name, steps, _coming(graph, steps)))
    needs.sort(key=lambda need: order[need.kind, need.id])
    met = required_nodes(topology.successors, topology.starts, good)
    return Dependence(tuple(needs), tuple(met), tuple(path.path(good[0])))


def _coming(graph: ServiceGraph, steps: Collection[int]) -> float:
    """Return the part of all customers who come to any of some steps: journeys are followed no further than these."""
    topology = graph.topology
    stopped = {edge for step in steps for edge in topology.ways[step]}
    known: dict[int, float] = {}
    total = 0.0
    for persona, part in graph.personas.items():
        chain = graph.chain(persona)
        if id(chain) not in known:
            cut = [0.0 if edge in stopped else chance for edge, chance in enumerate(chain.probabilities)]
            passes = Chain(topology, cut).passes
            known[id(chain)] = fsum(passes[step] for step in steps)
        total += part * known[id(chain)]
    return min(1.0, total)


def _split(topology: Topology) -> tuple[list[list[int]], list[int]]:
    """Return the ways of the graph with split steps, and per step the number of its second half."""
    size = len(topology)
    successors: list[list[int]] = []
    done = list(range(size))
    halves: list[list[int]] = []
    for step, edges in enumerate(topology.ways):
        recovered = [edge for edge in edges if topology.kinds[edge] in DETOURS]
        if not recovered:
            successors.append(topology.successors[step])
            continue
        done[step] = size + len(halves)
        successors.append([*(topology.targets[edge] for edge in recovered), done[step]])
        halves.append([topology.targets[edge] for edge in edges if topology.kinds[edge] is EdgeKind.NEXT])
    return [*successors, *halves], done


def _bearers(graph: ServiceGraph) -> dict[tuple[str, str], list[int]]:
    """Return the steps that need each thing, in the order of the file."""
    topology = graph.topology
    bearing = set(graph.stated.at("uses"))
    if graph.blueprint.actors:
        bearing.update(number for lane in ORGANISATION_LANES for number in graph.stated.at(lane))
    own = {step: list(_own(graph, step)) for step in sorted(bearing)}
    named: dict[tuple[str, str], list[int]] = {}
    for step in range(len(topology)) if topology.has_concurrency else own:
        for needed in _needed(topology, step) if topology.has_concurrency else (step,):
            for thing in own.get(needed, ()):
                bearers = named.setdefault(thing, [])
                if not bearers or bearers[-1] != step:
                    bearers.append(step)
    return named


def _own(graph: ServiceGraph, number: int) -> Iterable[tuple[str, str]]:
    """Return what a step itself needs, through the support steps that it uses too."""
    steps, systems, actors = graph.blueprint.steps, graph.blueprint.systems, graph.blueprint.actors
    first = graph.name(number)
    queue, seen = [first], {first}
    for name in queue:  # grows while it is read
        step = steps[name]
        for lane in ORGANISATION_LANES:
            for cell in step.cells(lane):
                if cell.by is not None and cell.by in actors:
                    yield "actor", cell.by
        for used in step.uses:
            if used in systems:
                yield "system", used
            elif used in steps and used not in seen:
                seen.add(used)
                queue.append(used)
                yield "step", used


def _needed(topology: Topology, step: int) -> Iterable[int]:
    """Return a step and all that it waits for, and what they wait for."""
    queue, seen = [step], {step}
    for number in queue:  # grows while it is read
        for edge in topology.incoming[number]:
            source = topology.sources[edge]
            if topology.kinds[edge] is EdgeKind.NEEDS and source not in seen:
                seen.add(source)
                queue.append(source)
    return queue


def _in_file(graph: ServiceGraph) -> Iterable[tuple[str, str]]:
    blueprint = graph.blueprint
    for kind, names in (("system", blueprint.systems), ("actor", blueprint.actors), ("step", blueprint.steps)):
        for name in names:
            yield kind, name


ANALYSIS = Analysis("dependence", dependence)
