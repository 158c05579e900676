"""A fail point that is grave, frequent and noticed late, all in one.

Why: each of the three can be borne alone; together they are what customers tell each other about. Severity times
occurrence times detection is the risk priority number of FMEA; Chuang (2007) uses it on service blueprints.

Fix: take away the cause, let it be noticed earlier, or soften what the customer notices of it; recovering alone does
not lower the risk. Occurrence follows from the share: half is 10, a third 9, one in 8 is 8, one in 20 is 7, one in 80
is 6 (AIAG 1995). A fail point without share, severity or detection has no number.

Options:
    * `number`: the risk priority number, from 1 to 1000, from which a fail point is reported.

Bad::

    journeymap: 1
    steps:
      visit:
        customer: Opens the door
        frontstage: Repairs the tap
        fails: [{what: The part does not fit, share: 18%, severity: 6, detection: 5, recover: again}]
        next: done
      again: {customer: Chooses a second day, frontstage: Brings the part, next: done}
      done: {customer: Is dry, end: helped}

Good::

    journeymap: 1
    steps:
      visit:
        customer: Opens the door
        frontstage: Repairs the tap, knows it from a photo
        fails: [{what: The part does not fit, share: 2%, severity: 6, detection: 2, recover: again}]
        next: done
      again: {customer: Chooses a second day, frontstage: Brings the part, next: done}
      done: {customer: Is dry, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.fail_points import ANALYSIS as FAIL_POINTS
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import say
from journeymap.i18n.references import StepRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Find the fail points with a high risk priority number."""
    for point in facts.of(FAIL_POINTS).points:
        if point.number is None or point.number < options["number"]:
            continue
        fail = graph.step(point.step).fails[point.place]
        effect = say("it happens often enough, and late enough, to become what customers remember")
        if fail.effect is not None:
            effect = say('what the customer notices of it: "{effect}"', effect=fail.effect)
        yield Finding(
            fail.at("what"),
            say(
                '"{what}" at "{step}" is a risk of {number}: severity {severity}, occurrence {occurrence}, '
                "detection {detection}",
                what=point.what, step=StepRef(point.step), number=point.number, severity=point.severity,
                occurrence=point.occurrence, detection=point.detection,
            ),
            step=point.step,
            help=say("take away the cause, or let it be noticed before the customer does"),
            effect=effect,
        )  # fmt: skip


OPTIONS = {"number": 100}

RULE = Rule(code="JM707", name="risk-priority", severity=Severity.WARNING, check=check, options=OPTIONS)
