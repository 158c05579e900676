"""A journey whose end leaves a worse memory than the journey was.

Why: people remember of an experience its most intense moment and its end, hardly how long it took (peak-end: Kahneman,
Fredrickson, Schreiber and Redelmeier 1993). A bad end spoils what went well before.

Fix: end with something that does the customer good: ask whether it helped, hand over well, say goodbye. The rule looks
at each persona's likeliest way: peak-end, the mean of the most intense and the last emotion, lies under the mean of all
emotions on the way, and the last is itself under that mean. A bad moment earlier on is a `pain-point`.

Options:
    * `margin`: how far, from -2 to 2, the memory may lie under the mean.

Bad::

    journeymap: 1
    steps:
      ask: {customer: Asks, frontstage: Listens, experience: {everyone: {emotion: 1}}, next: visit}
      visit: {customer: Looks on, frontstage: Repairs it, experience: {everyone: {emotion: 1}}, next: bill}
      bill: {customer: Gets an unexpected bill, frontstage: Bills, experience: {everyone: {emotion: -2}}, end: helped}

Good::

    journeymap: 1
    steps:
      ask: {customer: Asks, frontstage: Names the price, experience: {everyone: {emotion: 0}}, next: visit}
      visit: {customer: Looks on, frontstage: Repairs it, experience: {everyone: {emotion: 1}}, next: call}
      call: {customer: Is asked whether it works, frontstage: Calls, experience: {everyone: {emotion: 1}}, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.gaps import ANALYSIS as GAPS
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import quoted, say
from journeymap.i18n.references import PersonaRef, StepRef, refs
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Find the last moments that leave a worse memory than the mean."""
    found = facts.of(GAPS).by_persona
    spoilt: dict[str, dict[str, float]] = {}
    for persona, gaps in found.items():
        if gaps.peak_end is None or gaps.mean_emotion is None or gaps.last is None:
            continue
        step, emotion = gaps.last
        if gaps.mean_emotion - gaps.peak_end > options["margin"] + 1e-9 and emotion < gaps.mean_emotion:
            spoilt.setdefault(step, {})[persona] = gaps.peak_end
    for step, memories in spoilt.items():
        worst = found[min(memories, key=memories.__getitem__)]
        personas = graph.unless_all(memories)
        figures = {"step": StepRef(step), "memory": worst.peak_end or 0.0, "mean": worst.mean_emotion or 0.0}
        message = say('what stays after "{step}" is an emotion of {memory}; on the way it was {mean}', **figures)
        if personas:
            message = say(
                'what stays for {personas} after "{step}" is an emotion of {memory}; on the way it was {mean}',
                personas=quoted(refs(PersonaRef, personas)), **figures,
            )  # fmt: skip
        yield Finding(
            graph.place(step, "experience"),
            message,
            step=step,
            witness=worst.path,
            help=say("end with something that does the customer good: ask whether it helped, hand over well"),
            effect=say("the end spoils what went well, and is what the customer tells others"),
            personas=personas,
        )


RULE = Rule(
    code="JM507",
    name="bad-ending",
    severity=Severity.WARNING,
    check=check,
    options={"margin": 0.2},
)
