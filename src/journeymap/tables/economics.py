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


def view(profit: Profit | None, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:  # noqa: ARG001
    """Return the execution times and what is earned at each."""
    if profit is None:
        return [Table(None, (), (), (say("no economics are stated"),))]
    rows = [
        [say("when nothing goes wrong"), Amount(profit.standard, "minutes"), Amount(profit.at_standard, "money")],
        [say("on average"), Amount(profit.expected.mean, "work"), Amount(profit.at_expected, "money")],
        [
            say("as long as the customer accepts"),
            Amount(profit.acceptable, "minutes"),
            Amount(profit.at_acceptable, "money"),
        ],
        [say("break-even"), Amount(profit.break_even, "work"), Amount(0.0, "money")],
    ]
    notes = (
        say("price {price}, materials {materials}, overhead {overhead}, a minute of work {rate}",
            price=Amount(profit.price, "money"), materials=Amount(profit.materials, "money"),
            overhead=Amount(profit.overhead, "money"), rate=Amount(profit.rate, "money")),
        say("assumed of the times: {share}", share=assumed(profit.basis.assumed_share) or say("nothing")),
    )  # fmt: skip
    return [Table(say("one execution"), ("", say("work"), say("profit")), rows, notes)]
