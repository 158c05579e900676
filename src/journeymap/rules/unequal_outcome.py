"""A kind of customer who is helped far less often than another, by choices that the customer does not take.

Why: the same service decides differently for one than for another. Where it is the organisation or chance that makes
the difference, the customer can do nothing about it, and the mean over all customers hides it.

Fix: look at the choices that are named: what decides there, and is it meant to? Give the customers who come off worse
another way, or take the difference away. Shares per persona rest on data: name it in `heard`.

Options:
    * `points`: by how many percentage points one kind of customer may be helped less often than another.

Bad::

    journeymap: 1
    personas: {eva: {share: 80%}, olena: {share: 20%}}
    steps:
      apply: {customer: Applies, next: decide}
      decide: {backstage: Decides, next: {granted: {share: {eva: 97%, olena: 40%}, decides: organisation}, letter: {}}}
      granted: {customer: Gets it, end: helped}
      letter: {customer: Reads why not and what else is possible, helps: alternative, end: refused}

Good::

    journeymap: 1
    personas: {eva: {share: 80%}, olena: {share: 20%}}
    steps:
      apply: {customer: Applies, next: decide}
      decide: {backstage: Decides, next: {granted: {share: {eva: 97%, olena: 92%}, decides: organisation}, letter: {}}}
      granted: {customer: Gets it, end: helped}
      letter: {customer: Reads why not and what else is possible, helps: alternative, end: refused}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.outcomes import ANALYSIS as OUTCOMES
from journeymap.diagnostics import Severity
from journeymap.graph import EdgeKind
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.references import PersonaRef, StepRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options

_SAME = 1e-9


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Find the personas who are helped far less often, and the choices of others that make it so."""
    helped = {
        name: outcomes.kinds["helped"] for name, outcomes in facts.of(OUTCOMES).by_persona.items() if outcomes.part
    }
    if len(helped) < 2:
        return
    best = max(helped, key=helped.__getitem__)
    for persona, share in helped.items():
        if helped[best] - share < options["points"] / 100 - _SAME:
            continue
        choices = _choices(graph, persona, best)
        if not choices:
            continue
        captive = graph.blueprint.customer.choice == "captive"
        yield Finding(
            graph.blueprint.steps[choices[0]].key_at("next"),
            say('"{persona}" is helped in {share} of the cases, "{other}" in {most}, and not by their own choice',
                persona=PersonaRef(persona), share=Amount(share, "share", digits=2), other=PersonaRef(best),
                most=Amount(helped[best], "share", digits=2)),
            step=choices[0],
            witness=choices,
            help=say('look at what decides at "{step}": take the difference away, or give another way',
                     step=StepRef(choices[0])),
            effect=say("this customer is helped less for who they are, and can do nothing about it"),
            personas=(persona,),
            severity=Severity.ERROR if captive else Severity.WARNING,
        )  # fmt: skip


def _choices(graph: ServiceGraph, persona: str, other: str) -> tuple[str, ...]:
    """Return the choices of others than the customer that two personas leave with other shares, the widest first."""
    topology, mine, theirs = graph.topology, graph.chain(persona), graph.chain(other)
    apart: dict[int, float] = {}
    for edge, source in enumerate(topology.sources):
        if topology.kinds[edge] is not EdgeKind.NEXT or topology.deciders[edge] == "customer":
            continue
        if mine.passes[source] > 0 and theirs.passes[source] > 0:
            apart[source] = max(apart.get(source, 0.0), abs(mine.probabilities[edge] - theirs.probabilities[edge]))
    steps = [step for step, difference in apart.items() if difference > _SAME]
    return graph.names(sorted(steps, key=lambda step: (-apart[step], step)))


RULE = Rule(code="JM711", name="unequal-outcome", severity=Severity.WARNING, check=check, options={"points": 20})
