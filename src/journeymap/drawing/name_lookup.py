"""What a reader chooses of a drawing, by words that the blueprint has to know: a persona, a step, a phase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import closest, shown
from journeymap.i18n.messages import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.graph import ServiceGraph
    from journeymap.i18n.messages import Message


class ChoiceError(ValueError):
    """A drawing was asked for something that the blueprint does not have: what, and what there is."""

    def __init__(self, message: Message, remedy: Message | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.remedy = remedy


def named(word: str, known: Mapping[str, str], unknown: Message, none: Message) -> str:
    """Return the id that a word means: the id itself, or the name that goes with it, capitals or not.

    The first words of a name will do where only one begins so: "Henry" for "Henry, 71, hard of hearing". `known` maps
    ids to names. Raises ChoiceError with `unknown`, and `none` as the remedy where there is nothing to
    choose from.
    """
    if word in known:
        return word
    wanted = word.casefold()
    for name, title in known.items():
        if wanted in (name.casefold(), title.casefold()):
            return name
    begun = [name for name, title in known.items() if _begins(title.casefold(), wanted)]
    if len(begun) == 1:
        return begun[0]
    if not known:
        raise ChoiceError(unknown, none)
    meant = closest(word, [*known, *(title for title in known.values() if title)])
    if meant is not None:
        raise ChoiceError(unknown, say('did you mean "{word}"?', word=meant))
    raise ChoiceError(unknown, say("there are: {names}", names=shown(known)))


def persona_called(graph: ServiceGraph, word: str) -> str:
    """Return the id of a persona by its id or name; ChoiceError when the blueprint has none of that name."""
    known = {name: persona.name or "" for name, persona in graph.blueprint.personas.items()}
    return named(word, known, say('no persona is called "{name}"', name=word), say("this blueprint names no personas"))


def _begins(title: str, words: str) -> bool:
    """Whether a title begins with these words, whole ones."""
    return bool(words) and title.startswith(words) and not title[len(words) :][:1].isalnum()
