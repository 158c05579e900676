"""What a week does to those who wait: how many are there at each moment, who is served and who leaves.

Customers come by chance at a rate that changes over the week, c(t) people serve, each customer after a time by chance,
and whoever waits gives up after a time by chance: M(t)/M/c(t)+M. How likely it is that so many are there follows the
birth and death equations, solved by uniformisation (Jensen 1953; Grassmann 1977) over one week again and again until
Sunday night ends as it began. Nothing is drawn by chance and time is not cut into steps, so the figures have no noise
and no error of a step: every figure is exact up to `SETTLED`.

Times are in minutes of the week, rates per minute.
"""

from __future__ import annotations

from math import ceil, exp, fsum, inf, sqrt
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

WEEK = 10080.0
SETTLED = 1e-9
MOST = 300_000_000
"""So much work one week may be, in states times events; what is larger is not solved."""
_WEEKS = 200
_MOST_STATES = 5000
# Events that are looked at at once: the weights of more of them would underflow.
_EVENTS = 200.0
_NOTHING = 1e-13


class Stretch(Struct, frozen=True):
    """From one minute of the week to another it is open: how many come in a minute, and how many people serve."""

    begin: float
    end: float
    arrivals: float
    people: int


class Slot(Struct, frozen=True):
    """What happens to those who come in a stretch: how many come, are served, and leave unserved.

    `waiting` is minutes of customers waiting, all together. Where it closes behind the stretch, those who still wait
    count here.
    """

    begin: float
    end: float
    arrivals: float
    served: float
    left: float
    waiting: float


class Week(Struct, frozen=True):
    """A week that ends as it begins; `is_settled` is False where the pile grows from week to week."""

    slots: tuple[Slot, ...]
    is_settled: bool

    @property
    def arrivals(self) -> float:
        """How many come in a week while it is open."""
        return fsum(slot.arrivals for slot in self.slots)

    @property
    def leaving(self) -> float:
        """The part of those who come that leaves unserved."""
        return fsum(slot.left for slot in self.slots) / self.arrivals if self.arrivals else 0.0

    @property
    def wait(self) -> float:
        """Minutes that those who come wait on average, those who leave included; infinite where the pile grows."""
        if not self.is_settled:
            return inf
        return fsum(slot.waiting for slot in self.slots) / self.arrivals if self.arrivals else 0.0


def solve(stretches: Sequence[Stretch], service: float, leaving: float) -> Week | None:
    """Return the week of some stretches, in order and apart, between which it is closed; None where it is too large.

    `service` is how many one person serves in a minute, `leaving` the rate at which who waits gives up, 0 for never.
    At closing who is being served is finished; who waits gives up in time, or where nobody ever does, is served. A
    stretch without people is open: who comes waits for the next one.
    """
    states = _states(stretches, service, leaving)
    work = sum((s.end - s.begin) * (s.arrivals + s.people * service + states * leaving) for s in stretches) * states
    if states > _MOST_STATES or work > MOST:
        return None
    now = [1.0] + [0.0] * (states - 1)
    slots: list[Slot] = []
    for _ in range(_WEEKS):
        before, slots = now, []
        for place, stretch in enumerate(stretches):
            now, waiting, busy = _pass(now, stretch, service, leaving)
            left, served = leaving * waiting, service * busy
            following = stretches[(place + 1) % len(stretches)]
            if (following.begin - stretch.end) % WEEK:
                queue = [max(0, number - stretch.people) for number in range(states)]
                still = fsum(weight * many for weight, many in zip(now, queue, strict=True))
                served += fsum(weight * min(number, stretch.people) for number, weight in enumerate(now))
                if leaving:
                    left, waiting = left + still, waiting + still / leaving
                elif stretch.people:
                    ahead = fsum(weight * many * (many + 1) / 2 for weight, many in zip(now, queue, strict=True))
                    waiting, served = waiting + ahead / (stretch.people * service), served + still
                now = [1.0] + [0.0] * (states - 1)
            come = stretch.arrivals * (stretch.end - stretch.begin)
            slots.append(Slot(stretch.begin, stretch.end, come, served, left, waiting))
        if now[-1] > SETTLED:
            break  # the pile has grown beyond what is looked at, and will go on to grow
        if fsum(abs(now_ - then) for now_, then in zip(now, before, strict=True)) < SETTLED:
            return Week(tuple(slots), is_settled=True)
    return Week(tuple(slots), is_settled=False)


def _states(stretches: Sequence[Stretch], service: float, leaving: float) -> int:
    """Return how many states are worth looking at: more customers than that are hardly ever there."""
    most = max((stretch.people for stretch in stretches), default=0)
    comes = max((stretch.arrivals for stretch in stretches), default=0.0)
    if leaving:
        # Whoever is there goes at the lower of both rates at least: fewer are there than at a place where all do.
        slowest = min(service, leaving) if most else leaving
        there = comes / slowest
        return ceil(max(there, most) + 8 * sqrt(there) + 12)
    whole = fsum(stretch.arrivals * (stretch.end - stretch.begin) for stretch in stretches)
    return ceil(most + whole + 8 * sqrt(whole) + 12)


def _pass(start: list[float], stretch: Stretch, service: float, leaving: float) -> tuple[list[float], float, float]:
    """Return who is there at the end of a stretch, and the minutes of customers waiting and being served in it."""
    people, comes, size = stretch.people, stretch.arrivals, len(start)
    goes = [min(number, people) * service + max(0, number - people) * leaving for number in range(size)]
    rate = comes + goes[-1]
    length = stretch.end - stretch.begin
    if not rate or not length:
        there = fsum(weight * number for number, weight in enumerate(start))
        return start, there * length, 0.0
    pieces = ceil(rate * length / _EVENTS)
    up = comes / rate
    stay = [1 - (comes + gone) / rate for gone in goes]
    stay[-1] += up  # nobody more is let in: that is as unlikely as `_NOTHING`
    down = [gone / rate for gone in goes[1:]] + [0.0]
    queue = [max(0, number - people) for number in range(size)]
    served = [min(number, people) for number in range(size)]
    weights = _poisson(rate * length / pieces)
    now, waiting, busy = start, 0.0, 0.0
    for _ in range(pieces):
        ends = [0.0] * size
        beyond = 1.0
        for weight in weights:
            beyond = max(0.0, beyond - weight)
            waiting += beyond * sum([there * many for there, many in zip(now, queue, strict=True)])
            busy += beyond * sum([there * many for there, many in zip(now, served, strict=True)])
            ends = [end + weight * there for end, there in zip(ends, now, strict=True)]
            now = [
                there * same + below * up + above * fewer
                for there, same, below, above, fewer in zip(
                    now, stay, [0.0, *now[:-1]], [*now[1:], 0.0], down, strict=True
                )
            ]
        now = ends
    return now, waiting / rate, busy / rate


def _poisson(mean: float) -> list[float]:
    """Return how likely 0, 1, 2, … events are, as far as that is more than nothing."""
    weights = [exp(-mean)]
    while len(weights) <= mean or weights[-1] > _NOTHING * 1e-3:
        weights.append(weights[-1] * mean / len(weights))
    return weights
