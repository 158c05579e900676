"""How much a finding about a service weighs: how heavy, for how many customers, how bad for these, and how sure.

    harm = weight of the severity * reach * gravity * sureness,    from 0 to 2

* The weights are 1 for an error, 1/3 for a warning and 1/9 for a note: each weighs as much as three of the next.
* Reach is the part of the customers who come to the step at least once, of the personas it holds for: expected visits
  divided by the visits expected of who is there (Kemeny and Snell 1960); for work beside the path how often it is done,
  at most 1; for a supporting step that of the steps that use it. A finding about a way to a later step reaches only
  those who come there from it, and one about the whole file all customers.
* Gravity is how bad it is at that place, from 1 to 2: how far the rating lies under the middle of the scale, by how
  much it matters, how low the emotion is, how often it is complained about; the worst of these counts.
* Sureness is ½ + ½ (1 - assumed share): what is a guess counts half, never nothing. The assumed share is that of the
  statements that the finding itself rests on: times for those about time, ratings, complaints and pains for those about
  the experience, what is said of the personas for those about access, fail points and complaints for those about
  helping. What is found in the shape of the file rests on no statement and is sure.

What is wrong with the file, what the picture lacks and what nobody knows harms no customer and has no harm.
Computed only where somebody asks for the order: reading a file stays as fast as it is.
"""

from __future__ import annotations

from collections import Counter
from math import isinf
from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap.analyses import evidence, pains
from journeymap.diagnostics import NotedPains, Severity
from journeymap.findings.kinds import KINDS, kind_of
from journeymap.graph.evidence import NOTHING, Basis
from journeymap.numerics.components import strong_components

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from journeymap.analysis import Facts
    from journeymap.diagnostics import Diagnostic
    from journeymap.graph.evidence import Kind
    from journeymap.graph.markov_chain import Chain
    from journeymap.result import Result

WEIGHTS: Mapping[Severity, float] = {Severity.ERROR: 1.0, Severity.WARNING: 1 / 3, Severity.NOTE: 1 / 9}
RESTS_ON: Mapping[str, tuple[Kind, ...]] = {
    "JM4": ("times",),
    "JM5": ("ratings", "complaints", "notes"),
    "JM7": ("fails", "complaints"),
}
"""The statements of its step that a finding rests on, by the family of its code."""
ABOUT_PERSONAS = "JM6"
MANY_COMPLAINTS = 0.1
"""From so many complaints per customer on it cannot be worse."""
LOWEST_EMOTION = 2.0
UNTOLD = frozenset({"silent-wait", "hidden-wait"})
"""The rules that speak of waits of which not everybody who comes there need be untold."""
BUDGET = 40_000_000
"""Multiplications for the exact reach of steps in circles; behind it the expected visits count, at most 1."""


def ranked(result: Result) -> tuple[Diagnostic, ...]:
    """Return what was found by its harm, the worst first; then what harms nobody: the file, the picture, knowledge."""
    return tuple(sorted(weighed(result).diagnostics, key=order))


def order(diagnostic: Diagnostic) -> tuple[int, float, int, float, tuple[str, int, int, str]]:
    """Return what findings that are weighed are ordered by: kind, harm, severity, reach, place."""
    kind = KINDS.index(kind_of(diagnostic))
    reach = diagnostic.reach or 0.0
    return kind, -(diagnostic.harm or 0.0), diagnostic.severity.rank, -reach, diagnostic.order


def weighed(result: Result) -> Result:
    """Return a result whose findings, also the accepted ones, say how much harm they do, in the order they had.

    Where nothing in the file could be understood nobody can tell, and nothing changes; nor where it was done already.
    """
    if result.facts is None or result.pains is not None:
        return result
    weigher = _Weigher(result.facts)
    return replace(
        result,
        diagnostics=tuple(weigher.weigh(diagnostic) for diagnostic in result.diagnostics),
        accepted=tuple(
            replace(acceptance, diagnostic=weigher.weigh(acceptance.diagnostic)) for acceptance in result.accepted
        ),
        pains=_pains(result.facts),
    )


def harm_to(facts: Facts, diagnostics: Iterable[Diagnostic], persona: str | None) -> tuple[Diagnostic, ...]:
    """Return the findings that reach a persona, weighed as if all customers were of it; all of them with None.

    What was weighed before, for all customers, is weighed anew for a persona only.
    """
    weigher = _Weigher(facts, persona)
    if persona is None:
        return tuple(
            diagnostic if diagnostic.harm is not None else weigher.weigh(diagnostic) for diagnostic in diagnostics
        )
    return tuple(
        weigher.weigh(replace(diagnostic, personas=(persona,)))
        for diagnostic in diagnostics
        if not diagnostic.personas or persona in diagnostic.personas
    )


def _pains(facts: Facts) -> NotedPains:
    noted = facts.of(pains.ANALYSIS)
    worst = next((pain.step for pain in noted.stated if pain.step is not None), None)
    return NotedPains(len(noted.stated), len(noted.open), worst)


class _Weigher:
    """What is known of one blueprint, asked for once."""

    def __init__(self, facts: Facts, persona: str | None = None) -> None:
        self.facts = facts
        self.graph = facts.graph
        self.parts = self.graph.personas if persona is None else {persona: 1.0}
        self.spent = 0
        self._circles: dict[int, frozenset[int]] = {}
        self._reached: dict[tuple[int, int], float] = {}

    def weigh(self, diagnostic: Diagnostic) -> Diagnostic:
        """Return a finding with its assumed share, its reach and its harm; without these where it harms no customer."""
        assumed = diagnostic.assumed if diagnostic.assumed is not None else self._basis(diagnostic).assumed_share
        if kind_of(diagnostic) != "service":
            return replace(diagnostic, assumed=assumed)
        exposed = self.reach(diagnostic)
        sureness = 0.5 + 0.5 * (1 - (assumed or 0.0))
        # Whoever comes where something can go wrong is at risk; it happens only to some of them, which is what is told.
        harm = WEIGHTS[diagnostic.severity] * exposed * self.gravity(diagnostic) * sureness
        reach = exposed * (1.0 if diagnostic.part is None else diagnostic.part)
        return replace(diagnostic, assumed=assumed, reach=reach, harm=harm)

    def gravity(self, diagnostic: Diagnostic) -> float:
        """Return how bad it is at the place of a finding for those whom it reaches, from 1 to 2."""
        steps = self.graph.blueprint.steps
        if diagnostic.step is None or diagnostic.step not in steps:
            return 1.0
        number = self.graph.topology.index[diagnostic.step]
        complaints = steps[diagnostic.step].complaints
        complained = min(1.0, (complaints or 0.0) / MANY_COMPLAINTS)
        personas = diagnostic.personas or tuple(self.graph.personas)
        felt = (self._felt(number, name) for name in personas if name in self.graph.personas)
        return 1.0 + max(complained, max(felt, default=0.0))

    def _felt(self, number: int, persona: str) -> float:
        """Return how bad a step is for a persona, from 0 to 1; 0 where nothing is stated."""
        lived = self.graph.ratings.of(number, persona)
        if lived is None:
            return 0.0
        scale = self.graph.blueprint.scale
        low = 0.0
        if lived.perceived is not None:
            middle = (scale.low + scale.high) / 2
            matters = 1.0 if lived.importance is None else (lived.importance - scale.low) / scale.width
            low = max(0.0, (middle - lived.perceived) / (middle - scale.low)) * matters
        emotion = 0.0 if lived.emotion is None else max(0.0, -lived.emotion / LOWEST_EMOTION)
        return max(low, emotion)

    def reach(self, diagnostic: Diagnostic) -> float:
        """Return the part of all customers who come to where a finding is, or may come there."""
        personas = diagnostic.personas or tuple(self.graph.personas)
        numbers = self._numbers(diagnostic.step)
        return sum(
            part * (1.0 if numbers is None else max((self._comes(name, step) for step in numbers), default=0.0))
            * self._goes_on(name, diagnostic)
            for name, part in self.parts.items()
            if name in personas
        )  # fmt: skip

    def _numbers(self, name: str | None) -> list[int] | None:
        """Return the steps by which a finding reaches customers: its own, or for a supporting one those that use it."""
        topology = self.graph.topology
        if name is None or name not in topology.index:
            return None
        number = topology.index[name]
        if topology.in_flow[number]:
            return [number]
        steps = enumerate(self.graph.blueprint.steps.values())
        return [user for user, step in steps if name in step.uses or name in step.informs]

    def _goes_on(self, persona: str, diagnostic: Diagnostic) -> float:
        """Return the part of those at the step of a finding who come to the later step that it is about.

        Of a wait without a word: the part of those who come to it that may come there untold.
        """
        index = self.graph.topology.index
        if diagnostic.code.name in UNTOLD and diagnostic.step in index and len(diagnostic.witness) > 1:
            target, step = index[diagnostic.witness[-1]], index[diagnostic.step]
            if target != step:
                return min(1.0, self._visits_from(self.graph.chain(persona), step, target))
            comers = self._comes(persona, step)
            untold = sum(self._comes(persona, origin) for origin in self.graph.silence.origins(step))
            return min(1.0, untold / comers) if comers else 1.0
        if diagnostic.onward not in index or diagnostic.step not in index:
            return 1.0
        chain = self.graph.chain(persona)
        return min(1.0, self._visits_from(chain, index[diagnostic.step], index[diagnostic.onward]))

    def _visits_from(self, chain: Chain, step: int, target: int) -> float:
        """Return how often who is at a step comes to another one, or to itself with this time; 1 beyond the budget."""
        if self.spent >= BUDGET:
            return 1.0
        self.spent += chain.absorption.factors.effort
        return chain.absorption.visits({step: 1.0}).states[target]

    def _comes(self, persona: str, step: int) -> float:
        """Return the probability that a customer comes to a step at all."""
        chain = self.graph.chain(persona)
        key = id(chain), step
        if key not in self._reached:
            visits = chain.passes[step]
            if visits <= 0:
                visits = chain.work[step]
            elif step in self._circling(chain):
                again = self._visits_from(chain, step, step)
                # In a circle that nothing leaves only the first arrival counts already.
                visits = visits if isinf(again) else visits / again
            self._reached[key] = min(1.0, visits)
        return self._reached[key]

    def _circling(self, chain: Chain) -> frozenset[int]:
        """Return the steps to which a customer can come back: from all others who comes leaves for good."""
        if id(chain) not in self._circles:
            numbers = strong_components(chain.successors).component
            sizes = Counter(numbers)
            self._circles[id(chain)] = frozenset(
                step for step, number in enumerate(numbers) if sizes[number] > 1 or step in chain.successors[step]
            )
        return self._circles[id(chain)]

    def _basis(self, diagnostic: Diagnostic) -> Basis:
        """Return the statements that a finding itself rests on."""
        family = diagnostic.code.number[:3]
        if family == ABOUT_PERSONAS:
            by_persona = self.facts.of(evidence.ANALYSIS).by_persona
            return sum((by_persona[name] for name in diagnostic.personas or by_persona if name in by_persona), NOTHING)
        kinds: Sequence[Kind] = RESTS_ON.get(family, ())
        if not kinds:
            return NOTHING
        index = self.graph.topology.index
        if diagnostic.step is not None and diagnostic.step in index:
            return self.graph.evidence.basis((index[diagnostic.step],), *kinds)
        return self.graph.evidence.basis(range(len(index)), *kinds)
