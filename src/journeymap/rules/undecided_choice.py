"""A choice of which nobody says what decides it.

Why: customers cannot know what will happen, nor why, and two employees will decide the same case differently. Nor can
anything be computed: the shares would be a guess.

Fix: write the condition with `when` or the share of the customers on each way; one way may be left as the rest. Where
the customer is free to choose, `decides: customer` says so.

Bad::

    journeymap: 1
    steps:
      ask: {customer: Asks for a permit, next: [permit, letter]}
      permit: {customer: Gets the permit, end: helped}
      letter: {customer: Reads the refusal, end: refused}

Good::

    journeymap: 1
    steps:
      ask: {customer: Asks for a permit, next: {permit: {when: the plan fits}, letter: {}}}
      permit: {customer: Gets the permit, end: helped}
      letter: {customer: Reads the refusal, end: refused}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Severity, shown
from journeymap.i18n.messages import say
from journeymap.i18n.references import StepRef, refs
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, _facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the choices with more than one way that says nothing."""
    for name, step in graph.blueprint.steps.items():
        open_ways = [
            target
            for target, flow in step.next.items()
            if flow.share is None and flow.when is None and flow.decides != "customer"
        ]
        if len(open_ways) < 2:
            continue
        yield Finding(
            step.key_at("next"),
            say(
                'nothing says what decides between the ways on from "{step}": {ways}',
                step=StepRef(name),
                ways=shown(refs(StepRef, open_ways)),
            ),
            step=name,
            witness=(name, *open_ways),
            help=say('write "when" or a share on each way (one may be the rest), or "decides: customer"'),
            effect=say("customers cannot know what will happen, nor why"),
        )


RULE = Rule(code="JM210", name="undecided-choice", severity=Severity.WARNING, check=check)
