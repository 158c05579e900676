"""Shares that add up to more than all customers.

Why: every figure that rests on them, such as how many customers are helped, would be wrong.

Fix: shares of one choice, of the personas, and of several entries each divide all customers; let them add up to 100%.
Leave out a share that is the rest: it is then computed. Half a percent per share is allowed for rounding.

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
from journeymap.graph.sums import ROUNDING, sums_of_choices
from journeymap.rule import Finding, Rule
from journeymap.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, _facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the sums over one."""
    remedy = say("let them add up to 100%; a share that is left out is the rest")
    for total in sums_of_choices(graph.blueprint):
        if total.over > ROUNDING:
            message = say('the ways on from "{step}" add up to {sum}%', step=total.step, sum=total.stated)
            if total.persona is not None:
                message = say(
                    'the ways on from "{step}" add up to {sum}% for "{persona}"',
                    step=total.step, sum=total.stated, persona=total.persona,
                )  # fmt: skip
            personas = () if total.persona is None else (total.persona,)
            place = graph.blueprint.steps[total.step].key_at("next")
            yield Finding(place, message, step=total.step, help=remedy, personas=personas)
    everyone = graph.blueprint.personas.values()
    shares = [persona.share for persona in everyone if persona.share is not None]
    if sum(shares) - 1 > ROUNDING * len(shares):
        message = say("the personas add up to {sum}% of all customers", sum=100 * sum(shares))
        yield Finding(graph.blueprint.key_at("personas"), message, help=remedy)
    entries = {name: step.start for name, step in graph.blueprint.steps.items() if step.start}
    # "true" is the whole weight of an entry, not a share of the customers.
    if all(share < 1 for share in entries.values()) and sum(entries.values()) - 1 > ROUNDING * len(entries):
        message = say("the steps where journeys begin add up to {sum}%", sum=100 * sum(entries.values()))
        last = list(entries)[-1]
        yield Finding(graph.blueprint.steps[last].at("start"), message, witness=tuple(entries), help=remedy)


RULE = Rule(code="JM107", name="shares-over-one", severity=Severity.ERROR, check=check)
