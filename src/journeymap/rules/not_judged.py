"""What could not be judged, since the file does not use the words for it yet.

Why: from a word that nobody wrote, nothing follows. A file that never says who decides, what is told or how a step
helps is not wrong, and nothing is concluded from that; but more could be told. Where hundreds of steps lead to many
others each, so that what comes of the journeys cannot be solved in a fair time, that is told here as well.

Fix: an invitation, no reproach. Write one of the words that are named, at the steps where it holds; the most useful is
named first.

Bad::

    journeymap: 1
    steps:
      ask: {customer: Asks, frontstage: Listens, next: done}
      done: {customer: Is helped, frontstage: Gives it, end: helped}

Good::

    journeymap: 1
    channels: {desk: Desk}
    steps:
      ask: {customer: Asks, frontstage: Listens, channel: desk, helps: [welcome, clarify], asks: wish, next: done}
      done: {customer: Is helped, frontstage: Gives it, channel: desk, helps: evaluate, tells: how, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.journey_time import ANALYSIS as TIME
from journeymap.analyses.vocabulary import ANALYSIS as VOCABULARY
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import Joined, say
from journeymap.i18n.numbers import DAY
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.i18n.messages import Message
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Tell once what was not judged, and what to write to have it judged."""
    if any(graph.chain(name).is_unknown for name in graph.personas):
        yield Finding(
            graph.blueprint.key_at("steps"),
            say("checked in part: where journeys end, how long they take and how often steps are done is not known"),
            help=say("too many steps lead to too many others; divide the file, a part of it to a file of its own"),
        )
    known = facts.of(VOCABULARY)
    parts: list[Message] = []
    if known.undecided == known.choices > 0:
        parts.append(say('whether help is certain (write "decides" at the choices)'))
    if not known.has("helps"):
        parts.append(say('how the service helps (write "helps")'))
    if not known.has("channel"):
        parts.append(say('whether customers can reach it (write "channel")'))
    long = any(time.waiting > DAY for time in facts.of(TIME).steps.values())
    if long and not known.has("promise", "tolerance") and not graph.blueprint.terms:
        parts.append(say('whether a wait is too long (write "promise" or "tolerance")'))
    if not known.has("asks", "tells"):
        parts.append(say('what is asked twice and what nobody tells (write "asks" and "tells")'))
    if any(persona.needs for persona in graph.blueprint.personas.values()) and not known.has("meets"):
        parts.append(say('whether needs are met (write "meets")'))
    if known.touchpoints and parts:
        yield Finding(
            graph.blueprint.key_at("steps"),
            say("not judged: {parts}", parts=Joined(parts, "; ")),
            help=say("write one of these words at the steps where it holds; `journeymap explain` has them all"),
        )


RULE = Rule(code="JM810", name="not-judged", severity=Severity.NOTE, check=check)
