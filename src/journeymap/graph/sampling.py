"""Journeys of one persona drawn by chance: for quantiles, and where a step waits for work beside the path."""

from __future__ import annotations

from math import isclose
from typing import TYPE_CHECKING

from journeymap.graph.topology import EdgeKind
from journeymap.numerics import simulation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.graph.chain import Chain
    from journeymap.graph.times import Times
    from journeymap.model.quantities import Duration


def draw_journeys(chain: Chain, times: Times, journeys: int, seed: int) -> simulation.Sample:
    """Draw that many journeys; times in minutes. The same seed gives the same journeys.

    A journey that comes into a circle that nothing leaves is stopped there. A sample of nothing where no journey can
    begin.
    """
    if not chain.start:
        return simulation.Sample()
    return simulation.simulate(_steps(chain, times), chain.start, journeys, seed)


def _steps(chain: Chain, times: Times) -> list[simulation.Step]:
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
            simulation.Step(
                successors=() if ended else chain.successors[step],
                shares=() if ended else chain.shares[step],
                takes=takes,
                wait=wait,
                edge_waits=_padded(waits, len(chain.successors[step])) if any(waits) and not ended else None,
                outcome=chain.ends.get(step),
                starts=starts.get(step, ()),
                needs=needs.get(step, ()),
            )
        )
    steps += [simulation.Step(outcome=chain.ends.get(state)) for state in range(chain.nowhere, len(chain.successors))]
    return steps


def _padded(waits: Sequence[Duration | None], length: int) -> list[simulation.Duration | None]:
    found = [None if wait is None else _duration(wait) for wait in waits]
    return found + [None] * (length - len(found))


def _duration(part: Duration) -> simulation.Duration:
    if part.least >= part.most or isclose(part.likely, (part.least + part.most) / 2):
        return simulation.Duration(part.least, part.most)
    return simulation.Duration(part.least, part.most, part.likely)
