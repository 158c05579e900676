"""Each persona in a few sentences: who it is, what becomes of it, and where it gives up most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses import gaps, guarantee, hot_spots, outcomes
from journeymap.i18n.messages import Joined, say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.vocabulary import outcome, sure
from journeymap.report.document import Portraits, Section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from journeymap.analysis import Facts
    from journeymap.report.context import Context
    from journeymap.result import Result

MOST = 3


def section(context: Context, result: Result) -> Section:
    """Return each persona in a few sentences."""
    del result
    block = portraits_of(context)
    return Section("personas", say("Personas"), (block,), listed=bool(block.portraits))


def portraits_of(context: Context) -> Portraits:
    """Return the portraits of all personas, with the names that the report has for steps."""
    return Portraits(tuple(portraits(context.facts, context.step)))


def portraits(facts: Facts, called: Callable[[str], object] = str) -> Iterator[tuple[str, list[object]]]:
    """Yield each persona of the file: its name, and what there is to say of it; `called` names the steps."""
    found = facts.of(outcomes.ANALYSIS)
    for persona, described in facts.graph.blueprint.personas.items():
        one = found.by_persona[persona]
        lines: list[object] = [
            say("{part} of the customers", part=Amount(one.part, "share", digits=2))
            if described.name and called is not str
            else say("{part} of the customers ({persona})", part=Amount(one.part, "share", digits=2), persona=persona)
        ]
        if described.context:
            lines.append(described.context)
        lines.append(
            say("how it ends: {ends}", ends=[
                say("{kind} {share}", kind=outcome(kind), share=_rough(share))
                for kind, share in one.kinds.items() if share
            ])
        )  # fmt: skip
        stopped = stranded(facts, persona, called)
        if stopped is not None:
            lines.append(say("stranded at: {places}", places=stopped))
        lines.append(say("sure to be helped? {sure}", sure=certainty(facts, persona, called)))
        lost = _lost(facts, persona, called)
        if lost:
            lines.append(say("most is decided at: {steps}", steps=lost))
        given_up = _given_up(facts, persona, called)
        if given_up:
            lines.append(say("gives up most at: {steps}", steps=given_up))
        share = facts.graph.basis(persona, "shares", "ratings").assumed_share
        if share is not None:
            lines.append(say("assumed: {share}", share=Amount(share, "share", digits=2)))
        yield described.name or persona, lines


def certainty(
    facts: Facts,
    persona: str | None = None,
    called: Callable[[str], object] = str,
    whose: Callable[[str], str] = str,
) -> object:
    """Return what the customer can be sure of, and where the last chance of being helped is lost.

    For all customers together it says for whom it is worse: ways that some may go, another persona may not. `called`
    names the steps, `whose` the personas.
    """
    graph = facts.graph
    found = facts.of(guarantee.ANALYSIS) if persona is None else guarantee.guarantee(graph, persona)
    falls = [
        Joined([called(graph.name(fall.source)), called(graph.name(fall.target))], " -> ")
        for fall in found.points_of_no_return
    ]
    more = [say("{count} more", count=len(falls) - MOST)] if len(falls) > MOST else []
    words: object = sure(found.overall)
    if falls:
        words = say("{sure}; no way back after {falls}", sure=words, falls=Joined([*falls[:MOST], *more], "; "))
    if persona is not None or found.overall is None:
        return words
    worse = []
    for name in graph.personas:
        own = guarantee.guarantee(graph, name).overall if name in graph.distinguished else found.overall
        if own is not None and own < found.overall:
            worse.append(say("for {persona}: {sure}", persona=whose(name), sure=sure(own)))
    return Joined([words, *worse], "; ")


def stranded(
    facts: Facts,
    persona: str | None = None,
    called: Callable[[str], object] = str,
    whose: Callable[[str], str] = str,
) -> Joined | None:
    """Return where journeys stop without an end, and whose, also where that holds for one persona only.

    `called` names the steps, `whose` the personas.
    """
    places: dict[tuple[str, ...], dict[str, float]] = {}
    for name, found in facts.of(outcomes.ANALYSIS).by_persona.items():
        if persona in (None, name):
            for step, mass in (*found.dead_ends.items(), *found.unaccounted.items()):
                places.setdefault((step,), {})[name] = mass
            for circle, mass in found.livelocks:
                places.setdefault(circle, {})[name] = mass
            if found.waits:
                places.setdefault(found.waits_at, {})[name] = found.waits
    alike = 1 if persona is not None else len(facts.graph.personas)
    parts = []
    for steps, who in places.items():
        masses = list(who.values())
        shares: object = [say("{who} {share}", who=whose(name), share=_rough(mass)) for name, mass in who.items()]
        if len(who) == alike and len(set(masses)) == 1:
            shares = _rough(masses[0])
        parts.append(say("{step} ({shares})", step=Joined([called(step) for step in steps], " <-> "), shares=shares))
    return Joined(parts) if parts else None


def _rough(share: float) -> Amount:
    return Amount(share, "share", digits=2)


def _lost(facts: Facts, persona: str, called: Callable[[str], object]) -> list[object]:
    ranked = facts.of(hot_spots.ANALYSIS).ranked
    own = sorted((spot for spot in ranked if spot.loss[persona]), key=lambda spot: -(spot.loss[persona] or 0.0))
    return [
        say("{step} (on to {worst})", step=called(spot.step), worst=called(spot.worst_way))
        if spot.worst_way
        else called(spot.step)
        for spot in own[:MOST]
    ]


def _given_up(facts: Facts, persona: str, called: Callable[[str], object]) -> list[object]:
    found = facts.of(gaps.ANALYSIS).steps
    own = [by_persona[persona] for by_persona in found.values() if persona in by_persona]
    felt = [
        (gap.sacrifice * gap.weight * gap.visits, gap) for gap in own if gap.sacrifice is not None and gap.sacrifice > 0
    ]
    worst = sorted((item for item in felt if item[0] > 0), key=lambda item: -item[0])
    return [
        say("{step} ({points} of {scale})", step=called(gap.step), points=Amount(gap.sacrifice, "points", digits=2),
            scale=facts.of(gaps.ANALYSIS).scale)
        for _, gap in worst[:MOST]
    ]  # fmt: skip
