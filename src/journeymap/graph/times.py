"""How long steps and arrows take, in minutes that pass on the calendar, and how much of it the customer is told of."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.graph.detours import detour_of
from journeymap.graph.topology import EdgeKind

if TYPE_CHECKING:
    from journeymap.graph.calendar import Calendar
    from journeymap.graph.silence import Silence
    from journeymap.graph.spans import Span
    from journeymap.graph.stated import Stated
    from journeymap.graph.topology import Topology
    from journeymap.model.quantities import Duration
    from journeymap.model.step import Step


class Times:
    """Times as lists of minutes: per step by its number, per edge by its number; 0 where nothing is stated.

    `work` is the time in which somebody acts, `waits` the waiting before the step. The whole of a step divides into
    four: `active`, the work at touchpoints; `waiting`, the time that passes before a step can begin and the work behind
    the scenes; `hidden`, the same where the customer may come without having been told anything (see `silence`);
    `lasting`, time that passes and is nobody's waiting: what is said to last, and the nights and weekends of work at a
    touchpoint that takes several working days. `variance` is that of the whole step, in minutes squared, its parts
    being independent of each other. `on_way`, `lasting_on_way` and `on_way_variance` are the times on arrows, by edge,
    only of the arrows that have any; `dark_ways` are those whose waits are hidden.

    `parts` (waiting and work), `lasting_parts`, `way_waits` and `way_parts` are the times themselves, as distributions.
    `timed` tells for which steps any time is stated.
    """

    def __init__(self, stated: Stated, topology: Topology, calendar: Calendar, silence: Silence) -> None:
        size = len(topology)
        self.work = [0.0] * size
        self.waits = [0.0] * size
        self.active = [0.0] * size
        self.waiting = [0.0] * size
        self.hidden = [0.0] * size
        self.lasting = [0.0] * size
        self.variance = [0.0] * size
        self.timed = [False] * size
        self.parts: dict[int, tuple[Span, ...]] = {}
        self.lasting_parts: dict[int, tuple[Span, ...]] = {}
        self.on_way: dict[int, float] = {}
        self.lasting_on_way: dict[int, float] = {}
        self.on_way_variance: dict[int, float] = {}
        self.way_waits: dict[int, Span] = {}
        self.way_parts: dict[int, tuple[Span, ...]] = {}
        self._silence = silence
        self._seen = stated.touchpoints
        ids, targets, kinds = topology.ids, topology.targets, topology.kinds
        self._known: dict[int, tuple[Span, float, float]] = {}
        steps = stated.steps
        for number in sorted({*stated.at("takes"), *stated.at("wait"), *stated.at("lasts")}):
            step = steps[number]
            if step.takes is not None or step.wait is not None or step.lasts is not None:
                self._add(number, step, calendar)
        for number in sorted({*stated.at("gives_up"), *stated.at("closed")}):
            for edge in topology.ways[number]:
                detour = detour_of(steps[number], kinds[edge], ids[targets[edge]])
                if detour is not None and detour.wait is not None:
                    span = calendar.elapsed(detour.wait)
                    # Until they try again nobody keeps them waiting: they are gone.
                    self.way_parts[edge], self.on_way_variance[edge] = (span,), span.variance
                    self.lasting_on_way[edge] = span.mean
        for number in sorted({*stated.on_ways("wait"), *stated.on_ways("lasts")}):
            for edge in topology.ways[number]:
                if kinds[edge] is not EdgeKind.NEXT:
                    continue
                flow = steps[number].next[ids[targets[edge]]]
                spans = [calendar.elapsed(time) for time in (flow.wait, flow.lasts) if time is not None]
                if spans:
                    self.way_parts[edge] = tuple(spans)
                    self.on_way_variance[edge] = sum(span.variance for span in spans)
                if flow.wait is not None:
                    self.way_waits[edge] = spans[0]
                    self.on_way[edge] = spans[0].mean
                if flow.lasts is not None:
                    self.lasting_on_way[edge] = spans[-1].mean
        self.dark_ways = frozenset(edge for edge in self.on_way if silence.way_over(edge))

    @cached_property
    def total(self) -> list[float]:
        """Minutes that pass at each step, waiting and acting together."""
        columns = zip(self.active, self.waiting, self.hidden, self.lasting, strict=True)
        return [work + waiting + hidden + lasting for work, waiting, hidden, lasting in columns]

    @cached_property
    def total_on_way(self) -> dict[int, float]:
        """Minutes that pass on each arrow on which any do."""
        return {edge: self.on_way.get(edge, 0.0) + self.lasting_on_way.get(edge, 0.0) for edge in self.way_parts}

    @property
    def stated(self) -> bool:
        """Whether the blueprint states any time at all."""
        return bool(self.parts or self.way_parts or self.lasting_parts)

    def _add(self, number: int, step: Step, calendar: Calendar) -> None:
        wait, takes, lasts = step.wait, step.takes, step.lasts
        parts = []
        waiting = lasting = variance = 0.0
        if wait is not None:
            span, waiting, variance = self._elapsed(wait, calendar)
            parts.append(span)
            self.waits[number] = waiting
        if takes is not None:
            # What is done in two working days is sixteen hours of work; the nights between are nobody's.
            work = takes.mean
            span, taking, more = self._elapsed(takes, calendar)
            parts.append(span)
            variance += more
            self.work[number] = work
            if self._seen[number]:
                self.active[number] = work
                lasting = taking - work
            else:
                waiting += taking
        if lasts is not None:
            span, minutes, more = self._elapsed(lasts, calendar)
            self.lasting_parts[number] = (span,)
            lasting += minutes
            variance += more
        self.timed[number] = True
        self.parts[number] = tuple(parts)
        self.lasting[number] = lasting
        self.variance[number] = variance
        (self.hidden if number in self._silence.before else self.waiting)[number] = waiting

    def _elapsed(self, time: Duration, calendar: Calendar) -> tuple[Span, float, float]:
        """Return a time on the calendar, with its mean and its variance."""
        # The same few times stand in a file again and again, mostly as the same object.
        known = self._known.get(id(time))
        if known is None:
            span = calendar.elapsed(time)
            known = self._known[id(time)] = span, span.mean, span.variance
        return known
