"""The evidence table: who told us, how many, when, and what rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.graph.dates import age_in_words
from journeymap.i18n.dates import day_of
from journeymap.i18n.messages import Joined, Message, say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.vocabulary import NOT_STATED, Term
from journeymap.tables.per_persona import assumed
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from journeymap.analyses.evidence import EvidenceFound, SourceUse

KIND_WORDS: Mapping[str, Message] = {
    "ratings": say("ratings"),
    "shares": say("shares"),
    "times": say("times"),
    "complaints": say("complaints"),
    "fails": say("fail points"),
    "notes": say("pains and ideas"),
}


def sources_table(
    evidence: EvidenceFound, step: Callable[[str], object] = str, persona: Callable[[str], object] = str
) -> Table:
    """Return the sources, each with what rests on it; `step` and `persona` name these."""
    rows = [
        [source.source, Term(source.kind) if source.kind else NOT_STATED, Amount(source.n, "count", digits=12),
         day_of(source.date), _age(source, evidence),
         Amount(source.statements, "count"),
         Joined([*map(step, source.steps), *map(persona, source.personas)] or [say("none")])]
        for source in evidence.sources
    ]  # fmt: skip
    heads = (
        say("source"),
        say("kind"),
        say("how many"),
        say("date"),
        say("age"),
        say("statements"),
        say("rests on it"),
    )
    return Table(say("sources"), heads, rows, () if rows else (say("No sources are stated: all of it is assumed."),))


def _age(source: SourceUse, evidence: EvidenceFound) -> object:
    if source.age is None:
        return NOT_STATED
    age = age_in_words(source.age, source.date, evidence.as_of)
    if source.age < 1:
        return say("less than a month") if isinstance(age, Amount) else NOT_STATED
    return age


def kinds_table(evidence: EvidenceFound, persona: Callable[[str], object] = str) -> Table:
    """Return how many statements of each kind there are, and which part of them has no source."""
    rows: list[list[object]] = [
        [KIND_WORDS[kind], Amount(basis.statements, "count"), assumed(basis.assumed_share)]
        for kind, basis in evidence.by_kind.items()
        if basis.statements
    ]
    rows += [
        [
            say('about "{persona}"', persona=persona(name)),
            Amount(basis.statements, "count"),
            assumed(basis.assumed_share),
        ]
        for name, basis in evidence.by_persona.items()
        if basis.statements
    ]
    rows.append([say("everything"), Amount(evidence.total.statements, "count"), assumed(evidence.total.assumed_share)])
    return Table(say("statements"), (say("about"), say("statements"), say("assumed")), rows)
