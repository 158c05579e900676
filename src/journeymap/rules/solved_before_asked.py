"""A solution that is handed over before anybody has asked what is needed.

Why: what customers ask for and what helps them are often two things. Whoever solves first solves the wrong problem for
some, and does it again later. Helping is not the same as doing what is asked.

Fix: ask follow-up questions before solving, on every way to the solution, and mark that step `helps: clarify`. A form
with fixed fields does not ask follow-up questions. The rule does not apply to files that never use `helps`, unless the
customer is captive.

Bad::

    journeymap: 1
    customer: {choice: captive}
    steps:
      ask: {customer: Fills in the form, next: plan}
      plan: {backstage: Plans a visit, next: done}
      done: {customer: Gets what was on the form, helps: evaluate, end: helped}

Good::

    journeymap: 1
    customer: {choice: captive}
    steps:
      ask: {customer: Tells what is the matter, frontstage: Asks follow-up questions, helps: clarify, next: plan}
      plan: {backstage: Plans a visit, next: done}
      done: {customer: Gets what is needed, helps: evaluate, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.helping import ANALYSIS as HELPING
from journeymap.changes import adding
from journeymap.diagnostics import Family, Severity
from journeymap.i18n.messages import say
from journeymap.i18n.references import StepRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the good ends that some way comes to without a step that asks on."""
    helping = facts.of(HELPING)
    if not helping.stated:
        return
    for way in helping.unclarified:
        yield Finding(
            graph.place(way.end, "end"),
            say(
                'the customer can come to "{step}" without anybody having asked what is really needed',
                step=StepRef(way.end),
            ),
            step=way.end,
            witness=way.steps,
            help=say('ask follow-up questions before solving, on this way too, and mark that step "helps: clarify"'),
            effect=say("the customer gets what was asked for, which may not be what helps"),
            personas=way.personas,
            fixes=(adding("steps", way.steps[0], "helps", value="clarify", to=graph.step(way.steps[0]).helps),),
        )


RULE = Rule(
    code="JM702", name="solved-before-asked", severity=Severity.WARNING, check=check, family=Family("helping", 0)
)
