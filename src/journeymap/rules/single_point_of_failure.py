"""A system or partner that every way to a good end needs.

Why: when it fails, nobody is helped, whatever the channel. Shostack (1984) asks for the fail points and for a fail-safe
at each of them.

Fix: plan for its failure: a fail point with `recover` at a step that uses it, or another way round, such as by phone or
on paper. If it is a risk you take, say so in the file's `accept`. A team of the organisation's own seldom fails as a
whole; those are named together, once, as a note.

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
from journeymap.diagnostics import Severity, shown
from journeymap.i18n.messages import say
from journeymap.i18n.references import ActorRef, StepRef, SystemRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find what no good way can do without."""
    blueprint = graph.blueprint
    remedy = say('plan for its failure: a fail point with "recover", or another way round')
    effect = say("when it fails, no customer is helped")
    own_teams = []
    for need in facts.of(DEPENDENCE).needs:
        step = None
        if need.kind == "actor":
            actor = blueprint.actors[need.id]
            if not actor.partner and actor.lane != "support":
                own_teams.append(need)
                continue
            place = actor.key_at()
            message = say('every way to a good end needs "{name}"', name=ActorRef(need.id))
        elif need.kind == "step":
            step, place = need.id, graph.place(need.id)
            message = say('every way to a good end needs the support step "{name}"', name=StepRef(need.id))
        else:
            place = blueprint.systems[need.id].key_at()
            message = say('every way to a good end needs the system "{name}"', name=SystemRef(need.id))
        yield Finding(place, message, step, graph.names(need.steps), help=remedy, effect=effect)
    if own_teams:
        # A team of the organisation's own seldom fails as a whole, and almost every service has one: said once.
        names = shown([ActorRef(need.id) for need in own_teams])
        witness = graph.names(sorted({step for need in own_teams for step in need.steps}))
        yield Finding(
            blueprint.actors[own_teams[0].id].key_at(),
            say("every way to a good end needs these teams of your own: {names}", names=names),
            witness=witness,
            help=remedy,
            effect=effect,
            severity=Severity.NOTE,
        )


RULE = Rule(code="JM306", name="single-point-of-failure", severity=Severity.WARNING, check=check)
