"""Times that are held against the service and against the customer: terms over several steps, promises, deadlines.

A term begins to run when its first step is done and is kept when its last step is done in time. How long that takes is
that of journeys drawn by chance from the first step on, of those who come to the last one: half of them, nine in ten,
and the part that is in time, each with its standard error.
"""

from __future__ import annotations

from functools import cached_property
from math import fsum, sqrt
from typing import TYPE_CHECKING, Annotated

from msgspec import Struct

from journeymap.analysis import Analysis
from journeymap.graph import connect
from journeymap.graph.markov_chain import HELPED
from journeymap.graph.sampling import draw_journeys, is_certain
from journeymap.graph.step_times import step_times
from journeymap.graph.topology import CHOICES, EdgeKind
from journeymap.graph.units import INTERNAL, MINUTES, SHARE, derived
from journeymap.graph.vocabulary import is_receiving, tells_when
from journeymap.numerics import simulation
from journeymap.numerics.components import search
from journeymap.numerics.simulation import Estimate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from journeymap.graph import ServiceGraph
    from journeymap.graph.evidence import Basis
    from journeymap.graph.markov_chain import Chain
    from journeymap.graph.per_persona import PersonaFigure
    from journeymap.model.blueprint import Blueprint, Term
    from journeymap.model.quantities import Duration
    from journeymap.model.step import Deadline, Step

_SEED = 20260901
_MOST, _LEAST, _STEPS = 10_000, 200, 200_000
# Times that are equal on paper differ in the last digit once they went through a calendar.
_EXACT = 1 + 1e-9
_DONE = "(done)"  # no id of a step holds a space


class TermTime(Struct, frozen=True):
    """How long it takes from the end of one step to the end of another, held against the time that it may take.

    `within` is the term in minutes that pass on the calendar, `serves` who set it.
    `slowest` is the step in between that takes most of the time, `place` that of the term among those of the file.
    `arrived` is the part of the customers at the first step who come to the last one; all that follows is of these and
    None where nobody does or no time is stated. `mean`, `p50` and `p90` are times, `kept` is the chance that the term
    is kept, `kept_by` the same of each persona.
    """

    name: str | None
    source: str
    target: str
    within: Annotated[float, MINUTES]
    serves: str | None
    arrived: Annotated[PersonaFigure, SHARE]
    mean: Annotated[Estimate | None, MINUTES]
    p50: Annotated[Estimate | None, MINUTES]
    p90: Annotated[Estimate | None, MINUTES]
    kept: Annotated[Estimate | None, SHARE]
    kept_by: Annotated[Mapping[str, Estimate], SHARE]
    slowest: str | None
    basis: Basis
    place: Annotated[int, INTERNAL] = 0

    def kept_for(self, persona: str | None) -> Estimate | None:
        """Return the chance that the term is kept for a persona, or with None for all; None when it is not known."""
        return self.kept if persona is None else self.kept_by.get(persona)


class PromiseKept(Struct, frozen=True):
    """A promise: at which step, how long in minutes on the calendar, and the chance that it is kept.

    `reached` is how many of the customers ever come to the step; `kept` is None where no time is stated there.
    """

    step: str
    promise: Annotated[float, MINUTES]
    reached: Annotated[float, SHARE]
    kept: Annotated[float | None, SHARE]
    basis: Basis


class DeadlineMet(Struct, frozen=True):
    """A deadline that the customer must meet: at which step, and on which way from it, None for the step itself.

    `within` is in minutes on the calendar. `way` is the way that is taken when it is missed, `missed` the part of the
    customers at the step who take it: None where no such way is named. `told` names the steps on some way to it, this
    one included, that tell the customer anything; `dated` those where a text speaks of a time by which to do it.
    """

    step: str
    target: str | None
    within: Annotated[float, MINUTES]
    way: str | None
    missed: Annotated[PersonaFigure | None, SHARE]
    told: tuple[str, ...]
    dated: tuple[str, ...]


class Pledge(Struct, frozen=True):
    """A time that customers may count on: a promise at the step `target`, or a term from `source` to `target`.

    `within` is in minutes on the calendar; `serves` who set a term. `personas` are those who ever come there, empty for
    all; `reached` is the part of all customers who do. `kept` is the chance that it is kept, with `error`, its standard
    error, where journeys were simulated; None where no time is stated.
    """

    name: str | None
    source: str | None
    target: str
    within: Annotated[float, MINUTES]
    serves: str | None
    personas: tuple[str, ...]
    reached: Annotated[float | None, SHARE]
    kept: Annotated[float | None, SHARE]
    error: Annotated[float, SHARE]
    basis: Basis


class Terms(Struct, frozen=True, dict=True):
    """All times that are held against somebody: terms, promises and deadlines, each in the order of the file."""

    terms: tuple[TermTime, ...]
    deadlines: tuple[DeadlineMet, ...]
    _graph: ServiceGraph

    @cached_property
    @derived()
    def promises(self) -> tuple[PromiseKept, ...]:
        """The promises of the steps, and what becomes of them."""
        # Found when they are asked for: the terms alone need not know how long every step takes.
        steps = self._graph.blueprint.steps.values()
        return tuple(_promises(self._graph)) if any(step.promise is not None for step in steps) else ()

    @cached_property
    @derived()
    def register(self) -> tuple[Pledge, ...]:
        """The promise register: all terms and promises, what is kept least first, what is not known last."""
        pledges = [*(_of_term(self._graph, term) for term in self.terms), *_of_promises(self._graph, self.promises)]
        return tuple(sorted(pledges, key=lambda pledge: 2.0 if pledge.kept is None else pledge.kept))


def compute(graph: ServiceGraph) -> Terms:
    """Return what is kept of the terms, and what the customer must keep."""
    steps = graph.blueprint.steps
    return Terms(
        tuple(
            _term(graph, term, place)
            for place, term in enumerate(graph.blueprint.terms)
            if term.from_ in steps and term.to in steps and term.from_ != term.to
        ),
        tuple(_deadlines(graph)),
        graph,
    )


def _minutes(graph: ServiceGraph, time: Duration) -> float:
    return graph.calendar.on_average(time).most


def _term(graph: ServiceGraph, term: Term, place: int) -> TermTime:
    between = connect(_between(graph, term))
    within = _minutes(graph, term.within)
    drawn: dict[int, list[float]] = {}
    weights: dict[int, float] = {}  # by chain: who walks alike is drawn once
    walks: dict[str, int] = {}
    spent = [0.0] * len(between.topology)
    for seed, (persona, part) in enumerate(graph.personas.items(), _SEED):
        chain = between.chain(persona)
        walks[persona] = id(chain)
        begun = part * graph.chain(persona).passes[graph.topology.index[term.from_]]
        weights[id(chain)] = weights.get(id(chain), 0.0) + begun * chain.outcomes["helped"]
        if id(chain) not in drawn:
            drawn[id(chain)] = _times_of(between, chain, seed)
        for step, passes in enumerate(chain.passes):
            spent[step] += begun * passes * between.times.total[step]
    together = _mixed(weights, drawn)
    return TermTime(
        name=term.name,
        source=term.from_,
        target=term.to,
        within=within,
        serves=term.serves,
        arrived=graph.spread({who: between.chain(who).outcomes["helped"] for who in graph.personas}, "shares"),
        mean=simulation.mean(together) if together else None,
        p50=simulation.quantile(together, 0.5) if together else None,
        p90=simulation.quantile(together, 0.9) if together else None,
        kept=_kept(together, within),
        kept_by={
            who: kept
            for who, walk in walks.items()
            if weights[walk] and (kept := _kept(drawn[walk], within)) is not None
        },
        slowest=between.name(max(range(len(spent)), key=spent.__getitem__)) if any(spent) else None,
        basis=between.basis(None, "shares", "times"),
        place=place,
    )


def _times_of(between: ServiceGraph, chain: Chain, seed: int) -> list[float]:
    """Return the times of journeys of a chain that come to the last step; none where no time is stated."""
    if not between.times.stated:
        return []
    count = max(_LEAST, min(_MOST, int(_STEPS / max(1.0, fsum(chain.passes)))))
    if is_certain(chain, between.times):
        return draw_journeys(chain, between.times, seed, 1).totals((HELPED,)) * count
    return draw_journeys(chain, between.times, seed, count).totals((HELPED,))


def _kept(totals: Sequence[float], within: float) -> Estimate | None:
    """Return the part of the times that is no longer than the term; its standard error is that of a proportion."""
    if not totals:
        return None
    share = sum(minutes <= within * _EXACT for minutes in totals) / len(totals)
    return Estimate(share, sqrt(share * (1 - share) / len(totals)))


def _mixed(weights: Mapping[int, float], drawn: Mapping[int, Sequence[float]]) -> list[float]:
    """Return times of all customers together: so many of each chain as there are among those who arrive."""
    whole = fsum(weight for walk, weight in weights.items() if drawn[walk])
    parts = {walk: weight / whole for walk, weight in weights.items() if weight and drawn[walk]} if whole else {}
    size = min((len(drawn[walk]) / part for walk, part in parts.items()), default=0.0)
    return [minutes for walk, part in parts.items() for minutes in drawn[walk][: round(size * part)]]


def _between(graph: ServiceGraph, term: Term) -> Blueprint:
    """Return the blueprint of the journeys that begin when the first step of a term is done, and end at its last."""
    steps: dict[str, Step] = {}
    topology = graph.topology
    onwards = [
        [topology.targets[edge] for edge in edges if topology.kinds[edge] in (*CHOICES, EdgeKind.STARTS)]
        for edges in topology.outgoing
    ]
    # What was begun before the term runs cannot be waited for here: it is taken to be done, as its first step is.
    ahead = set(graph.names(list(search(onwards, [topology.index[term.from_]]).order))) - {term.from_}
    first = graph.blueprint.steps[term.from_]
    # Who comes back to the first step is in it once more: so the term begins at another one that takes no time.
    steps[f"{term.from_} {_DONE}"] = first.model_copy(
        update={"start": True, "wait": None, "takes": None, "lasts": None, "needs": (), "end": None}
    )
    for name, step in graph.blueprint.steps.items():
        update: dict[str, object] = {"start": 0.0, "needs": tuple(needed for needed in step.needs if needed in ahead)}
        if name == term.to:
            update |= {"end": "helped", "next": {}, "fails": (), "starts": ()}
        elif step.end == "helped":
            update["end"] = "transferred"
        steps[name] = step.model_copy(update=update)
    return graph.blueprint.model_copy(update={"steps": steps})


def _promises(graph: ServiceGraph) -> Iterator[PromiseKept]:
    times = step_times(graph)
    for number in graph.stated.at("promise"):
        name, step = graph.name(number), graph.stated.steps[number]
        if step.promise is None or (time := times.get(name)) is None or time.promise is None:
            continue
        reached = fsum(part * min(1.0, graph.chain(who).passes[number]) for who, part in graph.personas.items())
        late = time.late(time.promise, working=step.promise.working) if time.is_timed else None
        yield PromiseKept(name, time.promise, reached, None if late is None else 1 - late, time.basis)


def _deadlines(graph: ServiceGraph) -> Iterator[DeadlineMet]:
    stated = graph.stated
    for number in sorted({*stated.at("deadline"), *stated.on_ways("deadline")}):
        step = stated.steps[number]
        if step.deadline is not None:
            yield _deadline(graph, number, None, step.deadline)
        for target, flow in step.next.items():
            if flow.deadline is not None:
                yield _deadline(graph, number, target, flow.deadline)


def _deadline(graph: ServiceGraph, number: int, target: str | None, deadline: Deadline) -> DeadlineMet:
    topology = graph.topology
    way = next((edge for edge in topology.ways[number] if graph.name(topology.targets[edge]) == deadline.missed), None)
    missed = None
    if way is not None:
        chances = {who: graph.chain(who).probabilities[way] for who in graph.personas}
        missed = graph.spread(chances, "shares", among={who: graph.chain(who).passes[number] for who in chances})
    before = search(_backwards(graph), [number]).order
    told = sorted(step for step in before if graph.step(step).tells)
    dated = sorted(step for step in before if _says_when(graph.step(step)))
    return DeadlineMet(
        graph.name(number), target, _minutes(graph, deadline.within), deadline.missed, missed, graph.names(told),
        graph.names(dated),
    )  # fmt: skip


def _says_when(step: Step) -> bool:
    """Whether a step tells by when: what the customer does there, and is not told, says nothing of it."""
    told = (*step.evidence, *step.frontstage, *(cell for cell in step.customer if is_receiving(cell.does)))
    return any(map(tells_when, (*step.tells, *(cell.does for cell in told))))


def _of_term(graph: ServiceGraph, term: TermTime) -> Pledge:
    begun = {
        who: part * min(1.0, graph.chain(who).passes[graph.topology.index[term.source]])
        for who, part in graph.personas.items()
    }
    arriving = [who for who, part in begun.items() if part and term.arrived.by_persona.get(who)]
    kept = term.kept
    return Pledge(
        term.name, term.source, term.target, term.within, term.serves, graph.unless_all(tuple(arriving)),
        fsum(part * (term.arrived.by_persona.get(who) or 0.0) for who, part in begun.items()),
        None if kept is None else kept.value, 0.0 if kept is None else kept.standard_error, term.basis,
    )  # fmt: skip


def _of_promises(graph: ServiceGraph, promises: Iterable[PromiseKept]) -> Iterator[Pledge]:
    for promise in promises:
        number = graph.topology.index[promise.step]
        coming = tuple(who for who, part in graph.personas.items() if part and graph.chain(who).passes[number])
        yield Pledge(
            None, None, promise.step, promise.promise, None, graph.unless_all(coming), promise.reached, promise.kept,
            0.0, promise.basis,
        )  # fmt: skip


def _backwards(graph: ServiceGraph) -> list[list[int]]:
    topology = graph.topology
    return [
        [topology.sources[edge] for edge in edges if topology.kinds[edge] in CHOICES] for edges in topology.incoming
    ]


ANALYSIS = Analysis(name="terms", compute=compute)
