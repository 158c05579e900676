"""More home visits to one household than it should have to bear, over all journeys that it lives through.

Why: each organisation, and each department, sees its own visit; the household sees them all. Every visit takes a day of
free time and opens the home to a stranger. What is bearable in one journey is not in the sum of three, and nobody adds
up but the customer: administrative burden is counted where it falls (Moynihan, Herd and Harvey 2015).

Fix: make one plan for the household: one visit for several purposes, one who comes for all, or an answer without a
visit. The visits are expected values over this journey and those `beside` it, from `burden: home-visit`.

Options:
    * `budget`: the number of home visits that one household may be asked to bear.

Bad::

    journeymap: 1
    steps:
      look: {customer: Shows the crack, burden: {home-visit: 1}, next: measure}
      measure: {customer: Lets them measure, burden: {home-visit: 2}, next: mend}
      mend: {customer: Lets them repair it, burden: {home-visit: 2}, next: whole}
      whole: {customer: Has a whole wall, end: helped}

Good::

    journeymap: 1
    steps:
      look: {customer: Shows the crack and lets them measure, burden: {home-visit: 1}, next: mend}
      mend: {customer: Lets them repair it, burden: {home-visit: 2}, next: whole}
      whole: {customer: Has a whole wall, end: helped}
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from journeymap.analyses.burden import ANALYSIS as BURDEN
from journeymap.analyses.burden import HOME_VISIT
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import plural, say
from journeymap.i18n.references import PersonaRef, refs
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Find a household that is visited too often."""
    burden, budget = facts.of(BURDEN), options["budget"]
    visits = {persona: kinds.get(HOME_VISIT, 0.0) for persona, kinds in burden.by_persona.items()}
    # Who is visited without end goes round in a circle that nothing leaves, and that is said there.
    over = [persona for persona, count in visits.items() if isfinite(count) and round(count, 6) > budget]
    own = [visit.step for visit in burden.visits if visit.file is None]
    if not over or not own:
        return
    most = max(over, key=lambda persona: round(visits[persona], 6))
    some = tuple(over) if len(over) < len(visits) else ()
    who = say('one household of "{personas}"', personas=refs(PersonaRef, some)) if some else say("one household")
    figures = {"household": who, "budget": budget}
    message = plural(
        "{household} gets {count} home visit, over the budget of {budget}",
        "{household} gets {count} home visits, over the budget of {budget}", visits[most], **figures,
    )  # fmt: skip
    names = [journey.file for journey in burden.journeys[1:]]
    if names:
        message = plural(
            "{household} gets {count} home visit from this journey and those beside it ({files}), over the budget of "
            "{budget}",
            "{household} gets {count} home visits from this journey and those beside it ({files}), over the budget of "
            "{budget}", visits[most], files=names, **figures,
        )  # fmt: skip
    relates = graph.blueprint.relates
    yield Finding(
        relates.key_at("beside") if names and relates is not None else graph.place(own[0], "burden"),
        message,
        witness=tuple(own),
        help=say("make one plan for the household: one visit for several purposes, or an answer without a visit"),
        effect=plural(
            "on average that makes {count} day of nuisance at home",
            "on average that makes {count} days of nuisance at home",
            burden.nuisance_days,
        ),
        personas=some,
    )


RULE = Rule(
    code="JM901",
    name="piled-burden",
    severity=Severity.WARNING,
    check=check,
    options={"budget": 3},
)
