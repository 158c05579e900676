"""What each persona expects, gets and gives up, step by step, per phase and over the whole journey.

* satisfaction gap = perceived - expected (SERVQUAL: Parasuraman, Zeithaml and Berry 1988);
* sacrifice = desired - perceived, what is wanted exactly less what is settled for (Hart 1995; Pine and Gilmore 1999);
* opportunity = I + max(I - S, 0), importance and satisfaction from 0 to 10 (Ulwick 2005);
* peak-end = (most extreme + last emotion) / 2 (Kahneman, Fredrickson, Schreiber and Redelmeier 1993).

Sums over steps weigh each step by its importance for the persona and by how often the persona passes it: what nobody
comes to, nobody gives up. A persona's ratings are its own, and those of `everyone` where it has none.
"""

from __future__ import annotations

from math import copysign, fsum, inf
from typing import TYPE_CHECKING, Annotated

from msgspec import Struct

from journeymap.analysis import Analysis
from journeymap.graph.evidence import NOTHING, Basis
from journeymap.graph.per_persona import PersonaFigure
from journeymap.graph.units import COUNT, EMOTION, OPPORTUNITY, POINTS, RATIO_TO_MEAN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from journeymap.graph import ServiceGraph
    from journeymap.graph.ratings import Lived


class StepGap(Struct, frozen=True):
    """A step as one persona lives through it; on the scale of the file, None for what is not stated.

    `own` tells that the persona has ratings of its own here. `opportunity` runs from 0 to 20; over 10 it is one.
    `weight` is its importance (average step of this persona: 1), `visits` how often the persona comes here. `endless`
    tells that who comes here comes again for ever: then `visits` counts one round.
    """

    step: str
    persona: str
    own: bool
    desired: Annotated[float | None, POINTS]
    expected: Annotated[float | None, POINTS]
    perceived: Annotated[float | None, POINTS]
    importance: Annotated[float | None, POINTS]
    emotion: Annotated[float | None, EMOTION]
    satisfaction: Annotated[float | None, POINTS]
    sacrifice: Annotated[float | None, POINTS]
    opportunity: Annotated[float | None, OPPORTUNITY]
    weight: Annotated[float, RATIO_TO_MEAN]
    visits: Annotated[float, COUNT]
    endless: bool
    basis: Basis


class Sums(Struct, frozen=True):
    """The gaps of several steps together, for one persona; on the scale of the file, None where nothing is stated.

    `satisfaction` and `sacrifice` are means over the rated steps, weighted by importance and visits. `total_sacrifice`
    is what one journey adds up to: the sum of sacrifice, weight and visits, without end where some give something up
    again and again for ever. `rated` says over how many steps.
    """

    satisfaction: Annotated[float | None, POINTS]
    sacrifice: Annotated[float | None, POINTS]
    total_sacrifice: Annotated[float | None, POINTS]
    rated: Annotated[int, COUNT]


class PersonaGaps(Struct, frozen=True):
    """What one persona lives through over the whole journey.

    `path` is the likeliest path; along it `mean_emotion`, `lowest` (step, emotion), `peak` (the most extreme moment,
    the worse of two equal ones), `last` and `peak_end`, from -2 to 2, of the steps whose emotion is stated.
    """

    persona: str
    sums: Sums
    path: tuple[str, ...]
    mean_emotion: Annotated[float | None, EMOTION]
    lowest: Annotated[tuple[str, float] | None, EMOTION]
    peak: Annotated[tuple[str, float] | None, EMOTION]
    last: Annotated[tuple[str, float] | None, EMOTION]
    peak_end: Annotated[float | None, EMOTION]
    basis: Basis


class Gaps(Struct, frozen=True):
    """The gaps of every step, phase and persona.

    `steps[step][persona]` holds the steps that anybody rated; `step_sacrifice` and `step_satisfaction` are their
    spreads over the personas who come there. `phases[phase][persona]` are the sums per phase. `scale` is the width of
    the rating scale, so that gap / scale is its part of it. `staff` is the emotion of the employee per step, -2 to 2.
    """

    scale: Annotated[float, POINTS]
    steps: Mapping[str, Mapping[str, StepGap]]
    step_sacrifice: Annotated[Mapping[str, PersonaFigure], POINTS]
    step_satisfaction: Annotated[Mapping[str, PersonaFigure], POINTS]
    phases: Mapping[str, Mapping[str, Sums]]
    by_persona: Mapping[str, PersonaGaps]
    satisfaction: Annotated[PersonaFigure, POINTS]
    sacrifice: Annotated[PersonaFigure, POINTS]
    total_sacrifice: Annotated[PersonaFigure, POINTS]
    peak_end: Annotated[PersonaFigure, EMOTION]
    staff: Annotated[Mapping[str, float], EMOTION]


def compute(graph: ServiceGraph) -> Gaps:
    """Return what each persona expects, gets and gives up."""
    rated = graph.ratings.steps
    lived = {persona: _lived(graph, persona, rated) for persona in graph.personas}
    steps: dict[str, dict[str, StepGap]] = {}
    for persona, gaps in lived.items():
        for gap in gaps:
            steps.setdefault(gap.step, {})[persona] = gap
    order = graph.topology.index
    steps = {step: steps[step] for step in sorted(steps, key=order.__getitem__)}
    phases: dict[str, dict[str, list[StepGap]]] = {}
    for persona, gaps in lived.items():
        for gap in gaps:
            phase = graph.phases[gap.step]
            if phase is not None:
                phases.setdefault(phase, {}).setdefault(persona, []).append(gap)
    personas = {persona: _overall(graph, persona, gaps) for persona, gaps in lived.items()}

    def spread(figure: Callable[[PersonaGaps], float | None]) -> PersonaFigure:
        return graph.spread(
            {name: figure(gaps_of_step) for name, gaps_of_step in personas.items()}, "ratings", "shares"
        )

    return Gaps(
        scale=graph.blueprint.scale.width,
        steps=steps,
        step_sacrifice={step: _step_spread(graph, gaps_of_step, "sacrifice") for step, gaps_of_step in steps.items()},
        step_satisfaction={
            step: _step_spread(graph, gaps_of_step, "satisfaction") for step, gaps_of_step in steps.items()
        },
        phases={
            phase: {persona: _sums(gaps) for persona, gaps in phases[phase].items()}
            for phase in graph.blueprint.phases
            if phase in phases
        },
        by_persona=personas,
        satisfaction=spread(lambda gaps_of_step: gaps_of_step.sums.satisfaction),
        sacrifice=spread(lambda gaps_of_step: gaps_of_step.sums.sacrifice),
        total_sacrifice=spread(lambda gaps_of_step: gaps_of_step.sums.total_sacrifice),
        peak_end=spread(lambda gaps_of_step: gaps_of_step.peak_end),
        staff={
            graph.name(number): emotion
            for number, step in enumerate(graph.blueprint.steps.values())
            if step.experience and (emotion := graph.ratings.staff(number)) is not None
        },
    )


def _lived(graph: ServiceGraph, persona: str, rated: Sequence[int]) -> list[StepGap]:
    """Return the steps that are rated for a persona, each with its weight among them."""
    rated_steps = [(number, lived) for number in rated if (lived := graph.ratings.of(number, persona)) is not None]
    weights = graph.ratings.importances(persona, [number for number, _ in rated_steps])
    average = sum(weights) / len(weights) if weights else 1.0
    return [
        _gap(graph, persona, number, lived, weight / average)
        for (number, lived), weight in zip(rated_steps, weights, strict=True)
    ]


def _gap(graph: ServiceGraph, persona: str, number: int, lived: Lived, weight: float) -> StepGap:
    scale, chain = graph.blueprint.scale, graph.chain(persona)
    opportunity = None
    if lived.importance is not None and lived.perceived is not None:
        importance = 10 * (lived.importance - scale.low) / scale.width
        satisfied = 10 * (lived.perceived - scale.low) / scale.width
        opportunity = importance + max(importance - satisfied, 0.0)
    return StepGap(
        step=graph.name(number),
        persona=persona,
        own=lived.own,
        desired=lived.desired,
        expected=lived.expected,
        perceived=lived.perceived,
        importance=lived.importance,
        emotion=lived.emotion,
        satisfaction=lived.satisfaction_gap,
        sacrifice=lived.sacrifice,
        opportunity=opportunity,
        weight=weight,
        visits=chain.work[number],
        endless=number in chain.ceaseless,
        basis=lived.basis,
    )


def _step_spread(graph: ServiceGraph, gaps_of_step: Mapping[str, StepGap], field: str) -> PersonaFigure:
    """Return the spread of a gap over the personas who ever come to the step."""
    here = {persona: gaps_of_step.get(persona) for persona in graph.personas}
    values = {persona: None if gap is None or not gap.visits else getattr(gap, field) for persona, gap in here.items()}
    return PersonaFigure.of(values, graph.personas, sum((gap.basis for gap in gaps_of_step.values()), NOTHING))


def _sums(gaps: Sequence[StepGap]) -> Sums:
    satisfaction = [(gap.satisfaction, gap.weight * gap.visits) for gap in gaps if gap.satisfaction is not None]
    sacrifice = [(gap.sacrifice, gap.weight * gap.visits) for gap in gaps if gap.sacrifice is not None]
    return Sums(
        satisfaction=_weighted(satisfaction),
        sacrifice=_weighted(sacrifice),
        total_sacrifice=_total(gaps, sacrifice) if sacrifice else None,
        rated=sum(gap.satisfaction is not None or gap.sacrifice is not None for gap in gaps),
    )


def _total(gaps: Sequence[StepGap], sacrifice: Sequence[tuple[float, float]]) -> float:
    again = fsum(gap.sacrifice * gap.weight * gap.visits for gap in gaps if gap.endless and gap.sacrifice is not None)
    return copysign(inf, again) if again else sum(value * weight for value, weight in sacrifice)


def _weighted(values: Sequence[tuple[float, float]]) -> float | None:
    whole = sum(weight for _, weight in values)
    return sum(value * weight for value, weight in values) / whole if whole else None


def _overall(graph: ServiceGraph, persona: str, gaps: Sequence[StepGap]) -> PersonaGaps:
    basis = sum((gap.basis for gap in gaps), NOTHING)
    felt = {gap.step: gap.emotion for gap in gaps if gap.emotion is not None}
    # Looking for the path is only worth its time when there are feelings along it.
    path = graph.names(graph.paths(persona).likeliest) if felt else ()
    moments = [(step, felt[step]) for step in path if step in felt]
    peak = max(moments, key=lambda moment: (abs(moment[1]), -moment[1]), default=None)
    return PersonaGaps(
        persona=persona,
        sums=_sums(gaps),
        path=path,
        mean_emotion=sum(emotion for _, emotion in moments) / len(moments) if moments else None,
        lowest=min(moments, key=lambda moment: moment[1], default=None),
        peak=peak,
        last=moments[-1] if moments else None,
        peak_end=None if peak is None else (peak[1] + moments[-1][1]) / 2,
        basis=basis,
    )


ANALYSIS = Analysis(name="gaps", compute=compute)
