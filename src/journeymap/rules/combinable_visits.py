"""Home visits of different journeys that could be one.

Why: the same people, or people who come for the same thing, ring at the same door for one journey after the other. Each
organisation plans its own visit well; the household takes a day off for each of them.

Fix: plan them as one visit for all journeys, by one who may look for all. Visits count as of one kind when the same
people come (the same actor's name) or when their steps have a word of their `tags` in common; so give visits of one
kind the same tag, such as `survey`.

Options:
    * `least`: the visits per household that combining must save to be worth saying.

Bad::

    journeymap: 1
    relates: {beside: strengthen.yaml}
    actors: {builder: {name: Builder, lane: frontstage}}
    steps:
      look: {customer: Shows the crack, frontstage: {by: builder, does: Looks}, burden: {home-visit: 1}, next: end}
      end: {customer: Has a whole wall, end: helped}

Good::

    journeymap: 1
    relates: {beside: strengthen.yaml}
    steps:
      look: {customer: Sends photographs, frontstage: Uses the measurements of the other visit, next: end}
      end: {customer: Has a whole wall, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.burden import ANALYSIS as BURDEN
from journeymap.diagnostics import Related, Severity
from journeymap.i18n.messages import say
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analyses.burden import Combinable, Visit
    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Find the visits of this journey that those of another could be made with."""
    for group in facts.of(BURDEN).combinable:
        own = [visit.step for visit in group.visits if visit.file is None]
        if group.why == "item" or not own or group.saved_across < options["least"]:
            continue
        message = say(
            'home visits of {journeys} journeys are of one kind ("{what}"): together they could be {saved} fewer',
            journeys=len({visit.file for visit in group.visits}), what=group.what, saved=group.saved_across,
        )  # fmt: skip
        yield Finding(
            graph.place(own[0], "burden"),
            message,
            step=own[0],
            witness=tuple(own),
            help=say("plan them as one visit for all journeys"),
            effect=say("the household opens its door, and takes a day off, for each of them"),
            related=tuple(_others(graph, group)),
        )


def _others(graph: ServiceGraph, group: Combinable) -> Iterable[Related]:
    others: list[Visit] = [visit for visit in group.visits if visit.file is not None]
    for visit in others:
        place = graph.related[visit.file].place(visit.step) if visit.file is not None else None
        if place is not None:
            yield Related(place, say('"{step}" is of the same kind', step=visit.step))


RULE = Rule(
    code="JM902",
    name="combinable-visits",
    severity=Severity.NOTE,
    check=check,
    options={"least": 0.5},
)
