"""How long steps and arrows take, in minutes that pass on the calendar, and how much of it the customer is told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.graph.silence import is_out_of_sight
from journeymap.graph.topology import EdgeKind

if TYPE_CHECKING:
    from journeymap.graph.calendar import Calendar
    from journeymap.graph.silence import Silence
    from journeymap.graph.spans import Span
    from journeymap.graph.topology import Topology
    from journeymap.model.blueprint import Blueprint
    from journeymap.model.quantities import Duration
    from journeymap.model.step import Step

__all__ = ["Times", "is_out_of_sight"]


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

    def __init__(self, blueprint: Blueprint, topology: Topology, calendar: Calendar, silence: Silence) -> None:
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
        ids, targets, kinds = topology.ids, topology.targets, topology.kinds
        # The same few times stand in a file again and again, mostly as the same object.
        self._known: dict[int, tuple[Span, float, float]] = {}
        for number, step in enumerate(blueprint.steps.values()):
            if step.takes is not None or step.wait is not None or step.lasts is not None:
                self._add(number, step, calendar)
            flows = step.next.values()
            if any([flow.wait is not None or flow.lasts is not None for flow in flows]):  # noqa: C419 - faster for few
                for edge in topology.ways[number]:
                    if kinds[edge] is not EdgeKind.NEXT:
                        continue
                    flow = step.next[ids[targets[edge]]]
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

    @property
    def total(self) -> list[float]:
        """Minutes that pass at each step, waiting and acting together."""
        return [sum(parts) for parts in zip(self.active, self.waiting, self.hidden, self.lasting, strict=True)]

    @property
    def total_on_way(self) -> dict[int, float]:
        """Minutes that pass on each arrow on which any do."""
        return {edge: self.on_way.get(edge, 0.0) + self.lasting_on_way.get(edge, 0.0) for edge in self.way_parts}

    @property
    def stated(self) -> bool:
        """Whether the blueprint states any time at all."""
        return bool(self.parts or self.way_parts or self.lasting_parts)

    def _add(self, number: int, step: Step, calendar: Calendar) -> None:
        wait, wait_variance = self._elapsed(step.wait, calendar)
        takes, takes_variance = self._elapsed(step.takes, calendar)
        lasts, lasts_variance = self._elapsed(step.lasts, calendar)
        self.timed[number] = True
        self.parts[number] = tuple([self._known[id(time)][0] for time in (step.wait, step.takes) if time is not None])
        if step.lasts is not None:
            self.lasting_parts[number] = (calendar.elapsed(step.lasts),)
        # What is done in two working days is sixteen hours of work; the nights between are nobody's.
        work = step.takes.mean if step.takes is not None else 0.0
        self.work[number] = work
        self.waits[number] = wait
        self.variance[number] = wait_variance + takes_variance + lasts_variance
        self.lasting[number] = lasts
        if step.is_touchpoint:
            self.active[number] = work
            self.lasting[number] += takes - work
        else:
            wait += takes
        (self.hidden if number in self._silence.before else self.waiting)[number] = wait

    def _elapsed(self, time: Duration | None, calendar: Calendar) -> tuple[float, float]:
        """Return the mean and the variance of a time on the calendar."""
        if time is None:
            return 0.0, 0.0
        if (known := self._known.get(id(time))) is None:
            span = calendar.elapsed(time)
            known = self._known[id(time)] = span, span.mean, span.variance
        return known[1], known[2]
