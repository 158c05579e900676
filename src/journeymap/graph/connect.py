"""From a blueprint to its graph: what is connected to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.graph.detours import exits, unserved
from journeymap.graph.entry_points import presumed_starts
from journeymap.graph.service_graph import ServiceGraph
from journeymap.graph.share_totals import entries_of
from journeymap.graph.topology import EdgeKind, Topology

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeymap.graph.service_graph import Links
    from journeymap.model.blueprint import Blueprint


def connect(blueprint: Blueprint, links: Callable[[], Links] | None = None) -> ServiceGraph:
    """Return the graph of a blueprint. References to steps that are not there are left out; a rule names them.

    `links` reads the blueprints that this one names, when somebody first asks for them; without it there are none.
    """
    steps = blueprint.steps
    touched = _touched_by_flow(blueprint)
    topology = Topology()
    for name, step in steps.items():
        topology.add_step(name, outcome=step.end, in_flow=step.is_touchpoint or name in touched)
    index = topology.index
    for name, step in steps.items():
        source = index[name]
        for target, flow in step.next.items():
            if target in index:
                edge = topology.add_edge(source, index[target], EdgeKind.NEXT, flow.share, step.decider(flow))
                # Where the organisation acts alone nobody else can be the one who decides.
                if flow.decides is None and step.customer:
                    topology.undecided.add(edge)
        if step.fails or step.gives_up is not None or step.closed is not None:
            for way in exits(step, index):
                # To go on waiting is what the customer may choose; what fails or is closed, nobody does.
                decides = "customer" if way.kind is EdgeKind.GIVES_UP else "chance"
                share = None if way.share is None else {"everyone": way.share}
                topology.add_edge(source, index[way.target], way.kind, share, decides)
        for target in step.starts:
            if target in index:
                topology.add_edge(source, index[target], EdgeKind.STARTS)
        for needed in step.needs:
            if needed in index:
                topology.add_edge(index[needed], source, EdgeKind.NEEDS)
    topology.weights = _start_weights(blueprint, topology)
    return ServiceGraph(blueprint, topology, links)


def _touched_by_flow(blueprint: Blueprint) -> set[str]:
    """Return the ids of the steps that an edge of the flow leaves or enters, and those that begin or end a journey."""
    touched: set[str] = set()
    for name, step in blueprint.steps.items():
        targets = [*step.next, *step.starts, *step.needs, *(fail.recover for fail in step.fails if fail.recover)]
        targets += [target for _, left in unserved(step) for target in left.to]
        touched.update(targets)
        if targets or step.end is not None or step.start is not None:
            touched.add(name)
    return touched


def _start_weights(blueprint: Blueprint, topology: Topology) -> list[float]:
    """Return the share of the customers who begin at each step.

    A stated share holds. The rest begins at the steps that say `true`, in equal parts; with none of these where nothing
    leads to and nothing is said: at the first such step where shares are stated, in equal parts at all of them where
    none is. What then is left begins nowhere. What rounding explains is spread over the stated ones.
    """
    entries = entries_of(blueprint)
    weights = [0.0] * len(topology)
    for number, share in entries.shares.items():
        weights[number] = share / (entries.stated if entries.is_whole else 1.0)
    left = 0.0 if entries.is_whole else 1 - entries.stated
    others = list(entries.open)
    if not others and left:
        others = presumed_starts(blueprint, topology)
        others = others[:1] if entries.shares else others
    for number in others:
        weights[number] = left / len(others)
    return weights
