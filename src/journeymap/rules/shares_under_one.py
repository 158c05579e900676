"""A choice whose shares are all stated and leave some customers without a way.

Why: the rest of the customers goes nowhere. In the figures they are stranded; in real life they are the ones nobody
wrote down: who hung up, gave up, or never answered.

Fix: add the way that the others take, or leave one share out: it is then the rest. A step that is also an `end` keeps
the rest; a fail point with `recover` counts as a way. Half a percent per share is allowed for rounding.

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
from journeymap.graph.sums import ROUNDING, sums_of_choices
from journeymap.rule import Finding, Rule
from journeymap.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, _facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the sums under one."""
    for total in sums_of_choices(graph.blueprint):
        # Where nobody goes anywhere the choice is empty, which another rule says.
        if total.under <= ROUNDING or not total.stated:
            continue
        rest = 100 - total.stated
        message = say('{rest}% of the customers at "{step}" go nowhere', rest=rest, step=total.step)
        if total.persona is not None:
            message = say(
                '{rest}% of "{persona}" at "{step}" go nowhere', rest=rest, step=total.step, persona=total.persona
            )
        yield Finding(
            graph.blueprint.steps[total.step].key_at("next"),
            message,
            step=total.step,
            personas=() if total.persona is None else (total.persona,),
            help=say('add the way they take, write "end" if the journey is over for them, or leave one share out'),
            effect=say("nobody has written down what happens to them, so nobody looks after them"),
        )


RULE = Rule(code="JM115", name="shares-under-one", severity=Severity.WARNING, check=check)
