"""A persona of whom nothing is known but the name.

Why: a persona is worth as much as the research behind it. One without circumstances, needs or a source is the average
customer with a name, and the average customer does not exist (Cooper 1999; Pruitt and Adlin 2006).

Fix: write what shapes this customer's day under `context`, what matters to them under `needs`, or who told so under
`heard`. One of them is enough to be silent; all three make a person.

Bad::

    journeymap: 1
    personas: {working: {name: Works by day, share: 60%}}
    steps:
      call: {customer: Calls, experience: {working: {perceived: 5}}, next: done}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    personas: {working: {name: Works by day, share: 60%, needs: {safety: high}, context: Two children and no car}}
    steps:
      call: {customer: Calls, experience: {working: {perceived: 5}}, next: done}
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Severity
from journeymap.i18n.messages import say
from journeymap.i18n.references import PersonaRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, _facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the personas that are only a name."""
    for name, persona in graph.blueprint.personas.items():
        if persona.context or persona.needs or graph.evidence.known(persona.heard):
            continue
        yield Finding(
            persona.key_at(),
            say(
                'nothing says how "{persona}" lives, what this customer needs, or who told so', persona=PersonaRef(name)
            ),
            help=say('write "context", "needs" or "heard"'),
            effect=say("this customer is served as the average customer, who does not exist"),
            personas=(name,),
        )


RULE = Rule(code="JM808", name="unknown-customer", severity=Severity.NOTE, check=check)
