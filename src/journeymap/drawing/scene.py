"""From a geometry to scenes: everything that is drawn, once, for every writer of drawings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.drawing import arrow_shapes, plate
from journeymap.drawing.card_shapes import card
from journeymap.drawing.emotion import build_curves, emotion_row, row_height
from journeymap.drawing.frame import MARGIN, Frame, lowered
from journeymap.drawing.legend import LINE_HEIGHT, entries, legend, set_lines
from journeymap.drawing.primitives import Element, Rectangle, Scene
from journeymap.drawing.wording import printable
from journeymap.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.drawing.emotion import Curve
    from journeymap.drawing.legend import Entry
    from journeymap.drawing.theme import Theme
    from journeymap.graph import ServiceGraph
    from journeymap.layout.geometry import Geometry, PlacedCard

LEAST_WIDTH = 420.0
_EMOTION_GAP = 10.0
_LEGEND_GAP = 8.0
_UNTITLED = say("Service blueprint")


@dataclass(frozen=True, slots=True)
class Sizing:
    """Widths and heights of a sheet around the geometry that stands on it."""

    edge: float
    width: float
    emotion_top: float
    legend_top: float
    height: float


def build_scene(graph: ServiceGraph, geometry: Geometry, theme: Theme, language: str) -> Scene:
    """Return the drawing of a blueprint on one sheet of whatever size it needs."""
    frame = _whole(geometry, theme, language)
    return _scene(graph, frame)


def with_room_above(geometry: Geometry, theme: Theme) -> Geometry:
    """Return a geometry moved down as far as a long subtitle and long titles of phases need it."""
    frame = _whole(geometry, theme, "en")
    extra = plate.heading_of(frame).extra + (max(plate.most_phase_lines(frame), 1) - 1) * plate.PHASE_LEADING
    return lowered(geometry, extra)


def _whole(geometry: Geometry, theme: Theme, language: str) -> Frame:
    """Return the frame that shows all columns on one sheet."""
    width = max(geometry.width, LEAST_WIDTH)
    edge = width - MARGIN
    return Frame(geometry, theme, language, geometry.header, max(edge, geometry.width), edge, width)


def _scene(graph: ServiceGraph, frame: Frame) -> Scene:
    geometry = frame.geometry
    curves = build_curves(graph, geometry, frame.language)
    found = set_lines(entries(geometry, frame.language), frame.edge - MARGIN, frame.theme)
    sizing = _sizing(frame, curves, found)
    elements = (
        Element("paper", (Rectangle(0, 0, sizing.width, sizing.height, frame.theme.paper),)),
        plate.heading(frame),
        *plate.phases(frame),
        *plate.rows(frame),
        *plate.lines(frame),
        *_arrows(frame),
        *_labels(frame),
        *_steps(graph, frame),
        *([emotion_row(frame, curves, sizing.emotion_top)] if curves else []),
        *([legend(frame, found, sizing.legend_top)] if found else []),
    )
    return Scene(
        sizing.width,
        sizing.height,
        geometry.title or _UNTITLED.text(frame.language),
        describe(graph, geometry, frame.language),
        frame.language,
        elements,
    )


def _sizing(frame: Frame, curves: tuple[Curve, ...], found: Sequence[Sequence[Entry]]) -> Sizing:
    y = frame.geometry.height - MARGIN
    emotion_top = y + _EMOTION_GAP
    if curves:
        y = emotion_top + row_height(curves)
    legend_top = y + _LEGEND_GAP
    if found:
        y = legend_top + len(found) * LINE_HEIGHT
    return Sizing(frame.edge, frame.width, emotion_top, legend_top, y + MARGIN)


def _arrows(frame: Frame) -> Iterator[Element]:
    geometry = frame.geometry
    texts = {placed.card.id: placed.card.text for placed in geometry.cards}
    for number in arrow_shapes.drawing_order(geometry.arrows):
        placed = geometry.arrows[number]
        source, target, text = placed.arrow.source, placed.arrow.target, placed.arrow.text
        title = f"{texts[source]} → {texts[target]}" + (f": {text}" if text else "")
        drawn = arrow_shapes.arrow(frame, placed, f"{source}→{target}", title, (1, 1))
        if drawn is not None:
            yield drawn


def _labels(frame: Frame) -> Iterator[Element]:
    for placed in frame.geometry.arrows:
        if placed.label is not None and frame.shows(placed.label.box.x):
            yield arrow_shapes.label(frame, placed.label)


def _steps(graph: ServiceGraph, frame: Frame) -> Iterator[Element]:
    """Yield the steps in reading order: phase by phase, from the upper row to the lower; each with all its cards."""
    geometry = frame.geometry
    rows = {placed.row.id: placed.row for placed in geometry.rows}
    order = {name: number for number, name in enumerate(rows)}
    phases = {placed.phase.id: number for number, placed in enumerate(geometry.phases)}
    steps: dict[str, list[PlacedCard]] = {}
    for placed in geometry.cards:
        if frame.shows(placed.box.x):
            steps.setdefault(placed.card.step, []).append(placed)

    def place(cards: list[PlacedCard]) -> tuple[int, int, int]:
        first = cards[0]
        return (phases[first.card.phase], order[first.card.row], first.column)

    for cards in steps.values():
        cards.sort(key=lambda placed: (order[placed.card.row], placed.box.y))
    for name in sorted(steps, key=lambda name: place(steps[name])):
        drawn = tuple(card(frame, placed, rows[placed.card.row]) for placed in steps[name])
        yield Element("step", drawn, name, printable(graph.label(name)))


def describe(graph: ServiceGraph, geometry: Geometry, language: str) -> str:
    """Return what a drawing holds, for those who cannot see it."""
    marks = [badge.badge.kind for placed in geometry.cards for badge in placed.badges]
    rows = [placed.row.title for placed in geometry.rows]
    phases = [placed.phase.title for placed in geometry.phases if placed.phase.title]
    parts = [say("Service blueprint; time runs from left to right.")]
    if phases:
        parts.append(say("Phases: {phases}.", phases=phases))
    if rows:
        parts.append(say("Rows: {rows}.", rows=rows))
    parts.append(
        say(
            "Steps: {steps}; arrows: {arrows}; pains: {pains}; waits: {waits}; dead ends: {dead_ends}.",
            steps=len(graph.blueprint.steps),
            arrows=len(geometry.arrows),
            pains=marks.count("pain"),
            waits=marks.count("wait"),
            dead_ends=marks.count("dead-end"),
        )
    )
    return " ".join(part.text(language) for part in parts)
