"""A join that does not fit its fork: a step waits for what never comes, or the customer is in two places at once.

Why: of a choice only one way is taken. A step that needs both waits for ever, and the customer with it. The other way
round, work begun beside the path that leads back onto it makes everything after it happen twice. In the language of
processes the journey has no proper completion (van der Aalst 1997).

Fix: steps after a choice need no joining: leave `needs` out. For work that is done at the same time, begin it with
`starts` on every way that leads to the join, and wait for it with `needs`; it needs no `next` back to the path.

Bad::

    journeymap: 1
    steps:
      decide: {frontstage: Decides, next: {permit: 80%, letter: 20%}}
      permit: {frontstage: Issues the permit, next: close}
      letter: {frontstage: Writes the letter, next: close}
      close: {customer: Gets the decision, needs: [permit, letter], end: helped}

Good::

    journeymap: 1
    steps:
      decide: {frontstage: Decides, next: {permit: 80%, letter: 20%}}
      permit: {frontstage: Issues the permit, next: close}
      letter: {frontstage: Writes the letter, next: close}
      close: {customer: Gets the decision, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.reachability import ANALYSIS as REACHABILITY
from journeymap.analyses.soundness import ANALYSIS as SOUNDNESS
from journeymap.changes import taking_out, writing
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import say
from journeymap.i18n.references import StepRef, refs
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find what waits for ever, and what happens twice."""
    soundness, chosen = facts.of(SOUNDNESS), facts.of(REACHABILITY).path
    # What waits beside the path; where the customer waits for that in turn, it is told with that wait.
    beside = {wait.step: wait for wait in soundness.waits if not wait.run}
    named = {step for wait in soundness.waits if wait.run for step in wait.missing}
    for wait in soundness.waits:
        if wait.step in named and wait.step in beside:
            continue
        name, missing = graph.name(wait.step), refs(StepRef, graph.names(wait.missing))
        here = StepRef(name)
        message = say('"{step}" can wait for ever: {missing} is not done on this way', step=here, missing=missing)
        effect = say("the customer waits for something that never comes")
        if not wait.run:
            message = say('"{step}" can never begin: {missing} is never done before it', step=here, missing=missing)
            effect = say("what was to be done here for the customer never happens")
        remedy = say('let every way to "{step}" begin it with "starts", and that work always come to it', step=here)
        if wait.missing[0] in beside:
            others = refs(StepRef, graph.names(beside[wait.missing[0]].missing))
            remedy = say('"{step}" itself waits for: {others}; take one out of "needs"', step=missing[0], others=others)
        elif wait.missing[0] in chosen:
            remedy = say('take it out of "needs": it is on another way of a choice, or comes later')
        needs = graph.step(wait.step).needs
        rest = [need for need in needs if need not in graph.names(wait.missing)]
        fixes = [writing("steps", name, "needs", value=rest)] if rest else []
        fixes.append(taking_out("steps", name, "needs"))
        place, way = graph.step(wait.step).key_at("needs", missing[0].id), graph.names(wait.run)
        yield Finding(place, message, step=name, witness=way, help=remedy, effect=effect, fixes=tuple(fixes))
    for doubling in soundness.doublings:
        way = graph.names((doubling.starter, *doubling.way))
        last, before = way[-1], way[-2]
        begun, here = StepRef(way[0]), StepRef(last)
        message = say('work begun at "{starter}" comes back onto the path at "{step}"', starter=begun, step=here)
        # What is between the quotes is to be written into the file, with the id.
        remedy = say('let "{step}" wait with "needs: {before}" and take this arrow out', step=here, before=before)
        place = graph.step(before).key_at("next", last)
        if len(way) == 2:
            message = say('"{step}" is begun beside the path and is on the path too', step=here)
            remedy = say('lead to it either with "next" or with "starts"')
            place = graph.step(before).key_at("starts", last)
        effect = say("everything from there on happens twice to the same customer")
        yield Finding(place, message, step=last, witness=way, help=remedy, effect=effect)
    if not soundness.complete:
        message = say(
            "fork and join were checked in part only: more than {count} situations", count=soundness.situations
        )
        remedy = say('divide the blueprint over several files, or use fewer "needs" that depend on choices')
        yield Finding(graph.blueprint.key_at("steps"), message, help=remedy, severity=Severity.NOTE)


RULE = Rule(code="JM209", name="improper-completion", severity=Severity.ERROR, check=check)
