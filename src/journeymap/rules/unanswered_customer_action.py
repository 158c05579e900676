"""A customer who turns to the organisation, and nobody there acts.

Why: every action of the customer across the line of interaction asks for one on the other side (Shostack 1984;
Bitner, Ostrom and Morgan 2008). Where none is drawn, the customer is left without an answer, or nobody knows who gives
it.

Fix: write who answers and how, in `frontstage`, or what happens out of sight, in `backstage` or `support`; in this step
or in the next. Where the customer is meant to act alone, set `self-service: true` on the channel; on one
that only brings something, such as a letter, `answers: false`. Only steps at which
the customer turns to the organisation count: those with a channel, or at which something is asked or told.

Bad::

    journeymap: 1
    channels: {counter: Town hall}
    steps:
      ask: {customer: Asks for a passport, channel: counter, next: home}
      home: {customer: Goes home, next: done}
      done: {customer: Has a passport, frontstage: Hands it over, end: helped}

Good::

    journeymap: 1
    channels: {counter: Town hall}
    steps:
      ask: {customer: Asks for a passport, frontstage: Takes the photo, channel: counter, next: home}
      home: {customer: Goes home, next: done}
      done: {customer: Has a passport, frontstage: Hands it over, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.vocabulary import ANALYSIS as VOCABULARY
from journeymap.diagnostics import Severity
from journeymap.graph.channel_choice import alone_by_intent
from journeymap.i18n.messages import say
from journeymap.i18n.references import StepRef
from journeymap.model.lanes import ORGANISATION_LANES
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.model.step import Step
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the steps at which customers are left alone with their question."""
    blueprint = graph.blueprint
    if not facts.of(VOCABULARY).draws("frontstage"):
        return  # whoever draws the customer alone leaves nobody without an answer
    for name, step in blueprint.steps.items():
        if not step.customer or not (step.channel or step.asks or step.tells) or _is_answered(graph, step):
            continue
        if alone_by_intent(blueprint, step):
            continue
        yield Finding(
            step.at("customer"),
            say('nobody answers the customer at "{step}"', step=StepRef(name)),
            step=name,
            help=say('write who answers in "frontstage", or "self-service: true" on the channel if it is meant so'),
            effect=say("the customer asks and does not know whether anybody has heard"),
        )


def _is_answered(graph: ServiceGraph, step: Step) -> bool:
    """Whether the organisation acts here, or right after, or in a step that this one uses, informs or starts."""
    steps = graph.blueprint.steps
    recovered = [fail.recover for fail in step.fails if fail.recover is not None]
    around = [*step.next, *step.informs, *step.starts, *recovered]
    answers = (step, *(steps[name] for name in around if name in steps))
    return bool(
        step.uses or step.journey or any(answer.cells(lane) for answer in answers for lane in ORGANISATION_LANES)
    )


RULE = Rule(code="JM301", name="unanswered-customer-action", severity=Severity.WARNING, check=check)
