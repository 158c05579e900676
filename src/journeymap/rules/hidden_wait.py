"""A long wait behind the scenes that the customer neither sees nor is told of.

Why: below the line of visibility (Shostack 1984) time costs the organisation nothing that anybody notices; for the
customer it is all waiting, and waiting that nobody explains feels longest (Maister 1985).

Fix: tell at the last step that the customer sees how long it will take and why, let the customer follow it, or do the
work while the customer is there. All the time of a step on the customer's way with only backstage or support counts,
waiting and working; work beside that way does not.

Options:
    * `days`: the longest time out of sight, in days, that needs no word.

Bad::

    journeymap: 1
    steps:
      send: {customer: Sends the form, next: sort}
      sort: {backstage: Sorts the forms, wait: 2-5 working days, takes: 3 min, next: answer}
      answer: {customer: Reads the answer, frontstage: Writes back, end: helped}

Good::

    journeymap: 1
    steps:
      send: {customer: Sends the form, frontstage: Shows a receipt, tells: answer within a week, next: sort}
      sort: {backstage: Sorts the forms, wait: 2-5 working days, takes: 3 min, next: answer}
      answer: {customer: Reads the answer, frontstage: Writes back, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.journey_time import ANALYSIS as TIME
from journeymap.analyses.outcomes import ANALYSIS as OUTCOMES
from journeymap.analyses.vocabulary import ANALYSIS as VOCABULARY
from journeymap.diagnostics import Family, Severity
from journeymap.graph.step_times import waited
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import DAY
from journeymap.i18n.references import StepRef, customers
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options

    _Wait = tuple[str, tuple[str, ...], object, tuple[str, ...], tuple[str, ...]]


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Find the steps out of sight that keep the customer waiting, and the waits on the arrows to them."""
    times, longest = facts.of(TIME), options["days"] * DAY
    waits: list[_Wait] = []
    for name, time in times.steps.items():
        if time.hidden and time.untold and max(time.waiting, time.takes or 0) > longest:
            step = graph.step(name)
            stated, length = waited(step, time) if time.waiting > longest else ("takes", step.takes)
            waits.append((name, (stated,), length, time.silent, facts.of(OUTCOMES).comers(name)))
    waits += [
        (way.source, ("next", way.target, "wait"), graph.step(way.source).next[way.target].wait, way.silent,
         way.personas)
        for way in times.ways
        if way.hidden and way.silent and way.mean > longest
    ]  # fmt: skip
    for name, field, wait, way_here, comers in waits:
        if comers:
            personas, told = graph.unless_all(comers), graph.last_contact(way_here[0])
            figures = {"who": customers(personas), "wait": wait, "step": StepRef(way_here[-1])}
            # Where no step of the file tells anything, that nothing is told here may be the file's silence.
            message = say('out of sight of {who} "{step}" takes {wait}, and nothing says what the customer is told',
                          **figures)  # fmt: skip
            if facts.of(VOCABULARY).has("tells"):
                message = say('out of sight of {who} "{step}" takes {wait}, and nothing is told', **figures)
            yield Finding(
                graph.place(name, *field),
                message,
                step=name,
                witness=way_here,
                help=say('say at "{step}" how long it will take and why, in "tells"', step=StepRef(told)),
                effect=say("for the customer nothing happens, and nobody says when something will"),
                personas=personas,
                fixes=(graph.telling_at(told),),
            )


RULE = Rule(
    code="JM404",
    name="hidden-wait",
    severity=Severity.WARNING,
    check=check,
    options={"days": 1},
    family=Family("wait", 3),
)
