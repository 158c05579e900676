"""The row of feelings under the lanes: a smooth curve per kind of customer, and one for the staff."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from journeymap.drawing.bands.band import Band
from journeymap.drawing.bands.curve import (
    Curve,
    Moment,
    averaged,
    courses,
    merged,
    names,
    names_height,
    places_of,
)
from journeymap.drawing.paper.frame import MARGIN
from journeymap.drawing.shapes.icons import face
from journeymap.drawing.shapes.primitives import (
    Element,
    Path,
    Rectangle,
    Stroke,
    Words,
)
from journeymap.graph import EVERYONE
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.text import printable, typeset

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.drawing.paper.frame import Frame
    from journeymap.drawing.shapes.primitives import Primitive
    from journeymap.graph import ServiceGraph
    from journeymap.graph.persona_scope import PersonaScope
    from journeymap.layout.geometry import Geometry
    from journeymap.model.step import Rating

STAFF = "staff"
HEIGHT = 84.0
_UNIT = 15.0  # points for one of the two steps between neutral and very good
_FACE = 14.0  # how wide a face is, with a little air
_STRONG = 0.25  # from here on a feeling is shown as good or bad


def build_curves(
    graph: ServiceGraph, geometry: Geometry, language: str, walk: PersonaScope | None = None
) -> tuple[Curve, ...]:
    """Return the curves that a blueprint has: of everyone, of each persona who feels differently, and of the staff.

    A persona's curve takes the feeling of everyone at the steps where the persona has none of its own. The curve of
    everyone is left out when every persona has one. With the way of one persona, that one's curve comes first, along
    its way only, and all others stand back.
    """
    blueprint = graph.blueprint
    own = [
        name
        for name in blueprint.personas
        if any(_emotion(step.experience, name) is not None for step in blueprint.steps.values())
    ]
    wanted = [(name, printable(blueprint.personas[name].name or name)) for name in own]
    if not own or len(own) < len(blueprint.personas):
        role = printable(blueprint.customer.role or "")
        everyone = say("everyone") if own else say("all customers")
        wanted.insert(0, (EVERYONE, role if role and not own else everyone.text(language)))
    wanted.append((STAFF, say("staff").text(language)))
    if walk is not None:
        chosen = (walk.persona, printable(blueprint.personas[walk.persona].name or walk.persona))
        wanted = [chosen, *(other for other in wanted if other != chosen)]
    places = places_of(geometry)
    curves = (
        Curve(
            shown,
            who == STAFF,
            averaged(
                graph,
                places,
                partial(_felt, graph, who),
                walk.steps if walk is not None and who == walk.persona else None,
            ),
            faint=walk is not None and who != walk.persona,
        )
        for who, shown in wanted
    )
    return merged(curves)


def _felt(graph: ServiceGraph, who: str, step: str) -> float | None:
    """Return what somebody feels at a step; customers what everyone feels where they have no feeling of their own."""
    experience = graph.step(step).experience
    emotion = _emotion(experience, who)
    return _emotion(experience, EVERYONE) if emotion is None and who != STAFF else emotion


def _emotion(experience: Mapping[str, Rating], who: str) -> float | None:
    rating = experience.get(who)
    return None if rating is None else rating.emotion


def emotion_band(curves: tuple[Curve, ...]) -> Band:
    """Return the row of feelings as a row under the lanes."""
    return Band(row_height(curves), lambda frame, top: emotion_row(frame, curves, top))


def row_height(curves: tuple[Curve, ...]) -> float:
    """Return how high the row is: as the curves need, or the list of their names."""
    return names_height(curves, HEIGHT)


def emotion_row(frame: Frame, curves: tuple[Curve, ...], top: float) -> Element:
    """Return the row with its curves, as far as they are seen on this sheet."""
    theme, height = frame.theme, row_height(curves)
    middle = top + height / 2
    header = frame.geometry.header
    title = frame.say(say("Emotion"))
    items: list[Primitive | Element] = [
        Rectangle(MARGIN, top, frame.edge - MARGIN, height, theme.emotion_band),
        Rectangle(MARGIN, top, theme.bar, height, theme.curve),
        *names(frame, curves, title, top, height),
        Path(((header, middle), (frame.edge, middle)), stroke=Stroke(theme.neutral, 1.0, (3.0, 3.0))),
        Words(header - 8, middle - 2 * _UNIT + 4, "+", 11.0, theme.grey, bold=True, anchor="middle"),
        Words(header - 8, middle + 2 * _UNIT + 4, "–", 11.0, theme.grey, bold=True, anchor="middle"),
        *courses(frame, curves, lambda value: middle - value * _UNIT),
        *_faces(frame, curves, middle),
    ]
    return Element("emotion", tuple(items), title=title)


def _faces(frame: Frame, curves: tuple[Curve, ...], middle: float) -> Iterator[Element]:
    """Yield a face per feeling; where curves meet, the first one's. Staff have square faces, faint curves none."""
    for curve, feeling, place, y in _apart(curves, middle):
        if not frame.shows(feeling.x):
            continue
        x = frame.x(place)
        good = feeling.value > _STRONG
        colour = frame.theme.grey
        if good or feeling.value < -_STRONG:
            colour = frame.theme.pleased if good else frame.theme.displeased
        value = typeset(Amount(feeling.value, "emotion").text(frame.language))
        title = f"{', '.join(feeling.steps)}: {curve.name} {value}"
        yield Element("feeling", face(x, y, feeling.value, colour, frame.theme.paper, square=curve.staff), title=title)


def _apart(curves: tuple[Curve, ...], middle: float) -> list[tuple[Curve, Moment, float, float]]:
    """Return the feelings with the places of their faces: side by side where they would lie upon each other."""
    columns: dict[float, dict[float, tuple[Curve, Moment]]] = {}
    for curve in curves:
        for feeling in () if curve.faint else curve.moments:
            columns.setdefault(feeling.x, {}).setdefault(middle - feeling.value * _UNIT, (curve, feeling))
    places: dict[tuple[float, float], float] = {}
    for x, column in columns.items():
        heights = sorted(column)
        groups = [[heights[0]]]
        for before, y in pairwise(heights):
            groups.append([y]) if y - before >= _FACE else groups[-1].append(y)
        for group in groups:
            for number, y in enumerate(y for y in column if y in group):
                places[x, y] = x + (number - (len(group) - 1) / 2) * _FACE
    marks = [(*felt, places[x, y], y) for x, column in columns.items() for y, felt in column.items()]
    return sorted(marks, key=lambda mark: curves.index(mark[0]))
