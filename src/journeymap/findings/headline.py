"""The message of a journey in two sentences and a short list: for the head of the drawing, the page and the report.

Of a hundred who begin, how many are helped and what becomes of the others; how long it takes and how much of that is
waiting; and the few steps that do most harm, each with what is wrong there.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.analyses import journey_time
from journeymap.findings.leaving import places_of_leaving
from journeymap.i18n.messages import Joined, plural, say
from journeymap.i18n.numbers import Amount, CountInWords, Minutes
from journeymap.i18n.short_findings import IN_SHORT
from journeymap.i18n.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.analysis import Facts
    from journeymap.findings.leaving import Leaving
    from journeymap.findings.worst import RankedStep
    from journeymap.i18n.messages import Message
    from journeymap.i18n.numbers import Headcount
    from journeymap.model.blueprint import Blueprint
    from journeymap.per_hundred import PerHundred

AFTER_HELPED = ("gave-up", "refused", "transferred", "stranded")
"""The kinds of ends in the order in which the sentence tells them, behind those who are helped."""
DOING = 0.9
"""Where less of the time than this is doing, the sentence says how much is."""
MANY_LEAVE = 4.5
"""From so many of a hundred on that leave straight from a step, that comes first among what is wrong there."""
MOST_REASONS = 3
DIGITS = 2


class Hurt(Struct, frozen=True):
    """One of the worst steps: its rank, its id, and what is wrong there, the most telling first."""

    rank: int
    step: str
    reasons: tuple[object, ...]


class Headline(Struct, frozen=True):
    """What a journey comes to. A sentence is None where nobody begins, or where no time is stated.

    `leaving` are the places at which most leave, where there is no step that does harm enough to be among `hurts`.
    """

    outcome: Message | None
    time: Message | None
    hurts: tuple[Hurt, ...]
    leaving: tuple[Leaving, ...]


def headline(
    facts: Facts, counts: PerHundred, worst: Sequence[RankedStep], pain_words: Mapping[str, str] | None = None
) -> Headline:
    """Return the message of a journey for those whom the figures are of.

    `pain_words` are those that the cards use for what hurts at a step; without them the stated pains are told.
    """
    hurts = tuple(
        Hurt(ranked.rank, ranked.step, tuple(_reasons(facts, counts, ranked, pain_words or {}))) for ranked in worst
    )
    outcome = outcome_sentence(facts, counts) if counts.known else None
    leaving = () if hurts else places_of_leaving(facts, counts)
    return Headline(outcome, time_sentence(facts, counts), hurts, leaving)


def outcome_sentence(facts: Facts, counts: PerHundred) -> Message:
    """Return how many of a hundred are helped, and what becomes of the others; what nobody comes to is left out."""
    blueprint = facts.graph.blueprint
    helped = counts.kinds["helped"]
    rest = [kind for kind in AFTER_HELPED if not counts.kinds[kind].nobody]
    others = Joined([_clause(kind, rest[place - 1] if place else "", counts.kinds[kind]) for place, kind in
                     enumerate(rest)])  # fmt: skip
    who, one = customers_of(blueprint, counts.persona)
    if one:
        return _of_one(one, helped, others, bool(rest))
    if not rest:
        return say("All 100 {who} are helped.", who=who)
    if helped.nobody:
        return say("Of 100 {who} nobody is helped; {others}.", who=who, others=others)
    return plural(
        "Of 100 {who} {count} is helped; {others}.",
        "Of 100 {who} {count} are helped; {others}.",
        CountInWords(helped), who=who, others=others,
    )  # fmt: skip


def customers_of(blueprint: Blueprint, persona: str | None) -> tuple[object, str]:
    """Return the word for several of the customers, or of one persona; and one that is only known for a single one.

    Where the second is not empty, it is what is known.
    """
    if persona in blueprint.personas:
        return say("customers"), printable(blueprint.personas[persona].name or persona)
    if blueprint.customer.plural:
        return printable(blueprint.customer.plural), ""
    return say("customers"), printable(blueprint.customer.role or "")


def _of_one(who: str, helped: Headcount, others: Joined, several: bool) -> Message:
    """Return the sentence for a word that is only known for a single customer: a persona's name, a role."""
    if not several:
        return say("{who}: all of 100 are helped.", who=who)
    if helped.nobody:
        return say("{who}: of 100 nobody is helped; {others}.", who=who, others=others)
    return plural(
        "{who}: of 100, {count} is helped; {others}.",
        "{who}: of 100, {count} are helped; {others}.",
        CountInWords(helped), who=who, others=others,
    )  # fmt: skip


def _clause(kind: str, before: str, count: Headcount) -> Message:
    """Return what becomes of some; behind those who are refused the verb is not said again."""
    number = CountInWords(count)
    if kind == "gave-up":
        return plural("{count} gives up", "{count} give up", number)
    if kind == "refused":
        return plural("{count} is refused", "{count} are refused", number)
    if kind == "stranded":
        return plural("{count} never comes to an end", "{count} never come to an end", number)
    if before == "refused":
        return say("{number} passed on", number=number)
    return plural("{count} is passed on", "{count} are passed on", number)


class MeanTimes(Struct, frozen=True):
    """How long a journey takes on average, and how much of it is doing, in minutes.

    `lasting` tells that time passes in which nobody waits, `untimed` that there are steps which say no time.
    """

    finished: float
    active: float
    lasting: bool
    untimed: bool

    @property
    def told(self) -> object:
        """The whole time as it is told: a step that says no time takes some."""
        rounded = Minutes(self.finished).rounded(DIGITS)
        return say("at least {time}", time=rounded) if self.untimed else rounded


def mean_times(facts: Facts, persona: str | None) -> MeanTimes | None:
    """Return how long the journey of all customers takes on average, or that of a persona; None where none is known."""
    times = facts.of(journey_time.ANALYSIS)
    if persona is None:
        finished, active, lasting = times.finished.mean, times.active.mean, times.lasting.mean
        untimed = any(of_persona.untimed for of_persona in times.by_persona.values())
    else:
        of_persona = times.by_persona[persona]
        finished, active, lasting = of_persona.finished, of_persona.active, of_persona.lasting
        untimed = bool(of_persona.untimed)
    if finished is None or finished == inf or active is None:
        return None
    return MeanTimes(finished, active, bool(lasting), untimed)


def time_sentence(facts: Facts, counts: PerHundred) -> Message | None:
    """Return how long it takes on average, and how much of that is doing where the rest is mostly waiting."""
    mean = mean_times(facts, counts.persona)
    if mean is None:
        return None
    time, doing = mean.told, Minutes(mean.active).rounded(DIGITS)
    waits = mean.finished > 0 and mean.active < DOING * mean.finished
    rest = say("the rest waiting") if not mean.lasting else say("the rest passes by or is waiting")
    if counts.stranded.nobody:
        if waits:
            return say("It takes {time} on average, {doing} of it doing, {rest}.", time=time, doing=doing, rest=rest)
        return say("It takes {time} on average.", time=time)
    if waits:
        return say(
            "Whoever comes to an end takes {time} on average, {doing} of it doing, {rest}.",
            time=time,
            doing=doing,
            rest=rest,
        )
    return say("Whoever comes to an end takes {time} on average.", time=time)


def _reasons(facts: Facts, counts: PerHundred, ranked: RankedStep, pain_words: Mapping[str, str]) -> Iterator[object]:
    """Yield what is wrong at a step, at most `MOST_REASONS`: who leaves there, what hurts, what was found."""
    step = facts.graph.step(ranked.step)
    told: dict[str, object] = {}
    leaving = _leaving(facts, counts, ranked.step)
    if leaving is not None:
        told["leaving"] = leaving
    words = pain_words.get(ranked.step) or next((printable(pain.text) for pain in step.pains), "")
    if words:
        told["pain"] = words
    for diagnostic in (part for lead in ranked.findings for part in (lead.diagnostic, *lead.also)):
        name = diagnostic.code.name
        if (name == "pain-point" and words) or (name == "over-tolerance" and "broken-promise" in told):
            continue
        if name == "repeated-complaint" and step.complaints is not None:
            often = Amount(step.complaints * 1000, "count", digits=DIGITS)
            told[name] = plural("{count} complaint per 1000", "{count} complaints per 1000", often)
        elif name in IN_SHORT and IN_SHORT[name] not in told.values():
            told[name] = IN_SHORT[name]
    yield from list(told.values())[:MOST_REASONS]


def _leaving(facts: Facts, counts: PerHundred, step: str) -> Message | None:
    """Return how many leave straight from a step without having been helped, where these are many."""
    steps = facts.graph.blueprint.steps
    given_up = counts.leaving(step, {name for name in counts.ends if steps[name].end == "gave-up"})
    refused = counts.leaving(step, {name for name in counts.ends if steps[name].end == "refused"})
    if given_up.exact >= MANY_LEAVE:
        return plural("{count} gives up here", "{count} give up here", CountInWords(given_up))
    if refused.exact >= MANY_LEAVE:
        return plural("{count} is refused here", "{count} are refused here", CountInWords(refused))
    return None
