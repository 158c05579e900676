"""Hours in which it is open and nobody is there to serve, or people are there and it is closed.

Why: who comes while nobody is there waits for somebody who has gone home, hangs up, or stands at an empty desk: it says
open and is not. Hours of people behind a closed door are only told: they may be for what is done afterwards.

Fix: let the hours of the channel (`open`) and those of the people (`staff`) be the same, or say who else answers then.
A number of people without hours follows the channel by itself.

Bad::

    journeymap: 1
    channels: {phone: {kind: phone, open: "Mo-Fr 09:00-17:00"}}
    actors: {desk: {lane: frontstage, staff: {Mo-Th 09:00-17:00: 2, Fr 09:00-12:00: 2}}}
    steps:
      call: {customer: Calls, frontstage: {by: desk, does: Answers}, channel: phone, next: done}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    channels: {phone: {kind: phone, open: "Mo-Th 09:00-17:00; Fr 09:00-12:00"}}
    actors: {desk: {lane: frontstage, staff: 2}}
    steps:
      call: {customer: Calls, frontstage: {by: desk, does: Answers}, channel: phone, next: done}
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.capacity import ANALYSIS as CAPACITY
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount, WeekMoment
from journeymap.i18n.references import ActorRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options

HOUR = 60.0


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Hold the hours of people against those of the channels that they answer."""
    capacity = facts.of(CAPACITY)
    for name, pool in capacity.pools.items() if capacity is not None else ():
        # Where nobody is ever there, or a number follows the channel, there is nothing to hold against each other.
        if pool.roster is None or not pool.roster.there:
            continue
        place = graph.blueprint.actors[name].at("staff")
        if pool.roster.unattended:
            yield Finding(
                place,
                say('it is open and nobody of "{actor}" is there: {time} a week, first on {moment}',
                    **_told(name, pool.roster.unattended)),
                help=say('let "open" and "staff" be the same hours, or say who else answers then'),
                effect=say("who comes then finds nobody, though it says open"),
            )  # fmt: skip
        if pool.roster.unopened:
            yield Finding(
                place,
                say('"{actor}" is there while it is closed: {time} a week, first on {moment}',
                    **_told(name, pool.roster.unopened)),
                severity=Severity.NOTE,
                help=say("open then, or leave it so where that time is for what is done afterwards"),
            )  # fmt: skip


def _told(name: str, stretches: Sequence[tuple[float, float]]) -> dict[str, object]:
    minutes = sum(end - begin for begin, end in stretches)
    return {
        "actor": ActorRef(name),
        "time": Amount(minutes, "work", per=HOUR),
        "moment": WeekMoment(stretches[0][0]),
    }


RULE = Rule(code="JM412", name="unattended-hours", severity=Severity.WARNING, check=check)
