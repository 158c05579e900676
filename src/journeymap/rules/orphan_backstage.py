"""Work out of sight that nothing sets going and of which nothing reaches the customer.

Why: a blueprint shows what is done for the customer. Work that hangs on nothing is either tied to the journey in a way
that nobody wrote down, or it is done for nobody.

Fix: tie it to what it serves: the step that `uses` it, `starts` it or leads to it, or the step that it `informs`. Work
that begins on the customer's path and is finished out of sight is in order.

Bad::

    journeymap: 1
    steps:
      call: {customer: Calls, frontstage: Answers, next: done}
      done: {customer: Is helped, end: helped}
      knowledge: {support: Keeps the answers up to date}

Good::

    journeymap: 1
    steps:
      call: {customer: Calls, frontstage: Answers, uses: knowledge, next: done}
      done: {customer: Is helped, end: helped}
      knowledge: {support: Keeps the answers up to date}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.reachability import ANALYSIS as REACHABILITY
from journeymap.diagnostics import Severity, shown
from journeymap.i18n.messages import say
from journeymap.i18n.references import StepRef, refs
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the groups of steps that are tied to nothing."""
    for region in facts.of(REACHABILITY).orphans:
        name = graph.name(region.entries[0])
        message = say('"{step}" never reaches the customer', step=StepRef(name))
        if len(region.steps) > 1:
            others = shown(refs(StepRef, graph.names(region.steps[1:])))
            message = say('"{step}" never reaches the customer, nor does: {others}', step=StepRef(name), others=others)
        yield Finding(
            graph.place(region.entries[0]),
            message,
            step=name,
            witness=graph.names(region.steps),
            help=say('tie it to what it serves: with "uses", "starts" or "informs"'),
            effect=say("the customer has nothing of this work, as far as the blueprint shows"),
        )


RULE = Rule(code="JM305", name="orphan-backstage", severity=Severity.WARNING, check=check)
