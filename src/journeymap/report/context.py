"""What all sections of a report share: the facts of the journey, the language, the theme, and names for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.graph.names import BlueprintNames
from journeymap.i18n.messages import said
from journeymap.i18n.references import PersonaRef, Ref, StepRef, with_names
from journeymap.i18n.text import capital, printable
from journeymap.page.markup import StepName

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.analysis import Facts, Journey
    from journeymap.comparison.compare import Comparison
    from journeymap.drawing import Theme
    from journeymap.graph import ServiceGraph
    from journeymap.i18n.messages import Message
    from journeymap.report.document import Medium
    from journeymap.result import Result


class Context(Struct, frozen=True):
    """One journey as it is reported: in which language, as a text or as a page, drawn in which theme.

    `labels` are the steps in words with their numbers in reading order, by their ids. `comparisons` hold it against the
    blueprints that it replaces.
    """

    facts: Facts
    language: str
    theme: Theme
    labels: Mapping[str, str]
    medium: Medium
    comparisons: tuple[Comparison, ...] = ()

    def said(self, words: object) -> str:
        """Return words as text in the language, on one line."""
        return printable(said(words, self.language))

    def titled(self, words: object) -> str:
        """Return words as text with a capital."""
        return capital(self.said(words))

    def step(self, name: str) -> object:
        """Return a step in words; what is no step stays as it is."""
        return StepName(name, self.labels[name]) if name in self.labels else name

    def message(self, words: Message) -> Message:
        """Return a message with the names of what it is about."""
        return with_names(words, self)

    def name(self, ref: Ref) -> object:
        """Return the words for a thing of the blueprint: a step with its number and as a link, where there are any."""
        return self.step(ref.id) if isinstance(ref, StepRef) else BlueprintNames(self.facts.graph).name(ref)

    def persona(self, name: str) -> str:
        """Return the name of a persona, and of all customers where the file knows no personas."""
        return self.said(self.name(PersonaRef(name)))


def labels_of(graph: ServiceGraph) -> Mapping[str, str]:
    """Return what the steps are called with their numbers in reading order, by their ids."""
    phases = list(graph.blueprint.phases) or [""]
    order = sorted(graph.phases, key=lambda name: phases.index(graph.phases[name] or ""))
    return {name: f"{number}. {printable(graph.label(name))}" for number, name in enumerate(order, 1)}


def known_journey(result: Result) -> Journey:
    """Return the journey of a checked blueprint. Raises ValueError for a file in which nothing could be understood."""
    if result.journey is None:
        raise ValueError(f"{result.path}: nothing can be reported of a file that could not be understood")
    return result.journey
