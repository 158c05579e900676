"""Whether a contract can be withdrawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import say
from journeymap.i18n.vocabulary import YES_NO
from journeymap.tables.per_persona import listed, way
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from journeymap.analyses.withdrawal import Withdrawal
    from journeymap.graph import ServiceGraph
    from journeymap.terminal.charts import TerminalStyle


def view(withdrawal: Withdrawal, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:  # noqa: ARG001
    """Return where a contract is concluded and undone, and the ways that go round what the law asks for."""
    rows: list[list[object]] = [
        [
            say("a contract is concluded at"),
            listed(withdrawal.contracts) if withdrawal.contracts else YES_NO[withdrawal.contract],
        ],
        [say("the customer can withdraw at"), listed(withdrawal.functions)],
        [say("or in a file that this one mirrors"), YES_NO[withdrawal.elsewhere]],
        [say("asked for it"), listed(withdrawal.asked)],
        [say("not possible at all hours"), listed(withdrawal.closed)],
        [say("a way that passes no confirmation"), way(withdrawal.unconfirmed)],
        [say("a way that leaves no receipt"), way(withdrawal.unreceipted)],
    ]
    notes = [] if withdrawal.contract or withdrawal.functions else [
        say('no step is tagged "contract", "withdraw", "confirm-withdrawal" or "withdrawal-receipt"')
    ]  # fmt: skip
    return [Table(say("withdrawing from the contract"), (say("what"), say("steps")), rows, notes)]
