"""A scene as the text of an SVG: what the SVG format writes, and what stands in the interactive page."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from journeymap.drawing.shapes.primitives import (
    Disc,
    Element,
    Path,
    Picture,
    Rectangle,
    Words,
)
from journeymap.i18n.text import escape_xml
from journeymap.svg.numbers import coarse, short

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from journeymap.drawing import Theme
    from journeymap.drawing.shapes.primitives import (
        Anchor,
        Primitive,
        Scene,
        Stroke,
    )

_PIXELS = 96 / 72  # of CSS in a point; some converters know no other unit of size
_MIRRORED: Mapping[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}
# Where none of the fonts is to be had that have the widths that texts were measured with, the one that is there is set
# so much smaller that its figures, and so about its letters, are as wide as theirs: .556 of the size.
_AS_MEASURED = "font-size-adjust:ch-width .556"


class Dressing:
    """What the groups of an SVG get beside their shapes: titles, and nothing else where it stands alone."""

    def attributes(self, element: Element) -> str:
        """Return more attributes for the group of an element, each with a space before it."""
        del element
        return ""

    def is_titled(self, element: Element) -> bool:
        """Whether the title of an element is written into its group."""
        return bool(element.title)


_PLAIN = Dressing()


def svg_of(scene: Scene, theme: Theme, prefix: str = "", size: tuple[float, float] | None = None) -> str:
    """Return a scene as the text of an SVG.

    The prefix keeps ids apart when several stand in one page, and its styles from being written twice: a page has them.
    Where a `size` is given, in pixels of CSS, the picture is fitted to it in width and in height.
    """
    style = "" if prefix else f' style="{_AS_MEASURED}"'
    box = " ".join(short(side) for side in (scene.left, scene.top, scene.width, scene.height))
    if size is None:
        width, height = (short(side * scene.scale * _PIXELS) for side in (scene.width, scene.height))
        fit = ""
    else:
        width, height = (f"{side:.8f}" for side in size)
        fit = ' preserveAspectRatio="none"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{width}" height="{height}"{fit} role="img"'
        f' aria-labelledby="{prefix}title {prefix}desc" lang="{escape_xml(scene.language)}"'
        f' font-family="{escape_xml(theme.families)}" font-size="10"{style} fill="{theme.ink}">',
        f'<title id="{prefix}title">{escape_xml(scene.title)}</title>',
        f'<desc id="{prefix}desc">{escape_xml(scene.description)}</desc>',
    ]
    lines += shapes_of(scene, theme, prefix)
    lines.append("</svg>\n")
    return "\n".join(lines)


def shapes_of(scene: Scene, theme: Theme, prefix: str = "", dressing: Dressing = _PLAIN) -> Iterator[str]:
    """Yield what stands between the tags of an SVG, line by line: the groups of a scene."""
    ids = Ids(prefix)
    for element in scene.elements:
        yield from _element(element, ids, theme, dressing)


def _element(element: Element, ids: Ids, theme: Theme, dressing: Dressing) -> Iterator[str]:
    """Yield the lines of a group; one that holds a single group becomes one with it."""
    kind = element.kind.split()[0]
    identity = f' id="{ids.new(kind, element.key)}"' if element.key and kind != "card" else ""
    more = dressing.attributes(element)
    inner = element.items
    only = inner[0] if len(inner) == 1 else None
    if isinstance(only, Element):
        element, inner = only, only.items
        more += dressing.attributes(element)
    yield f'<g{identity} class="{escape_xml(element.kind)}"{more}>'
    if dressing.is_titled(element):
        yield f"<title>{escape_xml(element.title)}</title>"
    shapes = ""
    for item in inner:
        if isinstance(item, Element):
            if shapes:
                yield shapes
                shapes = ""
            yield from _element(item, ids, theme, dressing)
        else:
            shapes += _WRITERS[type(item)](item, theme)
    yield shapes + "</g>"


def _paint(fill: str | None, stroke: Stroke | None, theme: Theme) -> str:
    """Return the attributes for a surface and its outline; what the root says already is left out."""
    text = "" if fill == theme.ink else f' fill="{fill or "none"}"'
    if stroke is not None:
        text += f' stroke="{stroke.colour}"'
        text += f' stroke-width="{short(stroke.width)}"' if stroke.width != 1 else ""
        if stroke.dash:
            text += f' stroke-dasharray="{" ".join(short(length) for length in stroke.dash)}"'
        if stroke.opacity != 1:
            text += f' stroke-opacity="{short(stroke.opacity)}"'
    return text


def _rectangle(item: Rectangle, theme: Theme) -> str:
    radius = f' rx="{coarse(item.radius)}"' if item.radius else ""
    opacity = f' fill-opacity="{short(item.opacity)}"' if item.opacity != 1 else ""
    return (
        f'<rect x="{coarse(item.x)}" y="{coarse(item.y)}" width="{coarse(item.w)}" height="{coarse(item.h)}"{radius}'
        f"{_paint(item.fill, item.stroke, theme)}{opacity}/>"
    )


def _disc(item: Disc, theme: Theme) -> str:
    paint = _paint(item.fill, item.stroke, theme)
    return f'<circle cx="{coarse(item.x)}" cy="{coarse(item.y)}" r="{short(item.r)}"{paint}/>'


def _path(item: Path, theme: Theme) -> str:
    course = "M" + " ".join(coarse(n) for n in item.pieces[0])
    before = item.pieces[0]
    for piece in item.pieces[1:]:
        if len(piece) == 6:
            course += "C" + " ".join(coarse(n) for n in piece)
        elif coarse(piece[1]) == coarse(before[-1]):
            course += f"H{coarse(piece[0])}"
        elif coarse(piece[0]) == coarse(before[-2]):
            course += f"V{coarse(piece[1])}"
        else:
            course += f"L{coarse(piece[0])} {coarse(piece[1])}"
        before = piece
    return f'<path d="{course}{"Z" if item.closed else ""}"{_paint(item.fill, item.stroke, theme)}/>'


def _words(item: Words, theme: Theme) -> str:
    size = f' font-size="{short(item.size)}"' if item.size != 10 else ""
    weight = ' font-weight="bold"' if item.bold else ""
    anchor, direction = item.anchor, ""
    if runs_to_the_left(item.text):
        # Where such a text starts is its right side: what begins on the left has to end there.
        anchor, direction = _MIRRORED[anchor], ' direction="rtl"'
    fill = "" if item.colour == theme.ink else f' fill="{item.colour}"'
    anchored = f' text-anchor="{anchor}"' if anchor != "start" else ""
    place = f'x="{coarse(item.x)}" y="{coarse(item.y)}"'
    return f"<text {place}{size}{weight}{anchored}{direction}{fill}>{escape_xml(item.text)}</text>"


def runs_to_the_left(text: str) -> bool:
    """Whether the first letter of a text with a direction runs to the left, as Hebrew and Arabic ones do."""
    if text.isascii():
        return False
    directions = (bidirectional(character) for character in text)
    return next((direction for direction in directions if direction in ("L", "R", "AL")), "L") != "L"


def _picture(item: Picture, theme: Theme) -> str:
    del theme
    place = f'x="{coarse(item.x)}" y="{coarse(item.y)}" width="{coarse(item.w)}" height="{coarse(item.h)}"'
    return f'<image {place} href="data:{item.media_type};base64,{b64encode(item.content).decode("ascii")}"/>'


_WRITERS: dict[type, Callable[[Primitive, Theme], str]] = {
    Rectangle: _rectangle,  # type: ignore[dict-item]
    Disc: _disc,  # type: ignore[dict-item]
    Path: _path,  # type: ignore[dict-item]
    Words: _words,  # type: ignore[dict-item]
    Picture: _picture,  # type: ignore[dict-item]
}


_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]+")


class Ids:
    """Gives out ids that are safe in XML, in CSS, in addresses and in DOT.

    `prefix` keeps apart the ids of several drawings in one document.
    """

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix
        self._given: set[str] = set()
        self._next: dict[str, int] = {}

    def new(self, kind: str, key: str) -> str:
        """Return an id for a thing of a kind: the kind, its key as far as it is safe, and a number where it is taken.

        What is not safe in a key becomes its code points.
        """
        safe = _UNSAFE.sub(lambda match: _spelled(match[0]), key)
        wanted = name = f"{self.prefix}{kind}-{safe}" if kind else f"{self.prefix}{safe}"
        while name in self._given:
            self._next[wanted] = self._next.get(wanted, 1) + 1
            name = f"{wanted}.{self._next[wanted]}"
        self._given.add(name)
        return name


def _spelled(unsafe: str) -> str:
    return {"/": ".", "→": "--"}.get(unsafe) or "".join(f"_{ord(character):x}_" for character in unsafe)
