"""The fail points, with their risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.vocabulary import NOT_STATED
from journeymap.tables.per_persona import assumed
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from journeymap.analyses.fail_points import FailPoints
    from journeymap.graph import ServiceGraph
    from journeymap.terminal.charts import TerminalStyle


PRIORITIES = {"high": say("high"), "medium": say("medium"), "low": say("low")}


def view(fail_points: FailPoints, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:  # noqa: ARG001
    """Return the fail points with how often, how bad, how hard to notice, and what puts them right."""
    rows = [
        [point.step, point.what, Amount(point.share, "share"), Amount(point.severity, "count"),
         Amount(point.occurrence, "count"), Amount(point.detection, "count"), Amount(point.number, "count"),
         PRIORITIES.get(point.priority or "", NOT_STATED),
         point.recover or NOT_STATED, assumed(point.basis.assumed_share)]
        for point in fail_points.points
    ]  # fmt: skip
    heads = (say("step"), say("what goes wrong"), say("share"), say("severity"), say("occurrence"), say("detection"),
             say("risk number"), say("action priority"), say("put right at"), say("assumed"))  # fmt: skip
    return [Table(say("fail points"), heads, rows, () if rows else (say("no fail points are stated"),))]
