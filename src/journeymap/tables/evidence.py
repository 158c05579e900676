"""What the blueprint rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.dates import day_of
from journeymap.i18n.messages import Message, say
from journeymap.i18n.numbers import Amount
from journeymap.tables.per_persona import assumed
from journeymap.tables.sources import kinds_table, sources_table
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.analyses.evidence import EvidenceFound
    from journeymap.graph import ServiceGraph
    from journeymap.terminal.charts import TerminalStyle

AGAINST: Mapping[str, Message] = {
    "rated-well": say("rated well, where the source tells of complaints or a heavy pain"),
    "older-than-practice": say("the source is older than the way of working"),
}


def view(evidence: EvidenceFound, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:  # noqa: ARG001
    """Return the sources, what rests on each, and what contradicts them."""
    tables = [sources_table(evidence), kinds_table(evidence)]
    steps = [
        [step, Amount(basis.statements, "count"), assumed(basis.assumed_share)]
        for step, basis in evidence.by_step.items()
    ]
    if steps:
        tables.append(Table(say("statements per step"), (say("step"), say("statements"), say("assumed")), steps))
    if evidence.contradictions:
        rows = [
            [
                contradiction.step,
                contradiction.persona or "",
                contradiction.source,
                AGAINST.get(contradiction.kind, contradiction.kind),
            ]
            for contradiction in evidence.contradictions
        ]
        heads = (say("step"), say("persona"), say("source"), say("what speaks against it"))
        tables.append(Table(say("contradictions"), heads, rows))
    return [*tables, Table(None, (), (), (say("ages are counted by: {day}", day=day_of(evidence.as_of)),))]
