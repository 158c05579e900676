"""Each persona in a few sentences: who it is, what becomes of it, and where it gives up most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses import gaps, guarantee, hot_spots, outcomes
from journeymap.i18n.messages import Joined, say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.vocabulary import outcome, sure
from journeymap.per_hundred import per_hundred
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


def portraits(facts: Facts, name_of: Callable[[str], object] = str) -> Iterator[tuple[str, list[object]]]:
    """Yield each persona of the file: its name, and what there is to say of it; `called` names the steps."""
    result = facts.of(outcomes.ANALYSIS)
    for persona, described in facts.graph.blueprint.personas.items():
        outcome_of, counts = result.by_persona[persona], per_hundred(facts, persona)
        lines: list[object] = [
            say("{part} of the customers", part=Amount(outcome_of.part, "share", digits=2))
            if described.name and name_of is not str
            else say(
                "{part} of the customers ({persona})", part=Amount(outcome_of.part, "share", digits=2), persona=persona
            )
        ]
        if described.context:
            lines.append(described.context)
        lines.append(
            say("how it ends: {ends}", ends=[
                say("{kind} {share}", kind=outcome(kind), share=counts.kinds[kind].share)
                for kind, share in outcome_of.kinds.items() if share
            ])
        )  # fmt: skip
        stopped = stranded(facts, persona, name_of)
        if stopped is not None:
            lines.append(say("stranded at: {places}", places=stopped))
        lines.append(say("is help guaranteed? {sure}", sure=certainty(facts, persona, name_of)))
        lost = _lost(facts, persona, name_of)
        if lost:
            lines.append(say("most is decided at: {steps}", steps=lost))
        given_up = _given_up(facts, persona, name_of)
        if given_up:
            lines.append(say("gives up most at: {steps}", steps=given_up))
        share = facts.graph.basis(persona, "shares", "ratings").assumed_share
        if share is not None:
            lines.append(say("assumed: {share}", share=Amount(share, "share", digits=2)))
        yield described.name or persona, lines


def certainty(
    facts: Facts,
    persona: str | None = None,
    name_of: Callable[[str], object] = str,
    persona_name: Callable[[str], str] = str,
) -> object:
    """Return what the customer can be sure of, and where the last chance of being helped is lost.

    For all customers together it says for whom it is worse: ways that some may go, another persona may not. `called`
    names the steps, `whose` the personas.
    """
    graph = facts.graph
    everybody = facts.of(guarantee.ANALYSIS)
    result = everybody if persona is None else everybody.of(persona)
    falls = [
        Joined([name_of(graph.name(fall.source)), name_of(graph.name(fall.target))], " -> ")
        for fall in result.points_of_no_return
    ]
    more = [say("{count} more", count=len(falls) - MOST)] if len(falls) > MOST else []

    def answer(game: guarantee.Guarantee) -> object:
        if not game.depends_on:
            lost = Joined([name_of(graph.name(step)) for step in game.hopeless[:MOST]], ", ") if game.hopeless else None
            begins, unjudged = bool(graph.topology.starts), bool(game.unjudged)
            return sure(game.overall, begins=begins, hopeless=lost, unjudged=unjudged)
        steps = Joined([name_of(graph.name(step)) for step in game.depends_on[:MOST]], ", ")
        return say("depends on who decides at {steps}, which is not stated", steps=steps)

    words = answer(result)
    if falls:
        words = say("{sure}; no way back after {falls}", sure=words, falls=Joined([*falls[:MOST], *more], "; "))
    if persona is not None or result.overall is None:
        return words
    worse = []
    for name in graph.personas:
        own = everybody.of(name)
        if own.depends_on or own.unjudged or (own.overall is not None and own.overall < result.overall):
            worse.append(say("for {persona}: {sure}", persona=persona_name(name), sure=answer(own)))
    return Joined([words, *worse], "; ")


def stranded(
    facts: Facts,
    persona: str | None = None,
    name_of: Callable[[str], object] = str,
    persona_name: Callable[[str], str] = str,
) -> Joined | None:
    """Return where journeys stop without an end, and whose, also where that holds for one persona only.

    `called` names the steps, `whose` the personas.
    """
    places: dict[tuple[str, ...], dict[str, float]] = {}
    for name, outcomes_of in facts.of(outcomes.ANALYSIS).by_persona.items():
        if persona in (None, name):
            for step, mass in (*outcomes_of.dead_ends.items(), *outcomes_of.unaccounted.items()):
                places.setdefault((step,), {})[name] = mass
            for circle, mass in outcomes_of.livelocks:
                places.setdefault(circle, {})[name] = mass
            if outcomes_of.waits:
                places.setdefault(outcomes_of.waits_at, {})[name] = outcomes_of.waits
    alike = 1 if persona is not None else len(facts.graph.personas)
    parts = []
    for steps, who in places.items():
        masses = list(who.values())
        shares: object = [
            say("{who} {share}", who=persona_name(name), share=_rough(mass)) for name, mass in who.items()
        ]
        if len(who) == alike and len(set(masses)) == 1:
            shares = _rough(masses[0])
        parts.append(say("{step} ({shares})", step=Joined([name_of(step) for step in steps], " <-> "), shares=shares))
    return Joined(parts) if parts else None


def _rough(share: float) -> Amount:
    return Amount(share, "share", digits=2)


def _lost(facts: Facts, persona: str, name_of: Callable[[str], object]) -> list[object]:
    ranked = facts.of(hot_spots.ANALYSIS).ranked
    own = sorted((spot for spot in ranked if spot.loss[persona]), key=lambda spot: -(spot.loss[persona] or 0.0))
    return [
        say("{step} (on to {worst})", step=name_of(spot.step), worst=name_of(spot.worst_way))
        if spot.worst_way
        else name_of(spot.step)
        for spot in own[:MOST]
    ]


def _given_up(facts: Facts, persona: str, name_of: Callable[[str], object]) -> list[object]:
    steps = facts.of(gaps.ANALYSIS).steps
    own = [by_persona[persona] for by_persona in steps.values() if persona in by_persona]
    felt = [
        (gap.sacrifice * gap.weight * gap.visits, gap) for gap in own if gap.sacrifice is not None and gap.sacrifice > 0
    ]
    worst = sorted((item for item in felt if item[0] > 0), key=lambda item: -item[0])
    return [
        say("{step} ({points} of {scale})", step=name_of(gap.step), points=Amount(gap.sacrifice, "points", digits=2),
            scale=facts.of(gaps.ANALYSIS).scale)
        for _, gap in worst[:MOST]
    ]  # fmt: skip
