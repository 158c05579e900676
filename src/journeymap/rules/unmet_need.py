"""A need that weighs heavily for a kind of customer, and that nothing on their way meets.

Why: a service that is quick and friendly and leaves someone unsafe or uncertain has not helped. Lower needs come first:
safety and certainty before recognition and self-fulfilment (Maslow 1943); they are named first.

Fix: add what meets the need to a step, or a step that does, and write it in `meets`; begin with the first one named.
Only needs of weight `high` count, and only the ways on which the customer is helped in the end. A file in which no step
says what it meets is reported once.

Bad::

    journeymap: 1
    personas: {tenant: {needs: {safety: high}}}
    steps:
      report: {customer: Reports a gas leak, frontstage: Plans a visit, meets: recognition, next: visit}
      visit: {customer: Opens the door, frontstage: Repairs it next week, end: helped}

Good::

    journeymap: 1
    personas: {tenant: {needs: {safety: high}}}
    steps:
      report: {customer: Reports a gas leak, frontstage: Closes the main tap at once, meets: safety, next: visit}
      visit: {customer: Opens the door, frontstage: Repairs it next week, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.conversation import ANALYSIS as CONVERSATION
from journeymap.analyses.vocabulary import ANALYSIS as VOCABULARY
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import say
from journeymap.i18n.references import PersonaRef
from journeymap.i18n.vocabulary import terms
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the high needs that no step on a persona's good ways meets."""
    blueprint = graph.blueprint
    unmet = [
        need for need in facts.of(CONVERSATION).needs if need.weight == "high" and not need.met_by and need.missed_on
    ]
    effect = say("this customer is helped on paper only")
    if not facts.of(VOCABULARY).has("meets"):
        return
    for persona in dict.fromkeys(need.persona for need in unmet):
        missing = [need for need in unmet if need.persona == persona]
        needs = terms(need.need for need in missing)
        yield Finding(
            blueprint.personas[persona].at("needs"),
            say(
                'nothing on the way of "{persona}" to being helped meets: {needs}',
                persona=PersonaRef(persona),
                needs=needs,
            ),
            witness=missing[0].missed_on,
            help=say('add what meets "{need}" to a step on this way, and write it in "meets"', need=needs[0]),
            effect=effect,
            personas=(persona,),
        )


RULE = Rule(code="JM505", name="unmet-need", severity=Severity.WARNING, check=check)
