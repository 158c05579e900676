"""Journeys of one persona drawn by chance: for quantiles, and where a step waits for work beside the path."""

from __future__ import annotations

from math import isclose
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.graph.joins import unfulfilled
from journeymap.graph.topology import EdgeKind
from journeymap.numerics import simulation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.graph.markov_chain import Chain
    from journeymap.graph.times import Times
    from journeymap.model.quantities import Duration


JOURNEYS, LEAST, STEPS, LONGEST = 20_000, 200, 300_000, 2_000
SEED = 20260901
MOST_EVENTS = 600_000  # of all journeys together that have work beside them: a second or two


class WaitsForEver(Struct, frozen=True):
    """Where journeys end of which some wait for ever for what is never done, by drawing them.

    `steps` are the steps at which they may, `blocked` is the share that does, `ended` the share that ends in each state
    of the chain that is an end.
    """

    steps: tuple[int, ...]
    blocked: float
    ended: Mapping[int, float]


def waits_for_ever(chain: Chain, times: Times) -> WaitsForEver | None:
    """Return how many journeys wait for ever at a join, and where the others end; None when none does.

    The chain knows of one place at a time only, and not of what has been begun beside it: so these are drawn.
    """
    waiting = unfulfilled(chain.topology, [chance > 0 for chance in chain.probabilities])
    if not waiting or not chain.start:
        return None
    states = {state: state for state in chain.ends}
    # Journeys that go round and round are long: fewer of them.
    journeys = min(JOURNEYS, max(LEAST, int(STEPS / max(1.0, sum(chain.passes)))))
    steps = _steps(chain, times, states)
    sample = simulation.simulate(steps, chain.start, LEAST, SEED, LONGEST, most_events=MOST_EVENTS)
    if sample.capped:
        # Work beside the path goes round without end, which the chain does not know: no more than these are drawn.
        journeys = LEAST
    elif journeys > LEAST:
        sample = simulation.simulate(steps, chain.start, journeys, SEED, most_events=MOST_EVENTS)
    # As many as were begun within the budget.
    drawn, journeys = sample.counts(), len(sample.outcomes)
    if not drawn[simulation.BLOCKED]:
        return None
    ended = {state: drawn[state] / journeys for state in chain.ends if drawn[state]}
    return WaitsForEver(tuple(waiting), drawn[simulation.BLOCKED] / journeys, ended)


def draw_journeys(chain: Chain, times: Times, journeys: int, seed: int) -> simulation.Sample:
    """Draw that many journeys; times in minutes. The same seed gives the same journeys.

    Fewer where work beside them goes round and round while it is waited for. A journey that comes into a circle that
    nothing leaves is stopped there. A sample of nothing where no journey can begin.
    """
    if not chain.start:
        return simulation.Sample()
    return simulation.simulate(_steps(chain, times, chain.ends), chain.start, journeys, seed, most_events=MOST_EVENTS)


def _steps(chain: Chain, times: Times, ends: Mapping[int, int]) -> list[simulation.SimStep]:
    topology = chain.topology
    starts: dict[int, list[int]] = {}
    needs: dict[int, list[int]] = {}
    for edge, kind in enumerate(topology.kinds):
        if kind is EdgeKind.STARTS:
            starts.setdefault(topology.sources[edge], []).append(topology.targets[edge])
        elif kind is EdgeKind.NEEDS:
            needs.setdefault(topology.targets[edge], []).append(topology.sources[edge])
    steps = []
    for step in range(chain.nowhere):
        ended = step in chain.ends or step in chain.endless
        ways = topology.ways[step]
        waits = [times.way_parts.get(edge) for edge in ways]
        # The parts of a step are its wait and its work; for the whole of a journey it is the same which is which.
        wait, takes = [*(_duration(part) for part in times.parts.get(step, ())), None, None][:2]
        steps.append(
            simulation.SimStep(
                successors=() if ended else chain.successors[step],
                shares=() if ended else chain.shares[step],
                takes=takes,
                wait=wait,
                edge_waits=_padded(waits, len(chain.successors[step])) if any(waits) and not ended else None,
                outcome=ends.get(step),
                starts=starts.get(step, ()),
                needs=needs.get(step, ()),
            )
        )
    steps += [simulation.SimStep(outcome=ends.get(state)) for state in range(chain.nowhere, len(chain.successors))]
    return steps


def _padded(waits: Sequence[Duration | None], length: int) -> list[simulation.TimeDistribution | None]:
    found = [None if wait is None else _duration(wait) for wait in waits]
    return found + [None] * (length - len(found))


def _duration(part: Duration) -> simulation.TimeDistribution:
    if part.least >= part.most or isclose(part.likely, (part.least + part.most) / 2):
        return simulation.TimeDistribution(part.least, part.most)
    return simulation.TimeDistribution(part.least, part.most, part.likely)
