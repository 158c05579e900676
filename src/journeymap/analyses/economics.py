"""What one execution of the service earns, by how long it takes.

profit(t) = price - (rate t + materials + overhead); the break-even time is t* = (price - materials - overhead) / rate
(Shostack 1984, the corner shoeshine).
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Annotated

from msgspec import Struct

from journeymap.analysis import Analysis
from journeymap.graph.channel_choice import alone_by_intent
from journeymap.graph.units import MINUTES, MONEY, MONEY_A_MINUTE, derived
from journeymap.model.lanes import ORGANISATION_LANES

if TYPE_CHECKING:
    from journeymap.graph import ServiceGraph
    from journeymap.graph.evidence import Basis
    from journeymap.graph.per_persona import PersonaFigure
    from journeymap.model.step import Step


class Profit(Struct, frozen=True):
    """The economics of one execution, in the file's currency and in minutes; None for what is not stated.

    Execution time is the time in which the organisation works: not what the customer does alone, at home or at a
    self-service channel. `standard` is that of a journey in which nothing goes wrong: along the likeliest path to being
    helped. `expected` is what is worked for a customer on average, with all that fails and is done again, and what goes
    on beside the path: infinite where some go round for ever in work. `acceptable` is the longest that the customer
    accepts. `break_even` is the execution time at which nothing is earned: infinite when time costs nothing and the
    rest is covered.
    """

    price: Annotated[float, MONEY]
    rate: Annotated[float, MONEY_A_MINUTE]
    materials: Annotated[float, MONEY]
    overhead: Annotated[float, MONEY]
    standard: Annotated[float | None, MINUTES]
    expected: Annotated[PersonaFigure, MINUTES]
    acceptable: Annotated[float | None, MINUTES]
    break_even: Annotated[float, MINUTES]
    basis: Basis

    def profit(self, minutes: float) -> float:
        """Return what is earned when the execution takes so many minutes."""
        paid = self.rate * minutes if self.rate else 0.0
        return self.price - (paid + self.materials + self.overhead)

    @property
    @derived(MONEY)
    def at_standard(self) -> float | None:
        """What is earned when nothing goes wrong."""
        return None if self.standard is None else self.profit(self.standard)

    @property
    @derived(MONEY)
    def at_expected(self) -> float | None:
        """What is earned on average."""
        return None if self.expected.mean is None else self.profit(self.expected.mean)

    @property
    @derived(MONEY)
    def at_acceptable(self) -> float | None:
        """What is earned when it takes as long as the customer accepts."""
        return None if self.acceptable is None else self.profit(self.acceptable)


def compute(graph: ServiceGraph) -> Profit | None:
    """Return the economics of the service; None when the file states none."""
    economics = graph.blueprint.economics
    if economics is None:
        return None
    paid = [_is_paid(graph, step) for step in graph.blueprint.steps.values()]
    timed = any(paid)
    work = [minutes if counts else 0.0 for minutes, counts in zip(graph.times.work, paid, strict=True)]
    best = max(graph.personas, key=lambda persona: graph.personas[persona])
    path = graph.paths(best).likeliest_good
    left = economics.price - economics.materials - economics.overhead
    free = inf if left >= 0 else -inf
    expected = {persona: graph.chain(persona).total_work(work) if timed else None for persona in graph.personas}
    return Profit(
        price=economics.price,
        rate=economics.rate,
        materials=economics.materials,
        overhead=economics.overhead,
        standard=sum(work[step] for step in path) if timed and path else None,
        expected=graph.spread(expected, "shares", "times"),
        acceptable=None if economics.acceptable is None else economics.acceptable.mean,
        break_even=left / economics.rate if economics.rate else free,
        basis=graph.basis(None, "times"),
    )


def _is_paid(graph: ServiceGraph, step: Step) -> bool:
    """Tell whether a step takes time for which the organisation pays."""
    alone = alone_by_intent(graph.blueprint, step)
    return step.takes is not None and not alone and any(step.cells(lane) for lane in ORGANISATION_LANES)


ANALYSIS = Analysis(name="economics", compute=compute)
