"""A long wait before which, and during which, the customer is told nothing.

Why: waiting without knowing how long or why feels longer than it is, and makes people call (Maister 1985: uncertain and
unexplained waits). A captive customer cannot even go elsewhere meanwhile.

Fix: say before the wait how long it will take and why, in `tells` of the step before it, or let somebody report in
between. What is told at a step holds until the next step that the customer sees. Waits in steps that the customer does
not see at all are found by `hidden-wait`.

Options:
    * `days`: the longest wait, in days, that needs no word.

Bad::

    journeymap: 1
    steps:
      visit: {customer: Opens the door, frontstage: Has the wrong part, next: again}
      again: {customer: Stays home again, frontstage: Repairs it, wait: 5-10 working days, end: helped}

Good::

    journeymap: 1
    steps:
      visit: {customer: Opens the door, frontstage: Has the wrong part, tells: day of the next visit, next: again}
      again: {customer: Stays home again, frontstage: Repairs it, wait: 5-10 working days, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.journey_time import ANALYSIS as TIME
from journeymap.analyses.outcomes import ANALYSIS as OUTCOMES
from journeymap.diagnostics import Family, Severity
from journeymap.i18n.messages import quoted, say
from journeymap.i18n.numbers import DAY
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Find the waits at steps that the customer sees, and on the arrows to them."""
    times, longest = facts.of(TIME), options["days"] * DAY
    found: list[tuple[str, tuple[str, ...], object, tuple[str, ...]]] = [
        (name, ("wait",), graph.step(name).wait, time.silent)
        for name, time in times.steps.items()
        if time.wait is not None and time.wait > longest and time.untold and not time.hidden
    ]
    found += [
        (way.source, ("next", way.target, "wait"), graph.step(way.source).next[way.target].wait, way.silent)
        for way in times.ways
        if way.mean > longest and way.silent and not way.hidden
    ]
    for name, field, wait, way_here in found:
        comers = facts.of(OUTCOMES).comers(name)
        if comers:
            personas = graph.unless_all(comers)
            message = say('the customer waits "{wait}" for "{step}" and is told nothing', wait=wait, step=way_here[-1])
            if personas:
                message = say(
                    'the customer ({personas}) waits "{wait}" for "{step}" and is told nothing',
                    personas=quoted(personas), wait=wait, step=way_here[-1],
                )  # fmt: skip
            yield Finding(
                graph.place(name, *field),
                message,
                step=name,
                witness=way_here,
                help=say('say before it how long it will take and why, in "tells" at "{step}"', step=way_here[0]),
                effect=say("the customer does not know whether anything happens, and calls to ask or gives up"),
                personas=personas,
            )


RULE = Rule(
    code="JM403",
    name="silent-wait",
    severity=Severity.WARNING,
    check=check,
    options={"days": 1},
    family=Family("wait", 2),
)
