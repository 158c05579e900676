"""What was found out about a step, as marks on its card: what hurts, what takes too long, where no way leads on."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.analyses import journey_time, pains
from journeymap.analyses.reachability import ANALYSIS as REACHABILITY
from journeymap.analyses.soundness import ANALYSIS as SOUNDNESS
from journeymap.drawing.sheet.stated_marks import stated_pain
from journeymap.findings.worst import worst_steps
from journeymap.graph.falls import falls_of
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Minutes, number
from journeymap.i18n.text import printable, typeset
from journeymap.i18n.vocabulary import NO_WAY_ON
from journeymap.layout.sheet import Badge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from journeymap.analyses.pains import Pain
    from journeymap.analysis import Facts
    from journeymap.diagnostics import Diagnostic
    from journeymap.graph import ServiceGraph

LATE = frozenset({"over-tolerance", "broken-promise", "hidden-wait", "silent-wait"})
"""The rules that find a wait which is more than what was stated."""


class HarmMarks(Struct, frozen=True):
    """What was found out, by step: marks of pains, of waits and of where no way leads on, ranks, and regions.

    `astray` names for each step the region that it is part of: a circle that nothing leaves, or steps from which
    nobody can be helped any more.
    """

    pains: Mapping[str, Badge]
    late: Mapping[str, Badge]
    stuck: Mapping[str, Badge]
    ranks: Mapping[str, int]
    astray: Mapping[str, str]


_OF_ALL_TIME = frozenset({"over-tolerance", "broken-promise"})
NOTHING = HarmMarks({}, {}, {}, {}, {})


def harm_marks(facts: Facts, diagnostics: Sequence[Diagnostic], language: str, persona: str | None = None) -> HarmMarks:
    """Return what was found out about the steps, for all customers or for one persona."""
    concerning = [
        diagnostic
        for diagnostic in diagnostics
        if persona is None or not diagnostic.personas or persona in diagnostic.personas
    ]
    return HarmMarks(
        pains=dict(_pains(facts, language, persona)),
        late=dict(_late(facts, concerning, language)),
        stuck=dict(_stuck(facts, concerning, language, persona)),
        ranks={ranked.step: ranked.rank for ranked in worst_steps(facts, diagnostics, persona)},
        astray=dict(_astray(facts, concerning)),
    )


def pain_words(facts: Facts, language: str, persona: str | None = None) -> dict[str, str]:
    """Return what hurts at each step in the words that its card has for it."""
    return {step: mark.text for step, mark in _pains(facts, language, persona)}


def _pains(facts: Facts, language: str, persona: str | None) -> Iterator[tuple[str, Badge]]:
    """Yield one mark for each step in pain: the designer's words, else what was rated."""
    by_step: dict[str, list[Pain]] = defaultdict(list)
    for pain in facts.of(pains.ANALYSIS).pains:
        if pain.step is not None and (persona is None or not pain.personas or persona in pain.personas):
            by_step[pain.step].append(pain)
    falls: dict[str, list[tuple[float, float]]] = defaultdict(list)
    ratings: dict[str, list[tuple[float, float | None]]] = defaultdict(list)
    if any(pain.kind != "stated" for own in by_step.values() for pain in own):
        falls, ratings = _felt(facts.graph, persona)
    for step, own in by_step.items():
        mark = stated_pain(facts.graph, step)
        if mark is None:
            mark = Badge("pain", _derived(own, falls[step], ratings[step], language))
        yield step, mark


def _felt(
    graph: ServiceGraph, persona: str | None
) -> tuple[dict[str, list[tuple[float, float]]], dict[str, list[tuple[float, float | None]]]]:
    """Return by step the falls, from what rating to what, and what each persona perceives and feels there."""
    falls: dict[str, list[tuple[float, float]]] = defaultdict(list)
    felt: dict[str, list[tuple[float, float | None]]] = defaultdict(list)
    for name in graph.personas if persona is None else (persona,):
        reached = graph.paths(name).reached
        for step in graph.ratings.steps:
            lived = graph.ratings.of(step, name) if step in reached else None
            if lived is not None and lived.perceived is not None:
                felt[graph.name(step)].append((lived.perceived, lived.emotion))
        for fall in falls_of(graph, name):
            lived = graph.ratings.of(graph.topology.index[fall.step], name)
            if lived is not None and lived.perceived is not None:
                falls[fall.step].append((lived.perceived + fall.depth, lived.perceived))
    return falls, felt


def _derived(
    own: Sequence[Pain],
    falls: Sequence[tuple[float, float]],
    ratings: Sequence[tuple[float, float | None]],
    language: str,
) -> str:
    """Return what was rated at a step: how it fell, else what it is, else how it feels."""
    kinds = {pain.kind for pain in own}
    if "fall" in kinds and falls:
        before, after = max(falls, key=lambda fall: fall[0] - fall[1])
        return say("rated {before} → {after}", before=number(before, language), after=number(after, language)).text(
            language
        )
    if "rating" in kinds and ratings:
        low = sorted({perceived for perceived, _ in ratings})
        text = "–".join(dict.fromkeys(number(value, language) for value in (low[0], low[-1])))
        return say("rated {rating}", rating=text).text(language)
    worst = min(pain.emotion for pain in own if pain.emotion is not None)
    return say("emotion {value}", value=typeset(number(worst, language))).text(language)


def _late(facts: Facts, diagnostics: Iterable[Diagnostic], language: str) -> Iterator[tuple[str, Badge]]:
    """Yield a mark for each step whose time is more than was promised, accepted or told."""
    graph = facts.graph
    for diagnostic in diagnostics:
        name = diagnostic.step
        if diagnostic.code.name not in LATE or name not in graph.blueprint.steps:
            continue
        step, time = graph.step(name), facts.of(journey_time.ANALYSIS).steps.get(name)
        onward = [flow.wait for flow in step.next.values() if flow.wait is not None]
        if step.wait is not None:
            text = say("wait {time}", time=step.wait)
        elif time is not None and time.waiting + time.arriving:
            text = say("wait {time}", time=Minutes(time.waiting + time.arriving).rounded(2))
        elif onward:
            text = say("then a wait of {time}", time=onward[0])
        elif step.takes is not None and diagnostic.code.name in _OF_ALL_TIME:
            text = say("takes {time}", time=step.takes)
        else:
            continue
        yield name, Badge("late", printable(text.text(language)))


def _stuck(
    facts: Facts, diagnostics: Iterable[Diagnostic], language: str, persona: str | None
) -> Iterator[tuple[str, Badge]]:
    """Yield a mark for each step at which no way leads on, or none that helps."""
    words: dict[str, dict[str, None]] = defaultdict(dict)
    for diagnostic in diagnostics:
        if diagnostic.code.name not in NO_WAY_ON:
            continue
        if diagnostic.code.name == "improper-completion" and diagnostic.step not in _waiting_for_ever(facts):
            continue  # what happens twice goes on
        # What holds for the file as a whole shows at the end that the proof leads to.
        name = diagnostic.step or (diagnostic.witness[-1] if diagnostic.witness else "")
        if name in facts.graph.blueprint.steps:
            text = NO_WAY_ON[diagnostic.code.name].text(language)
            if diagnostic.personas and persona is None:
                names = [printable(facts.graph.blueprint.personas[who].name or who) for who in diagnostic.personas
                         if who in facts.graph.blueprint.personas]  # fmt: skip
                text = say("{words} for {personas}", words=text, personas=names).text(language) if names else text
            words[name][text] = None
    for name, own in words.items():
        yield name, Badge("dead-end", ", ".join(own))


def _waiting_for_ever(facts: Facts) -> set[str]:
    return {facts.graph.name(wait.step) for wait in facts.of(SOUNDNESS).waits if wait.run}


def _astray(facts: Facts, diagnostics: Iterable[Diagnostic]) -> Iterator[tuple[str, str]]:
    """Yield each step of a circle that nothing leaves, or of a part without help, with the name of that region."""
    graph = facts.graph
    for diagnostic in diagnostics:
        if diagnostic.code.name == "no-way-out":
            for name in diagnostic.witness:
                yield name, f"circle/{diagnostic.step}"
        elif diagnostic.code.name == "lost-journey" and diagnostic.step is not None:
            reached, entry = facts.of(REACHABILITY), graph.topology.index[diagnostic.step]
            regions = [*reached.lost, *(lost for own in reached.own for lost in own.lost)]
            region = next((region for region in regions if region.entries[0] == entry), None)
            for step in region.steps if region is not None else ():
                if graph.topology.outcomes[step] is None:
                    yield graph.name(step), f"lost/{diagnostic.step}"
