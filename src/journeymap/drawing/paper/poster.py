"""A poster in tiles: one large sheet on many small ones, to be cut along the marks and glued over each other."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from journeymap.drawing.shapes.primitives import (
    Bookmark,
    Disc,
    Element,
    Path,
    Picture,
    Rectangle,
    Stroke,
    Words,
)
from journeymap.i18n.messages import say
from journeymap.layout.line_breaking import text_width
from journeymap.layout.pages import PAPERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.drawing.shapes.primitives import Primitive, Scene
    from journeymap.layout.pages import Paper

OVERLAP = 20.0  # points on paper that two neighbouring sheets share: 7 mm to glue
_MARK = 12.0
_LABEL = 8.4
_LARGEST_SCALE = 6.0
_LITTLE_SMALLER = 0.95
_WHITE, _BLACK = "#FFFFFF", "#000000"

Bounds = tuple[float, float, float, float]
"""Left, top, right and bottom."""


class Tiling(Struct, frozen=True):
    """How a sheet is spread over smaller ones: its scale, the small paper, and how many of it stand in a grid.

    `width` and `height` are what a tile shows of the sheet, in the coordinates of the sheet, its overlaps included.
    """

    scale: float
    paper: Paper
    columns: int
    rows: int
    width: float
    height: float

    @property
    def count(self) -> int:
        """How many sheets of paper the poster needs."""
        return self.columns * self.rows


def tiling_of(scene: Scene, poster: Paper, paper: Paper) -> Tiling:
    """Return how a sheet is set on a poster, and that spread over a paper, lying or upright: whichever needs fewer.

    It is made a little smaller where that saves a row or a column of sheets with hardly anything on them.
    """
    scale = min(poster.width / scene.width, poster.height / scene.height, _LARGEST_SCALE)
    upright = replace(paper, width=paper.height, height=paper.width)
    grids = [_grid(scene, scale, sheet) for sheet in (paper, upright)]
    for full in tuple(grids):
        for columns, rows in ((1, 0), (0, 1), (1, 1)):
            smaller = _fitted(scene, full, full.columns - columns, full.rows - rows)
            if smaller >= _LITTLE_SMALLER * scale:
                grids.append(_grid(scene, smaller, full.paper))
    return min(grids, key=lambda tiling: (tiling.count, -tiling.scale))


def larger_poster(scene: Scene, poster: str, wanted: float, *, portrait: bool) -> str | None:
    """Return the name of the smallest poster of the family on which a sheet has a scale; None when none has.

    It may be a little smaller there to save paper, which is reckoned with.
    """
    for name, paper in sorted(PAPERS.items(), key=lambda item: item[1].width):
        width, height = (paper.height, paper.width) if portrait else (paper.width, paper.height)
        scale = min(width / scene.width, height / scene.height, _LARGEST_SCALE)
        if (name[0] == "a") == (poster.lower()[0] == "a") and scale * _LITTLE_SMALLER >= wanted:
            return name
    return None


def _fitted(scene: Scene, tiling: Tiling, columns: int, rows: int) -> float:
    """Return the scale at which a sheet just fills so many sheets of the paper of a tiling."""
    width, height = (side - 2 * tiling.paper.margin - OVERLAP for side in (tiling.paper.width, tiling.paper.height))
    return min((columns * width + OVERLAP) / scene.width, (rows * height + OVERLAP) / scene.height, tiling.scale)


def _grid(scene: Scene, scale: float, paper: Paper) -> Tiling:
    width, height = paper.width - 2 * paper.margin, paper.height - 2 * paper.margin
    columns = max(1, ceil((scene.width * scale - OVERLAP - 1e-6) / (width - OVERLAP)))
    rows = max(1, ceil((scene.height * scale - OVERLAP - 1e-6) / (height - OVERLAP)))
    return Tiling(scale, paper, columns, rows, width / scale, height / scale)


def tiles(scene: Scene, tiling: Tiling, language: str) -> tuple[Scene, ...]:
    """Return the sheets of a poster, row by row, each with its crop marks and its place among the others."""
    return tuple(
        _tile(scene, tiling, row, column, language) for row in range(tiling.rows) for column in range(tiling.columns)
    )


def _tile(scene: Scene, tiling: Tiling, row: int, column: int, language: str) -> Scene:
    scale, paper, overlap = tiling.scale, tiling.paper, OVERLAP / tiling.scale
    left = scene.left + column * (tiling.width - overlap)
    top = scene.top + row * (tiling.height - overlap)
    shown = (left, top, left + tiling.width, top + tiling.height)
    margin = paper.margin / scale
    place = say(
        "row {row} of {rows}, column {column} of {columns}",
        row=row + 1, rows=tiling.rows, column=column + 1, columns=tiling.columns,
    ).text(language)  # fmt: skip
    elements = (
        *(part for element in scene.elements if (part := _within(element, shown)) is not None),
        Element("margin", tuple(_margin(shown, margin))),
        Element("marks", tuple(_marks(shown, tiling, row, column))),
        Element("place", (_label(f"{scene.title}: {place}", shown, tiling),)),
    )
    return replace(
        scene,
        left=left - margin,
        top=top - margin,
        width=paper.width / scale,
        height=paper.height / scale,
        elements=elements,
        scale=scale,
        bookmarks=(Bookmark(place, left, top),),
        clipped=True,
    )


def _within(element: Element, shown: Bounds) -> Element | None:
    """Return an element as far as its parts are seen in a rectangle; None when nothing of it is.

    What is left of it is no card and no arrow that other programs could know, since it may be cut.
    """
    items: list[Primitive | Element] = []
    for item in element.items:
        if isinstance(item, Element):
            inner = _within(item, shown)
            if inner is not None:
                items.append(inner)
        elif _meets(_bounds(item), shown):
            items.append(item)
    return replace(element, items=tuple(items), box=None, points=(), ends=None) if items else None


def _meets(bounds: Bounds, other: Bounds) -> bool:
    return bounds[0] <= other[2] and other[0] <= bounds[2] and bounds[1] <= other[3] and other[1] <= bounds[3]


def _bounds(item: Primitive) -> Bounds:
    """Return a rectangle that a primitive does not leave."""
    if isinstance(item, Words):
        width = text_width(item.text, item.size, bold=item.bold)
        left = item.x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[item.anchor]
        return (left - 2, item.y - item.size, left + width + 2, item.y + item.size * 0.4)
    if isinstance(item, (Rectangle, Picture)):
        return (item.x - 3, item.y - 3, item.x + item.w + 3, item.y + item.h + 3)
    if isinstance(item, Disc):
        reach = item.r + 3
        return (item.x - reach, item.y - reach, item.x + reach, item.y + reach)
    xs = [x for piece in item.pieces for x in piece[::2]]
    ys = [y for piece in item.pieces for y in piece[1::2]]
    return (min(xs) - 4, min(ys) - 4, max(xs) + 4, max(ys) + 4)


def _margin(shown: Bounds, margin: float) -> Iterator[Rectangle]:
    """Yield the white around what a tile shows."""
    left, top, right, bottom = shown
    wide = right - left + 2 * margin
    yield Rectangle(left - margin, top - margin, wide, margin, _WHITE)
    yield Rectangle(left - margin, bottom, wide, margin, _WHITE)
    yield Rectangle(left - margin, top, margin, bottom - top, _WHITE)
    yield Rectangle(right, top, margin, bottom - top, _WHITE)


def _marks(shown: Bounds, tiling: Tiling, row: int, column: int) -> Iterator[Path]:
    """Yield the crop marks in the margin: where it meets the drawing, and half-way the overlap where sheets meet."""
    left, top, right, bottom = shown
    half, length, gap = OVERLAP / 2 / tiling.scale, _MARK / tiling.scale, 2 / tiling.scale
    stroke = Stroke(_BLACK, 0.6 / tiling.scale)
    xs = (left + (half if column else 0), right - (half if column < tiling.columns - 1 else 0))
    ys = (top + (half if row else 0), bottom - (half if row < tiling.rows - 1 else 0))
    for x in xs:
        yield Path(((x, top - gap), (x, top - gap - length)), stroke=stroke)
        yield Path(((x, bottom + gap), (x, bottom + gap + length)), stroke=stroke)
    for y in ys:
        yield Path(((left - gap, y), (left - gap - length, y)), stroke=stroke)
        yield Path(((right + gap, y), (right + gap + length, y)), stroke=stroke)


def _label(text: str, shown: Bounds, tiling: Tiling) -> Words:
    """Return the place of a tile among the others, in its lower margin."""
    left, _, right, bottom = shown
    middle, size = (left + right) / 2, _LABEL / tiling.scale
    room = right - left - 6 * _MARK / tiling.scale
    while text_width(text, size) > room and len(text) > 1:
        text = text[1:]  # the beginning is the title; the place at the end is what counts
    return Words(middle, bottom + (_MARK + 2) / tiling.scale, text, size, _BLACK, anchor="middle")
