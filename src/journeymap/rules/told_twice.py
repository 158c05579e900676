"""Something that the customer must tell again after having told it.

Why: it says that nobody listened, and it is work for both sides. The facts were there; they got lost between two hands
or two systems. An information item is asked once and then passed on.

Fix: pass on what was told: let the first step write it where the second one reads it (`uses` the same system, or
`informs`), and take it out of `asks`. Where the law wants it told anew, say so in `accept`.
Reporting what has changed since is no repeating: write `changed` behind the item in `asks`, or say so in the words of
the step. To say who one is, as by a number, is none either: write `identifies`, there or in `items`. Nor is the same of
another person: write `whose` it is. A channel on which nobody writes down what is told has `record: false`: what was
told only there may be asked again.

Bad::

    journeymap: 1
    steps:
      call: {customer: Calls about a leak, asks: [address, complaint], next: visit}
      visit: {customer: Opens the door, asks: [complaint], next: done}
      done: {customer: Is dry, end: helped}

Good::

    journeymap: 1
    steps:
      call: {customer: Calls about a leak, asks: [address, complaint], informs: {visit: complaint}, next: visit}
      visit: {customer: Opens the door, tells: [what was reported], next: done}
      done: {customer: Is dry, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.information import ANALYSIS as INFORMATION
from journeymap.changes import taking_out, writing
from journeymap.diagnostics import Severity, shown
from journeymap.i18n.messages import say
from journeymap.i18n.references import StepRef, refs
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analyses.information import AskedAgain
    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find per step what is asked again; a step that only a way back asks again is no second telling."""
    by_step: dict[str, list[AskedAgain]] = {}
    for again in facts.of(INFORMATION).again:
        if again.before:
            by_step.setdefault(again.step, []).append(again)
    for name, items in by_step.items():
        before = sorted({step for again in items for step in again.before}, key=graph.topology.index.__getitem__)
        values = {
            "step": StepRef(name),
            "items": shown([f"{it.item} ({it.whose})" if it.whose else it.item for it in items]),
            "before": shown(refs(StepRef, before)),
        }
        message = say('"{step}" may ask again what the customer told at {before}: {items}', **values)
        if all(again.always for again in items):
            message = say('"{step}" asks again what the customer already told at {before}: {items}', **values)
        rest = [item for item in graph.step(name).asks if item not in {again.item for again in items}]
        fix = writing("steps", name, "asks", value=rest) if rest else taking_out("steps", name, "asks")
        marked = {*graph.step(name).changed, *graph.step(name).identifies}
        yield Finding(
            graph.place(name, "asks"),
            message,
            step=name,
            witness=items[0].witness,
            help=say('pass on what was told, and take it out of "asks" here'),
            effect=say("the customer has to tell it again and sees that nobody listened"),
            # What is said of other items would go with them.
            fixes=() if marked.intersection(rest) or graph.step(name).whose else (fix,),
            personas=graph.unless_all(name for again in items for name in again.personas),
        )


RULE = Rule(code="JM705", name="told-twice", severity=Severity.WARNING, check=check)
