"""A channel whose hours keep a customer waiting: for days on average, or for more than a week on end.

Why: hours that suit the staff shut out whoever works the same hours; nobody decided that for the customer. Anyone who
finds it closed waits until both are free, on average longer than half the gap: long gaps are met more often (Feller
1971).

Fix: open it when these customers are free, on one evening to begin with. If the hours must stay, give the reason in
`accept` at the first step that uses the channel. Only steps at which the customer acts are looked at. A customer who
has all day is no victim of office hours, and hours are not to blame where it is the customer who hardly has time.

Options:
    * `days`: the days that a customer may wait on average, from any moment, until both are free.
    * `stretch`: the days that the longest such wait may take.

Bad::

    journeymap: 1
    personas: {working: {name: Fatima, available: "Mo-Fr 18:00-22:00"}}
    channels: {phone: {name: Telephone, open: "Mo-Fr 08:30-17:00"}}
    steps:
      call: {customer: Calls, frontstage: Answers, channel: phone, next: done}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    personas: {working: {name: Fatima, available: "Mo-Fr 18:00-22:00"}}
    channels: {phone: {name: Telephone, open: "Mo-Fr 08:30-20:00"}}
    steps:
      call: {customer: Calls, frontstage: Answers, channel: phone, next: done}
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.access import ANALYSIS as ACCESS
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import Message, say
from journeymap.i18n.numbers import DAY, WHOLE, Amount, Minutes, WeekMoment
from journeymap.i18n.references import ChannelRef, PersonaRef
from journeymap.i18n.vocabulary import WeekHours
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analyses.access import ChannelAccess
    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Find per channel the personas whom its hours keep waiting, where they have to act through it."""
    steps, found = graph.blueprint.steps, facts.of(ACCESS).by_persona
    acting = {name for name, step in steps.items() if step.customer}
    for name, channel in graph.blueprint.channels.items():
        limits = options["days"] * DAY, options["stretch"] * DAY
        ways = [channels[name] for channels in found.values()]
        short = [access for access in ways if acting & {*access.used_at} and access.keeps_out(*limits)]
        used = acting & {step for access in short for step in access.used_at}
        if not used:
            continue
        witness = graph.topology.as_customers_come(used)
        parts = [
            say('{share} for "{persona}"',
                share=Amount(access.coverage, "share", digits=WHOLE), persona=PersonaRef(access.persona))
            for access in short
        ]  # fmt: skip
        who = tuple(access.persona for access in short)
        free = list(dict.fromkeys(WeekHours(graph.blueprint.personas[persona].available or "") for persona in who))
        yield Finding(
            channel.at("open"),
            say(
                '"{channel}" (open {hours}) keeps customers waiting too long; of their free time it is open: {parts}',
                channel=ChannelRef(name), hours=WeekHours(channel.open or ""), parts=parts,
            ),
            step=witness[0],
            witness=witness,
            help=say("open it when they are free too: {hours}", hours=free),
            effect=_effect(max(short, key=lambda access: access.expected_wait or 0.0)),
            personas=who,
        )  # fmt: skip


def _effect(access: ChannelAccess) -> Message:
    if access.longest_closed is None or access.closed_from is None:
        return say("it is never open")
    values = {"closed": Minutes(access.longest_closed), "moment": WeekMoment(access.closed_from)}
    if not access.both_minutes:
        return say('closed for {closed} on end, from {moment}; never open in the time of "{persona}"',
                   persona=PersonaRef(access.persona), **values)  # fmt: skip
    return say('closed for {closed} on end, from {moment}; "{persona}" waits {wait} on average until both are free',
               persona=PersonaRef(access.persona), wait=Minutes(access.expected_wait or 0.0), **values)  # fmt: skip


LIMITS = {"days": 1, "stretch": 7}
RULE = Rule(code="JM601", name="closed-when-customer-can", severity=Severity.WARNING, check=check, options=LIMITS)
