"""Journeys with work beside them as a Markov chain over situations: where the customer is, what goes on, what is done.

How long anything takes makes no difference to where a journey ends, only the choices do: so customers go on as long
as they can, and where they have to wait one piece of work beside them goes on. Work that goes round for ever without
what is waited for being done keeps them waiting for ever.
"""

from __future__ import annotations

from functools import cached_property
from math import fsum
from typing import TYPE_CHECKING, TypeAlias

from journeymap.numerics.absorption import Absorption
from journeymap.numerics.components import strong_components
from journeymap.numerics.levers import Levers as Derivatives
from journeymap.numerics.reward import Reward

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from journeymap.graph.markov_chain import Chain

BUDGET = 10_000
"""Situations that are looked at."""
_MOST_BESIDE = 40  # pieces of work at the same time; more of them are begun anew in every round of a circle

_Situation: TypeAlias = tuple[int, tuple[int, ...], int]
"""The customer's state in the chain, the steps of work beside him, and as bits the awaited steps that are done."""


class Situations:
    """The chain over situations; `complete` is False where there are more of them than the budget allows.

    `successors` and `shares` are those of the situations by number, `steps` says at which step the customer goes on
    from each, None where he does not, `moving` which step is done there, his or of work beside him; its ways are in the
    order of the chain.
    """

    def __init__(self, chain: Chain, budget: int = BUDGET) -> None:
        self.chain = chain
        topology = chain.topology
        # In the states behind the steps nothing begins, and nothing is waited for.
        behind: list[list[int]] = [[] for _ in range(len(chain.successors) - len(topology))]
        self._starts = topology.begun + behind
        self._needs = topology.needs + behind
        self.by_themselves = tuple(step for step, alone in enumerate(topology.waits_only) if alone)
        needed = dict.fromkeys(step for needs in self._needs for step in needs)
        self._flags = {step: 1 << place for place, step in enumerate(needed)}
        self._needed = [sum({self._flags[step] for step in needs}) for needs in self._needs]
        self._raised, self._asked = self._look_ahead()
        self.start: dict[int, float] = {}
        self.successors: list[list[int]] = []
        self.shares: list[list[float]] = []
        self.steps: list[int | None] = []
        self.moving: list[int | None] = []
        self.ends: dict[int, int] = {}
        self.blocked: dict[int, int] = {}
        self._ended: dict[int, int] = {}
        self._customers: list[int] = []
        self.complete = self._explore(budget)

    def _look_ahead(self) -> tuple[list[int], list[int]]:
        """Return per state the flags that steps from there on can raise, and those that they ask for."""
        onwards = [[*targets, *self._starts[step]] for step, targets in enumerate(self.chain.successors)]
        components = strong_components(onwards)
        raised, asked = [0] * components.count, [0] * components.count
        for number, members in enumerate(components.members()):
            for step in members:
                raised[number] |= self._flags.get(step, 0)
                asked[number] |= self._needed[step]
                for target in onwards[step]:
                    raised[number] |= raised[components.component[target]]
                    asked[number] |= asked[components.component[target]]
        return [raised[part] for part in components.component], [asked[part] for part in components.component]

    def _situation(self, customer: int, beside: Iterable[int], flags: int) -> _Situation:
        """Return a situation without what can make no difference any more."""
        work = list(beside)
        asking = self._asked[customer]
        for step in work:
            asking |= self._asked[step]
        flags &= asking
        kept = [step for step in work if self._raised[step] & asking & ~flags]
        return customer, tuple(sorted(kept)), flags

    def _explore(self, budget: int) -> bool:
        numbers: dict[_Situation, int] = {}
        for step, weight in self.chain.start.items():
            first = self._situation(step, self.by_themselves, 0)
            number = numbers.setdefault(first, len(numbers))
            self.start[number] = self.start.get(number, 0.0) + weight
        queue = list(numbers)
        for situation in queue:  # grows while it is read
            number = numbers[situation]
            going, moving, following = self._following(situation)
            self.steps.append(going)
            self.moving.append(moving)
            self._customers.append(situation[0])
            if not following and going is None:
                self.blocked[number] = situation[0]
            elif not following and situation[0] in self.chain.ends:
                self.ends[number] = self.chain.ends[situation[0]]
                self._ended[number] = situation[0]
            targets = []
            for target, _ in following:
                if target not in numbers:
                    if len(numbers) >= budget or len(target[1]) > _MOST_BESIDE:
                        return False
                    numbers[target] = len(numbers)
                    queue.append(target)
                targets.append(numbers[target])
            self.successors.append(targets)
            self.shares.append([share for _, share in following])
        return True

    def _following(self, situation: _Situation) -> tuple[int | None, int | None, list[tuple[_Situation, float]]]:
        """Return where the customer goes on, if he does, which step is done, and what may follow, with its chance."""
        customer, beside, flags = situation
        chain = self.chain
        if not self._needed[customer] & ~flags:
            if customer in chain.ends or not chain.successors[customer]:
                return customer, customer, []
            raised = flags | self._flags.get(customer, 0)
            work = [*beside, *self._starts[customer]]
            return (
                customer,
                customer,
                [
                    (self._situation(target, work, raised), share)
                    for target, share in zip(chain.successors[customer], chain.shares[customer], strict=True)
                ],
            )
        for place, step in enumerate(beside):
            if self._needed[step] & ~flags:
                continue
            raised = flags | self._flags.get(step, 0)
            others = [*beside[:place], *beside[place + 1 :], *self._starts[step]]
            followers: list[tuple[_Situation, float]] = []
            going_on = chain.successors[step] if step not in chain.ends else ()
            for target, share in zip(going_on, chain.shares[step], strict=False):
                # Work that comes to a step that needs it has arrived there, and goes no further.
                arrived = target >= chain.nowhere or step in self._needs[target]
                followers.append((self._situation(customer, others if arrived else [*others, target], raised), share))
            return None, step, followers or [(self._situation(customer, others, raised), 1.0)]
        return None, None, []

    @cached_property
    def _absorption(self) -> Absorption:
        return Absorption(self.successors, self.shares, self.ends, 1 + max(self.chain.ends.values(), default=0))

    @cached_property
    def ended(self) -> Mapping[int, float]:
        """The probability of ending in each state of the journey's chain that is an end."""
        visits = self._absorption.visits(self.start).states
        masses: dict[int, float] = {}
        for number, state in self._ended.items():
            masses[state] = masses.get(state, 0.0) + visits[number]
        return masses

    @cached_property
    def waiting(self) -> Mapping[int, float]:
        """The probability of waiting for ever at each step."""
        masses: dict[int, float] = {}
        visits = self._absorption.visits(self.start).states
        for number, step in self.blocked.items():
            masses[step] = masses.get(step, 0.0) + visits[number]
        for trap in self._absorption.traps:
            # Work beside goes round for ever, and what is waited for is never done.
            if len(trap) > 1 and all(self.steps[number] is None for number in trap):
                entered = fsum(
                    visits[source] * share
                    for source, targets in enumerate(self.successors)
                    if source not in trap and source not in self.ends
                    for target, share in zip(targets, self.shares[source], strict=True)
                    if target in trap
                )
                customer = self._customers[trap[0]]
                masses[customer] = masses.get(customer, 0.0) + entered
        return {step: share for step, share in masses.items() if share > 0}

    def expected(
        self, per_step: Sequence[float], per_edge: Mapping[int, float], given: Sequence[int] | None = None
    ) -> float | None:
        """Return what is collected on average by the customers who come to an end, or to one of these kinds of end."""
        topology, ways = self.chain.topology, self.chain.topology.ways
        means = [0.0 if step is None or step >= len(topology) else per_step[step] for step in self.steps]
        on_edges = [
            [0.0] * len(targets)
            if step is None or step >= len(topology)
            else [*(per_edge.get(edge, 0.0) for edge in ways[step]), *([0.0] * len(targets))][: len(targets)]
            for step, targets in zip(self.steps, self.successors, strict=True)
        ]
        kinds = tuple(sorted({*self.ends.values()}) if given is None else given)
        chance = self._absorption.probability(kinds)
        whole = fsum(weight * chance[number] for number, weight in self.start.items())
        if not whole:
            return None
        totals = self._absorption.totals(Reward(means, None, on_edges if per_edge else None), kinds)
        return fsum(weight * totals[number] for number, weight in self.start.items()) / whole

    @cached_property
    def _derivatives(self) -> Derivatives:
        return Derivatives(self._absorption, self.start)

    def moved(self, step: int, away: int, towards: int, kinds: Sequence[int]) -> float:
        """Return the derivative of the probability of some kinds of end when a step's share moves between two ways.

        `away` and `towards` are places among the ways of the step in the chain; the share is that of all who come.
        """
        outcome = self._derivatives.outcome(kinds)
        return fsum(
            outcome.move(number, away, towards)
            for number, mover in enumerate(self.moving)
            if mover == step and max(away, towards) < len(self.successors[number])
        )

    @cached_property
    def visits_of_ended(self) -> Mapping[int | tuple[int, int], float]:
        """How often customers who come to an end pass each step, and each way by its step and its place there."""
        chance = self._absorption.probability(tuple(sorted({*self.ends.values()})))
        visits = self._derivatives.visits.states
        whole = fsum(weight * chance[number] for number, weight in self.start.items())
        passed: dict[int | tuple[int, int], float] = {}
        for number, step in enumerate(self.steps):
            if step is None or not whole or not visits[number]:
                continue
            passed[step] = passed.get(step, 0.0) + visits[number] * chance[number] / whole
            for place, (target, share) in enumerate(zip(self.successors[number], self.shares[number], strict=True)):
                way = step, place
                passed[way] = passed.get(way, 0.0) + visits[number] * share * chance[target] / whole
        return passed
