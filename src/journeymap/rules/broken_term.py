"""A term over several steps that is not kept.

Why: public services live by terms: a decision within eight weeks of the application. Each step may keep its own promise
while the whole comes too late, since no step sees the sum. Where the law sets the term, customers have rights once it
is over, and the organisation breaks the law.

Fix: shorten the step that takes most of the time, let steps go on beside each other, or set a term that can be kept;
and tell customers in time when it will be later. It is an error when even the average is over the term, a warning when
more than one customer in ten is, of those who come to its last step. Where journeys are simulated, what lies within two
standard errors is not reported.

Options:
    * `in-time`: the percentage of customers for whom the term must be kept.

Bad::

    journeymap: 1
    terms: {from: apply, to: decide, within: 6 weeks}
    steps:
      apply: {customer: Applies, next: plan}
      plan: {backstage: Plans a talk, wait: 3 weeks, next: decide}
      decide: {customer: Reads the decision, frontstage: Decides, wait: 4 weeks, end: helped}

Good::

    journeymap: 1
    terms: {from: apply, to: decide, within: 8 weeks}
    steps:
      apply: {customer: Applies, next: plan}
      plan: {backstage: Plans a talk, wait: 3 weeks, next: decide}
      decide: {customer: Reads the decision, frontstage: Decides, wait: 4 weeks, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.terms import ANALYSIS as TERMS
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount, Minutes
from journeymap.i18n.references import StepRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analyses.terms import TermTime
    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.i18n.messages import Message
    from journeymap.rule import Options

# A difference between a figure of simulated journeys and a limit that is smaller than so many errors says nothing.
_ERRORS = 2.0


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Find the terms that are over on average, or too often."""
    for term in facts.of(TERMS).terms:
        if term.mean is None or term.kept is None or term.p90 is None:
            continue
        late = Amount(1 - term.kept.value, "share", digits=2)
        written = graph.blueprint.terms[term.place]
        values = {"term": _named(term, written.within), "late": late}
        if term.mean.value - _ERRORS * term.mean.standard_error > term.within * (1 + 1e-9):
            severity = Severity.ERROR
            message = say(
                "{term} takes {time} on average, and is late for {late} of the customers",
                time=Minutes(term.mean.value),
                **values,
            )
        elif term.kept.value + _ERRORS * term.kept.standard_error < options["in-time"] / 100 - 1e-9:
            severity = Severity.WARNING
            message = say("{term} is late for {late} of the customers; for one in ten it takes {time} or more",
                          time=Minutes(term.p90.value), **values)  # fmt: skip
        else:
            continue
        remedy = say("shorten what takes longest, or set a term that can be kept")
        if term.slowest is not None:
            remedy = say('shorten "{step}", which takes longest, or set a term that can be kept',
                         step=StepRef(term.slowest))  # fmt: skip
        effect = say("the customer counted on it and no longer believes the next promise")
        if term.serves == "law":
            effect = say("the organisation breaks the law, and the customer may hold it to that")
        witness = (term.source, term.target)
        yield Finding(written.at("within"), message, term.target, witness, remedy, effect, severity=severity)


def _named(term: TermTime, within: object) -> Message:
    steps = {"source": StepRef(term.source), "target": StepRef(term.target)}
    if term.name is None:
        return say('what must come within {within} from "{source}" to "{target}"', within=within, **steps)
    return say('"{name}" ({within} from "{source}" to "{target}")', name=term.name, within=within, **steps)


RULE = Rule(code="JM408", name="broken-term", severity=Severity.WARNING, check=check, options={"in-time": 90})
