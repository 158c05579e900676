"""A customer who cannot leave, and cannot count on being helped whatever they do.

Why: a free customer goes elsewhere; a captive one is lost when the organisation, or chance, decides otherwise. Then the
journey itself has to guarantee a good end. Who decides at each choice makes it a game (user journey games, Kobialka et
al. 2024); the finding shows one way in which it is lost. Where only some personas cannot be sure, it says who.

Fix: at the choices of the organisation on that way, lead back to where help is given or to another good end; let the
customer decide where that is possible; put right what may fail. Only files whose `customer` has `choice: captive` are
looked at.

Bad::

    journeymap: 1
    customer: {choice: captive}
    steps:
      ask: {frontstage: Decides, next: {home: {share: 30%, decides: organisation}, no: {decides: organisation}}}
      home: {customer: Gets a home, end: helped}
      no: {customer: Reads that it is no, end: refused}

Good::

    journeymap: 1
    customer: {choice: captive}
    steps:
      ask: {frontstage: Decides, next: {home: {share: 30%, decides: organisation}, no: {decides: organisation}}}
      home: {customer: Gets a home, end: helped}
      no: {frontstage: Explains and finds a place for a year, helps: alternative, next: room}
      room: {customer: Has a place for a year, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.guarantee import ANALYSIS as GUARANTEE
from journeymap.diagnostics import Family, Severity
from journeymap.i18n.messages import quoted, say
from journeymap.i18n.references import PersonaRef, StepRef, refs
from journeymap.numerics.games import Standing
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options

MEANING = {
    Standing.LIKELY: say("the organisation can keep passing the customer on"),
    Standing.IN_THEIR_HANDS: say("it is in the hands of the organisation"),
    Standing.POSSIBLE: say("it takes luck as well"),
}


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Tell how a captive customer can fail to be helped. Where no way leads to help at all, other rules speak."""
    customer = graph.blueprint.customer
    everybody = facts.of(GUARANTEE)
    if customer.choice != "captive":
        return
    unsure = {name: own for name in graph.personas if (own := everybody.of(name)).overall in MEANING}
    if any(everybody.of(name).unjudged for name in graph.personas):
        message = say("whether a captive customer is sure of being helped was not judged: there are too many joins")
        remedy = say('divide the blueprint over several files, or use fewer "needs"')
        yield Finding(customer.at("choice"), message, help=remedy, severity=Severity.NOTE)
    if not unsure:
        return
    personas = graph.unless_all(unsure)
    for_all = everybody.overall in MEANING and not personas
    game = everybody if for_all else min(unsure.values(), key=lambda own: own.overall or Standing.LOST)
    way = graph.names(game.losing_way)
    meaning = MEANING[game.overall or Standing.POSSIBLE]
    message = say("a captive customer cannot be sure of being helped: {meaning}", meaning=meaning)
    if personas:
        message = say(
            "{personas} cannot be sure of being helped: {meaning}",
            personas=quoted(refs(PersonaRef, personas)),
            meaning=meaning,
        )
    if len(way) > 1 and game.losing_way[-1] in game.losing_way[:-1]:
        remedy = say('let the round through "{step}" come to an end that helps', step=StepRef(way[-1]))
    else:
        remedy = say('lead from "{step}" on to help, or let the customer decide before it', step=StepRef(way[-1]))
    effect = say("whatever the customer does, others can still decide that no help comes")
    yield Finding(customer.at("choice"), message, None, way, remedy, effect, personas)


RULE = Rule(code="JM710", name="not-guaranteed", severity=Severity.WARNING, check=check, family=Family("refusal", 2))
