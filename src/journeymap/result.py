"""What is known of one file, or of one blueprint that was built in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from journeymap.diagnostics import INTERNAL_ERROR, Acceptance, Diagnostic, NotedPains, Severity, Span, heaviest
from journeymap.i18n.languages import supported
from journeymap.i18n.messages import say

if TYPE_CHECKING:
    from journeymap.analysis import Facts, Journey
    from journeymap.graph import ServiceGraph
    from journeymap.model.blueprint import Blueprint

_OUR_FAULT = say("this is a fault of the program, not of the file; please report it")


class Result(Struct, frozen=True):
    """All that is known of one file, or of one blueprint that was built in Python.

    `journey` is None when nothing in the file could be understood, and so are `blueprint`, `graph` and `facts`, which
    are those of the journey. `diagnostics` come in reading order, without what was accepted; that stands in `accepted`.
    `pains` are counted where findings are weighed.
    """

    path: str
    text: str
    journey: Journey | None
    diagnostics: tuple[Diagnostic, ...]
    accepted: tuple[Acceptance, ...] = field(default=())
    pains: NotedPains | None = None

    @property
    def blueprint(self) -> Blueprint | None:
        """The blueprint."""
        return None if self.journey is None else self.journey.blueprint

    @property
    def graph(self) -> ServiceGraph | None:
        """The graph of the blueprint."""
        return None if self.journey is None else self.journey.graph

    @property
    def facts(self) -> Facts | None:
        """The facts that analyses give."""
        return None if self.journey is None else self.journey.facts

    @property
    def language(self) -> str:
        """The language in which to speak of this file: its own where the program knows it, else English."""
        return supported(self.blueprint.language if self.blueprint is not None else None)

    def worst(self) -> Severity | None:
        """Return the heaviest severity among the diagnostics, None when there are none."""
        return heaviest(self.diagnostics)


def failed(path: str, error: Exception) -> Result:
    """Return the result for a file on which the program itself failed."""
    message = say("the program failed on this file: {reason}", reason=f"{type(error).__name__}: {error}")
    problem = Diagnostic(INTERNAL_ERROR, Severity.ERROR, message, Span.whole(path), _OUR_FAULT)
    return Result(path, "", None, (problem,))


def rule_failed(name: str, path: str, error: Exception) -> Diagnostic:
    """Return what is said when a rule itself failed; the others have still spoken."""
    message = say("the rule {rule} failed: {reason}", rule=name, reason=f"{type(error).__name__}: {error}")
    return Diagnostic(INTERNAL_ERROR, Severity.ERROR, message, Span.whole(path) if path else None, _OUR_FAULT)
