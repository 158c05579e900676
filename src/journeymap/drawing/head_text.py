"""What the head of a drawing says: the message of the journey, the parts of the outcome bar, and the title block."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from msgspec import Struct

from journeymap.findings.headline import headline
from journeymap.i18n.dates import Day
from journeymap.i18n.messages import said, say
from journeymap.i18n.text import capital, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.analysis import Facts
    from journeymap.drawing.theme.theme import OutcomeLook
    from journeymap.findings.worst import RankedStep
    from journeymap.graph import ServiceGraph
    from journeymap.i18n.messages import Message
    from journeymap.per_hundred import PerHundred

BAR_ORDER: tuple[OutcomeLook, ...] = ("helped", "transferred", "refused", "gave-up", "stranded")
STATUS: Mapping[str, str] = {"as-is": "AS-IS", "to-be": "TO-BE"}
"""As designers call it in every language."""
OUTCOME_WORDS: Mapping[OutcomeLook, Message] = {
    "helped": say("helped"),
    "transferred": say("passed on"),
    "refused": say("refused"),
    "gave-up": say("gave up"),
    "stranded": say("never arrive"),
}


class Part(NamedTuple):
    """A kind of end in the outcome bar: how many of a hundred, as a whole number and as it is told, and its word.

    `was` is how many it were in an earlier version; empty where the drawing is held against none.
    """

    look: OutcomeLook
    whole: int
    number: str
    word: str
    was: str = ""

    @property
    def told(self) -> str:
        """The word with its number, or with both."""
        return f"{self.word} {self.was} → {self.number}" if self.was else f"{self.word} {self.number}"


class HurtLine(NamedTuple):
    """One of the worst steps by its id and in words, and what is wrong there."""

    rank: int
    step: str
    words: str
    reasons: tuple[str, ...]


class LeavingLine(NamedTuple):
    """A step at which customers leave by its id and in words, what becomes of most of them, and how many and why."""

    look: OutcomeLook
    step: str
    words: str
    reasons: tuple[str, ...]


class HeadText(Struct, frozen=True):
    """The words of a head. Sentences are empty where nothing is known; `facts` stand in the title block.

    `before` are the parts of the outcome bar in an earlier version; none where the drawing is held against none.
    `leaving` is told in the place of `hurts` where there are none.
    """

    sentence: str
    time: str
    parts: tuple[Part, ...]
    hurts: tuple[HurtLine, ...]
    status: str
    facts: tuple[tuple[str, str], ...]
    before: tuple[Part, ...] = ()
    leaving: tuple[LeavingLine, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing but a title to be shown."""
        return not (self.sentence or self.time or self.hurts or self.status or self.facts)


def head_text(
    facts: Facts,
    counts: PerHundred,
    worst: Sequence[RankedStep],
    language: str,
    pain_words: Mapping[str, str] | None = None,
) -> HeadText:
    """Return what the head says in a language, of all customers or of the persona that the figures are of."""
    graph, status = facts.graph, facts.graph.blueprint.status
    message = headline(facts, counts, worst, pain_words)
    time = [message.time, say("Where no share is stated, all ways count alike.") if counts.even else None]
    return HeadText(
        sentence="" if message.outcome is None else capital(message.outcome.text(language)),
        time=" ".join(sentence.text(language) for sentence in time if sentence is not None),
        parts=tuple(parts_of(counts, language)) if counts.known else (),
        hurts=tuple(
            HurtLine(
                hurt.rank,
                hurt.step,
                printable(graph.label(hurt.step)),
                tuple(said(reason, language) for reason in hurt.reasons),
            )
            for hurt in message.hurts
        ),
        status="" if status is None else STATUS[status],
        facts=tuple(_facts(graph, counts.persona, language)),
        leaving=tuple(
            LeavingLine(
                cast("OutcomeLook", place.kind),
                place.step,
                printable(graph.label(place.step)),
                tuple(said(reason, language) for reason in place.reasons),
            )
            for place in message.leaving
        ),
    )


def parts_of(counts: PerHundred, language: str) -> Iterator[Part]:
    """Yield the parts of the outcome bar: every kind of end that anybody comes to."""
    for look in BAR_ORDER:
        count = counts.kinds[look]
        if not count.nobody:
            yield Part(look, count.whole, count.text(language), OUTCOME_WORDS[look].text(language))


def _facts(graph: ServiceGraph, persona: str | None, language: str) -> Iterator[tuple[str, str]]:
    """Yield what the title block says: who answers for it, when it was checked, and on what it rests."""
    blueprint = graph.blueprint
    if blueprint.owner:
        yield say("Owner").text(language), printable(blueprint.owner)
    if blueprint.reviewed is not None:
        yield say("Reviewed").text(language), Day(blueprint.reviewed).text(language)
    if blueprint.sources:
        yield say("Sources").text(language), str(len(blueprint.sources))
    if persona is not None and persona in blueprint.personas:
        yield say("Persona").text(language), printable(blueprint.personas[persona].name or persona)
    elif blueprint.personas:
        yield say("Personas").text(language), str(len(blueprint.personas))
