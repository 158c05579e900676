"""A step that takes longer than the customer accepts.

Why: between what customers want and what they just accept lies a zone of tolerance; beyond it they leave, complain or,
if they cannot leave, give up (Zeithaml, Berry and Parasuraman 1993). Shostack (1984) asks for the longest acceptable
time of every service.

Fix: shorten the wait or the work, let people in a different order, or offer another way: to be called back, to come by
appointment. Wait and work together are held against `tolerance`, in days of the calendar.

Options:
    * `in-time`: the percentage of cases that must be within what the customer accepts.

Bad::

    journeymap: 1
    steps:
      hall: {customer: Sits in the hall, frontstage: Calls the next, wait: 20-70 min, tolerance: 30 min, next: talk}
      talk: {customer: Speaks with the doctor, frontstage: Listens, end: helped}

Good::

    journeymap: 1
    steps:
      hall: {customer: Sits in the hall, frontstage: Calls the next, wait: 10-25 min, tolerance: 30 min, next: talk}
      talk: {customer: Speaks with the doctor, frontstage: Listens, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.journey_time import ANALYSIS as TIME
from journeymap.analyses.outcomes import ANALYSIS as OUTCOMES
from journeymap.diagnostics import Family, Severity
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount, Minutes
from journeymap.i18n.references import StepRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options

# Times that are equal on paper differ in the last digit once they went through a calendar.
_EXACT = 1 + 1e-9


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Find the steps that take too long for the customer, on average or too often."""
    in_time = options["in-time"]
    for name, time in facts.of(TIME).steps.items():
        tolerance = graph.step(name).tolerance
        if tolerance is None or time.tolerance is None or not time.is_timed or not facts.of(OUTCOMES).done(name):
            continue
        late = time.quantile(in_time / 100, working=tolerance.working)
        accepts = say("the customer accepts {time}", time=tolerance)
        if tolerance.working:
            limit = Minutes(time.tolerance)
            accepts = say("the customer accepts {time} ({limit})", time=tolerance, limit=limit)
        if time.mean > time.tolerance * _EXACT:
            message = say(
                '"{step}" takes {time} on average, and {accepts}',
                step=StepRef(name),
                time=Minutes(time.mean),
                accepts=accepts,
            )
        elif late > time.tolerance * _EXACT:
            message = say(
                '"{step}" takes longer for {late} of the customers, {time} or more for {part}, and {accepts}',
                step=StepRef(name), time=Minutes(late), part=Amount(1 - in_time / 100, "share"),
                late=Amount(time.late(time.tolerance, working=tolerance.working), "share"), accepts=accepts,
            )  # fmt: skip
        else:
            continue
        remedy = say("shorten the wait or the work, or offer a way without the wait, such as calling back")
        effect = say("the customer runs out of patience and leaves, complains or gives up")
        yield Finding(graph.place(name, "tolerance"), message, step=name, help=remedy, effect=effect)


RULE = Rule(
    code="JM402",
    name="over-tolerance",
    severity=Severity.WARNING,
    check=check,
    options={"in-time": 90},
    family=Family("wait", 1),
)
