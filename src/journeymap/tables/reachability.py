"""What the customer can come to, and from where there is no way on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import say
from journeymap.tables.per_persona import listed, way
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from journeymap.analyses.reachability import Reachability
    from journeymap.graph import ServiceGraph
    from journeymap.terminal.charts import TerminalStyle


def view(reachability: Reachability, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:  # noqa: ARG001
    """Return which steps are reached, and from which an end and a good end can be."""
    names, steps = graph.names, range(len(graph.topology))
    rows = [
        [say("journeys begin at"), listed(names(reachability.starts))],
        [say("nothing sets going"), listed(graph.name(step) for step in steps
                                           if step not in reachability.led_to and graph.topology.in_flow[step])],
        [say("no way on and no end"), listed(names(reachability.leaves))],
        [say("no end can be reached from"), listed(graph.name(step) for step in reachability.path.order
                                                   if step not in reachability.to_end)],
        [say("no good end can be reached from"), listed(graph.name(step) for step in reachability.path.order
                                                        if step not in reachability.to_good_end)],
        [say("goes on where this file cannot see it"), listed(names(sorted(reachability.open_ends)))],
        *([say("a circle that nothing leaves"), way(names(loop.round))] for loop in reachability.livelocks),
        *([say("out of sight and never coming out"), listed(names(region.steps))] for region in reachability.orphans),
    ]  # fmt: skip
    return [Table(say("what can be reached"), (say("what"), say("steps")), rows)]
