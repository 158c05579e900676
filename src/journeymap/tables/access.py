"""When each persona can come in by each channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.vocabulary import YES_NO
from journeymap.tables.per_persona import assumed, listed
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from journeymap.analyses.access import Access
    from journeymap.graph import ServiceGraph
    from journeymap.terminal.charts import TerminalStyle


def view(access: Access, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:  # noqa: ARG001
    """Return how the hours of the channels fit the free time of the personas."""
    rows = [
        [name, channel, YES_NO[met.preferred], Amount(met.coverage, "share"), Amount(met.expected_wait, "minutes"),
         Amount(met.longest_closed, "minutes"), listed(met.used_at), assumed(met.basis.assumed_share)]
        for name, channels in access.by_persona.items() if persona in (None, name)
        for channel, met in channels.items()
    ]  # fmt: skip
    heads = (say("persona"), say("channel"), say("preferred"), say("open when free"), say("wait until both are free"),
             say("longest closed"), say("used at"), say("assumed"))  # fmt: skip
    notes: list[object] = []
    for name in access.by_persona:
        missing = (*access.unused.get(name, ()), *access.unknown.get(name, ()))
        if missing and persona in (None, name):
            notes.append(
                say('"{persona}" prefers what no step uses: {channels}', persona=name, channels=listed(missing))
            )
    if not rows:
        notes.append(say("no channels are stated"))
    return [Table(say("channels and free time"), heads, rows, notes)]
