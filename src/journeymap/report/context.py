"""What everything that is told of one journey shares: its facts, the language, the theme, and names for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.drawing.wording import capital, printable
from journeymap.graph import EVERYONE
from journeymap.i18n.amounts import said
from journeymap.i18n.messages import say
from journeymap.i18n.named import named
from journeymap.report.markup import StepName

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.analysis import Facts
    from journeymap.drawing import Theme
    from journeymap.drawing.shapes.primitives import Scene
    from journeymap.graph import ServiceGraph
    from journeymap.i18n.messages import Message
    from journeymap.terminal.table import Table


@dataclass(frozen=True, slots=True)
class Telling:
    """One journey as it is told: in which language, and drawn in which theme.

    `labels` are the steps in words with their numbers in reading order, by their ids.
    """

    facts: Facts
    language: str
    theme: Theme
    labels: Mapping[str, str]

    def said(self, words: object) -> str:
        """Return words as text in the language, on one line."""
        return printable(said(words, self.language))

    def titled(self, words: object) -> str:
        """Return words as text with a capital."""
        return capital(self.said(words))

    def step(self, name: str) -> object:
        """Return a step in words; what is no step stays as it is."""
        return StepName(name, self.labels[name]) if name in self.labels else name

    def message(self, words: Message, about: str | None = None) -> Message:
        """Return a message with the names of steps and personas; the step that it is `about` leads nowhere."""

        def step(name: str) -> object:
            found = self.step(name)
            return found.bare if name == about and isinstance(found, StepName) else found

        return named(words, step, self.persona)

    def persona(self, name: str) -> str:
        """Return the name of a persona, and of all customers where the file knows no personas."""
        if name == EVERYONE:
            return self.said(self.facts.graph.blueprint.customer.role or say("all customers"))
        described = self.facts.graph.blueprint.personas.get(name)
        return printable((described.name if described else None) or name)


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot: its short name, what it is called, what to see in it, its drawings, and the same as tables.

    `assumed` is the part of what it rests on that has no source, None where it rests on no statement. `key` says in
    words what short signs on the drawings stand for, where they need it.
    """

    name: str
    title: Message
    lead: object
    scenes: tuple[Scene, ...]
    tables: tuple[Table, ...]
    assumed: float | None
    key: Sequence[object] = ()


def labels_of(graph: ServiceGraph) -> Mapping[str, str]:
    """Return what the steps are called with their numbers in reading order, by their ids."""
    phases = list(graph.blueprint.phases) or [""]
    order = sorted(graph.phases, key=lambda name: phases.index(graph.phases[name] or ""))
    return {name: f"{number}. {printable(graph.label(name))}" for number, name in enumerate(order, 1)}
