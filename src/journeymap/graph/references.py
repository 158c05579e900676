"""Every place of a blueprint that names something else in the file, and which of them name nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.diagnostics import closest, shown
from journeymap.i18n.messages import Message, say
from journeymap.i18n.references import ActorRef
from journeymap.model.lanes import LANES, ORGANISATION_LANES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from journeymap.diagnostics import Span
    from journeymap.model.blueprint import Blueprint
    from journeymap.model.element import Element
    from journeymap.model.step import Deadline, Step


# Comparing a word with all ids takes time; a file with more mistakes than this was not written by a person.
_GUESSES = 100

_KINDS = {
    "step": (say("step"), say('a step under "steps"')),
    "used": (say("system or step"), say('a system under "systems" or a step under "steps"')),
    "phase": (say("phase"), say('a phase under "phases"')),
    "channel": (say("channel"), say('a channel under "channels"')),
    "actor": (say("actor"), say('an actor under "actors"')),
    "persona": (say("persona"), say('a persona under "personas"')),
    "rated": (say("persona"), say('a persona under "personas"')),
    "source": (say("source"), say('a source under "sources"')),
    "way": (say("way on from this step"), say('the step under "next" as well')),
    "rule": (say("rule"), say('the name of a rule, as "journeymap rules" lists them')),
}


class Reference(Struct, frozen=True):
    """A word that stands for something else.

    `kind` is what it names: `step`, `used` (a system or a step), `phase`, `channel`, `actor`, `persona`, `rated` (a
    persona or the staff), `way` (one of the steps in `next`), `source` or `rule`. `step` is the id of the step it is
    written in, None outside the steps; `lane` is the lane in which an actor acts there.
    """

    kind: str
    word: str
    step: str | None
    holder: Element
    path: tuple[str, ...]
    lane: str | None = None

    def place(self) -> Span | None:
        """Return where the word stands: a key of a mapping, an item of a list, or the value of a field."""
        return self.holder.at(*self.path) if len(self.path) == 1 else self.holder.key_at(*self.path)


def references(blueprint: Blueprint) -> Iterator[Reference]:
    """Yield all references, in the order in which the words of the format are listed."""
    for persona in blueprint.personas.values():
        for word in persona.prefers:
            yield Reference("channel", word, None, persona, ("prefers", word))
        for word in persona.heard:
            yield Reference("source", word, None, persona, ("heard", word))
    if blueprint.arrivals is not None:
        for word in blueprint.arrivals.heard:
            yield Reference("source", word, None, blueprint.arrivals, ("heard", word))
    for note in (*blueprint.pains, *blueprint.ideas, *blueprint.notes):
        for word in note.heard:
            yield Reference("source", word, None, note, ("heard", word))
    for rule in blueprint.accept:
        yield Reference("rule", rule, None, blueprint, ("accept", rule))
    for term in blueprint.terms:
        yield Reference("step", term.from_, None, term, ("from",))
        yield Reference("step", term.to, None, term, ("to",))
    for name, step in blueprint.steps.items():
        yield from _of_step(name, step)


def _of_step(name: str, step: Step) -> Iterator[Reference]:
    if step.phase is not None:
        yield Reference("phase", step.phase, name, step, ("phase",))
    for word in step.channel:
        yield Reference("channel", word, name, step, ("channel", word))
    for lane in LANES:
        for cell in step.cells(lane):
            if cell.by is not None:
                yield Reference("actor", cell.by, name, cell, ("by",), lane)
    for target, flow in step.next.items():
        yield Reference("step", target, name, step, ("next", target))
        for persona in flow.share or ():
            yield Reference("persona", persona, name, flow, ("share", persona))
        yield from _of_deadline(name, flow.deadline)
    yield from _of_deadline(name, step.deadline)
    if step.chased is not None:
        for persona in step.chased.share or ():
            yield Reference("persona", persona, name, step.chased, ("share", persona))
        if step.chased.channel is not None:
            yield Reference("channel", step.chased.channel, name, step.chased, ("channel",))
    for field, words in (("starts", step.starts), ("needs", step.needs), ("informs", step.informs)):
        for word in words:
            yield Reference("step", word, name, step, (field, word))
    for word in step.uses:
        yield Reference("used", word, name, step, ("uses", word))
    for fail in step.fails:
        if fail.recover is not None:
            yield Reference("step", fail.recover, name, fail, ("recover",))
    for left in (step.gives_up, step.closed):
        if left is not None:
            for word in left.to:
                yield Reference("step", word, name, left, ("to", word))
    for persona in step.experience:
        yield Reference("rated", persona, name, step, ("experience", persona))
    for word in step.heard:
        yield Reference("source", word, name, step, ("heard", word))
    for note in (*step.pains, *step.ideas, *step.notes):
        for word in note.heard:
            yield Reference("source", word, name, note, ("heard", word))
    for rule in step.accept:
        yield Reference("rule", rule, name, step, ("accept", rule))


def check_references(blueprint: Blueprint, rules: Collection[str]) -> Iterator[tuple[Reference, Message, Message]]:
    """Yield the references that lead nowhere, with what is wrong and what to do; `rules` are the names of all rules."""
    known = _known(blueprint, rules)
    actors = blueprint.actors
    guesses = 0
    for reference in references(blueprint):
        word, is_way = reference.word, reference.kind == "way"
        candidates = blueprint.steps[reference.step or ""].next if is_way else known[reference.kind]
        if word not in candidates:
            guesses += 1
            kind = _KINDS[reference.kind][0]
            message = say('this file has no {what} "{word}"', word=word, what=kind)
            if is_way or reference.kind == "rule":
                message = say('"{word}" is not a {what}', word=word, what=kind)
            yield reference, message, _remedy(reference, candidates, guess=guesses <= _GUESSES)
        elif reference.kind == "actor" and not _may_act(actors[word].lane, reference.lane):
            message = say(
                '"{word}" acts {lane}, not {other}', word=ActorRef(word), lane=actors[word].lane, other=reference.lane
            )
            remedy = say('move what is done to "{lane}", or define another actor for this lane', lane=actors[word].lane)
            yield reference, message, remedy


def _may_act(own: str, lane: str | None) -> bool:
    """Return whether an actor of a lane may act in another: whoever visits a customer writes the letter afterwards."""
    return own == lane or (own in ORGANISATION_LANES and lane in ORGANISATION_LANES)


def _known(blueprint: Blueprint, rules: Collection[str]) -> Mapping[str, Collection[str]]:
    used = {*blueprint.systems, *blueprint.steps}
    personas = [*blueprint.personas, "everyone"]
    return {
        "step": blueprint.steps, "used": used, "phase": blueprint.phases, "channel": blueprint.channels,
        "actor": blueprint.actors, "persona": personas, "rated": [*personas, "staff"], "source": blueprint.sources,
        "rule": rules,
    }  # fmt: skip


def _remedy(reference: Reference, candidates: Collection[str], *, guess: bool) -> Message:
    meant = closest(reference.word, candidates) if guess else None
    if meant is not None:
        return say('did you mean "{word}"?', word=meant)
    if reference.kind in ("rule", "way"):
        return say("write {what}", what=_KINDS[reference.kind][1])
    if candidates:
        return say("known here: {words}; or define {what}", words=shown(candidates), what=_KINDS[reference.kind][1])
    return say("define {what}", what=_KINDS[reference.kind][1])


def _of_deadline(name: str, deadline: Deadline | None) -> Iterator[Reference]:
    if deadline is not None and deadline.missed is not None:
        yield Reference("way", deadline.missed, name, deadline, ("missed",))
