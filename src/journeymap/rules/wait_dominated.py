"""A journey that is mostly waiting that nobody agreed to.

Why: customers live through all of the time that a journey takes, and little of it helps them. In lean processes at
least a quarter of the time adds something; five to ten percent is common (process cycle efficiency: George 2002).

Fix: begin with the longest wait, the first of the steps named: do the work at once, side by side, or while the customer
is there. Time at touchpoints is active, all other time waiting. A wait that the customer is told of, and that is no
longer than was promised or than the customer accepts, is agreed and left out. Reported once per file, and only where
at least a third of the touchpoints say what they take: else nobody knows how much is active.

Options:
    * `active`: the percentage that must be active, of the active time and the waiting that was not agreed.

Bad::

    journeymap: 1
    steps:
      ask: {customer: Hands in the claim, frontstage: Takes it in, takes: 15 min, next: read}
      read: {backstage: Reads the claim, wait: 2 weeks, takes: 20 min, next: pay}
      pay: {customer: Reads that it is paid, frontstage: Writes, takes: 5 min, end: helped}

Good::

    journeymap: 1
    steps:
      ask: {customer: Hands in the claim, frontstage: Takes it in, takes: 15 min, next: read}
      read: {customer: Reads along, frontstage: Reads the claim at once, takes: 20 min, next: pay}
      pay: {customer: Reads that it is paid, frontstage: Writes, wait: 10 min, takes: 5 min, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.journey_time import ANALYSIS as TIME
from journeymap.analyses.vocabulary import ANALYSIS as VOCABULARY
from journeymap.diagnostics import Family, Severity
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount, Minutes
from journeymap.i18n.references import PersonaRef, StepRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options

_NAMED = 3


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Hold the active time of each persona against the waiting."""
    times, known = facts.of(TIME), facts.of(VOCABULARY)
    if not known.tells_what_is_active:
        return
    low = {
        name: found.active / found.finished
        for name, found in times.by_persona.items()
        if found.active and found.unagreed and found.finished
        and 100 * found.active < options["active"] * (found.active + found.unagreed)
    }  # fmt: skip
    if not low:
        return
    worst = min(low, key=low.__getitem__)
    waits = [name for name in times.waits if name not in times.steps or not times.steps[name].agreed] or [*times.waits]
    personas = graph.unless_all(low)
    # Where it holds for all, the figures are those that a summary tells of all.
    active, whole = times.active.mean or 0.0, times.finished.mean or 0.0
    share, time = (low[worst], times.by_persona[worst].finished or 0.0) if personas else (active / whole, whole)
    figures = {"share": Amount(share, "share"), "time": Minutes(time), "step": StepRef(waits[0])}
    message = say('of the {time} that the journey takes {share} is active; the longest wait is for "{step}"', **figures)
    if personas:
        message = say(
            'of the {time} that it takes "{persona}" {share} is active; the longest wait is for "{step}"',
            persona=PersonaRef(worst), **figures,
        )  # fmt: skip
    yield Finding(
        graph.blueprint.key_at("steps"),
        message,
        witness=tuple(waits[:_NAMED]),
        help=say("begin with the longest waits: do the work at once, side by side, or while the customer is there"),
        effect=say("most of the time the customer waits and is not helped"),
        personas=personas,
    )


RULE = Rule(
    code="JM407",
    name="wait-dominated",
    severity=Severity.NOTE,
    check=check,
    options={"active": 25},
    family=Family("wait", 5),
)
