"""A blueprint that holds more than a reader can take in.

Why: above about fifty elements most models of processes hold a mistake (Mendling, Reijers and van der Aalst 2010, the
seventh of their guidelines), and a picture with more than seven phases is no longer read as a whole.

Fix: divide it: one overview whose steps each name with `journey` the blueprint they stand for.

Options:
    * `max-steps`: the number of steps up to which a blueprint is one picture.
    * `max-phases`: the number of phases up to which it is.

Bad::

    journeymap: 1
    phases: [Notice, Search, Report, Wait, Plan, Repair, Check, Look back]
    steps:
      leak: {phase: Notice, customer: Sees water, next: number}
      number: {phase: Search, customer: Looks for the number, next: call}
      call: {phase: Report, customer: Calls, next: queue}
      queue: {phase: Wait, customer: Waits, next: date}
      date: {phase: Plan, customer: Chooses a date, next: visit}
      visit: {phase: Repair, customer: Opens the door, next: test}
      test: {phase: Check, customer: Opens the tap, next: dry}
      dry: {phase: Look back, customer: Says how it went, end: helped}

Good::

    journeymap: 1
    phases: [Report, Repair]
    steps:
      report: {phase: Report, customer: Reports the leak, journey: report.yaml, next: repair}
      repair: {phase: Repair, customer: Has it repaired, journey: repair.yaml, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Severity
from journeymap.i18n.messages import say
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, _facts: Facts, options: Options) -> Iterable[Finding]:
    """Find a file over the limits."""
    blueprint = graph.blueprint
    remedy = say('divide it: an overview whose steps name with "journey" the blueprints they stand for')
    effect = say("nobody sees the customer's journey as a whole any more")
    for field, count, limit in (
        ("steps", len(blueprint.steps), options["max-steps"]),
        ("phases", len(blueprint.phases), options["max-phases"]),
    ):
        if count > limit:
            message = say("{count} steps are more than the {limit} that a reader takes in", count=count, limit=limit)
            if field == "phases":
                message = say(
                    "{count} phases are more than the {limit} that a reader takes in", count=count, limit=limit
                )
            yield Finding(blueprint.key_at(field), message, help=remedy, effect=effect)


RULE = Rule(
    code="JM211",
    name="broad-file",
    severity=Severity.NOTE,
    check=check,
    options={
        "max-steps": 50,
        "max-phases": 7,
    },
)
