"""A service that only answers: nothing in it advises unasked, and nothing prevents.

Why: customers have to discover every problem themselves and come with it. What is told in time, or prevented, needs no
repair; Seddon (2003) calls the demand that follows from not doing so failure demand.

Fix: where the organisation knows something that the customer does not yet, let it speak first: `helps: advise`. Work
that takes away the cause counts too: tag it `prevention`. Does not apply to files that never use `helps`.

Bad::

    journeymap: 1
    steps:
      call: {customer: Calls about a leak, frontstage: Asks follow-up questions, helps: clarify, next: visit}
      visit: {customer: Opens the door, frontstage: Repairs the tap, next: done}
      done: {customer: Says that it is dry, frontstage: Asks whether it helped, helps: evaluate, end: helped}

Good::

    journeymap: 1
    steps:
      call: {customer: Calls about a leak, frontstage: Asks follow-up questions, helps: clarify, next: visit}
      visit: {customer: Opens the door, frontstage: Repairs and looks at the other taps, helps: advise, next: done}
      done: {customer: Says that it is dry, frontstage: Asks whether it helped, helps: evaluate, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.helping import ANALYSIS as HELPING
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import say
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Tell of a file in which no step advises or prevents."""
    helping = facts.of(HELPING)
    touchpoints = sum(step.is_touchpoint for step in graph.blueprint.steps.values())
    if not helping.stated or helping.served["advise"] or helping.preventing or not touchpoints:
        return
    place = graph.blueprint.key_at("steps")
    effect = say("customers have to discover themselves that something is wrong, and to ask for help")
    message = say("at none of the {count} touchpoints does anybody advise unasked or prevent", count=touchpoints)
    remedy = say('mark where the organisation speaks first "helps: advise", or what it prevents "tags: prevention"')
    yield Finding(place, message, help=remedy, effect=effect)


RULE = Rule(code="JM704", name="reactive-only", severity=Severity.NOTE, check=check)
