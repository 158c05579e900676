"""A choice whose shares are all stated and leave some customers without a way.

Why: the rest of the customers goes nowhere. In the figures they are stranded; in real life they are the ones nobody
wrote down: who hung up, gave up, or never answered. Of personas and of the beginnings of journeys the same is said.

Fix: add the way that the others take, or leave one share out: it is then the rest. A step that is also an `end` keeps
the rest. Shares of `next` add up to 100% by themselves, of those for whom nothing fails, or together with the fail
points that are recovered from, of all. Half a percent per share is allowed for rounding.

Bad::

    journeymap: 1
    steps:
      ask: {customer: Asks for a permit, next: {granted: 70%, refused: 20%}}
      granted: {customer: Gets the permit, end: helped}
      refused: {customer: Reads the refusal, end: refused}

Good::

    journeymap: 1
    steps:
      ask: {customer: Asks for a permit, next: {granted: 70%, refused: 20%, withdrawn: 10%}}
      granted: {customer: Gets the permit, end: helped}
      refused: {customer: Reads the refusal, end: refused}
      withdrawn: {customer: Withdraws the request, end: gave-up}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Severity
from journeymap.graph.share_totals import entries_of, leaving_one_out, sum_of_personas, sums_of_choices
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.references import PersonaRef, StepRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.graph.share_totals import Sum
    from journeymap.rule import Options


_EFFECT = say("nobody has written down what happens to them, so nobody looks after them")


def check(graph: ServiceGraph, _facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the sums under one."""
    for totals in sums_of_choices(graph.blueprint):
        # Where nobody goes anywhere the choice is empty, which another rule says.
        if totals.division.under and (totals.division.stated or not graph.blueprint.steps[totals.step].next):
            yield _of_choice(graph, totals)
    of_all = sum_of_personas(graph.blueprint)
    if of_all is not None and of_all < 1:
        yield Finding(
            graph.blueprint.key_at("personas"),
            say("{rest} of the customers are none of the personas", rest=Amount(1 - of_all, "share")),
            help=say("let the shares of the personas add up to 100%, or leave one share out: it is then the rest"),
            effect=say("the figures count as if these customers were like the others"),
        )
    if graph.topology.starts and (rest := 1 - sum(graph.topology.weights)) > 1e-9:
        entries = entries_of(graph.blueprint)
        names = graph.names([number for number, share in entries.shares.items() if share])
        yield Finding(
            graph.blueprint.steps[names[-1]].at("start"),
            say("{rest} of the customers begin nowhere", rest=Amount(rest, "share")),
            witness=names,
            help=say('let the shares of the beginnings add up to 100%, or write "start: true" where the rest begins'),
            effect=_EFFECT,
        )


def _of_choice(graph: ServiceGraph, totals: Sum) -> Finding:
    step, division = graph.blueprint.steps[totals.step], totals.division
    rest, both = Amount(division.rest, "share"), Amount(division.stated + division.failing, "share")
    values = {"rest": rest, "step": StepRef(totals.step), "sum": Amount(division.stated, "share"), "both": both}
    message = say('{rest} of the customers at "{step}" go nowhere', **values)
    if totals.persona is not None:
        message = say('{rest} of "{persona}" at "{step}" go nowhere', persona=PersonaRef(totals.persona), **values)
    if division.failing and division.stated:
        message = say(
            '{rest} of the customers at "{step}" go nowhere: its ways add up to {sum}, with its fail points to {both}',
            **values,
        )
    return Finding(
        step.key_at("next" if step.next else "fails"),
        message,
        step=totals.step,
        personas=() if totals.persona is None else (totals.persona,),
        help=say('add the way they take, write "end" if the journey is over for them, or leave one share out'),
        effect=_EFFECT,
        fixes=leaving_one_out(totals.step, step.next) if totals.persona is None and step.next else (),
    )


RULE = Rule(code="JM115", name="shares-under-one", severity=Severity.WARNING, check=check)
