"""How long customers wait where a constant stream comes to a fixed number of people: the formulas of queueing.

Rates and times are in one unit of time, whichever it is. Customers come by chance (a Poisson stream); `arrivals` is how
many come in a unit, `service` how many one of the `people` serves in it, so that the load is arrivals / service. A wait
is the mean of all who come, those who give up included; `math.inf` where the pile grows for ever.

Hours of opening play no part here: what changes over the day needs more.
"""

from __future__ import annotations

from math import exp, inf
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

# What adds less than this to a sum that is at least 1 adds nothing.
_NOTHING = 1e-18


class Impatience(Struct, frozen=True):
    """A queue in which customers give up: the probability of having to wait, that of leaving, and the mean wait."""

    waits: float
    leaves: float
    wait: float


def blocked(people: int, load: float) -> float:
    """Return the share of the customers who find all people busy where nobody can wait (Erlang B, 1917)."""
    share = 1.0
    for person in range(1, people + 1):
        share = load * share / (person + load * share)
    return share


def has_to_wait(people: int, load: float) -> float:
    """Return the probability of having to wait where nobody gives up (Erlang C, 1917); 1 from a full load on."""
    if load >= people:
        return 1.0
    share = blocked(people, load)
    return share / (1 - load / people * (1 - share))


def wait(people: int, arrivals: float, service: float, variability: float = 1.0, coming: float = 1.0) -> float:
    """Return the mean wait where nobody gives up.

    `variability` is the squared coefficient of variation of the work, `coming` that of the times between arrivals: 1
    and 1 are exact (M/M/c); with one person and `coming` 1 it is exact for any work (Pollaczek 1930, Khinchine 1932);
    else it is the approximation of Allen and Cunneen (Allen 1990).
    """
    if not arrivals:
        return 0.0
    spare = people * service - arrivals
    if spare <= 0:
        return inf
    return has_to_wait(people, arrivals / service) / spare * (coming + variability) / 2


def served_within(people: int, arrivals: float, service: float, time: float) -> float:
    """Return the share of the customers who are served within a time where nobody gives up; 0 where the pile grows."""
    spare = people * service - arrivals
    return 1 - has_to_wait(people, arrivals / service) * exp(-spare * time) if spare > 0 else 0.0


def people_for(arrivals: float, service: float, share: float, time: float) -> int:
    """Return how few people serve a share of the customers (below 1) within a time where nobody gives up."""
    fewest = int(arrivals / service) + 1
    # Twice as many until it is enough, then by halves: more people never serve fewer in time.
    more = 1
    while served_within(fewest + more, arrivals, service, time) < share:
        more *= 2
    low, high = fewest, fewest + more
    while low < high:
        middle = (low + high) // 2
        if served_within(middle, arrivals, service, time) >= share:
            high = middle
        else:
            low = middle + 1
    return low


def impatient(people: int, arrivals: float, service: float, leaving: float) -> Impatience:
    """Return what becomes of customers who give up, each after a time by chance of which `leaving` is the rate.

    Erlang A (Palm 1957; Garnett, Mandelbaum and Reiman 2002). `leaving` 0 is nobody who gives up; `math.inf` a busy
    tone. The probabilities are ratios outward from the likeliest number of customers, which nothing can overflow.
    """
    if not arrivals:
        return Impatience(0.0, 0.0, 0.0)
    if leaving == inf:
        share = blocked(people, arrivals / service)
        return Impatience(share, share, 0.0)
    if not leaving:
        return Impatience(has_to_wait(people, arrivals / service), 0.0, wait(people, arrivals, service))
    full = people * service
    likeliest = int(arrivals / service) if arrivals < full else people + int((arrivals - full) / leaving)
    total = waiting = queue = 0.0

    def ending(number: int) -> float:
        return min(number, people) * service + max(0, number - people) * leaving

    weight, number = 1.0, likeliest
    while weight > _NOTHING * (1 + total) or number <= likeliest:
        total += weight
        if number >= people:
            waiting += weight
            queue += weight * (number - people)
        number += 1
        weight *= arrivals / ending(number)
    weight, number = 1.0, likeliest
    while number > 0:
        weight *= ending(number) / arrivals
        number -= 1
        if weight <= _NOTHING * total:
            break
        total += weight
        if number >= people:
            waiting += weight
            queue += weight * (number - people)
    length = queue / total
    return Impatience(waiting / total, leaving * length / arrivals, length / arrivals)


def waits_by_priority(people: int, arrivals: Sequence[float], service: float, variability: float = 1.0) -> list[float]:
    """Return the mean wait of each class of customers, the first class served before all others (Cobham 1954).

    Work that has begun is finished first. All classes bring the same kind of work; `variability` as for `wait`, exact
    for one person and an approximation for several where it is not 1. Infinite for the classes that never come round.
    """
    load = sum(arrivals) / service
    rest = has_to_wait(people, load) / (people * service) * (1 + variability) / 2
    waits: list[float] = []
    before = 0.0
    for rate in arrivals:
        own = before + rate / (people * service)
        # From a full load on everybody is busy all the time, and what is left to do is that of busy people.
        waits.append(rest / ((1 - before) * (1 - own)) if own < 1 else inf)
        before = own
    return waits


def waits_in_network(flows: Sequence[float], people: Sequence[int], service: Sequence[float]) -> list[float]:
    """Return the mean wait at each station of a network, by what flows through it, nobody giving up (Jackson 1957).

    `flows` are arrivals from outside times expected visits, so what comes back is in them.
    """
    return [wait(many, flow, rate) for flow, many, rate in zip(flows, people, service, strict=True)]
