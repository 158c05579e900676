"""The headline figures of a journey, and the same before and after a change."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Literal, TypeAlias

from journeymap.analyses import access, burden, conversation, economics, effort, evidence, gaps, journey_time, outcomes
from journeymap.analysis import Facts
from journeymap.graph import connect
from journeymap.graph.evidence import NOTHING
from journeymap.i18n.messages import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.graph.per_persona import PersonaFigure
    from journeymap.model.blueprint import Blueprint

Unit: TypeAlias = Literal["share", "minutes", "count", "points", "emotion", "money"]
Better: TypeAlias = Literal["more", "less"]


@dataclass(frozen=True, slots=True)
class Headline:
    """One figure of a journey: its lasting name, what it is called, its unit, and whether more or less of it is better.

    `value` is that of all customers, None when not stated; `by_persona` that of each persona, where the figure has one.
    Shares run from 0 to 1, points are on the rating scale of the file, emotion runs from -2 to 2. `assumed` is the part
    of what the value rests on that has no source, None where it rests on no statement.
    """

    name: str
    label: Message
    unit: Unit
    better: Better
    value: float | None
    by_persona: Mapping[str, float | None]
    assumed: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A headline figure before and after; a persona that only one of the two knows has None for the other."""

    name: str
    label: Message
    unit: Unit
    better: Better
    before: float | None
    after: float | None
    by_persona: Mapping[str, tuple[float | None, float | None]]

    @property
    def delta(self) -> float | None:
        """After less before; None when either is not stated. Two infinite times do not differ."""
        if self.before is None or self.after is None:
            return None
        return 0.0 if self.after == self.before else self.after - self.before

    @property
    def improved(self) -> bool | None:
        """Whether the change is for the better; None when nothing changed or when it cannot be told."""
        delta = self.delta
        if not delta:
            return None
        # What was without end and no longer is, or the other way round, is a change as great as can be.
        if isfinite(delta) and abs(delta) <= 1e-9 * max(abs(self.before or 0.0), abs(self.after or 0.0), 1e-9):
            return None
        return (delta > 0) == (self.better == "more")


@dataclass(frozen=True, slots=True)
class Comparison:
    """All headline figures before and after, in the order in which they are best told."""

    figures: tuple[Figure, ...]

    def __getitem__(self, name: str) -> Figure:
        """Return the figure of that name; KeyError when there is none."""
        for figure in self.figures:
            if figure.name == name:
                return figure
        raise KeyError(name)

    @property
    def changed(self) -> tuple[Figure, ...]:
        """The figures that are not what they were, or are stated on one side only."""
        return tuple(
            figure
            for figure in self.figures
            if figure.improved is not None or (figure.before is None) != (figure.after is None)
        )


def compare_outcomes(before: Facts | Blueprint, after: Facts | Blueprint) -> Comparison:
    """Return all headline figures of two versions of a journey.

    Where `before` knows the blueprints that its file names and `after` has no file, because it was changed on the
    command line, they count for both.
    """
    if isinstance(before, Facts) and not isinstance(after, Facts):
        graph = connect(after)
        graph.find_links = lambda: before.graph.links
        after = Facts(graph)
    first = {figure.name: figure for figure in headline(before)}
    second = {figure.name: figure for figure in headline(after)}
    return Comparison(tuple(_compared(first.get(name), second.get(name)) for name in dict.fromkeys([*first, *second])))


def _compared(before: Headline | None, after: Headline | None) -> Figure:
    known = before or after
    assert known is not None  # noqa: S101 - the name comes from one of the two
    ours, theirs = (before.by_persona if before else {}), (after.by_persona if after else {})
    return Figure(
        known.name,
        known.label,
        known.unit,
        known.better,
        before.value if before else None,
        after.value if after else None,
        {persona: (ours.get(persona), theirs.get(persona)) for persona in dict.fromkeys([*ours, *theirs])},
    )


def headline(source: Facts | Blueprint) -> tuple[Headline, ...]:
    """Return the headline figures of a journey, in the order in which they are best told."""
    facts = source if isinstance(source, Facts) else Facts(connect(source))
    return tuple(_headline(facts))


def _headline(facts: Facts) -> Iterator[Headline]:
    ends = facts.of(outcomes.ANALYSIS).kinds
    yield _figure("helped", say("helped"), "share", "more", ends["helped"])
    yield _figure("refused", say("refused"), "share", "less", ends["refused"])
    yield _figure("gave-up", say("gave up"), "share", "less", ends["gave-up"])
    yield _figure("transferred", say("passed on"), "share", "less", ends["transferred"])
    yield _figure("stranded", say("stranded"), "share", "less", ends["stranded"])
    times = facts.of(journey_time.ANALYSIS)
    yield _figure("time", say("time to an end"), "minutes", "less", times.total)
    yield _figure("time-of-finished", say("time of journeys that end"), "minutes", "less", times.finished)
    yield _figure("active", say("of it active"), "minutes", "less", times.active)
    yield _figure("waiting", say("of it waiting"), "minutes", "less", times.waiting)
    yield _figure("hidden-waiting", say("of it waiting without a word"), "minutes", "less", times.hidden)
    asked = facts.of(effort.ANALYSIS)
    yield _figure("contacts", say("contacts"), "count", "less", asked.contacts)
    yield _figure("channel-switches", say("changes of channel"), "count", "less", asked.channel_switches)
    yield _figure("hand-offs", say("hand-offs"), "count", "less", asked.hand_offs)
    yield _figure("items-asked", say("items asked"), "count", "less", asked.items_asked)
    yield _figure("failure-demand", say("contacts caused by failure"), "share", "less", asked.failure_share)
    felt = facts.of(gaps.ANALYSIS)
    yield _figure("sacrifice", say("sacrifice"), "points", "less", felt.sacrifice)
    yield _figure("satisfaction-gap", say("perceived less expected"), "points", "more", felt.satisfaction)
    yield _figure("peak-end", say("peak-end of the emotion"), "emotion", "more", felt.peak_end)
    spoken = facts.of(conversation.ANALYSIS)
    yield Headline("two-way", say("touchpoints that are a conversation"), "share", "more", spoken.two_way_share, {},
                   spoken.basis.assumed_share)  # fmt: skip
    yield _access(facts)
    together = facts.of(burden.ANALYSIS)
    yield _burden(together, burden.HOME_VISIT, say("home visits per household"))
    yield _burden(together, burden.LETTER, say("letters per household"))
    yield _burden(together, burden.FORM, say("forms per household"))
    yield Headline(
        "nuisance-days", say("days of nuisance per household"), "count", "less", together.nuisance_days or None, {},
        together.basis.assumed_share,
    )  # fmt: skip
    profit = facts.of(economics.ANALYSIS)
    if profit is not None:
        yield Headline("profit", say("profit of one execution"), "money", "more", profit.at_expected, {},
                       profit.basis.assumed_share)  # fmt: skip
    assumed = facts.of(evidence.ANALYSIS).total.assumed_share
    yield Headline("assumed", say("statements without a source"), "share", "less", assumed, {})


def _figure(name: str, label: Message, unit: Unit, better: Better, spread: PersonaFigure) -> Headline:
    return Headline(name, label, unit, better, spread.mean, spread.by_persona, spread.basis.assumed_share)


def _access(facts: Facts) -> Headline:
    """Return the coverage of the worst channel that the journey uses, per persona and for the worst off of them."""
    by_persona: dict[str, float | None] = {}
    rests = NOTHING
    for persona, channels in facts.of(access.ANALYSIS).by_persona.items():
        covered = [one.coverage for one in channels.values() if one.used_at and one.coverage is not None]
        by_persona[persona] = min(covered, default=None)
        # All channels of a persona rest on the same statement: when it is free.
        rests += next((one.basis for one in channels.values()), NOTHING)
    stated = [value for value in by_persona.values() if value is not None]
    label = say("worst access: part of the free time in which a channel is open")
    return Headline("access", label, "share", "more", min(stated, default=None), by_persona, rests.assumed_share)


def _burden(found: burden.Burden, kind: str, label: Message) -> Headline:
    by_persona = {persona: kinds.get(kind) for persona, kinds in found.by_persona.items()}
    return Headline(kind, label, "count", "less", found.kinds.get(kind), by_persona, found.basis.assumed_share)
