"""What the designer calls the things of a blueprint, for outputs that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.graph.service_graph import EVERYONE
from journeymap.i18n.messages import say
from journeymap.i18n.references import ActorRef, ChannelRef, PersonaRef, PhaseRef, Ref, SourceRef, StepRef, SystemRef
from journeymap.i18n.text import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.graph.service_graph import ServiceGraph


class BlueprintNames:
    """Names every thing as the designer does, on one line; what has no name of its own keeps its id.

    `labels` are the steps in words, by their ids, where an output gives them numbers.
    """

    def __init__(self, graph: ServiceGraph, labels: Mapping[str, str] | None = None) -> None:
        self._graph = graph
        self._labels = labels

    def name(self, ref: Ref) -> object:
        """Return the words for a thing."""
        match ref:
            case StepRef():
                return self._step(ref.id)
            case PersonaRef():
                return self._persona(ref.id)
        blueprint = self._graph.blueprint
        things: Mapping[type[Ref], Mapping[str, object]] = {
            ChannelRef: blueprint.channels,
            ActorRef: blueprint.actors,
            SystemRef: blueprint.systems,
            SourceRef: blueprint.sources,
            PhaseRef: blueprint.phases,
        }
        return _name_of(things.get(type(ref), {}).get(ref.id), ref.id)

    def _step(self, name: str) -> str:
        if self._labels is not None:
            return self._labels.get(name, name)
        return printable(self._graph.label(name)) if name in self._graph.blueprint.steps else name

    def _persona(self, name: str) -> object:
        blueprint = self._graph.blueprint
        if name == EVERYONE:
            return printable(blueprint.customer.role) if blueprint.customer.role else say("all customers")
        return _name_of(blueprint.personas.get(name), name)


def _name_of(thing: object, name: str) -> str:
    return printable(getattr(thing, "name", None) or name)
