"""An earlier version of a blueprint, to draw a blueprint against: what is which, and what became of each step."""

from __future__ import annotations

from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.drawing.name_lookup import ChoiceError
from journeymap.i18n.messages import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.analysis import Journey
    from journeymap.per_hundred import PerHundred

NOTHING: Mapping[str, str] = MappingProxyType({})


class Earlier(Struct, frozen=True, dict=True):
    """An earlier version of a blueprint.

    `name` is what it is called. `steps`, `personas`, `actors` and `phases` give the id that each has now by its earlier
    one; what is in one version only is not among them. `changes` tell of each step, by the id that it has now, what was
    written otherwise, one part for each and the most telling first.
    """

    name: str
    journey: Journey
    steps: Mapping[str, str]
    personas: Mapping[str, str] = NOTHING
    actors: Mapping[str, str] = NOTHING
    phases: Mapping[str, str] = NOTHING
    changes: Mapping[str, tuple[object, ...]] = MappingProxyType({})

    @cached_property
    def former(self) -> dict[str, str]:
        """The earlier id of each step that was there."""
        return {now: before for before, now in self.steps.items()}

    @cached_property
    def former_personas(self) -> dict[str, str]:
        """The earlier id of each persona that was there."""
        return {now: before for before, now in self.personas.items()}

    def drawn(self, step: str) -> str:
        """Return as which step one of the earlier version is drawn: as what it is now, or as one that is gone."""
        return self.steps.get(step, gone(step))


class Before(Struct, frozen=True):
    """What a drawing that is held against an earlier version shows of it.

    `persona` is the one that the drawing is about by its earlier id, None for all customers. `counts` are its figures;
    None for a persona that was not there.
    """

    version: Earlier
    persona: str | None
    counts: PerHundred | None


def gone(step: str) -> str:
    """Return the id under which a step is drawn that is no longer there. No step of a file has a slash in its id."""
    return f"was/{step}"


def demand_something_alike(version: Earlier) -> None:
    """Raise ChoiceError where no step of the earlier version is in the later one."""
    if not version.steps:
        raise ChoiceError(
            say("no step of {earlier} is in it, so nothing can be told of what became of them", earlier=version.name),
            say('tell the earlier id of a step that is the same, with "was: <id>", or draw each by itself'),
        )
