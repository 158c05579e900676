"""How long steps and arrows take, in minutes that pass on the calendar, and how much of that the customer can see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.graph.topology import EdgeKind

if TYPE_CHECKING:
    from journeymap.graph.calendar import Calendar
    from journeymap.graph.topology import Topology
    from journeymap.model.blueprint import Blueprint
    from journeymap.model.quantities import Duration
    from journeymap.model.step import Step


class Times:
    """Times as lists of minutes: per step by its number, per edge by its number; 0 where nothing is stated.

    `work` is the time in which somebody acts, `waits` all other time of the step. The whole of a step divides into
    three: `active`, the work at touchpoints; `waiting`, the time that passes before a step can begin and the work
    behind the scenes that the customer is told of; `hidden`, all the time of a step wholly below the line of visibility
    at which nothing is told. `variance` is that of the whole step, in minutes squared, its parts being independent of
    each other. `on_way` and `on_way_variance` are the waits on arrows, by edge, only of the arrows that have one.

    `parts` and `way_parts` are the durations themselves. `timed` tells for which steps any time is stated.
    """

    def __init__(self, blueprint: Blueprint, topology: Topology, calendar: Calendar) -> None:
        size = len(topology)
        self.work = [0.0] * size
        self.waits = [0.0] * size
        self.active = [0.0] * size
        self.waiting = [0.0] * size
        self.hidden = [0.0] * size
        self.variance = [0.0] * size
        self.timed = [False] * size
        self.parts: dict[int, tuple[Duration, ...]] = {}
        self.on_way: dict[int, float] = {}
        self.on_way_variance: dict[int, float] = {}
        self.way_parts: dict[int, Duration] = {}
        ids, targets, kinds = topology.ids, topology.targets, topology.kinds
        # The same few times stand in a file again and again, mostly as the same object.
        self._known: dict[int, tuple[Duration, float, float]] = {}
        for number, step in enumerate(blueprint.steps.values()):
            if step.takes is not None or step.wait is not None:
                self._add(number, step, calendar)
            if any([flow.wait is not None for flow in step.next.values()]):  # noqa: C419 - faster for a few ways
                for edge in topology.ways[number]:
                    wait = step.next[ids[targets[edge]]].wait if kinds[edge] is EdgeKind.NEXT else None
                    if wait is not None:
                        self.way_parts[edge] = part = calendar.elapsed(wait)
                        self.on_way[edge] = part.mean
                        self.on_way_variance[edge] = part.variance

    @property
    def total(self) -> list[float]:
        """Minutes that pass at each step, waiting and acting together."""
        return [sum(parts) for parts in zip(self.active, self.waiting, self.hidden, strict=True)]

    @property
    def stated(self) -> bool:
        """Whether the blueprint states any time at all."""
        return bool(self.parts or self.way_parts)

    def _add(self, number: int, step: Step, calendar: Calendar) -> None:
        parts: list[Duration] = []
        total = variance = 0.0
        for part in (step.wait, step.takes):
            if part is None:
                continue
            if (known := self._known.get(id(part))) is None:
                elapsed = calendar.elapsed(part)
                known = self._known[id(part)] = elapsed, elapsed.mean, elapsed.variance
            parts.append(known[0])
            total += known[1]
            variance += known[2]
        # What is done in two working days is sixteen hours of work; the nights between are waiting.
        work = step.takes.mean if step.takes is not None else 0.0
        self.timed[number] = True
        self.parts[number] = tuple(parts)
        self.work[number] = work
        self.waits[number] = total - work
        self.variance[number] = variance
        if step.is_touchpoint:
            self.active[number], self.waiting[number] = work, total - work
        elif is_out_of_sight(step) and not step.tells:
            self.hidden[number] = total
        else:
            self.waiting[number] = total


def is_out_of_sight(step: Step) -> bool:
    """Tell whether a step lies wholly below the line of visibility: something is done, and the customer sees none."""
    return bool(step.backstage or step.support) and not (step.customer or step.frontstage or step.evidence)
