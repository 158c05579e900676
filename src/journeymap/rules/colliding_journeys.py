"""Journeys beside each other that get in each other's way in the same home.

Why: one repairs what the other will break open; one says that the house is safe while the other props it up. Each is
right by itself, and the household lives in the contradiction.

Fix: make one journey of them, with one plan and one answer, or let one follow the other: `follows` instead of `beside`.
They collide in time when each takes the home for some days and nothing says which goes first. They collide in their end
when both come into the home and it happens often that one of them helps and the other does not (taken as independent).

Options:
    * `days`: the days of nuisance at home from which a journey takes up the home.
    * `apart`: the percentage of households for whom only one of two helps, from which the ends contradict.

Bad::

    journeymap: 1
    relates: {beside: strengthen.yaml}
    steps:
      mend: {customer: Lives between plastic sheets, burden: {home-visit: 1, nuisance-day: 8}, next: whole}
      whole: {customer: Has a whole wall, end: helped}

Good::

    journeymap: 1
    relates: {follows: strengthen.yaml}
    steps:
      mend: {customer: Lives between plastic sheets, burden: {home-visit: 1, nuisance-day: 8}, next: whole}
      whole: {customer: Has a whole wall, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.burden import ANALYSIS as BURDEN
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Find the journeys beside this one that collide with it."""
    burden, relates = facts.of(BURDEN), graph.blueprint.relates
    own = burden.journeys[0]
    meetings = {meeting.second: meeting for meeting in burden.meetings if meeting.first is None}
    for journey in burden.journeys[1:]:
        if relates is None or journey.file is None:
            continue
        days = [lived.nuisance_days.mean or 0.0 for lived in (own, journey)]
        differ = meetings[journey.file].ends_differ
        contradict = 100 * differ >= options["apart"] and own.home_visits > 0 and journey.home_visits > 0
        only_one = say("for {share} of households only one of the two helps", share=Amount(differ, "share"))
        if min(days) >= options["days"]:
            message = say(
                'this journey and "{file}" both take up the home (days: {own} and {other}), and nothing says which '
                "goes first", file=journey.file, own=days[0], other=days[1],
            )  # fmt: skip
            effect = only_one if contradict else say("what one of them repairs, the other breaks open again")
        elif contradict:
            message = say('this journey and "{file}" come into the same home with different answers', file=journey.file)
            effect = only_one
        else:
            continue
        remedy = say('make one plan of the two, or let one follow the other ("follows")')
        named = relates.beside.index(journey.file) if journey.file in relates.beside else None
        place = relates.key_at("beside") if named is None else relates.at("beside", named)
        yield Finding(place, message, help=remedy, effect=effect)


RULE = Rule(
    code="JM903",
    name="colliding-journeys",
    severity=Severity.WARNING,
    check=check,
    options={
        "days": 2,
        "apart": 25,
    },
)
