"""Opening hours of which it is not certain when they are open, so that nothing is concluded from them.

Why: `SH` stands for school holidays, which differ per region and year; `PH` for public holidays, which differ per
country; a remark such as "by appointment" names no time. A figure that takes them for open, or for closed, would be
believed and be wrong.

Fix: write the hours in days and times as they are in an ordinary week, write `calendar` for the public holidays, or
leave it: the hours are still drawn and told.

Bad::

    journeymap: 1
    channels: {desk: {name: Desk, open: "Mo-Fr 09:00-17:00; PH off"}}
    steps:
      ask: {customer: Asks, frontstage: Answers, channel: desk, next: done}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    calendar: NL
    channels: {desk: {name: Desk, open: "Mo-Fr 09:00-17:00; PH off"}}
    steps:
      ask: {customer: Asks, frontstage: Answers, channel: desk, next: done}
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Severity
from journeymap.i18n.messages import say
from journeymap.model.opening_library import NOT_COMPUTED
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.model.blueprint import Channel, Persona
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:  # noqa: ARG001
    """Find the hours of channels and personas that are not judged, and say why."""
    blueprint = graph.blueprint
    stated: list[tuple[Channel | Persona, str, str | None]] = []
    stated += [(channel, "open", channel.open) for channel in blueprint.channels.values()]
    stated += [(persona, "available", persona.available) for persona in blueprint.personas.values()]
    for element, field, hours in stated:
        reason = None if hours is None else graph.calendar.unjudged(hours)
        if reason is None:
            continue
        if reason == NOT_COMPUTED:  # of all hours alike: once is enough
            remedy = say(
                'run "pip install opening-hours-py"; without it the hours are drawn and told, and nothing more'
            )
            yield Finding(element.at(field), reason, help=remedy)
            return
        remedy = say("write the days and times of an ordinary week, or leave it: nothing is concluded from these hours")
        if "PH" in reason.template and graph.calendar.country is None:
            remedy = say('write "calendar: NL", or the code of another country, at the top of the file')
        yield Finding(
            element.at(field),
            say('the hours "{hours}" are not judged: {reason}', hours=hours, reason=reason),
            help=remedy,
        )


RULE = Rule(code="JM608", name="unjudged-hours", severity=Severity.NOTE, check=check)
