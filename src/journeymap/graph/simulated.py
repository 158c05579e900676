"""How long journeys take that were drawn by chance: for P50 and P90, and where a step waits for work beside it."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Annotated

from msgspec import Struct

from journeymap.graph.sampling import MOST
from journeymap.graph.units import COUNT, MINUTES
from journeymap.numerics import simulation

if TYPE_CHECKING:
    from journeymap.graph import ServiceGraph
    from journeymap.numerics.simulation import Estimate

SEED = 20260901


class SimulatedTimes(Struct, frozen=True):
    """How long journeys take that were drawn by chance, in minutes, each figure with its standard error.

    Of `journeys` drawn, `finished` came to an end, and only these are in `mean`, `p50` and `p90`; `blocked` came to a
    step that waits for work that is never done, `broken_off` were still under way after 100,000 steps. The others ran
    into a dead end. Where some were broken off, they take longer than `longer_than`: `mean` is then not known, nor is a
    quantile that may lie among them (None).
    """

    journeys: Annotated[int, COUNT]
    finished: Annotated[int, COUNT]
    blocked: Annotated[int, COUNT]
    broken_off: Annotated[int, COUNT]
    mean: Annotated[Estimate | None, MINUTES]
    p50: Annotated[Estimate | None, MINUTES]
    p90: Annotated[Estimate | None, MINUTES]
    longer_than: Annotated[float | None, MINUTES] = None


def simulate(graph: ServiceGraph, persona: str | None) -> SimulatedTimes:
    """Simulate journeys of one persona, or with None of all customers; the same journeys every time."""
    parts: dict[int, float] = {}  # of all customers, by chain: who walks alike is drawn once
    samples: dict[int, simulation.Sample] = {}
    for name, part in graph.personas.items():
        chain = graph.chain(name)
        if persona in (None, name):
            parts[id(chain)] = parts.get(id(chain), 0.0) + part
            samples[id(chain)] = graph.sample(name)
    drawn = {persona_name: len(sample.outcomes) for persona_name, sample in samples.items()}
    # Of journeys that are all alike one is drawn, which stands for as many as it takes.
    counts = {persona_name: MOST if count == 1 else count for persona_name, count in drawn.items()}
    if persona is None:
        # So many of each as there are among all customers, as far as there are enough of all.
        whole = min(
            [
                MOST,
                *(
                    count / parts[persona_name]
                    for persona_name, count in counts.items()
                    if count and parts[persona_name]
                ),
            ]
        )
        counts = {persona_name: round(whole * part) for persona_name, part in parts.items()}
    together = simulation.Sample()
    for persona_name, count in counts.items():
        sample, times = samples[persona_name], -(-count // max(1, drawn[persona_name]))
        together.outcomes.extend((sample.outcomes * times)[:count])
        together.active.extend((sample.active * times)[:count])
        together.waiting.extend((sample.waiting * times)[:count])
    return _drawn(together)


def _drawn(sample: simulation.Sample) -> SimulatedTimes:
    totals = sample.totals()
    # All that is known of a journey that was broken off is that it takes longer than it took so far.
    open_ended = sample.totals((simulation.UNFINISHED,))
    mean: Estimate | None = simulation.mean(totals)
    if open_ended:
        mean = None
        totals += [inf] * len(open_ended)
    return SimulatedTimes(
        journeys=len(sample.outcomes),
        finished=len(totals) - len(open_ended),
        blocked=sample.counts()[simulation.BLOCKED],
        broken_off=sample.capped,
        mean=mean,
        p50=_known(simulation.quantile(totals, 0.5), open_ended),
        p90=_known(simulation.quantile(totals, 0.9), open_ended),
        longer_than=min(open_ended, default=None),
    )


def _known(estimate: Estimate, open_ended: list[float]) -> Estimate | None:
    """Return a quantile where it is certain to lie among the journeys that came to an end."""
    known = estimate.value < min(open_ended, default=inf) and estimate.standard_error < inf
    return estimate if known or not open_ended else None
