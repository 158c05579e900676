"""Where journeys end: how often customers are helped, refused, give up, are passed on, or are stranded.

An absorbing Markov chain per persona: N = (I - Q)^-1 gives the expected visits v = s'N, B = NR where journeys end
(Kemeny and Snell 1960). Journeys that never come to an end are an outcome of their own. Where some wait for ever for
work beside the path that is never done, the chain is that over all situations that can come about; with more than
10,000 of them up to 20,000 journeys are drawn, always the same.
"""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Annotated

from msgspec import Struct

from journeymap.analysis import Analysis
from journeymap.graph.ended import ended_by_kind
from journeymap.graph.markov_chain import OUTCOMES
from journeymap.graph.units import COUNT, SHARE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.graph import ServiceGraph
    from journeymap.graph.evidence import Basis
    from journeymap.graph.per_persona import PersonaFigure

STRANDED = "stranded"
KINDS = (*OUTCOMES, STRANDED)


class PersonaOutcomes(Struct, frozen=True):
    """Where one persona's journeys go; all figures per customer who begins.

    `part` is this persona's part of all customers. `visits` are the expected visits to each step, infinite in a circle
    that nothing leaves; `done` is how often each step is done, also beside the customer's path because a step starts
    it, and infinite there too. `ends` is the probability of ending at each end step, `kinds` that of each kind of end
    and of being `stranded`. Of the stranded, `dead_ends` says at which step, `livelocks` in which circle of steps,
    `unaccounted` at which step the shares add up to less than one, `beginless` those who begin nowhere because the
    shares of the starts do; `practically_never` is the part that has a way to an
    end, but one so unlikely that no number can tell it from none. `waits` is the part that waits for ever at one of the
    steps `waits_at`. `errors` are the standard errors of the kinds: 0, but where some may wait for ever and there are
    too many situations to look at, so that journeys were drawn by chance.
    """

    persona: str
    part: Annotated[float, SHARE]
    visits: Annotated[Mapping[str, float], COUNT]
    done: Annotated[Mapping[str, float], COUNT]
    ends: Annotated[Mapping[str, float], SHARE]
    kinds: Annotated[Mapping[str, float], SHARE]
    dead_ends: Annotated[Mapping[str, float], SHARE]
    livelocks: Annotated[tuple[tuple[tuple[str, ...], float], ...], SHARE]
    unaccounted: Annotated[Mapping[str, float], SHARE]
    beginless: Annotated[float, SHARE]
    practically_never: Annotated[float, SHARE]
    waits: Annotated[float, SHARE]
    waits_at: tuple[str, ...]
    errors: Annotated[Mapping[str, float], SHARE]
    basis: Basis

    @property
    def helped(self) -> float:
        """The probability of being helped in the end."""
        return self.kinds["helped"]

    @property
    def stranded(self) -> float:
        """The probability of never coming to an end."""
        return self.kinds[STRANDED]


class Outcomes(Struct, frozen=True):
    """Where the journeys of all customers go: the spread over the personas of each kind of end and each end step."""

    by_persona: Mapping[str, PersonaOutcomes]
    kinds: Annotated[Mapping[str, PersonaFigure], SHARE]
    ends: Annotated[Mapping[str, PersonaFigure], SHARE]

    @property
    def helped(self) -> PersonaFigure:
        """The probability of being helped in the end."""
        return self.kinds["helped"]

    @property
    def stranded(self) -> PersonaFigure:
        """The probability of never coming to an end."""
        return self.kinds[STRANDED]

    def comers(self, step: str) -> tuple[str, ...]:
        """Return the personas who ever come to a step on their way, in the order of the file."""
        return tuple(name for name, outcomes in self.by_persona.items() if outcomes.visits.get(step, 0.0) != 0)

    def done(self, step: str) -> float:
        """Return how often a step is done for a customer, over all customers."""
        return sum(outcomes.done[step] * outcomes.part for outcomes in self.by_persona.values() if outcomes.part)


def compute(graph: ServiceGraph) -> Outcomes:
    """Return where journeys end."""
    by_persona = {persona: _of(graph, persona, part) for persona, part in graph.personas.items()}
    return Outcomes(
        by_persona,
        {
            kind: graph.spread({name: outcomes.kinds[kind] for name, outcomes in by_persona.items()}, "shares")
            for kind in KINDS
        },
        {
            end: graph.spread({name: outcomes.ends[end] for name, outcomes in by_persona.items()}, "shares")
            for end in graph.names(graph.topology.ends)
        },
    )


def _of(graph: ServiceGraph, persona: str, part: float) -> PersonaOutcomes:
    chain = graph.chain(persona)
    visits = chain.journey.states
    ids = graph.topology.ids
    ended_at, kinds = chain.ended_at, {**chain.outcomes, STRANDED: chain.stranded}
    waits = graph.waits_for_ever(persona)
    if waits is not None:
        ended_at = {step: waits.ended.get(state, 0.0) for step, state in chain.endings.items()}
        kinds = ended_by_kind(graph, persona)
        kinds[STRANDED] = max(0.0, 1 - fsum(kinds.values()))
    checked = graph.joined(persona)
    possible = {STRANDED, *(kind for kind, share in chain.outcomes.items() if share > 0)}
    return PersonaOutcomes(
        persona=persona,
        part=part,
        visits=dict(zip(ids, visits, strict=False)),
        done=dict(zip(ids, chain.done, strict=True)),
        ends={ids[end]: ended_at.get(end, 0.0) for end in graph.topology.ends},
        kinds=kinds,
        dead_ends={ids[step]: mass for step, mass in chain.dead_ends.items()},
        livelocks=tuple((graph.names(circle), mass) for circle, mass in chain.livelocks),
        unaccounted={ids[step]: visits[step] * left for step, left in chain.unaccounted.items() if visits[step] > 0},
        beginless=chain.beginless,
        practically_never=chain.journey.never,
        waits=0.0 if waits is None else waits.blocked,
        waits_at=() if waits is None else graph.names(waits.steps),
        errors={
            kind: checked.error(share) if checked is not None and kind in possible else 0.0
            for kind, share in kinds.items()
        },
        basis=graph.basis(persona, "shares"),
    )


ANALYSIS = Analysis(name="outcomes", compute=compute)
