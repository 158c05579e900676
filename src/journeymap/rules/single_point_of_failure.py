"""Systems and partners that every way to a good end needs.

Why: when one of them fails, nobody is helped, whatever the channel. Shostack (1984) asks for the fail points and for a
fail-safe at each of them.

Fix: plan for its failure: a fail point with `recover` at a step that uses it, or another way round, such as by phone or
on paper. If it is a risk you take, say so in the file's `accept`. All are named once per file, those that carry most
customers first. A partner of whom there are many, as with doctors or fitters, is no single point: write
`partner: many`. A team of the organisation's own seldom fails as a whole.

Options:
    * `own-teams`: whether teams of the organisation's own are named too.

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
from journeymap.i18n.numbers import Amount
from journeymap.i18n.references import ActorRef, StepRef, SystemRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analyses.dependence import Need
    from journeymap.analysis import Facts
    from journeymap.diagnostics import Span
    from journeymap.graph import ServiceGraph
    from journeymap.i18n.messages import Message
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Find what no good way can do without, and say it once."""
    needs = [need for need in facts.of(DEPENDENCE).needs if _is_single(graph, need, own_teams=options["own-teams"])]
    needs.sort(key=lambda need: -need.carried)
    if not needs:
        return
    yield Finding(
        _place(graph, needs[0]),
        say("every way to a good end needs {things}", things=shown([_carrying(need) for need in needs])),
        witness=graph.names(sorted({step for need in needs for step in need.steps})),
        help=say('plan for its failure: a fail point with "recover", or another way round'),
        effect=say("when it fails, no customer is helped"),
    )


def _is_single(graph: ServiceGraph, need: Need, *, own_teams: bool) -> bool:
    if need.kind != "actor":
        return True
    actor = graph.blueprint.actors[need.id]
    if actor.partner == "many":
        return False
    return own_teams or bool(actor.partner) or actor.lane == "support"


def _place(graph: ServiceGraph, need: Need) -> Span | None:
    if need.kind == "step":
        return graph.place(need.id)
    blueprint = graph.blueprint
    return (blueprint.actors if need.kind == "actor" else blueprint.systems)[need.id].key_at()


def _carrying(need: Need) -> Message:
    share = Amount(need.carried, "share", digits=2)
    if need.kind == "actor":
        return say('"{name}" ({share} of the customers)', name=ActorRef(need.id), share=share)
    if need.kind == "step":
        return say('the support step "{name}" ({share} of the customers)', name=StepRef(need.id), share=share)
    return say('the system "{name}" ({share} of the customers)', name=SystemRef(need.id), share=share)


OPTIONS = {"own-teams": False}
RULE = Rule(code="JM306", name="single-point-of-failure", severity=Severity.WARNING, check=check, options=OPTIONS)
