"""A step where the customer is only told to do the same again.

Why: the message is the end of the road in disguise: the form says that something is wrong, the tape says to call later,
and all that is left is to try the same again.

Fix: offer something there: say what to change (`tells`), ask for what is missing (`asks`), let somebody take over, or
give another way on. A step at which the customer does something counts as a change, and so does work that the
organisation does for them in between.

Bad::

    journeymap: 1
    steps:
      form: {customer: Fills in the form, start: true, next: {sent: 80%, error: 20%}}
      error: {frontstage: The page says that something is wrong, next: form}
      sent: {customer: Gets a confirmation, end: helped}

Good::

    journeymap: 1
    steps:
      form: {customer: Fills in the form, start: true, next: {sent: 80%, error: 20%}}
      error: {frontstage: The page says which field is wrong, tells: wrong field, next: form}
      sent: {customer: Gets a confirmation, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.reachability import ANALYSIS as REACHABILITY
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import say
from journeymap.i18n.references import StepRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the steps between a step of the customer and that same step."""
    reached, topology = facts.of(REACHABILITY), graph.topology
    circling = {step for loop in reached.livelocks for step in loop.steps}
    for number in sorted(reached.path.order):
        after = set(topology.successors[number])
        if len(after) != 1 or topology.outcomes[number] is not None or number in circling:
            continue
        before = {topology.sources[edge] for edge in topology.incoming[number]}
        back = next(iter(after))
        step = graph.step(number)
        if before != after or back == number or not graph.step(back).customer or not (step.frontstage or step.evidence):
            continue
        acts = step.customer or step.backstage or step.support or step.uses or step.starts
        if acts or step.asks or step.tells or step.helps:
            continue
        name, earlier = graph.name(number), graph.name(back)
        yield Finding(
            graph.place(number),
            say('the only way on from "{step}" is back to "{earlier}"', step=StepRef(name), earlier=StepRef(earlier)),
            step=name,
            witness=(earlier, name, earlier),
            help=say('say what changes: what is told or asked there ("tells", "asks"), or another way on'),
            effect=say("all the customer can do is try the same again"),
        )


RULE = Rule(code="JM207", name="only-way-is-back", severity=Severity.WARNING, check=check)
