"""Linear systems of a Markov chain, solved by state elimination without a single subtraction.

A chain goes from state to state until it leaves through one of its exits. To eliminate a state is to let every
journey through it jump straight to where it goes next: with `p` the probabilities and `s` the sum of a state's
probabilities to go elsewhere, each way in `i -> k` and way out `k -> j` becomes `p[i,j] += p[i,k] * p[k,j] / s[k]`.
Dividing by that sum, never by `1 - p[k,k]`, leaves only sums, products and quotients of positive numbers. None of
these loses digits, so results are right to about 15 digits however unlikely the way out is.

A network without any structure, such as eight arrows a step that lead anywhere, fills up: that would take time with the
cube of its size. What is left of it when it does is solved by rounds (`interwoven`), right to 9 digits at least.

Source: W. Grassmann, M. Taksar & D. Heyman, Regenerative analysis and steady state distributions for Markov chains,
1985 (GTH); the error bound, which does not depend on how nearly the chain is stuck: C. O'Cinneide, Entrywise
perturbation theory and error analysis for Markov chains, 1993. The order, fewest ways in times ways out first:
H. Markowitz, The elimination form of the inverse and its application to linear programming, 1957.
"""

from __future__ import annotations

import sys
from heapq import heappop, heappush
from itertools import islice
from math import frexp, fsum, ldexp, nan
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

from journeymap.numerics.interwoven import Core

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Row: TypeAlias = dict[int, float]

SMALLEST = sys.float_info.min  # below this a float has lost digits
BUCKETS = 64  # costs below this have a bucket each, greater ones share a heap
LEAST_LEFT = 1 / 16  # a row whose sum falls below this is scaled up
# Beyond this much work, were all that are left as dear as the cheapest, the network is taken as one without structure.
WORK = 1_000_000
INTERWOVEN = 1_000  # ways in times ways out below which it has structure, however many states are left
_USUAL_ROUNDS = 25  # after so many most networks without structure are solved
MOST_WORK = 100_000_000
"""Multiplications beyond which what is left of such a network is not eliminated: what leads through it is not known."""


class Factors(Struct):
    """A chain whose states have all been eliminated, ready to answer any number of questions in linear time each.

    States are the numbers below `size`; a number from `size` on is an exit. A state from which every way out is so
    unlikely that floating point cannot tell it from none is in `stuck`, and counts as leading to the exit `never`.
    Probabilities of exits far below 1e-300 are not to be trusted, all else is. Where `is_unknown`, what is left of a
    network without structure could not be solved within the budget: every answer that depends on it is not a number.
    """

    size: int
    never: int
    stuck: list[int] = field(default_factory=list)
    # State by state in the order of elimination: how many ways in and out it had, and its sum of ways out.
    order: list[int] = field(default_factory=list)
    ins: list[int] = field(default_factory=list)
    outs: list[int] = field(default_factory=list)
    sums: list[float] = field(default_factory=list)
    # The other ends of these ways, one after the other. Ways out are divided by the sum.
    sources: list[int] = field(default_factory=list)
    inward: list[float] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)
    outward: list[float] = field(default_factory=list)
    # Rows are scaled up by powers of 2, which is exact: after which elimination (-1: before all), which row, how much.
    scaled: dict[int, list[tuple[int, float]]] = field(default_factory=dict)
    # What is left of a network without structure, where it would take too long to eliminate all, and the work in hand.
    core: Core | None = None
    left: _Elimination | None = None
    is_unknown: bool = False

    @property
    def effort(self) -> int:
        """About how many multiplications one answer takes."""
        rounds = 0 if self.core is None else _USUAL_ROUNDS * self.core.entries
        return len(self.sources) + len(self.targets) + rounds

    def _complete(self) -> None:
        """Eliminate what was left after all: by rounds it cannot be solved as well as is promised.

        Where that is beyond the budget, nothing is known of it.
        """
        if self.left is None:
            return
        if self.left.is_beyond_budget:
            self.is_unknown, self.left = True, None
        else:
            self.core, work, self.left = None, self.left, None
            work.run(None)

    def accumulate(self, rewards: Sequence[float], exits: dict[int, float] | None = None) -> list[float]:
        """Give the expected sum until the chain leaves, from every state: N·rewards + N·R·exits, N = (I - Q)⁻¹.

        `rewards[state]` is collected at every visit, `exits[exit]` on leaving there, 0 where not given. Both must be
        non-negative for the accuracy to hold. The list is as long as `rewards`, 0 for states that are no part of the
        system.
        """
        while (values := self._accumulate(rewards, exits or {})) is None:
            self._complete()
        return values

    def _accumulate(self, rewards: Sequence[float], exits: dict[int, float]) -> list[float] | None:
        size, scaled, core = self.size, self.scaled, self.core
        shares = list(rewards)
        expected = [0.0] * size
        if any(shares):
            for state, factor in scaled.get(-1, ()):
                shares[state] *= factor
            inward = zip(self.sources, self.inward, strict=True)
            advance = inward.__next__
            for state, ins, total in zip(self.order, self.ins, self.sums, strict=True):
                expected[state] = share = shares[state] / total
                if ins == 1:  # so it is for most states
                    source, probability = advance()
                    shares[source] += probability * share
                elif share:
                    for source, probability in islice(inward, ins):
                        shares[source] += probability * share
                else:
                    next(islice(inward, ins, ins), None)
                if scaled and state in scaled:
                    for row, factor in scaled[state]:
                        shares[row] *= factor
        values = expected + [0.0] * (self.never + 1 - size)
        for way_out, value in exits.items():
            values[way_out] = value
        if core is not None:
            collected = [
                shares[state] / total + sum(share * values[way_out] for way_out, share in leaving)
                for state, total, leaving in zip(core.states, core.sums, core.exits, strict=True)
            ]
            solved = [nan] * len(collected) if self.is_unknown else core.values(collected)
            if solved is None:
                return None
            for state, value in zip(core.states, solved, strict=True):
                values[state] = value
        outward = zip(reversed(self.targets), reversed(self.outward), strict=True)
        advance = outward.__next__
        for state, outs in zip(reversed(self.order), reversed(self.outs), strict=True):
            if outs == 1:
                target, probability = advance()
                values[state] += probability * values[target]
                continue
            total = values[state]
            for target, probability in islice(outward, outs):
                total += probability * values[target]
            values[state] = total
        del values[size:]
        return values

    def visit(self, start: Sequence[float]) -> tuple[list[float], list[float]]:
        """Give the expected visits to every state, v = startᵀ·N, and the mass that leaves through each exit, vᵀ·R.

        `start[state]` is how much begins at a state; entries beyond the states begin at an exit. Non-negative for the
        accuracy to hold. With rewards instead of a start this is the adjoint solve that derivatives need. The second
        list counts exits from 0.
        """
        while (visits := self._visit(start)) is None:
            self._complete()
        return visits

    def _visit(self, start: Sequence[float]) -> tuple[list[float], list[float]] | None:
        size, scaled, core = self.size, self.scaled, self.core
        mass = [*start, *([0.0] * (self.never + 1 - len(start)))]
        outward = zip(self.targets, self.outward, strict=True)
        advance = outward.__next__
        for state, outs in zip(self.order, self.outs, strict=True):
            arriving = mass[state]
            if outs == 1:
                target, probability = advance()
                mass[target] += arriving * probability
            elif arriving:
                for target, probability in islice(outward, outs):
                    mass[target] += arriving * probability
            else:
                next(islice(outward, outs, outs), None)
        if core is not None:
            arriving_here = [mass[state] for state in core.states]
            left = [nan] * len(arriving_here) if self.is_unknown else core.visits(arriving_here)
            if left is None:
                return None
            for state, total, visits, leaving in zip(core.states, core.sums, left, core.exits, strict=True):
                mass[state] = visits / total
                for way_out, share in leaving:
                    mass[way_out] += visits * share
        inward = zip(reversed(self.sources), reversed(self.inward), strict=True)
        advance = inward.__next__
        for state, ins, total in zip(reversed(self.order), reversed(self.ins), reversed(self.sums), strict=True):
            if scaled and state in scaled:
                for row, factor in scaled[state]:
                    mass[row] *= factor
            if ins == 1:
                source, probability = advance()
                mass[state] = (mass[state] + mass[source] * probability) / total
                continue
            arriving = mass[state]
            for source, probability in islice(inward, ins):
                arriving += mass[source] * probability
            mass[state] = arriving / total
        for state, factor in scaled.get(-1, ()):
            mass[state] *= factor
        return mass[:size], mass[size:]


def factorise(rows: Iterable[Row | None], size: int, never: int) -> Factors:
    """Eliminate all states that have a row.

    `rows` gives for each of the `size` states the probability of each other state and exit. Entries for the state
    itself are left out (the rest of the row says how long it stays: 1 / sum visits on average), so are zeros. A state
    without a row (None) is not part of the system and must not be in anyone's row. `never` is the greatest exit and
    must not be in a row. Rows are used up. Whether a state can leave at all is for the caller to see to, on the graph.
    """
    work = _Elimination(Factors(size, never), list(rows))
    work.run(WORK)
    return work.factors


class _Elimination:
    """The work in progress: the rows that are left, who leads to whom, and whose turn it is."""

    def __init__(self, factors: Factors, rows: list[Row | None]) -> None:
        self.factors = factors
        self.rows = rows
        self.states = sum(row is not None for row in rows)
        self.left: dict[int, float] = {}  # about the sum of a row, where it is no longer 1
        self.sources: list[list[int]] = [[] for _ in rows]  # who leads here; the eliminated are still in it
        size, sources = factors.size, self.sources
        for state, row in enumerate(rows):
            if row:
                for target in row:
                    if target < size:
                        sources[target].append(state)
        self.ways_in = list(map(len, sources))
        self.cost = costs = [-1] * len(rows)  # the bucket in which a state waits; -1 once eliminated
        self.buckets: list[list[int]] = [[] for _ in range(BUCKETS)]
        self.heap: list[tuple[int, int]] = []
        for state, (row, ways) in enumerate(zip(rows, self.ways_in, strict=True)):
            if row is not None:
                total = sum(row.values())
                if total < 1.0:
                    if total < LEAST_LEFT:
                        self.rescale(-1, state, row)
                    else:
                        self.left[state] = total
                costs[state] = cost = ways * len(row)
                if cost < BUCKETS:
                    self.buckets[cost].append(state)
                else:
                    heappush(self.heap, (cost, state))

    def run(self, most: int | None) -> None:  # noqa: PLR0915 (the hot loop: calls cost)
        """Eliminate the states, the cheapest first; costs are brought up to date when a state's turn comes.

        To eliminate a state is to lead every journey past it, and to write down its ways in and out, these divided by
        their sum. Where that would be more work than `most`, what is left is left to be solved by rounds, if it can be.
        """
        factors, rows, ways_in, cost, left = self.factors, self.rows, self.ways_in, self.cost, self.left
        leading, buckets, heap, size = self.sources, self.buckets, self.heap, self.factors.size
        sources, inward, targets, outward = factors.sources, factors.inward, factors.targets, factors.outward
        order, sums, ins, outs = factors.order, factors.sums, factors.ins, factors.outs
        lowest = 0  # no bucket below this one has anyone in it
        while True:
            while lowest < BUCKETS and not buckets[lowest]:
                lowest += 1
            if lowest < BUCKETS:
                expected, state = lowest, buckets[lowest].pop()
            elif heap:
                expected, state = heappop(heap)
            else:
                return
            row = rows[state]
            if row is None or cost[state] != expected:
                continue  # it has been eliminated, or waits elsewhere
            now = ways_in[state] * len(row)
            if now > expected:
                cost[state] = now
                if now < BUCKETS:
                    buckets[now].append(state)
                else:
                    heappush(heap, (now, state))
                continue
            if most is not None and now > INTERWOVEN and now * self.count_left() > most:
                core = Core({number: row for number, row in enumerate(rows) if row is not None}, size)
                most = None
                if core.mixes or self.is_beyond_budget:
                    factors.core, factors.left = core, self
                    factors.is_unknown = not core.mixes
                    heappush(heap, (now, state))
                    return
            cost[state] = -1
            rows[state] = None
            only = None
            if len(row) == 1:  # so it is for most states
                ((only, total),) = row.items()
            else:
                total = fsum(row.values())
            if only is not None and total >= SMALLEST:
                row[only] = 1.0
                if only < size:
                    ways_in[only] -= 1
            elif total < SMALLEST:
                only = None
                for target in row:
                    if target < size:
                        ways_in[target] -= 1
                factors.stuck.append(state)
                row, total = {factors.never: 1.0}, 1.0
            else:
                for target, probability in row.items():
                    row[target] = probability / total
                    if target < size:
                        ways_in[target] -= 1
            order.append(state)
            sums.append(total)
            outs.append(len(row))
            targets += row
            outward += row.values()
            ways_out = row.items()
            rescaled = []
            came = 0
            for source in leading[state]:
                other = rows[source]
                if other is None:
                    continue
                came += 1
                through = other.pop(state)
                sources.append(source)
                inward.append(through)
                if only is not None and only != source:
                    if only in other:
                        other[only] += through
                    else:
                        other[only] = through
                        if only < size:
                            leading[only].append(source)
                            ways_in[only] += 1
                else:
                    for target, probability in ways_out:
                        if target in other:
                            other[target] += through * probability
                        elif target != source:
                            other[target] = through * probability
                            if target < size:
                                leading[target].append(source)
                                ways_in[target] += 1
                        else:
                            remaining = left.get(source, 1.0) - through * probability
                            left[source] = remaining
                            if remaining < LEAST_LEFT:
                                rescaled.append((source, other))
                now = ways_in[source] * len(other)
                if now < cost[source]:
                    cost[source] = now
                    if now < BUCKETS:
                        buckets[now].append(source)
                        lowest = min(lowest, now)
                    else:
                        heappush(heap, (now, source))
            leading[state] = []
            ins.append(came)
            for target in row:
                if target < size:
                    now = ways_in[target] * len(rows[target] or ())
                    if now < cost[target]:
                        cost[target] = now
                        if now < BUCKETS:
                            buckets[now].append(target)
                            lowest = min(lowest, now)
                        else:
                            heappush(heap, (now, target))
            for source, other in rescaled:
                self.rescale(state, source, other)

    @property
    def is_beyond_budget(self) -> bool:
        """Whether to eliminate all that are left would be too much work: of each other they all become neighbours."""
        return self.count_left() ** 3 / 3 > MOST_WORK

    def count_left(self) -> int:
        """Count the states that have not been eliminated."""
        return self.states - len(self.factors.order)

    def rescale(self, after: int, state: int, row: Row) -> None:
        """Bring the sum of a row back to between 1/2 and 1, so that its small entries keep their digits."""
        total = fsum(row.values())
        self.left[state] = 1.0
        if total >= SMALLEST:
            factor = ldexp(1.0, min(-frexp(total)[1], 1023))
            for target in row:
                row[target] *= factor
            self.left[state] = total * factor
            self.factors.scaled.setdefault(after, []).append((state, factor))
