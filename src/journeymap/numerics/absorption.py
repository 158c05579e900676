"""Where journeys end and what they cost on the way: an absorbing Markov chain in the words of a journey.

States are numbered from 0. `successors[state]` lists where its edges lead, `shares[state]` with what probability; an
edge with share 0 is no edge. Ends are states where a journey stops, each of some class (an outcome, numbered from 0).

**Stranded** journeys never come to an end: they run into a dead end or a circle that nothing leaves. Whether a state
can reach an end is decided on the graph, never by a number. **Practically never** is something else: there is a way,
but so unlikely that floating point cannot tell it from none (less than about 1e-308).

With some mass stranded the expected total is infinite, and `math.inf` is what is returned. What is always there is the
expectation *given* certain outcomes, that is, over the journeys which end in one of them.

Sources: J. Kemeny & J. Snell, Finite Markov Chains, 1960 (N, B, moments); J. Doob, 1957, for the chain given an outcome
(h-transform); solved as in `elimination`.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import repeat
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from journeymap.numerics.components import UNREACHED, Successors, bottom_components, reverse, search
from journeymap.numerics.elimination import Factors, Row, factorise
from journeymap.numerics.gc_pause import gc_paused

if TYPE_CHECKING:
    from journeymap.numerics.reward import Reward

Start: TypeAlias = Mapping[int, float]

SHARE_TOLERANCE = 1e-9
# Where the variance is less than this part of the second moment, their difference would have lost too many digits.
CANCELLING = 1e-3
# Above this a square overflows.
LARGE = 1e150
# What most states know: one edge, that everybody takes.
CERTAIN = [1.0]
# Totals that are kept: those of one reward, over all journeys and over those that come to each kind of end.
KEPT = 6


class Moments(Struct, frozen=True):
    """Mean and standard deviation of what is collected from each state to the end, in the unit of the reward.

    `math.inf` where journeys can be stranded, `math.nan` where the outcome that is given cannot come about.
    """

    means: list[float]
    deviations: list[float]


class Visits(Struct, frozen=True):
    """Where the journeys of one start go.

    `states` are expected visits (`math.inf` in a circle that nothing leaves), `outcomes` the probability of each class,
    `stranded` that of never ending, `never` that of being stuck where the way out is practically never found.
    """

    states: list[float]
    outcomes: list[float]
    stranded: float
    never: float


class Absorption:
    """A chain, factorised once; every question takes time linear in its size.

    `traps` are the dead ends and the circles that nothing leaves; `strandable[state]` is 1 where no end can be reached.
    """

    def __init__(
        self, successors: Successors, shares: Sequence[Sequence[float]], ends: Mapping[int, int], classes: int = 0
    ) -> None:
        """Prepare a chain. `ends` gives the class of each end; there are `classes` of them, or as many as are used.

        ValueError: the shares of a state that is no end are negative, not numbers, or do not add up to 1 within 1e-9.
        """
        self.size = len(successors)
        self.successors = successors
        self.shares = shares
        self.ends = ends
        self.classes = max(classes, 1 + max(ends.values(), default=-1))
        self._known: dict[frozenset[int], list[float]] = {}
        # By the reward itself, which is kept so that no other takes its place.
        self._totals: dict[tuple[int, frozenset[int] | None], tuple[Reward, list[float]]] = {}
        with gc_paused(self.size):
            self._prepare()

    def _prepare(self) -> None:
        self.graph = _possible(self.successors, self.shares, self.ends)
        reaching = search(reverse(self.graph), self.ends)
        self.strandable = bytearray(parent == UNREACHED for parent in reaching.parents)
        self.traps = self._find_traps()
        self._entries: list[tuple[int, int, float]] = []  # edges into ends and traps: state, target, share
        self.factors = self._factorise()

    def _find_traps(self) -> list[list[int]]:
        states = [state for state in range(self.size) if self.strandable[state]]
        number = {state: place for place, state in enumerate(states)}
        # No edge leads out of what cannot reach an end, so this is a graph of its own.
        inner = [[number[target] for target in self.graph[state]] for state in states]
        return [[states[place] for place in trap] for trap in bottom_components(inner)]

    def _factorise(self) -> Factors:
        size, stranded = self.size, self.size + self.classes
        exits = {state: size + number for state, number in self.ends.items()}
        exits.update((state, stranded) for trap in self.traps for state in trap)
        rows: list[Row | None] = []
        for state, (targets, shares) in enumerate(zip(self.successors, self.shares, strict=True)):
            if state in exits:
                rows.append(None)
                continue
            if len(targets) == 1 and targets[0] not in exits and targets[0] != state and shares[0]:
                rows.append({targets[0]: shares[0]})
                continue
            row: Row = dict(zip(targets, shares, strict=True))
            if len(row) < len(targets) or state in row or 0.0 in shares or not exits.keys().isdisjoint(row):
                row = {}
                for target, share in zip(targets, shares, strict=True):
                    if share and target != state:
                        if target in exits:
                            self._entries.append((state, target, share))
                        column = exits.get(target, target)  # all ends of a class are one exit
                        row[column] = row.get(column, 0.0) + share
            rows.append(row)
        return factorise(rows, size, stranded + 1)

    # How likely

    def probability(self, outcomes: Collection[int]) -> list[float]:
        """Give the probability of ending in one of these classes, from every state. Not to be changed by the caller."""
        wanted = frozenset(outcomes)
        if wanted not in self._known:
            result = self.factors.accumulate([0.0] * self.size, {self.size + number: 1.0 for number in wanted})
            for state, number in self.ends.items():
                result[state] = float(number in wanted)
            self._known[wanted] = result
        return self._known[wanted]

    def stranded(self) -> list[float]:
        """Give the probability of never coming to an end, from every state."""
        result = self.factors.accumulate([0.0] * self.size, {self.size + self.classes: 1.0})
        for trap in self.traps:
            for state in trap:
                result[state] = 1.0
        return result

    def never(self) -> list[float]:
        """Give the probability of being stuck where the way out is practically never found, from every state."""
        if not self.factors.stuck:
            return [0.0] * self.size
        return self.factors.accumulate([0.0] * self.size, {self.factors.never: 1.0})

    def visits(self, start: Start) -> Visits:
        """Follow the journeys that begin at `start`, the probability of each first state."""
        begin = [0.0] * self.factors.never
        for state, share in start.items():
            begin[state] = share
        states, leaving = self.factors.visit(begin[: self.size])
        for state, target, share in self._entries:
            states[target] += states[state] * share
        outcomes = leaving[: self.classes]
        for state, number in self.ends.items():
            outcomes[number] += begin[state]
        stranded = leaving[self.classes]
        for trap in self.traps:
            stranded += math.fsum(begin[state] for state in trap)
            if len(trap) > 1 or trap[0] in self.graph[trap[0]]:
                round_and_round = math.inf if any(states[state] for state in trap) else 0.0
                for state in trap:
                    states[state] = round_and_round
        return Visits(states, outcomes, stranded, leaving[self.classes + 1])

    def adjoint(self, arriving: Sequence[float]) -> list[float]:
        """Spread what arrives at each state along all that follows: arrivingᵀ·N, non-negative. For `levers`."""
        return self.factors.visit(arriving)[0]

    # How much

    def expected(self, reward: Reward, given: Collection[int] | None = None) -> list[float]:
        """Give the expected total from every state to the end; `given` some classes, over journeys that end there."""
        weights = self._weights(given)
        return self._divided(self.totals(reward, given), weights, self._open_ended(given))

    def totals(self, reward: Reward, given: Collection[int] | None = None) -> list[float]:
        """Give E[total; outcome in given] from every state: the expected total, journeys ending elsewhere counting 0.

        With `given` None all journeys count, and those that are stranded with what they collect before the trap.
        Not to be changed by the caller: the same is asked of the same reward again, for moments and for levers.
        """
        key = id(reward), None if given is None else frozenset(given)
        if key not in self._totals:
            if len(self._totals) == KEPT:
                del self._totals[next(iter(self._totals))]
            self._totals[key] = reward, self._totalled(reward, given)
        return self._totals[key][1]

    def _totalled(self, reward: Reward, given: Collection[int] | None) -> list[float]:
        weights = self._weights(given)
        source = [mean * weight for mean, weight in zip(reward.means, weights, strict=True)]
        if reward.edge_means is not None:
            for state, (targets, shares, means) in enumerate(
                zip(self.successors, self.shares, reward.edge_means, strict=True)
            ):
                for target, share, mean in zip(targets, shares, means, strict=True):
                    if mean and share and state not in self.ends:
                        source[state] += share * mean * weights[target]
        return self._accumulate(source, {end: reward.means[end] * weights[end] for end in self.ends})

    def moments(self, reward: Reward, given: Collection[int] | None = None) -> Moments:
        """Give mean and standard deviation of the total from every state.

        Two formulas, each exact, each sound where the other is not. E[X²] - E[X]² adds up positive terms only, but the
        difference cancels when the spread is small. The spread of the next value around the mean, added up over all
        visits (law of total variance), has no such difference, but drowns in the rounding of the means when a state is
        visited very often, and then the spread is large. So the first where it is large, the second where it is small.
        """
        return self._moments(reward, given, range(self.size))

    def _moments(self, reward: Reward, given: Collection[int] | None, asked: Iterable[int]) -> Moments:
        """Give mean and standard deviation; the deviation is sound for the states that are asked for."""
        weights = self._weights(given)
        open_ended = self._open_ended(given)
        totals = self.totals(reward, given)
        largest = max((abs(t) / w for t, w in zip(totals, weights, strict=True) if w), default=0.0)
        if LARGE < largest < math.inf:
            # Squares would overflow: count in a greater unit, a power of 2 so that nothing is rounded.
            unit = math.ldexp(1.0, math.frexp(largest)[1])
            result = self._moments(reward.scaled(1.0 / unit), given, asked)
            return Moments(
                self._divided(totals, weights, open_ended), [deviation * unit for deviation in result.deviations]
            )
        means = self._divided(totals, weights, bytearray(self.size))
        seconds = self._divided(self._second(reward, totals, weights), weights, bytearray(self.size))
        variances = [second - mean * mean for second, mean in zip(seconds, means, strict=True)]
        small = [v <= CANCELLING * s and not o for v, s, o in zip(variances, seconds, open_ended, strict=True)]
        if any(small[state] for state in asked):
            direct = self._divided(self._spread(reward, means, weights), weights, bytearray(self.size))
            variances = [d if s else v for v, d, s in zip(variances, direct, small, strict=True)]
        deviations = [0.0 if variance <= 0 else math.sqrt(variance) for variance in variances]
        return Moments(_infinite(means, open_ended), _infinite(deviations, open_ended))

    def from_start(self, reward: Reward, start: Start, given: Collection[int] | None = None) -> tuple[float, float]:
        """Give mean and standard deviation of the total of journeys beginning at `start`: `moments`, mixed.

        Journeys that do not end in `given` do not count.
        """
        weights = self._weights(given)
        moments = self._moments(reward, given, start)
        parts = [(share * weights[state], state) for state, share in start.items() if share * weights[state] > 0]
        whole = math.fsum(weight for weight, _ in parts)
        if not whole:
            return math.nan, math.nan
        mean = math.fsum(weight * moments.means[state] for weight, state in parts) / whole
        if math.isinf(mean):
            return mean, mean
        variance = math.fsum(w * (moments.deviations[s] ** 2 + (moments.means[s] - mean) ** 2) for w, s in parts)
        return mean, math.sqrt(variance / whole)

    def _weights(self, given: Collection[int] | None) -> list[float]:
        return [1.0] * self.size if given is None else self.probability(given)

    def _open_ended(self, given: Collection[int] | None) -> bytearray:
        """Mark the states with an infinite expectation: some journeys from them do not end, as the graph says."""
        marked = bytearray(self.size)
        if given is None:
            lost = [state for state in range(self.size) if self.strandable[state]] + self.factors.stuck
            for state in search(reverse(self.graph), lost).order if lost else ():
                marked[state] = 1
        return marked

    def _accumulate(self, source: list[float], at_ends: Mapping[int, float]) -> list[float]:
        """Add up to the end what `source` says for each visit and `at_ends` for each end; negative parts apart."""
        for end in self.ends:
            source[end] = 0.0
        for trap in self.traps:
            for state in trap:
                source[state] = 0.0
        for state, target, share in self._entries:
            source[state] += share * at_ends.get(target, 0.0)
        if min(source, default=0.0) < 0:
            above = self.factors.accumulate([max(value, 0.0) for value in source])
            below = self.factors.accumulate([max(-value, 0.0) for value in source])
            result = [plus - minus for plus, minus in zip(above, below, strict=True)]
        else:
            result = self.factors.accumulate(source)
        for end, value in at_ends.items():
            result[end] = value
        return result

    def _second(self, reward: Reward, totals: list[float], weights: list[float]) -> list[float]:
        """Add up E[X²; outcome] = Σ p (E[c²]·h + 2·E[c]·E[X; outcome] + E[X²; outcome]), c the next collected."""
        source = [0.0] * self.size
        for state, target, share, mean, variance in self.passages(reward):
            source[state] += share * ((mean * mean + variance) * weights[target] + 2 * mean * totals[target])
        return self._accumulate(source, self._at_ends(reward, weights, squared=True))

    def _spread(self, reward: Reward, means: list[float], weights: list[float]) -> list[float]:
        """Add up Σ p·h·((c + x' - x)² + Var c): how far the next value is from the mean, at every visit."""
        source = [0.0] * self.size
        for state, target, share, mean, variance in self.passages(reward):
            if weights[target]:
                away = mean if target == state else mean + means[target] - means[state]
                source[state] += share * weights[target] * (away * away + variance)
        return self._accumulate(source, self._at_ends(reward, weights, squared=False))

    def _at_ends(self, reward: Reward, weights: list[float], *, squared: bool) -> dict[int, float]:
        result = {}
        for end in self.ends:
            own = reward.means[end] * reward.means[end] if squared else 0.0
            result[end] = weights[end] * (own + (reward.variances[end] if reward.variances else 0.0))
        return result

    def passages(self, reward: Reward) -> Iterator[tuple[int, int, float, float, float]]:
        """Go through the edges: from, to, share, and mean and variance of what is collected before arriving."""
        sources, places, targets, shares = self._edges
        return zip(
            sources,
            targets,
            shares,
            _passed(sources, places, reward.means, reward.edge_means),
            _passed(sources, places, reward.variances, reward.edge_variances),
            strict=True,
        )

    @cached_property
    def _edges(self) -> tuple[list[int], list[int], list[int], list[float]]:
        """The edges that can be taken: from, the place among its edges, to, and share."""
        sources: list[int] = []
        places: list[int] = []
        targets: list[int] = []
        chances: list[float] = []
        for state, (possible, leads, shares) in enumerate(zip(self.graph, self.successors, self.shares, strict=True)):
            if possible:
                taken = range(len(leads)) if len(possible) == len(leads) else [p for p, s in enumerate(shares) if s]
                sources += [state] * len(taken)
                places += taken
                targets += possible
                chances += shares if len(taken) == len(shares) else [shares[place] for place in taken]
        return sources, places, targets, chances

    @staticmethod
    def _divided(totals: list[float], weights: list[float], open_ended: bytearray) -> list[float]:
        return [
            math.inf if infinite else total / weight if weight else math.nan
            for total, weight, infinite in zip(totals, weights, open_ended, strict=True)
        ]


def _passed(
    sources: list[int],
    places: list[int],
    per_state: Sequence[float] | None,
    per_edge: Sequence[Sequence[float]] | None,
) -> Iterable[float]:
    """Give for each edge what is collected at the state that it leaves and on the edge itself."""
    own: Iterable[float] = repeat(0.0, len(sources)) if per_state is None else map(per_state.__getitem__, sources)
    if per_edge is None:
        return own
    return [here + per_edge[source][place] for here, source, place in zip(own, sources, places, strict=True)]


def _possible(
    successors: Successors, shares: Sequence[Sequence[float]], ends: Mapping[int, int]
) -> list[Sequence[int]]:
    """Give the graph of the edges that can be taken: those with a share, and none out of an end."""
    graph: list[Sequence[int]] = []
    for state, (targets, row) in enumerate(zip(successors, shares, strict=True)):
        if state in ends or not targets:
            graph.append(())
            continue
        if row == CERTAIN and len(targets) == 1:
            graph.append(targets)
            continue
        least = min(row, default=0.0)
        if not (least >= 0 and abs(sum(row) - 1.0) <= SHARE_TOLERANCE and len(row) == len(targets)):
            msg = f"the shares of state {state} must not be negative and must add up to 1: {list(row)}"
            raise ValueError(msg)
        graph.append(targets if least else [target for target, share in zip(targets, row, strict=True) if share])
    return graph


def _infinite(values: list[float], open_ended: bytearray) -> list[float]:
    return [math.inf if infinite else value for value, infinite in zip(values, open_ended, strict=True)]
