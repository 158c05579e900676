"""Shares that add up to more than all customers.

Why: every figure that rests on them, such as how many customers are helped, would be wrong.

Fix: shares of one choice, of the personas, of several entries, and of the fail points of a step that are recovered
from each divide all customers; let them add up to 100%. Leave out a share that is the rest: it is then computed. The
shares of `next` are of those for whom nothing fails, or, where they add up to 100% together with the fail points, of
all. Half a percent per share is allowed for rounding.

Bad::

    journeymap: 1
    steps:
      ask: {customer: Asks for a permit, next: {granted: 80%, refused: 40%}}
      granted: {customer: Gets the permit, end: helped}
      refused: {customer: Reads the refusal, end: refused}

Good::

    journeymap: 1
    steps:
      ask: {customer: Asks for a permit, next: {granted: 80%, refused: 20%}}
      granted: {customer: Gets the permit, end: helped}
      refused: {customer: Reads the refusal, end: refused}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Severity
from journeymap.graph.detours import unserved
from journeymap.graph.share_totals import entries_of, leaving_one_out, sum_of_personas, sums_of_choices
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.references import PersonaRef, StepRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, _facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the sums over one."""
    steps = graph.blueprint.steps
    remedy = say("let them add up to 100%; a share that is left out is the rest")
    failing: set[str] = set()
    for totals in sums_of_choices(graph.blueprint):
        name, division = totals.step, totals.division
        if division.failing_over and name not in failing:
            failing.add(name)  # they have one share for all personas
            failed = {"step": StepRef(name), "sum": Amount(division.failing, "share")}
            left = next((str(kind) for kind, _ in unserved(steps[name])), None)
            message = say('the fail points of "{step}" add up to {sum}', **failed)
            if left is not None:
                message = say('those who are not served at "{step}" add up to {sum} of all who come', **failed)
            yield Finding(steps[name].key_at(left or "fails"), message, step=name, help=remedy)
        if not division.over:
            continue
        values = {
            "step": StepRef(name),
            "sum": Amount(division.stated, "share"),
            "both": Amount(division.stated + division.failing, "share"),
        }
        with_fails = bool(division.failing) and not division.failing_over
        if totals.persona is not None:
            values["persona"] = PersonaRef(totals.persona)
            message = say('the ways on from "{step}" add up to {sum} for "{persona}"', **values)
            if with_fails:
                message = say(
                    'the ways on from "{step}" add up to {sum} for "{persona}", and with its fail points to {both}',
                    **values,
                )
        elif with_fails:
            message = say('the ways on from "{step}" add up to {sum}, and with its fail points to {both}', **values)
        else:
            message = say('the ways on from "{step}" add up to {sum}', **values)
        personas = () if totals.persona is None else (totals.persona,)
        simple = totals.persona is None and not division.failing
        fixes = leaving_one_out(name, steps[name].next) if simple else ()
        yield Finding(steps[name].key_at("next"), message, step=name, help=remedy, personas=personas, fixes=fixes)
    of_all = sum_of_personas(graph.blueprint)
    if of_all is not None and of_all > 1:
        message = say("the personas add up to {sum} of all customers", sum=Amount(of_all, "share"))
        yield Finding(graph.blueprint.key_at("personas"), message, help=remedy)
    entries = entries_of(graph.blueprint)
    if entries.over:
        message = say("the steps where journeys begin add up to {sum}", sum=Amount(entries.stated, "share"))
        names = graph.names([number for number, share in entries.shares.items() if share])
        yield Finding(steps[names[-1]].at("start"), message, witness=names, help=remedy)


RULE = Rule(code="JM107", name="shares-over-one", severity=Severity.ERROR, check=check)
