"""A journey on one screen, for whoever decides: no more than 24 lines of 80 columns, and no word of the trade."""

from __future__ import annotations

import textwrap
from math import inf
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.analyses import burden, gaps, hot_spots, journey_time, levers, terms
from journeymap.figures import DIGITS, Figure, Figures
from journeymap.i18n.messages import Joined, Message, said, say
from journeymap.i18n.numbers import Amount, Unit, percent
from journeymap.i18n.text import display_width, harmless
from journeymap.i18n.vocabulary import NOT_STATED, OUTCOMES, Term
from journeymap.report.personas import certainty, stranded
from journeymap.report.quantile_names import quantile_labels
from journeymap.reporter import FAINT, STRONG
from journeymap.tables.evidence_words import rests_on
from journeymap.tables.lever_words import best_for, buys, what
from journeymap.terminal.charts import TerminalStyle, bar, sparkline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.analysis import Facts

LINES = 24
_GAP = 2
_FILE = 24
"""The columns that the name of the file keeps beside a long title."""


class _Row(Struct, frozen=True):
    """One line of figures: its sign in the bar, its label, a text per column, and the assumed part."""

    label: str
    cells: tuple[str, ...]
    assumed: str
    sign: str = ""


def overview(facts: Facts, path: str, look: TerminalStyle, persona: str | None = None) -> str:
    """Return the journey on one screen: for all customers with each persona beside, or with one persona beside."""
    return _Overview(facts, look, persona).text(path)


class _Overview:
    def __init__(self, facts: Facts, look: TerminalStyle, persona: str | None) -> None:
        self.facts = facts
        self.graph = facts.graph
        self.look = look
        self.persona = persona
        self.figures = Figures(facts)
        self.columns = [persona] if persona is not None else list(self.figures.columns)
        self.extremes = False
        self.gap = _GAP
        self.ways = 0
        self.silent: list[Message] = []

    def text(self, path: str) -> str:
        """Return all lines, without the bars where there would be too many."""
        table = self._table()
        outcome_bar, time_bar = self._outcome_bar(), self._time_bar()
        below = list(self._sentences())
        lines = [self._title(path), *table]
        ends = 2 + self.ways  # below the title and the heads
        shown = len(lines) + len(below) + bool(time_bar) + bool(outcome_bar)
        if outcome_bar and shown <= LINES:
            lines.insert(ends, outcome_bar)
        pledge = list(self._pledges())
        if len(lines) + len(below) + len(pledge) + bool(time_bar) <= LINES:
            below[:0] = pledge
        if time_bar:
            below.insert(0, time_bar)
        return "\n".join([*lines, *below]) + "\n"

    def said(self, words: object) -> str:
        return self.look.plain(said(words, self.look.language))

    def _title(self, path: str) -> str:
        blueprint = self.graph.blueprint
        name = harmless(blueprint.title or self.said(say("a journey without a title")))
        status = f" ({blueprint.status})" if blueprint.status else ""
        more = self.look.plain("…")
        title = _cut(name + status, self.look.width - _GAP - min(display_width(path), _FILE), more)
        room = self.look.width - display_width(title) - _GAP
        file = path if display_width(path) <= room else more + path[len(path) - room + len(more) :]
        space = " " * (self.look.width - display_width(title) - display_width(file))
        return self.look.paint(title, STRONG) + space + self.look.paint(harmless(file), FAINT)

    def _rows(self) -> Iterator[_Row]:
        self.silent = []
        for place, (kind, label) in enumerate(OUTCOMES.items()):
            figure = self.figures[kind]
            needed = kind in ("helped", "stranded") or any((figure.of(who) or 0.0) > 0 for who in (None, *self.columns))
            if needed:
                yield self._row(figure, self._with_error(label, figure), self.look.sign(place))
        yield from self._time_rows()
        if self.figures.meets:
            for name, label in (
                ("contacts", say("contacts")),
                ("hand-offs", say("handed to somebody else")),
                ("channel-switches", say("changes of channel")),
                ("items-asked", say("items asked for")),
            ):
                if self.figures[name].stated:
                    yield self._row(self.figures[name], label)
                else:
                    self.silent.append(label)
        else:
            self.silent.append(say("contacts"))
        scale = self.graph.blueprint.scale
        if self.figures["sacrifice"].stated:
            yield self._row(self.figures["sacrifice"], say("given up, on a scale of {width}", width=scale.width))
            total = self.figures["total-sacrifice"]
            if any(total.of(who) == inf for who in (None, *self.columns)):
                yield self._row(total, say("given up over the whole journey"))
        else:
            self.silent.append(say("what is given up"))

    def _time_rows(self) -> Iterator[_Row]:
        total = self.figures["time"]
        if not total.stated:
            self.silent.append(say("time"))
            return
        endless = any(total.of(who) == inf for who in (None, *self.columns))
        finished = self.figures["time-of-finished"]
        if endless:
            yield self._row(total, say("time on average"))
            helped = self.figures["time-of-helped"]
            if helped.stated:
                yield self._row(helped, self._with_error(say("of those who are helped"), helped))
        else:
            yield self._row(finished, self._with_error(say("time on average"), finished))
        for name, label in quantile_labels(endless=endless):
            figure = self.figures[name]
            if figure.stated:
                yield self._row(figure, self._with_error(label, figure))
            elif self._some_go_on():
                unknown = self.said(say("not known"))
                yield _Row(self.said(label), (unknown,) * (3 if self.extremes else 1 + len(self.columns)), "")

    def _some_go_on(self) -> bool:
        """Tell whether journeys that were drawn were still under way when they were broken off."""
        simulated = self.facts.of(journey_time.ANALYSIS).simulated(self.persona)
        return simulated is not None and bool(simulated.broken_off)

    def _with_error(self, label: object, figure: Figure) -> str:
        """Return words with the standard error of a figure: of a share in points, of a time as a part of it."""
        words, error = self.said(label), figure.standard_error
        if not error or not figure.value:
            return words
        part = error if figure.unit == "share" else error / figure.value
        return f"{words} ({self.look.plain('±')}{percent(part, self.look.language, 1)})"

    def _row(self, figure: Figure, label: object, sign: str = "") -> _Row:
        shown: list[object] = [figure.amount()]
        if self.extremes:
            stated = {who: value for who, value in figure.by_persona.items() if value is not None}
            ends = [pick(stated, key=stated.__getitem__) for pick in (min, max)] if stated else []
            shown += [figure.amount(who) for who in ends] or [NOT_STATED, NOT_STATED]
        else:
            shown += [figure.amount(persona) for persona in self.columns]
        cells = [self.said(words) for words in shown]
        assumed = "" if figure.assumed is None else percent(figure.assumed, self.look.language, DIGITS)
        return _Row(self.said(label), tuple(cells), assumed, sign)

    def _table(self) -> list[str]:
        """Lay the figures out, a column for each persona as long as they fit; else the least and the most of them."""
        rows = list(self._rows())
        self.ways = sum(bool(row.sign) for row in rows)
        heads = [self.said(say("everyone"))]
        heads += [self.said(say("least")), self.said(say("most"))] if self.extremes else self.columns
        last = self.said(say("assumed"))
        widths = [
            max(display_width(cell) for cell in column) for column in zip(heads, *(r.cells for r in rows), strict=True)
        ]
        label = max(display_width(row.label) + 2 * bool(row.sign) for row in rows)
        room = self.look.width - label - display_width(last)
        self.gap = next((gap for gap in (_GAP, 1) if sum(widths) + gap * len(widths) <= room - gap), 1)
        too_wide = sum(widths) + self.gap * len(widths) > room - self.gap
        if too_wide and not self.extremes and len(self.columns) > 2:
            self.extremes = True
            return self._table()
        lines = [self.look.paint(self._line(" " * label, heads, last, widths), FAINT)]
        for row in rows:
            head = f"{row.sign} {row.label}" if row.sign else row.label
            used = display_width(row.label) + 2 * bool(row.sign)
            lines.append(self._line(head + " " * (label - used), row.cells, row.assumed, widths))
        feelings = self._feelings(widths, label)
        return [*lines, feelings] if feelings else lines

    def _line(self, label: str, cells: Sequence[str], last: str, widths: Sequence[int]) -> str:
        gap = " " * self.gap
        parts = [" " * (width - display_width(cell)) + cell for cell, width in zip(cells, widths, strict=True)]
        right = display_width(self.said(say("assumed")))
        return (label + gap + gap.join(parts) + gap + " " * (right - display_width(last)) + last).rstrip()

    def _feelings(self, widths: Sequence[int], label: int) -> str:
        """Draw how each persona feels along its likeliest way; an average one has no feelings."""
        result = self.facts.of(gaps.ANALYSIS)
        curves = {}
        for persona in self.columns or self.graph.personas:
            felt = [result.steps[step][persona].emotion for step in result.by_persona[persona].path
                    if step in result.steps and persona in result.steps[step]]  # fmt: skip
            curves[persona] = [value for value in felt if value is not None]
        if not any(curves.values()):
            self.silent.append(say("feelings"))
            return ""
        head = self.said(say("feeling along the way"))
        if self.extremes:
            return ""
        if not self.columns:
            only, *others = curves.values()
            if any(other != only for other in others):
                return ""
            return f"{head}{' ' * (label - display_width(head))}  {sparkline(only, 20, self.look)}"
        cells = ["", *(sparkline(curves[persona], width, self.look)
                       for persona, width in zip(self.columns, widths[1:], strict=True))]  # fmt: skip
        return self._line(head + " " * (label - display_width(head)), cells, "", widths)

    def _outcome_bar(self) -> str:
        values = [self.figures[kind].of(self.persona) or 0.0 for kind in OUTCOMES]
        return bar(values, self.look.width, self.look)

    def _time_bar(self) -> str:
        """Divide the time of the journeys that end in what is done, what is waited, and what nobody explains."""
        parts = [
            (say("active"), self.figures["active"]),
            (say("waiting"), self.figures["waiting"]),
            (say("waiting without a word"), self.figures["hidden-waiting"]),
            *([(say("passing"), self.figures["lasting"])] if "lasting" in self.figures else []),
        ]
        values = [figure.of(self.persona) or 0.0 for _, figure in parts]
        if not any(values):
            return ""
        legend, plain = [], 0
        for place, ((label, _), value) in enumerate(zip(parts, values, strict=True)):
            if value:
                words = f"{self.said(label)} {self.said(Amount(value, 'minutes'))}"
                legend.append(f"{self.look.sign(place)} {words}")
                plain += display_width(words) + 2 + _GAP
        if plain - _GAP > self.look.width:  # what is nobody's waiting says least
            legend.pop()
        room = self.look.width - plain
        drawn = bar(values, max(8, room), self.look) if room >= 8 else ""
        return (drawn + " " * _GAP if drawn else "") + (" " * _GAP).join(legend)

    def _sentences(self) -> Iterator[str]:
        """Yield what cannot be said in figures, each on as few lines as it takes."""
        for same in self.figures.without_difference() if self.persona is None else ():
            yield from textwrap.wrap(self.said(same), self.look.width, subsequent_indent="  ", max_lines=2)
        shares = self.figures["helped"].assumed
        burdens = self._burdens()
        if burdens is not None:
            unsure = self.facts.of(burden.ANALYSIS).basis.assumed_share
            yield from self._told(say("asked of home and time"), burdens, 1, unsure)
        stopped = stranded(self.facts, self.persona)
        if stopped is not None:
            yield from self._told(say("stranded at"), stopped, 2, shares)
        lost = self._lost()
        if lost is not None:
            yield from self._told(say("most are lost at"), lost, 1, shares)
        yield from self._told(say("is help guaranteed?"), certainty(self.facts, self.persona), 2)
        changes = self.facts.of(levers.ANALYSIS)
        best = best_for(changes, self.persona)
        if best is not None:
            bought = say("{what}: {buys}", what=what(best), buys=buys(best, self.persona))
            yield from self._told(say("best change"), bought, 2, changes.basis.assumed_share)
        rests = rests_on(self.facts)
        if any(self.facts.graph.chain(name).is_unknown for name in self.facts.graph.personas):
            unsolved = say("too many steps lead to too many others: where journeys end and how long they take")
            yield from self._told(say("not known"), unsolved, 2)
        if self.silent:
            rests = say("{rests}; not stated: {silent}", rests=rests, silent=self.silent)
        yield from self._told(say("rests on"), rests, 2)

    def _pledges(self) -> Iterator[str]:
        """Yield which of the terms and promises is kept least, where one may be broken."""
        register = self.facts.of(terms.ANALYSIS).register if self.persona is None else ()
        if register and register[0].kept is not None and register[0].kept < 1:
            worst = register[0]
            where = worst.target if worst.source is None else f"{worst.source} -> {worst.target}"
            words = say(
                "{where}, within {within}: kept for {kept}",
                where=where, within=Amount(worst.within, "minutes"), kept=_rough(worst.kept, "share"),
            )  # fmt: skip
            yield from self._told(say("kept least of what is promised"), words, 2, worst.basis.assumed_share)

    def _told(self, label: Message, words: object, most: int, assumed: float | None = None) -> list[str]:
        """Set a sentence behind its label, cut where it would take more lines than it may."""
        about = label
        if assumed is not None:
            about = say("{about} ({share} assumed)", about=label, share=Amount(assumed, "share", digits=DIGITS))
        head = f"{self.said(about)} " if label.template.endswith("?") else f"{self.said(about)}: "
        text = harmless(self.said(words))
        lines = textwrap.wrap(
            head + text,
            self.look.width,
            subsequent_indent="  ",
            break_on_hyphens=False,
            max_lines=most,
            placeholder=self.look.plain("…"),
        )
        lines[0] = self.look.paint(lines[0][: len(head)], STRONG) + lines[0][len(head) :]
        return lines

    def _burdens(self) -> object | None:
        result = self.facts.of(burden.ANALYSIS)
        kinds: Mapping[str, float] = result.kinds if self.persona is None else result.by_persona[self.persona]
        parts = []
        for kind, value in sorted(kinds.items(), key=lambda item: -item[1]):
            if value:
                every = [result.by_persona[persona].get(kind, 0.0) for persona in self.graph.personas]
                parts.append(_ranged(kind, value, every if self.persona is None else [value]))
        return Joined(parts) if parts else None

    def _lost(self) -> object | None:
        ranked = self.facts.of(hot_spots.ANALYSIS).ranked
        if self.persona is not None:
            persona = self.persona
            ranked = tuple(sorted(ranked, key=lambda spot: -(spot.loss[persona] or 0.0)))
        if not ranked:
            return None
        return Joined([
            say('{step} (on to {worst})', step=spot.step, worst=spot.worst_way) if spot.worst_way else spot.step
            for spot in ranked[:3]
        ])  # fmt: skip


def _rough(value: float | None, unit: Unit) -> Amount:
    return Amount(value, unit, digits=DIGITS)


def _cut(text: str, room: int, more: str) -> str:
    """Return as much of a text as fits, with a sign that there is more."""
    if display_width(text) <= room:
        return text
    while display_width(text) + display_width(more) > room:
        text = text[:-1]
    return text.rstrip() + more


def _ranged(kind: str, value: float, every: Sequence[float]) -> Message:
    low, high = min(every), max(every)
    if high - low < 1e-9:
        return say("{kind} {value}", kind=Term(kind), value=_rough(value, "count"))
    return say(
        "{kind} {value} ({low} to {high})",
        kind=Term(kind), value=_rough(value, "count"), low=_rough(low, "count"), high=_rough(high, "count"),
    )  # fmt: skip
