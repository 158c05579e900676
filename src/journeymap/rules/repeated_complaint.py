"""A complaint that comes again and again, and nothing is done with it.

Why: anyone who complains tells what to change, for nothing; where customers cannot leave, voice is all they have
(Hirschman 1970). A complaint that is registered and answered but changes nothing teaches people to be silent.

Fix: find out what they really ask for, and write what could be changed as `ideas` at this step; or change it, in a
better version of the blueprint (`status: to-be`). If nothing can be done, say so to the customers, and in `accept`.

Options:
    * `per-thousand`: how many of a thousand customers may complain about a step before something has to follow.

Bad::

    journeymap: 1
    steps:
      bill: {customer: Reads the bill, frontstage: Sends it, complaints: 84 per 1000, next: pay}
      pay: {customer: Pays, end: helped}

Good::

    journeymap: 1
    steps:
      bill: {customer: Reads the bill, frontstage: Sends it, complaints: 84 per 1000, ideas: Show last year, next: pay}
      pay: {customer: Pays, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.outcomes import ANALYSIS as OUTCOMES
from journeymap.diagnostics import Family, Severity
from journeymap.i18n.messages import say
from journeymap.i18n.references import StepRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Find the steps that many complain about and for which nobody has an idea."""
    blueprint, outcomes = graph.blueprint, facts.of(OUTCOMES)
    if blueprint.status == "to-be":
        return  # the better version is itself what is done with the complaints
    for name, step in blueprint.steps.items():
        often = 1000 * (step.complaints or 0.0)
        if often < options["per-thousand"] - 1e-9 or step.ideas or not outcomes.comers(name):
            continue
        yield Finding(
            graph.place(name, "complaints"),
            say(
                '{count} of 1000 customers complain about "{step}", and no idea answers them',
                count=often,
                step=StepRef(name),
            ),
            step=name,
            help=say('find out what they ask for, and write in "ideas" what could be changed here'),
            effect=say("customers say it again and again, and learn that speaking up changes nothing"),
        )


RULE = Rule(
    code="JM504",
    name="repeated-complaint",
    severity=Severity.WARNING,
    check=check,
    options={"per-thousand": 10},
    family=Family("pain", 0),
)
