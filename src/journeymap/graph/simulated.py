"""How long simulated journeys take: for P50 and P90, and where a step waits for work beside it."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Annotated

from msgspec import Struct

from journeymap.graph.sampling import draw_journeys
from journeymap.graph.units import COUNT, MINUTES
from journeymap.numerics import simulation

if TYPE_CHECKING:
    from journeymap.graph import ServiceGraph
    from journeymap.graph.markov_chain import Chain
    from journeymap.numerics.simulation import Estimate, Sample

# How many journeys are simulated: with so many steps in all, but enough of them as long as that takes not too many.
MOST, ENOUGH, LEAST = 4000, 400, 100
STEPS, MOST_STEPS = 60_000, 2_000_000
SEED = 20260901


class SimulatedTimes(Struct, frozen=True):
    """How long simulated journeys take, in minutes, each figure with its standard error.

    Of `journeys`, `finished` came to an end, and only these are in `mean`, `p50` and `p90`; `blocked` came to a
    step that waits for work that is never done, `broken_off` were still under way after 100,000 steps. The others ran
    into a dead end.
    """

    journeys: Annotated[int, COUNT]
    finished: Annotated[int, COUNT]
    blocked: Annotated[int, COUNT]
    broken_off: Annotated[int, COUNT]
    mean: Annotated[Estimate, MINUTES]
    p50: Annotated[Estimate, MINUTES]
    p90: Annotated[Estimate, MINUTES]


def simulate(graph: ServiceGraph, persona: str | None, samples: dict[int, Sample]) -> SimulatedTimes:
    """Simulate journeys of one persona, or with None of all customers; the same journeys every time.

    `samples` keeps the journeys of each chain, by its identity: they are not simulated again for another persona.
    """
    seeds: dict[int, int] = {}
    parts: dict[int, float] = {}  # of all customers, by chain: who walks alike is simulated once
    for place, (name, part) in enumerate(graph.personas.items()):
        chain = graph.chain(name)
        one = id(chain)
        seeds.setdefault(one, SEED + place)
        if persona in (None, name):
            parts[one] = parts.get(one, 0.0) + part
            if one not in samples:
                samples[one] = draw_journeys(chain, graph.times, _journeys(chain), seeds[one])
    sizes = {one: len(samples[one].outcomes) for one in parts}
    counts = sizes
    if persona is None:
        # So many of each as there are among all customers, as far as there are enough of all.
        whole = min([MOST, *(count / parts[one] for one, count in sizes.items() if count and parts[one])])
        counts = {one: round(whole * part) for one, part in parts.items()}
    together = simulation.Sample()
    for one, count in counts.items():
        together.outcomes.extend(samples[one].outcomes[:count])
        together.active.extend(samples[one].active[:count])
        together.waiting.extend(samples[one].waiting[:count])
    totals = together.totals()
    return SimulatedTimes(
        journeys=len(together.outcomes),
        finished=len(totals),
        blocked=together.counts()[simulation.BLOCKED],
        broken_off=together.capped,
        mean=simulation.mean(totals),
        p50=simulation.quantile(totals, 0.5),
        p90=simulation.quantile(totals, 0.9),
    )


def _journeys(chain: Chain) -> int:
    """Return how many journeys to simulate: of those that are long or go round and round, fewer."""
    length = max(1.0, fsum(chain.passes))
    return min(MOST, max(LEAST, int(STEPS / length), min(ENOUGH, int(MOST_STEPS / length))))
