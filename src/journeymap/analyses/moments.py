"""How one moment compares with those around it: falls after something better, and bad moments that nothing relieves.

What customers keep of a bad moment is how it was made good (Bitner, Booms and Tetreault 1990). Both are looked for on
the ways that a persona may go; steps without a rating are passed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from msgspec import Struct

from journeymap.analysis import Analysis
from journeymap.graph.falls import falls_of, lived_on_the_way
from journeymap.graph.units import EMOTION
from journeymap.numerics.components import reverse, search

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from journeymap.graph import ServiceGraph
    from journeymap.graph.ratings import Fall


class Unrelieved(Struct, frozen=True):
    """A bad moment after which a way leads to an end without a better one.

    `emotions` tells for which personas, and how each feels, from -2 to 2. `path` is a shortest such way, from the step
    on, of whoever feels worst. Of several bad moments along a way it is the worst, the last of those that are as bad.
    """

    step: str
    emotions: Annotated[Mapping[str, float], EMOTION]
    path: tuple[str, ...]


class Moments(Struct, frozen=True):
    """The falls, `falls[step][persona]`, of the persona's ways; only steps that are perceived as less than before."""

    falls: Mapping[str, Mapping[str, Fall]]
    _graph: ServiceGraph

    def unrelieved(self, bad: float) -> tuple[Unrelieved, ...]:
        """Return the moments with an emotion of `bad` or lower that no emotion above it follows on some way to an end.

        A step that ends the journey is no such moment itself. Of an end that nobody rated nothing is known, and being
        helped is relief unless it is rated as bad.
        """
        graph = self._graph
        by_step: dict[int, dict[str, tuple[float, list[int]]]] = {}
        for persona in graph.personas:
            for number, emotion, path in _unrelieved(graph, persona, bad):
                by_step.setdefault(number, {})[persona] = emotion, path
        return tuple(
            Unrelieved(
                step=graph.name(number),
                emotions={persona: emotion for persona, (emotion, _) in by_step[number].items()},
                path=graph.names(min(by_step[number].values())[1]),
            )
            for number in sorted(by_step)
        )


def compute(graph: ServiceGraph) -> Moments:
    """Return how the moments of the journey compare."""
    falls: dict[str, dict[str, Fall]] = {}
    for persona in graph.personas:
        for fall in falls_of(graph, persona):
            falls.setdefault(fall.step, {})[persona] = fall
    order = graph.topology.index
    return Moments({step: falls[step] for step in sorted(falls, key=order.__getitem__)}, graph)


def _unrelieved(graph: ServiceGraph, persona: str, bad: float) -> list[tuple[int, float, list[int]]]:
    felt = {
        number: lived.emotion for number, lived in lived_on_the_way(graph, persona).items() if lived.emotion is not None
    }
    low = [number for number, emotion in felt.items() if emotion <= bad]
    if not low:
        return []
    topology, paths = graph.topology, graph.paths(persona)
    relief = {number for number, emotion in felt.items() if emotion > bad}
    # A journey is over at its end, also where a way leads on from there.
    # In the order of the steps: which of several ways was written first must not decide what is found.
    successors = [
        () if topology.outcomes[number] is not None else sorted(targets)
        for number, targets in enumerate(paths.successors)
    ]
    bad_ends = [end for end in topology.ends if end in felt and end not in relief]
    place_of = topology.coming.__getitem__  # the order in which steps are written decides on no way
    backward = [sorted(sources, key=place_of) for sources in reverse(successors)]
    onward = search(backward, sorted(bad_ends, key=place_of), relief)
    order = sorted(paths.reached.order, key=place_of)
    rows = _first_of_each(order, successors, set(low), relief, onward.path_from)
    worst: dict[int, tuple[int, float, list[int]]] = {}
    for way in rows:
        place = min(range(len(way) - 1), key=lambda place: (felt.get(way[place], 0.0), -place))
        worst.setdefault(way[place], (way[place], felt[way[place]], way[place:]))
    return list(worst.values())


def _first_of_each(
    order: Sequence[int],
    successors: Sequence[Sequence[int]],
    low: Collection[int],
    relief: Collection[int],
    onward: Callable[[int], list[int]],
) -> list[list[int]]:
    """Return the ways that `onward` knows from the bad moments, without those that follow on an earlier one."""
    rows: list[list[int]] = []
    followed: set[int] = set()
    for number in order:
        if number not in low or number in followed:
            continue
        path = onward(number)
        if len(path) < 2:
            continue
        rows.append(path)
        queue = [number]
        for here in queue:  # grows while it is read
            for target in successors[here]:
                if target not in followed and target not in relief:
                    followed.add(target)
                    queue.append(target)
    return rows


ANALYSIS = Analysis(name="moments", compute=compute)
