"""What rows of curves have in common: values averaged per column, a smooth line through them, and their names."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from journeymap.drawing.paper.frame import MARGIN
from journeymap.drawing.shapes.curves import between, monotone
from journeymap.drawing.shapes.primitives import Path, Stroke, Words
from journeymap.drawing.theme.dimming import faint
from journeymap.i18n.text import capital, printable
from journeymap.layout.line_breaking import wrap
from journeymap.layout.sizes import HEADER_INSET, ROW_FONT, ROW_SUBTITLE_FONT, ROW_SUBTITLE_LEADING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from journeymap.drawing.paper.frame import Frame
    from journeymap.drawing.shapes.primitives import Piece, Primitive
    from journeymap.graph import ServiceGraph
    from journeymap.layout.geometry import Geometry, Point

_SAMPLE = 18.0
_DASHES: tuple[tuple[float, ...], ...] = ((), (6, 3), (2, 2), (9, 3, 2, 3), (4, 2), (1.5, 3))


class Moment(NamedTuple):
    """A value in one column, the mean over the steps that stand there, and those steps in words."""

    x: float
    value: float
    steps: tuple[str, ...]


class Curve(NamedTuple):
    """The values of one kind of customer, or of the staff, from left to right; `faint` when they stand back."""

    name: str
    staff: bool
    moments: tuple[Moment, ...]
    faint: bool = False


def places_of(geometry: Geometry) -> dict[str, tuple[int, float]]:
    """Return the column of each step, and where its middle lies."""
    return {placed.card.step: (placed.column, placed.box.x) for placed in reversed(geometry.cards)}


def averaged(
    graph: ServiceGraph,
    places: Mapping[str, tuple[int, float]],
    value_of: Callable[[str], float | None],
    walked: Collection[str] | None = None,
) -> tuple[Moment, ...]:
    """Return the values of the steps that have one, from left to right; of certain steps only, where some are given."""
    columns: dict[int, list[tuple[float, str]]] = defaultdict(list)
    x_of: dict[int, float] = {}
    for name in graph.blueprint.steps:
        if name not in places or (walked is not None and name not in walked):
            continue
        value = value_of(name)
        if value is not None:
            column, x_of[places[name][0]] = places[name]
            columns[column].append((value, printable(graph.label(name))))
    return tuple(
        Moment(x_of[column], sum(value for value, _ in values) / len(values), tuple(step for _, step in values))
        for column, values in sorted(columns.items())
    )


def merged(curves: Iterable[Curve]) -> tuple[Curve, ...]:
    """Return the curves that have anything in them; those that are the same all along as one, under all their names."""
    by_course: dict[tuple[object, ...], Curve] = {}
    for curve in curves:
        if curve.moments:
            course = tuple((moment.x, moment.value) for moment in curve.moments)
            same = by_course.get((course, curve.staff, curve.faint))
            whole = curve if same is None else same._replace(name=f"{same.name}; {curve.name}")
            by_course[course, curve.staff, curve.faint] = whole
    return tuple(by_course.values())


def courses(frame: Frame, curves: Sequence[Curve], height_of: Callable[[float], float]) -> Iterator[Path]:
    """Yield the curves as far as they are seen; where one runs along an earlier one, only the earlier one.

    `height_of` tells at which y a value lies.
    """
    drawn: set[tuple[Point, Point]] = set()
    for number, curve in enumerate(curves):
        points = [(moment.x, height_of(moment.value)) for moment in curve.moments]
        parts: list[list[Piece]] = [[]]
        for ends, piece in zip(pairwise(points), monotone(points)[1:], strict=True):
            if ends in drawn:
                parts.append([])
                continue
            drawn.add(ends)
            parts[-1] += [piece] if parts[-1] else [ends[0], piece]
        for part in parts:
            seen = between(part, frame.left - frame.before, frame.right + frame.after) if part else ()
            if len(seen) > 1:
                moved = tuple(tuple(n if i % 2 else frame.x(n) for i, n in enumerate(piece)) for piece in seen)
                yield Path(moved, stroke=stroke_of(frame, number, curve))


def stroke_of(frame: Frame, number: int, curve: Curve) -> Stroke:
    """Return how the line of a curve is drawn, by its number among the curves of its row."""
    theme = faint(frame.theme) if curve.faint else frame.theme
    colour = theme.grey if curve.staff else theme.second_curve if number % 2 else theme.curve
    return Stroke(colour, 1.0 if curve.faint else 1.5 if curve.staff else 2.0, _DASHES[number % len(_DASHES)])


def names_height(curves: Sequence[Curve], least: float) -> float:
    """Return how high a row of curves is: as its curves need, or the list of their names."""
    return max(least, 40.0 + len(curves) * 2 * ROW_SUBTITLE_LEADING) if len(curves) > 1 else least


def names(
    frame: Frame, curves: Sequence[Curve], title: str, top: float, height: float, *, beside: float = 8.0
) -> Iterator[Primitive]:
    """Yield the title of a row of curves, and the name of each beside a piece of its line.

    `beside` is the width that is left free for the scale at the right of the names.
    """
    theme, x = frame.theme, MARGIN + frame.theme.bar + 7
    room = frame.geometry.header - HEADER_INSET - beside
    several = len(curves) > 1
    room -= _SAMPLE + 4 if several else 0
    texts = [wrap(capital(curve.name) if several else curve.name, ROW_SUBTITLE_FONT, room) for curve in curves]
    needed = 14 + sum(len(lines) for lines in texts) * ROW_SUBTITLE_LEADING
    y = top + (height - needed) / 2 + ROW_FONT * 0.95
    yield Words(x, y, title, ROW_FONT, theme.ink, bold=True)
    y += 13
    for number, (curve, lines) in enumerate(zip(curves, texts, strict=True)):
        if several:
            line = ((x, y - 2.8), (x + _SAMPLE, y - 2.8))
            yield Path(line, stroke=stroke_of(frame, number, curve))
        for text in lines:
            yield Words(x + (_SAMPLE + 4 if several else 0), y, text, ROW_SUBTITLE_FONT, theme.grey)
            y += ROW_SUBTITLE_LEADING
