"""A choice that was the customer's and that the organisation now takes.

Why: cash back became a transfer later, a day of one's own a card with a date. Every such change suits somebody inside,
and nobody asked the customer. Small choices are what makes a customer feel in charge.

Fix: give the choice back, with the organisation's preference as the default if need be. If it is taken over for the
customer's sake or by law, write so: `because: {serves: customer, reason: …}`; for the organisation's sake it is a
conscious choice only in `accept`. The rule looks at arrows with `formerly: customer`, and the steps of the file that
this one `replaces`.

Bad::

    journeymap: 1
    steps:
      counter:
        customer: Brings it back
        frontstage: Takes it
        next: {transfer: {decides: organisation, formerly: customer}}
      transfer: {customer: Sees the money on the account, end: helped}

Good::

    journeymap: 1
    steps:
      counter:
        customer: Brings it back
        frontstage: Takes it
        next: {cash: {decides: customer}, transfer: {decides: customer}}
      cash: {customer: Has the money in hand, end: helped}
      transfer: {customer: Sees the money on the account, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.changes import Fix, Put
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import say
from journeymap.i18n.references import StepRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.model.step import Step
    from journeymap.rule import Options


def check(graph: ServiceGraph, _facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the choices that were the customer's."""
    remedy = say("give the choice back, or say what the customer or the law has to do with it")
    before = _chosen_before(graph)
    for name, step in graph.blueprint.steps.items():
        if step.because is not None and step.because.reason and step.because.serves in ("customer", "law"):
            continue
        ways = step.next.items()
        taken = [way for way, flow in ways if flow.formerly == "customer" != step.decider(flow)]
        if taken:
            message = say('at "{step}" the customer used to choose, and no longer does', step=StepRef(name))
            place, chosen = step.next[taken[0]].at("formerly"), taken
        elif name in before and _is_decided(step):
            here, file = StepRef(name), before[name]
            message = say('at "{step}" the customer chooses in "{file}", and no longer here', step=here, file=file)
            place, chosen = step.key_at("next"), list(step.next)
        else:
            continue
        effect = say("the customer has to take what others have chosen")
        if step.because is not None and step.because.reason:
            reason = step.because.reason
            effect = say('the customer has to take what others have chosen, because of: "{why}"', why=reason)
        witness = (name, *(taken or step.next))
        back = tuple(Put(("steps", name, "next", target, "decides"), "customer") for target in chosen)
        fixes = (Fix(say('write "{text}"', text="decides: customer"), back),)
        yield Finding(place, message, step=name, witness=witness, help=remedy, effect=effect, fixes=fixes)


def _chosen_before(graph: ServiceGraph) -> dict[str, str]:
    """Return the steps at which only the customer chooses in a file that this one replaces, with that file."""
    relates = graph.blueprint.relates
    chosen: dict[str, str] = {}
    for file in relates.replaces if relates is not None else ():
        old = graph.related[file].blueprint.steps if file in graph.related else {}
        for name, step in old.items():
            if len(step.next) > 1 and all(flow.decides == "customer" for flow in step.next.values()):
                chosen.setdefault(name, file)
    return chosen


def _is_decided(step: Step) -> bool:
    """Whether the organisation decides each way on, of several or in so many words."""
    ways = step.next.values()
    others = all(step.decider(flow) == "organisation" for flow in ways)
    return bool(ways) and others and (len(ways) > 1 or any(flow.decides for flow in ways))


RULE = Rule(code="JM606", name="choice-taken-away", severity=Severity.WARNING, check=check)
