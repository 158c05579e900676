"""A scene in xdot, the drawing language of Graphviz, to be set behind a graph as its `_background`.

Graphviz itself can draw neither halos, nor our dashes, icons, round corners and labels with a ground. In xdot it draws
exactly the primitives that the SVG writer draws. Lengths are points, y upwards. Texts carry their length in bytes.
"""

from __future__ import annotations

from itertools import pairwise
from math import dist
from typing import TYPE_CHECKING

from journeymap.drawing.shapes.primitives import (
    Disc,
    Element,
    Path,
    Rectangle,
    Words,
)
from journeymap.layout.line_breaking import text_width
from journeymap.svg.numbers import short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from journeymap.drawing import Theme
    from journeymap.drawing.shapes.primitives import (
        Piece,
        Primitive,
        Scene,
        Stroke,
    )
    from journeymap.layout.geometry import Point

_ROUND = 0.5523
_FLAT = 8  # straight pieces that stand for a curve where it is dashed
_ANCHORS = {"start": -1, "middle": 0, "end": 1}
_NONE = "transparent"
_CHUNK = 8000  # older Graphviz reads quoted strings of at most 16,384 bytes


def background(scene: Scene, theme: Theme, lift: float) -> str:
    """Return a scene as the value of `_background`: quoted strings, joined by plus signs.

    `lift` is the part of the font's size by which Graphviz draws text too high.
    """
    pen = _Pen(scene, theme.font, lift)
    for element in scene.elements:
        pen.draw(element)
    return " + ".join(_quoted(chunk) for chunk in _chunks(pen.operations))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


def _chunks(operations: Iterable[str]) -> Iterator[str]:
    """Yield the operations in strings that every Graphviz can read, none with a backslash at its end."""
    words: list[str] = []
    size = 0
    for operation in operations:
        for word in operation.split(" "):
            if size > _CHUNK and words and not words[-1].endswith("\\"):
                yield " ".join(words) + " "
                words, size = [], 0
            words.append(word)
            size += len(word.encode("utf-8")) + word.count('"') + 1
    yield " ".join(words) + " "


class _Pen:
    """Writes operations, and remembers the colours and widths that are in force."""

    def __init__(self, scene: Scene, font: str, lift: float) -> None:
        self.operations: list[str] = []
        self._left = scene.left
        self._bottom = scene.top + scene.height
        self._font = font
        self._lift = lift
        self._state: dict[str, str] = {}

    def draw(self, item: Primitive | Element) -> None:
        """Draw a primitive, or an element with all that is in it. Pictures are not for xdot."""
        if isinstance(item, Element):
            for inner in item.items:
                self.draw(inner)
        elif isinstance(item, Words):
            self._words(item)
        elif isinstance(item, Path):
            self._path(item)
        elif isinstance(item, Disc):
            self._paint(item.fill, item.stroke)
            x, y = self._point((item.x, item.y))
            self._write(f"{'E' if item.fill else 'e'} {x} {y} {short(item.r)} {short(item.r)}")
        elif isinstance(item, Rectangle):
            self._rectangle(item)

    def _write(self, operation: str) -> None:
        self.operations.append(operation)

    def _set(self, name: str, value: str) -> None:
        """Set a colour (`c` the pen's, `C` the ground's) or a style, if it is not in force already."""
        if self._state.get(name) != value:
            self._state[name] = value
            self._write(f"{name} {len(value)} -{value}")

    def _font_size(self, size: float) -> None:
        value = f"{short(size)} {len(self._font)} -{self._font}"
        if self._state.get("F") != value:
            self._state["F"] = value
            self._write(f"F {value}")

    def _weight(self, flags: str) -> None:
        if self._state.get("t") != flags:
            self._state["t"] = flags
            self._write(f"t {flags}")

    def _paint(self, fill: str | None, stroke: Stroke | None, opacity: float = 1.0) -> None:
        self._set("c", _colour(stroke.colour, stroke.opacity) if stroke else _NONE)
        if fill:
            self._set("C", _colour(fill, opacity))
        if stroke:
            self._set("S", f"setlinewidth({short(stroke.width)})")

    def _point(self, point: Point) -> tuple[str, str]:
        return short(point[0] - self._left), short(self._bottom - point[1])

    def _points(self, points: Sequence[Point]) -> str:
        return f"{len(points)} " + " ".join(f"{x} {y}" for x, y in map(self._point, points))

    def _words(self, item: Words) -> None:
        self._font_size(item.size)
        self._weight("1" if item.bold else "0")
        self._set("c", item.colour)
        x, y = self._point((item.x, item.y + self._lift * item.size))
        width = short(text_width(item.text, item.size, bold=item.bold))
        text, padding = _text(item.text)
        size = len(text.encode("utf-8"))
        self._write(f"T {x} {y} {_ANCHORS[item.anchor]} {width} {size} -{text}{padding}")

    def _rectangle(self, item: Rectangle) -> None:
        dashed = item.stroke is not None and bool(item.stroke.dash)
        self._paint(item.fill, None if dashed else item.stroke, item.opacity)
        left, top, right, bottom = item.x, item.y, item.x + item.w, item.y + item.h
        corners: tuple[Piece, ...] = ((left, top), (right, top), (right, bottom), (left, bottom))
        if item.radius:
            corners = _round_corners(left, top, right, bottom, item.radius)
        if item.fill or not dashed:
            if item.radius:
                self._write(f"{'b' if item.fill else 'B'} {self._points(_bezier(corners))}")
            else:
                self._write(f"{'P' if item.fill else 'p'} {self._points([(piece[0], piece[1]) for piece in corners])}")
        if dashed:
            self._path(Path((*corners, (corners[0][-2], corners[0][-1])), stroke=item.stroke))

    def _path(self, item: Path) -> None:
        curved = any(len(piece) == 6 for piece in item.pieces)
        if item.stroke and item.stroke.dash and not item.fill:
            self._paint(None, item.stroke)
            for dash in _dashes(item.pieces, item.stroke.dash):
                self._write(f"L {self._points(dash)}")
            return
        self._paint(item.fill, item.stroke)
        if curved:
            self._write(f"{'b' if item.fill else 'B'} {self._points(_bezier(item.pieces))}")
            return
        corners = [(piece[0], piece[1]) for piece in item.pieces]
        kind = ("P" if item.fill else "p") if item.closed else "L"
        self._write(f"{kind} {self._points(corners)}")


def _colour(colour: str, opacity: float) -> str:
    return colour if opacity == 1 else f"{colour}{round(opacity * 255):02X}"


def _text(text: str) -> tuple[str, str]:
    """Return a text as every Graphviz reads it, and the spaces that must follow it.

    Newer versions count a backslash and the character after it as one, older ones as two: for the newer ones a space
    follows for each such pair, which the older ones skip. A quotation mark cannot follow a backslash in a DOT string;
    a joiner of no width comes between.
    """
    text = text.replace('\\"', '\\\u2060"')
    pairs, position = 0, 0
    while (position := text.find("\\", position)) >= 0:
        pairs += 1
        position += 2
    return text, " " * pairs


def _bezier(pieces: Sequence[Piece]) -> list[Point]:
    """Return a path as the points of one Bezier curve, its straight pieces as curves with points at the thirds."""
    points: list[Point] = [(pieces[0][0], pieces[0][1])]
    for piece in pieces[1:]:
        (x0, y0), (x, y) = points[-1], (piece[-2], piece[-1])
        if len(piece) == 6:
            points += [(piece[0], piece[1]), (piece[2], piece[3]), (x, y)]
        else:
            points += [(x0 + (x - x0) / 3, y0 + (y - y0) / 3), (x0 + (x - x0) * 2 / 3, y0 + (y - y0) * 2 / 3), (x, y)]
    return points


def _round_corners(left: float, top: float, right: float, bottom: float, radius: float) -> tuple[Piece, ...]:
    """Return the outline of a rectangle with quarter circles at its corners."""
    r = min(radius, (right - left) / 2, (bottom - top) / 2)
    k = r * (1 - _ROUND)
    return (
        (left + r, top),
        (right - r, top),
        (right - k, top, right, top + k, right, top + r),
        (right, bottom - r),
        (right, bottom - k, right - k, bottom, right - r, bottom),
        (left + r, bottom),
        (left + k, bottom, left, bottom - k, left, bottom - r),
        (left, top + r),
        (left, top + k, left + k, top, left + r, top),
    )


def _dashes(pieces: Sequence[Piece], pattern: Sequence[float]) -> Iterator[list[Point]]:
    """Yield the dashes of a path: Graphviz has its own lengths of dashes only."""
    number, left = 0, pattern[0]
    dash: list[Point] = [(pieces[0][0], pieces[0][1])]
    for start, end in pairwise(_flattened(pieces)):
        position, length = 0.0, dist(start, end)
        while length - position > left:
            position += left
            part = position / length
            point = (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)
            if number % 2 == 0:
                yield [*dash, point]
            number += 1
            left = pattern[number % len(pattern)]
            dash = [point]
        left -= length - position
        if number % 2 == 0 and end != dash[-1]:
            dash.append(end)
    if number % 2 == 0 and len(dash) > 1:
        yield dash


def _flattened(pieces: Sequence[Piece]) -> list[Point]:
    """Return a path in straight pieces."""
    points: list[Point] = [(pieces[0][0], pieces[0][1])]
    for piece in pieces[1:]:
        if len(piece) == 2:
            points.append((piece[0], piece[1]))
            continue
        (x0, y0), (x1, y1, x2, y2, x3, y3) = points[-1], piece
        for step in range(1, _FLAT + 1):
            t = step / _FLAT
            a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3
            points.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
    return points
