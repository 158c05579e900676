"""A step that takes longer than was promised.

Why: a promise is the yardstick that the organisation handed out itself. Of all that customers judge a service by,
keeping one's word weighs most (reliability: Parasuraman, Zeithaml and Berry 1988).

Fix: promise what is kept nine times out of ten, or shorten the wait and the work; and tell the customer as soon as it
will be later. Wait and work together are held against the promise, both in days of the calendar: three working days are
more than four days. It is an error when even the average is over, a warning when more than one case in ten is.

Options:
    * `in-time`: the percentage of cases that must be in time.

Bad::

    journeymap: 1
    steps:
      report: {customer: Reports a leak, next: plan}
      plan: {backstage: Plans a visit, wait: 2-5 working days, takes: 15 min, promise: 3 working days, next: visit}
      visit: {frontstage: Repairs it, end: helped}

Good::

    journeymap: 1
    steps:
      report: {customer: Reports a leak, next: plan}
      plan: {backstage: Plans a visit, wait: 2-5 working days, takes: 15 min, promise: 5 working days, next: visit}
      visit: {frontstage: Repairs it, end: helped}
"""

from __future__ import annotations

import re
from math import ceil, isfinite
from typing import TYPE_CHECKING

from journeymap.analyses.journey_time import ANALYSIS as TIME
from journeymap.analyses.outcomes import ANALYSIS as OUTCOMES
from journeymap.changes import writing
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
    """Find the steps that are late on average, or too often."""
    in_time = options["in-time"]
    for name, time in facts.of(TIME).steps.items():
        promised = graph.step(name).promise
        if promised is None or time.promise is None or not time.is_timed or not facts.of(OUTCOMES).done(name):
            continue
        limit, late = Minutes(time.promise), time.quantile(in_time / 100, working=promised.working)
        promise = say("{time} ({limit}) is promised", time=promised, limit=limit)
        if not promised.working:
            promise = say("{time} is promised", time=promised)
        if time.mean > time.promise * _EXACT:
            severity = Severity.ERROR
            message = say(
                '"{step}" takes {time} on average, and {promise}',
                step=StepRef(name),
                time=Minutes(time.mean),
                promise=promise,
            )
        elif late > time.promise * _EXACT:
            severity = Severity.WARNING
            message = say(
                '"{step}" takes longer for {late} of the customers, {time} or more for {part}, and {promise}',
                step=StepRef(name), time=Minutes(late), part=Amount(1 - in_time / 100, "share"),
                late=Amount(time.late(time.promise, working=promised.working), "share"), promise=promise,
            )  # fmt: skip
        else:
            continue
        remedy = say("promise what can be kept, or shorten the wait and the work")
        effect = say("the customer counted on it and no longer believes the next promise")
        place = graph.place(name, "promise")
        written = re.fullmatch(r"(\d+) (\D+)", promised.written) if isfinite(late) else None
        kept = f"{ceil(late / time.promise * int(written[1]))} {written[2]}" if written and time.promise else ""
        fixes = (writing("steps", name, "promise", value=kept),) if kept else ()
        yield Finding(place, message, step=name, help=remedy, effect=effect, severity=severity, fixes=fixes)


RULE = Rule(
    code="JM401",
    name="broken-promise",
    severity=Severity.WARNING,
    check=check,
    options={"in-time": 90},
    family=Family("wait", 0),
)
