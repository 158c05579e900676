"""How one persona feels along its way: a smooth line, and a face at each moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.charts.canvas import (
    LEADING,
    MARGIN,
    SMALL,
    TEXT,
    WIDTH,
    lines_of,
    scene,
    text,
)
from journeymap.drawing.shapes.curves import monotone
from journeymap.drawing.shapes.icons import face
from journeymap.drawing.shapes.primitives import (
    Element,
    Path,
    Rectangle,
    Stroke,
    Words,
)
from journeymap.layout.line_breaking import longest_word, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.charts.canvas import Caption
    from journeymap.drawing import Theme
    from journeymap.drawing.shapes.primitives import Primitive, Scene

_LEFT = 96.0
_UNIT = 22.0
_STRONG = 0.25
_NARROW = 15.0  # below it faces would lie on each other


class EmotionPoint(Struct, frozen=True):
    """A moment: at which of the places, its number, what is felt there from -2 to 2, and the words for all of it.

    `on_way` tells whether it lies on the likeliest way: only these are joined by the line. `after_gap` tells that the
    way passes steps without a feeling before it. `label` stands beside it: the lowest and the last are told.
    """

    place: int
    number: str
    value: float
    said: str
    on_way: bool = True
    after_gap: bool = False
    label: str = ""


def feelings(
    caption: Caption,
    felt: Sequence[EmotionPoint],
    places: int,
    phases: Sequence[tuple[int, int, str]],
    theme: Theme,
    *,
    ends: tuple[str, str],
) -> Scene:
    """Return the plot of one persona. `phases` are the first and last place of each, and its name.

    `ends` say what the top and the bottom of the scale mean.
    """
    step = (WIDTH - _LEFT - MARGIN) / places
    heads = [_heading(name, (last - first + 1) * step - 4) for first, last, name in phases]
    top = 8 + LEADING * max((len(lines) for lines in heads), default=0) + 12
    middle, bottom = top + 2 * _UNIT, top + 4 * _UNIT

    def x_of(place: int) -> float:
        return _LEFT + (place + 0.5) * step

    def y_of(value: float) -> float:
        return middle - min(max(value, -2.0), 2.0) * _UNIT

    ground: list[Primitive] = []
    for number, ((first, last, _), lines) in enumerate(zip(phases, heads, strict=True)):
        left, wide = _LEFT + first * step, (last - first + 1) * step
        if number % 2 == 0:
            ground.append(Rectangle(left, 2, wide, bottom + 12 - 2, theme.emotion_band))
        for place, line in enumerate(lines):
            y = 8 + LEADING * (place + 0.6)
            ground.append(text(left + wide / 2, y, line, theme, size=SMALL, colour=theme.grey, anchor="middle"))
    for value in (2, 0, -2):
        y, dash = y_of(value), () if value == 0 else (1.5, 2.5)
        ground.append(
            Path(((_LEFT, y), (WIDTH - MARGIN, y)), stroke=Stroke(theme.neutral, 1 if not value else 0.6, dash))
        )
        words = {2: ends[0], 0: "0", -2: ends[1]}[value]
        room = _LEFT - MARGIN - 8
        lines = lines_of(words, room, size=SMALL, most=2)
        for place, line in enumerate(lines):
            base = y + (place - (len(lines) - 1) / 2) * 10 + SMALL * 0.36
            ground.append(text(_LEFT - 8, base, line, theme, size=SMALL, colour=theme.grey, anchor="end"))
    on_way = [moment for moment in felt if moment.on_way]
    way = [(x_of(moment.place), y_of(moment.value)) for moment in on_way]
    course: list[Primitive] = []
    if len(way) > 1:
        for start, piece, moment in zip(way, monotone(way)[1:], on_way[1:], strict=False):
            stroke = Stroke(theme.curve, 0.9, (2.0, 4.0)) if moment.after_gap else Stroke(theme.curve, 2.0)
            course.append(Path((start, piece), stroke=stroke))
    for moment in felt:
        if moment.label:
            below = moment.value < 0
            x, y = x_of(moment.place), y_of(moment.value) + (20 if below else -13)
            half = text_width(moment.label, SMALL, bold=True) / 2
            colour = theme.hot if below else theme.ink
            middle = min(max(x, _LEFT + half), WIDTH - MARGIN - half)
            course.append(Words(middle, y, moment.label, SMALL, colour, bold=True, anchor="middle"))
    marks = [_mark(moment, x_of(moment.place), y_of(moment.value), theme, narrow=step < _NARROW) for moment in felt]
    numbers = _numbers(felt, [x_of(moment.place) for moment in felt], bottom + 24, theme)
    return scene(
        caption, bottom + 30, [Element("plot-axis", (*ground, *numbers)), Element("plot-line", tuple(course)), *marks]
    )


def _heading(name: str, room: float) -> tuple[str, ...]:
    """Return the name of a phase in two lines at most; on one, cut short, where a word is too long for its room."""
    whole = longest_word(name, SMALL) <= room
    return lines_of(name, room, size=SMALL, most=2 if whole else 1)


def _mark(emotion_point: EmotionPoint, x: float, y: float, theme: Theme, *, narrow: bool) -> Element:
    mood = 0 if abs(emotion_point.value) <= _STRONG else emotion_point.value
    colour = theme.grey if not mood else theme.pleased if mood > 0 else theme.displeased
    shapes = face(x, y, emotion_point.value, colour, theme.card)
    items: tuple[Primitive, ...] = shapes[:1] if narrow else shapes
    if not emotion_point.on_way:
        half = 4.0 if narrow else 8.0
        items = (*items, Path(((x - half, y + 8.5), (x + half, y + 8.5)), stroke=Stroke(theme.grey, 1.2, (2, 1.5))))
    return Element("plot-felt", items, title=emotion_point.said)


def _numbers(felt: Sequence[EmotionPoint], places: Sequence[float], y: float, theme: Theme) -> list[Primitive]:
    """Return the numbers of the steps below the plot, as many of them as can be read."""
    items: list[Primitive] = []
    behind = 0.0
    for item, x in zip(felt, places, strict=True):
        half = text_width(item.number, TEXT) / 2
        if x - half > behind + 3:
            items.append(text(x, y, item.number, theme, size=SMALL, anchor="middle"))
            behind = x + half
    return items
