"""What one small change buys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.tables.lever_words import FIGURE_WORDS, delta, what
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.analyses.levers import Lever, LeverFigure, LeversFound
    from journeymap.graph import ServiceGraph
    from journeymap.terminal.charts import TerminalStyle

BEST_FOR: dict[LeverFigure, object] = {
    "helped": say("what helps most customers"),
    "minutes": say("what saves most time"),
    "contacts": say("what saves most contacts"),
    "sacrifice": say("what spares most sacrifice"),
}
KEPT = 5


def view(levers: LeversFound, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:  # noqa: ARG001
    """Return the best small changes of all, and for each figure."""
    share = levers.basis.assumed_share
    note = say(
        "each change by itself; helped of 1000 customers; what this rests on is assumed for {share}",
        share=Amount(share or 0.0, "share"),
    )
    nothing = say("no small change wins anything that the file states")
    tables = [_table(say("the best small changes"), levers.by_gain[:10], persona)]
    for figure, title in BEST_FOR.items():
        tables.append(_table(title, levers.by_figure[figure][:KEPT], persona))
    shown = [table for table in tables if table.rows]
    return [*shown, Table(None, (), (), (note if shown else nothing,))]


def _table(title: object, levers: Sequence[Lever], persona: str | None) -> Table:
    rows = [[what(lever), *(delta(lever, figure, persona) for figure in FIGURE_WORDS)] for lever in levers]
    return Table(title, (say("change"), *FIGURE_WORDS.values()), rows)  # type: ignore[arg-type]
