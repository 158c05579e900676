"""The plot of levers: which one change buys most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses import levers
from journeymap.charts import Caption, Fill, ranked
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount, in_one_unit
from journeymap.report.document import Chart
from journeymap.tables.lever_words import (
    FIGURE_WORDS,
    buys,
    delta,
    what,
)
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from journeymap.analyses.levers import Lever
    from journeymap.i18n.messages import Message
    from journeymap.report.context import Context

MOST = 10
GAIN = Fill("solid", lambda theme: theme.guaranteed)


def change(context: Context, lever: Lever) -> Message:
    """Return what a lever changes, with the steps in words."""
    return context.message(what(lever))


def plot(context: Context) -> Chart | None:
    """Return the plot; None where no change wins anything."""
    result = context.facts.of(levers.ANALYSIS)
    best, rests = result.by_gain[:MOST], result.basis.assumed_share
    if not best:
        return None
    rows = [(context.titled(change(context, lever)), lever.gain, context.said(buys(lever))) for lever in best]
    columns = [in_one_unit(delta(lever, figure) for lever in best) for figure in FIGURE_WORDS]
    title = say("What one change buys")
    text = "; ".join(f"{number}. {label}: {words}" for number, (label, _, words) in enumerate(rows, 1))
    caption = Caption(context.said(title), text, context.language)
    table = Table(
        title,
        (say("change"), *FIGURE_WORDS.values(), say("gain")),
        [
            [change(context, lever), *(column[row] for column in columns), Amount(lever.gain, "share", digits=2)]
            for row, lever in enumerate(best)
        ],
        (say("Each change by itself; helped of 1000 customers."),),
    )
    lead = say(
        "Each change by itself, the best first. The longer the bar, the more is won of what there is to win: customers "
        "helped, time, contacts and what they give up together. A minus is less of it."
    )
    return Chart("levers", title, lead, (ranked(caption, rows, GAIN, context.theme),), (table,), rests)
