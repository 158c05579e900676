"""The figures of a journey, each with a lasting name, and two sets of them beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from math import hypot, inf, isfinite, log10
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from journeymap.analyses import (
    access,
    burden,
    conversation,
    economics,
    effort,
    evidence,
    gaps,
    journey_time,
    outcomes,
    terms,
)
from journeymap.graph.ended import ended_by_kind
from journeymap.graph.evidence import NOTHING
from journeymap.graph.markov_chain import HELPED, OUTCOMES
from journeymap.i18n.differences import matters, told_apart
from journeymap.i18n.messages import Message, say
from journeymap.i18n.numbers import Amount, Minutes, Unit
from journeymap.per_hundred import per_hundred

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from journeymap.analysis import Facts
    from journeymap.graph.per_persona import PersonaFigure
    from journeymap.graph.simulated import SimulatedTimes
    from journeymap.i18n.numbers import Headcount
    from journeymap.numerics.simulation import Estimate

Better: TypeAlias = Literal["more", "less"]

DIGITS = 2
"""How many digits of a figure count where it is told: nobody decides on a third."""
ERRORS = 2.0  # a smaller difference between two samples, in standard errors, says nothing
_SAME = 1e-9


class Figure(Struct, frozen=True):
    """One figure of a journey: its lasting name, what it is called, its unit, and whether more or less of it is better.

    `value` is that of all customers, None when not stated; `by_persona` that of each persona, where the figure has one.
    Shares run from 0 to 1, points are on the rating scale of the file, emotion runs from -2 to 2. `assumed` is the part
    of what the value rests on that has no source, None where it rests on no statement. `standard_error` is that of the
    value where journeys were simulated, in its unit; `standard_errors` those of the personas. `counts` are how many
    of a hundred it is, of all and of each persona, where that adds up with other figures: it is told so everywhere.
    """

    name: str
    label: Message
    unit: Unit
    better: Better
    value: float | None
    by_persona: Mapping[str, float | None]
    assumed: float | None = None
    standard_error: float | None = None
    standard_errors: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    counts: Mapping[str | None, Headcount] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, persona: str | None) -> float | None:
        """Return the figure of a persona, or with None that of all customers; None when it is not stated."""
        return self.value if persona is None else self.by_persona.get(persona)

    def error_of(self, persona: str | None) -> float | None:
        """Return the standard error of the figure of a persona, or with None of all; None for what is exact."""
        return self.standard_error if persona is None else self.standard_errors.get(persona)

    def amount(self, persona: str | None = None) -> Amount:
        """Return the figure as it is told everywhere: with two digits that count, a time with three.

        A simulated time gets no more digits than its error lets stand, and two at least.
        """
        value, error = self.of(persona), self.error_of(persona)
        if value is not None and persona in self.counts:
            return self.counts[persona].share
        if value is not None and self.unit == "minutes" and error and value > 0 and isfinite(value):
            certain = int(log10(value / error)) if error < value else DIGITS
            value = Minutes(value).rounded(max(DIGITS, min(3, certain))).minutes
        return Amount(value, self.unit, digits=DIGITS)

    @property
    def stated(self) -> bool:
        """Whether the file states what it takes to know the figure, for anybody."""
        return self.value is not None or any(value is not None for value in self.by_persona.values())


class Delta(Struct, frozen=True):
    """One figure before and after, without a value where unknown; a difference within so many `errors` says nothing."""

    before: Figure
    after: Figure
    errors: float = ERRORS

    @property
    def name(self) -> str:
        """The lasting name of the figure."""
        return self.after.name

    @property
    def label(self) -> Message:
        """What the figure is called."""
        return self.after.label

    @property
    def unit(self) -> Unit:
        """The unit of the values and of the change."""
        return self.after.unit

    @property
    def better(self) -> Better:
        """Whether more or less of it is better."""
        return self.after.better

    @property
    def personas(self) -> tuple[str, ...]:
        """The personas for whom one of the two knows the figure."""
        return tuple(dict.fromkeys([*self.before.by_persona, *self.after.by_persona]))

    def of(self, persona: str | None) -> tuple[float | None, float | None]:
        """Return the figure before and after, of a persona, or with None of all customers; None when not stated."""
        return self.before.of(persona), self.after.of(persona)

    def change(self, persona: str | None = None) -> float | None:
        """Return after less before; None when either is not stated. Two infinite times do not differ."""
        before, after = self.of(persona)
        if before is None or after is None:
            return None
        return 0.0 if after == before else after - before

    def improved(self, persona: str | None = None) -> bool | None:
        """Tell whether the change is for the better; None when nothing changed or when it cannot be told.

        What is too small to be told cannot, nor what lies within the standard errors of simulated journeys.
        """
        before, after = self.of(persona)
        change = self.change(persona)
        if before is None or after is None or not change or not matters(before, after, self.unit):
            return None
        errors = self.before.error_of(persona) or 0.0, self.after.error_of(persona) or 0.0
        if isfinite(change) and abs(change) <= self.errors * hypot(*errors):
            return None
        return (change > 0) == (self.better == "more")

    def told(self, persona: str | None = None) -> tuple[Amount, Amount]:
        """Return the figure before and after as both are told beside each other.

        Where there is a difference to be told they read differently; else both are what it is after.
        """
        told = self.before.amount(persona), self.after.amount(persona)
        before, after = self.of(persona)
        if before is None or after is None:
            return told
        return told[1:] * 2 if self.improved(persona) is None else told_apart(*told, (before, after))


def alike(values: Iterable[float | None]) -> bool:
    """Return whether values are the same, but for what computing with floats leaves over."""
    stated = list(values)
    known = [value for value in stated if value is not None]
    if not known or len(known) < len(stated):
        return not known
    low, high = min(known), max(known)
    return low == high or high - low <= _SAME * max(abs(low), abs(high))


def compare(before: Mapping[str, Figure], after: Mapping[str, Figure]) -> dict[str, Delta]:
    """Return every figure before and after, by its name, in the order in which figures are best told."""
    return {
        name: Delta(before.get(name) or _unknown(after[name]), after.get(name) or _unknown(before[name]))
        for name in dict.fromkeys([*before, *after])
    }


def _unknown(figure: Figure) -> Figure:
    return replace(figure, value=None, by_persona={}, assumed=None, standard_error=None, standard_errors={})


class Figures(Mapping[str, Figure]):
    """All figures of one journey by their names, in the order in which they are best told."""

    def __init__(self, facts: Facts) -> None:
        self._by_name = {figure.name: figure for figure in _figures(facts)}
        self._steps = facts.graph.blueprint.steps.values()
        self.personas = tuple(facts.graph.blueprint.personas)
        """The personas that the file describes."""

    def __getitem__(self, name: str) -> Figure:
        """Return the figure of that name; KeyError when there is none."""
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The personas that get a column beside all customers: none where no figure differs between any of them."""
        differ = any(not alike(figure.by_persona.values()) for figure in self.values())
        return self.personas if differ or len(self.personas) < 2 else ()

    def without_difference(self, called: Callable[[str], str] = str) -> tuple[Message, ...]:
        """Return that nothing in the file makes its personas differ, where that is so; `called` names them."""
        if len(self.personas) < 2 or self.columns:
            return ()
        names = [called(name) for name in self.personas]
        return (say("nothing stated makes these personas differ: {personas}", personas=names),)

    @property
    def meets(self) -> bool:
        """Whether the file says anywhere how customer and organisation meet."""
        return any(step.is_contact for step in self._steps)


def _figures(facts: Facts) -> Iterator[Figure]:
    kinds = facts.of(outcomes.ANALYSIS).kinds
    labels = (say("helped"), say("refused"), say("gave up"), say("passed on"), say("stranded"))
    hundreds = {who: per_hundred(facts, who) for who in (None, *facts.graph.personas)}
    for kind, label in zip(outcomes.KINDS, labels, strict=True):
        errors = {
            name: outcomes_of.errors[kind] for name, outcomes_of in facts.of(outcomes.ANALYSIS).by_persona.items()
        }
        error = hypot(*(part * errors[name] for name, part in facts.graph.personas.items()))
        better: Better = "more" if kind == "helped" else "less"
        figure = _with_errors(_figure(kind, label, "share", better, kinds[kind]), error, errors)
        yield replace(figure, counts={who: hundred.kinds[kind] for who, hundred in hundreds.items()})
    yield from _times(facts)
    if facts.graph.blueprint.terms:
        yield _terms(facts)
    asked = facts.of(effort.ANALYSIS)
    yield _figure("contacts", say("contacts"), "count", "less", asked.contacts)
    yield _figure("channel-switches", say("changes of channel"), "count", "less", asked.channel_switches)
    yield _figure("hand-offs", say("hand-offs"), "count", "less", asked.hand_offs)
    yield _figure("items-asked", say("items asked"), "count", "less", asked.items_asked)
    yield _figure("failure-demand", say("contacts caused by failure"), "share", "less", asked.failure_share)
    felt = facts.of(gaps.ANALYSIS)
    yield _figure("sacrifice", say("sacrifice"), "points", "less", felt.sacrifice)
    whole = say("sacrifice over the whole journey")
    yield _figure("total-sacrifice", whole, "points", "less", felt.total_sacrifice)
    yield _figure("satisfaction-gap", say("perceived less expected"), "points", "more", felt.satisfaction)
    yield _figure("peak-end", say("peak-end of the emotion"), "emotion", "more", felt.peak_end)
    spoken = facts.of(conversation.ANALYSIS)
    two_way = say("touchpoints that are a conversation")
    yield Figure("two-way", two_way, "share", "more", spoken.two_way_share, {}, spoken.basis.assumed_share)
    yield _access(facts)
    yield from _burdens(facts.of(burden.ANALYSIS))
    profit = facts.of(economics.ANALYSIS)
    if profit is not None:
        label = say("profit of one execution")
        yield Figure("profit", label, "money", "more", profit.at_expected, {}, profit.basis.assumed_share)
    assumed = facts.of(evidence.ANALYSIS).total.assumed_share
    yield Figure("assumed", say("statements without a source"), "share", "less", assumed, {})


def _figure(name: str, label: Message, unit: Unit, better: Better, persona_figure: PersonaFigure) -> Figure:
    return Figure(
        name, label, unit, better, persona_figure.mean, persona_figure.by_persona, persona_figure.basis.assumed_share
    )


def _times(facts: Facts) -> Iterator[Figure]:
    """Yield the times, those of who is helped, and what only simulated journeys can tell."""
    times = facts.of(journey_time.ANALYSIS)
    errors = {name: one.error for name, one in times.by_persona.items()}
    for name, label, spread in (
        ("time", say("total time"), times.total),
        ("time-of-finished", say("time of journeys that end"), times.finished),
    ):
        yield _with_errors(_figure(name, label, "minutes", "less", spread), times.error, errors)
    yield _figure("active", say("of which active"), "minutes", "less", times.active)
    silent = say("of which waiting without a word")
    for name, label, spread in (
        ("waiting", say("of which waiting"), times.waiting),
        ("hidden-waiting", silent, times.hidden),
    ):
        yield _with_errors(_figure(name, label, "minutes", "less", spread), times.error, errors)
    if any(times.lasting.by_persona.values()):
        yield _figure("lasting", say("of which passing, nobody waits"), "minutes", "less", times.lasting)
    assumed = times.hidden.basis.assumed_share
    mean, of_helped = _of_helped(facts, times)
    label = say("time of those who are helped")
    of_those = Figure("time-of-helped", label, "minutes", "less", mean, of_helped, assumed)
    yield _with_errors(of_those, times.error, errors)
    simulated = {persona: times.simulated(persona) for persona in (None, *facts.graph.personas)}
    half, most = say("half of the journeys finish within"), say("nine in ten journeys finish within")
    if inf in times.total.by_persona.values():
        half, most = say("half of the journeys that end do so within"), say("nine in ten that end do so within")
    ended = list(_ended(simulated))
    yield _simulated("p50", half, {who: time.p50 for who, time in ended if time.p50 is not None}, times, assumed)
    yield _simulated("p90", most, {who: time.p90 for who, time in ended if time.p90 is not None}, times, assumed)


def _with_errors(figure: Figure, error: float, errors: Mapping[str, float]) -> Figure:
    """Return a figure with its standard errors, where it rests on simulated journeys at all."""
    return replace(figure, standard_error=error, standard_errors=errors) if error else figure


def _of_helped(facts: Facts, times: journey_time.JourneyTime) -> tuple[float | None, dict[str, float | None]]:
    """Return the time of those who are helped: the mean, to which who is helped more often adds more, and of each."""
    graph, helped = facts.graph, OUTCOMES[HELPED]
    by_persona = {name: time.given.get(helped) for name, time in times.by_persona.items()}
    parts = {name: part * ended_by_kind(graph, name)[helped] for name, part in graph.personas.items()}
    whole = sum(parts[name] for name, value in by_persona.items() if value is not None)
    total = sum(value * parts[name] for name, value in by_persona.items() if value is not None)
    return total / whole if whole else None, by_persona


def _ended(simulated: Mapping[str | None, SimulatedTimes | None]) -> Iterable[tuple[str | None, SimulatedTimes]]:
    return ((who, times) for who, times in simulated.items() if times is not None and times.finished)


def _simulated(
    name: str,
    label: Message,
    estimates: Mapping[str | None, Estimate],
    times: journey_time.JourneyTime,
    assumed: float | None,
) -> Figure:
    everyone = estimates.get(None)
    return Figure(
        name,
        label,
        "minutes",
        "less",
        None if everyone is None else everyone.value,
        {who: estimates[who].value if who in estimates else None for who in times.by_persona},
        assumed,
        None if everyone is None else everyone.standard_error,
        {who: estimate.standard_error for who, estimate in estimates.items() if who is not None},
    )


def _terms(facts: Facts) -> Figure:
    """Return the chance that the term is kept which is kept least, per persona and over all customers."""
    found = facts.of(terms.ANALYSIS).terms
    kept = {
        who: min((chance.value for term in found if (chance := term.kept_for(who)) is not None), default=None)
        for who in (None, *facts.graph.personas)
    }
    worst = next((term for term in found if term.kept is not None and term.kept.value == kept[None]), None)
    return Figure(
        "terms-kept",
        say("chance that the hardest term is kept"),
        "share",
        "more",
        kept[None],
        {who: kept[who] for who in facts.graph.personas},
        None if worst is None else worst.basis.assumed_share,
        None if worst is None or worst.kept is None else worst.kept.standard_error,
        {
            who: max(chance.standard_error for term in found if (chance := term.kept_for(who)) is not None)
            for who in facts.graph.personas
            if kept[who] is not None
        },
    )


def _access(facts: Facts) -> Figure:
    """Return the coverage of the worst channel that the journey uses, per persona and for the worst off of them."""
    by_persona: dict[str, float | None] = {}
    basis = NOTHING
    for persona, channels in facts.of(access.ANALYSIS).by_persona.items():
        covered = [
            channel.coverage for channel in channels.values() if channel.used_at and channel.coverage is not None
        ]
        by_persona[persona] = min(covered, default=None)
        # All channels of a persona rest on the same statement: when it is free.
        basis += next((channel.basis for channel in channels.values()), NOTHING)
    stated = [value for value in by_persona.values() if value is not None]
    label = say("worst access: part of the free time in which a channel is open")
    return Figure("access", label, "share", "more", min(stated, default=None), by_persona, basis.assumed_share)


def _burdens(result: burden.Burden) -> Iterator[Figure]:
    assumed = result.basis.assumed_share
    for kind, label in (
        (burden.HOME_VISIT, say("home visits per household")),
        (burden.LETTER, say("letters per household")),
        (burden.FORM, say("forms per household")),
        (burden.DEADLINE, say("deadlines to be met per household")),
    ):
        if kind == burden.DEADLINE and kind not in result.kinds:
            continue  # it comes only from a word that this file does not use
        by_persona = {persona: kinds.get(kind) for persona, kinds in result.by_persona.items()}
        yield Figure(kind, label, "count", "less", result.kinds.get(kind), by_persona, assumed)
    nuisance = say("days of nuisance per household")
    yield Figure("nuisance-days", nuisance, "count", "less", result.nuisance_days or None, {}, assumed)
