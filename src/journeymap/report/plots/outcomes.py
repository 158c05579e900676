"""The plot of how journeys end: a divided bar for all customers and for each persona, and how far personas differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap.analyses import outcomes
from journeymap.charts import (
    WIDTH,
    Caption,
    Fill,
    Row,
    Scale,
    bars,
    keys_of,
)
from journeymap.graph import EVERYONE
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import HUNDRED, Amount
from journeymap.i18n.vocabulary import OUTCOMES
from journeymap.per_hundred import per_hundred
from journeymap.report.document import Chart
from journeymap.tables.per_persona import spread_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.per_hundred import PerHundred
    from journeymap.report.context import Context

LOOKS: Mapping[str, Fill] = {
    "helped": Fill("solid", lambda theme: theme.pleased),
    "refused": Fill("rising", lambda theme: theme.displeased),
    "gave-up": Fill("crossed", lambda theme: theme.displeased),
    "transferred": Fill("upright", lambda theme: theme.grey),
    "stranded": Fill("falling", lambda theme: theme.no_return),
}
NARROW = 470.0
WHOLE = Scale(0, 1, tuple((part / 4, f"{part * 25}%") for part in range(5)))


def plot(context: Context, *, brief: bool = False) -> Chart:
    """Return the plot; `brief` for that of all customers alone."""
    result = context.facts.of(outcomes.ANALYSIS)
    rows = [_row(context, say("everyone"), per_hundred(context.facts))]
    helped = [figure.kinds["helped"] for figure in result.by_persona.values()]
    low, high = min(helped), max(helped)
    if high - low > 1e-9:
        spread = say("helped: {low} to {high}, depending on who you are",
                     low=Amount(low, "share", digits=2), high=Amount(high, "share", digits=2))  # fmt: skip
        phrase = context.said(spread)
        rows = [replace(rows[0], spread=(low, high, phrase), told=f"{rows[0].told}; {phrase}")]
    if not brief and EVERYONE not in result.by_persona:
        rows += [_row(context, context.persona(name), per_hundred(context.facts, name)) for name in result.by_persona]
    keys = keys_of([(LOOKS[kind], context.titled(words)) for kind, words in OUTCOMES.items()], rows)
    title = say("How journeys end")
    text = "; ".join(row.told for row in rows)
    table = spread_table(
        title, [(words, result.kinds[kind], "share") for kind, words in OUTCOMES.items()],
        list(context.facts.graph.blueprint.personas),
    )  # fmt: skip
    helped_rests = result.kinds["helped"].basis
    lead = say("Of every 100 customers who begin: what becomes of them.")
    caption = Caption(context.said(title), text, context.language)
    return Chart(
        "outcomes",
        title,
        lead,
        (bars(caption, rows, keys, WHOLE, context.theme, width=NARROW if brief else WIDTH),),
        (table,),
        helped_rests.assumed_share,
    )


def _row(context: Context, label: object, counts: PerHundred) -> Row:
    strong = not isinstance(label, str)
    parts = []
    for kind, words in OUTCOMES.items():
        count = counts.kinds[kind]
        number = count.share.text(context.language)
        share = count.exact / HUNDRED
        parts.append((LOOKS[kind], share, f"{context.said(words)} {number}" if share > 0.18 else number))
    name = context.titled(label) if strong else str(label)
    ends = ", ".join(
        f"{context.said(words)} {counts.kinds[kind].share.text(context.language)}"
        for kind, words in OUTCOMES.items()
        if not counts.kinds[kind].nobody
    )
    return Row(name, parts, strong=strong, told=f"{name}: {ends}")
