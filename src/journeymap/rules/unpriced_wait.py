"""Long waits of which nobody has said how long they may last.

Why: a wait for which nothing was promised, and of which nobody asked how long the customer accepts it, has no price.
It grows unnoticed, and whoever saves an hour of work by a week of waiting sees only the hour. The third step of a
blueprint is to set the time frame: the standard and the longest acceptable time (Shostack 1984).

Fix: ask customers how long they accept and write it as `tolerance`, or promise a time and write it as `promise`, at
each step named. Reported once per file. The rule does not apply to files that never use `promise`, `tolerance` or
`terms`.

Options:
    * `days`: the longest wait, in days, that needs neither.

Bad::

    journeymap: 1
    steps:
      order: {customer: Orders a bed, frontstage: Notes it down, tells: it will be called, next: bring}
      bring: {customer: Opens the door, frontstage: Brings it, wait: 3-6 weeks, next: fit}
      fit: {customer: Shows the room, frontstage: Fits it, wait: 2 days, promise: 3 days, end: helped}

Good::

    journeymap: 1
    steps:
      order: {customer: Orders a bed, frontstage: Notes it down, tells: it will be called, next: bring}
      bring: {customer: Opens the door, frontstage: Brings it, wait: 3-6 weeks, promise: 6 weeks, next: fit}
      fit: {customer: Shows the room, frontstage: Fits it, wait: 2 days, promise: 3 days, end: helped}
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeymap.analyses.journey_time import ANALYSIS as TIME
from journeymap.analyses.outcomes import ANALYSIS as OUTCOMES
from journeymap.analyses.vocabulary import ANALYSIS as VOCABULARY
from journeymap.changes import writing
from journeymap.diagnostics import Family, Severity
from journeymap.graph.step_times import waited
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import DAY
from journeymap.i18n.references import StepRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Find the waits on the customer's way that have neither a promise nor a tolerance."""
    outcomes = facts.of(OUTCOMES)
    unpriced = {
        name: time.waiting
        for name, time in facts.of(TIME).steps.items()
        if time.waiting > options["days"] * DAY
        and time.promise is None and time.tolerance is None and not time.agreed and outcomes.comers(name)
    }  # fmt: skip
    limited = facts.of(VOCABULARY).has("promise", "tolerance") or graph.blueprint.terms
    if not unpriced or not limited:
        return
    longest = max(unpriced, key=unpriced.__getitem__)
    field, wait = waited(graph.step(longest), facts.of(TIME).steps[longest])
    message = say(
        'the wait of {wait} for "{step}" has neither a promise nor a tolerance', wait=wait, step=StepRef(longest)
    )
    if len(unpriced) > 1:
        message = say(
            '{count} long waits have neither a promise nor a tolerance; the longest is {wait} for "{step}"',
            count=len(unpriced), wait=wait, step=StepRef(longest),
        )  # fmt: skip
    at_most = re.search(r"(\d+ \D+)$", str(wait))
    promise = (writing("steps", longest, "promise", value=at_most[1]),) if at_most and len(unpriced) == 1 else ()
    yield Finding(
        graph.place(longest, field),
        message,
        step=longest if len(unpriced) == 1 else None,
        witness=tuple(sorted(unpriced, key=lambda name: -unpriced[name])),
        help=say('ask how long customers accept and write it as "tolerance", or promise a time with "promise"'),
        effect=say("the wait can grow without anybody noticing what it costs the customer"),
        fixes=promise,
    )


RULE = Rule(
    code="JM405",
    name="unpriced-wait",
    severity=Severity.NOTE,
    check=check,
    options={"days": 1},
    family=Family("wait", 4),
)
