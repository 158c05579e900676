"""Where customers are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.tables.per_persona import assumed, shown_personas
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from journeymap.analyses.hot_spots import HotSpots
    from journeymap.graph import ServiceGraph
    from journeymap.terminal.charts import TerminalStyle


def view(hot_spots: HotSpots, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:  # noqa: ARG001
    """Return the steps that decide about being helped, the greatest first."""
    personas = shown_personas(graph, persona)
    rows = [
        [spot.step, Amount(_thousand(spot.loss.mean), "count"),
         *(Amount(_thousand(spot.loss[name]), "count") for name in personas),
         Amount(spot.helped.mean, "share"), spot.worst_way or "", assumed(spot.loss.basis.assumed_share)]
        for spot in hot_spots.ranked
    ]  # fmt: skip
    heads = (say("step"), say("everyone"), *personas, say("helped from here"), say("worst way on"), say("assumed"))
    note = say(
        "how many of 1000 customers have their chance of being helped decided here: the change of it, times who passes"
    )
    return [
        Table(say("where people are lost"), heads, rows, (note,) if rows else (say("nothing is decided anywhere"),))
    ]


def _thousand(value: float | None) -> float | None:
    return None if value is None else 1000 * value
