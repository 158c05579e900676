"""A deadline for the customer that nothing tells before.

Why: whoever does not know of a deadline misses it, and loses a right by it: to object, to be paid, to keep a place.
Those who can least afford to lose it read official letters least.

Fix: say by when it must be done, and what happens otherwise, in `tells` of the step where it begins to run, in the
words of the letter, and once more before it is over. A text on the way that speaks of a time counts as well. Where the
customer is told things, and none of them is a time, it is a note.

Bad::

    journeymap: 1
    steps:
      refusal: {customer: Opens the letter, frontstage: Says no, next: {object: 30%, late: 70%}}
      object: {customer: Objects, deadline: 6 weeks, frontstage: Hears it, end: helped}
      late: {customer: Puts up with it, end: gave-up}

Good::

    journeymap: 1
    steps:
      refusal: {customer: Opens the letter, tells: [object within 6 weeks], next: {object: 30%, late: 70%}}
      object: {customer: Objects, deadline: 6 weeks, frontstage: Hears it, end: helped}
      late: {customer: Puts up with it, end: gave-up}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.terms import ANALYSIS as TERMS
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import say
from journeymap.i18n.references import StepRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the deadlines that no step on any way to them tells."""
    for found in facts.of(TERMS).deadlines:
        if found.dated:
            continue
        step = graph.step(found.step)
        stated = step.deadline if found.target is None else step.next[found.target].deadline
        at = ("deadline",) if found.target is None else ("next", found.target, "deadline")
        values = {"time": stated.within if stated is not None else "", "step": StepRef(found.target or found.step)}
        message = say('the customer has {time} for "{step}", and nothing before tells by when', **values)
        before = StepRef(graph.last_contact(found.step))
        yield Finding(
            graph.place(found.step, *at),
            message,
            step=found.step,
            witness=found.told,
            help=say('say by when, and what happens otherwise, in "tells" at "{step}"', step=before),
            effect=say("whoever does not know of a deadline misses it"),
            severity=Severity.NOTE if found.told else Severity.WARNING,
        )


RULE = Rule(code="JM409", name="hidden-deadline", severity=Severity.WARNING, check=check)
