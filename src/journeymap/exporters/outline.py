"""Outline: the whole blueprint as text, for whoever cannot see a drawing or would rather read.

Markdown in reading order: what the journey is about, then phase by phase every step with what happens in each lane,
where it comes from and leads to, waits, experience and what was found; last all findings, the heaviest first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeymap.exporter import Exporter, Part
from journeymap.i18n.messages import say
from journeymap.i18n.text import harmless_lines
from journeymap.outline.builder import tell
from journeymap.outline.model import Address, Link

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.drawing import Drawing
    from journeymap.outline.model import (
        Group,
        Line,
        Outline,
        OutlineFinding,
        OutlineStep,
        Piece,
    )

# What Markdown would read as markup; an underscore inside a word is none.
_MARKUP = re.compile(r"[\\`*\[\]<>&#|~]|(?<!\w)_|_(?!\w)")


def render(drawing: Drawing) -> tuple[Part, ...]:
    """Return the text of the whole blueprint; pages are no matter here."""
    outline = tell(drawing)
    lines = list(_Writer(outline, drawing.language).lines())
    return (Part("", harmless_lines("\n".join(lines) + "\n").encode("utf-8", "replace")),)


class _Writer:
    """Writes what is told as Markdown."""

    def __init__(self, outline: Outline, language: str) -> None:
        self.told = outline
        self.language = language
        self.numbers: Mapping[str, int] = {step.id: step.number for phase in outline.phases for step in phase.steps}

    def lines(self) -> Iterator[str]:
        outline = self.told
        yield f"# {_plain(outline.title)}"
        if outline.description:
            yield from ("", _plain(outline.description))
        for group in outline.groups:
            yield from ("", f"## {_plain(group.title)}", "")
            yield from (f"- {self._fact(line)}" for line in group.lines)
        for phase in outline.phases:
            title = _plain(phase.title) or say("Steps").text(self.language)
            yield from ("", f"## {title}")
            if phase.about:
                yield from ("", _plain(phase.about))
            for step in phase.steps:
                yield from self._step(step)
        yield from self._findings(say("Findings").text(self.language), outline.findings)
        yield from self._findings(say("Accepted choices").text(self.language), outline.accepted)

    def _step(self, step: OutlineStep) -> Iterator[str]:
        yield from ("", f"### {step.number}. {_plain(step.label)}", "")
        for group in step.groups:
            yield from self._group(group)
        for finding in (*step.findings, *step.accepted):
            yield f"- **{_plain(finding.word)}**: {self._finding(finding)}"

    def _group(self, group: Group) -> Iterator[str]:
        if group.kind == "lanes":  # they need no title: the lanes are one
            yield from (f"- {self._fact(line)}" for line in group.lines)
        else:
            yield f"- {_plain(group.title)}"
            yield from (f"  - {self._fact(line)}" for line in group.lines)

    def _findings(self, title: str, findings: Sequence[OutlineFinding]) -> Iterator[str]:
        if not findings:
            return
        yield from ("", f"## {title}", "")
        for finding in findings:
            where = f"{self._piece(Link(finding.step))}: " if finding.step is not None else ""
            yield f"- **{_plain(finding.word)}**: {where}{self._finding(finding)}"
            yield from (f"  - {self._fact(line)}" for line in finding.remarks)

    def _finding(self, finding: OutlineFinding) -> str:
        reason = f"; {say('accepted: {reason}', reason=finding.reason).text(self.language)}" if finding.reason else ""
        return f"{_plain(finding.message + reason)} ({finding.code} {finding.name})"

    def _fact(self, line: Line) -> str:
        text = "".join(self._piece(piece) for piece in line.pieces)
        return f"{_plain(line.label)}: {text}" if line.label else text

    def _piece(self, piece: Piece) -> str:
        if isinstance(piece, Link):
            return f"{self.numbers[piece.step]}. {_plain(self.told.labels[piece.step])}"
        return _plain(piece.text if isinstance(piece, Address) else piece)


def _plain(text: str) -> str:
    """Return a text in which Markdown finds no markup."""
    return _MARKUP.sub(lambda match: "\\" + match[0], text)


EXPORTER: Exporter[Drawing] = Exporter("outline", ".outline.md", binary=False, render=render)
