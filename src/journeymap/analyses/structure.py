"""How the service is built: how many steps, how much of it is open to chance, how much of it the customer is part of.

* complexity (the number and intricacy of steps) and divergence (the latitude in them): Shostack 1987. Intricacy is the
  cyclomatic number E - V + 2 (McCabe 1976); divergence the entropy of the choices in bits (Shannon 1948), summed along
  the way it is the entropy of the whole path (Ekroot and Cover 1993).
* contact ratio = contact time / service creation time; potential efficiency = 1 - contact ratio (Chase 1978).
* process-cycle efficiency = time in which somebody works / time that passes (George 2002).
* moments of truth: every meeting of customer and organisation (Normann 1984); the important ones are those rated in the
  top quarter of the scale.
* first time right: the probability that a journey meets no failure, the product of 1 - p along its way.
"""

from __future__ import annotations

from math import fsum, inf, log2
from typing import TYPE_CHECKING, Annotated

from msgspec import Struct

from journeymap.analysis import Analysis
from journeymap.graph.markov_chain import OUTCOMES
from journeymap.graph.per_persona import PersonaFigure
from journeymap.graph.topology import DETOURS, EdgeKind
from journeymap.graph.units import BITS, COUNT, PART_OF_SCALE, SHARE
from journeymap.numerics.absorption import Absorption

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from journeymap.graph import ServiceGraph
    from journeymap.graph.evidence import Kind
    from journeymap.graph.markov_chain import Chain

IMPORTANT = 0.75


class MomentOfTruth(Struct, frozen=True):
    """A meeting of customer and organisation; `visits`, and `importance` from 0 to 1, with their spread."""

    step: str
    visits: Annotated[PersonaFigure, COUNT]
    importance: Annotated[PersonaFigure, PART_OF_SCALE]
    important: bool


class Structure(Struct, frozen=True):
    """The build of the service.

    Of all `steps`, the customer does or sees the `touchpoints`, `backstage` lie out of sight, `supporting` are no
    part of the flow. `arrows` are the choices and recoveries, `choices` the steps with more than one way on,
    `cyclomatic` = arrows - steps of the flow + 2. `divergence` is the sum of the entropies of all choices in bits,
    `path_divergence` the entropy of one journey's path (infinite where it chooses for ever), `choice_entropy` that of
    each choice over all customers. `contact_ratio`, `potential_efficiency` and `cycle_efficiency` run from 0 to 1, None
    where no time is stated. `first_time_right` is the probability of meeting no fail point, None where none has a
    share.
    """

    steps: Annotated[int, COUNT]
    touchpoints: Annotated[int, COUNT]
    backstage: Annotated[int, COUNT]
    supporting: Annotated[int, COUNT]
    arrows: Annotated[int, COUNT]
    choices: Annotated[int, COUNT]
    cyclomatic: Annotated[int, COUNT]
    divergence: Annotated[PersonaFigure, BITS]
    path_divergence: Annotated[PersonaFigure, BITS]
    choice_entropy: Annotated[Mapping[str, float], BITS]
    contact_ratio: Annotated[PersonaFigure, SHARE]
    potential_efficiency: Annotated[PersonaFigure, SHARE]
    cycle_efficiency: Annotated[PersonaFigure, SHARE]
    first_time_right: Annotated[PersonaFigure, SHARE]
    moments_of_truth: tuple[MomentOfTruth, ...]


def compute(graph: ServiceGraph) -> Structure:
    """Return how the service is built."""
    topology, times = graph.topology, graph.times
    steps = graph.blueprint.steps
    in_flow = sum(topology.in_flow)
    seen = graph.stated.touchpoints
    contact = [0.0] * len(topology)
    for number in graph.stated.at("customer"):
        contact[number] = times.work[number] if graph.step(number).customer else 0.0
    totals = times.total
    failing = _failing(graph)
    chains = {persona: graph.chain(persona) for persona in graph.personas}
    entropies = {id(chain): _entropies(chain) for chain in chains.values()}

    def spread(figure: Callable[[Chain], float | None], *kinds: Kind) -> PersonaFigure:
        return graph.spread({persona: figure(chain) for persona, chain in chains.items()}, "shares", *kinds)

    # Of what goes round for ever one round is as good as all of them, for what part of it is contact.
    def contact_ratio(chain: Chain) -> float | None:
        return _ratio(chain.total_of_a_round(contact), chain.total_of_a_round(times.work))

    def potential(chain: Chain) -> float | None:
        ratio = contact_ratio(chain)
        return None if ratio is None else 1 - ratio

    def efficiency(chain: Chain) -> float | None:
        on_way = fsum(chain.flow(edge) * minutes for edge, minutes in times.total_on_way.items())
        return _ratio(chain.total(times.work), chain.total(totals) + on_way)

    return Structure(
        steps=len(steps),
        touchpoints=sum(seen),
        backstage=in_flow - sum(seen),
        supporting=len(steps) - in_flow,
        arrows=sum(len(edges) for edges in topology.ways),
        choices=sum(len(edges) > 1 for edges in topology.ways),
        cyclomatic=sum(len(edges) for edges in topology.ways) - in_flow + 2 if in_flow else 0,
        divergence=spread(lambda chain: fsum(entropies[id(chain)].values())),
        path_divergence=spread(
            lambda chain: fsum(
                (inf if step in chain.ceaseless else chain.passes[step]) * bits
                for step, bits in entropies[id(chain)].items()
            )
        ),
        choice_entropy=_per_choice(graph, entropies),
        contact_ratio=spread(contact_ratio, "times"),
        potential_efficiency=spread(potential, "times"),
        cycle_efficiency=spread(efficiency, "times"),
        first_time_right=spread(lambda chain: None if failing is None else _first_time_right(chain, failing), "fails"),
        moments_of_truth=tuple(_moments(graph)),
    )


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _entropies(chain: Chain) -> dict[int, float]:
    """Return the entropy in bits of each choice that is one."""
    entropies = {}
    for step, shares in enumerate(chain.shares):
        if len(shares) > 1 and step not in chain.ends:
            bits = -fsum(share * log2(share) for share in shares if share > 0)
            if bits > 0:
                entropies[step] = bits
    return entropies


def _per_choice(graph: ServiceGraph, entropies: Mapping[int, Mapping[int, float]]) -> dict[str, float]:
    """Return the entropy of each choice, the mean over the personas weighted by their parts."""
    by_choice: dict[int, float] = {}
    for persona, part in graph.personas.items():
        for step, bits in entropies[id(graph.chain(persona))].items():
            by_choice[step] = by_choice.get(step, 0.0) + part * bits
    return {graph.name(step): by_choice[step] for step in sorted(by_choice)}


def _failing(graph: ServiceGraph) -> list[float] | None:
    """Return for each step how likely a failure is that has no way of its own; None where no share is stated at all."""
    stated = False
    steps = graph.blueprint.steps
    failing = [0.0] * len(steps)
    for number in graph.stated.at("fails"):
        for fail in graph.step(number).fails:
            stated = stated or fail.share is not None
            if fail.share is not None and fail.recover not in steps:
                failing[number] = 1 - (1 - failing[number]) * (1 - fail.share)
    return failing if stated else None


def _first_time_right(chain: Chain, failing: Sequence[float]) -> float:
    """Return the probability that a journey comes to an end without meeting a failure."""
    kinds, ways = chain.topology.kinds, chain.topology.ways
    recovers = not DETOURS.isdisjoint(kinds)
    successors, shares = list(chain.successors), list(chain.shares)
    for step, edges in enumerate(ways):
        chances = chain.shares[step]
        recovering = [place for place, edge in enumerate(edges) if kinds[edge] is not EdgeKind.NEXT] if recovers else ()
        if not chances or not (recovering or failing[step]):
            continue
        kept = [share * (1 - failing[step]) for share in chances] if failing[step] else list(chances)
        for place in recovering:
            kept[place] = 0.0
        failed = 1 - fsum(kept)
        if failed > 0:
            successors[step] = [*chain.successors[step], chain.nowhere]
            kept.append(failed)
        shares[step] = kept
    flawless = Absorption(successors, shares, chain.ends, len(OUTCOMES))
    states = flawless.visits(chain.start).states
    # A failure at an end itself has not yet been counted where journeys can only end.
    return fsum(states[state] * (1 - failing[step] if state == step else 1.0) for step, state in chain.endings.items())


def _moments(graph: ServiceGraph) -> Iterator[MomentOfTruth]:
    scale = graph.blueprint.scale
    stated = graph.evidence.counts("ratings")
    done = {persona: graph.chain(persona).done for persona in graph.personas}
    lived = {persona: graph.ratings.lived(persona) for persona in graph.personas}
    unrated = PersonaFigure.of(dict.fromkeys(graph.personas), graph.personas)
    basis = graph.basis(None, "shares")
    for number, (step, is_contact) in enumerate(zip(graph.stated.steps, graph.stated.contacts, strict=True)):
        if not is_contact:
            continue
        rated = unrated
        if step.experience:
            importance: dict[str, float | None] = {}
            for persona, of_persona in lived.items():
                rating = of_persona.get(number)
                value = None if rating is None else rating.importance
                importance[persona] = None if value is None else (value - scale.low) / scale.width
            if any(value is not None for value in importance.values()):
                rated = PersonaFigure.of(importance, graph.personas, graph.evidence.step(number, stated[number]))
        yield MomentOfTruth(
            step=graph.name(number),
            visits=PersonaFigure.of({persona: times[number] for persona, times in done.items()}, graph.personas, basis),
            importance=rated,
            important=rated is not unrated and (highest := rated.highest) is not None and highest[1] >= IMPORTANT,
        )


ANALYSIS = Analysis(name="structure", compute=compute)
