"""Where customer and organisation really talk, and which needs are met on the way.

A touchpoint is two-way when both sides act, something is asked or told, and the channel answers. Their share stands
beside the sacrifice, because the more both sides talk, the less has to be given up (Hart 1995; Gilmore and Pine 1997).
Needs come in the order of Maslow (1943): safety and certainty before recognition and self-fulfilment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from msgspec import Struct

from journeymap.analysis import Analysis
from journeymap.graph.evidence import Basis
from journeymap.graph.per_persona import PersonaFigure
from journeymap.graph.units import NEED_LEVEL, POINTS, SHARE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.graph import ServiceGraph
    from journeymap.model.step import Step

# The words of the format, in English and in Dutch, from the lowest need up.
LEVELS = {
    "safety": 1, "veiligheid": 1,
    "certainty": 2, "zekerheid": 2,
    "belonging": 3, "erbij horen": 3, "verbondenheid": 3,
    "recognition": 4, "erkenning": 4, "waardering": 4,
    "autonomy": 5, "autonomie": 5, "zelfstandigheid": 5, "regie": 5,
}  # fmt: skip
_SAME = {
    "veiligheid": "safety", "zekerheid": "certainty", "erbij horen": "belonging", "verbondenheid": "belonging",
    "erkenning": "recognition", "waardering": "recognition", "autonomie": "autonomy", "zelfstandigheid": "autonomy",
    "regie": "autonomy",
}  # fmt: skip


class Talk(Struct, frozen=True):
    """Who says what at one touchpoint, and what the customer gives up there.

    `answers` is None where the channel does not say whether it does; it then counts as answering when a person acts on
    the other side. `sacrifice` is the spread over the personas, on the scale of the file; None without ratings.
    """

    step: str
    customer_acts: bool
    organisation_acts: bool
    exchanged: bool
    answers: bool | None
    two_way: bool
    sacrifice: Annotated[PersonaFigure | None, POINTS]


class NeedMet(Struct, frozen=True):
    """A need that a persona states, and the steps on its good paths that meet it.

    `level` is its place in the hierarchy, 1 the lowest, None for a word of the file's own. `met_by` are the steps on
    some path of this persona to a good end; `missed_on` is a shortest good path that passes none of them, empty when
    every good path meets the need or when there is no good path.
    """

    persona: str
    need: str
    weight: str
    level: Annotated[int | None, NEED_LEVEL]
    met_by: tuple[str, ...]
    missed_on: tuple[str, ...]
    basis: Basis


class Conversation(Struct, frozen=True):
    """How much of the journey is a conversation.

    `two_way_share` is the part of the touchpoints that are two-way, from 0 to 1, None without touchpoints;
    `sacrifice_two_way` and `sacrifice_one_way` are the mean sacrifice per rated touchpoint of each sort, on the scale
    of the file, None where not stated. `needs` lists, per persona, the lowest needs first.
    """

    touchpoints: tuple[Talk, ...]
    two_way_share: Annotated[float | None, SHARE]
    sacrifice_two_way: Annotated[float | None, POINTS]
    sacrifice_one_way: Annotated[float | None, POINTS]
    needs: tuple[NeedMet, ...]
    basis: Basis


def compute(graph: ServiceGraph) -> Conversation:
    """Return how much of the journey is a conversation, and which needs it meets."""
    steps, seen = graph.stated.steps, graph.stated.touchpoints
    answers = {words: _answers(graph, words) for words in {step.channel for step in steps}}
    talks = tuple(
        [_talk(graph, number, step, answers[step.channel]) for number, step in enumerate(steps) if seen[number]]
    )
    two_way = [talk for talk in talks if talk.two_way]
    needs = [
        _need(graph, persona, need, weight)
        for persona in graph.personas
        if persona in graph.blueprint.personas
        for need, weight in _lowest_first(graph.blueprint.personas[persona].needs)
    ]
    return Conversation(
        touchpoints=talks,
        two_way_share=len(two_way) / len(talks) if talks else None,
        sacrifice_two_way=_mean(two_way),
        sacrifice_one_way=_mean([talk for talk in talks if not talk.two_way]),
        needs=tuple(needs),
        basis=graph.evidence.basis(graph.ratings.steps, "ratings"),
    )


def _talk(graph: ServiceGraph, number: int, step: Step, answers: bool | None) -> Talk:
    exchanged = bool(step.asks or step.tells)
    return Talk(
        step=graph.name(number),
        customer_acts=bool(step.customer),
        organisation_acts=bool(step.frontstage),
        exchanged=exchanged,
        answers=answers,
        two_way=bool(step.customer and step.frontstage and exchanged and answers is not False),
        sacrifice=_sacrifice(graph, number) if step.experience else None,
    )


def _answers(graph: ServiceGraph, words: tuple[str, ...]) -> bool | None:
    """Return whether the customer gets an answer at a step with these channels: through one of them at least."""
    channels = [graph.blueprint.channels[word] for word in words if word in graph.blueprint.channels]
    each = [False if channel.answers is None and channel.self_service else channel.answers for channel in channels]
    return True if True in each else None if None in each or not each else False


def _sacrifice(graph: ServiceGraph, number: int) -> PersonaFigure:
    lived = {persona: graph.ratings.of(number, persona) for persona in graph.personas}
    basis = sum((rating.basis for rating in lived.values() if rating is not None), Basis())
    sacrifice = {persona: None if rating is None else rating.sacrifice for persona, rating in lived.items()}
    return PersonaFigure.of(sacrifice, graph.personas, basis)


def word(need: str) -> str:
    """Return a need in the one word by which it is compared, whatever its capitals and whether Dutch or English."""
    plain = " ".join(need.casefold().split())
    return _SAME.get(plain, plain)


def _lowest_first(needs: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(needs.items(), key=lambda item: LEVELS.get(word(item[0]), len(LEVELS)))


def _need(graph: ServiceGraph, persona: str, need: str, weight: str) -> NeedMet:
    paths = graph.paths(persona)
    meeting = {
        number
        for number, step in enumerate(graph.blueprint.steps.values())
        if step.meets and word(need) in map(word, step.meets)
    }
    heard = graph.evidence.known(graph.blueprint.personas[persona].heard)
    return NeedMet(
        persona=persona,
        need=need,
        weight=weight,
        level=LEVELS.get(word(need)),
        met_by=tuple(graph.name(number) for number in paths.good_steps if number in meeting),
        missed_on=tuple(graph.name(number) for number in paths.avoiding(meeting)),
        basis=Basis(1, 0 if heard else 1),
    )


def _mean(talks: list[Talk]) -> float | None:
    means = [talk.sacrifice.mean for talk in talks if talk.sacrifice is not None]
    stated = [mean for mean in means if mean is not None]
    return sum(stated) / len(stated) if stated else None


ANALYSIS = Analysis(name="conversation", compute=compute)
