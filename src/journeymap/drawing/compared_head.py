"""What the head of a drawing says that is held against an earlier version: each figure before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap.drawing.head_text import BAR_ORDER, OUTCOME_WORDS, Part, parts_of
from journeymap.findings.headline import customers_of, mean_times
from journeymap.i18n.messages import Joined, said, say
from journeymap.i18n.text import capital

if TYPE_CHECKING:
    from journeymap.analysis import Facts
    from journeymap.drawing.earlier import Before
    from journeymap.drawing.head_text import HeadText
    from journeymap.i18n.messages import Message
    from journeymap.per_hundred import PerHundred


def with_before(head: HeadText, facts: Facts, counts: PerHundred, before: Before, language: str) -> HeadText:
    """Return a head that tells of each figure what it was and what it is.

    Of a persona that was not there before only what is now is told.
    """
    then = before.counts
    if then is None or not (counts.known and then.known):
        return head
    sentence = _sentence(facts, counts, then)
    time = _time_sentence(facts, counts, before)
    return replace(
        head,
        sentence=capital(sentence.text(language)),
        time=head.time if time is None else time.text(language),
        parts=tuple(_parts(counts, then, language)),
        before=tuple(parts_of(then, language)),
    )


def _sentence(facts: Facts, counts: PerHundred, then: PerHundred) -> Message:
    figures = Joined(
        [
            say(
                "{word} {before} → {after}", word=OUTCOME_WORDS[look], before=then.kinds[look], after=counts.kinds[look]
            )
            for look in BAR_ORDER
            if not (counts.kinds[look].nobody and then.kinds[look].nobody)
        ]
    )
    who, one = customers_of(facts.graph.blueprint, counts.persona)
    if one:
        return say("{who}, of 100, before → now: {figures}.", who=one, figures=figures)
    return say("Of 100 {who}, before → now: {figures}.", who=who, figures=figures)


def _time_sentence(facts: Facts, counts: PerHundred, before: Before) -> Message | None:
    now = mean_times(facts, counts.persona)
    then = mean_times(before.version.journey.facts, before.persona)
    if now is None or then is None:
        return None
    return say("It takes {before} → {after} on average.", before=then.told, after=now.told)


def _parts(counts: PerHundred, then: PerHundred, language: str) -> list[Part]:
    """Return the parts of the bar, also of kinds that only occurred before, each with its number from before."""
    return [
        Part(
            look,
            counts.kinds[look].whole,
            counts.kinds[look].text(language),
            said(OUTCOME_WORDS[look], language),
            then.kinds[look].text(language),
        )
        for look in BAR_ORDER
        if not (counts.kinds[look].nobody and then.kinds[look].nobody)
    ]
