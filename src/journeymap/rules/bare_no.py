"""A refusal after which nothing offers another way.

Why: whoever is told no still needs help. A bare no ends the service, not the need: the need comes back as a complaint,
an appeal, or somewhere else at a higher price. Helping is also helping when the answer is no.

Fix: let whoever says no also say what is possible, and mark it with `helps: alternative`: at the refusal itself, or at
a step between the decision and the refusal. A text by which the customer learns what else is possible, or how to
object, counts too; a decision on the objection is no new one. So does a choice between things that the customer does,
one of which is a new attempt, where the file names nobody else for it. A way out that only those find who ask further
does not count for the others. If nothing else is possible, say why in `accept`.

Bad::

    journeymap: 1
    steps:
      ask: {customer: Asks for a home, frontstage: Asks who it is for, helps: [clarify, advise], next: answer}
      answer: {customer: Reads the answer, helps: evaluate, next: {offer: 30%, letter: 70%}}
      offer: {customer: Gets a home, end: helped}
      letter: {customer: Reads that it is no, end: refused}

Good::

    journeymap: 1
    steps:
      ask: {customer: Asks for a home, frontstage: Asks who it is for, helps: [clarify, advise], next: answer}
      answer: {customer: Reads the answer, helps: evaluate, next: {offer: 30%, letter: 70%}}
      offer: {customer: Gets a home, end: helped}
      letter: {customer: Reads why it is no and what else there is, helps: alternative, end: refused}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.helping import ANALYSIS as HELPING
from journeymap.changes import adding
from journeymap.diagnostics import Family, Severity
from journeymap.i18n.messages import say
from journeymap.i18n.references import StepRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the refusals that some way comes to without an alternative."""
    helping = facts.of(HELPING)
    # Where nobody uses the word for another way, that none is named may be the file's silence.
    severity = Severity.ERROR if helping.stated else Severity.WARNING
    for way in helping.bare:
        message = say('the customer is refused at "{step}" and nobody offers another way', step=StepRef(way.end))
        if way.decision is not None:
            message = say(
                'the customer is refused at "{step}" and nobody offers another way since "{decision}"',
                step=StepRef(way.end), decision=StepRef(way.decision),
            )  # fmt: skip
        yield Finding(
            graph.place(way.end, "end"),
            message,
            step=way.end,
            witness=way.steps,
            help=say('say with the no what else is possible, and mark that step "helps: alternative"'),
            effect=say("the customer leaves with the same need, and does not know where to turn"),
            personas=way.personas,
            severity=severity,
            fixes=(adding("steps", way.end, "helps", value="alternative", to=graph.step(way.end).helps),),
        )


RULE = Rule(code="JM701", name="bare-no", severity=Severity.ERROR, check=check, family=Family("refusal", 0))
