"""A step at which those who do the work feel bad.

Why: customers notice how employees feel, and rate the service by it (Schneider and Bowen 1985); anyone who has to say
every day what they do not believe in leaves, or stops caring.

Fix: ask the people who work here what would help: the right to decide, the right information, fewer cases in which they
can only say no. Their emotion stands under `staff` in the experience of a step.

Options: * `emotion`: the emotion, from -2 to 2, at or below which it hurts.

Bad::

    journeymap: 1
    steps:
      desk: {customer: Hears no, frontstage: Reads out the rule, experience: {staff: {emotion: -1.5}}, end: refused}
      paid: {customer: Gets it back, frontstage: Pays, start: true, end: helped}

Good::

    journeymap: 1
    steps:
      desk: {customer: Chooses, frontstage: May decide up to 50 euros, experience: {staff: {emotion: 1}}, next: paid}
      paid: {customer: Gets it back, frontstage: Pays, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.gaps import ANALYSIS as GAPS
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import quoted, say
from journeymap.i18n.references import ActorRef, StepRef, refs
from journeymap.model.lanes import ORGANISATION_LANES
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Find the steps that hurt the employee."""
    for name, emotion in facts.of(GAPS).staff.items():
        if emotion > options["emotion"]:
            continue
        step = graph.step(name)
        who = dict.fromkeys(cell.by for lane in ORGANISATION_LANES for cell in step.cells(lane) if cell.by is not None)
        message = say('the work at "{step}" feels like {emotion} from -2 to 2', step=StepRef(name), emotion=emotion)
        if who:
            message = say(
                'the work at "{step}" feels like {emotion} from -2 to 2, for: {actors}',
                step=StepRef(name), emotion=emotion, actors=quoted(refs(ActorRef, who)),
            )  # fmt: skip
        yield Finding(
            graph.place(name, "experience", "staff"),
            message,
            step=name,
            help=say("ask those who work here what would help: a say in the decision, information, time"),
            effect=say("the customer notices how they feel, and meets someone else every time"),
        )


RULE = Rule(
    code="JM508",
    name="staff-pain",
    severity=Severity.WARNING,
    check=check,
    options={"emotion": -1},
)
