"""An end that says `helped` and that the customer rates as low as can be.

Why: the file counts the customer as helped, and the figures with it, while the customer's own rating of that end says
the opposite. What the organisation closes as done is not always help.

Fix: ask what these customers still need, and lead on to it; or write the end as what it is (`refused`, `gave-up`).

Options:
    * `low`: the percentage of the rating scale, or of the emotions, up to which an end is no help.

Bad::

    journeymap: 1
    steps:
      call: {customer: Calls, frontstage: Answers, next: {agree: 60%, pay: 40%}}
      agree: {customer: Hears that it is all right, frontstage: Says it, end: helped}
      pay: {customer: Pays back for two years, experience: {everyone: {emotion: -2}}, end: helped}

Good::

    journeymap: 1
    steps:
      call: {customer: Calls, frontstage: Answers, next: {agree: 60%, pay: 40%}}
      agree: {customer: Hears that it is all right, frontstage: Says it, end: helped}
      pay: {customer: Pays back what can be missed, experience: {everyone: {emotion: 1}}, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.changes import writing
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.references import StepRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.i18n.messages import Message
    from journeymap.rule import Options

LOWEST, WIDTH = -2.0, 4.0
"""The lowest emotion, and how far the highest is from it."""
_ROUNDING = 1e-9


def check(graph: ServiceGraph, _facts: Facts, options: Options) -> Iterable[Finding]:
    """Find the good ends that a persona who comes there rates in the lowest part of the scale."""
    part, scale = options["low"] / 100, graph.blueprint.scale
    for number in graph.topology.good_ends:
        reasons: dict[str, Message] = {}
        for persona in graph.personas:
            lived = graph.ratings.of(number, persona)
            if lived is None or not graph.chain(persona).passes[number]:
                continue
            if lived.perceived is not None and lived.perceived <= scale.low + part * scale.width + _ROUNDING:
                reasons[persona] = say("rated {rating} on a scale of {scale}", rating=lived.perceived, scale=scale)
            elif lived.emotion is not None and lived.emotion <= LOWEST + part * WIDTH + _ROUNDING:
                reasons[persona] = say("an emotion of {emotion}", emotion=Amount(lived.emotion, "emotion"))
        if not reasons:
            continue
        name = graph.name(number)
        yield Finding(
            graph.place(name, "end"),
            say(
                'the customer counts as helped at "{step}": {reason}',
                step=StepRef(name),
                reason=next(iter(reasons.values())),
            ),
            step=name,
            help=say('ask what is still needed here, and lead on to it; or write another "end"'),
            effect=say("the figures count as help what the customer does not feel as help"),
            personas=graph.unless_all(reasons),
            fixes=tuple(writing("steps", name, "end", value=end) for end in ("gave-up", "refused")),
        )


RULE = Rule(code="JM712", name="helped-in-name", severity=Severity.WARNING, check=check, options={"low": 20})
