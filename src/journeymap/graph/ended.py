"""How many of a persona's journeys come to each kind of end, those who wait for ever at a join left out."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from journeymap.graph.markov_chain import OUTCOMES

if TYPE_CHECKING:
    from journeymap.graph.service_graph import ServiceGraph


def ended_by_kind(graph: ServiceGraph, persona: str) -> dict[str, float]:
    """Return the share of all journeys of a persona that come to each kind of end."""
    chain, waits = graph.chain(persona), graph.waits_for_ever(persona)
    if waits is None:
        return dict(chain.outcomes)
    kinds = dict.fromkeys(OUTCOMES, 0.0)
    for state, share in waits.ended.items():
        kinds[OUTCOMES[chain.ends[state]]] += share
    return kinds


def ended(graph: ServiceGraph, persona: str) -> float:
    """Return the share of all journeys of a persona that come to an end."""
    return fsum(ended_by_kind(graph, persona).values())
