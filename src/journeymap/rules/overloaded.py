"""People who get more work in a week than they have time for.

Why: what is not done this week waits beside that of the next. The pile grows for as long as nothing changes, and no
promise made to a customer can be kept: each waits longer than the one before.

Fix: one more person, less work per case, or fewer cases: begin with what would not come if nothing failed. The work is
`arrivals` times how often each step is done times how long it takes; the people are `staff`, less the part that goes
`elsewhere`. Where customers give up (`gives-up`) no pile grows, and this rule is silent: they leave instead.

Bad::

    journeymap: 1
    arrivals: 46 per week
    actors: {desk: {lane: backstage, staff: {Mo-Fr 09:00-17:00: 1}, elsewhere: 0%}}
    steps:
      ask: {customer: Asks, next: judge}
      judge: {backstage: {by: desk, does: Judges, takes: 1 h}, next: done}
      done: {customer: Reads the answer, end: helped}

Good::

    journeymap: 1
    arrivals: 46 per week
    actors: {desk: {lane: backstage, staff: {Mo-Fr 09:00-17:00: 2}, elsewhere: 0%}}
    steps:
      ask: {customer: Asks, next: judge}
      judge: {backstage: {by: desk, does: Judges, takes: 1 h}, next: done}
      done: {customer: Reads the answer, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.capacity import ANALYSIS as CAPACITY
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import plural, say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.references import ActorRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analyses.capacity import Pool
    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.i18n.messages import Message
    from journeymap.rule import Options

HOUR = 60.0
_EXACT = 1 + 1e-9


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the actors whose week is shorter than their work, and who have nobody that gives up."""
    capacity = facts.of(CAPACITY)
    for name, pool in capacity.pools.items() if capacity is not None else ():
        if pool.busy is None or pool.busy <= _EXACT or pool.leaves:
            continue
        yield Finding(
            graph.blueprint.actors[name].key_at("staff"),
            _message(name, pool),
            help=_remedy(pool),
            effect=say("each customer waits longer than the one before"),
        )


def _message(name: str, pool: Pool) -> Message:
    work = Amount(pool.work, "work", per=HOUR)
    if not pool.available:
        return say('nobody is ever there of "{actor}", for {work} of work a week', actor=ActorRef(name), work=work)
    return plural(
        '"{actor}" has {work} of work a week for {time} of people: every week {count} more case waits',
        '"{actor}" has {work} of work a week for {time} of people: every week {count} more cases wait',
        Amount(pool.growth, "count"), actor=ActorRef(name), work=work, time=Amount(pool.available, "work", per=HOUR),
    )  # fmt: skip


def _remedy(pool: Pool) -> Message:
    if pool.needed is None:
        return say('say with "staff" who is there, and when; or take away what makes the work come')
    return plural(
        "it takes {count} person in these hours; or take away work, first what comes of something that failed",
        "it takes {count} people in these hours; or take away work, first what comes of something that failed",
        pool.needed,
    )


RULE = Rule(code="JM411", name="overloaded", severity=Severity.ERROR, check=check)
