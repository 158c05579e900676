"""A circle in which nobody does, asks or tells anything that could change the outcome.

Why: the customer is passed from desk to desk and comes back to the first one no further. It works out in the end, but
every round costs time and trust.

Fix: let one of the steps take the matter over: ask for what is missing, tell what happens next, or do the work behind
the line of visibility. A step at which the customer acts, something is asked or told, or work is done out of sight,
counts as a change.

Bad::

    journeymap: 1
    steps:
      ask: {customer: Asks at the town hall, next: desk-a}
      desk-a: {frontstage: Refers to desk B, next: {desk-b: 60%, done: 40%}}
      desk-b: {frontstage: Refers to desk A, next: desk-a}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    steps:
      ask: {customer: Asks at the town hall, next: desk-a}
      desk-a: {frontstage: Calls desk B while the customer waits, asks: [name], next: {desk-b: 60%, done: 40%}}
      desk-b: {frontstage: Handles it, tells: [what happens next], next: done}
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.reachability import ANALYSIS as REACHABILITY
from journeymap.diagnostics import Severity, shown
from journeymap.i18n.messages import say
from journeymap.i18n.references import StepRef, refs
from journeymap.numerics.components import loops
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the loops of steps that change nothing."""
    reached, topology = facts.of(REACHABILITY), graph.topology
    circling = {step for loop in reached.livelocks for step in loop.steps}
    idle = {number for number in reached.path.order if number not in circling and _is_idle(graph, number)}
    if len(idle) < 2:
        return
    among = [[t for t in targets if t in idle] if n in idle else [] for n, targets in enumerate(topology.successors)]
    rank = {number: place for place, number in enumerate(reached.path.order)}
    for members in loops(among):
        if len(members) < 2:
            continue
        steps = sorted(members, key=rank.__getitem__)
        first = steps[0]
        yield Finding(
            graph.place(first),
            say(
                "the customer can go round here and nothing changes: {steps}",
                steps=shown(refs(StepRef, graph.names(steps))),
            ),
            step=graph.name(first),
            witness=graph.names([*steps, first]),
            help=say("let one of the steps ask, tell or do what is needed, so that nobody comes back for nothing"),
            effect=say("the customer is passed on and is back at square one"),
        )


def _is_idle(graph: ServiceGraph, number: int) -> bool:
    step = graph.step(number)
    acts = step.customer or step.backstage or step.support or step.uses or step.starts or step.needs
    return bool(step.frontstage or step.evidence) and not (acts or step.asks or step.tells or step.helps or step.end)


RULE = Rule(code="JM208", name="loop-without-change", severity=Severity.WARNING, check=check)
