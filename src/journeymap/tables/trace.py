"""What hangs on one thing, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import Message, say
from journeymap.i18n.numbers import Amount
from journeymap.tables.per_persona import listed
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.graph.trace import Trace

_KINDS: Mapping[str, Message] = {
    "step": say('what hangs on the step "{name}"'),
    "system": say('what hangs on the system "{name}"'),
    "actor": say('what hangs on the actor "{name}"'),
    "channel": say('what hangs on the channel "{name}"'),
    "source": say('what hangs on the source "{name}"'),
}


def trace_table(trace: Trace) -> Table:
    """Return what hangs on a thing: the steps, what comes before and after, whom it reaches, and what was promised."""
    head = _KINDS[trace.kind]
    rows: list[list[object]] = [
        [say("steps that need it"), listed(trace.steps)],
        [say("steps after them"), listed(trace.after)],
        [say("steps before them"), listed(trace.before)],
        [say("customers who come there"), Amount(trace.everyone, "share")],
    ]
    if len(trace.reached) > 1:
        rows += [[persona, Amount(share, "share")] for persona, share in trace.reached.items()]
    rows += [
        [say("not helped without it"), listed(trace.needed)],
        [say("promises"), listed(trace.promises)],
        [say("terms over several steps"), listed(f"{first} -> {last}" for first, last in trace.terms)],
        [say("other blueprints"), listed(trace.blueprints)],
    ]
    return Table(Message(head.template, {"name": trace.id}), (say("what"), say("which")), rows)
