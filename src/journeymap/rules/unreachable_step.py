"""A step of the journey that nothing leads to.

Why: it was designed, and perhaps paid for, but no customer ever comes there: a survey that nobody is asked to fill in,
a form that no page links to.

Fix: lead to it with `next`, `starts` or `recover`, let a step `inform` it, or write `start: true` if journeys begin
there. Where several such steps hang together, the first of them is reported. While no step says `start`, journeys begin
wherever nothing leads; such a step in a later phase than the first of them is reported too.

Bad::

    journeymap: 1
    steps:
      call: {customer: Calls, start: true, next: done}
      done: {customer: Is helped, end: helped}
      survey: {customer: Fills in the survey, next: done}

Good::

    journeymap: 1
    steps:
      call: {customer: Calls, start: true, next: done, starts: survey}
      done: {customer: Is helped, end: helped}
      survey: {customer: Fills in the survey}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.reachability import ANALYSIS as REACHABILITY
from journeymap.analyses.soundness import ANALYSIS as SOUNDNESS
from journeymap.changes import writing
from journeymap.diagnostics import Family, Severity, shown
from journeymap.i18n.messages import say
from journeymap.i18n.references import StepRef, refs
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the beginnings of what is not reached."""
    reached = facts.of(REACHABILITY)
    if not reached.open_ends and not any({"next", "end"} & step.unread for step in graph.blueprint.steps.values()):
        yield from _late_beginnings(graph, reached.starts)  # else what is misspelt may be what leads to it
    if not reached.unreached:
        return
    # Work out of sight that never comes to the customer is orphaned, and a step that another one waits for in vain is
    # reported there; each has its own rule.
    elsewhere = {step for region in reached.orphans for step in region.steps}
    elsewhere |= {step for wait in facts.of(SOUNDNESS).waits for step in wait.missing}
    for region in reached.unreached:
        if not elsewhere.isdisjoint(region.steps):
            continue
        name = graph.name(region.entries[0])
        message = say('nothing leads to "{step}"', step=StepRef(name))
        if len(region.steps) > 1:
            others = shown(refs(StepRef, graph.names(region.steps[1:])))
            message = say(
                'nothing leads to "{step}", and so not to what follows: {others}', step=StepRef(name), others=others
            )
        yield Finding(
            graph.place(region.entries[0]),
            message,
            step=name,
            witness=graph.names(region.steps),
            help=say('lead to it with "next" or "starts", or write "start: true" if journeys begin here'),
            effect=say("no customer ever comes here, whatever it has to offer"),
            fixes=(writing("steps", name, "start", value="true"),),
        )


def _late_beginnings(graph: ServiceGraph, starts: tuple[int, ...]) -> Iterable[Finding]:
    """Find what counts as a beginning only because nothing leads to it, in a later phase than the first beginning."""
    steps = graph.blueprint.steps
    if len(starts) < 2 or not graph.topology.starts or any(step.start is not None for step in steps.values()):
        return
    order = list(graph.blueprint.phases)
    for number, name in zip(starts, graph.names(starts), strict=True):
        phase, first = steps[name].phase, steps[graph.name(starts[0])].phase
        if phase in order and first in order and order.index(phase) > order.index(first):
            yield Finding(
                graph.place(number),
                say(
                    'nothing leads to "{step}", and it is not in the phase in which the journey begins',
                    step=StepRef(name),
                ),
                step=name,
                help=say('lead to it with "next" or "starts", or write "start: true" wherever journeys begin'),
                effect=say("journeys are taken to begin here too, which distorts all figures if they do not"),
            )


RULE = Rule(code="JM206", name="unreachable-step", severity=Severity.WARNING, check=check, family=Family("entry", 1))
