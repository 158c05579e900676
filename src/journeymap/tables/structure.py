"""How the service is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.vocabulary import YES_NO
from journeymap.tables.per_persona import shown_personas, spread_table
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from journeymap.analyses.structure import Structure
    from journeymap.graph import ServiceGraph
    from journeymap.terminal.charts import TerminalStyle


def view(structure: Structure, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:  # noqa: ARG001
    """Return the size, the choices, the contact ratio and the moments of truth."""
    counts = [
        [say("steps"), Amount(structure.steps, "count")],
        [say("of which touchpoints"), Amount(structure.touchpoints, "count")],
        [say("of which backstage"), Amount(structure.backstage, "count")],
        [say("of which supporting"), Amount(structure.supporting, "count")],
        [say("arrows"), Amount(structure.arrows, "count")],
        [say("choices"), Amount(structure.choices, "count")],
        [say("independent ways through"), Amount(structure.cyclomatic, "count")],
    ]
    rows = [
        (say("divergence: entropy of the choices"), structure.divergence, "bits"),
        (say("divergence along the way"), structure.path_divergence, "bits"),
        (say("part of the work with the customer there"), structure.contact_ratio, "share"),
        (say("efficiency that could be had out of sight"), structure.potential_efficiency, "share"),
        (say("active part of the time"), structure.cycle_efficiency, "share"),
        (say("right the first time"), structure.first_time_right, "share"),
    ]
    moments = [
        [
            moment.step,
            Amount(moment.visits.mean, "count"),
            Amount(moment.importance.mean, "share"),
            YES_NO[moment.important],
        ]
        for moment in structure.moments_of_truth
    ]
    tables = [
        Table(say("what it is made of"), ("", say("number")), counts),
        spread_table(say("how it runs"), rows, shown_personas(graph, persona)),  # type: ignore[arg-type]
    ]
    if moments:
        heads = (say("step"), say("visits per customer"), say("importance"), say("important"))
        tables.append(Table(say("moments of truth"), heads, moments))
    return tables
