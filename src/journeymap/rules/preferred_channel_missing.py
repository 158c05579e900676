"""A customer whose preferred channel is not offered.

Why: a channel is not a detail. Whoever writes with difficulty, cannot hear, or has no smartphone is shut out by a
service that offers only the other way, and does not show up in its figures.

Fix: offer the channel at a step of the journey, or something that does the same for this customer; if it was taken
away, say in `accept` why and what came instead. Only what the customer prefers to everything offered is reported; files
in which no step has a channel are left alone. A channel that comes after the first contact is no way to begin.

Bad::

    journeymap: 1
    personas: {old: {name: Mrs De Vries, prefers: [counter, phone]}}
    channels: {counter: {name: Counter, found: absent}, phone: Telephone}
    steps:
      call: {customer: Calls, frontstage: Answers, channel: phone, next: done}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    personas: {old: {name: Mrs De Vries, prefers: [counter, phone]}}
    channels: {counter: Counter in the library, phone: Telephone}
    steps:
      begin: {customer: Has a question, next: [call, visit]}
      call: {customer: Calls, frontstage: Answers, channel: phone, next: done}
      visit: {customer: Comes by, frontstage: Answers, channel: counter, next: done}
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.access import ANALYSIS as ACCESS
from journeymap.diagnostics import Severity, shown
from journeymap.i18n.messages import quoted, say
from journeymap.i18n.references import ChannelRef, PersonaRef, refs
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the channels that personas would choose before all that the steps on their ways, or to begin at, offer."""
    channels, personas = graph.blueprint.channels, graph.blueprint.personas
    yield from _at_the_start(graph, facts)
    missing: dict[str, list[str]] = {}
    left: dict[str, set[str]] = {}
    for persona, access in facts.of(ACCESS).by_persona.items():
        left[persona] = {name for name, use in access.items() if use.used_at and channels[name].found != "absent"}
        for channel in personas[persona].prefers if persona in personas and left[persona] else ():
            if channel in left[persona]:
                break
            if channel in channels:  # else the word is unknown, which is said already
                missing.setdefault(channel, []).append(persona)
    for channel, who in missing.items():
        offered = [name for name in channels if any(name in left[persona] for persona in who)]
        yield Finding(
            personas[who[0]].key_at("prefers", channel),
            say(
                'no step offers "{channel}", which they would choose: {personas}',
                channel=ChannelRef(channel),
                personas=refs(PersonaRef, who),
            ),
            help=say('offer "{channel}" at a step, or something that does the same', channel=ChannelRef(channel)),
            effect=say("what is left for them: {channels}", channels=shown(refs(ChannelRef, offered))),
            personas=tuple(who),
        )


def _at_the_start(graph: ServiceGraph, facts: Facts) -> Iterable[Finding]:
    """Find the channels that are offered further on only, where journeys must be begun by another."""
    access, personas = facts.of(ACCESS), graph.blueprint.personas
    missing: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for persona, ways in access.begun_by.items():
        prefers = [name for name in personas[persona].prefers if name in graph.blueprint.channels]
        offered = prefers and access.by_persona[persona][prefers[0]].used_at
        if ways and offered and not {*ways} & {*prefers}:
            missing.setdefault((prefers[0], access.begun_at[persona]), []).append(persona)
    for (channel, at), who in missing.items():
        means, names = refs(ChannelRef, access.begun_by[who[0]]), quoted(refs(PersonaRef, who))
        yield Finding(
            graph.place(at[0], "channel"),
            say('to begin there is {channels} only, and {personas} would choose "{channel}"',
                channels=shown(means), personas=names, channel=ChannelRef(channel)),
            step=at[0],
            help=say('let them begin by "{channel}" too', channel=ChannelRef(channel)),
            effect=say("whoever cannot begin never comes to what is offered further on"),
            personas=tuple(who),
        )  # fmt: skip


RULE = Rule(code="JM602", name="preferred-channel-missing", severity=Severity.WARNING, check=check)
