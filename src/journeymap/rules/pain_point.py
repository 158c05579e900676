"""A step that hurts: rated low, much worse than the step before it, or with a grave pain to which nothing answers.

Why: a journey is remembered by its worst moments, and this is where people complain, give up or leave (peak-end:
Kahneman and others 1993; critical incidents: Bitner, Booms and Tetreault 1990).

Fix: begin with the step that most customers come to. Make it better, leave it out, or tell beforehand what comes; write
what could help in `ideas`. Each step is reported once, with all that is known of it: what customers perceive, how far
that lies below the best rated step right before, and the `pains` that are stated. A pain that somebody wrote down is no
news: it is counted, and speaks by itself only from a severity of 4 on where no idea and no reason answers to it.

Options:
    * `low`: the percentage of the rating scale, from its lowest end, up to which a rating hurts.
    * `fall`: the percentage of the scale by which a step may be worse than the one before it.
    * `severity`: the severity, from 1 to 5, from which a noted pain speaks by itself.

Bad::

    journeymap: 1
    steps:
      call: {customer: Calls, frontstage: Answers, experience: {everyone: {perceived: 7}}, next: tape}
      tape: {customer: Hears that it is closed, experience: {everyone: {perceived: 2}}, pains: Nobody to talk to,
             end: gave-up}

Good::

    journeymap: 1
    steps:
      call: {customer: Calls, frontstage: Answers, experience: {everyone: {perceived: 7}}, next: back}
      back: {customer: Is called back, frontstage: Calls, experience: {everyone: {perceived: 7}}, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.gaps import ANALYSIS as GAPS
from journeymap.analyses.moments import ANALYSIS as MOMENTS
from journeymap.analyses.outcomes import ANALYSIS as OUTCOMES
from journeymap.diagnostics import Family, Severity
from journeymap.i18n.messages import quoted, say
from journeymap.i18n.references import PersonaRef, StepRef, refs
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options

BETTER = say('make it better, leave it out, or tell beforehand what comes; collect what could help in "ideas"')


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Find the steps that hurt, each with all its reasons."""
    gaps, falls, scale = facts.of(GAPS).steps, facts.of(MOMENTS).falls, graph.blueprint.scale
    limit = scale.low + options["low"] / 100 * scale.width + 1e-9
    for name, step in graph.blueprint.steps.items():
        lived = {who: gap for who, gap in gaps.get(name, {}).items() if gap.visits}
        low = {who: gap.perceived for who, gap in lived.items() if gap.perceived is not None and gap.perceived <= limit}
        deep = [
            fall
            for fall in falls.get(name, {}).values()
            if fall.persona in lived and fall.depth >= options["fall"] / 100 * scale.width - 1e-9
        ]
        pains = step.pains if facts.of(OUTCOMES).comers(name) else ()
        open_pains = () if step.ideas or step.because is not None else pains
        grave = [pain for pain in open_pains if (pain.severity or 0) >= options["severity"]]
        if not (low or deep or grave):
            continue
        hurt = graph.unless_all({*low, *(fall.persona for fall in deep)})
        reasons = [say('"{pain}"', pain=pain.text) for pain in (pains if low or deep else grave)]
        if low:
            rated = sorted({*low.values()})
            rating = say("{lowest} to {highest}", lowest=rated[0], highest=rated[-1]) if len(rated) > 1 else rated[0]
            reasons.append(
                say("rated {rating} on a scale of {low} to {high}", rating=rating, low=scale.low, high=scale.high)
            )
        if deep:
            fall = max(deep, key=lambda fall: fall.depth)
            reasons.append(say('{depth} less than "{before}" before it', depth=fall.depth, before=StepRef(fall.before)))
        message = say('"{step}" hurts: {reasons}', step=StepRef(name), reasons=reasons)
        if hurt and not grave:
            who = quoted(refs(PersonaRef, hurt))
            message = say('"{step}" hurts {personas}: {reasons}', step=StepRef(name), personas=who, reasons=reasons)
        remedy = say('try what is proposed here: "{idea}"', idea=step.ideas[0].text) if step.ideas else BETTER
        effect = say("this is what customers remember, complain about or leave over")
        yield Finding(graph.place(name), message, name, (), remedy, effect, () if grave else hurt)


RULE = Rule(
    code="JM501",
    name="pain-point",
    severity=Severity.WARNING,
    check=check,
    options={"low": 40, "fall": 30, "severity": 4},
    family=Family("pain", 3),
)
