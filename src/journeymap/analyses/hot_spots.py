"""Where customers are lost: the steps after which the chance of being helped changes most, times how many pass.

L(s) = sum over t of n(s->t) |P(s) - P(t)|, n the expected flow over the arrow and P the probability of being helped
(user-journey games: Kobialka, Tapia Tarifa, Bergersen and Johnsen 2022).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from msgspec import Struct

from journeymap.analysis import Analysis
from journeymap.graph.units import LOSS, SHARE

if TYPE_CHECKING:
    from journeymap.graph import ServiceGraph
    from journeymap.graph.markov_chain import Chain
    from journeymap.graph.per_persona import PersonaFigure

_ROUNDING = 1e-12


class HotSpot(Struct, frozen=True):
    """A step where journeys are decided; figures per customer who begins.

    `loss` is L, from 0 (what happens here decides nothing) up; times the number of customers it is the published
    measure. `helped` is the probability of being helped from here on. `worst_way` is the arrow over which that falls
    furthest, as the id of its step; None when it falls nowhere or the customer falls out of the journey here.
    """

    step: str
    loss: Annotated[PersonaFigure, LOSS]
    helped: Annotated[PersonaFigure, SHARE]
    worst_way: str | None


class HotSpots(Struct, frozen=True):
    """The steps with any loss, the greatest first."""

    ranked: tuple[HotSpot, ...]


def compute(graph: ServiceGraph) -> HotSpots:
    """Return the steps where customers are lost, the worst first."""
    chains = {persona: graph.chain(persona) for persona in graph.personas}
    known: dict[int, dict[int, float]] = {}
    for chain in chains.values():
        if id(chain) not in known:
            known[id(chain)] = _losses(chain)
    losses = {persona: known[id(chain)] for persona, chain in chains.items()}
    spots = [
        HotSpot(
            graph.name(step),
            graph.spread({persona: lost.get(step, 0.0) for persona, lost in losses.items()}, "shares"),
            graph.spread({persona: chain.helped[step] for persona, chain in chains.items()}, "shares"),
            _worst_way(graph, step),
        )
        for step in sorted({step for lost in losses.values() for step in lost})
    ]
    return HotSpots(tuple(sorted(spots, key=lambda spot: -round(spot.loss.mean or 0.0, 12))))


def _losses(chain: Chain) -> dict[int, float]:
    helped, passes = chain.helped, chain.passes
    losses = {}
    for step, (targets, shares) in enumerate(zip(chain.successors, chain.shares, strict=True)):
        if len(targets) > 1 and passes[step] > 0:
            here = helped[step]
            loss = passes[step] * sum(
                share * abs(here - helped[target]) for target, share in zip(targets, shares, strict=True)
            )
            if loss > _ROUNDING:
                losses[step] = loss
    return losses


def _worst_way(graph: ServiceGraph, step: int) -> str | None:
    """Return the way out of a step after which the chance of being helped is least, over all customers."""
    topology = graph.topology
    lowest, worst = None, None
    for edge in topology.ways[step]:
        taken = [
            (part, graph.chain(persona))
            for persona, part in graph.personas.items()
            if graph.chain(persona).probabilities[edge] > 0
        ]
        if not taken:
            continue
        parts = sum(part for part, _ in taken) or 1.0
        change = (
            sum(part * (chain.helped[topology.targets[edge]] - chain.helped[step]) for part, chain in taken) / parts
        )
        if change < -_ROUNDING and (lowest is None or change < lowest):
            lowest, worst = change, topology.ids[topology.targets[edge]]
    return worst


ANALYSIS = Analysis(name="hot-spots", compute=compute)
