"""What a journey asks of the customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.vocabulary import Term
from journeymap.tables.per_persona import listed, shown_personas, spread_table
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from journeymap.analyses.effort import Effort
    from journeymap.graph import ServiceGraph
    from journeymap.terminal.charts import TerminalStyle


def view(effort: Effort, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:  # noqa: ARG001
    """Return what is asked per customer, and which failures ask more."""
    rows = [
        (say("contacts"), effort.contacts, "count"),
        (say("of which to ask how it stands"), effort.chases, "count"),
        (say("of which caused by failure"), effort.failure_contacts, "count"),
        (say("part caused by failure"), effort.failure_share, "share"),
        (say("touchpoints"), effort.touchpoints, "count"),
        (say("changes of channel"), effort.channel_switches, "count"),
        (say("hand-offs"), effort.hand_offs, "count"),
        (say("lines crossed"), effort.line_crossings, "count"),
        (say("items asked"), effort.items_asked, "count"),
        (say("pages"), effort.pages, "count"),
        (say("clicks"), effort.clicks, "count"),
        *((Term(kind), spread, "count") for kind, spread in effort.burden.items()),
    ]
    met = say("a customer may meet: {actors}", actors=listed(effort.actors))
    tables = [spread_table(say("what is asked, per customer"), rows, shown_personas(graph, persona), notes=[met])]  # type: ignore[arg-type]
    if effort.failure_causes:
        causes = [
            [f"{cause.source} -> {cause.target}", Amount(cause.contacts, "count")] for cause in effort.failure_causes
        ]
        tables.append(
            Table(say("failures that cause contacts"), (say("from, to"), say("contacts per customer")), causes)
        )
    if effort.chased_at:
        chases = [[chased.step, Amount(chased.contacts, "count")] for chased in effort.chased_at]
        tables.append(
            Table(say("waits during which customers ask"), (say("step"), say("contacts per customer")), chases)
        )
    return tables
