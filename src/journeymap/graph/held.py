"""How long customers are held at steps that wait for work beside the path."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.graph.spans import Span
from journeymap.numerics import simulation
from journeymap.numerics.simulation import Estimate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.numerics.simulation import Sample

_POINTS = 200
_NOTED = 1e-9


class Held(Struct, frozen=True):
    """What customers wait for the `needs` of steps, in minutes, from journeys that were drawn.

    `per_visit` is the mean at each step over all visits, `per_journey` what a journey that comes to an end waits at
    each step in all, `total` that of all steps together, `by_end` how many journeys came to each kind of end and what
    they waited on average; `spread` holds what single visits waited. Only steps at which anybody waits. `critical` is
    in which part of the passes each step, and each way by its step and place, lay on the chain of what had to be done
    before the end, of the journeys that came to one.
    """

    per_visit: Mapping[int, Estimate]
    per_journey: Mapping[int, Estimate]
    total: Estimate
    by_end: Mapping[int, tuple[int, float]]
    spread: Mapping[int, Sequence[float]]
    critical: Mapping[int | tuple[int, int], float]

    def expected(self, given: Sequence[int] | None = None) -> float:
        """Return what journeys wait in all that come to an end, or to one of some kinds of end, in minutes."""
        if given is None:
            return self.total.value
        times_of_ends = [self.by_end[kind] for kind in given if kind in self.by_end]
        count = sum(number for number, _ in times_of_ends)
        return fsum(number * minutes for number, minutes in times_of_ends) / count if count else 0.0

    def span(self, step: int) -> list[tuple[float, Span]]:
        """Return what is waited for at a step as single times, each as likely: at most 200 of them."""
        values = self.spread[step]
        size = min(len(values), _POINTS)
        chosen = [values[(2 * place + 1) * len(values) // (2 * size)] for place in range(size)]
        return [(1 / size, Span(value, None, value)) for value in chosen]


NOBODY = Held({}, {}, Estimate(0.0, 0.0), {}, {}, {})


def held_in(sample: Sample) -> Held:
    """Return what the customers of a sample of journeys waited."""
    finished = [place for place, outcome in enumerate(sample.outcomes) if outcome >= 0]
    steps = {step: visits for step, visits in sample.held.items() if any(minutes > _NOTED for _, minutes in visits)}
    if not steps:
        return NOBODY
    certain = len(sample.outcomes) == 1
    by_step: dict[int, list[float]] = {}
    for step, visits in steps.items():
        waited: dict[int, float] = {}
        for journey, minutes in visits:
            waited[journey] = waited.get(journey, 0.0) + minutes
        by_step[step] = [waited.get(journey, 0.0) for journey in finished]
    totals = [fsum(values) for values in zip(*by_step.values(), strict=True)]
    by_end: dict[int, list[float]] = {}
    for journey, total in zip(finished, totals, strict=True):
        by_end.setdefault(sample.outcomes[journey], []).append(total)
    return Held(
        {step: _mean([minutes for _, minutes in visits], certain=certain) for step, visits in steps.items()},
        {step: _mean(values, certain=certain) for step, values in by_step.items()},
        _mean(totals, certain=certain),
        {kind: (len(values), fsum(values) / len(values)) for kind, values in by_end.items()},
        {step: sorted(minutes for _, minutes in visits) for step, visits in steps.items()},
        {what: min(1.0, sample.critical[what] / passes) for what, passes in sample.passed.items()},
    )


def _mean(values: Sequence[float], *, certain: bool) -> Estimate:
    estimate = simulation.mean(values)
    return Estimate(estimate.value, 0.0 if certain or len(values) < 2 else estimate.standard_error)
