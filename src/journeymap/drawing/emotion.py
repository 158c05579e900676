"""The row of feelings under the lanes: a smooth curve per kind of customer, and one for the staff."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from journeymap.drawing.curves import between, monotone
from journeymap.drawing.fading import faint
from journeymap.drawing.frame import MARGIN
from journeymap.drawing.icons import face
from journeymap.drawing.primitives import Element, Path, Rectangle, Stroke, Words
from journeymap.drawing.under import Band
from journeymap.drawing.wording import capital, printable
from journeymap.graph import EVERYONE
from journeymap.layout.sizes import HEADER_INSET, ROW_FONT, ROW_SUBTITLE_FONT, ROW_SUBTITLE_LEADING
from journeymap.layout.text import wrap
from journeymap.words import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from journeymap.drawing.frame import Frame
    from journeymap.drawing.primitives import Piece, Primitive
    from journeymap.drawing.walk import Walk
    from journeymap.graph import ServiceGraph
    from journeymap.layout.geometry import Geometry, Point
    from journeymap.model.step import Rating

STAFF = "staff"
HEIGHT = 84.0
_UNIT = 15.0  # points for one of the two steps between neutral and very good
_STRONG = 0.25  # from here on a feeling is shown as good or bad
_SAMPLE = 18.0
_DASHES: tuple[tuple[float, ...], ...] = ((), (6, 3), (2, 2), (9, 3, 2, 3), (4, 2), (1.5, 3))


class Feeling(NamedTuple):
    """A feeling in one column, the mean over the steps that stand there, and those steps in words."""

    x: float
    value: float
    steps: tuple[str, ...]


class Curve(NamedTuple):
    """The feelings of one kind of customer, or of the staff, from left to right; `faint` when they stand back."""

    name: str
    staff: bool
    feelings: tuple[Feeling, ...]
    faint: bool = False


def build_curves(graph: ServiceGraph, geometry: Geometry, language: str, walk: Walk | None = None) -> tuple[Curve, ...]:
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
    places = {placed.card.step: (placed.column, placed.box.x) for placed in reversed(geometry.cards)}
    curves = (
        Curve(
            shown,
            who == STAFF,
            _feelings(graph, who, places, walk.steps if walk is not None and who == walk.persona else None),
            faint=walk is not None and who != walk.persona,
        )
        for who, shown in wanted
    )
    return tuple(curve for curve in curves if curve.feelings)


def _emotion(experience: Mapping[str, Rating], who: str) -> float | None:
    rating = experience.get(who)
    return None if rating is None else rating.emotion


def _feelings(
    graph: ServiceGraph, who: str, places: Mapping[str, tuple[int, float]], walked: Collection[str] | None
) -> tuple[Feeling, ...]:
    columns: dict[int, list[tuple[float, str]]] = defaultdict(list)
    x_of: dict[int, float] = {}
    for name, step in graph.blueprint.steps.items():
        if walked is not None and name not in walked:
            continue
        emotion = _emotion(step.experience, who)
        if emotion is None and who != STAFF:
            emotion = _emotion(step.experience, EVERYONE)
        if emotion is not None and name in places:
            column, x_of[places[name][0]] = places[name]
            columns[column].append((emotion, printable(graph.label(name))))
    return tuple(
        Feeling(x_of[column], sum(value for value, _ in held) / len(held), tuple(step for _, step in held))
        for column, held in sorted(columns.items())
    )


def emotion_band(curves: tuple[Curve, ...]) -> Band:
    """Return the row of feelings as a row under the lanes."""
    return Band(row_height(curves), lambda frame, top: emotion_row(frame, curves, top))


def row_height(curves: tuple[Curve, ...]) -> float:
    """Return how high the row is: as the curves need, or the list of their names."""
    return max(HEIGHT, 40.0 + len(curves) * 2 * ROW_SUBTITLE_LEADING) if len(curves) > 1 else HEIGHT


def emotion_row(frame: Frame, curves: tuple[Curve, ...], top: float) -> Element:
    """Return the row with its curves, as far as they are seen on this sheet."""
    theme, height = frame.theme, row_height(curves)
    middle = top + height / 2
    header = frame.geometry.header
    items: list[Primitive | Element] = [
        Rectangle(MARGIN, top, frame.edge - MARGIN, height, theme.emotion_band),
        Rectangle(MARGIN, top, theme.bar, height, theme.curve),
        *_names(frame, curves, top, height),
        Path(((header, middle), (frame.edge, middle)), stroke=Stroke(theme.neutral, 1.0, (3.0, 3.0))),
        Words(header - 8, middle - 2 * _UNIT + 4, "+", 11.0, theme.grey, bold=True, anchor="middle"),
        Words(header - 8, middle + 2 * _UNIT + 4, "–", 11.0, theme.grey, bold=True, anchor="middle"),
    ]
    items += _lines(frame, curves, middle)
    items += _faces(frame, curves, middle)
    return Element("emotion", tuple(items), title=frame.say(say("Emotion")))


def _place(feeling: Feeling, middle: float) -> Point:
    return (feeling.x, middle - feeling.value * _UNIT)


def _lines(frame: Frame, curves: tuple[Curve, ...], middle: float) -> Iterator[Path]:
    """Yield the curves as far as they are seen; where one runs along an earlier one, only the earlier one."""
    drawn: set[tuple[Point, Point]] = set()
    for number, curve in enumerate(curves):
        points = [_place(feeling, middle) for feeling in curve.feelings]
        parts: list[list[Piece]] = [[]]
        for ends, piece in zip(pairwise(points), monotone(points)[1:], strict=True):
            if ends in drawn:
                parts.append([])
                continue
            drawn.add(ends)
            parts[-1] += [piece] if parts[-1] else [ends[0], piece]
        for part in parts:
            seen = between(part, frame.left, frame.right) if part else ()
            if len(seen) > 1:
                moved = tuple(tuple(n if i % 2 else frame.x(n) for i, n in enumerate(piece)) for piece in seen)
                yield Path(moved, stroke=_stroke(frame, number, curve))


def _stroke(frame: Frame, number: int, curve: Curve) -> Stroke:
    theme = faint(frame.theme) if curve.faint else frame.theme
    colour = theme.grey if curve.staff else theme.second_curve if number % 2 else theme.curve
    return Stroke(colour, 1.0 if curve.faint else 1.5 if curve.staff else 2.0, _DASHES[number % len(_DASHES)])


def _faces(frame: Frame, curves: tuple[Curve, ...], middle: float) -> Iterator[Element]:
    """Yield a face per feeling; where curves meet, the first one's. Staff have square faces, faint curves none."""
    taken: set[tuple[float, float]] = set()
    for curve in curves:
        if curve.faint:
            continue
        for feeling in curve.feelings:
            place = _place(feeling, middle)
            if not frame.shows(feeling.x) or place in taken:
                continue
            taken.add(place)
            x, y = frame.at(place)
            good = feeling.value > _STRONG
            colour = frame.theme.grey
            if good or feeling.value < -_STRONG:
                colour = frame.theme.pleased if good else frame.theme.displeased
            value = f"{feeling.value:+.3g}".replace("-", "−")
            title = f"{', '.join(feeling.steps)}: {curve.name} {value}"
            yield Element(
                "feeling", face(x, y, feeling.value, colour, frame.theme.paper, square=curve.staff), title=title
            )


def _names(frame: Frame, curves: tuple[Curve, ...], top: float, height: float) -> Iterator[Primitive]:
    """Yield the title of the row, and the name of each curve beside a piece of its line."""
    theme, x = frame.theme, MARGIN + frame.theme.bar + 7
    room = frame.geometry.header - HEADER_INSET - 8
    several = len(curves) > 1
    room -= _SAMPLE + 4 if several else 0
    texts = [wrap(capital(curve.name) if several else curve.name, ROW_SUBTITLE_FONT, room) for curve in curves]
    needed = 14 + sum(len(lines) for lines in texts) * ROW_SUBTITLE_LEADING
    y = top + (height - needed) / 2 + ROW_FONT * 0.95
    yield Words(x, y, frame.say(say("Emotion")), ROW_FONT, theme.ink, bold=True)
    y += 13
    for number, (curve, lines) in enumerate(zip(curves, texts, strict=True)):
        if several:
            line = ((x, y - 2.8), (x + _SAMPLE, y - 2.8))
            yield Path(line, stroke=_stroke(frame, number, curve))
        for text in lines:
            yield Words(x + (_SAMPLE + 4 if several else 0), y, text, ROW_SUBTITLE_FONT, theme.grey)
            y += ROW_SUBTITLE_LEADING
