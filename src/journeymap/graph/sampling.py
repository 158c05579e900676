"""Journeys of one persona drawn by chance, with the work that goes on beside them."""

from __future__ import annotations

from math import fsum, inf, sqrt
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.graph.joins import unfulfilled
from journeymap.graph.situations import BUDGET, Situations
from journeymap.graph.topology import EdgeKind
from journeymap.numerics import simulation
from journeymap.numerics.time_distribution import TimeDistribution

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.graph.markov_chain import Chain
    from journeymap.graph.spans import Span
    from journeymap.graph.times import Times
    from journeymap.numerics.simulation import Sample


JOURNEYS, LEAST, STEPS, LONGEST = 20_000, 200, 300_000, 2_000
SEED = 20260901
MOST_EVENTS = 600_000  # of all personas' journeys together that have work beside them: a second or two
# How many journeys are drawn for the times: with so many steps in all, but enough as long as that takes not too many.
# What personas who walk differently take together is no more than that; each has a few journeys whatever it takes.
MOST, ENOUGH, FEWEST = 4000, 400, 100
STEPS_OF_ALL, MOST_STEPS = 60_000, 2_000_000
VERY_FEWEST = 4
SITUATIONS = 50_000  # that are looked at for all personas together


class WaitsForEver(Struct, frozen=True):
    """Where journeys end of which some may wait for ever for what is never done.

    `steps` are the steps at which they may, `blocked` is the share that does, `ended` the share that ends in each state
    of the chain that is an end. `situations` is the chain that tells so exactly; None where there are too many of them
    and `journeys` were drawn by chance: then none may be `blocked` of those drawn, and one of more.
    """

    steps: tuple[int, ...]
    blocked: float
    ended: Mapping[int, float]
    situations: Situations | None = None
    journeys: int | None = None

    def error(self, share: float) -> float:
        """Return the standard error of a share of all journeys; 0 where it is exact.

        What all of those drawn did, or none, is known to one in as many as were drawn.
        """
        if not self.journeys:
            return 0.0
        return max(sqrt(max(0.0, share * (1 - share)) / self.journeys), 1 / self.journeys)


def waits_for_ever(chain: Chain, times: Times, personas: int = 1) -> WaitsForEver | None:
    """Return how many journeys wait for ever at a join, and where the others end; None when certainly none does.

    `personas` is for how many who walk differently this is asked: what is drawn for all of them has one budget.

    The chain knows of one place at a time only, and not of what has been begun beside it: so all situations that can
    come about are solved, or, where there are too many, journeys are drawn.
    """
    waiting = unfulfilled(chain.topology, [chance > 0 for chance in chain.probabilities]).ways
    if not waiting or not chain.start:
        return None
    situations = Situations(chain, min(BUDGET, SITUATIONS // personas))
    if situations.complete:
        blocked = fsum(situations.waiting.values())
        steps = tuple(sorted(situations.waiting))
        return WaitsForEver(steps, blocked, situations.ended, situations) if steps else None
    states = {state: state for state in chain.ends}
    # Journeys that go round and round are long: fewer of them.
    length = inf if chain.is_unknown else max(1.0, sum(chain.passes))
    journeys = min(JOURNEYS, max(LEAST, int(STEPS / personas / length)))
    steps_drawn = _steps(chain, times, states)
    sample = simulation.simulate(
        steps_drawn, chain.start, LEAST, SEED, LONGEST, most_events=MOST_EVENTS / personas, beside=_by_themselves(chain)
    )
    if not sample.capped and journeys > LEAST:
        # Else work beside the path goes round without end, which the chain does not know: no more are drawn.
        sample = simulation.simulate(
            steps_drawn, chain.start, journeys, SEED, most_events=MOST_EVENTS / personas, beside=_by_themselves(chain)
        )
    drawn, journeys = sample.counts(), len(sample.outcomes)
    ended = {state: drawn[state] / journeys for state in chain.ends if drawn[state]}
    return WaitsForEver(tuple(waiting), drawn[simulation.BLOCKED] / journeys, ended, journeys=journeys)


def draw_journeys(
    chain: Chain,
    times: Times,
    seed: int,
    journeys: int | None = None,
    *,
    without: Sequence[int] = (),
    personas: int = 1,
    told: bool = True,
) -> Sample:
    """Draw journeys, as many as it takes unless it is said how many; times in minutes. The same seed, the same ones.

    Fewer where work beside them goes round and round while it is waited for; a single one where nothing is left to
    chance. A journey that comes into a circle that nothing leaves is stopped there. A sample of nothing where no
    journey can begin, or nobody knows how long they are. At the steps `without` nobody waits for what they need.
    `personas` as in `waits_for_ever`, `told` as in `numerics.simulation.simulate`.
    """
    if not chain.start or chain.is_unknown:
        return simulation.Sample()
    if journeys is None:
        journeys = 1 if is_certain(chain, times) else _journeys(chain, personas)
    return simulation.simulate(
        _steps(chain, times, chain.ends, without),
        chain.start,
        journeys,
        seed,
        most_events=MOST_EVENTS / personas,
        beside=_by_themselves(chain),
        told=told,
    )


def is_certain(chain: Chain, times: Times) -> bool:
    """Tell whether all journeys are alike: one way at every step, and no time that varies."""
    if len(chain.start) > 1:
        return False
    for step in chain.reached:
        if any(span.varies for span in (*times.parts.get(step, ()), *times.lasting_parts.get(step, ()))):
            return False
        if max(chain.shares[step], default=1.0) < 1:
            return False
    return not any(span.varies for spans in times.way_parts.values() for span in spans)


def _journeys(chain: Chain, personas: int) -> int:
    """Return how many journeys to draw: of those that are long or go round and round, fewer."""
    length = max(1.0, fsum(chain.passes))
    enough = min(ENOUGH, int(MOST_STEPS / personas / length))
    return min(MOST, max(VERY_FEWEST, FEWEST // personas, int(STEPS_OF_ALL / length), enough))


def _by_themselves(chain: Chain) -> list[int]:
    """Return the steps that nothing leads to and that wait for others: they begin when these are done."""
    topology = chain.topology
    if EdgeKind.NEEDS not in topology.kinds:
        return []
    led = set(topology.starts)
    waiting: set[int] = set()
    for target, kind in zip(topology.targets, topology.kinds, strict=True):
        (waiting if kind is EdgeKind.NEEDS else led).add(target)
    return sorted(waiting - led)


def _steps(
    chain: Chain, times: Times, ends: Mapping[int, int], without: Sequence[int] = ()
) -> list[simulation.SimStep]:
    topology = chain.topology
    starts: dict[int, list[int]] = {}
    needs: dict[int, list[int]] = {}
    for edge, kind in enumerate(topology.kinds):
        if kind is EdgeKind.STARTS:
            starts.setdefault(topology.sources[edge], []).append(topology.targets[edge])
        elif kind is EdgeKind.NEEDS and topology.targets[edge] not in without:
            needs.setdefault(topology.targets[edge], []).append(topology.sources[edge])
    steps = []
    for step in range(chain.nowhere):
        ended = step in chain.ends or step in chain.endless
        ways = topology.ways[step]
        waits = [[_duration(span) for span in times.way_parts.get(edge, ())] for edge in ways]
        # The parts of a step are its wait and its work; for the whole of a journey it is the same which is which.
        wait, takes = [*(_duration(span) for span in times.parts.get(step, ())), None, None][:2]
        lasts = [_duration(span) for span in times.lasting_parts.get(step, ())]
        steps.append(
            simulation.SimStep(
                successors=() if ended else chain.successors[step],
                shares=() if ended else chain.shares[step],
                takes=takes,
                wait=wait,
                lasts=lasts[0] if lasts else None,
                edge_waits=_padded(waits, len(chain.successors[step])) if any(waits) and not ended else None,
                outcome=ends.get(step),
                starts=starts.get(step, ()),
                needs=needs.get(step, ()),
            )
        )
    steps += [simulation.SimStep(outcome=ends.get(state)) for state in range(chain.nowhere, len(chain.successors))]
    return steps


def _padded(waits: list[list[TimeDistribution]], length: int) -> list[list[TimeDistribution]]:
    return waits + [[] for _ in range(length - len(waits))]


def _duration(part: Span) -> TimeDistribution:
    return TimeDistribution(part.least, part.most, part.likely, part.gap, part.week)
