"""What no way to being helped can do without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import Message, say
from journeymap.i18n.numbers import Amount
from journeymap.tables.per_persona import listed, way
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.analyses.dependence import Dependence
    from journeymap.graph import ServiceGraph
    from journeymap.terminal.charts import TerminalStyle

KINDS: Mapping[str, Message] = {"system": say("system"), "actor": say("actor"), "step": say("step")}


def view(dependence: Dependence, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:  # noqa: ARG001
    """Return the systems, people and steps that every good way needs."""
    rows = [
        [KINDS.get(need.kind, need.kind), need.id, Amount(need.carried, "share"), listed(graph.names(need.steps))]
        for need in dependence.needs
    ]
    notes = (
        say("every good way passes: {steps}", steps=listed(graph.names(dependence.steps))),
        say("a shortest one: {way}", way=way(graph.names(dependence.way))),
    )
    return [
        Table(
            say("what every good way needs"),
            (say("kind"), say("name"), say("customers come there"), say("needed by")),
            rows,
            notes,
        )
    ]
