"""A long wait before which, and during which, the customer is told nothing.

Why: waiting without knowing how long or why feels longer than it is, and makes people call (Maister 1985: uncertain and
unexplained waits). A captive customer cannot even go elsewhere meanwhile.

Fix: say before the wait how long it will take and why, in `tells` of the step before it, or let somebody report in
between. What is told at a step holds until the next step that the customer sees; what is told in writing, at a step
with `evidence`, until a wait after it is over. An appointment is known to both, and so is a time that is named in what
the organisation says or hands over. A wait for what a step `needs` counts too. A shorter wait needs a word where it is
a large part of the journey, or where a way leads from it to an end other than helped. Waits in steps that the customer
does not see at all are found by `hidden-wait`. Of months before a step at which only the customer acts nobody can tell
whether they are waited or only pass, as a benefit does: that is a note, and `lasts` says that nobody waits.

Options:
    * `days`: the wait, in days, from which on it always needs a word.
    * `minutes`: the wait, in minutes, from which on it may need a word.
    * `part`: the percentage of half of the journeys' time from which on such a wait needs one.

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
from journeymap.analyses.vocabulary import ANALYSIS as VOCABULARY
from journeymap.diagnostics import Family, Severity
from journeymap.graph.step_times import waited
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import DAY, MONTH
from journeymap.i18n.references import StepRef, customers
from journeymap.model.lanes import ORGANISATION_LANES
from journeymap.model.quantities import Duration
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Find the waits at steps that the customer sees, and on the arrows to them."""
    times = facts.of(TIME)
    limits = options["days"] * DAY, options["minutes"], options["part"] / 100
    found: list[tuple[str, tuple[str, ...], object, tuple[str, ...], tuple[str, ...]]] = []
    for name, time in times.steps.items():
        if time.untold and not time.hidden and times.needs_a_word(name, time.waiting, *limits):
            stated, length = waited(graph.step(name), time)
            found.append((name, (stated,), length, time.silent, facts.of(OUTCOMES).comers(name)))
    found += [
        (way.source, ("next", way.target, "wait"), graph.step(way.source).next[way.target].wait, way.silent,
         way.personas)
        for way in times.ways
        if way.silent and not way.hidden and times.needs_a_word(way.target, way.mean, *limits)
    ]  # fmt: skip
    for name, field, wait, way_here, comers in found:
        if comers:
            personas = graph.unless_all(comers)
            told, step = graph.last_contact(way_here[0]), StepRef(way_here[-1])
            figures = {"who": customers(personas), "wait": wait, "step": step}
            # Where no step of the file tells anything, that nothing is told here may be the file's silence.
            message = say('{who} waits {wait} for "{step}", and nothing says what the customer is told', **figures)
            if facts.of(VOCABULARY).has("tells"):
                message = say('{who} waits {wait} for "{step}" and is told nothing', **figures)
            effect = say("the customer does not know whether anything happens, and calls to ask or gives up")
            place, fixes = graph.place(name, *field), (graph.telling_at(told),)
            alone = not any(graph.step(way_here[-1]).cells(lane) for lane in ORGANISATION_LANES)
            months = isinstance(wait, Duration) and wait.mean >= 3 * MONTH
            remedy = say('say before it how long it will take and why, in "tells" at "{step}"', step=StepRef(told))
            if alone or months:
                at = StepRef(told)
                remedy = say(
                    'say it in "tells" at "{step}"; what nobody waits for, such as a benefit, is "lasts"', step=at
                )
            severity = Severity.NOTE if alone and months else None
            if severity:
                message = say('{wait} pass before "{step}", and nothing says whether {who} waits for it', **figures)
            yield Finding(place, message, name, way_here, remedy, effect, personas, fixes=fixes, severity=severity)


WAIT, OPTIONS = Family("wait", 2), {"days": 1, "minutes": 10, "part": 25}
RULE = Rule(code="JM403", name="silent-wait", severity=Severity.WARNING, check=check, options=OPTIONS, family=WAIT)
