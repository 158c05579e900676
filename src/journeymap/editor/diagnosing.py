"""Findings as an editor shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol.types import (
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    DiagnosticTag,
    Location,
    Position,
    Range,
)

from journeymap.diagnostics import Severity
from journeymap.i18n.text import printable

if TYPE_CHECKING:
    from journeymap.diagnostics import Diagnostic as Finding
    from journeymap.editor.open_file import OpenFile

SOURCE = "journeymap"
_SEVERITIES = {
    Severity.ERROR: DiagnosticSeverity.Error,
    Severity.WARNING: DiagnosticSeverity.Warning,
    Severity.NOTE: DiagnosticSeverity.Information,
}
_UNUSED = frozenset({"unused-definition", "unnecessary-acceptance"})


def diagnostics_of(file: OpenFile) -> list[Diagnostic]:
    """Return what was found in a file, for an editor to show at its place."""
    return [] if file.result is None else [diagnostic_of(file, finding) for finding in file.result.diagnostics]


def diagnostic_of(file: OpenFile, finding: Finding) -> Diagnostic:
    """Return a finding as an editor shows it: what it is, and behind it what to do."""
    text = finding.message.text(file.language)
    if finding.help is not None:
        text += f"\n{finding.help.text(file.language)}"
    related = [
        DiagnosticRelatedInformation(
            Location(file.uri, file.positions.of_span(item.span)), printable(item.message.text(file.language))
        )
        for item in finding.related
        if item.span.path in (file.path, "")
    ]
    return Diagnostic(
        range_of(file, finding),
        "\n".join(map(printable, text.split("\n"))),
        severity=_SEVERITIES[finding.severity],
        code=finding.code.name,
        source=SOURCE,
        tags=[DiagnosticTag.Unnecessary] if finding.code.name in _UNUSED else None,
        related_information=related or None,
    )


def range_of(file: OpenFile, finding: Finding) -> Range:
    """Return where a finding stands; the beginning of the file for what has no place in it."""
    if finding.span is None or finding.span.path not in (file.path, ""):
        return Range(Position(0, 0), Position(0, 0))
    return file.positions.of_span(finding.span)
