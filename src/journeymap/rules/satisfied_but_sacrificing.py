"""A step where customers get what they expect, and far less than they want.

Why: anyone who expects little is soon satisfied. Satisfaction holds what people get against what they expect; what they
give up for want of better, the distance to what they want exactly, it does not show (customer sacrifice: Hart 1995;
Gilmore and Pine 1997). They take the first better offer, or, where there is none, silently go without.

Fix: ask what the customer would want exactly, and let the customer choose or change that part. Better information
changes the expectation, not the sacrifice.

Options:
    * `sacrifice`: the percentage of the rating scale from which something counts as given up.

Bad::

    journeymap: 1
    steps:
      choose:
        customer: Chooses from three kitchens
        frontstage: Shows the list
        experience: {everyone: {desired: 9, expected: 5, perceived: 6}}
        end: helped

Good::

    journeymap: 1
    steps:
      choose:
        customer: Draws the kitchen together with the architect
        frontstage: Asks follow-up questions, and draws
        experience: {everyone: {desired: 9, expected: 5, perceived: 8}}
        end: helped
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.gaps import ANALYSIS as GAPS
from journeymap.diagnostics import Family, Severity
from journeymap.i18n.messages import quoted, say
from journeymap.i18n.references import PersonaRef, StepRef, refs
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Find the steps where somebody is satisfied at a price."""
    found = facts.of(GAPS)
    least = options["sacrifice"] / 100 * found.scale - 1e-9
    for name, gaps in found.steps.items():
        given_up = {
            persona: gap.sacrifice
            for persona, gap in gaps.items()
            if gap.visits and gap.satisfaction is not None and gap.satisfaction >= 0
            and gap.sacrifice is not None and gap.sacrifice >= least
        }  # fmt: skip
        if not given_up:
            continue
        least_of_all, most = min(given_up.values()), max(given_up.values())
        amount = say("{lowest} to {highest}", lowest=least_of_all, highest=most) if most - least_of_all > 1e-9 else most
        figures = {"step": StepRef(name), "sacrifice": amount, "scale": found.scale}
        message = say('at "{step}" expectations are met, and {sacrifice} of {scale} points are given up', **figures)
        personas = graph.unless_all(given_up)
        if personas:
            message = say(
                'at "{step}" the expectations of {personas} are met, and {sacrifice} of {scale} points are given up',
                personas=quoted(refs(PersonaRef, personas)), **figures,
            )  # fmt: skip
        yield Finding(
            graph.place(name, "experience"),
            message,
            step=name,
            help=say("ask what the customer would want exactly, and let the customer choose or change that part"),
            effect=say("customers settle for less than they want, and no measure of satisfaction shows it"),
            personas=personas,
        )


RULE = Rule(
    code="JM502",
    name="satisfied-but-sacrificing",
    severity=Severity.WARNING,
    check=check,
    options={"sacrifice": 25},
    family=Family("pain", 1),
)
