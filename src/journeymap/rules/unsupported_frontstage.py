"""Work in front of the customer with nothing behind it.

Why: whoever stands before the customer depends on others: a planner, a system, a stock. What is not drawn behind the
line of visibility is not managed, and it is where services mostly fail (Shostack 1984).

Fix: write what makes the step possible: `backstage`, `support`, or the systems it `uses`. A file with nothing behind
the line of visibility is reported once.

Bad::

    journeymap: 1
    systems: {crm: Customer system}
    steps:
      call: {customer: Calls, frontstage: Answers, uses: crm, next: visit}
      visit: {customer: Opens the door, frontstage: Repairs the tap, next: done}
      done: {customer: Has water, end: helped}

Good::

    journeymap: 1
    systems: {crm: Customer system}
    steps:
      call: {customer: Calls, frontstage: Answers, uses: crm, next: visit}
      visit: {customer: Opens the door, frontstage: Repairs the tap, support: Warehouse brings parts, next: done}
      done: {customer: Has water, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.vocabulary import ANALYSIS as VOCABULARY
from journeymap.analyses.vocabulary import LEAST
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import say
from journeymap.i18n.references import StepRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.model.step import Step
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the frontstage work that nothing supports."""
    steps = graph.blueprint.steps
    front = [name for name, step in steps.items() if step.frontstage]
    effect = say("when it goes wrong here, nobody can see what it hung on")
    informed_from_behind = {target for step in steps.values() if _is_behind(step) for target in step.informs}
    bare = [name for name in front if not _is_supported(graph, name) and name not in informed_from_behind]
    known = facts.of(VOCABULARY)
    if bare and not known.draws("backstage", "support") and len(bare) > (1 - LEAST) * len(front):
        message = say("{count} of {all} frontstage steps have nothing behind them", count=len(bare), all=len(front))
        remedy = say('write what makes the service possible: "backstage", "support" and "uses"')
        yield Finding(graph.blueprint.key_at("steps"), message, witness=tuple(bare), help=remedy, effect=effect)
        return
    for name in bare:
        message = say('nothing stands behind the frontstage of "{step}"', step=StepRef(name))
        remedy = say('write what makes it possible: "backstage", "support", or the systems it "uses"')
        yield Finding(steps[name].at("frontstage"), message, step=name, help=remedy, effect=effect)


def _is_behind(step: Step) -> bool:
    return bool(step.backstage or step.support)


def _is_supported(graph: ServiceGraph, name: str) -> bool:
    """Whether the step itself, or one that an arrow of any kind ties to it, works out of sight."""
    steps, topology = graph.blueprint.steps, graph.topology
    step, number = steps[name], topology.index[name]
    if _is_behind(step) or step.uses or step.journey:
        return True
    around = [topology.targets[edge] for edge in topology.outgoing[number]]
    around += [topology.sources[edge] for edge in topology.incoming[number]]
    around += [topology.index[target] for target in step.informs if target in steps]
    return any(_is_behind(graph.step(other)) for other in around)


RULE = Rule(code="JM303", name="unsupported-frontstage", severity=Severity.NOTE, check=check)
