"""A fail point from which nothing leads on.

Why: things go wrong in every service; what the customer remembers is what happens then. Shostack (1984) asks for a
fail-safe at each fail point; a failure that is put right can leave more trust than none.

Fix: give the fail point `recover`: the step that puts it right for the customer. From a severity of `severity` on it is
an error.

Options:
    * `severity`: the severity, from 1 to 10, from which a fail point without recovery is an error.

Bad::

    journeymap: 1
    steps:
      visit:
        customer: Opens the door
        frontstage: Repairs the tap
        fails: [{what: The part is missing, share: 10%, severity: 6}]
        next: done
      done: {customer: Is dry, end: helped}

Good::

    journeymap: 1
    steps:
      visit:
        customer: Opens the door
        frontstage: Repairs the tap
        fails: [{what: The part is missing, share: 10%, severity: 6, recover: again}]
        next: done
      again: {customer: Chooses a second day, frontstage: Brings the part, next: done}
      done: {customer: Is dry, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Severity
from journeymap.i18n.messages import say
from journeymap.i18n.references import StepRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, _facts: Facts, options: Options) -> Iterable[Finding]:
    """Find the fail points without a step that recovers."""
    for name, step in graph.blueprint.steps.items():
        for fail in step.fails:
            if fail.recover is not None:
                continue
            grave = fail.severity is not None and fail.severity >= options["severity"]
            message = say(
                'nothing puts it right when this happens at "{step}": "{what}"', step=StepRef(name), what=fail.what
            )
            if fail.severity is not None:
                message = say(
                    'nothing puts it right when this happens at "{step}": "{what}" (severity {severity} of 10)',
                    step=StepRef(name), what=fail.what, severity=fail.severity,
                )  # fmt: skip
            yield Finding(
                fail.at("what") or fail.at(),
                message,
                step=name,
                help=say('name the step that puts it right: "recover"'),
                effect=say("the customer is left alone with it"),
                severity=Severity.ERROR if grave else None,
                part=fail.share,
            )


OPTIONS = {"severity": 8}

RULE = Rule(code="JM706", name="unrecovered-fail-point", severity=Severity.WARNING, check=check, options=OPTIONS)
