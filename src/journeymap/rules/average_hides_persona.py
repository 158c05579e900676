"""A kind of customer who gives up far more than the average shows.

Why: the average customer does not exist (Gilmore and Pine 1997). When most are well off, the mean looks fine and those
who pay for it are not seen.

Fix: look at the journey with the eyes of this customer, at the steps named: what would they want exactly there? Report
the figures per kind of customer, never only the mean. Reported once per kind of customer, at the step where it shows
most.

Options:
    * `excess`: the percentage of the rating scale by which one kind of customer may give up more than the mean.

Bad::

    journeymap: 1
    personas: {walks: {share: 90%}, wheelchair: {share: 10%}}
    steps:
      kitchen:
        customer: Chooses a kitchen
        frontstage: Shows three
        experience: {walks: {desired: 9, perceived: 8}, wheelchair: {desired: 9, perceived: 2}}
        end: helped

Good::

    journeymap: 1
    personas: {walks: {share: 90%}, wheelchair: {share: 10%}}
    steps:
      kitchen:
        customer: Chooses a kitchen
        frontstage: Asks about cooking
        experience: {walks: {desired: 9, perceived: 8}, wheelchair: {desired: 9, perceived: 8}}
        end: helped
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.gaps import ANALYSIS as GAPS
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import say
from journeymap.i18n.references import PersonaRef, StepRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Find the personas who give up much more than the mean."""
    gaps = facts.of(GAPS)
    most = options["excess"] / 100 * gaps.scale - 1e-9
    for persona in graph.personas:
        excess = {
            step: own - spread.mean
            for step, spread in gaps.step_sacrifice.items()
            if spread.mean is not None
            and (own := spread.by_persona.get(persona)) is not None and own - spread.mean >= most
        }  # fmt: skip
        if not excess:
            continue
        worst = max(excess, key=excess.__getitem__)
        spread = gaps.step_sacrifice[worst]
        figures = {"persona": PersonaRef(persona), "step": StepRef(worst), "own": spread[persona], "mean": spread.mean}
        message = say('"{persona}" gives up {own} at "{step}", where the mean is {mean}', **figures)
        if len(excess) > 1:
            message = say(
                '"{persona}" gives up {own} at "{step}", where the mean is {mean}, and far more than the mean at '
                "{count} steps",
                count=len(excess), **figures,
            )  # fmt: skip
        rated = persona in graph.step(worst).experience
        yield Finding(
            graph.place(worst, "experience", persona) if rated else graph.place(worst, "experience"),
            message,
            step=worst,
            witness=tuple(excess),
            help=say('ask "{persona}" what would be wanted exactly at these steps, and report figures per persona',
                     persona=PersonaRef(persona)),
            effect=say("this customer pays for what suits the others, and no figure shows it"),
            personas=(persona,),
        )  # fmt: skip


RULE = Rule(
    code="JM503",
    name="average-hides-persona",
    severity=Severity.WARNING,
    check=check,
    options={"excess": 20},
)
