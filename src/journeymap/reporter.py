"""The shape of a reporter: what it is given, and that it gives a text.

A reporter's file holds its docstring, one function `report(results, settings)` and the constant `REPORTER`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct, field

from journeymap.diagnostics import Severity, Span
from journeymap.i18n.languages import translate
from journeymap.i18n.messages import Message, plural
from journeymap.i18n.text import harmless_json

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from journeymap.diagnostics import Acceptance, Diagnostic, NotedPains


class Report(Protocol):
    """What there is to say about one file."""

    @property
    def path(self) -> str:
        """The file, as it was named."""

    @property
    def text(self) -> str:
        """What stands in it, decoded; empty where it could not be read."""

    @property
    def language(self) -> str:
        """The language in which to speak of it."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is said about it, in reading order."""

    @property
    def accepted(self) -> tuple[Acceptance, ...]:
        """The findings that are conscious choices."""

    @property
    def pains(self) -> NotedPains | None:
        """The pains that the file notes; None where nobody asked for them."""


class Settings(Struct, frozen=True):
    """How to report.

    `language` stands above that of the files. `folder` is where relative paths are seen from. `version` is that of the
    program, for formats that name it. `everything` asks for every finding with all that is known of it, where a format
    would tell the worst only. `width` is how many columns there are.
    """

    language: str | None = None
    colour: bool = False
    quiet: bool = False
    folder: Path = field(default_factory=Path)
    version: str = "0"
    everything: bool = False
    width: int = 80

    def language_of(self, report: Report) -> str:
        """Return the language in which to speak of one file."""
        return self.language or report.language

    def language_of_all(self, reports: Sequence[Report]) -> str:
        """Return the language in which to speak of all files: the one they share, else English."""
        languages = {self.language_of(report) for report in reports}
        return languages.pop() if len(languages) == 1 else self.language or "en"


class Reporter(Struct, frozen=True):
    """One way of telling what was found."""

    name: str
    report: Callable[[Sequence[Report], Settings], str]


def as_json(data: Any) -> str:
    """Return data as JSON to read, in any script, with what a terminal or a decoder would trip over as escapes."""
    import json

    return harmless_json(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def counted(reports: Sequence[Report]) -> dict[Severity, int]:
    """Return how many diagnostics there are of each severity, the heaviest first."""
    counts = dict.fromkeys(Severity, 0)
    for report in reports:
        for diagnostic in report.diagnostics:
            counts[diagnostic.severity] += 1
    return counts


def place_of(diagnostic: Diagnostic, report: Report) -> Span:
    """Return where a diagnostic stands: the top of the file for one that has no place of its own."""
    return diagnostic.span or Span.whole(report.path)


SCREEN = 40
"""The lines of a terminal that what is said of one file, or of two versions of it, is to fit."""
STYLES = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.NOTE: "36;1"}
"""The colours of the severities, as terminals know them."""
GOOD, STRONG, FAINT, GUIDE = "32;1", "1", "2", "34;1"


def paint(words: str, style: str, colour: bool) -> str:
    """Return words in a colour of the terminal, or as they are."""
    return f"\033[{style}m{words}\033[0m" if colour and words else words


def tally(reports: Sequence[Report], language: str, colour: bool = False, *, files: bool = False) -> str:
    """Return what was found in words: "2 errors, 1 warning in 3 files; 1 accepted choice", or "no findings"."""
    parts = [
        paint(number_of(severity, count).text(language), STYLES[severity], colour)
        for severity, count in counted(reports).items()
        if count
    ]
    sentence = ", ".join(parts) or paint(translate("no findings", language), GOOD, colour)
    if files:
        extent = plural("in {count} file", "in {count} files", len(reports))
        sentence += f" {extent.text(language)}"
    if accepted := sum(len(report.accepted) for report in reports):
        choices = plural("{count} accepted choice", "{count} accepted choices", accepted)
        sentence += f"; {choices.text(language)}"
    return sentence


def number_of(severity: Severity, count: int) -> Message:
    """Return how many findings of a severity there are, in words."""
    if severity is Severity.ERROR:
        return plural("{count} error", "{count} errors", count)
    if severity is Severity.WARNING:
        return plural("{count} warning", "{count} warnings", count)
    return plural("{count} note", "{count} notes", count)
