"""What one change buys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount, in_one_unit
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
KEPT = 8


def view(levers: LeversFound, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:  # noqa: ARG001
    """Return the best changes, each once: at the figure of which it wins most."""
    share = levers.basis.assumed_share
    note = say(
        "each change by itself; helped of 1000 customers; what this rests on is assumed for {share}",
        share=Amount(share or 0.0, "share"),
    )
    nothing = say("no change wins anything that the file states")
    tables = []
    for figure, title in BEST_FOR.items():
        own = [lever for lever in levers.by_figure[figure] if lever.best_at == figure]
        tables.append(lever_table(title, own[:KEPT], persona))
    shown = [table for table in tables if table.rows]
    return [*shown, Table(None, (), (), (note if shown else nothing,))]


def lever_table(title: object, levers: Sequence[Lever], persona: str | None = None) -> Table:
    """Return changes and what each does to every figure, times in one unit."""
    columns = [in_one_unit(delta(lever, figure, persona) for lever in levers) for figure in FIGURE_WORDS]
    rows = [[what(lever), *(column[row] for column in columns)] for row, lever in enumerate(levers)]
    return Table(title, (say("change"), *FIGURE_WORDS.values()), rows)  # type: ignore[arg-type]
