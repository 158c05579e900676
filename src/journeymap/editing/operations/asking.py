"""What an operation works on, what comes of it, and what has to be asked first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from journeymap.changes import NotPossibleError, dotted
from journeymap.i18n.messages import Message, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.changes import Change, Path, Reword
    from journeymap.model.blueprint import Blueprint

LANES = ("evidence", "customer", "frontstage", "backstage", "support")


class Doubt(Struct, frozen=True):
    """What has to be confirmed, or with `answer` to be answered, before a change is made.

    `name` says what is confirmed, so that one yes never stands for another; `details` list what it is about.
    """

    name: str
    message: Message
    details: tuple[str, ...] = ()
    answer: bool = False
    choices: tuple[str, ...] = ()


class DoubtError(Exception):
    """An operation that has to be asked about; nothing is changed."""

    def __init__(self, *doubts: Doubt) -> None:
        super().__init__(", ".join(doubt.name for doubt in doubts))
        self.doubts = doubts


class Plan(Struct, frozen=True):
    """The changes that an operation makes, by the words of the format.

    `focus` is the step that it is about, `made` the ids that it gave; `message` tells what is done.
    """

    changes: Sequence[Change | Reword]
    message: Message
    focus: str | None = None
    made: tuple[str, ...] = ()


class Scene:
    """A file as an operation sees it: its plain data by the words of the format, and its blueprint.

    `confirmed` are the names of the doubts that are settled, `answers` what was answered, by name.
    """

    def __init__(
        self, model: Any, blueprint: Blueprint, confirmed: Sequence[str] = (), answers: Mapping[str, str] | None = None
    ) -> None:
        self.model: dict[str, Any] = model if isinstance(model, dict) else {}
        self.blueprint = blueprint
        self.confirmed = frozenset(confirmed)
        self.answers = answers or {}

    @property
    def steps(self) -> dict[str, Any]:
        """The steps as the file says them."""
        steps = self.model.get("steps")
        return steps if isinstance(steps, dict) else {}

    def step(self, name: str) -> dict[str, Any]:
        """Return what the file says of a step; NotPossibleError where there is no such step."""
        if name not in self.steps:
            raise NotPossibleError(say('there is no step "{step}"', step=name))
        step = self.steps[name]
        return step if isinstance(step, dict) else {}

    def at(self, path: Path) -> Any:
        """Return what stands at a path, None for nothing."""
        value: Any = self.model
        for part in path:
            if isinstance(value, dict):
                value = value.get(str(part))
            elif isinstance(value, list) and isinstance(part, int) and 0 <= part < len(value):
                value = value[part]
            else:
                return None
        return value

    def label(self, step: str) -> str:
        """Return the words of a step."""
        known = self.blueprint.steps.get(step)
        return (known.label if known is not None else "") or step

    def confirm(self, *doubts: Doubt) -> None:
        """Go on only where all doubts are settled; DoubtError with those that are not."""
        if open_doubts := [doubt for doubt in doubts if doubt.name not in self.confirmed]:
            raise DoubtError(*open_doubts)

    def answer(self, doubt: Doubt) -> str:
        """Return what was answered; DoubtError where nothing was yet."""
        if doubt.name not in self.answers:
            raise DoubtError(doubt)
        return " ".join(self.answers[doubt.name].split())


def several(path: Path) -> NotPossibleError:
    """Return why one text cannot stand for several."""
    return NotPossibleError(say('there are several texts at "{path}"; change one of them', path=dotted(path)))
