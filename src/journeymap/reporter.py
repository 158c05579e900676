"""The shape of a reporter: what it is given, and that it gives a text.

A reporter's file holds its docstring, one function `report(results, settings)` and the constant `REPORTER`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct, field

from journeymap.diagnostics import Severity, Span
from journeymap.i18n.messages import Message, say, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from os import PathLike

    from journeymap.diagnostics import Acceptance, Diagnostic


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


class Settings(Struct, frozen=True):
    """How to report.

    `language` stands above that of the files. `folder` is where relative paths are seen from. `version` is that of the
    program, for formats that name it.
    """

    language: str | None = None
    colour: bool = False
    quiet: bool = False
    folder: Path = field(default_factory=Path)
    version: str = "0"

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


# What could move the cursor, hide text or turn its direction: a file must not command whoever reads about it.
_COMMANDS = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_COMMANDS_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


# What a build service obeys: `::` where a line begins, `##[` anywhere.
_BUILD_COMMANDS = re.compile(r"\A(\s*):(?=:)|(#)#(?=\[)")


def harmless(text: str) -> str:
    """Return a text of somebody else's as one line that a terminal or a build service only shows."""
    return _BUILD_COMMANDS.sub(lambda found: (found[1] or found[2] or "") + "\ufffd", _COMMANDS.sub("\ufffd", text))


def printable(path: str | PathLike[str]) -> str:
    """Return a path as it is said: harmless, and where its name looks like a command still a path to the same file."""
    name = str(path)
    return harmless(f"./{name}" if name.lstrip().startswith("::") else name)


def harmless_lines(text: str) -> str:
    """Return a text of several lines, each of which a terminal only shows."""
    return "\n".join(map(harmless, text.split("\n")))


def harmless_json(text: str) -> str:
    """Return a JSON text with what a terminal or a decoder would trip over as escapes; it means the same."""
    return _COMMANDS_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def width_of(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for wide characters, none for combining ones."""
    return sum(
        0
        if unicodedata.category(character) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )


def as_json(data: Any) -> str:
    """Return data as JSON to read, in any script, with what a terminal or a decoder would trip over as escapes."""
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


STYLES = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.NOTE: "36;1"}
"""The colours of the severities, as terminals know them."""
GOOD, STRONG, FAINT, GUIDE = "32;1", "1", "2", "34;1"


def paint(words: str, style: str, colour: bool) -> str:
    """Return words in a colour of the terminal, or as they are."""
    return f"\033[{style}m{words}\033[0m" if colour and words else words


def tally(reports: Sequence[Report], language: str, colour: bool = False, *, files: bool = False) -> str:
    """Return what was found in words: "2 errors, 1 warning in 3 files; 1 accepted choice", or "no findings"."""
    parts = [
        paint(_number_of(severity, count).text(language), STYLES[severity], colour)
        for severity, count in counted(reports).items()
        if count
    ]
    sentence = ", ".join(parts) or paint(translate("no findings", language), GOOD, colour)
    if files:
        extent = say("in 1 file") if len(reports) == 1 else say("in {count} files", count=len(reports))
        sentence += f" {extent.text(language)}"
    if accepted := sum(len(report.accepted) for report in reports):
        choices = say("1 accepted choice") if accepted == 1 else say("{count} accepted choices", count=accepted)
        sentence += f"; {choices.text(language)}"
    return sentence


def _number_of(severity: Severity, count: int) -> Message:
    if severity is Severity.ERROR:
        return say("1 error") if count == 1 else say("{count} errors", count=count)
    if severity is Severity.WARNING:
        return say("1 warning") if count == 1 else say("{count} warnings", count=count)
    return say("1 note") if count == 1 else say("{count} notes", count=count)
