"""What all journeys that a household lives through together ask of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import Message, say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.vocabulary import Term
from journeymap.tables.per_persona import assumed, listed, shown_personas
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.analyses.burden import Burden
    from journeymap.graph import ServiceGraph
    from journeymap.terminal.charts import TerminalStyle

WHY: Mapping[str, Message] = {
    "actor": say("the same people come"),
    "item": say("the same is asked"),
    "tag": say("the same mark"),
}
THIS = say("this journey")


def view(burden: Burden, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:  # noqa: ARG001
    """Return the burden per household, per journey, and what could be combined."""
    personas = shown_personas(graph, persona)
    kinds = [
        [Term(kind), Amount(value, "count"), *(Amount(burden.by_persona[name].get(kind), "count") for name in personas)]
        for kind, value in burden.kinds.items()
    ]
    days = say("days of nuisance per household: {days}; assumed: {share}", days=Amount(burden.nuisance_days, "count"),
               share=assumed(burden.basis.assumed_share) or say("nothing"))  # fmt: skip
    tables = [
        Table(say("per household, all journeys together"), (say("kind"), say("everyone"), *personas), kinds, (days,))
    ]
    if len(burden.journeys) > 1:
        rows = [
            [THIS if journey.file is None else journey.file, Amount(journey.home_visits, "count"),
             Amount(journey.nuisance_days.mean, "count"), Amount(journey.minutes, "minutes"),
             Amount(journey.outcomes["helped"], "share")]
            for journey in burden.journeys
        ]  # fmt: skip
        heads = (say("journey"), say("home visits"), say("days of nuisance"), say("time"), say("helped"))
        tables.append(Table(say("per journey"), heads, rows))
    if burden.combinable:
        shared = [
            [
                WHY.get(visits.why, visits.why),
                visits.what,
                listed(visit.step for visit in visits.visits),
                Amount(visits.saved, "count"),
            ]
            for visits in burden.combinable
        ]
        alike = (say("in common"), say("what"), say("steps"), say("visits saved"))
        tables.append(Table(say("visits that could be combined"), alike, shared))
    if burden.meetings:
        pairs = [
            [say("{first} and {second}", first=visits.first or THIS, second=visits.second or THIS),
             Amount(visits.ends_differ, "share"), Amount(visits.apart, "minutes", signed=True)]
            for visits in burden.meetings
        ]  # fmt: skip
        both = (say("journeys"), say("one helps, the other not"), say("the second ends later by"))
        tables.append(Table(say("journeys at the same time"), both, pairs))
    return tables
