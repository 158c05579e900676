"""How long a journey takes, and how much of that the customer waits without being told anything.

Expected total and spread from the first and second moments of an absorbing Markov chain with rewards (Kemeny and Snell
1960; Howard 1971). Where a step waits for work that goes on beside the path, and for P50 and P90,
journeys are simulated.
"""

from __future__ import annotations

from functools import cached_property, partial
from math import fsum, inf, sqrt
from typing import TYPE_CHECKING, Annotated, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from journeymap.analysis import Analysis
from journeymap.graph.markov_chain import OUTCOMES
from journeymap.graph.quantiles import quantile
from journeymap.graph.simulated import simulate
from journeymap.graph.times import is_out_of_sight
from journeymap.graph.topology import EdgeKind
from journeymap.graph.units import INTERNAL, MINUTES, derived
from journeymap.numerics.components import search

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from journeymap.graph import ServiceGraph
    from journeymap.graph.evidence import Basis
    from journeymap.graph.markov_chain import Chain
    from journeymap.graph.per_persona import PersonaFigure
    from journeymap.graph.simulated import SimulatedTimes
    from journeymap.model.quantities import Duration
    from journeymap.model.step import Step
    from journeymap.numerics.simulation import Sample


class StepTime(Struct, frozen=True):
    """The time of one step, in minutes that pass on the calendar; None for what is not stated.

    `wait` and `takes` are means. `promise` is the longest that was promised for both together, `tolerance` the longest
    that the customer accepts. `hidden` tells that the step lies wholly below the line of visibility and nothing is told
    at it. `untold` that a customer may come here and be told nothing, neither here nor before: `silent` is how; not so
    for work beside his path.
    """

    step: str
    wait: Annotated[float | None, MINUTES]
    takes: Annotated[float | None, MINUTES]
    mean: Annotated[float, MINUTES]
    deviation: Annotated[float, MINUTES]
    promise: Annotated[float | None, MINUTES]
    tolerance: Annotated[float | None, MINUTES]
    hidden: bool
    untold: bool
    basis: Basis
    parts: Annotated[tuple[Duration, ...], INTERNAL]
    _silent: Callable[[], tuple[str, ...]]

    @property
    @derived()
    def silent(self) -> tuple[str, ...]:
        """A shortest way on which a customer comes here and is told nothing; empty when he is told something on each.

        From the last step that he could see, over steps out of his sight; for a beginning the step alone.
        """
        # Found when it is asked for: those of a long way behind the scenes together grow with its square.
        return self._silent() if self.untold else ()

    @property
    def agreed(self) -> bool:
        """Whether the customer knows of the time and it is, on average, what was promised and what he accepts."""
        limits = [limit for limit in (self.promise, self.tolerance) if limit is not None]
        return bool(limits) and not self.untold and self.mean <= min(limits)

    def quantile(self, level: float) -> float:
        """Return the time in minutes that is not exceeded with this probability (0.9 for P90)."""
        return quantile(self.parts, level)


class WayTime(Struct, frozen=True):
    """A wait on an arrow, in minutes that pass on the calendar.

    `told` says that its first step tells something; `hidden` and `silent` are those of the wait at the step it leads to
    for who comes over this arrow.
    """

    source: str
    target: str
    mean: Annotated[float, MINUTES]
    deviation: Annotated[float, MINUTES]
    told: bool
    hidden: bool
    silent: tuple[str, ...]


class PersonaTime(Struct, frozen=True):
    """How long one persona's journey takes, in minutes; None where the file states no time at all.

    `total` is the expected time to an end: infinite when some journeys never come to one. `finished` is the expected
    time, and `deviation` its standard deviation, of the journeys that do; `given` the same per kind of end, only of
    those that occur. `finished` divides into `active` (work at touchpoints), `waiting` and `hidden` (steps wholly below
    the line of visibility at which nothing is told); of these two `unagreed` is what the customer was not told of, or
    what takes longer than was promised or than he accepts. `work` is the time in which somebody acts for this customer,
    work beside his path included. `untimed` are the steps on the way that state no time and count as none.
    """

    persona: str
    total: Annotated[float | None, MINUTES]
    finished: Annotated[float | None, MINUTES]
    deviation: Annotated[float | None, MINUTES]
    active: Annotated[float | None, MINUTES]
    waiting: Annotated[float | None, MINUTES]
    hidden: Annotated[float | None, MINUTES]
    unagreed: Annotated[float | None, MINUTES]
    work: Annotated[float | None, MINUTES]
    given: Annotated[Mapping[str, float], MINUTES]
    untimed: tuple[str, ...]
    basis: Basis


class Spent(NamedTuple):
    """Minutes that an average customer spends at one step, returns included: working, waiting, waiting unseen."""

    active: float
    waiting: float
    hidden: float

    @property
    def total(self) -> float:
        """All of it."""
        return self.active + self.waiting + self.hidden


class JourneyTime(Struct, frozen=True, dict=True):
    """How long the journey takes. All times in minutes that pass on the calendar.

    The figures per persona, and their spread; the mean of what is only known of journeys that end is that over all
    which do: a persona that is mostly stranded counts for little in it. `exact` is False where a step waits for work
    beside the path: the figures are then those of the customer's own path, and only `simulated` tells the whole.
    """

    by_persona: Mapping[str, PersonaTime]
    total: Annotated[PersonaFigure, MINUTES]
    finished: Annotated[PersonaFigure, MINUTES]
    active: Annotated[PersonaFigure, MINUTES]
    waiting: Annotated[PersonaFigure, MINUTES]
    hidden: Annotated[PersonaFigure, MINUTES]
    work: Annotated[PersonaFigure, MINUTES]
    steps: Mapping[str, StepTime]
    ways: tuple[WayTime, ...]
    exact: bool
    _graph: ServiceGraph
    _simulated: dict[str | None, SimulatedTimes | None] = {}
    _samples: dict[int, Sample] = {}

    def simulated(self, persona: str | None = None) -> SimulatedTimes | None:
        """Simulate journeys of one persona, or with None of all customers, and return how long they take.

        None where no time is stated. Simulated once, when first asked for; the same journeys every time.
        """
        if persona not in self._simulated:
            stated = self._graph.times.stated
            self._simulated[persona] = simulate(self._graph, persona, self._samples) if stated else None
        return self._simulated[persona]

    @cached_property
    @derived(MINUTES)
    def waits(self) -> Mapping[str, float]:
        """Minutes that an average customer is expected to wait at each step, and on the way to it; where there is any.

        All customers count, with their returns to the step, also those who never come to an end. The longest first.
        """
        found = {step: spent.waiting + spent.hidden for step, spent in self.spent.items()}
        return {step: found[step] for step in sorted(found, key=lambda step: -found[step]) if found[step] > 0}

    @cached_property
    def spent(self) -> Mapping[str, Spent]:
        """What an average customer is expected to spend at each step, in the order of the file; counted as `waits`."""
        graph = self._graph
        times, targets = graph.times, graph.topology.targets
        waiting_ways, hidden_ways = _seen_and_hidden(graph)
        found = [[0.0, 0.0, 0.0] for _ in range(len(graph.topology))]
        for persona, part in graph.personas.items():
            chain = graph.chain(persona)
            for step, visits in enumerate(chain.passes):
                for place, minutes in enumerate((times.active[step], times.waiting[step], times.hidden[step])):
                    # Nobody spends nothing, however often he comes.
                    found[step][place] += part * visits * minutes if minutes else 0.0
            for place, ways in ((1, waiting_ways), (2, hidden_ways)):
                for edge, minutes in ways.items():
                    found[targets[edge]][place] += part * chain.flow(edge) * minutes
        return {graph.name(step): Spent(*parts) for step, parts in enumerate(found) if any(parts)}


def compute(graph: ServiceGraph) -> JourneyTime:
    """Return how long the journey takes."""
    known: dict[int, PersonaTime] = {}
    by_persona: dict[str, PersonaTime] = {}
    dark = _in_the_dark(graph) if graph.times.stated else {}
    steps = _step_times(graph, dark)
    for persona in graph.personas:
        chain = graph.chain(persona)
        if id(chain) not in known:
            known[id(chain)] = _of(graph, persona, chain, steps)
        by_persona[persona] = replace(known[id(chain)], persona=persona)

    ending = {name: fsum(graph.chain(name).outcomes.values()) for name in by_persona}

    def spread(
        figure: Callable[[PersonaTime], float | None], among: Mapping[str, float] | None = ending
    ) -> PersonaFigure:
        found = {name: figure(one) for name, one in by_persona.items()}
        return graph.spread(found, "shares", "times", among=among)

    return JourneyTime(
        by_persona=by_persona,
        total=spread(lambda found: found.total, None),
        finished=spread(lambda found: found.finished),
        active=spread(lambda found: found.active),
        waiting=spread(lambda found: found.waiting),
        hidden=spread(lambda found: found.hidden),
        work=spread(lambda found: found.work, None),
        steps=steps,
        ways=_way_times(graph, dark),
        exact=EdgeKind.NEEDS not in graph.topology.kinds,
        _graph=graph,
    )


def _of(graph: ServiceGraph, persona: str, chain: Chain, steps: Mapping[str, StepTime]) -> PersonaTime:
    times = graph.times
    basis = graph.basis(persona, "shares", "times")
    ids, timed = graph.topology.ids, times.timed
    untimed = tuple(ids[step] for step in chain.reached if not timed[step] and step not in chain.ends)
    if not times.stated:
        return PersonaTime(persona, None, None, None, None, None, None, None, None, {}, untimed, basis)
    ended = chain.ended
    given = None if not chain.stranded else ended
    reward = chain.reward(times.total, times.on_way, times.variance, times.on_way_variance)
    solved = chain.absorption
    finished = deviation = None
    if ended:
        finished, deviation = solved.from_start(solved.moments(reward, given), chain.start, given)
    waiting_ways, hidden_ways = _seen_and_hidden(graph)
    unagreed = [
        0.0 if name in steps and steps[name].agreed else seen + unseen
        for name, seen, unseen in zip(ids, times.waiting, times.hidden, strict=True)
    ]
    return PersonaTime(
        persona=persona,
        total=inf if chain.stranded or graph.waits_for_ever(persona) else finished,
        finished=finished,
        deviation=deviation,
        active=_expected(chain, times.active, {}),
        waiting=_expected(chain, times.waiting, waiting_ways),
        hidden=_expected(chain, times.hidden, hidden_ways),
        unagreed=_expected(chain, unagreed, times.on_way),
        work=chain.total_work(times.work),
        given={
            OUTCOMES[kind]: minutes
            for kind in ended
            # Where there is only one kind of end, all who come to an end come to that one.
            if (minutes := finished if len(ended) == 1 else chain.expected(times.total, times.on_way, (kind,)))
            is not None
        },
        untimed=untimed,
        basis=basis,
    )


def _expected(chain: Chain, per_step: Sequence[float], per_way: Mapping[int, float]) -> float | None:
    """Return what is expected to be collected by the customers who come to an end."""
    if chain.stranded:
        return chain.expected(per_step, per_way)
    return chain.total(per_step) + fsum(chain.flow(edge) * value for edge, value in per_way.items())


def _seen_and_hidden(graph: ServiceGraph) -> tuple[dict[int, float], dict[int, float]]:
    """Divide the waits on arrows: before a step that nobody sees and where nothing is told they are hidden."""
    times, targets = graph.times, graph.topology.targets
    seen: dict[int, float] = {}
    hidden: dict[int, float] = {}
    for edge, minutes in times.on_way.items():
        step = graph.step(targets[edge])
        (hidden if is_out_of_sight(step) and not step.tells else seen)[edge] = minutes
    return seen, hidden


def _step_times(graph: ServiceGraph, dark: Mapping[int, int]) -> dict[str, StepTime]:
    found = {}
    times, calendar, evidence = graph.times, graph.calendar, graph.evidence
    stated = evidence.counts("times")
    for number, (name, step) in enumerate(graph.blueprint.steps.items()):
        if not times.timed[number] and step.promise is None and step.tolerance is None:
            continue
        found[name] = StepTime(
            step=name,
            wait=None if step.wait is None else calendar.elapsed(step.wait).mean,
            takes=None if step.takes is None else calendar.elapsed(step.takes).mean,
            mean=sum(part.mean for part in times.parts.get(number, ())),
            deviation=sqrt(times.variance[number]),
            promise=None if step.promise is None else calendar.elapsed(step.promise).most,
            tolerance=None if step.tolerance is None else calendar.elapsed(step.tolerance).most,
            hidden=_is_hidden(step),
            untold=number in dark,
            basis=evidence.step(number, stated[number]),
            parts=times.parts.get(number, ()),
            _silent=partial(_silent_way, graph, dark, number),
        )
    return found


def _is_hidden(step: Step) -> bool:
    return is_out_of_sight(step) and not step.tells


def _in_the_dark(graph: ServiceGraph) -> dict[int, int]:
    """Return the steps to which a customer may come without being told anything, each with the one before it.

    What was told at a step that he could see holds until the next one that he can see.
    """
    steps, successors = list(graph.blueprint.steps.values()), graph.topology.successors
    reached = search(successors, graph.topology.starts)
    before = {number: number for number in graph.topology.starts if not steps[number].tells}
    silent = [number for number in reached.order if not steps[number].tells]
    queue = [number for number in silent if number in before or not is_out_of_sight(steps[number])]
    for number in queue:  # grows while it is read
        for target in successors[number]:
            if target not in before and not steps[target].tells:
                before[target] = number
                if is_out_of_sight(steps[target]):
                    queue.append(target)
    return before


def _silent_way(graph: ServiceGraph, dark: Mapping[int, int], number: int) -> tuple[str, ...]:
    if number not in dark:
        return ()
    way = [number]
    while dark[way[-1]] != way[-1]:
        way.append(dark[way[-1]])
        if not is_out_of_sight(graph.step(way[-1])):
            break
    return graph.names(way[::-1])


def _way_times(graph: ServiceGraph, dark: Mapping[int, int]) -> tuple[WayTime, ...]:
    topology, times = graph.topology, graph.times
    found = []
    for edge, minutes in times.on_way.items():
        source, target = topology.sources[edge], topology.targets[edge]
        before, after = graph.step(source), graph.step(target)
        way = _silent_way(graph, dark, source) if is_out_of_sight(before) else graph.names([source])
        found.append(
            WayTime(
                source=graph.name(source),
                target=graph.name(target),
                mean=minutes,
                deviation=sqrt(times.on_way_variance[edge]),
                told=bool(before.tells),
                hidden=_is_hidden(after),
                silent=(*way, graph.name(target)) if way and not before.tells and not after.tells else (),
            )
        )
    return tuple(found)


ANALYSIS = Analysis(name="journey-time", compute=compute)
