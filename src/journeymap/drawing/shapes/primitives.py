"""What a drawing is made of: rectangles, discs, paths, words and the odd picture, gathered in elements.

Every writer of drawings draws these few things and nothing else, so that an SVG, a PDF and a PNG of one blueprint show
the same. Lengths are in points, x to the right, y downwards. Texts are plain: escaping is for the writer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeymap.layout.geometry import Box, Point

MediaType = Literal["image/png", "image/svg+xml"]
Anchor = Literal["start", "middle", "end"]

Piece: TypeAlias = tuple[float, ...]
"""Two numbers: a straight line to that point. Six: a cubic Bezier curve over two control points to the third."""


class Stroke(Struct, frozen=True):
    """How a line is drawn: colour, width, and the lengths of dashes and gaps, none for a solid line."""

    colour: str
    width: float
    dash: tuple[float, ...] = ()
    opacity: float = 1.0


class Rectangle(Struct, frozen=True):
    """A rectangle by its left upper corner, with rounded corners when there is a radius."""

    x: float
    y: float
    w: float
    h: float
    fill: str | None = None
    stroke: Stroke | None = None
    radius: float = 0.0
    opacity: float = 1.0


class Disc(Struct, frozen=True):
    """A circle by its centre."""

    x: float
    y: float
    r: float
    fill: str | None = None
    stroke: Stroke | None = None


class Path(Struct, frozen=True):
    """A line, or the outline of a surface: it begins at the first piece and goes over the others."""

    pieces: tuple[Piece, ...]
    fill: str | None = None
    stroke: Stroke | None = None
    closed: bool = False


class Words(Struct, frozen=True):
    """One line of text; `y` is that of its baseline."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    bold: bool = False
    anchor: Anchor = "start"


class Picture(Struct, frozen=True):
    """A picture from outside by its left upper corner: its bytes, and what they are."""

    x: float
    y: float
    w: float
    h: float
    content: bytes
    media_type: MediaType


Primitive: TypeAlias = Rectangle | Disc | Path | Words | Picture


class Element(Struct, frozen=True):
    """Primitives that mean something together: a card, an arrow, a row.

    `kind` says what it is; `key` is what it is called, unique among the elements of a scene or empty. `title` is what a
    reader is told who points at it or cannot see it. `box` is where a card lies; `points` and `ends` are the course of
    an arrow and the keys of the cards that it joins: for formats that know nodes and edges.
    """

    kind: str
    items: tuple[Primitive | Element, ...]
    key: str = ""
    title: str = ""
    box: Box | None = None
    points: tuple[Point, ...] = ()
    ends: tuple[str, str] | None = None


class Bookmark(NamedTuple):
    """A place on a sheet that can be jumped to; `within` is the title of an earlier one that it belongs to."""

    title: str
    x: float
    y: float
    within: str | None = None


class Scene(Struct, frozen=True):
    """One sheet of paper or screen: all that is on it, in the order in which it is drawn and read.

    `left` and `top` are the coordinates of its upper left corner. `scale` is how much larger or smaller it is printed.
    `bookmarks` are where phases begin, for formats that know such places.
    What is drawn of a `clipped` scene may go over its borders and is cut there.
    """

    left: float
    top: float
    width: float
    height: float
    title: str
    description: str
    language: str
    elements: tuple[Element, ...]
    scale: float = 1.0
    bookmarks: tuple[Bookmark, ...] = ()
    clipped: bool = False


def element_at(kind: str, *items: Primitive | Element | None, key: str = "", title: str = "") -> Element:
    """Make an element of what is there; None is left out."""
    return Element(kind, tuple(item for item in items if item is not None), key, title)


def words_in(items: Iterable[Primitive | Element]) -> Iterator[Words]:
    """Yield all texts of a drawing, or of a part of it."""
    for item in items:
        if isinstance(item, Words):
            yield item
        elif isinstance(item, Element):
            yield from words_in(item.items)
