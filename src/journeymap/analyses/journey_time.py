"""How long a journey takes, and how much of that the customer waits without being told anything.

Expected total and spread from the first and second moments of an absorbing Markov chain with rewards (Kemeny and Snell
1960; Howard 1971). What a customer waits for work that goes on beside the path, and P50 and P90, come from journeys
that are drawn by chance, with their standard error.
"""

from __future__ import annotations

from functools import cached_property
from math import fsum, inf, sqrt
from typing import TYPE_CHECKING, Annotated, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from journeymap.analysis import Analysis
from journeymap.graph.ended import ended
from journeymap.graph.markov_chain import OUTCOMES
from journeymap.graph.simulated import simulate
from journeymap.graph.step_times import StepTime, WayTime, step_times, way_times
from journeymap.graph.units import MINUTES, derived
from journeymap.numerics import simulation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from journeymap.graph import ServiceGraph
    from journeymap.graph.evidence import Basis
    from journeymap.graph.markov_chain import Chain
    from journeymap.graph.per_persona import PersonaFigure
    from journeymap.graph.simulated import SimulatedTimes

__all__ = ["ANALYSIS", "JourneyTime", "PersonaTime", "Spent", "StepTime", "WayTime", "compute"]


class PersonaTime(Struct, frozen=True):
    """How long one persona's journey takes, in minutes; None where the file states no time at all.

    `total` is the expected time to an end: infinite when some journeys never come to one. `finished` is the expected
    time, and `deviation` its standard deviation, of the journeys that do; `given` the same per kind of end, only of
    those that occur. `finished` divides into four: `active` (work at touchpoints), `waiting`, `hidden` (waiting without
    a word: the customer may come there and have been told nothing) and `lasting` (time that passes and is nobody's
    waiting). Of the waiting, with or without a word, `unagreed` is what the customer was not told of, or what takes
    longer than was promised or than they accept, and `held` what is waited for work beside the path. `work` is the time
    in which somebody acts for this customer, work beside the path included. `untimed` are the steps on the way that
    state no time and count as none. `error` is the standard error of `finished` and of the waiting in it: 0 where no
    work beside the path is waited for, or nothing of it is left to chance.
    """

    persona: str
    total: Annotated[float | None, MINUTES]
    finished: Annotated[float | None, MINUTES]
    deviation: Annotated[float | None, MINUTES]
    active: Annotated[float | None, MINUTES]
    waiting: Annotated[float | None, MINUTES]
    hidden: Annotated[float | None, MINUTES]
    lasting: Annotated[float | None, MINUTES]
    held: Annotated[float | None, MINUTES]
    unagreed: Annotated[float | None, MINUTES]
    work: Annotated[float | None, MINUTES]
    given: Annotated[Mapping[str, float], MINUTES]
    untimed: tuple[str, ...]
    error: Annotated[float, MINUTES]
    basis: Basis


class Spent(NamedTuple):
    """Minutes that an average customer spends at one step, returns included.

    Working, waiting of which something was told, waiting without a word, and what passes without any waiting.
    """

    active: float
    waiting: float
    hidden: float
    lasting: float = 0.0

    @property
    def total(self) -> float:
        """All of it."""
        return self.active + self.waiting + self.hidden + self.lasting


class JourneyTime(Struct, frozen=True, dict=True):
    """How long the journey takes. All times in minutes that pass on the calendar.

    The figures per persona, and their spread; the mean of what is only known of journeys that end is that over all
    which do: a persona that is mostly stranded counts for little in it. `exact` is False where customers wait for work
    beside the path: what they wait is then that of journeys drawn by chance, and `error` its standard error.
    """

    by_persona: Mapping[str, PersonaTime]
    total: Annotated[PersonaFigure, MINUTES]
    finished: Annotated[PersonaFigure, MINUTES]
    active: Annotated[PersonaFigure, MINUTES]
    waiting: Annotated[PersonaFigure, MINUTES]
    hidden: Annotated[PersonaFigure, MINUTES]
    lasting: Annotated[PersonaFigure, MINUTES]
    work: Annotated[PersonaFigure, MINUTES]
    steps: Mapping[str, StepTime]
    ways: tuple[WayTime, ...]
    exact: bool
    error: Annotated[float, MINUTES]
    _graph: ServiceGraph
    _simulated: dict[str | None, SimulatedTimes | None] = {}

    def simulated(self, persona: str | None = None) -> SimulatedTimes | None:
        """Simulate journeys of one persona, or with None of all customers, and return how long they take.

        None where no time is stated. Simulated once, when first asked for; the same journeys every time.
        """
        if persona not in self._simulated:
            stated = self._graph.times.stated
            self._simulated[persona] = simulate(self._graph, persona) if stated else None
        return self._simulated[persona]

    def needs_a_word(self, step: str, minutes: float, long: float, short: float, part: float) -> bool:
        """Tell whether a wait for a step, in minutes, needs a word before it or during it.

        From `long` on by itself; from `short` on where it is a `part` of half of the journeys' time, or where a way
        leads from the step to an end other than helped.
        """
        if minutes >= long or minutes < short:
            return minutes >= long
        steps = self._graph.blueprint.steps
        ends = [steps[target].end for target in steps[step].next if target in steps]
        if any(end is not None and end != "helped" for end in ends):
            return True
        simulated = self.simulated()
        return simulated is not None and simulated.p50 is not None and minutes >= part * simulated.p50.value

    @cached_property
    @derived(MINUTES)
    def waits(self) -> Mapping[str, float]:
        """Minutes that an average customer is expected to wait at each step, and on the way to it; where there is any.

        All customers count, with their returns to the step, also those who never come to an end. The longest first.
        """
        waits_of_steps = {step: spent.waiting + spent.hidden for step, spent in self.spent.items()}
        return {
            step: waits_of_steps[step]
            for step in sorted(waits_of_steps, key=lambda step: -waits_of_steps[step])
            if waits_of_steps[step] > 0
        }

    @cached_property
    def spent(self) -> Mapping[str, Spent]:
        """What an average customer is expected to spend at each step, in the order of the file; counted as `waits`."""
        graph = self._graph
        times, targets = graph.times, graph.topology.targets
        dark = graph.silence.before if times.stated else {}
        parts_of_steps = [[0.0, 0.0, 0.0, 0.0] for _ in range(len(graph.topology))]
        columns = (times.active, times.waiting, times.hidden, times.lasting)
        for persona, part in graph.personas.items():
            chain = graph.chain(persona)
            for step, visits in enumerate(chain.passes):
                for place, column in enumerate(columns):
                    # Nobody spends nothing, however often they come.
                    parts_of_steps[step][place] += part * visits * column[step] if column[step] else 0.0
            for step, visit in graph.held(persona).per_visit.items():
                parts_of_steps[step][2 if step in dark else 1] += part * chain.passes[step] * visit.value
            for edge, minutes in times.on_way.items():
                parts_of_steps[targets[edge]][2 if edge in times.dark_ways else 1] += part * chain.flow(edge) * minutes
            for edge, minutes in times.lasting_on_way.items():
                parts_of_steps[targets[edge]][3] += part * chain.flow(edge) * minutes
        return {graph.name(step): Spent(*parts) for step, parts in enumerate(parts_of_steps) if any(parts)}


def compute(graph: ServiceGraph) -> JourneyTime:
    """Return how long the journey takes."""
    known: dict[int, PersonaTime] = {}
    by_persona: dict[str, PersonaTime] = {}
    steps = step_times(graph)
    for persona in graph.personas:
        chain = graph.chain(persona)
        if id(chain) not in known:
            known[id(chain)] = _of(graph, persona, chain, steps)
        by_persona[persona] = replace(known[id(chain)], persona=persona)

    ending = {name: ended(graph, name) for name in by_persona}

    def spread(
        figure: Callable[[PersonaTime], float | None], among: Mapping[str, float] | None = ending
    ) -> PersonaFigure:
        found = {name: figure(of_persona) for name, of_persona in by_persona.items()}
        return graph.spread(found, "shares", "times", among=among)

    weights = {name: part * ending[name] for name, part in graph.personas.items()}
    whole = fsum(weights.values()) or 1.0
    # Who walks alike was drawn once: their errors are one and the same.
    errors: dict[int, float] = {}
    for name, of_persona in by_persona.items():
        chain_id = id(graph.chain(name))
        errors[chain_id] = errors.get(chain_id, 0.0) + weights[name] / whole * of_persona.error
    return JourneyTime(
        by_persona=by_persona,
        total=spread(lambda found: found.total, None),
        finished=spread(lambda found: found.finished),
        active=spread(lambda found: found.active),
        waiting=spread(lambda found: found.waiting),
        hidden=spread(lambda found: found.hidden),
        lasting=spread(lambda found: found.lasting),
        work=spread(lambda found: found.work, None),
        steps=steps,
        ways=way_times(graph),
        exact=not any(of_persona.error for of_persona in by_persona.values()),
        error=sqrt(fsum(error**2 for error in errors.values())),
        _graph=graph,
    )


def _of(graph: ServiceGraph, persona: str, chain: Chain, steps: Mapping[str, StepTime]) -> PersonaTime:
    times, ids = graph.times, graph.topology.ids
    basis = graph.basis(persona, "shares", "times")
    untimed = tuple(ids[step] for step in chain.reached if not times.timed[step] and step not in chain.ends)
    if not times.stated:
        nothing = (None,) * 10
        return PersonaTime(persona, *nothing, {}, untimed, 0.0, basis)
    dark = graph.silence.before
    held_times, waits = graph.held(persona), graph.waits_for_ever(persona)
    agreed = {number for number, name in enumerate(ids) if name in steps and steps[name].agreed}
    finished, deviation, error = _whole(graph, persona, chain)
    waiting_ways = {edge: minutes for edge, minutes in times.on_way.items() if edge not in times.dark_ways}
    hidden_ways = {edge: minutes for edge, minutes in times.on_way.items() if edge in times.dark_ways}
    unagreed_ways = {
        edge: minutes
        for edge, minutes in times.on_way.items()
        if edge in times.dark_ways or graph.topology.targets[edge] not in agreed
    }
    unagreed = [
        0.0 if number in agreed else seen + unseen
        for number, (seen, unseen) in enumerate(zip(times.waiting, times.hidden, strict=True))
    ]

    def at(wanted: Callable[[int], bool]) -> float:
        return fsum(minutes.value for step, minutes in held_times.per_journey.items() if wanted(step))

    def expected(per_step: list[float], per_way: Mapping[int, float], more: float = 0.0) -> float | None:
        path = graph.collected(persona, per_step, per_way) if finished is not None else None
        return None if path is None else path + more

    return PersonaTime(
        persona=persona,
        total=inf if chain.stranded or waits else finished,
        finished=finished,
        deviation=deviation,
        active=expected(times.active, {}),
        waiting=expected(times.waiting, waiting_ways, at(lambda step: step not in dark)),
        hidden=expected(times.hidden, hidden_ways, at(lambda step: step in dark)),
        lasting=expected(times.lasting, times.lasting_on_way),
        held=held_times.total.value if finished is not None else None,
        unagreed=expected(unagreed, unagreed_ways, at(lambda step: step not in agreed)),
        work=chain.total_work(times.work),
        given={
            OUTCOMES[kind]: minutes
            for kind in chain.ended
            # Where there is only one kind of end, all who come to an end come to that one.
            if (minutes := finished if len(chain.ended) == 1 else graph.minutes(persona, (kind,))) is not None
        },
        untimed=untimed,
        error=error,
        basis=basis,
    )


def _whole(graph: ServiceGraph, persona: str, chain: Chain) -> tuple[float | None, float | None, float]:
    """Return the mean time of journeys that end, its standard deviation, and the standard error of the mean."""
    held_times, waits = graph.held(persona), graph.waits_for_ever(persona)
    if not chain.ended:
        return None, None, 0.0
    if waits is None and not held_times.per_visit:
        given = chain.ended if chain.stranded else None
        return *chain.absorption.from_start(graph.time_reward(persona), chain.start, given), 0.0
    finished = graph.minutes(persona)
    totals = graph.sample(persona).totals()
    estimate = simulation.mean(totals)
    certain = len(totals) == 1
    deviation = 0.0 if certain else estimate.standard_error * sqrt(len(totals)) if totals else None
    error = held_times.total.standard_error
    if waits is not None and waits.situations is None:
        error = estimate.standard_error
    return finished, deviation, 0.0 if certain or finished is None else error


ANALYSIS = Analysis(name="journey-time", compute=compute)
