"""What an editor shows between the words of a text: colours by meaning, figures behind steps, a line above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol.types import (
    CodeLens,
    Command,
    InlayHint,
    InlayHintKind,
    SemanticTokens,
    SemanticTokensLegend,
)

from journeymap.analyses import journey_time
from journeymap.editor import words
from journeymap.editor.hovering import visits_of
from journeymap.editor.places import written
from journeymap.findings.kinds import kind_of
from journeymap.i18n.languages import translate
from journeymap.i18n.messages import plural, say
from journeymap.i18n.numbers import Amount, Minutes
from journeymap.syntax import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lsprotocol.types import Range

    from journeymap.editor.open_file import OpenFile
    from journeymap.editor.places import Written

SHOW_PAGE, SHOW_REPORT = "journeymap.showPage", "journeymap.showReport"
"""What an editor can have opened, by the names of the commands."""
LEGEND = SemanticTokensLegend(["keyword", "class", "variable", "enumMember", "number", "string"], ["definition"])
_TYPES = {name: number for number, name in enumerate(LEGEND.token_types)}
_DEFINITION = 1
_GROUPS = frozenset(group for groups in words.DEFINED.values() for group in groups)
_HUNDRED = 100


def tokens(file: OpenFile) -> SemanticTokens:
    """Return what kind of word stands where: words of the format, ids where they are defined and named, choices."""
    data: list[int] = []
    line = character = 0
    for item in sorted(written(file.parsed.node), key=lambda item: item.scalar.start):
        kind, modifiers = _kind(item)
        place = file.positions.range(item.scalar.start, item.scalar.end)
        if (
            kind is None
            or place.start.line != place.end.line
            or (place.start.line, place.start.character)
            < (
                line,
                character,
            )
        ):
            continue
        lines = place.start.line - line
        data += [
            lines,
            place.start.character - (0 if lines else character),
            place.end.character - place.start.character,
            _TYPES[kind],
            modifiers,
        ]
        line, character = place.start.line, place.start.character
    return SemanticTokens(data)


def _kind(item: Written) -> tuple[str | None, int]:
    """Return the type of a word, None for what is plain text, and its modifiers."""
    if item.is_key:
        if len(item.path) == 1 and item.path[0] in _GROUPS:
            return "class", _DEFINITION
        if words.keys_named(item.path) is not None:
            return "variable", 0
        return "keyword", 0
    holder, key = (item.path[:-1], str(item.path[-1])) if item.path and item.path[-1] != 0 else (item.path, None)
    if words.named_by(holder, key) is not None:
        return "variable", 0
    if key is not None and any(
        offer.kind == "value" and offer.word == item.scalar.text for offer in words.values_at(holder, key)
    ):
        return "enumMember", 0
    return None, 0


def hints(file: OpenFile, around: Range) -> list[InlayHint]:
    """Return figures behind the ids of steps: how many of a hundred customers come there, and how long they wait."""
    if file.result is None or file.result.journey is None:
        return []
    journey = file.result.journey
    found = []
    times = journey.facts.of(journey_time.ANALYSIS).steps
    for name, step in journey.blueprint.steps.items():
        span = step.key_at()
        if span is None or not around.start.line < span.line <= around.end.line + 1:
            continue
        visits = visits_of(journey, name)
        if visits is None:
            continue
        parts = [say("{visits} of 100", visits=Amount(visits * _HUNDRED, "count")).text(file.language)]
        time = times.get(name)
        if time is not None and time.mean:
            parts.append(Minutes(time.mean).text(file.language))
        end = file.positions.of_span(span).end
        end.character += 1  # behind the colon
        found.append(InlayHint(end, "  " + " · ".join(parts), kind=InlayHintKind.Type, padding_left=True))
    return found


def lenses(file: OpenFile) -> list[CodeLens]:
    """Return the line above the file: how much was found, and what can be opened."""
    if file.result is None or not file.text.strip():
        return []
    count = sum(kind_of(finding) in ("service", "file") for finding in file.result.diagnostics)
    top = file.positions.range(0, 0)
    found = plural("{count} finding", "{count} findings", count).text(file.language)
    report, drawing = translate("report", file.language), translate("drawing", file.language)
    lenses = [
        CodeLens(top, Command(f"{found} · {report}", SHOW_REPORT, arguments=[file.uri])),
        CodeLens(top, Command(drawing, SHOW_PAGE, arguments=[file.uri])),
    ]
    lenses += _of_steps(file)
    return lenses


def _of_steps(file: OpenFile) -> Iterator[CodeLens]:
    """Yield a line above each step at which something is found about the service."""
    steps = file.parsed.node.below("steps") if file.parsed.node is not None else None
    entries = steps.entries if isinstance(steps, Mapping) else {}
    counts: dict[str, int] = {}
    for finding in file.result.diagnostics if file.result is not None else ():
        if finding.step in entries and kind_of(finding) == "service":
            counts[finding.step] = counts.get(finding.step, 0) + 1
    for name, count in counts.items():
        key = entries[name].key
        if key is not None:
            title = plural("{count} finding", "{count} findings", count).text(file.language)
            command = Command(title, SHOW_REPORT, arguments=[file.uri])
            yield CodeLens(file.positions.range(key.start, key.end), command)
