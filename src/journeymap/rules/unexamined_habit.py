"""Something that is done for the organisation's sake, and that nobody has looked at again.

Why: every rule that suits the organisation made sense to somebody once. Organisations keep what they are used to even
where it has stopped making sense (Hannan and Freeman 1984), and it is the customer who pays for it. "Why do you do it
so? Don't know, we always have" is not a reason.

Fix: ask whom it serves today. Keep it with a reason and the day on which you looked (`review`), or change it. A habit,
or no reason at all, is a warning; a reason that nobody has looked at for years is a note. A `review` that is planned
counts. Years are counted to the day on which the file was `reviewed`, else to its newest source.

Options:
    * `max-years`: the years after which a choice for the organisation's sake has to be looked at again.

Bad::

    journeymap: 1
    steps:
      call:
        customer: Finds nobody there on Friday afternoon
        because: {serves: organisation, reason: We have always closed then, since: 2009}
        next: done
      done: {customer: Is helped on Monday, end: helped}

Good::

    journeymap: 1
    reviewed: 2026-09-15
    steps:
      call:
        customer: Finds nobody there on Friday afternoon
        because: {serves: organisation, reason: An extra shift costs too much, since: 2009, review: 2026-09-01}
        next: done
      done: {customer: Is helped on Monday, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Severity
from journeymap.graph.dates import months_between
from journeymap.graph.vocabulary import is_habit
from journeymap.i18n.messages import Message, say
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.model.step import Reason
    from journeymap.rule import Options

_HABIT = say("look whom it serves today: keep it with a reason and a day of review, or change it")
_REVIEW = say('look whether it still holds, and write the day as "review"')


def check(graph: ServiceGraph, _facts: Facts, options: Options) -> Iterable[Finding]:
    """Find the choices for the organisation's sake that were not looked at, or not lately."""
    language, most = graph.blueprint.language, 12 * options["max-years"]
    for name, step in graph.blueprint.steps.items():
        because = step.because
        if because is None or because.serves != "organisation":
            continue
        if because.review is not None and months_between(because.review, graph.as_of) <= most:
            continue
        if not because.reason:
            message, severity = say("this serves the organisation, and no reason is given"), Severity.WARNING
        elif is_habit(because.reason, language):
            message, severity = say('"{reason}" is a habit, not a reason', reason=because.reason), Severity.WARNING
        elif (looked := _last_looked_at(because)) is not None and months_between(looked, graph.as_of) > most:
            message, severity = _not_since(looked), Severity.NOTE
        else:
            continue
        effect = say("the customer puts up with what nobody would decide today")
        remedy = _REVIEW if severity is Severity.NOTE else _HABIT
        yield Finding(step.at("because"), message, step=name, help=remedy, effect=effect, severity=severity)


def _last_looked_at(because: Reason) -> date | None:
    return because.review or because.since


def _not_since(day: date) -> Message:
    return say("this serves the organisation, and nobody has looked at its reason since {year}", year=day.year)


RULE = Rule(
    code="JM804",
    name="unexamined-habit",
    severity=Severity.WARNING,
    check=check,
    options={"max-years": 5},
)
