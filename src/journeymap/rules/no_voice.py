"""A customer who cannot leave, and on some way cannot answer back either.

Why: anyone who is dissatisfied can leave or speak (Hirschman 1970). Customers who cannot leave can only speak, so that
is all that corrects the organisation; where they are not heard, nothing does.

Fix: on every way, and above all before and at a bad end, give customers a place to object, complain or answer, and act
on it. A step counts if it has `helps: evaluate`, is tagged `voice`, or says in its texts that the customer objects,
complains or gives an opinion. Only files whose `customer` has `choice: captive` are looked at. Where some step hears
customers, only bad ends that they come to unheard are reported. At a bad end it is an error.

Bad::

    journeymap: 1
    customer: {choice: captive}
    steps:
      ask: {customer: Asks for a home, next: {home: 30%, letter: 70%}}
      home: {customer: Gets a home and is asked how it is, helps: evaluate, end: helped}
      letter: {customer: Reads that it is no, end: refused}

Good::

    journeymap: 1
    customer: {choice: captive}
    steps:
      ask: {customer: Asks for a home, next: {home: 30%, letter: 70%}}
      home: {customer: Gets a home and is asked how it is, helps: evaluate, end: helped}
      letter: {customer: Reads why and how to object, asks: reason, helps: alternative, end: refused}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.helping import ANALYSIS as HELPING
from journeymap.analyses.vocabulary import ANALYSIS as VOCABULARY
from journeymap.diagnostics import Family, Severity
from journeymap.i18n.messages import say
from journeymap.i18n.references import StepRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options

BAD = ("refused", "gave-up")


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the ends that a captive customer comes to unheard; said once where nothing hears them at all."""
    customer = graph.blueprint.customer
    helping = facts.of(HELPING)
    known = facts.of(VOCABULARY)
    in_use = bool(helping.voices or helping.served["evaluate"]) or known.has("asks", "tells")
    if customer.choice != "captive" or not helping.unheard or not in_use:
        return
    remedy = say('let the customer object, complain or answer before the end, and tag that step "voice"')
    effect = say("customers who can neither leave nor speak can only put up with it")
    if not helping.voices:
        worst = next((way for way in helping.unheard if way.outcome in BAD), helping.unheard[0])
        severity = Severity.ERROR if worst.outcome in BAD else Severity.WARNING
        message = say("the customer cannot leave, and no step offers a way to complain or answer back")
        yield Finding(customer.at("choice"), message, None, worst.steps, remedy, effect, severity=severity)
        return
    for way in helping.unheard:
        if way.outcome not in BAD:
            continue  # who is helped where others can object has nothing to object to
        message = say(
            'a captive customer can come to "{step}" without a chance to complain or answer', step=StepRef(way.end)
        )
        place = graph.place(way.end, "end")
        yield Finding(place, message, way.end, way.steps, remedy, effect, way.personas, Severity.ERROR)


RULE = Rule(code="JM709", name="no-voice", severity=Severity.WARNING, check=check, family=Family("refusal", 1))
