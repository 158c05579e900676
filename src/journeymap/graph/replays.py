"""What a wait costs where work goes on beside the path: the same journeys walked again without it.

Beside other work a wait may hold nobody up, or only until something else does: no derivative can tell.
"""

from __future__ import annotations

from copy import copy
from math import fsum
from typing import TYPE_CHECKING

from journeymap.graph.sampling import SEED, draw_journeys

if TYPE_CHECKING:
    from journeymap.graph import ServiceGraph
    from journeymap.numerics.simulation import Sample

MOST = 12  # waits of one persona that are taken away
WHOLE, PART = 4, 1000  # for the first few all journeys that were drawn are walked again, then so many


class Replays:
    """The journeys of one persona, or of several who walk alike, walked again with one wait less each time."""

    def __init__(self, graph: ServiceGraph, persona: str) -> None:
        self._graph = graph
        self._chain = graph.chain(persona)
        self._before = graph.sample(persona)
        self._seed = SEED + next(place for place, name in enumerate(graph.personas) if graph.chain(name) is self._chain)
        self._walked = 0
        self._known: dict[tuple[int, int | None], float | None] = {}

    def less(self, step: int, edge: int | None = None) -> float | None:
        """Return by how many minutes the mean time changes without the wait before a step, or that on an arrow.

        Of the journeys that come to an end both ways. None where too many waits were asked for, or none of them does.
        """
        # Personas who walk alike ask for the same.
        if (step, edge) not in self._known:
            self._known[step, edge] = self._less(step, edge)
        return self._known[step, edge]

    def _less(self, step: int, edge: int | None) -> float | None:
        self._walked += 1
        if self._walked > MOST:
            return None
        times = copy(self._graph.times)
        times.parts, times.way_parts = dict(times.parts), dict(times.way_parts)
        if edge is not None:
            times.way_parts[edge] = times.way_parts[edge][1:]
        elif self._graph.step(step).wait is not None:
            times.parts[step] = times.parts[step][1:]
        journeys = len(self._before.outcomes)
        if self._walked > WHOLE:
            journeys = min(PART, journeys)
        without = () if edge is not None else (step,)
        after = draw_journeys(self._chain, times, self._seed, journeys, without=without, told=False)
        both = [
            (before, now)
            for before, now in zip(_times(self._before), _times(after), strict=False)
            if before is not None and now is not None
        ]
        return fsum(now - before for before, now in both) / len(both) if both else None


def _times(sample: Sample) -> list[float | None]:
    return [
        active + waiting if outcome >= 0 else None
        for outcome, active, waiting in zip(sample.outcomes, sample.active, sample.waiting, strict=True)
    ]
