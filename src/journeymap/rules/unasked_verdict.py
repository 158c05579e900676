"""A customer who counts as helped without having been asked.

Why: only customers can say whether it helped. An organisation that decides it by itself closes files, not questions,
and learns nothing.

Fix: ask every customer, soon and by a person where it matters, whether this helped and what is still open, and mark
that step `helps: evaluate`. A survey among some does not ask the others. The rule does not apply to files that never
use `helps`, unless the customer is captive.

Bad::

    journeymap: 1
    customer: {choice: captive}
    steps:
      ask: {customer: Tells what is the matter, frontstage: Asks follow-up questions, helps: clarify, next: done}
      done: {frontstage: Closes the file, end: helped}

Good::

    journeymap: 1
    customer: {choice: captive}
    steps:
      ask: {customer: Tells what is the matter, frontstage: Asks follow-up questions, helps: clarify, next: after}
      after: {customer: Says whether it helped, frontstage: Calls a week later, helps: evaluate, next: done}
      done: {frontstage: Closes the file, end: helped}
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
    """Find the good ends that some way comes to without a step that evaluates."""
    helping = facts.of(HELPING)
    if not helping.stated:
        return
    for way in helping.unevaluated:
        yield Finding(
            graph.place(way.end, "end"),
            say('the customer counts as helped at "{step}" without having been asked', step=StepRef(way.end)),
            step=way.end,
            witness=way.steps,
            help=say('ask every customer whether it helped, and mark that step "helps: evaluate"'),
            effect=say("what did not help stays with the customer, and nobody knows"),
            personas=way.personas,
            fixes=(adding("steps", way.end, "helps", value="evaluate", to=graph.step(way.end).helps),),
        )


RULE = Rule(code="JM703", name="unasked-verdict", severity=Severity.WARNING, check=check, family=Family("helping", 1))
