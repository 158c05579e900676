"""What hurts: the pains that the file states, and those that follow from its ratings, the worst first.

A pain is stated by the designer, or derived: a step that a persona rates in the lowest part of the scale, that comes
much lower than the step before it, or that feels bad. Stated pains are no findings: whoever wrote them knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from msgspec import Struct

from journeymap.analysis import Analysis
from journeymap.graph.falls import falls_of, lived_on_the_way
from journeymap.graph.units import EMOTION, GRADE_TO_5, POINTS, SHARE

if TYPE_CHECKING:
    from journeymap.graph import ServiceGraph
    from journeymap.model.step import Note

PainKind: TypeAlias = Literal["stated", "rating", "fall", "emotion"]
LOW, FALL, BAD = 0.4, 0.3, -1.0
"""The part of the scale up to which a rating hurts, by which a step may be worse, and the emotion that hurts."""
USUAL = 3
"""The severity of a stated pain that says none, on its scale from 1 to 5."""
_WORST, _LOWEST = 5, -2.0
_ROUNDING = 1e-9


class Pain(Struct, frozen=True):
    """One pain at a step, or of the whole service where `step` is None.

    `text` is that of a stated one. `severity` is stated, from 1 to 5; `points` is the rating or the depth of the fall,
    `emotion` the emotion, of whom it is worst for. `personas` are those it is derived for, empty for all. `answered`
    tells that the step has an idea, a reason or an accepted choice for it. `reach` is the part of the customers who
    come there; `weight`, from 0 to 1, is how bad it is times that.
    """

    step: str | None
    kind: PainKind
    text: str | None
    severity: Annotated[int | None, GRADE_TO_5]
    points: Annotated[float | None, POINTS]
    emotion: Annotated[float | None, EMOTION]
    personas: tuple[str, ...]
    answered: bool
    reach: Annotated[float, SHARE]
    weight: Annotated[float, SHARE]


class Pains(Struct, frozen=True):
    """All pains, the one with the most weight first."""

    pains: tuple[Pain, ...]

    @property
    def stated(self) -> tuple[Pain, ...]:
        """The pains that the file states."""
        return tuple(pain for pain in self.pains if pain.kind == "stated")

    @property
    def open(self) -> tuple[Pain, ...]:
        """The stated pains to which nothing answers: no idea, no reason, no accepted choice."""
        return tuple(pain for pain in self.stated if not pain.answered)


def compute(graph: ServiceGraph) -> Pains:
    """Return all pains of a blueprint."""
    blueprint = graph.blueprint
    pains = [_stated(graph, None, note, answered=bool(blueprint.ideas)) for note in blueprint.pains]
    for number in graph.stated.at("pains"):
        name, step = graph.name(number), graph.step(number)
        answered = bool(step.ideas or step.because is not None or "pain-point" in step.accept)
        pains += [_stated(graph, name, note, answered=answered) for note in step.pains]
    pains += _derived(graph)
    return Pains(tuple(sorted(pains, key=lambda pain: -pain.weight)))


def _reach(graph: ServiceGraph, step: str | None, personas: tuple[str, ...] = ()) -> float:
    """Return the part of all customers who come to a step, of some personas or of all."""
    number = None if step is None else graph.topology.index[step]
    return sum(
        part * (1.0 if number is None else min(1.0, graph.chain(name).passes[number]))
        for name, part in graph.personas.items()
        if not personas or name in personas
    )


def _stated(graph: ServiceGraph, step: str | None, note: Note, *, answered: bool) -> Pain:
    reach = _reach(graph, step)
    weight = reach * (note.severity or USUAL) / _WORST
    return Pain(step, "stated", note.text, note.severity, None, None, (), answered, reach, weight)


def _derived(graph: ServiceGraph) -> list[Pain]:
    """Return the pains that follow from ratings, those of several personas at one step as one."""
    scale = graph.blueprint.scale
    depths: dict[tuple[str, PainKind], dict[str, tuple[float, float]]] = {}
    for persona in graph.personas:
        for number, lived in lived_on_the_way(graph, persona).items():
            name = graph.name(number)
            if lived.perceived is not None and lived.perceived <= scale.low + LOW * scale.width + _ROUNDING:
                depth = (scale.high - lived.perceived) / scale.width
                depths.setdefault((name, "rating"), {})[persona] = lived.perceived, depth
            if lived.emotion is not None and lived.emotion <= BAD:
                depths.setdefault((name, "emotion"), {})[persona] = lived.emotion, lived.emotion / _LOWEST
        for fall in falls_of(graph, persona):
            if fall.depth >= FALL * scale.width - _ROUNDING:
                depths.setdefault((fall.step, "fall"), {})[persona] = fall.depth, fall.depth / scale.width
    pains = []
    for (name, kind), by_persona in depths.items():
        value, depth = max(by_persona.values(), key=lambda pair: pair[1])
        personas = () if len(by_persona) == len(graph.personas) else tuple(by_persona)
        reach = _reach(graph, name, personas)
        points, emotion = (None, value) if kind == "emotion" else (value, None)
        pains.append(Pain(name, kind, None, None, points, emotion, personas, False, reach, reach * depth))
    return pains


ANALYSIS = Analysis(name="pains", compute=compute)
