"""A journey in short: the figures that matter, what harms most, and what is not known yet."""

from __future__ import annotations

from functools import cached_property
from math import inf
from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap.analyses import burden, hot_spots, levers
from journeymap.drawing.sheet.harm_marks import pain_words
from journeymap.figures import DIGITS, Figures
from journeymap.findings.digest import NOT_JUDGED, digest
from journeymap.findings.harm import weighed
from journeymap.findings.headline import headline
from journeymap.findings.worst import worst_steps
from journeymap.i18n.messages import Joined, Message, plural, say
from journeymap.i18n.numbers import Amount, Minutes
from journeymap.i18n.vocabulary import OUTCOMES, Term
from journeymap.per_hundred import per_hundred
from journeymap.report.document import (
    Columns,
    Fact,
    Facts,
    Heading,
    Lines,
    Paragraph,
    Section,
    TableBlock,
    Tile,
    Tiles,
    WorstFindings,
)
from journeymap.report.findings import lead_entry
from journeymap.report.missing_data import unknown_lines
from journeymap.report.personas import certainty, stranded
from journeymap.report.plots import outcomes as plot_outcomes
from journeymap.report.plots.levers import change
from journeymap.report.quantile_names import quantile_labels
from journeymap.reporter import tally
from journeymap.tables.evidence_words import rests_on
from journeymap.tables.lever_words import buys
from journeymap.tables.per_persona import ASSUMED, EVERYONE, assumed
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.figures import Figure
    from journeymap.findings.digest import Digest, Lead
    from journeymap.findings.headline import Headline
    from journeymap.report.context import Context
    from journeymap.report.document import Block, Entry
    from journeymap.result import Result

WORST = 3


def section(context: Context, result: Result) -> Section:
    """Return what there is to say of a journey on one screen."""
    summary = Summary(context, result)
    chosen = worst(summary.digest)
    entries = [replace(lead_entry(context, lead), alike=alike) for lead, alike in chosen]
    harms = WorstFindings(say("What affects customers most"), entries)
    first = Lines(tuple(summary.to_do(entries)), title=say("What to do first"))
    unknown = summary.unknown()
    tiles = Tiles(tuple(summary.tiles()), tuple(summary.told()))
    message, hurts = summary.message(), summary.hurts()
    if context.medium == "text":
        blocks: list[Block] = [*message, harms, first, unknown, *hurts, Heading(say("The main figures")), tiles]
        return Section("in-short", say("In five minutes"), blocks)
    beside = (
        replace(plot_outcomes.plot(context, brief=True), bare=True),
        Facts("sentences", tuple(summary.sentences())),
        unknown,
    )
    main = TableBlock(summary.table(), hidden_title=True)
    on_page: list[Block] = [*message, tiles, harms, Columns(beside, (main,)), *hurts, first]
    return Section("in-short", say("In five minutes"), on_page, short=say("In short"))


def worst(digest: Digest) -> list[tuple[Lead, int]]:
    """Return the findings that harm customers most, of each rule the first, with how many more there are of it."""
    return [(group.leads[0], len(group.leads) - 1) for group in digest.groups("service")[:WORST]]


class Summary:
    """What there is to say of a journey on one screen."""

    def __init__(self, context: Context, result: Result) -> None:
        self.context = context
        self.facts = context.facts
        self.result = result
        self.figures = Figures(context.facts)
        self.digest = digest(weighed(result).diagnostics)

    def to_do(self, worst_entries: Sequence[Entry]) -> Iterator[object]:
        """Yield what to do first: against what affects customers most, and the change that buys most."""
        for entry in worst_entries:
            if entry.remedy is not None:
                yield say("{where}: {remedy} (finding {number})",
                          where=entry.where, remedy=entry.remedy, number=entry.number)  # fmt: skip
        changes = self.facts.of(levers.ANALYSIS)
        if changes.best is not None:
            best = say("The best change: {what} ({buys}).",
                       what=change(self.context, changes.best), buys=buys(changes.best))  # fmt: skip
            yield resting(best, changes.basis.assumed_share)

    def unknown(self) -> Lines:
        """Return what is not known yet, and what was not judged for want of words."""
        unknown = unknown_lines(self.facts)
        open_questions = [
            self.context.message(lead.diagnostic.message)
            for lead in self.digest.of("knowledge") if lead.diagnostic.code.name == NOT_JUDGED
        ]  # fmt: skip
        return replace(unknown, lines=(*unknown.lines, *open_questions))

    @cached_property
    def _headline(self) -> Headline:
        counts = per_hundred(self.facts)
        diagnostics = weighed(self.result).diagnostics
        words = pain_words(self.facts, self.context.language)
        return headline(self.facts, counts, worst_steps(self.facts, diagnostics), words)

    def message(self) -> Iterator[Paragraph]:
        """Yield what the head of the drawing says, in the same words; nothing where nothing is known."""
        sentences = [sentence for sentence in (self._headline.outcome, self._headline.time) if sentence is not None]
        if sentences:
            yield Paragraph(Joined(sentences, " "), "lead")

    def hurts(self) -> Iterator[Lines]:
        """Yield the steps that do most harm, ranked as on the drawing; without any the places where most leave."""
        lines = [
            say("#{rank} {step}: {reasons}", rank=hurt.rank, step=self.context.step(hurt.step),
                reasons=Joined(hurt.reasons, "; "))
            for hurt in self._headline.hurts
        ]  # fmt: skip
        if lines:
            yield Lines(lines, title=say("Where it hurts"))
        places = [
            say("{step}: {reasons}", step=self.context.step(place.step), reasons=Joined(place.reasons, "; "))
            for place in self._headline.leaving
        ]
        if places:
            yield Lines(places, title=say("Where people leave"))

    def tiles(self) -> Iterator[Tile]:
        """Yield the figures that stand out; what the file does not state is left out."""
        figures = self.figures
        yield self._tile("helped", say("Helped"), self._between("helped"))
        total = figures["time"]
        if total.stated:
            within = [
                say("half within {time}", time=brief(figures["p50"])),
                say("nine in ten within {time}", time=brief(figures["p90"])),
            ]
            known = figures["p50"].stated and figures["p90"].stated
            if total.value == inf:
                ended = figures["time-of-helped"]
                more = (say("of those who are helped: {time}", time=brief(ended)),) if ended.stated else ()
                yield Tile("time", say("Total time"), brief(total), more, total.assumed)
            else:
                mean = figures["time-of-finished"]
                yield Tile("time", say("Time on average"), brief(mean), tuple(within if known else ()), mean.assumed)
        hidden = figures["hidden-waiting"]
        if hidden.stated:
            names = ("active", "waiting", "hidden-waiting", "lasting")
            whole = [figures[name].value or 0.0 for name in names if name in figures]
            part = sum(whole) and whole[2] / sum(whole)
            spent = (
                say("{share} of the time", share=Amount(part, "share", digits=DIGITS)),
                say("time spent helping: {active}", active=brief(figures["active"])),
            )
            yield Tile("hidden", say("Waiting without a word"), brief(hidden), spent, hidden.assumed)
        handed = plural(
            "handed to somebody else {count} time",
            "handed to somebody else {count} times",
            brief(figures["hand-offs"]),
        )
        asked = plural("asked {count} thing", "asked {count} things", brief(figures["items-asked"]))
        if figures.meets:
            told = (("hand-offs", handed), ("items-asked", asked))
            yield self._tile("contacts", say("Contacts"), tuple(words for name, words in told if figures[name].stated))
        if figures["sacrifice"].stated:
            given, scale = figures["sacrifice"], self.facts.graph.blueprint.scale.width
            value = say("{points} of {scale}", points=brief(given), scale=Amount(scale, "count"))
            yield Tile("sacrifice", say("Given up"), value, self._between("sacrifice"), given.assumed)
        yield Tile("findings", say("Findings"), str(len(self.digest.of("service"))), (self._tally(),), None)

    def _tile(self, name: str, label: Message, more: tuple[object, ...]) -> Tile:
        figure = self.figures[name]
        return Tile(name, label, brief(figure), more, figure.assumed)

    def _tally(self) -> str:
        """Return how many findings about the service there are, one for each cause, as in the list of them."""
        leads = tuple(lead.diagnostic for lead in self.digest.of("service"))
        return tally([replace(self.result, diagnostics=leads)], self.context.language)

    def _between(self, name: str) -> tuple[object, ...]:
        """Return for whom a figure is least and for whom it is most; nothing where they do not differ."""
        figure = self.figures[name]
        stated = {who: value for who, value in figure.by_persona.items() if value is not None}
        if len(stated) < 2:
            return ()
        if max(stated.values()) - min(stated.values()) < 1e-9:
            return (say("the same for every persona"),)
        low, high = min(stated, key=stated.__getitem__), max(stated, key=stated.__getitem__)
        return (
            say(
                "{low} ({least}) to {high} ({most})",
                low=brief(figure, low), least=self.context.persona(low),
                high=brief(figure, high), most=self.context.persona(high),
            ),
        )  # fmt: skip

    def table(self) -> Table:
        """Return the main figures for all customers and for each persona, with the part that is assumed."""
        figures, personas = self.figures, self.figures.columns
        chosen: list[tuple[str, Message]] = [
            (kind, label) for kind, label in OUTCOMES.items()
            if kind in ("helped", "stranded") or any((figures[kind].of(who) or 0.0) > 0 for who in (None, *personas))
        ]  # fmt: skip
        endless = any(figures["time"].of(who) == inf for who in (None, *personas))
        ended = "time-of-finished"
        chosen += [
            ("time" if endless else ended, say("time on average")),
            *([("time-of-helped", say("of those who are helped"))] if endless else []),
            *quantile_labels(endless=endless),
            ("active", say("time spent helping")),
            ("hidden-waiting", say("waiting without a word")),
            ("waiting", say("other waiting")),
            *(
                [
                    ("contacts", say("contacts")),
                    ("hand-offs", say("handed to somebody else")),
                    ("channel-switches", say("changes of channel")),
                    ("items-asked", say("items asked for")),
                ]
                if figures.meets
                else []
            ),
            ("sacrifice", say("given up, on a scale of {width}", width=self.facts.graph.blueprint.scale.width)),
        ]
        rows = [
            [label, *(brief(figure, who) for who in (None, *personas)),
             assumed(figure.assumed)]
            for name, label in chosen if (figure := figures[name]).stated
        ]  # fmt: skip
        heads = (say("figure"), EVERYONE, *map(self.context.persona, personas), ASSUMED)
        return Table(say("the main figures"), heads, rows, figures.without_difference(self.context.persona))

    def sentences(self) -> Iterator[Fact]:
        """Yield what figures alone cannot say."""
        step = self.context.step
        yield Fact(say("is help guaranteed?"), certainty(self.facts, None, step, self.context.persona))
        shares = self.figures["helped"].assumed
        stopped = stranded(self.facts, None, step, self.context.persona)
        if stopped is not None:
            yield Fact(say("stranded at"), stopped, shares)
        ranked = self.facts.of(hot_spots.ANALYSIS).ranked[:3]
        if ranked:
            yield Fact(say("most are lost at"), Joined([
                say("{step} (on to {worst})", step=step(spot.step), worst=step(spot.worst_way))
                if spot.worst_way else step(spot.step)
                for spot in ranked
            ], "; "), shares)  # fmt: skip
        result = self.facts.of(levers.ANALYSIS)
        if result.best is not None:
            words = say("{what}: {buys}", what=change(self.context, result.best), buys=buys(result.best))
            yield Fact(say("best change"), words, result.basis.assumed_share)
        asked = self.facts.of(burden.ANALYSIS)
        kinds = [
            say("{kind} {value}", kind=Term(kind), value=Amount(value, "count", digits=DIGITS))
            for kind, value in sorted(asked.kinds.items(), key=lambda item: -item[1]) if value
        ]  # fmt: skip
        if kinds:
            yield Fact(say("asked of home and time"), Joined(kinds), asked.basis.assumed_share)
        yield Fact(say("rests on"), rests_on(self.facts))

    def told(self) -> Iterator[object]:
        """Yield the figures that matter in sentences, each with the part of what it rests on that is assumed."""
        figures = self.figures
        yield resting(say("Helped: {helped}; stranded: {stranded}.",
                           helped=_ranged(figures["helped"]), stranded=_ranged(figures["stranded"])),
                       figures["helped"].assumed)  # fmt: skip
        yield resting(_time(figures), figures["time"].assumed if figures["time"].stated else None)
        sure = certainty(self.facts, None, self.context.step, self.context.persona)
        yield say("Is help guaranteed? {sure}.", sure=sure)
        yield say("Findings: {tally}.", tally=self._tally())
        yield say("It rests on {rests}.", rests=rests_on(self.facts))


def resting(words: Message, share: float | None) -> object:
    """Return a sentence with the part of what it rests on that is assumed, where it rests on anything."""
    if share is None:
        return words
    return Joined([words, say("Assumed: {share}.", share=Amount(share, "share", digits=DIGITS))], " ")


def brief(figure: Figure, persona: str | None = None) -> Amount:
    """Return a figure as it is told in short: a time with the two digits that the sentence at the head has too."""
    amount = figure.amount(persona)
    if amount.unit != "minutes" or amount.value is None:
        return amount
    return replace(amount, value=Minutes(amount.value).rounded(DIGITS).minutes)


def _time(figures: Figures) -> Message:
    """Return how long it takes, never the average without how far it spreads."""
    total, helped = figures["time"], figures["time-of-helped"]
    half, most = figures["p50"], figures["p90"]
    if total.stated and total.value == inf:
        return say(
            "Total time: not for everyone, as some customers come to no end; of those who are helped: {helped}.",
            helped=_ranged(helped),
        )
    if not total.stated or not (half.stated and most.stated):
        return say("Total time: {time}; of those who are helped: {helped}.",
                   time=_ranged(total), helped=_ranged(helped))  # fmt: skip
    # Where a step waits for work beside the path only journeys that were drawn know the whole.
    return say(
        "Total time: {time} on average, half within {half}, nine in ten within {most}; of those who are helped: "
        "{helped}.",
        time=_ranged(total), half=brief(half),
        most=brief(most), helped=_ranged(helped),
    )  # fmt: skip


def _ranged(figure: Figure) -> object:
    """Return a figure with the least and the most of any persona, where these differ."""
    stated = {who: value for who, value in figure.by_persona.items() if value is not None}
    if len(stated) < 2:
        return brief(figure)
    low, high = (brief(figure, pick(stated, key=stated.__getitem__)) for pick in (min, max))
    if str(low) == str(high):
        return brief(figure)
    return say("{value} ({low} to {high} by persona)", value=brief(figure), low=low, high=high)
