"""For build servers that show tests: JUnit XML, a suite per file and a test per finding.

An error is a test that failed, a file that could not be read one that could not be run, an accepted choice one that was
skipped for its reason. What only warns, or is only noted, is a test that passed and says so in what it wrote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import INTERNAL_ERROR, OVER_BUDGET, SYNTAX_ERROR, UNREADABLE_FILE, Severity
from journeymap.i18n.text import escape_xml, harmless, harmless_path
from journeymap.reporter import Reporter, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.diagnostics import Diagnostic
    from journeymap.reporter import Report, Settings

_NOT_RUN = (INTERNAL_ERROR, UNREADABLE_FILE, SYNTAX_ERROR, OVER_BUDGET)


def report(results: Sequence[Report], settings: Settings) -> str:
    """Return all findings of all files as JUnit XML; a file without any is one test that passed."""
    diagnostics = [diagnostic for result in results for diagnostic in result.diagnostics]
    cases = sum(max(1, len(result.diagnostics) + len(result.accepted)) for result in results)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="journeymap" tests="{cases}" {_counts(diagnostics)}>',
    ]
    for result in results:
        lines += _suite(result, settings)
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _suite(result: Report, settings: Settings) -> Iterator[str]:
    cases = max(1, len(result.diagnostics) + len(result.accepted))
    name = escape_xml(harmless_path(result.path))
    skipped = f'skipped="{len(result.accepted)}"'
    yield f'  <testsuite name="{name}" tests="{cases}" {_counts(result.diagnostics)} {skipped}>'
    for diagnostic in result.diagnostics:
        yield from _case(diagnostic, result, settings)
    for acceptance in result.accepted:
        reason = escape_xml(harmless(acceptance.reason))
        yield from _case(acceptance.diagnostic, result, settings, f'      <skipped message="{reason}"/>')
    if not result.diagnostics and not result.accepted:
        yield f'    <testcase name="journeymap check" classname="{name}"/>'
    yield "  </testsuite>"


def _case(diagnostic: Diagnostic, result: Report, settings: Settings, outcome: str | None = None) -> Iterator[str]:
    language, span = settings.language_of(result), place_of(diagnostic, result)
    label = f"{diagnostic.code.number} {diagnostic.code.name}"
    # The place is a part of the name: the schema of Jenkins knows no attributes for it and refuses the whole file.
    place = f"{label} ({harmless_path(str(span))})"
    yield f'    <testcase name="{escape_xml(place)}" classname="{escape_xml(harmless_path(result.path))}">'
    yield outcome or _outcome(diagnostic, language)
    yield "    </testcase>"


def _outcome(diagnostic: Diagnostic, language: str) -> str:
    message = escape_xml(harmless(diagnostic.message.text(language)))
    sentences = [diagnostic.message, diagnostic.effect, diagnostic.help]
    text = escape_xml("\n".join(harmless(words.text(language)) for words in sentences if words is not None))
    if diagnostic.severity is Severity.ERROR:
        element = "error" if diagnostic.code in _NOT_RUN else "failure"
        return f'      <{element} type="{diagnostic.code.name}" message="{message}">{text}</{element}>'
    return f"      <system-out>{diagnostic.severity.value}: {text}</system-out>"


def _counts(diagnostics: Sequence[Diagnostic]) -> str:
    """Return how many tests failed and how many could not be run."""
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR]
    not_run = sum(diagnostic.code in _NOT_RUN for diagnostic in errors)
    return f'failures="{len(errors) - not_run}" errors="{not_run}"'


REPORTER = Reporter(name="junit", report=report)
