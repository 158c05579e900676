"""The journeys of one persona as an absorbing Markov chain: how often each step is passed and where journeys end.

A customer follows `next` and `recover`; work that a step `starts` goes on beside him and decides nothing about where he
ends, but is done all the same.
"""

from __future__ import annotations

from functools import cached_property
from math import fsum, inf, isinf, isnan
from typing import TYPE_CHECKING

from journeymap.graph.topology import EdgeKind
from journeymap.numerics.absorption import CERTAIN, SHARE_TOLERANCE, Absorption, Visits
from journeymap.numerics.components import search
from journeymap.numerics.reward import Reward

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.graph.topology import Topology

OUTCOMES = ("helped", "refused", "gave-up", "transferred")
HELPED = 0

# Work that starts work that starts itself again would never be done; by then it is a fault of the blueprint.
_ROUNDS = 100
_NEGLIGIBLE = 1e-12


class Chain:
    """The chain of one persona, factorised once. Steps and edges are known by number.

    `successors` and `shares` are those of the chain: per step where it leads and how likely. Behind the steps come
    states that the chain needs: `nowhere`, a dead end to which the rest leads where the shares of a step add up to less
    than one (`unaccounted`: the rest per step) or those of the starts (`beginless`), and one for each step with an end
    that some customers go on from.
    `endings` says for each step that ends journeys in which state it does, `ends` what kind of end each state is, as a
    place in `OUTCOMES`.
    """

    def __init__(self, topology: Topology, probabilities: Sequence[float]) -> None:
        self.topology = topology
        self.probabilities = probabilities
        self.nowhere = len(topology)
        self.unaccounted: dict[int, float] = {}
        self.endings: dict[int, int] = {}
        self.ends: dict[int, int] = {}
        self.successors: list[list[int]] = []
        self.shares: list[list[float]] = []
        targets, outcomes = topology.targets, topology.outcomes
        states = self.nowhere + 1
        for step, edges in enumerate(topology.ways):
            leads = [targets[edge] for edge in edges]
            chances = [probabilities[edge] for edge in edges]
            outcome = outcomes[step]
            if outcome is None and chances == CERTAIN:
                self.successors.append(leads)
                self.shares.append(chances)
                continue
            left = 1 - fsum(chances)
            if outcome is not None and (not edges or left >= 1):
                leads, chances = [], []
                self.endings[step] = step
            elif edges and left > SHARE_TOLERANCE:
                if outcome is None:
                    self.unaccounted[step] = left
                    leads.append(self.nowhere)
                else:
                    self.endings[step] = states
                    leads.append(states)
                    states += 1
                chances.append(left)
            self.successors.append(leads)
            self.shares.append(chances)
        more = states - self.nowhere
        self.successors += [[] for _ in range(more)]
        self.shares += [[] for _ in range(more)]
        self.start = {step: weight for step, weight in enumerate(topology.weights) if weight > 0}
        self.beginless = max(0.0, 1 - fsum(self.start.values())) if self.start else 0.0
        if self.beginless > SHARE_TOLERANCE:
            self.start[self.nowhere] = self.beginless
        else:
            self.beginless = 0.0
        for step, state in self.endings.items():
            self.ends[state] = OUTCOMES.index(outcomes[step] or "")

    @cached_property
    def absorption(self) -> Absorption:
        """The chain, solved."""
        return Absorption(self.successors, self.shares, self.ends, len(OUTCOMES))

    @property
    def is_unknown(self) -> bool:
        """Whether the steps lead to each other too densely to be solved: what depends on that is not a number."""
        return any(map(isnan, self.journey.states)) or any(map(isnan, self.helped))

    @cached_property
    def journey(self) -> Visits:
        """Where the customers go: expected visits, infinite in a circle that nothing leaves, and outcomes."""
        return self.absorption.visits(self.start)

    @cached_property
    def passes(self) -> list[float]:
        """Expected visits of a customer to each step; in a circle that nothing leaves one round counts."""
        return self._finite(self.journey.states, self.start)[: self.nowhere]

    @cached_property
    def work(self) -> list[float]:
        """How often each step is done for one customer: on his way, or beside it because a step on it starts it.

        In a circle that nothing leaves one round counts; `done` says how often it really is.
        """
        topology = self.topology
        if not topology.has_concurrency:
            return self.passes
        done = list(self.passes)
        fresh = self.passes
        for _ in range(_ROUNDS):
            begun: dict[int, float] = {}
            for edge, kind in enumerate(topology.kinds):
                if kind is EdgeKind.STARTS and fresh[topology.sources[edge]] > _NEGLIGIBLE:
                    target = topology.targets[edge]
                    begun[target] = begun.get(target, 0.0) + fresh[topology.sources[edge]]
            if not begun:
                break
            fresh = self._finite(self.absorption.visits(begun).states, begun)[: self.nowhere]
            done = [before + more for before, more in zip(done, fresh, strict=True)]
        return done

    @cached_property
    def ceaseless(self) -> frozenset[int]:
        """The steps that are done without end: in a circle that nothing leaves, or because such a step starts them."""
        begun = [step for step in self.endless if step < self.nowhere and self.work[step] > 0]
        if not begun or not self.topology.has_concurrency:
            return frozenset(begun)
        kinds, taken = self.topology.kinds, self.probabilities
        leads = [
            [self.topology.targets[edge] for edge in edges if kinds[edge] is EdgeKind.STARTS or taken[edge] > 0]
            for edges in self.topology.outgoing
        ]
        return frozenset(search(leads, begun).order)

    @cached_property
    def done(self) -> list[float]:
        """How often each step is done for one customer, as `work`, but infinitely often where it has no end."""
        if not self.ceaseless:
            return self.work
        return [inf if step in self.ceaseless else times for step, times in enumerate(self.work)]

    def with_started(self, per_step: Sequence[float]) -> list[float]:
        """Return what each step brings about when all that it starts beside the path counts as its own.

        Summed along the customer's path this is what `total_work` gives.
        """
        topology = self.topology
        own = list(per_step)
        if not topology.has_concurrency:
            return own
        for _ in range(_ROUNDS):
            behind = self.stopping.totals(self.reward(own))
            sums = list(per_step)
            for edge, kind in enumerate(topology.kinds):
                if kind is EdgeKind.STARTS:
                    sums[topology.sources[edge]] += behind[topology.targets[edge]]
            if all(abs(new - old) <= _NEGLIGIBLE * abs(new) for new, old in zip(sums, own, strict=True)):
                return sums
            own = sums
        return own

    @cached_property
    def stopping(self) -> Absorption:
        """The chain in which a step that leads nowhere is an end like any other, of a kind behind `OUTCOMES`.

        So it is for work beside the path, and for all that is asked of customers, stranded or not.
        """
        dead_ends = [step for step, targets in enumerate(self.successors) if not targets and step not in self.ends]
        return Absorption(self.successors, self.shares, {**self.ends, **dict.fromkeys(dead_ends, len(OUTCOMES))})

    @cached_property
    def ended(self) -> tuple[int, ...]:
        """The kinds of end that occur, as places in `OUTCOMES`."""
        return tuple(place for place, chance in enumerate(self.journey.outcomes) if chance > 0)

    @cached_property
    def reached(self) -> list[int]:
        """The steps that are ever done for this persona, in the order of the file."""
        return [step for step, times in enumerate(self.work) if times != 0]

    @cached_property
    def outcomes(self) -> dict[str, float]:
        """The probability of each kind of end."""
        return dict(zip(OUTCOMES, self.journey.outcomes, strict=True))

    @cached_property
    def ended_at(self) -> dict[int, float]:
        """The probability of ending at each step that ends journeys, by number."""
        states = self.journey.states
        return {step: states[state] for step, state in self.endings.items()}

    @cached_property
    def stranded(self) -> float:
        """The probability of never coming to an end, practically never included."""
        return self.journey.stranded + self.journey.never

    @cached_property
    def helped(self) -> list[float]:
        """The probability of being helped in the end, from each step."""
        return self.absorption.probability((HELPED,))

    @cached_property
    def dead_ends(self) -> dict[int, float]:
        """The probability of being stranded at each step that leads nowhere; only of steps that are reached."""
        states = self.journey.states
        return {
            trap[0]: states[trap[0]]
            for trap in self.absorption.traps
            if len(trap) == 1 and trap[0] != self.nowhere and not self._is_circle(trap) and states[trap[0]] > 0
        }

    @cached_property
    def livelocks(self) -> list[tuple[tuple[int, ...], float]]:
        """The circles that nothing leaves and that are reached, with the probability of being stranded in each."""
        trapped = [(circle, fsum(self._arriving[step] for step in circle)) for circle in self._circles]
        return sorted((circle, mass) for circle, mass in trapped if mass > 0)

    def flow(self, edge: int) -> float:
        """Return how often a customer takes an edge."""
        return self.passes[self.topology.sources[edge]] * self.probabilities[edge]

    def reward(
        self,
        per_step: Sequence[float],
        per_edge: Mapping[int, float] | None = None,
        variances: Sequence[float] | None = None,
        edge_variances: Mapping[int, float] | None = None,
    ) -> Reward:
        """Return what is collected at steps and on edges, by number, in the shape of the chain."""
        return Reward(
            [*per_step, *self._none],
            None if variances is None else [*variances, *self._none],
            self._by_place(per_edge) if per_edge else None,
            self._by_place(edge_variances) if edge_variances else None,
        )

    @cached_property
    def _none(self) -> list[float]:
        """Nothing is collected in the states behind the steps."""
        return [0.0] * (len(self.successors) - self.nowhere)

    def _by_place(self, values: Mapping[int, float]) -> list[list[float]]:
        by_place = [[0.0] * len(targets) for targets in self.successors]
        for edge, value in values.items():
            source = self.topology.sources[edge]
            place = self.topology.ways[source].index(edge)
            if place < len(by_place[source]):  # where all end at a step, its ways are none of the chain
                by_place[source][place] = value
        return by_place

    def expected(
        self,
        per_step: Sequence[float],
        per_edge: Mapping[int, float] | None = None,
        given: Sequence[int] | None = None,
        reward: Reward | None = None,
    ) -> float | None:
        """Return what is collected on average at steps and on edges by the customers who come to an end.

        `given` some kinds of end, as places in `OUTCOMES`: by those who come to one of these. None where nobody does.
        `reward` is the same in the shape of the chain, where it is at hand.
        """
        if given is None and self.ended and not self.stranded:
            edges = (per_edge or {}).items()
            return self.total(per_step) + fsum(self.flow(edge) * value for edge, value in edges)
        kinds = tuple(self.ended if given is None else given)
        chance = self.absorption.probability(kinds)
        whole = fsum(weight * chance[step] for step, weight in self.start.items())
        if not whole:
            return None
        totals = self.absorption.totals(reward or self.reward(per_step, per_edge), kinds)
        return fsum(weight * totals[step] for step, weight in self.start.items()) / whole

    def total(self, per_step: Sequence[float]) -> float:
        """Return what one customer collects on his whole way, `per_step` being collected at every visit."""
        return fsum([visits * value for visits, value in zip(self.passes, per_step, strict=True) if value])

    def total_work(self, per_step: Sequence[float]) -> float:
        """Return what all that is done for one customer adds up to, what goes on beside him included.

        Infinite where something of it is done without end.
        """
        if any(per_step[step] for step in self.ceaseless):
            return inf
        return self.total_of_a_round(per_step)

    def total_of_a_round(self, per_step: Sequence[float]) -> float:
        """Return what all that is done for one customer adds up to, with one round of a circle that nothing leaves."""
        return fsum([visits * value for visits, value in zip(self.work, per_step, strict=True) if value])

    def _is_circle(self, trap: Sequence[int]) -> bool:
        return len(trap) > 1 or trap[0] in self.absorption.graph[trap[0]]

    @cached_property
    def _circles(self) -> list[tuple[int, ...]]:
        return [tuple(sorted(trap)) for trap in self.absorption.traps if self._is_circle(trap)]

    @cached_property
    def _arriving(self) -> dict[int, float]:
        """How many customers come into each step of a circle that nothing leaves, from outside it."""
        return self._into_circles(self.journey.states, self.start)

    @cached_property
    def endless(self) -> frozenset[int]:
        """The steps of all circles that nothing leaves."""
        return frozenset(step for circle in self._circles for step in circle)

    def _into_circles(self, states: Sequence[float], start: Mapping[int, float]) -> dict[int, float]:
        inside = self.endless
        arriving = {step: start.get(step, 0.0) for step in inside}
        if not inside:
            return arriving
        for source, (targets, shares) in enumerate(zip(self.successors, self.shares, strict=True)):
            if source in inside or source in self.ends or not states[source]:
                continue
            for target, share in zip(targets, shares, strict=True):
                if target in inside and share:
                    arriving[target] += states[source] * share
        return arriving

    def _finite(self, states: list[float], start: Mapping[int, float]) -> list[float]:
        if not any(map(isinf, states)):
            return states
        arriving = self._into_circles(states, start)
        for circle in self._circles:
            round_once = fsum(arriving[step] for step in circle)
            arriving.update(dict.fromkeys(circle, round_once))
        return [arriving.get(step, visits) for step, visits in enumerate(states)]
