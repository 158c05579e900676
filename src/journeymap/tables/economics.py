"""What one execution earns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.tables.per_persona import assumed
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from journeymap.analyses.economics import Profit
    from journeymap.graph import ServiceGraph
    from journeymap.terminal.charts import TerminalStyle


def view(found: Profit | None, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:  # noqa: ARG001
    """Return the execution times and what is earned at each."""
    if found is None:
        return [Table(None, (), (), (say("no economics are stated"),))]
    rows = [
        [say("when nothing goes wrong"), Amount(found.standard, "minutes"), Amount(found.at_standard, "money")],
        [say("on average"), Amount(found.expected.mean, "work"), Amount(found.at_expected, "money")],
        [
            say("as long as the customer accepts"),
            Amount(found.acceptable, "minutes"),
            Amount(found.at_acceptable, "money"),
        ],
        [say("break-even"), Amount(found.break_even, "work"), Amount(0.0, "money")],
    ]
    notes = (
        say("price {price}, materials {materials}, overhead {overhead}, a minute of work {rate}",
            price=Amount(found.price, "money"), materials=Amount(found.materials, "money"),
            overhead=Amount(found.overhead, "money"), rate=Amount(found.rate, "money")),
        say("assumed of the times: {share}", share=assumed(found.basis.assumed_share) or say("nothing")),
    )  # fmt: skip
    return [Table(say("one execution"), ("", say("work"), say("profit")), rows, notes)]
