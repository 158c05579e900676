"""A journey that never ends with the customer helped.

Why: the customer comes for something. If no step says that they have got it, the service is not designed for that, or
nobody has written down when it is done well.

Fix: write `end: helped` at the step where the customer has got what they came for. Other ends are `refused`, `gave-up`
and `transferred`.

Bad::

    journeymap: 1
    steps:
      ask: {customer: Asks for a permit, next: letter}
      letter: {customer: Reads the letter, end: refused}

Good::

    journeymap: 1
    steps:
      ask: {customer: Asks for a permit, next: {permit: 80%, letter: 20%}}
      permit: {customer: Gets the permit, end: helped}
      letter: {customer: Reads the letter, end: refused}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.reachability import ANALYSIS as REACHABILITY
from journeymap.diagnostics import Severity, shown
from journeymap.i18n.messages import say
from journeymap.i18n.references import StepRef, refs
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find a file without a good end."""
    topology = graph.topology
    if topology.good_ends or not any(topology.in_flow):
        return
    place = graph.blueprint.key_at("steps")
    effect = say("nothing says that the customer gets what they came for")
    if topology.ends:
        ends = shown(refs(StepRef, graph.names(topology.ends)))
        message = say("no way ends with the customer helped; the journey ends at: {steps}", steps=ends)
        remedy = say('write "end: helped" at the step where the customer has got what they came for')
        yield Finding(place, message, witness=graph.names(topology.ends), help=remedy, effect=effect)
        return
    leaves = facts.of(REACHABILITY).leaves
    remedy = say('write "end: helped" at the step where the customer has got what they came for')
    if leaves:
        words = shown(refs(StepRef, graph.names(leaves)))
        remedy = say('write "end: helped", or how else it ends, at the last steps: {steps}', steps=words)
    message = say("no step says how the journey ends")
    yield Finding(place, message, witness=graph.names(leaves), help=remedy, effect=effect)


RULE = Rule(code="JM202", name="no-good-end", severity=Severity.ERROR, check=check)
