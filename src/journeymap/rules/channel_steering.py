"""A channel that customers want is harder to find than the one the organisation prefers.

Why: hiding the telephone number does not take away the question; it moves the effort to the customer and picks out
those who give up. What looks like a choice of the customers is then the choice of the organisation. Designs that steer
to the maker's advantage are called dark patterns (Brignull 2010).

Fix: make what customers prefer as easy to find as what the organisation prefers, and win them by what the other channel
does better. The rule looks at a persona's preferred channel with `found`, against a channel with
`preferred-by-organisation`.

Bad::

    journeymap: 1
    personas: {wim: {name: Wim, prefers: phone}}
    channels:
      phone: {name: Telephone, found: buried}
      mail: {name: E-mail, found: prominent, preferred-by-organisation: true}
    steps:
      begin: {customer: Has a question, next: [call, write]}
      call: {customer: Calls, frontstage: Answers, channel: phone, next: done}
      write: {customer: Writes, frontstage: Answers, channel: mail, next: done}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    personas: {wim: {name: Wim, prefers: phone}}
    channels:
      phone: {name: Telephone, found: prominent}
      mail: {name: E-mail, found: prominent, preferred-by-organisation: true}
    steps:
      begin: {customer: Has a question, next: [call, write]}
      call: {customer: Calls, frontstage: Answers, channel: phone, next: done}
      write: {customer: Writes, frontstage: Answers, channel: mail, next: done}
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.access import ANALYSIS as ACCESS
from journeymap.changes import writing
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import say
from journeymap.i18n.references import ChannelRef
from journeymap.i18n.vocabulary import Term
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the preferred channels that are harder to find than one the organisation prefers."""
    channels = graph.blueprint.channels
    for steering in facts.of(ACCESS).steered:
        channel, wanted = channels[steering.channel], channels[steering.towards]
        if not steering.used_at:
            continue  # it is not there at all, which another rule says
        if channel.found is None or wanted.found is None:
            continue  # how easy it is to find is not stated
        yield Finding(
            channel.at("found"),
            say(
                '"{channel}", which customers prefer, is {found}; "{towards}", which the organisation prefers, is '
                "{easier}",
                channel=ChannelRef(steering.channel), found=Term(channel.found),
                towards=ChannelRef(steering.towards), easier=Term(wanted.found),
            ),
            step=next(iter(steering.used_at), None),
            witness=steering.used_at,
            help=say(
                'make "{channel}" as easy to find as "{towards}"',
                channel=ChannelRef(steering.channel), towards=ChannelRef(steering.towards),
            ),
            effect=say("anyone who would choose it has to search, or to take what suits the organisation"),
            personas=steering.personas,
            fixes=(writing("channels", steering.channel, "found", value=wanted.found),),
        )  # fmt: skip


RULE = Rule(code="JM603", name="channel-steering", severity=Severity.WARNING, check=check)
