"""Ways on which a customer must do without what suits, as others choose the way or no choice helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from journeymap.graph.paths import Paths


def way_without(paths: Paths, suiting: Collection[int], asking: Collection[int]) -> tuple[int, ...]:
    """Return a shortest way to an end on which no suiting step lies and something is asked; empty where there is none.

    The customer is taken to choose the way to a suiting step wherever the choice is theirs, as where to begin is. From
    which steps they can make sure of one is the attractor of a reachability game (Grädel, Thomas and Wilke 2002,
    chapter 2), linear in the size of the graph.
    """
    topology = paths.topology
    sure = set(suiting)
    left = [len(edges) + (topology.outcomes[step] is not None) for step, edges in enumerate(paths.ways)]
    before, ways, targets, deciders = paths.predecessors, paths.ways, topology.targets, topology.deciders
    chosen: dict[int, set[int]] = {}
    queue = sorted(sure)
    for step in queue:  # grows while it is read
        for source in before[step]:
            left[source] -= 1
            if source in sure:
                continue
            if source not in chosen:
                chosen[source] = {targets[edge] for edge in ways[source] if deciders[edge] == "customer"}
            if step in chosen[source] or not left[source]:
                sure.add(source)
                queue.append(source)
    if not sure.isdisjoint(topology.starts):
        return ()
    states: dict[tuple[int, bool], tuple[int, bool]] = {
        (start, start in asking): (-1, False) for start in topology.starts
    }
    front = list(states)
    for step, asked in front:  # grows while it is read
        if asked and topology.outcomes[step] is not None:
            way: list[tuple[int, bool]] = [(step, asked)]
            while states[way[-1]][0] >= 0:
                way.append(states[way[-1]])
            return tuple(number for number, _ in way[::-1])
        for target in paths.successors[step]:
            state = target, asked or target in asking
            if target not in sure and state not in states:
                states[state] = step, asked
                front.append(state)
    return ()
