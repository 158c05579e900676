"""What hangs on one thing of a blueprint: a system, an actor, a channel, a source or a step, forwards and backwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from journeymap.graph.persona_scope import PersonaScope
from journeymap.model.lanes import LANES
from journeymap.numerics.absorption import Absorption
from journeymap.numerics.components import reverse, search

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from journeymap.graph.markov_chain import Chain
    from journeymap.graph.service_graph import ServiceGraph

Kind: TypeAlias = Literal["step", "system", "actor", "channel", "source"]


class Trace(Struct, frozen=True):
    """What hangs on one thing, by the ids of the file, steps in its order.

    `steps` are those that need it themselves: that use it, in which it acts, that happen through it, that rest on it
    as a source, or the step itself with those that use or wait for it. `after` are the steps that may come behind
    these, with the work that they start and the steps that learn from them, `before` those from which these are come
    to.
    `reached` is per persona the part of its customers who come to one of `steps`, `everyone` that of all. `needed`
    tells for which personas no way to being helped avoids all of them. `promises` are the steps among `steps` and
    `after` that promise a time, `terms` the terms (by first and last step) that run over one of `steps`. `blueprints`
    are other blueprints, as the file names them: those that `steps` stand for, and related ones that use a thing of the
    same id.
    """

    kind: Kind
    id: str
    steps: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    reached: Mapping[str, float]
    everyone: float
    needed: tuple[str, ...]
    promises: tuple[str, ...]
    terms: tuple[tuple[str, str], ...]
    blueprints: tuple[str, ...]


def traced(graph: ServiceGraph, name: str) -> tuple[tuple[Kind, str], ...]:
    """Return what has an id or a name: its kind and id, of all that match; empty when nothing does."""
    blueprint = graph.blueprint
    things: tuple[tuple[Kind, Mapping[str, object]], ...] = (
        ("step", blueprint.steps),
        ("system", blueprint.systems),
        ("actor", blueprint.actors),
        ("channel", blueprint.channels),
        ("source", blueprint.sources),
    )
    by_id = tuple((kind, name) for kind, known in things if name in known)
    wanted = " ".join(name.split()).casefold()
    return by_id or tuple(
        (kind, key)
        for kind, known in things
        for key, thing in known.items()
        if (getattr(thing, "name", None) or "").casefold() == wanted
    )


def trace(graph: ServiceGraph, kind: Kind, name: str) -> Trace:
    """Return what hangs on one thing."""
    topology = graph.topology
    steps = sorted(topology.index[step] for step in _bearing(graph, kind, name))
    onwards = _onwards(graph)
    after = search(onwards, steps).order
    before = search(reverse(onwards), steps).order
    own = set(steps)
    reached = {persona: _reaching(graph.chain(persona), steps) for persona in graph.personas}
    affected = graph.names(sorted({*own, *after}))
    return Trace(
        kind=kind,
        id=name,
        steps=graph.names(steps),
        before=graph.names(sorted(set(before) - own)),
        after=graph.names(sorted(set(after) - own)),
        reached=reached,
        everyone=sum(part * reached[persona] for persona, part in graph.personas.items()),
        needed=tuple(
            persona
            for persona in graph.personas
            if own and graph.paths(persona).good_steps and not graph.paths(persona).avoiding(own)
        ),
        promises=tuple(step for step in affected if graph.step(step).promise is not None),
        terms=tuple(
            (term.from_, term.to)
            for term in graph.blueprint.terms
            if term.from_ in topology.index
            and term.to in topology.index
            and own & _between(onwards, topology.index, term)
        ),
        blueprints=tuple(dict.fromkeys(_blueprints(graph, kind, name, graph.names(steps)))),
    )


def scope_of_trace(graph: ServiceGraph, traces: Iterable[Trace]) -> PersonaScope:
    """Return what hangs on things as a part of a drawing that stands out: what needs them, and what comes behind."""
    steps = frozenset(step for found in traces for step in (*found.steps, *found.after))
    topology = graph.topology
    ways = frozenset(
        (topology.ids[topology.sources[edge]], topology.ids[topology.targets[edge]], kind)
        for edge, kind in enumerate(topology.kinds)
        if {topology.ids[topology.sources[edge]], topology.ids[topology.targets[edge]]} <= steps
    )
    return PersonaScope("", steps, ways)


def _bearing(graph: ServiceGraph, kind: Kind, name: str) -> Iterator[str]:
    """Yield the steps that need a thing themselves."""
    for key, step in graph.blueprint.steps.items():
        acting = {cell.by for lane in LANES for cell in step.cells(lane)}
        chased = step.chased.channel if step.chased is not None else None
        bears = {
            "step": key == name or name in step.uses or name in step.needs,
            "system": name in step.uses,
            "actor": name in acting,
            "channel": name in step.channel or chased == name,
            "source": name in step.heard or any(name in note.heard for note in (*step.pains, *step.ideas, *step.notes)),
        }
        if bears[kind]:
            yield key


def _onwards(graph: ServiceGraph) -> list[list[int]]:
    """Return per step all that may come of it: its ways, what it starts, what waits for it, what learns from it."""
    topology = graph.topology
    onwards = [[topology.targets[edge] for edge in edges] for edges in topology.outgoing]
    for number, step in enumerate(graph.blueprint.steps.values()):
        onwards[number] += [topology.index[other] for other in step.informs if other in topology.index]
        for used in step.uses:
            if used in topology.index:
                onwards[topology.index[used]].append(number)
    return onwards


def _reaching(chain: Chain, steps: Sequence[int]) -> float:
    """Return the part of the customers of a chain who come to one of some steps on their way."""
    wanted = set(steps)
    stopping = {**{end: 1 for end in chain.ends if end not in wanted}, **dict.fromkeys(steps, 0)}
    successors = [[] if step in wanted else targets for step, targets in enumerate(chain.successors)]
    shares = [[] if step in wanted else each for step, each in enumerate(chain.shares)]
    return Absorption(successors, shares, stopping, 2).visits(chain.start).outcomes[0]


def _between(onwards: list[list[int]], index: Mapping[str, int], term: object) -> set[int]:
    first, last = index[getattr(term, "from_", "")], index[getattr(term, "to", "")]
    return set(search(onwards, [first]).order) & set(search(reverse(onwards), [last]).order)


def _blueprints(graph: ServiceGraph, kind: Kind, name: str, steps: tuple[str, ...]) -> Iterator[str]:
    for step in steps:
        journey = graph.step(step).journey
        if journey is not None:
            yield journey
    for file, other in graph.related.items() if kind != "step" else ():
        if any(True for _ in _bearing(other, kind, name)):
            yield file
