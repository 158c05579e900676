"""A second beginning that nobody marked: a step that nothing leads to.

Why: a forgotten arrow looks like a second way in. The figures then let customers begin in the middle, and every one of
them is off.

Fix: lead to the step with `next`, `starts` or `recover`; or say with `start` that journeys begin there, and for how
many (`start: 10%`), or that nobody does (`start: 0%`). The first step of the file may begin without a mark.

Bad::

    journeymap: 1
    steps:
      apply: {customer: Fills in the form, next: decide}
      decide: {backstage: Decides, next: done}
      call: {customer: Calls how it stands, frontstage: Looks it up, next: decide}
      done: {customer: Has the permit, end: helped}

Good::

    journeymap: 1
    steps:
      apply: {customer: Fills in the form, next: {decide: 70%, call: 30%}}
      decide: {backstage: Decides, next: done}
      call: {customer: Calls how it stands, frontstage: Looks it up, next: decide}
      done: {customer: Has the permit, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.changes import writing
from journeymap.diagnostics import Family, Severity
from journeymap.graph.entry_points import presumed_starts
from journeymap.i18n.messages import say
from journeymap.i18n.references import StepRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, _facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the steps of the flow at which journeys are taken to begin although nothing says so."""
    steps = list(graph.blueprint.steps.values())
    marked = any(step.start for step in steps)
    for place, number in enumerate(presumed_starts(graph.blueprint, graph.topology)):
        # Of the one step that what is left of the stated shares can only mean, nothing has to be said.
        first = place == 0 and (not marked or number in graph.topology.starts)
        # A step that only keeps a customer waiting out of sight, or that leads nowhere, is told of by other rules.
        if first or not graph.topology.outgoing[number] or not steps[number].is_touchpoint:
            continue
        name = graph.name(number)
        counted = number in graph.topology.starts
        message = say('nothing leads to "{step}", and nothing says that journeys begin there', step=StepRef(name))
        effect = say("the figures let nobody come there")
        if counted:
            effect = say("the figures let customers begin there")
        yield Finding(
            graph.place(name),
            message,
            step=name,
            help=say('lead to it with "next", or write how many begin here, such as "start: 10%"'),
            effect=effect,
            fixes=(writing("steps", name, "start", value="true"),),
        )


RULE = Rule(code="JM212", name="unmarked-entry", severity=Severity.WARNING, check=check, family=Family("entry", 0))
