"""How long each step and each arrow takes, with all that its customers wait for before it."""

from __future__ import annotations

from math import fsum, sqrt
from typing import TYPE_CHECKING, Annotated

from msgspec import Struct

from journeymap.graph.quantiles import chance_over, quantile_of_ways
from journeymap.graph.units import MINUTES, derived
from journeymap.i18n.numbers import Minutes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from journeymap.graph.evidence import Basis
    from journeymap.graph.service_graph import ServiceGraph
    from journeymap.graph.spans import Span
    from journeymap.model.quantities import Duration
    from journeymap.model.step import Step

    Ways = Sequence[tuple[float, Sequence[Span]]]


class _Context(Struct, frozen=True):
    """What the times of all steps share: how many come over each arrow to them, and how long they are held."""

    graph: ServiceGraph
    flows: dict[int, list[tuple[int, float]]]
    held: dict[int, tuple[float, float, list[tuple[float, Span]]]]


class StepTime(Struct, frozen=True):
    """The time of one step, in minutes that pass on the calendar; None for what is not stated.

    `wait` and `takes` are the means of what is stated, `held` what customers wait on average for what the step `needs`,
    `arriving` what they wait on the arrows that lead to it. `mean` is all of these together, and `deviation` its
    standard deviation: what is held against the `promise`, the longest that was promised, and the `tolerance`, the
    longest that the customer accepts. `hidden` tells that the step lies wholly below the line of visibility and nothing
    is told at it. `untold` that a customer may come here and be told nothing, neither here nor before: `silent` is how;
    not so for work beside the path. `error` is the standard error of what was drawn by chance.
    """

    step: str
    wait: Annotated[float | None, MINUTES]
    takes: Annotated[float | None, MINUTES]
    held: Annotated[float, MINUTES]
    arriving: Annotated[float, MINUTES]
    mean: Annotated[float, MINUTES]
    deviation: Annotated[float, MINUTES]
    promise: Annotated[float | None, MINUTES]
    tolerance: Annotated[float | None, MINUTES]
    hidden: bool
    untold: bool
    error: Annotated[float, MINUTES]
    basis: Basis
    _context: _Context
    _number: int

    @property
    @derived()
    def silent(self) -> tuple[str, ...]:
        """A shortest way on which a customer comes here and is told nothing; empty where something is told on each.

        From the last step that the customer could see, over steps out of sight; for a beginning the step alone.
        """
        # Found when it is asked for: those of a long way behind the scenes together grow with its square.
        graph = self._context.graph
        return graph.names(graph.silence.way_to(self._number)) if self.untold else ()

    @property
    def waiting(self) -> float:
        """Minutes that customers wait at the step itself, on average: what is stated, and for what it needs."""
        return (self.wait or 0.0) + self.held

    @property
    def is_timed(self) -> bool:
        """Whether anything is known of how long it takes."""
        return any(spans for _, spans in _ways_of(self._context, self._number, working=False))

    @property
    def agreed(self) -> bool:
        """Whether the customer knows of the time and it is, on average, what was promised and what is accepted.

        Where neither is stated: whether the customer chose the day.
        """
        limits = [limit for limit in (self.promise, self.tolerance) if limit is not None]
        if not limits:
            return not self.untold and self._number in self._context.graph.silence.chosen
        return not self.untold and self.mean <= min(limits) * (1 + 1e-9)

    def quantile(self, level: float, *, working: bool = False) -> float:
        """Return the time in minutes that is not exceeded with this probability (0.9 for P90).

        With `working` weekends do not make working days longer for some than for others: what is promised in working
        days is counted in them.
        """
        return quantile_of_ways(_ways_of(self._context, self._number, working=working), level)

    def late(self, limit: float, *, working: bool = False) -> float:
        """Return the share of the customers for whom it takes longer than a time in minutes; `working` as above."""
        return chance_over(_ways_of(self._context, self._number, working=working), limit)


class WayTime(Struct, frozen=True):
    """A wait on an arrow, in minutes that pass on the calendar.

    `told` says that its first step tells something; `hidden` and `silent` are those of the wait at the step it leads to
    for who comes over this arrow. `personas` are those of whom some ever take it.
    """

    source: str
    target: str
    mean: Annotated[float, MINUTES]
    deviation: Annotated[float, MINUTES]
    told: bool
    hidden: bool
    silent: tuple[str, ...]
    personas: tuple[str, ...]


def waited(step: Step, time: StepTime) -> tuple[str, Duration | Minutes | None]:
    """Return the field of a step that makes its customers wait, and how long: as it is written where that is all."""
    if time.held:
        return "needs" if time.held > (time.wait or 0.0) else "wait", Minutes(time.waiting)
    return "wait", step.wait


def step_times(graph: ServiceGraph) -> dict[str, StepTime]:
    """Return the time of each step of which any is known, or for which any is promised or accepted."""
    times, calendar, evidence, silence = graph.times, graph.calendar, graph.evidence, graph.silence
    stated = evidence.counts("times")
    dark = silence.before if times.stated else {}
    hidden = graph.stated.out_of_sight
    flows = _flows(graph)
    held_by_step = held_times(graph)
    context = _Context(graph, flows, held_by_step)
    times_of_steps = {}
    for number, (name, step) in enumerate(graph.blueprint.steps.items()):
        if not times.timed[number] and step.promise is None and step.tolerance is None and number not in held_by_step:
            continue
        own = times.parts.get(number, ())
        if number in flows or number in held_by_step:
            mean, variance = _moments(_ways_of(context, number, working=False))
        else:
            mean, variance = fsum([span.mean for span in own]), fsum([span.variance for span in own])
        times_of_steps[name] = StepTime(
            step=name,
            wait=None if step.wait is None else own[0].mean,
            takes=None if step.takes is None else own[-1].mean,
            held=held_by_step[number][0] if number in held_by_step else 0.0,
            arriving=_arriving(graph, number, flows) if number in flows else 0.0,
            mean=mean,
            deviation=sqrt(max(0.0, variance)),
            promise=None if step.promise is None else calendar.on_average(step.promise).most,
            tolerance=None if step.tolerance is None else calendar.on_average(step.tolerance).most,
            hidden=hidden[number] and not step.tells,
            untold=number in dark,
            error=held_by_step[number][1] if number in held_by_step else 0.0,
            basis=evidence.step(number, stated[number]),
            _context=context,
            _number=number,
        )
    return times_of_steps


def _moments(ways: Ways) -> tuple[float, float]:
    """Return mean and variance of a time that is spread over several ways."""
    sums = [
        (weight, fsum(span.mean for span in spans), fsum(span.variance for span in spans)) for weight, spans in ways
    ]
    mean = fsum(weight * minutes for weight, minutes, _ in sums)
    return mean, fsum(weight * (spread + (minutes - mean) ** 2) for weight, minutes, spread in sums)


def way_times(graph: ServiceGraph) -> tuple[WayTime, ...]:
    """Return the waits on arrows."""
    topology, times = graph.topology, graph.times
    hidden = graph.stated.out_of_sight
    times_of_ways = []
    for edge, minutes in times.on_way.items():
        after = topology.targets[edge]
        times_of_ways.append(
            WayTime(
                source=graph.name(topology.sources[edge]),
                target=graph.name(topology.targets[edge]),
                mean=minutes,
                deviation=sqrt(times.way_waits[edge].variance),
                told=bool(graph.step(topology.sources[edge]).tells),
                hidden=hidden[after] and not graph.step(after).tells,
                silent=graph.names(graph.silence.way_over(edge)),
                personas=tuple(name for name in graph.personas if graph.chain(name).flow(edge) > 0),
            )
        )
    return tuple(times_of_ways)


def _flows(graph: ServiceGraph) -> dict[int, list[tuple[int, float]]]:
    """Return for each step to which an arrow with a wait leads how many customers come over each of its arrows."""
    topology = graph.topology
    targets = {topology.targets[edge] for edge in graph.times.on_way}
    flows: dict[int, list[tuple[int, float]]] = {}
    for target in targets:
        flows[target] = [
            (edge, fsum(part * graph.chain(name).flow(edge) for name, part in graph.personas.items()))
            for edge in topology.incoming[target]
        ]
    return flows


def held_times(graph: ServiceGraph) -> dict[int, tuple[float, float, list[tuple[float, Span]]]]:
    """Return for each step at which customers are held: how long on average, with what error, and how it is spread."""
    by_step: dict[int, list[tuple[float, float, float, list[tuple[float, Span]]]]] = {}
    for name, part in graph.personas.items():
        of_persona, passes = graph.held(name), graph.chain(name).passes
        for step, visit in of_persona.per_visit.items():
            by_step.setdefault(step, []).append(
                (part * passes[step], visit.value, visit.standard_error, of_persona.span(step))
            )
    mixed = {}
    for step, entries in by_step.items():
        whole = fsum(weight for weight, *_ in entries) or 1.0
        mean = fsum(weight * minutes for weight, minutes, _, _ in entries) / whole
        error = sqrt(fsum((weight / whole * error) ** 2 for weight, _, error, _ in entries))
        spans = [(weight / whole * chance, span) for weight, _, _, spread in entries for chance, span in spread]
        mixed[step] = mean, error, spans
    return mixed


def _arriving(graph: ServiceGraph, number: int, flows: dict[int, list[tuple[int, float]]]) -> float:
    whole = fsum(flow for _, flow in flows.get(number, ()))
    return fsum(flow * graph.times.on_way.get(edge, 0.0) for edge, flow in flows.get(number, ())) / (whole or 1.0)


def _ways_of(context: _Context, number: int, *, working: bool) -> Ways:
    """Return the ways in which customers come to a step, how likely each is, and what they wait and do then."""
    graph, flows, held_by_step = context.graph, context.flows, context.held
    step, calendar, topology = graph.step(number), graph.calendar, graph.topology
    elapsed: Callable[[Duration], Span] = calendar.on_average if working else calendar.elapsed
    own = [elapsed(time) for time in (step.wait, step.takes) if time is not None]
    ways: list[tuple[float, list[Span]]] = []
    incoming = [(edge, flow) for edge, flow in flows.get(number, ()) if flow > 0]
    arrived = fsum(flow for _, flow in incoming)
    begun = graph.topology.weights[number]
    for edge, flow in incoming:
        written = None
        if edge in graph.times.on_way:
            written = graph.step(topology.sources[edge]).next[graph.name(number)].wait
        ways.append((flow / (arrived + begun), [] if written is None else [elapsed(written)]))
    if begun or not ways:
        ways.append((begun / (arrived + begun) if ways else 1.0, []))
    waits = held_by_step[number][2] if number in held_by_step else []
    if waits:
        return [(weight * chance, [*spans, span, *own]) for weight, spans in ways for chance, span in waits]
    return [(weight, [*spans, *own]) for weight, spans in ways]
