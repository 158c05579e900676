"""Findings as items of a list in the report: where, what, how harmful, what to do, and the proof of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Severity
from journeymap.drawing.wording import capital
from journeymap.i18n.amounts import Amount, Joined
from journeymap.i18n.messages import Message, say
from journeymap.report.markup import html_of, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.diagnostics import Diagnostic
    from journeymap.report.context import Telling

SEVERITIES: Mapping[Severity, Message] = {
    Severity.ERROR: say("error"),
    Severity.WARNING: say("warning"),
    Severity.NOTE: say("note"),
}
_PLURALS: Mapping[Severity, Message] = {
    Severity.ERROR: say("Errors"),
    Severity.WARNING: say("Warnings"),
    Severity.NOTE: say("Notes"),
}


class FindingItems:
    """Writes findings as HTML."""

    def __init__(self, telling: Telling) -> None:
        self.telling = telling
        self.language = telling.language
        blueprint = telling.facts.graph.blueprint
        self.places = {name: number for number, name in enumerate(blueprint.steps)}
        self.personas = {name: number for number, name in enumerate(blueprint.personas)}

    def html(self, words: object) -> str:
        """Return words as HTML in the language of the report."""
        return html_of(words, self.language)

    def titled(self, words: object) -> str:
        """Return words as HTML with a capital."""
        return capital(self.html(words))

    def brief(self, number: int, diagnostic: Diagnostic, more: int) -> str:
        """Return a finding in short, by its number in the list; `more` there are like it."""
        word = self.titled(SEVERITIES[diagnostic.severity])
        where = self._where(diagnostic)
        effect = "" if diagnostic.effect is None else self._about(diagnostic.effect, diagnostic)
        weight = f'<span class="severity {diagnostic.severity}">{word}</span>'
        alike = [say("{count} more like it", count=more)] if more else []
        link = f'<a href="#finding-{number}">{self.html(say("finding {number}", number=number))}</a>'
        return (
            f'<li><p class="where">{where}</p><p class="said">{weight}'
            f' {self._said(diagnostic)}</p><p class="effect">{effect}</p><p class="harm">'
            f"{self.html(Joined(self._weight(diagnostic) + alike, ' · '))} · {link}</p></li>\n"
        )

    def of(self, diagnostic: Diagnostic, number: int | None, reason: str = "") -> str:
        """Return a finding as an item, by its number in the list; with the reason for which it was accepted, if so."""
        kind = "accepted" if reason else str(diagnostic.severity)
        word = self.titled(say("accepted") if reason else SEVERITIES[diagnostic.severity])
        step = diagnostic.step if diagnostic.step in self.places else None
        place = "" if step is None else f' data-place="{self.places[step]}"'
        whom = " ".join(str(self.personas[name]) for name in diagnostic.personas if name in self.personas)
        where = self._where(diagnostic)
        own = "" if number is None else f' id="finding-{number}"'
        return (
            f'<li{own} data-severity="{diagnostic.severity}" data-personas="{whom}"{place}><p class="where">{where}</p>'
            f'<p class="said"><span class="severity {kind}">{word}</span> {self._said(diagnostic)}</p>'
            + (f'<p class="reason">{plain(reason)}</p>' if reason else self._harm(diagnostic))
            + self._remedies(diagnostic)
            + f'<details class="proof"><summary>{self.html(say("Proof and source"))}</summary>'
            f"<dl>{self._proof(diagnostic)}</dl></details></li>\n"
        )

    def _where(self, diagnostic: Diagnostic) -> str:
        step = diagnostic.step if diagnostic.step in self.places else None
        return self.html(say("The whole journey") if step is None else self.telling.step(step))

    def _said(self, diagnostic: Diagnostic) -> str:
        return self._about(diagnostic.message, diagnostic)

    def _about(self, words: Message, diagnostic: Diagnostic) -> str:
        return self.titled(self.telling.message(words, diagnostic.step))

    def _harm(self, diagnostic: Diagnostic) -> str:
        harm = diagnostic.harm or 0.0
        words = self._weight(diagnostic)
        # The bar says nothing that the figure beside it does not say.
        bar = (
            '<svg class="harm-bar" viewBox="0 0 100 8" aria-hidden="true">'
            '<rect class="all" width="100" height="8" rx="4"/>'
            f'<rect class="part" width="{max(4, round(100 * harm))}" height="8" rx="4"/></svg>'
        )
        return f'<p class="harm">{bar} {self.html(Joined(words, " · "))}</p>'

    def _weight(self, diagnostic: Diagnostic) -> list[Message]:
        words = [say("harm {figure}", figure=Amount(diagnostic.harm or 0.0, "count", digits=2))]
        if diagnostic.assumed is not None:
            words.append(say("assumed {share}", share=Amount(diagnostic.assumed, "share", digits=2)))
        return words

    def _remedies(self, diagnostic: Diagnostic) -> str:
        lines = [(say("effect"), diagnostic.effect), (say("what to do"), diagnostic.help)]
        about = diagnostic.step
        told = "".join(
            self._line(name, self.telling.message(words, about)) for name, words in lines if words is not None
        )
        return f'<dl class="remedy">{told}</dl>' if told else ""

    def _proof(self, diagnostic: Diagnostic) -> str:
        lines: list[tuple[Message, object]] = []
        if diagnostic.personas:
            lines.append((say("for"), Joined([self.telling.persona(name) for name in diagnostic.personas])))
        if diagnostic.witness:
            lines.append((say("witness"), Joined([self.telling.step(name) for name in diagnostic.witness], " → ")))
        lines.append((say("rule"), f"{diagnostic.code.name} ({diagnostic.code.number})"))
        if diagnostic.span is not None:
            lines.append((say("line in the file"), str(diagnostic.span.line)))
        return "".join(self._line(name, words) for name, words in lines)

    def _line(self, name: Message, words: object) -> str:
        return f"<div><dt>{self.titled(name)}</dt><dd>{self.html(words)}</dd></div>"

    def filters(self, found: Sequence[Diagnostic]) -> str:
        """Return the choices of what to show: severities that occur, and personas where there are any."""
        boxes = []
        for severity, word in _PLURALS.items():
            count = sum(diagnostic.severity == severity for diagnostic in found)
            if count:
                box = f'<input type="checkbox" value="{severity}" checked>'
                boxes.append(f"<label>{box} {self.html(word)} ({count})</label>")
        blueprint = self.telling.facts.graph.blueprint
        chosen = ""
        if any(diagnostic.personas for diagnostic in found):
            options = "".join(
                f'<option value="{number}">{plain(self.telling.persona(name))}</option>'
                for number, name in enumerate(blueprint.personas)
            )
            chosen = (
                f'<label>{self.html(say("Persona"))} <select id="filter-persona"><option value="">'
                f"{self.html(say('All customers'))}</option>{options}</select></label>"
            )
        told = say("{shown} of {count} shown", shown="{shown}", count=len(found))
        search = f'<label>{self.html(say("Search"))} <input type="search" id="filter-words"></label>'
        return "".join(boxes) + chosen + search + f'<output id="filter-count" data-words="{self.html(told)}"></output>'
