"""A contact with the organisation of which the customer sees or holds nothing.

Why: a service cannot be seen; customers judge it by what they can: a letter, a page, a uniform, a receipt. Evidence
belongs at every customer action (Shostack 1984; Zeithaml and Bitner).

Fix: write in `evidence` what the customer sees, holds or receives, or think of what would make the step tangible. A
file without any evidence is reported once.

Bad::

    journeymap: 1
    steps:
      call: {evidence: Number on the bill, customer: Calls, frontstage: Answers, next: visit}
      visit: {customer: Opens the door, frontstage: Repairs the tap, next: done}
      done: {customer: Has water, end: helped}

Good::

    journeymap: 1
    steps:
      call: {evidence: Number on the bill, customer: Calls, frontstage: Answers, next: visit}
      visit: {evidence: Work order to sign, customer: Opens the door, frontstage: Repairs the tap, next: done}
      done: {customer: Has water, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.vocabulary import ANALYSIS as VOCABULARY
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
    """Find the contacts without evidence."""
    steps = graph.blueprint.steps
    shown = {name for step in steps.values() if step.evidence for name in step.informs}
    contacts = [name for name, step in steps.items() if step.customer and (step.frontstage or step.channel)]
    effect = say("the customer has nothing in hand to judge the service by, or to come back to")
    bare = [name for name in contacts if not steps[name].evidence and name not in shown]
    if bare and not facts.of(VOCABULARY).draws("evidence"):
        message = say("{count} of {all} touchpoints show nothing that the customer sees or holds",
                      count=len(bare), all=len(contacts))  # fmt: skip
        remedy = say('write "evidence" at the steps where customer and organisation meet')
        yield Finding(graph.blueprint.key_at("steps"), message, witness=tuple(bare), help=remedy, effect=effect)
        return
    for name in bare:
        message = say('the customer sees or holds nothing at "{step}"', step=StepRef(name))
        remedy = say('write in "evidence" what the customer sees, holds or receives here')
        yield Finding(graph.place(name), message, step=name, help=remedy, effect=effect)


RULE = Rule(code="JM302", name="missing-evidence", severity=Severity.NOTE, check=check)
