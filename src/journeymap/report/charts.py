"""The plots of a report, and in a text what one change buys as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses import levers
from journeymap.i18n.messages import say
from journeymap.report.document import Section, TableBlock
from journeymap.report.missing_data import PLOTS, unknown_lines
from journeymap.report.plots import emotion, outcomes, sacrifice, time
from journeymap.report.plots import levers as plot_levers
from journeymap.report.summary import resting
from journeymap.tables.lever_words import FIGURE_WORDS, delta
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from journeymap.report.context import Context
    from journeymap.result import Result

LEVERS = 10
_PLOTS = (outcomes.plot, emotion.plot, sacrifice.plot, time.plot, plot_levers.plot)


def section(context: Context, result: Result) -> Section:
    """Return all plots for which there is something to plot."""
    del result
    plots = [plot for draw in _PLOTS if (plot := draw(context)) is not None]
    return Section("plots", say("Plots"), (*plots, unknown_lines(context.facts, PLOTS)))


def levers_section(context: Context, result: Result) -> Section:
    """Return what one change buys, as a table."""
    del result
    known = context.facts.of(levers.ANALYSIS)
    rows = [
        [plot_levers.change(context, lever), *(delta(lever, figure) for figure in FIGURE_WORDS)]
        for lever in known.by_gain[:LEVERS]
    ]
    note: object = say("No change wins anything.")
    if rows:
        note = resting(
            say("Each change by itself; helped of 1000 customers. A minus is less of it."), known.basis.assumed_share
        )
    table = Table(None, (say("change"), *FIGURE_WORDS.values()), rows, (note,))
    return Section("levers", say("What one change buys"), (TableBlock(table),))
