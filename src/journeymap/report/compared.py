"""Two versions of a blueprint as part of a document: first what customers notice, then where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from journeymap.comparison.phases import phase_changes
from journeymap.graph.names import BlueprintNames
from journeymap.i18n.differences import matters, told_apart
from journeymap.i18n.messages import Joined, Message, quoted, say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.references import PersonaRef, PhaseRef, Ref
from journeymap.report.before_and_after import both
from journeymap.report.compared_fields import field_lines
from journeymap.report.compared_findings import accepted_lines, finding_lines
from journeymap.report.context import known_journey
from journeymap.report.document import Lines, Paragraph, Section, TableBlock
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.comparison.compare import Comparison
    from journeymap.comparison.customers import Line, PersonaChange, Verdict
    from journeymap.comparison.promises import Promise, PromiseChange
    from journeymap.i18n.references import Names
    from journeymap.report.document import Block

VERDICTS: Mapping[Verdict, Message] = {
    "better": say("better"),
    "worse": say("worse"),
    "bought": say("but fewer are helped"),
}
EVERYONE = say("everyone")
MOST = 3
"""How many figures are named that are better, before they are only counted."""


class BothNames:
    """Names the things of two versions: as the later one does, and what only the earlier one has as that does."""

    def __init__(self, comparison: Comparison) -> None:
        self._old, self._new = (known_journey(result).graph for result in (comparison.old, comparison.new))

    def name(self, ref: Ref) -> object:
        """Return the words for a thing."""
        names = BlueprintNames(self._new).name(ref)
        return BlueprintNames(self._old).name(ref) if names == ref.id else names


def sections(comparison: Comparison, names: Names | None = None, *, narrow: bool = False) -> list[Section]:
    """Return what is different in the order in which customers notice it; what is the same is left out.

    `narrow` is for where the figures of all personas have little room beside each other.
    """
    told = _Told(comparison, names or BothNames(comparison), narrow=narrow)
    if comparison.is_empty:
        return [Section("customers", say("What customers notice"), (Paragraph(NOTHING, "none"),))]
    parts: Sequence[tuple[str, Message, Sequence[Block]]] = (
        ("customers", say("What customers notice"), tuple(told.customers())),
        ("phases", say("The phases"), tuple(told.phases())),
        ("promises", say("Promises"), tuple(told.promises())),
        ("found", say("Findings"), _lines(finding_lines(comparison, told.names))),
        ("steps", say("The steps, and what else is in the file"), _lines(field_lines(comparison, told.names))),
        ("known", say("What became known or assumed"), tuple(told.knowledge())),
        ("choices", say("Conscious choices"), _lines(accepted_lines(comparison, told.names))),
        ("figures", say("Other figures"), tuple(told.other_figures())),
    )
    return [Section(name, title, blocks) for name, title, blocks in parts if blocks]


NOTHING = say("Nothing is different: not for customers, not in what is found, not in the steps.")
NOTHING_NOTICED = say("Customers notice nothing of it.")


def _lines(lines: Iterator[object]) -> tuple[Block, ...]:
    listed = tuple(lines)
    return (Lines(listed),) if listed else ()


def untitled(block: Block) -> Block:
    """Return a block without a title of its own, where that of its section says it."""
    return replace(block, table=replace(block.table, title=None)) if isinstance(block, TableBlock) else block


class _Told:
    """One comparison as blocks of a document."""

    def __init__(self, comparison: Comparison, names: Names, *, narrow: bool = False) -> None:
        self.comparison = comparison
        self.names = names
        self.narrow = narrow

    def persona(self, change: PersonaChange) -> object:
        name = change.new or change.old
        return EVERYONE if name is None else self.names.name(PersonaRef(name))

    def customers(self) -> Iterator[Block]:
        """Yield who is better or worse off, the ones that lose first, and the figures of all."""
        if self.comparison.matching.mode == "variant":
            same, of = len(self.comparison.matching.steps.new_of), self._steps_of_both()
            yield Paragraph(say("Two variants of one service: {same} of {count} steps are the same.",
                                same=same, count=of), "lead")  # fmt: skip
        changes = self.comparison.customers
        if not any(change.differs for change in changes):
            yield Paragraph(NOTHING_NOTICED, "none")
            return
        personas = [change for change in changes if not change.everyone] or list(changes)
        lines = [self._verdict(change) for change in personas if change.differs]
        unchanged = [self.persona(change) for change in personas if not change.differs]
        if unchanged:
            lines.append(say("nothing changes for {personas}", personas=unchanged))
        yield Lines(lines)
        yield TableBlock(self._table([change for change in changes if change.in_both]), hidden_title=True)

    def _steps_of_both(self) -> int:
        pairs = self.comparison.matching.steps.new_of
        counts = [len(known_journey(result).graph.topology) for result in (self.comparison.old, self.comparison.new)]
        return sum(counts) - len(pairs)

    def _verdict(self, change: PersonaChange) -> Message:
        """Return whether a persona is better or worse off, and in what; what gets worse comes first, with figures."""
        who = self.persona(change)
        if not change.in_both:
            return say("new: {persona}", persona=who) if change.new else say("gone: {persona}", persona=who)
        worse = Joined([_figures(line) for line in change.worse], "; ")
        better = _labels(change.better)
        less = [line.delta.label for line in change.bought]
        if change.worse and better:
            return say("{persona}: worse in {worse}; better in {better}", persona=who, worse=worse, better=better)
        if change.bought and change.bought[0].more_give_up:
            return say("{persona} is worse off: {worse}; less, but more give up: {less}",
                       persona=who, worse=worse, less=less)  # fmt: skip
        if change.bought:
            return say("{persona} is worse off: {worse}; less, but fewer are helped: {less}",
                       persona=who, worse=worse, less=less)  # fmt: skip
        if change.worse:
            return say("{persona} is worse off: {worse}", persona=who, worse=worse)
        if better:
            return say("{persona} is better off: {better}", persona=who, better=better)
        unknown = [line.delta.label for line in change.lines if line.differs]
        return say("{persona}: known in one of the two only: {figures}", persona=who, figures=unknown)

    def _table(self, changes: Sequence[PersonaChange]) -> Table:
        by_name: dict[str, dict[str | None, Line]] = {}
        for change in changes:
            for line in change.lines:
                by_name.setdefault(line.delta.name, {})[change.new] = line
        order = [name for name in self.comparison.deltas if name in by_name]
        noticed = [line.delta.name for change in changes for line in change.lines]
        told = [
            name for name in sorted(order, key=noticed.index) if any(line.differs for line in by_name[name].values())
        ]
        rows = []
        for name in told:
            lines = [by_name[name].get(change.new) for change in changes]
            label = next(iter(by_name[name].values())).delta.label
            rows.append([label, *(_narrow_cells(lines) if self.narrow else map(_cell, lines))])
        heads = [say("figure"), *map(self.persona, changes), *([""] if self.narrow else [])]
        return Table(say("before -> after"), heads, rows)

    def phases(self) -> Iterator[Block]:
        """Yield what becomes of each phase, where two variants are compared."""
        if self.comparison.matching.mode != "variant":
            return
        old, new = (known_journey(result).facts for result in (self.comparison.old, self.comparison.new))
        changes = phase_changes(old, new, self.comparison.matching.things["phases"])
        rows = []
        for change in changes:
            sizes = change.before, change.after
            steps = (None if size is None else Amount(size.steps, "count") for size in sizes)
            times = _told_times(*(None if size is None else Amount(size.minutes, "minutes") for size in sizes))
            rows.append([self.names.name(PhaseRef(change.new or change.old or "")), _pair(*steps), _pair(*times)])
        if rows:
            yield TableBlock(Table(say("the phases"), (say("phase"), say("steps"), say("time in it")), rows), True)

    def promises(self) -> Iterator[Block]:
        """Yield the promises that are broken now, then those that are kept now, then the new ones and the gone."""
        lines = tuple(self._promise_lines())
        if lines:
            yield Lines(lines)

    def _promise_lines(self) -> Iterator[object]:
        changes = self.comparison.promises
        both = [(change, change.before, change.after) for change in changes if change.before and change.after]
        for change, before, after in both:
            if change.newly_broken:
                yield say("broken now: {promise}, kept for {before} -> {after}", promise=self._promise(change),
                          **_chances(before, after))  # fmt: skip
        for change, before, after in both:
            if change.newly_kept:
                yield say("kept now: {promise}, kept for {before} -> {after}", promise=self._promise(change),
                          **_chances(before, after))  # fmt: skip
        new = [change for change in changes if change.before is None]
        kept = [self._promise(change) for change in new if change.after and change.after.kept]
        broken = [self._promise(change) for change in new if change.after and not change.after.kept]
        if broken:
            yield say("new, and not kept: {promises}", promises=broken)
        if kept:
            yield say("new, and kept: {promises}", promises=kept)
        gone = [self._promise(change) for change in changes if change.after is None]
        if gone:
            yield say("taken back: {promises}", promises=gone)

    def _promise(self, change: PromiseChange) -> object:
        stated = change.after or change.before
        steps = Joined(quoted(self.names.name(ref) for ref in change.steps), " -> ")
        words = say("{written} at {steps}", written=stated.written if stated else "", steps=steps)
        return words if change.name is None else Joined([change.name, words], ": ")

    def knowledge(self) -> Iterator[Block]:
        """Yield what part is assumed before and after, and the steps and personas at which that is other."""
        lines: list[object] = []
        delta = self.comparison.deltas["assumed"]
        if delta.improved() is not None:
            before, after = delta.told()
            lines.append(say("statements without a source: {before} -> {after}", before=before, after=after))
        assumed = [self.names.name(change.about) for change in self.comparison.knowledge if change.became_assumed]
        known = [self.names.name(change.about) for change in self.comparison.knowledge if change.became_known]
        if assumed:
            lines.append(say("assumed now: {what}", what=assumed))
        if known:
            lines.append(say("known now: {what}", what=known))
        yield from (Lines(lines),) if lines else ()

    def other_figures(self) -> Iterator[Block]:
        """Yield the figures of all customers that differ and that no customer notices as such."""
        noticed = {line.delta.name for change in self.comparison.customers for line in change.lines}
        rows = [
            [delta.label, _pair(*delta.told())]
            for name, delta in self.comparison.deltas.items()
            if name not in noticed and name != "assumed" and delta.improved() is not None
        ]
        if rows:
            yield TableBlock(Table(say("other figures"), (say("figure"), EVERYONE), rows), hidden_title=True)


def _labels(lines: Sequence[Line]) -> list[object]:
    """Return what some figures are called, of many the first few: the table below has all of them."""
    more = len(lines) - MOST
    labels: list[object] = [line.delta.label for line in lines]
    return [*labels[:MOST], say("{count} more", count=more)] if more > 1 else labels


def _figures(line: Line) -> Message:
    before, after = line.delta.told(line.persona)
    return say("{figure} {before} -> {after}", figure=line.delta.label, before=before, after=after)


def _cell(line: Line | None) -> object:
    """Return a figure before and after with what to think of it; one value where it does not differ."""
    if line is None:
        return Amount(None, "count")
    before, after = line.delta.told(line.persona)
    if not line.differs:
        return Joined([after])
    pair = _pair(before, after)
    return pair if line.verdict is None else Joined([pair, _verdict_of(line)], " ")


def _narrow_cells(lines: Sequence[Line | None]) -> list[object]:
    """Return the figures of a row, each with its unit once, and in a cell of its own the verdict that all share."""
    verdicts = {str(_verdict_of(line)): _verdict_of(line) for line in lines if line is not None and line.differs}
    shared = next(iter(verdicts.values())) if len(verdicts) == 1 else ""
    cells: list[object] = []
    for line in lines:
        if line is None or not line.differs:
            cells.append(_cell(line))
            continue
        pair = _InOneUnit(*line.delta.told(line.persona))
        cells.append(pair if shared else Joined([pair, _verdict_of(line)], " "))
    return [*cells, shared]


def _verdict_of(line: Line) -> Message | str:
    if line.verdict is None:
        return ""
    return say("but more give up") if line.more_give_up else VERDICTS[line.verdict]


class _InOneUnit(Struct, frozen=True):
    """A figure before and after, with the unit that both have behind the second only."""

    before: Amount
    after: Amount

    def text(self, language: str = "en") -> str:
        """Return both in a language."""
        before, after = self.before.text(language), self.after.text(language)
        number, _, unit = before.partition(" ")
        if unit and after.partition(" ")[2] == unit:
            before = number
        return say("{before} -> {after}", before=before, after=after).text(language)


def _pair(before: object, after: object) -> object:
    if before is None or after is None:
        return say("new: {value}", value=after) if before is None else say("gone: {value}", value=before)
    return both(before, after) if before != after else Joined([after])


def _told_times(before: Amount | None, after: Amount | None) -> tuple[Amount | None, Amount | None]:
    """Return two times so that a difference between them can be read; twice the later one where there is none."""
    if before is None or after is None or before.value is None or after.value is None:
        return before, after
    return told_apart(before, after) if matters(before.value, after.value, "minutes") else (after, after)


def _chances(before: Promise, after: Promise) -> dict[str, Amount]:
    told = told_apart(_chance(before), _chance(after))
    return {"before": told[0], "after": told[1]}


def _chance(promise: Promise) -> Amount:
    return Amount(promise.chance, "share", digits=2)
