"""A system or partner that every way to a good end needs.

Why: when it fails, nobody is helped, by whatever channel he comes. Shostack (1984) asks for the fail points and for a
fail-safe at each of them.

Fix: plan for its failure: a fail point with `recover` at a step that uses it, or another way round, such as by phone or
on paper. If it is a risk you take, say so in the file's `accept`. A team of the organisation's own seldom fails as a
whole, so only partners and the actors of the support lane count; the option adds the others as notes.

Options:
    * `own-teams`: whether teams of the organisation's own count too.

Bad::

    journeymap: 1
    systems: {crm: Customer system}
    steps:
      call: {customer: Calls, frontstage: Looks up the contract, uses: crm, next: done}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    systems: {crm: Customer system}
    steps:
      call:
        customer: Calls
        frontstage: Looks up the contract
        uses: crm
        fails: [{what: The system is down, recover: paper}]
        next: done
      paper: {frontstage: Notes it down and calls back, next: done}
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.dependence import ANALYSIS as DEPENDENCE
from journeymap.diagnostics import Severity
from journeymap.rule import Finding, Option, Rule
from journeymap.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Find what no good way can do without."""
    blueprint = graph.blueprint
    remedy = say('plan for its failure: a fail point with "recover", or another way round')
    effect = say("when it fails, no customer is helped")
    for need in facts.of(DEPENDENCE).needs:
        severity, step = Severity.WARNING, None
        if need.kind == "actor":
            actor = blueprint.actors[need.id]
            if not actor.partner and actor.lane != "support":
                if not options["own-teams"]:
                    continue
                severity = Severity.NOTE
            place = actor.key_at()
            message = say('every way to a good end needs "{name}"', name=need.id)
        elif need.kind == "step":
            step, place = need.id, graph.place(need.id)
            message = say('every way to a good end needs the support step "{name}"', name=need.id)
        else:
            place = blueprint.systems[need.id].key_at()
            message = say('every way to a good end needs the system "{name}"', name=need.id)
        witness = graph.names(need.steps)
        yield Finding(place, message, step, witness, help=remedy, effect=effect, severity=severity)


RULE = Rule(
    code="JM306",
    name="single-point-of-failure",
    severity=Severity.WARNING,
    check=check,
    options={"own-teams": Option(False, say("whether teams of the organisation's own count too"))},
)
