"""What is told of a blueprint as HTML: the text alternative, which the side panel shows step by step."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from journeymap.drawing.wording import capital
from journeymap.i18n.messages import say
from journeymap.outline.model import Address, Link
from journeymap.svg.text import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.outline.model import (
        Group,
        Line,
        Outline,
        OutlineFinding,
        OutlinePhase,
        OutlineStep,
        Piece,
    )

# Only such an address becomes a link; anything else that calls itself one stays text.
_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


class PageText:
    """Writes what is told as HTML. `numbers` are the places of the steps in the file, by which the page knows them."""

    def __init__(self, told: Outline, numbers: Mapping[str, int], language: str) -> None:
        self.told = told
        self.numbers = numbers
        self.language = language
        self.reading = {step.id: step.number for phase in told.phases for step in phase.steps}

    def steps(self) -> Iterator[str]:
        """Yield what the blueprint is about, and every phase with its steps."""
        about = text_of(self.told.description)
        yield f"<p>{about}</p>" if about else ""
        for group in self.told.groups:
            yield f"<section><h3>{text_of(group.title)}</h3>{self._lines(group)}</section>"
        for number, phase in enumerate(self.told.phases):
            yield from self._phase(number, phase)

    def findings(self) -> Iterator[str]:
        """Yield all findings, the heaviest first, and then the choices that were accepted."""
        return map(self._finding, self.told.findings)

    def accepted(self) -> Iterator[str]:
        """Yield the conscious choices with their reasons."""
        return map(self._finding, self.told.accepted)

    def _phase(self, number: int, phase: OutlinePhase) -> Iterator[str]:
        title = phase.title or say("Steps").text(self.language)
        yield f'<section class="told-phase"><h3 id="phase={number}">{text_of(title)}</h3>'
        if phase.about:
            yield f"<p>{text_of(phase.about)}</p>"
        for step in phase.steps:
            yield self._step(step, title if phase.title else "")
        yield "</section>"

    def _step(self, step: OutlineStep, phase: str) -> str:
        groups = [
            f'<section class="facts {group.kind}"><h5>{text_of(group.title)}</h5>{self._lines(group)}</section>'
            for group in step.groups
        ]
        first = [group for group, told in zip(groups, step.groups, strict=True) if told.kind == "lanes"]
        others = [group for group in groups if group not in first]
        found = self._found(say("Findings").text(self.language), step.findings)
        found += self._found(say("Accepted choices").text(self.language), step.accepted)
        where = f'<p class="where">{text_of(phase)} <code>{text_of(step.id)}</code></p>'
        label = f'<span class="number">{step.number}.</span> {text_of(step.label)}'
        return (
            f'<article class="told-step" id="step={self._fragment(step.id)}" data-told="{self.numbers[step.id]}">'
            f"<h4>{label}</h4>{where}{''.join(first)}{found}{''.join(others)}</article>\n"
        )

    def _found(self, title: str, findings: Sequence[OutlineFinding]) -> str:
        if not findings:
            return ""
        items = "".join(f"<li>{self._finding_text(finding)}</li>" for finding in findings)
        return f'<section class="facts findings"><h5>{text_of(title)}</h5><ul>{items}</ul></section>'

    def _finding(self, finding: OutlineFinding) -> str:
        where = self._piece(Link(finding.step)) if finding.step is not None else ""
        place = f' data-place="{self.numbers[finding.step]}"' if finding.step is not None else ""
        return (
            f'<li data-severity="{finding.severity}"{place}>'
            f"{f'<p class=where>{where}</p>' if where else ''}{self._finding_text(finding)}</li>\n"
        )

    def _finding_text(self, finding: OutlineFinding) -> str:
        remarks = "".join(f"<div>{self._fact(line)}</div>" for line in finding.remarks)
        reason = f'<p class="reason">{text_of(finding.reason)}</p>' if finding.reason else ""
        kind = "accepted" if finding.reason else finding.severity
        word = say("accepted").text(self.language) if finding.reason else finding.word
        said = (
            f'<span class="severity {kind}">{text_of(capital(word))}</span> {text_of(finding.message)}'
            f' <span class="rule">{text_of(finding.code)} {text_of(finding.name)}</span>'
        )
        if not remarks:
            return f'<p class="said">{said}</p>{reason}'
        return f'{reason}<details open><summary class="said">{said}</summary><dl>{remarks}</dl></details>'

    def _lines(self, group: Group) -> str:
        if group.lines and group.lines[0].label:
            return f"<dl>{''.join(f'<div>{self._fact(line)}</div>' for line in group.lines)}</dl>"
        return f"<ul>{''.join(f'<li>{self._pieces(line)}</li>' for line in group.lines)}</ul>"

    def _fact(self, line: Line) -> str:
        return f"<dt>{text_of(line.label)}</dt><dd>{self._pieces(line)}</dd>"

    def _pieces(self, line: Line) -> str:
        return "".join(self._piece(piece) for piece in line.pieces)

    def _piece(self, piece: Piece) -> str:
        if isinstance(piece, Link):
            label = f"{self.reading[piece.step]}. {self.told.labels[piece.step]}"
            return f'<a href="#step={self._fragment(piece.step)}">{text_of(label)}</a>'
        if isinstance(piece, Address):
            text = text_of(piece.text)
            if _WEB.fullmatch(piece.text):
                return f'<a href="{text}" rel="noopener noreferrer nofollow">{text}</a>'
            return text
        return text_of(piece)

    def _fragment(self, step: str) -> str:
        """Return the id of a step as it stands behind the sign of a fragment, the same way a browser writes it."""
        return text_of(quote(step, safe="~!*()'", errors="replace"))
