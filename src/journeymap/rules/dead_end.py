"""A step with no way on that is not an end either.

Why: the customer is left standing: nothing more happens, and nobody has said that it is over. A letter that says no and
stops is the classic one.

Fix: say where it leads with `next`, or how the journey ends with `end`. Work that was begun with `starts` and never
touches the customer's own path may simply finish.

Bad::

    journeymap: 1
    steps:
      ask: {customer: Asks for a permit, next: {permit: 80%, letter: 20%}}
      permit: {customer: Gets the permit, end: helped}
      letter: {customer: Reads that the answer is no}

Good::

    journeymap: 1
    steps:
      ask: {customer: Asks for a permit, next: {permit: 80%, letter: 20%}}
      permit: {customer: Gets the permit, end: helped}
      letter: {customer: Reads that the answer is no, end: refused}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.reachability import ANALYSIS as REACHABILITY
from journeymap.changes import writing
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import quoted, say
from journeymap.i18n.references import PersonaRef, StepRef, refs
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options

EFFECT = say("the customer is left standing and does not know whether anything is still to come")


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the leaves of the path, and those that are the end of the way for some personas only."""
    reached = facts.of(REACHABILITY)
    for number in reached.leaves:
        step = graph.step(number)
        # A "next" that is there but empty is reported as such.
        if "next" in step.model_fields_set:
            continue
        name = graph.name(number)
        remedy = say('write where it leads with "next", or how the journey ends with "end"')
        if step.starts:
            remedy = say('"starts" begins work beside the path; write with "next" where the customer goes on')
        yield Finding(
            graph.place(number),
            say('"{step}" leads nowhere and is not an end', step=StepRef(name)),
            step=name,
            witness=graph.names(reached.path.path(number)),
            help=remedy,
            effect=EFFECT,
            fixes=tuple(writing("steps", name, "end", value=end) for end in ("gave-up", "helped")),
        )
    for own in reached.own:
        # Where nobody at all takes a way on, that is an empty choice.
        for number in own.leaves if own.personas else ():
            name, personas = graph.name(number), quoted(refs(PersonaRef, own.personas))
            yield Finding(
                graph.place(number),
                say('"{step}" leads nowhere for {personas} and is not an end', step=StepRef(name), personas=personas),
                step=name,
                personas=own.personas,
                witness=graph.names(own.path.path(number)),
                help=say('give them a share of one of the ways in "next", or write how it ends for them with "end"'),
                effect=EFFECT,
            )


RULE = Rule(code="JM203", name="dead-end", severity=Severity.ERROR, check=check)
