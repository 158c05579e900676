"""A `next` with nothing in it, or one of which nobody takes any way.

Why: it looks as if the journey went on, but there is no step that the customer comes to.

Fix: name the step that follows. If the journey is over, write `end` with how it ends instead. A way that nobody takes
any more (0%) needs another beside it.

Bad::

    journeymap: 1
    steps:
      call: {customer: Calls, next: []}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    steps:
      call: {customer: Calls, next: [done]}
      done: {customer: Is helped, end: helped}
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
    """Find the choices without a way."""
    names = list(graph.blueprint.steps)
    for number, (name, step) in enumerate(graph.blueprint.steps.items(), 1):
        if "next" not in step.model_fields_set or step.end is not None or "next" in step.unread:
            continue  # none was written, the journey ends, or what was written is wrong and said already
        if not step.next and step.key_at("next") is None:
            continue  # made in Python: no ways are as good as not a word of them
        shares = [flow.share for flow in step.next.values()]
        if any(share is None or any(share.values()) for share in shares):
            continue
        message = say('"next" of "{step}" is empty', step=StepRef(name))
        if shares:
            message = say('nobody takes any of the ways on from "{step}": all shares are 0%', step=StepRef(name))
        yield Finding(
            step.key_at("next"),
            message,
            step=name,
            help=say('name the step that follows, or write "end" if the journey is over'),
            effect=say("the customer who comes here is left without a way on"),
            fixes=tuple(writing("steps", name, "next", value=names[number]) for _ in names[number:][: not shares]),
        )


RULE = Rule(code="JM108", name="empty-choice", severity=Severity.ERROR, check=check)
