"""Falls: steps that a persona perceives as less than what came before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.graph.ratings import Fall
from journeymap.numerics.components import UNREACHED

if TYPE_CHECKING:
    from journeymap.graph.ratings import Lived
    from journeymap.graph.service_graph import ServiceGraph


def lived_on_the_way(graph: ServiceGraph, persona: str) -> dict[int, Lived]:
    """Return how a persona lives through the rated steps that it may come to."""
    if not graph.ratings.steps:
        return {}
    parents = graph.paths(persona).reached.parents
    lived = graph.ratings.lived(persona)
    return {number: rating for number, rating in lived.items() if parents[number] != UNREACHED}


def falls_of(graph: ServiceGraph, persona: str) -> list[Fall]:
    """Return the steps that a persona perceives as less than the rated step before them, on any way it may go."""
    known = graph.ratings.falls
    if persona not in known:
        known[persona] = _falls_of(graph, persona)
    return known[persona]


def _falls_of(graph: ServiceGraph, persona: str) -> list[Fall]:
    perceived = {
        number: lived.perceived
        for number, lived in lived_on_the_way(graph, persona).items()
        if lived.perceived is not None
    }
    successors = graph.paths(persona).successors
    # From the best step down, each marks what follows it up to the next rated step: whoever comes first is the best.
    best: dict[int, int] = {}
    for source in sorted(perceived, key=lambda number: -perceived[number]):
        queue = [source]
        for number in queue:  # grows while it is read
            for target in successors[number]:
                if target not in best:
                    best[target] = source
                    if target not in perceived:
                        queue.append(target)
    return [
        Fall(graph.name(number), persona, graph.name(best[number]), perceived[best[number]] - rating)
        for number, rating in perceived.items()
        if number in best and perceived[best[number]] > rating
    ]
