"""A word that names a step, persona, channel, actor, system, source, phase or rule that is not there.

Why: an arrow to nowhere is left out of the journey, a channel that nobody defined has no opening hours, and a source
that is not in the list is no evidence. Most often it is a slip of the keyboard.

Fix: write the id that was meant, or define what is missing. An actor must act in the lane it is defined for.

Bad::

    journeymap: 1
    steps:
      call: {customer: Calls, next: dome}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    steps:
      call: {customer: Calls, next: done}
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeymap.diagnostics import Severity, closest, shown
from journeymap.graph.references import Reference, references
from journeymap.i18n.messages import Message, say
from journeymap.plugins import instances
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.model.blueprint import Blueprint
    from journeymap.rule import Options

# Comparing a word with all ids takes time; a file with more mistakes than this was not written by a person.
GUESSES = 100

WHAT = {
    "step": (say("step"), say('a step under "steps"')),
    "used": (say("system or step"), say('a system under "systems" or a step under "steps"')),
    "phase": (say("phase"), say('a phase under "phases"')),
    "channel": (say("channel"), say('a channel under "channels"')),
    "actor": (say("actor"), say('an actor under "actors"')),
    "persona": (say("persona"), say('a persona under "personas"')),
    "rated": (say("persona"), say('a persona under "personas"')),
    "source": (say("source"), say('a source under "sources"')),
    "rule": (say("rule"), say('the name of a rule, as "journeymap rules" lists them')),
}


def check(graph: ServiceGraph, _facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the references that lead nowhere."""
    known = _known(graph.blueprint)
    actors = graph.blueprint.actors
    guesses = 0
    for reference in references(graph.blueprint):
        word, candidates = reference.word, known[reference.kind]
        if word not in candidates:
            guesses += 1
            what = WHAT[reference.kind][0]
            message = say('"{word}" is no {what} of this file', word=word, what=what)
            if reference.kind == "rule":
                message = say('"{word}" is no rule', word=word)
            remedy = _remedy(reference, candidates, guess=guesses <= GUESSES)
            yield Finding(reference.place(), message, step=reference.step, help=remedy)
        elif reference.kind == "actor" and actors[word].lane != reference.lane:
            message = say('"{word}" acts {lane}, not {other}', word=word, lane=actors[word].lane, other=reference.lane)
            remedy = say('move what is done to "{lane}", or define another actor for this lane', lane=actors[word].lane)
            yield Finding(reference.place(), message, step=reference.step, help=remedy)


def _known(blueprint: Blueprint) -> Mapping[str, Collection[str]]:
    used: dict[str, Any] = {**blueprint.systems, **blueprint.steps}
    personas = [*blueprint.personas, "everyone"]
    return {
        "step": blueprint.steps, "used": used, "phase": blueprint.phases, "channel": blueprint.channels,
        "actor": blueprint.actors, "persona": personas, "rated": [*personas, "staff"], "source": blueprint.sources,
        "rule": {rule.name for rule in instances("rules", "RULE")},
    }  # fmt: skip


def _remedy(reference: Reference, candidates: Collection[str], *, guess: bool) -> Message:
    meant = closest(reference.word, candidates) if guess else None
    if meant is not None:
        return say('did you mean "{word}"?', word=meant)
    if candidates and reference.kind != "rule":
        return say("known here: {words}; or define {what}", words=shown(candidates), what=WHAT[reference.kind][1])
    if reference.kind == "rule":
        return say("write {what}", what=WHAT["rule"][1])
    return say("define {what}", what=WHAT[reference.kind][1])


RULE = Rule(code="JM102", name="unknown-reference", severity=Severity.ERROR, check=check)
