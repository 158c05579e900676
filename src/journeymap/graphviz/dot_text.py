"""The DOT text of a scene, with every position fixed: Graphviz has nothing left to lay out.

What is seen lies in `_background`, the same primitives that the SVG writer draws. Every card is a node and every arrow
an edge in its place, drawn as nothing: they carry ids and tooltips into what Graphviz makes, and names, places and
courses to whatever else reads DOT. To be drawn by `neato -n2`, or by the engine `nop2`, which the text asks for itself.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from journeymap.drawing.shapes.curves import rounded
from journeymap.graphviz.tool import USUAL_LIFT
from journeymap.graphviz.xdot import background
from journeymap.svg.numbers import short
from journeymap.svg.text import Ids

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.drawing import Theme
    from journeymap.drawing.shapes.primitives import Element, Picture, Scene
    from journeymap.layout.geometry import Point

_INCH = 72.0


def dot_of(
    scene: Scene,
    theme: Theme,
    dpi: float | None = None,
    lift: float = USUAL_LIFT,
    files: Sequence[tuple[Picture, str]] = (),
) -> str:
    """Return a scene as a DOT graph; with dots per inch when it is to become a picture made of dots.

    `lift` is the part of the font's size by which the Graphviz that is to draw it lifts text. `files` are the pictures
    in the scene that it can load, and from where; without them the graph has none and refers to nothing outside.
    """
    attributes = [
        'charset="UTF-8"',
        "layout=nop2",
        f'bb="0,0,{short(scene.width)},{short(scene.height)}"',
        "splines=true",
        "outputorder=edgesfirst",
        "pad=0",
        "margin=0",
        f'fontname="{theme.font}"',
        f'id="blueprint" tooltip={escaped(scene.title)}',
    ]
    if scene.clipped:
        window = f"{short(scene.width * scene.scale)},{short(scene.height * scene.scale)}"
        attributes.append(f'viewport="{window},{scene.scale:.6f},{short(scene.width / 2)},{short(scene.height / 2)}"')
    elif scene.scale != 1:
        size = (scene.width * scene.scale / _INCH, scene.height * scene.scale / _INCH)
        attributes.append(f'size="{size[0]:.4f},{size[1]:.4f}!"')
    if dpi is not None:
        attributes.append(f"dpi={short(dpi)}")
    # Graphviz forgets the size of a graph without a node.
    middle = f"{short(scene.width / 2)},{short(scene.height / 2)}"
    nodes = list(_nodes_and_edges(scene, theme)) or [f'"sheet" [pos="{middle}" width=0.01 height=0.01 style=invis];']
    lines = [
        "digraph blueprint {",
        f"graph [{' '.join(attributes)}",
        f" _background={background(scene, theme, lift)}];",
        'node [shape=box fixedsize=true label="" color=transparent];',
        "edge [color=transparent];",
        *nodes,
        *(_picture(scene, number, picture, file) for number, (picture, file) in enumerate(files, 1)),
        "}",
    ]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Quote a text so that Graphviz reads no escapes and no entities in it."""
    return '"' + text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"') + '"'


def _all(elements: Sequence[object]) -> Iterator[Element]:
    for element in elements:
        items = getattr(element, "items", None)
        if items is not None:
            yield element  # type: ignore[misc]
            yield from _all(items)


def _nodes_and_edges(scene: Scene, theme: Theme) -> Iterator[str]:
    """Yield a node per card and an edge per arrow whose both cards are on this sheet."""
    ids = Ids()
    elements = list(_all(scene.elements))
    names: dict[str, str] = {}
    for element in elements:
        if element.box is not None:
            names[element.key] = ids.new("", element.key)
            box = element.box
            yield (
                f'"{names[element.key]}" [id="{names[element.key]}" tooltip={escaped(element.title)} '
                f'pos="{_place(scene, box.x, box.y)}" '
                f"width={box.w / _INCH:.6f} height={box.h / _INCH:.6f}];"
            )
    for element in elements:
        if element.ends is not None and all(end in names for end in element.ends):
            source, target = (names[end] for end in element.ends)
            yield (
                f'"{source}" -> "{target}" [id="{ids.new("arrow", element.key)}" class="{element.kind}" '
                f'edgetooltip={escaped(element.title)} pos="{_course(scene, theme, element.points)}"];'
            )


def _picture(scene: Scene, number: int, picture: Picture, file: str) -> str:
    """Return a picture as a node that shows a file."""
    place = _place(scene, picture.x + picture.w / 2, picture.y + picture.h / 2)
    return (
        f'"picture.{number}" [pos="{place}" width={picture.w / _INCH:.6f} height={picture.h / _INCH:.6f} '
        f"image={escaped(file)} imagescale=true];"
    )


def _place(scene: Scene, x: float, y: float) -> str:
    return f"{short(x - scene.left)},{short(scene.top + scene.height - y)}"


def _course(scene: Scene, theme: Theme, points: Sequence[Point]) -> str:
    """Return the course of an arrow as a Bezier curve, its tip given apart."""
    place = partial(_place, scene)
    pieces = rounded(points, theme.corner_radius)
    words = [f"e,{place(*points[-1])}", place(*points[0])]
    x0, y0 = points[0]
    for piece in pieces[1:]:
        x, y = piece[-2], piece[-1]
        if len(piece) == 6:
            words += [place(piece[0], piece[1]), place(piece[2], piece[3])]
        else:
            words += [place(x0 + (x - x0) / 3, y0 + (y - y0) / 3), place(x0 + (x - x0) * 2 / 3, y0 + (y - y0) * 2 / 3)]
        words.append(place(x, y))
        x0, y0 = x, y
    return " ".join(words)
