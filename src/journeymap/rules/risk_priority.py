"""A fail point that is grave, or bad and frequent and noticed late.

Why: a failure that ruins everything is not borne because it is rare; a smaller one is, unless it comes often and nobody
notices it in time. Then it becomes what customers tell each other about. Chuang (2007) uses failure mode and effects
analysis on service blueprints.

Fix: take away the cause, let it be noticed earlier, or soften what the customer notices of it; recovering alone does
not lower the risk. A severity of 9 or 10 speaks alone; else the action priority decides (AIAG and VDA 2019: high or
medium), with the risk priority number beside it. Occurrence follows from the share: half is 10, a third 9, one in 8 is
8, one in 20 is 7, one in 80 is 6 (AIAG 1995). Without share, severity or detection there is no priority.

Options:
    * `severity`: the severity, from 1 to 10, from which a fail point is reported whatever else is known of it.
    * `medium`: whether an action priority of medium is reported too, or only a high one.

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
        fails: [{what: The part does not fit, share: 1%, severity: 6, detection: 2, recover: again}]
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
    asking = {"high": say("high"), "medium": say("medium")} if options["medium"] else {"high": say("high")}
    for point in facts.of(FAIL_POINTS).points:
        grave = point.severity is not None and point.severity >= options["severity"]
        if not grave and point.priority not in asking:
            continue
        fail = graph.step(point.step).fails[point.place]
        effect = say("it happens often enough, and late enough, to become what customers remember")
        if grave:
            effect = say("for the customer it ruins everything, however seldom it happens")
        if fail.effect is not None:
            effect = say('what the customer notices of it: "{effect}"', effect=fail.effect)
        values = {"what": point.what, "step": StepRef(point.step), "severity": point.severity}
        message = say('"{what}" at "{step}" is grave: severity {severity} of 10', **values)
        if point.priority in asking:
            message = say(
                '"{what}" at "{step}" has a {priority} action priority: severity {severity}, occurrence {occurrence}, '
                "detection {detection} (risk priority number {number})",
                priority=asking[point.priority], occurrence=point.occurrence, detection=point.detection,
                number=point.number, **values,
            )  # fmt: skip
        yield Finding(
            fail.at("what"),
            message,
            step=point.step,
            help=say("take away the cause, or let it be noticed before the customer does"),
            effect=effect,
            part=point.share,
        )


OPTIONS = {"severity": 9, "medium": True}

RULE = Rule(code="JM707", name="risk-priority", severity=Severity.WARNING, check=check, options=OPTIONS)
