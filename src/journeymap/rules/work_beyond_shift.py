"""A case that takes longer than anybody is ever there in one go.

Why: work that must be done in one go, such as a conversation or a visit, never fits: it is begun and broken off, or
never begun, and the customer waits for what cannot happen.

Fix: correct the time, let people be there longer on some day, or split the work into steps that fit. Only what the
cell says of its actor is looked at (`takes` beside `by`), in hours and minutes: what takes days is done in parts.

Bad::

    journeymap: 1
    actors: {fitter: {lane: frontstage, staff: {Mo-Fr 09:00-12:00: 2}}}
    steps:
      visit: {customer: Is at home, frontstage: {by: fitter, does: Repairs the wall, takes: 5-6 h}, next: done}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    actors: {fitter: {lane: frontstage, staff: {Mo-Fr 08:00-16:30: 2}}}
    steps:
      visit: {customer: Is at home, frontstage: {by: fitter, does: Repairs the wall, takes: 5-6 h}, next: done}
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.capacity import ANALYSIS as CAPACITY
from journeymap.diagnostics import Severity
from journeymap.graph.staffing import cells_of
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.references import ActorRef, StepRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options

HOUR = 60.0


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find what takes longer, at the least, than the longest time in one go that the actor is there."""
    capacity = facts.of(CAPACITY)
    for name, pool in capacity.pools.items() if capacity is not None else ():
        if pool.roster is None or not pool.roster.there:
            continue
        for number, cell in cells_of(graph, name):
            takes = cell.takes
            if takes is None or takes.working or takes.least <= pool.roster.longest:
                continue
            step = graph.name(number)
            yield Finding(
                cell.at("takes"),
                say('"{step}" keeps "{actor}" busy for {time} at least, who is there for {longest} in one go at most',
                    step=StepRef(step), actor=ActorRef(name), time=Amount(takes.least, "work", per=HOUR),
                    longest=Amount(pool.roster.longest, "work", per=HOUR)),
                step=step,
                help=say("correct the time or the hours, or split the work into steps that fit"),
                effect=say("it can never be done in one go, and the customer waits for it"),
            )  # fmt: skip


RULE = Rule(code="JM413", name="work-beyond-shift", severity=Severity.ERROR, check=check)
