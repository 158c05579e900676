"""A bad moment after which, on some way, nothing makes up for it until the end.

Why: a bad moment that is made good is often remembered as a good one; one that is left so is what people leave with
(Bitner, Booms and Tetreault 1990).

Fix: put something after it that helps: somebody who calls, an explanation, a choice, on the way that is shown. Relief
is any later step, the end included, with an emotion above the limit. Only ends that are rated are looked at: how it
feels at another one nobody has said. Of several bad moments in a row only the worst is named. A step that itself ends
the journey is not meant.

Options: * `bad`: the emotion, from -2 to 2, at or below which a moment counts as bad.

Bad::

    journeymap: 1
    steps:
      ask: {customer: Asks, frontstage: Listens, next: {no: 30%, yes: 70%}}
      no: {customer: Reads a letter that says no, frontstage: Writes, experience: {everyone: {emotion: -2}}, next: home}
      home: {customer: Stays put, experience: {everyone: {emotion: -1.5}}, end: gave-up}
      yes: {customer: Gets it, frontstage: Grants it, end: helped}

Good::

    journeymap: 1
    steps:
      ask: {customer: Asks, frontstage: Listens, next: {no: 30%, yes: 70%}}
      no: {customer: Hears that it cannot be, frontstage: Calls, experience: {everyone: {emotion: -2}}, next: other}
      other: {customer: Finds another way, frontstage: Thinks along, experience: {everyone: {emotion: 1}}, end: helped}
      yes: {customer: Gets it, frontstage: Grants it, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.moments import ANALYSIS as MOMENTS
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
    """Find the bad moments that are left as they are on some way."""
    for moment in facts.of(MOMENTS).unrelieved(options["bad"]):
        personas = graph.unless_all(moment.emotions)
        figures = {
            "step": StepRef(moment.step),
            "emotion": min(moment.emotions.values()),
            "end": StepRef(moment.path[-1]),
        }
        message = say('after "{step}" ({emotion}) nothing makes up for it on the way to "{end}"', **figures)
        if personas:
            message = say(
                'after "{step}" ({emotion}) nothing makes up for it for {personas} on the way to "{end}"',
                personas=quoted(refs(PersonaRef, personas)), **figures,
            )  # fmt: skip
        yield Finding(
            graph.place(moment.step, "experience"),
            message,
            step=moment.step,
            witness=moment.path,
            help=say("put something on this way that helps: somebody who calls, an explanation, a choice"),
            effect=say("the customer leaves with the bad moment"),
            personas=personas,
            onward=moment.path[-1],
        )


RULE = Rule(
    code="JM509",
    name="emotion-without-relief",
    severity=Severity.NOTE,
    check=check,
    options={"bad": -1},
    family=Family("pain", 2),
)
