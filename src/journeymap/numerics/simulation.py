"""Journeys drawn by chance, for what has no closed form: quantiles, and work side by side that is waited for.

The same steps, start, number and seed give the same journeys, on every machine.

**Side by side.** When a step is done, the customer goes on to one of its successors, and everything in its `starts`
begins as a branch of its own, which goes from step to step until it comes to one without successors. A step begins when
all steps in its `needs` have been done at least once since the journey began; having to wait for that is waiting.
Needs that nothing can fulfil any more block the journey.
"""

from __future__ import annotations

import math
import random
from bisect import bisect_right
from collections import Counter
from heapq import heappop, heappush
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.numerics.time_distribution import Draw, TimeDistribution

DEAD_END, BLOCKED, UNFINISHED = -1, -2, -3
MOST_STEPS = 100_000

_Event: TypeAlias = "tuple[float, int, int, int, bool, _Cause]"
_Cause: TypeAlias = "tuple[_Cause, int | tuple[int, int]] | None"  # what had to be done before, the last of it first


class SimStep(Struct, frozen=True):
    """A step of the journey: where it leads with what share, how long it takes, what it starts and needs.

    `lasts` is time that passes there and is nobody's waiting. `edge_waits`, where given, has the waits for each
    successor. `outcome` is the class of an end.
    """

    successors: Sequence[int] = ()
    shares: Sequence[float] = ()
    takes: TimeDistribution | None = None
    wait: TimeDistribution | None = None
    lasts: TimeDistribution | None = None
    edge_waits: Sequence[Sequence[TimeDistribution]] | None = None
    outcome: int | None = None
    starts: Sequence[int] = ()
    needs: Sequence[int] = ()


class Estimate(Struct, frozen=True):
    """A figure from a sample, with its standard error; both in the unit of the sample."""

    value: float
    standard_error: float


class Sample(Struct, frozen=True):
    """The journeys drawn, one entry each: class of the end, or `DEAD_END`, `BLOCKED`, `UNFINISHED`; and the times.

    `active` is what the steps took and `waiting` everything else until the journey stopped; together the total.
    `capped` is how many were broken off after the greatest number of steps: their times are too short.

    Where something goes on beside the journeys, `held` has for each step with needs what every visit had to wait for
    them, with the number of the journey, and `critical` how often each step, and each way from a step to a place among
    its successors, lay on the chain of what had to be done before the end, over all journeys that came to one: the time
    would have been shorter by as much as any of these. `passed` is how often these journeys themselves passed each.
    """

    outcomes: list[int] = field(default_factory=list)
    active: list[float] = field(default_factory=list)
    waiting: list[float] = field(default_factory=list)
    held: dict[int, list[tuple[int, float]]] = field(default_factory=dict)
    critical: Counter[int | tuple[int, int]] = field(default_factory=Counter)
    passed: Counter[int | tuple[int, int]] = field(default_factory=Counter)

    @property
    def capped(self) -> int:
        """How many journeys were broken off."""
        return self.outcomes.count(UNFINISHED)

    def counts(self) -> Counter[int]:
        """Count how often each outcome came about."""
        return Counter(self.outcomes)

    def totals(self, given: Sequence[int] | None = None) -> list[float]:
        """List the total times, of all journeys that reached an end, or of those with one of the given outcomes."""
        return [
            active + waiting
            for outcome, active, waiting in zip(self.outcomes, self.active, self.waiting, strict=True)
            if (outcome >= 0 if given is None else outcome in given)
        ]


def mean(values: Sequence[float]) -> Estimate:
    """Estimate the expectation; the standard error is that of independent draws, `math.nan` for fewer than two."""
    size = len(values)
    if not size:
        return Estimate(math.nan, math.nan)
    middle = math.fsum(values) / size
    if size == 1:
        return Estimate(middle, math.nan)
    spread = math.fsum((value - middle) ** 2 for value in values) / (size - 1)
    return Estimate(middle, math.sqrt(spread / size))


def quantile(values: Sequence[float], level: float) -> Estimate:
    """Estimate the value that the part `level` of all journeys does not exceed (0.5 for P50, 0.9 for P90).

    Between two ranks it is interpolated. How many draws lie below the true quantile is binomial, so the values one
    standard deviation of that, √(n·q·(1-q)), below and above in rank are about two standard errors apart (H. David &
    H. Nagaraja, Order Statistics, 2003, § 7.1): no density needs to be guessed.
    """
    ranked = sorted(values)
    size = len(ranked)
    if not size:
        return Estimate(math.nan, math.nan)

    def at(rank: float) -> float:
        rank = min(max(rank, 0.0), size - 1.0)
        low = int(rank)
        high = min(low + 1, size - 1)
        return ranked[low] + (rank - low) * (ranked[high] - ranked[low])

    rank = level * (size - 1)
    reach = math.sqrt(size * level * (1 - level))
    return Estimate(at(rank), (at(rank + reach) - at(rank - reach)) / 2)


def simulate(
    steps: Sequence[SimStep],
    start: Mapping[int, float],
    journeys: int,
    seed: int,
    most_steps: int = MOST_STEPS,
    *,
    most_events: float = math.inf,
    beside: Sequence[int] = (),
    told: bool = True,
) -> Sample:
    """Draw that many journeys, each from a step of `start` with its probability, and break off after `most_steps`.

    Where something goes on beside them, no more are begun after `most_events` steps of all of them together: work that
    goes round and round while it is waited for cannot be foreseen. `beside` are steps that begin by themselves as soon
    as what they need is done. Where only outcomes and times are wanted, what was critical and passed is not `told`.
    """
    return _Simulation(steps, start, seed, most_steps, beside, told=told).run(journeys, most_events)


class _Plan(NamedTuple):
    """A step made ready for journeys that have something beside them."""

    needs: frozenset[int]
    wait: Draw | None
    take: Draw | None
    starts: Sequence[int]
    choice: _Choice
    chance: Draw
    delays: list[Draw | None] | None


class _Simulation:
    """Steps made ready for drawing: cumulative shares, and a function for each duration."""

    def __init__(
        self,
        steps: Sequence[SimStep],
        start: Mapping[int, float],
        seed: int,
        most_steps: int,
        beside: Sequence[int],
        *,
        told: bool,
    ) -> None:
        # Not for secrets: the same seed must give the same journeys.
        self.rng = random.Random(seed)  # noqa: S311
        # With a source of chance for each step, one that takes less time changes nothing but that.
        alone = not any(step.starts or step.needs for step in steps)
        self.sources = [self.rng if alone else random.Random(seed * 1_000_003 + n) for n in range(len(steps))]  # noqa: S311
        self.chances = [source.random for source in self.sources]
        self.alone = alone
        self.beside = beside
        self.told = told
        self.sample = Sample()
        self.steps = steps
        self.most_steps = most_steps
        self.events = 0  # of journeys with work beside them, all together
        self.begin = _Choice(list(start), list(start.values()))
        self.choices = [_Choice(step.successors, step.shares) for step in steps]
        self.takes = [self.drawer(n, step.takes) for n, step in enumerate(steps)]
        self.waits = [self.drawer(n, step.wait, step.lasts) for n, step in enumerate(steps)]
        self.edge_waits = [
            [self.drawer(n, *waits) for waits in step.edge_waits] if step.edge_waits and any(step.edge_waits) else None
            for n, step in enumerate(steps)
        ]
        self.plans = [
            _Plan(frozenset(step.needs), wait, take, step.starts, choice, chance, delays)
            for step, wait, take, choice, chance, delays in zip(
                steps, self.waits, self.takes, self.choices, self.chances, self.edge_waits, strict=True
            )
        ]

    def drawer(self, step: int, *durations: TimeDistribution | None) -> Draw | None:
        draws = [draw for one in durations if one and (draw := one.drawer(self.sources[step]))]
        if len(draws) < 2:
            return draws[0] if draws else None
        if len(draws) == 2:
            first, second = draws
            return lambda: first() + second()
        return lambda: sum(draw() for draw in draws)

    def run(self, journeys: int, most_events: float) -> Sample:
        sample = self.sample
        walk = self.walk if self.alone else self.side_by_side
        for _ in range(journeys):
            if self.events > most_events:
                break
            outcome, active, waiting = walk()
            sample.outcomes.append(outcome)
            sample.active.append(active)
            sample.waiting.append(waiting)
        return sample

    def walk(self) -> tuple[int, float, float]:
        """Follow one journey that has nothing beside it."""
        choices, takes, waits, edge_waits, chance = (
            self.choices,
            self.takes,
            self.waits,
            self.edge_waits,
            self.rng.random,
        )
        active = waiting = 0.0
        here = self.begin.draw(chance)[1]
        for _ in range(self.most_steps):
            if wait := waits[here]:
                waiting += wait()
            if take := takes[here]:
                active += take()
            choice = choices[here]
            if not choice.targets:
                return self.ending(here), active, waiting
            place, target = choice.draw(chance) if choice.last else (0, choice.targets[0])
            if (delays := edge_waits[here]) and (delay := delays[place]):
                waiting += delay()
            here = target
        return UNFINISHED, active, waiting

    def ending(self, step: int) -> int:
        outcome = self.steps[step].outcome
        return DEAD_END if outcome is None else outcome

    def side_by_side(self) -> tuple[int, float, float]:  # noqa: PLR0915 - one loop, quick because it is one
        """Follow one journey and its branches in the order of time; the journey itself is token 0.

        An event is the moment at which a token comes to a step (`done` False) or is done with it. What comes up is
        mostly what is next: it goes through the heap only where something else comes before it.
        """
        plans = self.plans
        events: list[_Event] = []
        token, here, done, cause = 0, self.begin.draw(self.rng.random)[1], False, None
        is_next = True  # what stands in these is the next event
        number = count = 0  # numbers keep events at one moment in the order in which they came up
        tokens = len(self.beside)
        finished: set[int] = set()
        parked: list[tuple[int, int]] = [(token, step) for token, step in enumerate(self.beside, 1)]
        active = taking = now = 0.0
        since = -1.0  # when the journey came to the step where it is held, if it is
        journey = len(self.sample.outcomes)
        trail: list[int | tuple[int, int]] = []
        most = 2 * self.most_steps
        outcome = UNFINISHED
        while count < most:
            if is_next:
                is_next = False
            elif events:
                now, _, token, here, done, cause = heappop(events)
            else:
                outcome = BLOCKED
                break
            count += 1
            needs, wait, take, branches, choice, chance, delays = plans[here]
            if not done:
                if needs and not finished.issuperset(needs):
                    parked.append((token, here))
                    if not token:
                        since = now
                    continue
                if needs and not token:
                    self.sample.held.setdefault(here, []).append((journey, now - since if since >= 0 else 0.0))
                    since = -1.0
                begun = now + wait() if wait else now
                taken = take() if take else 0.0
                if not token:
                    taking = taken
                number += 1
                end = begun + taken
                cause = (cause, here)
                if count == most or (events and events[0][0] <= end):
                    heappush(events, (end, number, token, here, True, cause))
                    continue
                now = end
                count += 1
            if not token:
                active += taking
                trail.append(here)
            if here not in finished:
                finished.add(here)
                for waiter in parked:
                    if finished.issuperset(plans[waiter[1]].needs):
                        number += 1
                        heappush(events, (now, number, *waiter, False, cause))
                if parked:
                    parked = [waiter for waiter in parked if not finished.issuperset(plans[waiter[1]].needs)]
            for branch in branches:
                tokens += 1
                number += 1
                heappush(events, (now, number, tokens, branch, False, cause))
            if choice.targets:
                place, target = choice.draw(chance) if choice.last else (0, choice.targets[0])
                if not token:
                    trail.append((here, place))
                moment = now
                if delays and (delay := delays[place]):
                    moment += delay()
                    cause = (cause, (here, place))
                number += 1
                if events and events[0][0] <= moment:
                    heappush(events, (moment, number, token, target, False, cause))
                else:
                    now, here, done, is_next = moment, target, False, True
            elif not token:
                outcome = self.ending(here)
                if outcome >= 0 and self.told:
                    self.sample.passed.update(trail)
                    self.sample.critical.update(_chain(cause))
                break
        self.events += count
        return outcome, active, now - active


def _chain(cause: _Cause) -> list[int | tuple[int, int]]:
    """List what had to be done before an end, the last of it first."""
    chain = []
    while cause is not None:
        cause, what = cause
        chain.append(what)
    return chain


class _Choice:
    """One of several, drawn by bisection of the cumulative shares."""

    __slots__ = ("bounds", "last", "targets")

    def __init__(self, targets: Sequence[int], shares: Sequence[float]) -> None:
        self.targets = targets
        self.bounds = list(accumulate(shares))
        self.last = len(targets) - 1
        if len(shares) != len(targets) or (targets and not (min(shares) >= 0 and self.bounds[-1] > 0)):
            msg = f"{len(targets)} targets need as many shares, none negative and not all 0: {list(shares)}"
            raise ValueError(msg)

    def draw(self, chance: Draw) -> tuple[int, int]:
        """Give the place and the number of what is drawn. Shares are taken relative to their sum."""
        if not self.last:
            return 0, self.targets[0]
        bounds = self.bounds
        # A product that rounds up to the very end must not fall behind the last target that can be drawn.
        place = bisect_right(bounds, chance() * bounds[-1], 0, self.last)
        return place, self.targets[place]
