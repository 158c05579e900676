"""The report on one blueprint, as Markdown: what it comes to, what is found, what was chosen, and what it rests on."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING

from journeymap.analyses import evidence, levers
from journeymap.figures import DIGITS, Figures, rests_on
from journeymap.findings.harm import ranked
from journeymap.i18n.amounts import (
    NOT_STATED,
    Amount,
    Joined,
    said,
)
from journeymap.i18n.messages import Message, say
from journeymap.i18n.named import named
from journeymap.report.context import labels_of
from journeymap.report.decision_register import accepted_table, reasons_table
from journeymap.report.finding_items import SEVERITIES
from journeymap.report.missing_data import to_know
from journeymap.report.persona_profiles import certainty, portraits
from journeymap.report.report_tables import figures_table, head_of
from journeymap.report.summary import worst
from journeymap.reporter import tally
from journeymap.tables.lever_words import (
    FIGURE_WORDS,
    buys,
    delta,
    what,
)
from journeymap.tables.sources import kinds_table, sources_table
from journeymap.terminal.table import (
    Table,
    as_markdown,
    escaped,
    paragraph,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.analyses.levers import Lever
    from journeymap.analysis import Facts
    from journeymap.diagnostics import Diagnostic
    from journeymap.figures import Figure
    from journeymap.pipeline import Result

LEVERS = 10


def report(result: Result, language: str, drawing: str | None = None) -> str:
    """Return the report; `drawing` is the file of the drawing as it is linked, None for no drawing."""
    assert result.facts is not None  # noqa: S101 - nothing can be reported of a file that could not be understood
    return "\n".join(_Report(result, result.facts, language).parts(drawing))


class _Report:
    def __init__(self, result: Result, facts: Facts, language: str) -> None:
        self.result = result
        self.facts = facts
        self.graph = facts.graph
        self.language = language
        self.labels = labels_of(self.graph)

    def step(self, name: str) -> object:
        """Return what a step is called, with its number; what is no step as it is."""
        return self.labels.get(name, name)

    def persona(self, name: str) -> str:
        """Return what a persona is called."""
        described = self.graph.blueprint.personas.get(name)
        return (described.name if described else None) or name

    def message(self, words: Message) -> Message:
        """Return a message in which steps and personas have their names."""
        return named(words, self.step, self.persona)

    def said(self, words: object) -> str:
        """Return words in the language of the report, with nothing in them that Markdown would take for its own."""
        return escaped(said(words, self.language))

    def parts(self, drawing: str | None) -> Iterator[str]:
        yield from self._head()
        yield self._heading(say("In short"))
        yield from self._in_short()
        if drawing is not None:
            yield self._heading(say("The drawing"))
            yield f"![{self.said(self.graph.blueprint.title or say('the drawing'))}]({drawing})\n"
        yield self._heading(say("Findings, the most harmful first"))
        yield from self._findings()
        yield self._heading(say("Figures per persona"))
        yield as_markdown(figures_table(self.facts, self.persona), self.language)
        yield from self._portraits()
        yield self._heading(say("What one change buys"))
        yield as_markdown(self._levers(), self.language)
        yield self._heading(say("Conscious choices"))
        accepted = accepted_table(self.result.accepted, self.graph, self.step, self.message)
        for table in (accepted, reasons_table(self.graph, self.step)):
            yield as_markdown(table, self.language)
        yield self._heading(say("What it rests on"))
        found = self.facts.of(evidence.ANALYSIS)
        yield as_markdown(sources_table(found, self.step, self.persona), self.language)
        yield as_markdown(kinds_table(found, self.persona), self.language)
        day = NOT_STATED if found.as_of is None else found.as_of.isoformat()
        yield self.said(say("Ages are counted by: {day}.", day=day)) + "\n"

    def _heading(self, words: Message) -> str:
        return f"## {self.said(words)}\n"

    def _head(self) -> Iterator[str]:
        blueprint = self.graph.blueprint
        yield f"# {self.said(blueprint.title or say('a journey without a title'))}\n"
        if blueprint.about:
            yield f"{paragraph(blueprint.about)}\n"
        facts = head_of(self.graph)
        yield "\n".join(f"- {self.said(name)}: {self.said(value)}" for name, value in facts) + "\n"

    def _in_short(self) -> Iterator[str]:
        changes = self.facts.of(levers.ANALYSIS)
        best = changes.best
        figures = Figures(self.facts)
        lines: list[object] = [
            _resting(say("Helped: {helped}; stranded: {stranded}.",
                         helped=_ranged(figures["helped"]), stranded=_ranged(figures["stranded"])),
                     figures["helped"].assumed),
            _resting(_time(figures), figures["time"].assumed if figures["time"].stated else None),
            say("Sure to be helped? {sure}.", sure=certainty(self.facts, None, self.step, self.persona)),
            say("Findings: {tally}.", tally=tally([self.result], self.language)),
        ]  # fmt: skip
        if best is not None:
            words = say("The best small change: {what} ({buys}).", what=self.change(best), buys=buys(best))
            lines.append(_resting(words, changes.basis.assumed_share))
        rests = say("It rests on {rests}.", rests=rests_on(self.facts))
        yield "\n".join(f"- {self.said(line)}" for line in [*lines, rests]) + "\n"
        worse = worst(ranked(self.result))
        if worse:
            yield f"### {self.said(say('What harms most'))}\n"
            yield "\n".join(f"{number}. {self._brief(*one)}" for number, one in enumerate(worse, 1)) + "\n"
        unknown = to_know(self.facts)
        if unknown:
            yield f"### {self.said(say('Not known yet, and what to write to know it'))}\n"
            yield "\n".join(f"- {self.said(words)}" for words in unknown.values()) + "\n"

    def _brief(self, number: int, diagnostic: Diagnostic, more: int) -> str:
        """Return a finding in short, by its number in the list; `more` there are like it."""
        rest: list[Message] = [say("finding {number}", number=number)]
        if diagnostic.assumed is not None:
            rest.append(say("assumed {share}", share=Amount(diagnostic.assumed, "share", digits=DIGITS)))
        if more:
            rest.append(say("{count} more like it", count=more))
        where = say("the whole journey") if diagnostic.step is None else self.step(diagnostic.step)
        return f"**{self.said(where)}**: {self.said(self.message(diagnostic.message))} ({self.said(Joined(rest))})"

    def change(self, lever: Lever) -> Message:
        """Return what a lever changes, with the names of the steps."""
        words = what(lever)
        return replace(words, values={
            name: self.step(value) if isinstance(value, str) else value for name, value in words.values.items()
        })  # fmt: skip

    def _findings(self) -> Iterator[str]:
        found = ranked(self.result)
        if not found:
            yield self.said(say("Nothing was found.")) + "\n"
        else:
            explained = say(
                "Harm, from 0 to 1: how heavy a finding is, times how many customers it reaches, times how sure it is."
            )
            yield self.said(explained) + "\n"
        yield "\n".join(self._finding(number, diagnostic) for number, diagnostic in enumerate(found, 1)) + "\n"

    def _finding(self, number: int, diagnostic: Diagnostic) -> str:
        severity = self.said(SEVERITIES[diagnostic.severity])
        lines = [f"{number}. **{severity}: {self.said(self.message(diagnostic.message))}**"]
        remarks: list[tuple[Message, object]] = []
        if diagnostic.effect is not None:
            remarks.append((say("effect"), self.message(diagnostic.effect)))
        if diagnostic.help is not None:
            remarks.append((say("what to do"), self.message(diagnostic.help)))
        if diagnostic.personas:
            remarks.append((say("for"), Joined([*map(self.persona, diagnostic.personas)])))
        if diagnostic.witness:
            remarks.append((say("witness"), Joined([*map(self.step, diagnostic.witness)], " -> ")))
        remarks.append((say("rule"), f"{diagnostic.code.name} ({diagnostic.code.number})"))
        if diagnostic.span is not None:
            remarks.append((say("line in the file"), str(diagnostic.span.line)))
        if diagnostic.harm is not None:
            remarks.append((say("harm"), Amount(diagnostic.harm, "count", digits=DIGITS)))
        if diagnostic.assumed is not None:
            remarks.append((say("assumed"), Amount(diagnostic.assumed, "share", digits=DIGITS)))
        indent = " " * (len(str(number)) + 2)
        return "\n".join([*lines, *(f"{indent}- {self.said(name)}: {self.said(value)}" for name, value in remarks)])

    def _portraits(self) -> Iterator[str]:
        for name, lines in portraits(self.facts, self.step):
            yield f"### {self.said(name)}\n"
            yield "\n".join(f"- {self.said(line)}" for line in lines) + "\n"

    def _levers(self) -> Table:
        found = self.facts.of(levers.ANALYSIS)
        rows = [
            [self.change(lever), *(delta(lever, figure) for figure in FIGURE_WORDS)] for lever in found.by_gain[:LEVERS]
        ]
        note = (
            _resting(say("Each change by itself; helped of 1000 customers. A minus is less of it."),
                     found.basis.assumed_share)
            if rows else say("No small change wins anything.")
        )  # fmt: skip
        return Table(None, (say("change"), *FIGURE_WORDS.values()), rows, (note,))


def _resting(words: Message, share: float | None) -> object:
    """Return a sentence with the part of what it rests on that is assumed, where it rests on anything."""
    if share is None:
        return words
    return Joined([words, say("Assumed: {share}.", share=Amount(share, "share", digits=DIGITS))], " ")


def _time(figures: Figures) -> Message:
    """Return how long it takes, never the average without how far it spreads."""
    total, helped = figures["time"], figures["time-of-helped"]
    half, most = figures["p50"], figures["p90"]
    if not total.stated or total.value == inf or not (half.stated and most.stated):
        return say("Time to an end: {time}; of those who are helped: {helped}.",
                   time=_ranged(total), helped=_ranged(helped))  # fmt: skip
    # Where a step waits for work beside the path only journeys that were drawn know the whole.
    return say(
        "Time to an end: {time} on average, half within {half}, nine in ten within {most}; "
        "of those who are helped: {helped}.",
        time=_ranged(figures.get("simulated-time", total)), half=half.amount(),
        most=most.amount(), helped=_ranged(helped),
    )  # fmt: skip


def _ranged(figure: Figure) -> object:
    """Return a figure with the least and the most of any persona, where these differ."""
    stated = {who: value for who, value in figure.by_persona.items() if value is not None}
    if len(stated) < 2:
        return figure.amount()
    low, high = (figure.amount(pick(stated, key=stated.__getitem__)) for pick in (min, max))
    if str(low) == str(high):
        return figure.amount()
    return say("{value} ({low} to {high} by persona)", value=figure.amount(), low=low, high=high)
