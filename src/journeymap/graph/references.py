"""Every place of a blueprint that names something else in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.model.step import LANES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Span
    from journeymap.model.blueprint import Blueprint
    from journeymap.model.element import Element
    from journeymap.model.step import Step


class Reference(Struct, frozen=True):
    """A word that stands for something else.

    `kind` is what it names: `step`, `used` (a system or a step), `phase`, `channel`, `actor`, `persona`, `rated` (a
    persona or the staff), `source` or `rule`. `step` is the id of the step it is written in, None outside the steps;
    `lane` is the lane in which an actor must act.
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
    for note in (*blueprint.pains, *blueprint.ideas, *blueprint.notes):
        for word in note.heard:
            yield Reference("source", word, None, note, ("heard", word))
    for rule in blueprint.accept:
        yield Reference("rule", rule, None, blueprint, ("accept", rule))
    for name, step in blueprint.steps.items():
        yield from _of_step(name, step)


def _of_step(name: str, step: Step) -> Iterator[Reference]:
    if step.phase is not None:
        yield Reference("phase", step.phase, name, step, ("phase",))
    if step.channel is not None:
        yield Reference("channel", step.channel, name, step, ("channel",))
    for lane in LANES:
        for cell in step.cells(lane):
            if cell.by is not None:
                yield Reference("actor", cell.by, name, cell, ("by",), lane)
    for target, flow in step.next.items():
        yield Reference("step", target, name, step, ("next", target))
        for persona in flow.share or ():
            yield Reference("persona", persona, name, flow, ("share", persona))
    for field, words in (("starts", step.starts), ("needs", step.needs), ("informs", step.informs)):
        for word in words:
            yield Reference("step", word, name, step, (field, word))
    for word in step.uses:
        yield Reference("used", word, name, step, ("uses", word))
    for fail in step.fails:
        if fail.recover is not None:
            yield Reference("step", fail.recover, name, fail, ("recover",))
    for persona in step.experience:
        yield Reference("rated", persona, name, step, ("experience", persona))
    for word in step.heard:
        yield Reference("source", word, name, step, ("heard", word))
    for note in (*step.pains, *step.ideas, *step.notes):
        for word in note.heard:
            yield Reference("source", word, name, note, ("heard", word))
    for rule in step.accept:
        yield Reference("rule", rule, name, step, ("accept", rule))
