"""A sheet held against an earlier version: what is gone stands on it as a ghost, what is new or changed is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap.drawing.earlier import gone
from journeymap.drawing.sheet.build_sheet import build_sheet
from journeymap.i18n.messages import plural, said, say
from journeymap.i18n.text import printable
from journeymap.layout.sheet import LANES, Arrow, Badge, Card, Stub, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from journeymap.drawing.earlier import Before
    from journeymap.layout.sheet import Phase, Row, Sheet
    from journeymap.per_hundred import PerHundred

MOST_CHANGES = 3
"""So many changes stand on a card; how many more there are is told."""
_LONGEST_GHOST = 3  # columns; a way that is gone and was longer is told on the card that it left
_JOINS = frozenset({"flow", "recover", "gives-up", "closed", "starts", "needs", "informs"})
"""The arrows that are held against each other; the others follow from the cards."""


def against(sheet: Sheet, before: Before, counts: PerHundred, language: str) -> Sheet:
    """Return a sheet with all that is gone since an earlier version, and with marks on what is new or changed."""
    return _Merger(sheet, before, counts, language).merged()


class _Merger:
    """Lays two sheets onto each other."""

    def __init__(self, sheet: Sheet, before: Before, counts: PerHundred, language: str) -> None:
        self.sheet, self.before, self.counts, self.language = sheet, before, counts, language
        version = before.version
        self.version = version
        # Of what is gone only its words are drawn: it is no longer a step that hurts, or that takes time.
        self.old = build_sheet(
            version.journey.facts, language=language, marks=(), figures=before.counts, persona=before.persona
        )
        self.rows = {row.id: self._row_id(row) for row in self.old.rows}
        self.phases = self._phases()

    def merged(self) -> Sheet:
        ghosts = [self._ghost(card) for card in self.old.cards if card.step not in self.version.steps]
        cards = list(self._in_order(ghosts))
        acting = {card.step: card.id for card in cards if card.acts}
        cells = [arrow for arrow in self.old.arrows if arrow.kind == "cell"]
        names = {card.id: card for card in ghosts}
        within = (
            replace(arrow, source=gone(arrow.source), target=gone(arrow.target), change="gone")
            for arrow in cells
            if gone(arrow.source) in names
        )
        about = say("compared with {earlier}", earlier=self.version.name).text(self.language)
        return replace(
            self.sheet,
            subtitle=f"{self.sheet.subtitle} · {about}" if self.sheet.subtitle else about,
            rows=tuple(self._all_rows(ghosts)),
            phases=tuple(self._all_phases(ghosts)),
            cards=tuple(cards),
            arrows=(*self._marked_arrows(), *within, *self._ghost_arrows(acting)),
        )

    def _row_id(self, row: Row) -> str:
        lane, _, actor = row.id.partition("/")
        return f"{lane}/{self.version.actors.get(actor, actor)}" if actor else row.id

    def _phases(self) -> dict[str, str]:
        """Return the phase in which each earlier one lies now; where either has none, all lie in the first one."""
        known = {phase.id for phase in self.sheet.phases}
        if "" in known:
            return {phase.id: "" for phase in self.old.phases}
        now = {phase.id: self.version.phases.get(phase.id, phase.id) for phase in self.old.phases}
        first = self.sheet.phases[0].id
        return {before: first if not before else after for before, after in now.items()}

    def _ghost(self, card: Card) -> Card:
        text = say("gone").text(self.language)
        ends = [badge for badge in card.badges if badge.kind == "end"]
        if card.acts and ends:
            figure, words = ends[0].figure, ends[0].text
            told = say("gone, before: {count} {words}", count=figure, words=words) if figure else say(
                "gone, before: {words}", words=words
            )  # fmt: skip
            text = told.text(self.language)
        return replace(
            card,
            id=gone(card.id),
            step=gone(card.step),
            row=self.rows[card.row],
            phase=self.phases[card.phase],
            badges=(Badge("gone", text),) if card.acts else (),
            rank=0,
            astray="",
            change="gone",
        )

    def _in_order(self, ghosts: Iterable[Card]) -> Iterator[Card]:
        """Yield all cards, those that are gone behind the step that they followed in the earlier file."""
        behind: dict[str | None, list[Card]] = {}
        of_step: dict[str, list[Card]] = {}
        for card in ghosts:
            of_step.setdefault(card.step, []).append(card)
        last: str | None = None
        for name in self.version.journey.blueprint.steps:
            if name in self.version.steps:
                last = self.version.steps[name]
            else:
                behind.setdefault(last, []).extend(of_step.get(gone(name), ()))
        yield from behind.get(None, ())
        cards = self.sheet.cards
        for place, card in enumerate(cards):
            yield self._marked(card)
            if place + 1 == len(cards) or cards[place + 1].step != card.step:
                yield from behind.pop(card.step, ())

    def _marked(self, card: Card) -> Card:
        if card.step not in self.version.former:
            new = (Badge("new", say("new").text(self.language)),) if card.acts else ()
            return replace(card, change="new", badges=in_order((*card.badges, *new)))
        changes = tuple(self._changes(card.step)) if card.acts else ()
        if not changes:
            return card
        told = [Badge("changed", text) for text in changes[:MOST_CHANGES]]
        if (more := len(changes) - MOST_CHANGES) > 0:
            text = plural("{count} more change", "{count} more changes", more).text(self.language)
            told.append(Badge("changed", text))
        return replace(card, change="changed", badges=in_order((*card.badges, *told)))

    def _changes(self, step: str) -> Iterator[str]:
        """Yield what is otherwise at a step: how many end there, then what was written."""
        former = self.version.former[step]
        now = self.counts.ends.get(step)
        then = None if self.before.counts is None else self.before.counts.ends.get(former)
        if now is not None and then is not None and now.text(self.language) != then.text(self.language):
            before, after = then.text(self.language), now.text(self.language)
            yield say("{before} → {after} of 100", before=before, after=after).text(self.language)
        for change in self.version.changes.get(step, ()):
            # A drawing has a font for arrows, which not every terminal has.
            yield printable(said(change, self.language)).replace(" -> ", " → ")

    def _marked_arrows(self) -> Iterator[Arrow]:
        then = _joins(self.old, self.version.drawn)
        step_of = {card.id: card.step for card in self.sheet.cards}
        for arrow in self.sheet.arrows:
            ends = step_of[arrow.source], step_of[arrow.target]
            if arrow.kind not in _JOINS or any(step not in self.version.former for step in ends):
                yield arrow  # that a way to or from a new step is new goes without saying
                continue
            former = then.get((arrow.kind, *ends))
            if former is None:
                yield replace(arrow, change="new")
            elif former.text != arrow.text and former.text and arrow.text:
                yield replace(arrow, text=f"{former.text} → {arrow.text}", change="changed")
            else:
                yield arrow

    def _ghost_arrows(self, acting: Mapping[str, str]) -> Iterator[Arrow]:
        """Yield the ways that are gone, also those between steps that are still there."""
        now = _joins(self.sheet, lambda step: step)
        words = {card.step: card.text for card in self.old.cards if card.acts}
        step_of = {card.id: card.step for card in self.old.cards}
        for (kind, source, target), arrow in _joins(self.old, self.version.drawn).items():
            if (kind, source, target) in now or source not in acting or target not in acting:
                continue
            stub = Stub(Badge("gone", f"→ {words[step_of[arrow.target]]}"), _LONGEST_GHOST)
            yield Arrow(
                acting[source], acting[target], arrow.kind, arrow.text, stub=stub, stub_back=stub, width=1.0,
                change="gone",
            )  # fmt: skip

    def _all_rows(self, ghosts: Iterable[Card]) -> Iterator[Row]:
        """Yield the rows of both versions in the order of the lanes, those that are gone last in theirs."""
        known = {row.id for row in self.sheet.rows}
        used = {card.row for card in ghosts}
        for lane in LANES:
            yield from (row for row in self.sheet.rows if row.lane == lane)
            for row in self.old.rows:
                if row.lane == lane and self.rows[row.id] in used - known:
                    known.add(self.rows[row.id])
                    yield replace(row, id=self.rows[row.id])

    def _all_phases(self, ghosts: Iterable[Card]) -> Iterator[Phase]:
        """Yield the phases of both versions, one that is gone behind the one that it followed."""
        known = {phase.id for phase in self.sheet.phases}
        used = {card.phase for card in ghosts}
        behind: dict[str | None, list[Phase]] = {}
        last: str | None = None
        for phase in self.old.phases:
            now = self.phases[phase.id]
            if now in known:
                last = now
            elif now in used:
                title = say("{phase} (gone)", phase=phase.title).text(self.language) if phase.title else ""
                behind.setdefault(last, []).append(replace(phase, id=now, title=title))
        yield from behind.get(None, ())
        for phase in self.sheet.phases:
            yield phase
            yield from behind.get(phase.id, ())


def _joins(sheet: Sheet, drawn: Callable[[str], str]) -> dict[tuple[str, str, str], Arrow]:
    """Return the arrows of a sheet by their kind and the steps that they join, as these are drawn now."""
    step_of = {card.id: card.step for card in sheet.cards}
    return {
        (arrow.kind, drawn(step_of[arrow.source]), drawn(step_of[arrow.target])): arrow
        for arrow in sheet.arrows
        if arrow.kind in _JOINS
    }
