"""What was felt in an earlier version, beside what is felt now: a thin line, and the gap between both shaded.

Where it is better now the shade is wide and dotted, where it is worse narrow and whole, and both are told in words: so
the gap can be read without colour. The gap is that of the customers for whom most became otherwise.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from journeymap.drawing.bands.way_drawing import Label, set_label
from journeymap.drawing.bands.ways import ways_of
from journeymap.drawing.shapes.curves import height_at, monotone
from journeymap.drawing.shapes.primitives import Disc, Path, Stroke
from journeymap.graph import EVERYONE
from journeymap.graph.persona_scope import scope_of
from journeymap.i18n.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from journeymap.drawing.bands.way_drawing import Area
    from journeymap.drawing.bands.ways import Moment, ValueOf, WayLine, Ways
    from journeymap.drawing.earlier import Before
    from journeymap.drawing.paper.frame import Frame
    from journeymap.drawing.shapes.primitives import Primitive
    from journeymap.graph import ServiceGraph
    from journeymap.layout.geometry import Point

_LINE, _DOT = 1.1, 1.8
_PITCH = 3.5  # of the shade where it is worse; where it is better there is half of it
_SHADE, _DOTTED = 0.8, (1.0, 2.5)
_LEAST = 3.0  # a gap that is lower, in points, is not told in words
_SAMPLES = 200


class Gap(NamedTuple):
    """What some customers felt before, and what they feel now, each as a line; `name` is who they are."""

    before: WayLine
    now: WayLine
    name: str


def felt_in(graph: ServiceGraph) -> ValueOf:
    """Return what a persona feels at a step, by its number."""

    def felt(persona: str, number: int) -> float | None:
        lived = graph.ratings.of(number, persona)
        return None if lived is None else lived.emotion

    return felt


def gap_since(before: Before, ways: Ways, places: Mapping[str, float], language: str) -> Gap | None:
    """Return the widest gap between a line and what it was before; None where none became otherwise."""
    version = before.version
    graph = version.journey.graph
    former_places = {
        step: places[version.drawn(step)] for step in graph.blueprint.steps if version.drawn(step) in places
    }
    scope = None if before.persona is None else scope_of(graph, before.persona)
    former = ways_of(graph, former_places, language, felt_in(graph), scope)
    if former is None:
        return None
    line_of = {persona: line for line in former.lines for persona in line.personas}
    gaps = []
    for line in ways.lines:
        for persona in line.personas:
            then = line_of.get(version.former_personas.get(persona, EVERYONE if persona == EVERYONE else ""))
            if then is not None and _course(then.moments) != _course(line.moments):
                gaps.append(Gap(then, line, line.name if len(ways.lines) > 1 else ""))
    return max(gaps, key=_width, default=None)


def _course(moments: Sequence[Moment]) -> list[Point]:
    return [(moment.x, moment.value) for moment in moments]


def _parts(line: WayLine) -> list[list[Point]]:
    return [_course(moments) for moments, _ in line.parts()]


def _spans(gap: Gap) -> Iterator[tuple[list[Point], list[Point], float, float]]:
    """Yield the pieces of both lines that run over the same columns, and from where to where they do."""
    for then in _parts(gap.before):
        for now in _parts(gap.now):
            left, right = max(then[0][0], now[0][0]), min(then[-1][0], now[-1][0])
            if left < right:
                yield then, now, left, right


def _width(gap: Gap) -> float:
    """Return how far apart both lines are over all columns that they share."""
    whole = 0.0
    for then, now, left, right in _spans(gap):
        step = (right - left) / _SAMPLES
        xs = (left + step * (number + 0.5) for number in range(_SAMPLES))
        whole += sum(abs(height_at(then, x) - height_at(now, x)) * step for x in xs)
    return whole


def shaded(frame: Frame, gap: Gap, height_of: Callable[[float], float]) -> Iterator[Primitive]:
    """Yield the shade between both lines, and the earlier line as far as it is seen."""
    theme = frame.theme
    for then, now, left, right in _spans(gap):
        number = 0
        x = left
        while x < right:
            value, was = height_at(now, x), height_at(then, x)
            worse = value < was
            if frame.shows(x) and value != was and (worse or number % 2 == 0):
                colour = theme.displeased if worse else theme.pleased
                stroke = Stroke(colour, _SHADE, () if worse else _DOTTED)
                yield Path(((frame.x(x), height_of(was)), (frame.x(x), height_of(value))), stroke=stroke)
            number += 1
            x = left + number * _PITCH
    for part in _parts(gap.before):
        points = [(x, height_of(value)) for x, value in part]
        for (begin, end), piece in zip(pairwise(points), monotone(points)[1:], strict=True):
            if frame.shows(begin[0]) and frame.shows(end[0]):
                moved = tuple(n if i % 2 else frame.x(n) for i, n in enumerate(piece))
                yield Path((frame.at(begin), moved), stroke=Stroke(theme.grey, _LINE))
        for point in points:
            if frame.shows(point[0]):
                yield Disc(*frame.at(point), _DOT, theme.grey)


def told(
    frame: Frame, gap: Gap, height_of: Callable[[float], float], taken: list[Area], limits: Area
) -> Iterator[Primitive]:
    """Yield the words at the earlier line, and at the widest place where it is better, and where it is worse."""
    theme = frame.theme
    last = gap.before.last
    if frame.shows(last.x):
        text = frame.say(say("before"))
        words = set_label(Label(frame.x(last.x) + 4, height_of(last.value) + 3, text, theme.grey), taken, limits)
        yield from () if words is None else (words,)
    widest: dict[bool, tuple[float, float, float]] = {}
    for then, now, left, right in _spans(gap):
        for number in range(_SAMPLES + 1):
            x = left + (right - left) * number / _SAMPLES
            value, was = height_at(now, x), height_at(then, x)
            far = abs(height_of(value) - height_of(was))
            if frame.shows(x) and far > max(_LEAST, widest.get(value > was, (0.0,))[0]):
                widest[value > was] = (far, x, (height_of(value) + height_of(was)) / 2)
    for better, (_, x, y) in widest.items():
        text = frame.say(say("better") if better else say("worse"))
        colour = theme.pleased if better else theme.displeased
        label = Label(frame.x(x) + 4, y + 3, f"{text} {gap.name}".strip(), colour)
        words = set_label(label, taken, limits)
        yield from () if words is None else (words,)
