"""A circle of steps that the customer cannot leave.

Why: customers are sent from pillar to post. Each desk has an answer, and together they have none. In the language of
processes it is a livelock (van der Aalst 1997: there is no option to complete).

Fix: give one of the steps a way out: a step that decides, helps, or says in so many words that it ends here.

Bad::

    journeymap: 1
    steps:
      ask: {customer: Asks for a permit, next: {permit: 80%, letter: 20%}}
      permit: {customer: Gets the permit, end: helped}
      letter: {customer: Reads about the appeal, next: appeal}
      appeal: {frontstage: Refers to the letter, next: letter}

Good::

    journeymap: 1
    steps:
      ask: {customer: Asks for a permit, next: {permit: 80%, letter: 20%}}
      permit: {customer: Gets the permit, end: helped}
      letter: {customer: Reads about the appeal, next: appeal}
      appeal: {frontstage: Looks at the case again, next: {permit: 30%, final: 70%}}
      final: {customer: Reads the final decision, end: refused}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.reachability import ANALYSIS as REACHABILITY
from journeymap.diagnostics import Severity, shown
from journeymap.i18n.messages import quoted, say
from journeymap.i18n.references import PersonaRef, StepRef, refs
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the livelocks: those of everybody, then those that only some personas come into."""
    reached = facts.of(REACHABILITY)
    own = [(loop, of_personas.personas) for of_personas in reached.own for loop in of_personas.livelocks]
    for loop, personas in (*((loop, ()) for loop in reached.livelocks), *own):
        name = graph.name(loop.entry)
        listed = shown(refs(StepRef, graph.names(loop.steps)))
        message = say("these steps lead only to each other, and none is an end: {steps}", steps=listed)
        if personas:
            message = say(
                "for {personas} these steps lead only to each other, and none is an end: {steps}",
                personas=quoted(refs(PersonaRef, personas)), steps=listed,
            )  # fmt: skip
        elif len(loop.steps) == 1:
            message = say('"{step}" leads only back to itself and is not an end', step=StepRef(name))
        way = loop.round if len(loop.round) > len(loop.steps) else loop.steps
        yield Finding(
            graph.place(loop.entry),
            message,
            step=name,
            personas=personas,
            witness=graph.names(way),
            help=say('lead out of the circle with "next", or write how the journey ends with "end"'),
            effect=say("whoever comes here goes round for ever: no answer, no help, no end"),
        )


RULE = Rule(code="JM204", name="no-way-out", severity=Severity.ERROR, check=check)
