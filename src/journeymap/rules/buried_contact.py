"""A channel that the journey needs and the customer has to search for.

Why: a number in the small print, a form three menus deep: contact that cannot be found is contact refused. Hiding the
way to leave is among the best known dark patterns (CHI 2024, "Staying at the Roach Motel").

Fix: put it where customers look first, and set `found` to `visible` or `prominent` when it is. Channels that do not
answer (`answers: false`) are no contact and are left alone.

Bad::

    journeymap: 1
    channels: {phone: {name: Telephone, found: buried}}
    steps:
      search: {customer: Searches the number, next: call}
      call: {customer: Calls, frontstage: Answers, channel: phone, next: done}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    channels: {phone: {name: Telephone, found: prominent}}
    steps:
      call: {customer: Calls, frontstage: Answers, channel: phone, next: done}
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.access import ANALYSIS as ACCESS
from journeymap.changes import writing
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import say
from journeymap.i18n.references import ChannelRef, StepRef
from journeymap.i18n.vocabulary import Term
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options

HIDDEN = ("buried", "absent")


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the channels that steps use and that are hard to find."""
    by_persona = facts.of(ACCESS).by_persona
    for name, channel in graph.blueprint.channels.items():
        if channel.found not in HIDDEN or channel.answers is False:
            continue
        meeting = tuple(persona for persona, access in by_persona.items() if access[name].used_at)
        used = {step for persona in meeting for step in by_persona[persona][name].used_at}
        steps = graph.topology.as_customers_come(used)
        if not steps:
            continue
        message = say(
            '"{channel}" is {found}, and "{step}" needs it',
            channel=ChannelRef(name),
            found=Term(channel.found),
            step=StepRef(steps[0]),
        )
        if len(steps) > 1:
            message = say(
                '"{channel}" is {found}, and {count} steps need it, from "{step}" on',
                channel=ChannelRef(name), found=Term(channel.found), count=len(steps), step=StepRef(steps[0]),
            )  # fmt: skip
        yield Finding(
            channel.at("found"),
            message,
            step=steps[0],
            witness=steps,
            help=say("put it where customers look first"),
            effect=say("the customer has to search, and those who do not find it are not seen"),
            personas=() if len(meeting) == len(by_persona) else meeting,
            fixes=(writing("channels", name, "found", value="visible"),),
        )


RULE = Rule(code="JM604", name="buried-contact", severity=Severity.WARNING, check=check)
