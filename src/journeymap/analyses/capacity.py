"""How much work the customers of a week bring, and how many people are there to do it.

The flow of a step is what comes in a week times the part of each persona times its expected visits; the work of an
actor is the sum of these flows times how long a case keeps the actor busy. Busy = work / (hours of people x (1 - the
part that goes to other work)). From 1 on, what is not done in a week stays: the pile grows by what is left over.
"""

from __future__ import annotations

from math import fsum, inf, isinf
from typing import TYPE_CHECKING, Annotated

from msgspec import Struct

from journeymap.analysis import Analysis
from journeymap.graph.evidence import Basis
from journeymap.graph.staffing import Roster, cells_of, roster_of
from journeymap.graph.topology import EdgeKind
from journeymap.graph.units import A_WEEK, INTERNAL, MINUTES, MINUTES_A_WEEK, MONEY_A_WEEK, PEOPLE, SHARE, derived

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.graph import ServiceGraph

PER_HUNDRED = 100


class Pool(Struct, frozen=True):
    """What one actor has to do in a week, and who is there for it; None for what is not stated.

    `cases` is how often the actor acts, `work` how long that takes; `work_per_100` the same for a hundred journeys.
    `is_least` tells that some of it has no time stated, or is asking how it stands, so that it is more. `people` are
    the hours of all people together, `available` what other work leaves of them, as far as that is stated
    (`shares_known`). `hours` are those in which anybody is there. `leaves` tells that customers who wait may give up,
    so that no pile grows. `cost` is that of the people, None where no cost of an hour is known.
    """

    cases: Annotated[float | None, A_WEEK]
    work: Annotated[float | None, MINUTES_A_WEEK]
    work_per_100: Annotated[float, MINUTES]
    is_least: bool
    people: Annotated[float | None, MINUTES_A_WEEK]
    available: Annotated[float | None, MINUTES_A_WEEK]
    shares_known: bool
    leaves: bool
    cost: Annotated[float | None, MONEY_A_WEEK]
    hours: Annotated[float | None, MINUTES_A_WEEK]
    roster: Annotated[Roster | None, INTERNAL]

    @property
    @derived(SHARE)
    def busy(self) -> float | None:
        """The part of their time that this work takes; infinite where nobody is there for it."""
        if self.work is None or self.available is None:
            return None
        return self.work / self.available if self.available else inf if self.work else 0.0

    @property
    @derived(A_WEEK)
    def growth(self) -> float | None:
        """How many more cases wait every week, where customers do not give up; 0 where the work gets done."""
        if self.work is None or self.available is None or not self.cases or self.leaves:
            return None
        if isinf(self.work):
            return inf
        return max(0.0, self.work - self.available) / self.work * self.cases if self.work else 0.0

    @property
    @derived(PEOPLE)
    def needed(self) -> int | None:
        """How few people, in the hours in which anybody is there, have more time than this work takes."""
        if self.work is None or not self.hours or isinf(self.work) or self.people is None or self.available is None:
            return None
        own = self.available / self.people if self.people else 1.0
        return int(self.work / (self.hours * own)) + 1 if own else None

    @property
    @derived(MONEY_A_WEEK)
    def idle(self) -> float | None:
        """What of the cost goes to neither this work nor other work."""
        if self.cost is None or self.busy is None or self.people is None or self.available is None:
            return None
        return self.cost * (self.available / self.people) * max(0.0, 1 - self.busy) if self.people else 0.0


class Capacity(Struct, frozen=True):
    """How much comes in a week, None where it is not stated, and what that is for each actor, in the order of the file.

    `basis` is what it rests on: how many come, the shares and the times of the journey, and of each actor whether other
    work takes a part of the time, which is an assumption where it is not stated.
    """

    arrivals: Annotated[float | None, A_WEEK]
    pools: Mapping[str, Pool]
    basis: Basis


def compute(graph: ServiceGraph) -> Capacity | None:
    """Return the work and the people of each actor; None where a file says neither who comes nor who is there."""
    blueprint = graph.blueprint
    staffed = [name for name, actor in blueprint.actors.items() if actor.staff is not None]
    if blueprint.arrivals is None and not staffed:
        return None
    per_journey = _times_served(graph)
    arrivals = None if blueprint.arrivals is None else blueprint.arrivals.count.per_week
    pools = {
        name: _pool(graph, name, per_journey, arrivals)
        for name in blueprint.actors
        if name in staffed or any(_minutes(graph, number, cell.takes) for number, cell in cells_of(graph, name))
    }
    basis = graph.basis(None, "shares", "times")
    if blueprint.arrivals is not None:
        basis += Basis(1, int(not graph.evidence.known(blueprint.arrivals.heard)))
    unsaid = sum(blueprint.actors[name].elsewhere is None for name in staffed)
    return Capacity(arrivals, pools, basis + Basis(len(staffed), unsaid))


def _times_served(graph: ServiceGraph) -> list[float]:
    """Return how often each step is done for one customer, of all personas together; not for who leaves unserved."""
    served = [0.0] * len(graph.topology)
    kinds = graph.topology.kinds
    leaving = [edge for edge, kind in enumerate(kinds) if kind is EdgeKind.GIVES_UP or kind is EdgeKind.CLOSED]
    for persona, part in graph.personas.items():
        if not part:
            continue
        chain = graph.chain(persona)
        left = [1.0] * len(served)
        for edge in leaving:
            left[graph.topology.sources[edge]] -= chain.probabilities[edge]
        for number, times in enumerate(chain.done):
            served[number] += part * times * left[number] if left[number] > 0 else 0.0
    return served


def _minutes(graph: ServiceGraph, number: int, takes: object) -> float | None:
    """Return how long an actor is busy with a case at a step; None where neither actor nor step says it."""
    time = takes if takes is not None else graph.step(number).takes
    return None if time is None else float(time.mean)  # type: ignore[attr-defined]


def _pool(graph: ServiceGraph, name: str, per_journey: list[float], arrivals: float | None) -> Pool:
    actor = graph.blueprint.actors[name]
    roster = roster_of(graph, name)
    done: list[float] = []
    minutes: list[float] = []
    is_least = leaves = False
    for number, cell in cells_of(graph, name):
        often = per_journey[number]
        step = graph.step(number)
        leaves = leaves or step.gives_up is not None
        if not often:
            continue
        time = _minutes(graph, number, cell.takes)
        is_least = is_least or time is None
        done.append(often)
        minutes.append(often * time if time else 0.0)
    is_least = is_least or _is_asked(graph, name)
    work, cases = fsum(minutes), fsum(done)
    people = None if roster is None else roster.minutes
    rate = actor.costs
    if rate is None and graph.blueprint.economics is not None:
        rate = graph.blueprint.economics.rate * 60
    return Pool(
        cases=None if arrivals is None else arrivals * cases,
        work=None if arrivals is None else arrivals * work,
        work_per_100=PER_HUNDRED * work,
        is_least=is_least,
        people=people,
        available=None if people is None else people * (1 - (actor.elsewhere or 0.0)),
        shares_known=actor.elsewhere is not None,
        leaves=leaves,
        cost=None if people is None or rate is None else people / 60 * rate,
        hours=None if roster is None else sum(end - begin for begin, end in roster.there),
        roster=roster,
    )


def _is_asked(graph: ServiceGraph, name: str) -> bool:
    """Tell whether customers who ask how it stands may come to this actor: through a channel that the actor serves."""
    served = {word for number, _ in cells_of(graph, name) for word in graph.step(number).channel}
    chased = [graph.step(number).chased for number in graph.stated.at("chased")]
    return any(chase is not None and chase.channel in served for chase in chased)


ANALYSIS = Analysis(name="capacity", compute=compute)
