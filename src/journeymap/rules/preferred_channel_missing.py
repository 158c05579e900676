"""A customer whose preferred channel is not offered.

Why: a channel is not a detail. Whoever writes with difficulty, cannot hear, or has no smartphone is shut out by a
service that offers only the other way, and does not show up in its figures.

Fix: offer the channel at a step, or something that does the same for this customer; if it was taken away, say in
`accept` why and what came instead. Only what the customer prefers to everything offered is reported; files in which no
step has a channel are left alone. A channel after the first contact is no way to begin, nor one on another way than
the customer is sent.

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
from journeymap.i18n.references import ChannelRef, PersonaRef, StepRef, refs
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the channels that personas would choose before all that the steps on their ways, or to begin at, offer."""
    channels, personas = graph.blueprint.channels, graph.blueprint.personas
    yield from _where_it_is_missing(graph, facts)
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
        place, wanted = personas[who[0]].key_at("prefers", channel), ChannelRef(channel)
        message = say('no step offers "{channel}", which they would choose: {personas}',
                      channel=wanted, personas=refs(PersonaRef, who))  # fmt: skip
        remedy = say('offer "{channel}" at a step, or something that does the same', channel=wanted)
        effect = say("what is left for them: {channels}", channels=shown(refs(ChannelRef, offered)))
        yield Finding(place, message, help=remedy, effect=effect, personas=tuple(who))


def _where_it_is_missing(graph: ServiceGraph, facts: Facts) -> Iterable[Finding]:
    """Find the channels that are offered elsewhere only: further on than where one must begin, or on other ways."""
    access, personas = facts.of(ACCESS), graph.blueprint.personas
    missing: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for persona, words in access.begun_by.items():
        prefers = [name for name in personas[persona].prefers if name in graph.blueprint.channels]
        if not prefers or not access.by_persona[persona][prefers[0]].used_at:
            continue
        if words and not {*words} & {*prefers}:
            missing.setdefault((prefers[0], access.begun_at[persona][0], ()), []).append(persona)
        elif without := access.ways_without.get(persona):
            missing.setdefault((prefers[0], without.step, without.way), []).append(persona)
    for (channel, at, way), who in missing.items():
        means, names = shown(refs(ChannelRef, access.begun_by[who[0]])), quoted(refs(PersonaRef, who))
        place, wanted = graph.place(at, "channel"), ChannelRef(channel)
        message = say('to begin there is {channels} only, and {personas} would choose "{channel}"',
                      channels=means, personas=names, channel=wanted)  # fmt: skip
        remedy = say('let them begin by "{channel}" too', channel=wanted)
        effect = say("whoever cannot begin never comes to what is offered further on")
        if way:
            message = say('on a way over "{step}" nothing offers "{channel}", which {personas} would choose',
                          step=StepRef(at), channel=wanted, personas=names)  # fmt: skip
            remedy = say('offer "{channel}" on this way too, or let the customer choose another', channel=wanted)
            effect = say("whoever is sent this way has to use what does not suit them")
        yield Finding(place, message, step=at, witness=way, help=remedy, effect=effect, personas=tuple(who))


RULE = Rule(code="JM602", name="preferred-channel-missing", severity=Severity.WARNING, check=check)
