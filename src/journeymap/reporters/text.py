"""For people: each finding with its line, what it does to the customer and what to do about it.

The first line of a finding is `path:line:column: severity: message [code name]`, as editors and terminals know it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.languages import translate
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.text import display_width, harmless, harmless_path
from journeymap.reporter import FAINT, GUIDE, STRONG, STYLES, Reporter, paint, place_of, tally
from journeymap.syntax import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.diagnostics import Diagnostic, Span
    from journeymap.reporter import Report, Settings

WIDEST = 140
TAB = "    "


def report(results: Sequence[Report], settings: Settings) -> str:
    """Return all findings of all files, and a last line that counts them."""
    parts: list[str] = []
    for result in results:
        source = Source(result.path, result.text)
        parts += [_finding(diagnostic, result, source, settings) for diagnostic in result.diagnostics]
    if not settings.quiet:
        language = settings.language_of_all(results)
        parts.append(tally(results, language, settings.colour, files=True) + "\n")
    return "\n".join(parts)


def _finding(diagnostic: Diagnostic, result: Report, source: Source, settings: Settings) -> str:
    language, colour = settings.language_of(result), settings.colour
    span, style = place_of(diagnostic, result), STYLES[diagnostic.severity]
    place = paint(harmless_path(str(span)), STRONG, colour)
    severity = paint(diagnostic.severity.text(language), style, colour)
    message = paint(harmless(diagnostic.message.text(language)), STRONG, colour)
    label = paint(f"[{diagnostic.code.number} {diagnostic.code.name}]", FAINT, colour)
    lines = [f"{place}: {severity}: {message} {label}", *_excerpt(span, source, style, colour)]
    for name, words in _remarks(diagnostic, language):
        lines.append(f"  {paint('=', GUIDE, colour)} {paint(name + ':', STRONG, colour)} {harmless(words)}")
    return "\n".join(lines) + "\n"


def _remarks(diagnostic: Diagnostic, language: str) -> Iterator[tuple[str, str]]:
    for related in diagnostic.related:
        yield translate("see", language), f"{related.span}: {related.message.text(language)}"
    if diagnostic.witness:
        yield translate("witness", language), " -> ".join(diagnostic.witness)
    if diagnostic.personas:
        yield translate("for", language), ", ".join(diagnostic.personas)
    if diagnostic.effect is not None:
        yield translate("effect", language), diagnostic.effect.text(language)
    if diagnostic.help is not None:
        yield translate("help", language), diagnostic.help.text(language)
    if diagnostic.assumed:
        assumed = say(
            "{share} of what this rests on has no source", share=Amount(diagnostic.assumed, "share", digits=2)
        )
        yield translate("assumed", language), assumed.text(language)


def _excerpt(span: Span, source: Source, style: str, colour: bool) -> list[str]:
    """Return the line of the place, and one that underlines it; nothing where there is nothing to show."""
    line = source.line(span.line)
    if span.path != source.path or not line.strip():
        return []
    start = min(span.column - 1, len(line))
    end = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line)
    marked = line[start:end].rstrip()
    before, after = line[:start], line[start + len(marked) :]
    if len(line) > WIDEST:
        before = before if len(before) <= WIDEST // 2 else "…" + before[-WIDEST // 2 :]
        marked = marked[: WIDEST // 2]
        after = line[start + len(marked) :][: WIDEST // 4]
        after += "…" if start + len(marked) + len(after) < len(line) else ""
    shown = [_shown(part) for part in (before, marked, after)]
    number = str(span.line)
    bar = paint("|", GUIDE, colour)
    underline = " " * display_width(shown[0]) + paint("^" * max(1, display_width(shown[1])), style, colour)
    return [f"  {paint(number, GUIDE, colour)} {bar} {''.join(shown)}", f"  {' ' * len(number)} {bar} {underline}"]


def _shown(text: str) -> str:
    return harmless(text.replace("\t", TAB))


REPORTER = Reporter(name="text", report=report)
