"""An arrow that leads back to the step it comes from.

Why: on paper the customer does the same again with nothing in between, so nobody sees what it costs to try again, or
how the second time differs from the first.

Fix: write the step in between: what went wrong, and what the customer or the organisation does about it. If only a part
of the customers waits longer, widen `wait` instead. Where the arrow to itself is the only way on, the step is reported
as no-way-out.

Bad::

    journeymap: 1
    steps:
      call: {customer: Calls, start: true, next: {call: 30%, done: 70%}}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    steps:
      call: {customer: Calls, start: true, next: {busy: 30%, done: 70%}}
      busy: {customer: Hears the engaged tone, wait: 1 h, next: call}
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    """Find the arrows from a step to itself that leave another way."""
    for name, step in graph.blueprint.steps.items():
        for field, words in (("next", step.next), ("starts", step.starts)):
            if name in words and (field != "next" or len(words) > 1 or step.end is not None):
                yield Finding(
                    step.key_at(field, name),
                    say('"{step}" leads back to itself', step=StepRef(name)),
                    step=name,
                    witness=(name, name),
                    help=say("write the step in between: what happens before it is done again"),
                    effect=say("the customer has to do the same again, and nobody sees what that costs"),
                )


RULE = Rule(code="JM106", name="self-loop", severity=Severity.WARNING, check=check)
