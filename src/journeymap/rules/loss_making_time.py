"""A service that takes longer than its price can pay for.

Why: a service that loses on every customer is cut where the customer feels it, or stopped. Shostack (1984) shows it
with a shoeshine: from 3.8 minutes on every pair costs money, and customers accept five.

Fix: prevent what is done twice, move work to where it is cheaper, ask another price, or say sooner when it is done.
Only the organisation's own time counts, `takes` at steps where it acts, not what the customer does alone; with all that
fails and is done again. The break-even time is (price - materials - overhead) / rate, all of them in `economics`.

Bad::

    journeymap: 1
    economics: {price: 0.50, rate: 0.10, materials: 0.03, overhead: 0.09}
    steps:
      shine: {customer: Puts a foot up, frontstage: Shines the shoes, takes: 4 min, next: pay}
      pay: {customer: Pays, frontstage: Takes the money, takes: 15 s, end: helped}

Good::

    journeymap: 1
    economics: {price: 0.50, rate: 0.10, materials: 0.03, overhead: 0.09, acceptable: 3 min}
    steps:
      shine: {customer: Puts a foot up, frontstage: Shines the shoes, takes: 105 s, next: pay}
      pay: {customer: Pays, frontstage: Takes the money, takes: 15 s, end: helped}
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from journeymap.analyses.economics import ANALYSIS as ECONOMICS
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Minutes
from journeymap.i18n.references import PersonaRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Hold the work that is done, and the time that the customer accepts, against the break-even time."""
    profit = facts.of(ECONOMICS)
    if profit is None:
        return
    limit = Minutes(profit.break_even)
    # Work without end is that of a circle that nothing leaves, and that is said there.
    work = {name: time for name, time in profit.expected.by_persona.items() if time is not None and isfinite(time)}
    over = [name for name, time in work.items() if time > profit.break_even]
    mean, field = profit.expected.mean, "price"
    if profit.break_even <= 0:
        message = say("materials and overhead leave nothing of the price to pay for work")
    elif mean is not None and isfinite(mean) and mean > profit.break_even:
        message = say(
            "the work for a customer takes {time} on average, and from {limit} on it costs more than it earns",
            time=Minutes(mean), limit=limit,
        )  # fmt: skip
    elif over:
        worst = max(over, key=work.__getitem__)
        message = say(
            'the work for "{persona}" takes {time} on average, and from {limit} on it costs more than it earns',
            persona=PersonaRef(worst), time=Minutes(work[worst]), limit=limit,
        )  # fmt: skip
    elif profit.acceptable is not None and profit.acceptable > profit.break_even:
        field, over = "acceptable", []
        message = say(
            "the customer accepts {time}, and from {limit} on it costs more than it earns",
            time=Minutes(profit.acceptable), limit=limit,
        )  # fmt: skip
    else:
        return
    economics = graph.blueprint.economics
    yield Finding(
        economics.key_at(field) if economics is not None else None,
        message,
        help=say("prevent what is done twice, move work to where it is cheaper, or ask another price"),
        effect=say("the service is cut or stopped sooner or later, and the customer notices"),
        personas=graph.unless_all(over),
    )


RULE = Rule(code="JM406", name="loss-making-time", severity=Severity.WARNING, check=check)
