"""A journey that begins nowhere.

Why: a blueprint needs a clear trigger on the customer's side; without one nobody can tell what the customer walks
through, and nothing behind it can be computed.

Fix: write `start: true` at the step where the customer begins. Without it, journeys begin at the steps that nothing
leads to, and here every step comes after another one.

Bad::

    journeymap: 1
    steps:
      browse: {customer: Looks at houses, next: ask}
      ask: {customer: Asks for one, next: {browse: 90%, done: 10%}}
      done: {customer: Has a house, end: helped}

Good::

    journeymap: 1
    steps:
      browse: {customer: Looks at houses, start: true, next: ask}
      ask: {customer: Asks for one, next: {browse: 90%, done: 10%}}
      done: {customer: Has a house, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.changes import writing
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import say
from journeymap.i18n.references import StepRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, _facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find a file in which nothing begins."""
    blueprint, topology = graph.blueprint, graph.topology
    if topology.starts:
        return
    place = blueprint.key_at("steps")
    if not blueprint.steps:
        yield Finding(
            place, say("the blueprint has no steps"), help=say('write the steps of the journey under "steps"')
        )
        return
    inside = [number for number, in_flow in enumerate(topology.in_flow) if in_flow]
    if not inside:
        message = say("nothing here happens to a customer: there is no journey")
        remedy = say('add what the customer does: a step with a "customer" cell, and "next" to lead on')
        yield Finding(place, message, help=remedy)
        return
    first = inside[0]
    yield Finding(
        place,
        say("the journey begins nowhere: every step comes after another one"),
        witness=graph.names(inside[:8]),
        help=say(
            'write "start: true" at the step where the customer begins, such as "{step}"',
            step=StepRef(graph.name(first)),
        ),
        effect=say("nobody can tell what the customer walks through"),
        fixes=(writing("steps", graph.name(first), "start", value="true"),),
    )


RULE = Rule(code="JM201", name="no-start", severity=Severity.ERROR, check=check)
