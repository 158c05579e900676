"""For GitHub Actions: one workflow command per finding, shown beside the line in the pull request."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from journeymap.diagnostics import Severity
from journeymap.i18n.text import harmless
from journeymap.reporter import Reporter, place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.diagnostics import Diagnostic
    from journeymap.reporter import Report, Settings

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def report(results: Sequence[Report], settings: Settings) -> str:
    """Return a line per finding, `::error file=…,line=…::message`; nothing where there is nothing to say."""
    return "".join(
        _command(diagnostic, result, settings) + "\n" for result in results for diagnostic in result.diagnostics
    )


def _command(diagnostic: Diagnostic, result: Report, settings: Settings) -> str:
    language, span = settings.language_of(result), place_of(diagnostic, result)
    properties = {"file": harmless(PurePath(span.path).as_posix()), "line": span.line, "endLine": span.end_line}
    # GitHub refuses columns on a place of several lines.
    if span.line == span.end_line:
        properties |= {"col": span.column, "endColumn": span.end_column}
    properties["title"] = f"{diagnostic.code.number} {diagnostic.code.name}"
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    sentences = [diagnostic.message, diagnostic.effect, diagnostic.help]
    message = "\n".join(harmless(sentence.text(language)) for sentence in sentences if sentence is not None)
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


REPORTER = Reporter(name="github", report=report)
