"""What a small change buys: exact derivatives of outcomes and totals, all from one factorisation.

To move probability from one edge of a state to another changes, at every visit to that state, what the rest of the
journey is worth: d/dε = visits · (value behind the one − value behind the other). The visits are one adjoint solve, the
values one ordinary solve, so all derivatives of a service together cost no more than two.

For a total *given* an outcome there is a second term: a journey that is turned towards the outcome brings along what it
has collected so far. That `past` is the adjoint solve whose start is what each edge collects.

Source: adjoint sensitivity of linear systems; for Markov chains X.-R. Cao & H.-F. Chen, Perturbation realization,
potentials, and sensitivity analysis of Markov processes, 1997.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from journeymap.numerics.absorption import Absorption, Start, Visits
    from journeymap.numerics.reward import Reward

Move: TypeAlias = tuple[int, int, int]
"""A state, and the places among its edges from which and to which a share moves."""


class Levers:
    """The derivatives for journeys that begin at `start`.

    `visits.states[state]` is at once the derivative of an outcome or total with respect to what a visit there brings.
    """

    def __init__(self, absorption: Absorption, start: Start, visits: Visits | None = None) -> None:
        """Prepare them; `visits` are those of the start, where they are at hand."""
        self.absorption = absorption
        self.start = start
        self.visits = visits or absorption.visits(start)

    def outcome(self, outcomes: Collection[int]) -> OutcomeLevers:
        """Prepare the derivatives of the probability of ending in one of these classes."""
        return OutcomeLevers(self, outcomes)

    def total(self, reward: Reward, given: Collection[int] | None = None) -> TotalLevers:
        """Prepare the derivatives of the expected total of a reward, over journeys ending in `given` (None: over all).

        They are in the unit of the reward, `math.nan` where the expectation is infinite or does not exist.
        """
        return TotalLevers(self, reward, given)


class OutcomeLevers:
    """The derivatives of the probability of some outcomes."""

    def __init__(self, levers: Levers, outcomes: Collection[int]) -> None:
        self._ends = levers.absorption.ends
        self._successors = levers.absorption.successors
        self._visits = levers.visits.states
        self._chance = levers.absorption.probability(outcomes)

    def move(self, state: int, away: int, towards: int) -> float:
        """Give d P(one of the outcomes) / dε when the share ε moves from one edge of a state to another.

        `away` and `towards` are places in `successors[state]`; an edge that is to come into being can be there with
        share 0. Per unit of probability: a percentage point is a hundredth of it.
        """
        return self.moves([(state, away, towards)])[0]

    def moves(self, moves: Sequence[Move]) -> list[float]:
        """Give that of several moves, each by itself."""
        chance, successors, visits, ends = self._chance, self._successors, self._visits, self._ends
        changes = []
        for state, away, towards in moves:
            targets = successors[state]
            # The edges of an end are not taken.
            passing = 0.0 if state in ends else visits[state]
            changes.append(passing * (chance[targets[towards]] - chance[targets[away]]))
        return changes


class TotalLevers:
    """The derivatives of one expected total; `value` is the total itself."""

    def __init__(self, levers: Levers, reward: Reward, given: Collection[int] | None) -> None:
        absorption, start = levers.absorption, levers.start
        self.absorption = absorption
        self.reward = reward
        self._visits = levers.visits.states
        self._totals = absorption.totals(reward, given)
        self._chance = [1.0] * absorption.size if given is None else absorption.probability(given)
        self._whole = math.fsum(share * self._chance[state] for state, share in start.items())
        endless = given is None and (levers.visits.stranded > 0 or levers.visits.never > 0)
        if endless:
            self.value = math.inf
        elif self._whole:
            self.value = math.fsum(share * self._totals[state] for state, share in start.items()) / self._whole
        else:
            self.value = math.nan
        self._defined = self._whole > 0 and not endless
        self._past = None if given is None or not self._defined else self._collected_before()
        self._open = absorption.strandable if given is None else bytearray(absorption.size)

    def move(self, state: int, away: int, towards: int) -> float:
        """Give d total / dε when the share ε moves from the edge at place `away` to the one at place `towards`."""
        return self.moves([(state, away, towards)])[0]

    def moves(self, moves: Sequence[Move]) -> list[float]:
        """Give that of several moves, each by itself."""
        if not self._defined:
            return [math.nan] * len(moves)
        successors, ends, opened, visits = self.absorption.successors, self.absorption.ends, self._open, self._visits
        chance, totals, past, value, whole = self._chance, self._totals, self._past, self.value, self._whole
        means, on_edges = self.reward.means, self.reward.edge_means
        changes = []
        for state, away, towards in moves:
            if state in ends:
                changes.append(0.0)
                continue
            targets, passing = successors[state], visits[state]
            old, new = targets[away], targets[towards]
            if opened[new]:
                changes.append(math.inf if passing else 0.0)
                continue
            there = then = means[state]
            if on_edges is not None:
                there += on_edges[state][towards]
                then += on_edges[state][away]
            gain = there * chance[new] + totals[new]
            loss = then * chance[old] + totals[old]
            change = passing * (gain - loss)
            if past is not None:
                change += (past[state] - value * passing) * (chance[new] - chance[old])
            changes.append(change / whole)
        return changes

    def visit(self, state: int) -> float:
        """Give d total / d (mean collected at each visit to a state): the expected visits by journeys that count."""
        return self._visits[state] * self._chance[state] / self._whole if self._defined else math.nan

    def passage(self, state: int, place: int) -> float:
        """Give d total / d (mean collected on an edge): how often journeys that count pass it."""
        if not self._defined:
            return math.nan
        if state in self.absorption.ends:
            return 0.0
        target = self.absorption.successors[state][place]
        share = self.absorption.shares[state][place]
        return self._visits[state] * share * self._chance[target] / self._whole

    def _collected_before(self) -> list[float]:
        """Give for each state the expected sum, over its visits, of what had been collected before."""
        absorption, visits = self.absorption, self._visits
        arriving = [0.0] * absorption.size
        for state, target, share, mean, _ in absorption.passages(self.reward):
            if not absorption.strandable[state]:
                arriving[target] += visits[state] * share * mean
        if min(arriving, default=0.0) >= 0:
            return absorption.adjoint(arriving)
        above = absorption.adjoint([max(value, 0.0) for value in arriving])
        below = absorption.adjoint([max(-value, 0.0) for value in arriving])
        return [plus - minus for plus, minus in zip(above, below, strict=True)]
