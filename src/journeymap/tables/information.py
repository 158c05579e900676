"""What is asked again, and what is told in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.vocabulary import YES_NO
from journeymap.tables.per_persona import listed, way
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from journeymap.analyses.information import Information
    from journeymap.graph import ServiceGraph
    from journeymap.terminal.charts import TerminalStyle


def view(information: Information, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:  # noqa: ARG001
    """Return the items that are asked, those asked again, and those told before they are needed."""
    asked = [[item, listed(steps), listed(information.told.get(item, ()))] for item, steps in information.asked.items()]
    again = [
        [
            f"{entry.item} ({entry.whose})" if entry.whose else entry.item,
            entry.step,
            listed(entry.before),
            say("every way") if entry.always else say("some ways"),
            Amount(entry.times.mean if persona is None else entry.times[persona], "count"),
            way(entry.witness),
        ]
        for entry in information.again
    ]
    late = [
        [entry.item, entry.step, YES_NO[entry.always], YES_NO[entry.sometimes], listed(entry.told_at)]
        for entry in information.in_time
    ]
    heads = (say("item"), say("asked at"), say("told at"))
    tables = [Table(say("items asked"), heads, asked, () if asked else (say("nothing is asked"),))]
    if again:
        heads_again = (
            say("item"),
            say("asked again at"),
            say("asked before at"),
            say("on"),
            say("per journey"),
            say("such a way"),
        )
        whole = information.repeats
        repeated = Amount(whole.mean if persona is None else whole[persona], "count")
        note = say("expected on one journey: {count}", count=repeated)
        tables.append(Table(say("asked again"), heads_again, again, (note,)))
    if late:
        heads_told = (say("item"), say("needed at"), say("told on every way"), say("on some way"), say("told at"))
        tables.append(Table(say("told before it is needed"), heads_told, late))
    return tables
