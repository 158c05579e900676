"""The shape of an analysis, and the facts that analyses give.

An analysis is a pure function from the graph to a typed result: facts with units, no verdicts. What it lacks the data
for it leaves out or says so; it never invents a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from msgspec import Struct

from journeymap.graph import connect
from journeymap.numerics.gc_pause import gc_paused

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeymap.graph import ServiceGraph
    from journeymap.model.blueprint import Blueprint

T = TypeVar("T")


class Analysis(Struct, Generic[T], frozen=True):
    """One analysis: its name, as it is asked for on the command line, and the function that computes it."""

    name: str
    compute: Callable[[ServiceGraph], T]


class Facts:
    """The results of the analyses of one graph, each computed when it is first asked for and then kept."""

    def __init__(self, graph: ServiceGraph) -> None:
        self.graph = graph
        self._results: dict[str, Any] = {}

    def of(self, analysis: Analysis[T]) -> T:
        """Return the result of an analysis."""
        if analysis.name not in self._results:
            with gc_paused(len(self.graph.topology)):
                self._results[analysis.name] = analysis.compute(self.graph)
        result: T = self._results[analysis.name]
        return result


class Journey:
    """A blueprint with its graph and the facts of it: one thing, which is there as a whole or not at all."""

    def __init__(self, graph: ServiceGraph) -> None:
        self.graph = graph
        self.facts = Facts(graph)

    @classmethod
    def of(cls, blueprint: Blueprint) -> Journey:
        """Return the journey of a blueprint that was built in Python: the files that it names are not read."""
        return cls(connect(blueprint))

    @property
    def blueprint(self) -> Blueprint:
        """The blueprint."""
        return self.graph.blueprint
