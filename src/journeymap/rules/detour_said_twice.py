"""A way of those who give up or find it closed that stands beside it once more, as an arrow or a fail point.

Why: the same customers are counted twice, once with a share somebody typed and once where waiting and opening hours
say it, so that more seem to leave than do.

Fix: say it once: with `gives-up` or `closed`, which know why the customer leaves, and take the arrow or the fail point
away. Where other customers go the same way for another reason, give that way its own condition (`when`).

Bad::

    journeymap: 1
    steps:
      call:
        customer: Calls
        start: true
        gives-up: {after: 8 min, share: 10%, to: stop}
        next: {done: 90%, stop: 10%}
      stop: {customer: Leaves it at that, end: gave-up}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    steps:
      call:
        customer: Calls
        start: true
        gives-up: {after: 8 min, share: 10%, to: stop}
        next: done
      stop: {customer: Leaves it at that, end: gave-up}
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Severity
from journeymap.graph.detours import unserved
from journeymap.i18n.messages import say
from journeymap.i18n.references import StepRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, _facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the targets of who leaves to which a plain arrow or a fail point of the same step leads too."""
    for name, step in graph.blueprint.steps.items():
        recovered = {fail.recover for fail in step.fails}
        for kind, left in unserved(step):
            for target in left.to:
                flow = step.next.get(target)
                field = "next" if flow is not None and flow.when is None and len(step.next) > 1 else None
                if field is None and target in recovered:
                    field = "fails"
                if field is None:
                    continue
                values = {"step": StepRef(name), "target": StepRef(target), "word": str(kind), "other": field}
                yield Finding(
                    step.key_at("next", target) if field == "next" else step.key_at("fails"),
                    say('"{word}" and "{other}" of "{step}" both lead to "{target}"', **values),
                    step=name,
                    witness=(name, target),
                    help=say('say it once: keep "{word}", or say with "when" who else goes there', word=str(kind)),
                    effect=say("the same customers are counted twice"),
                )


RULE = Rule(code="JM119", name="detour-said-twice", severity=Severity.WARNING, check=check)
