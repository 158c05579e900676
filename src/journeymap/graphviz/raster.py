"""Scenes drawn by Graphviz together with the pictures that stand in them: Graphviz loads these from files."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from journeymap.drawing.shapes.primitives import Element, Picture
from journeymap.graphviz.dot_text import dot_of
from journeymap.graphviz.tool import lift, render
from journeymap.i18n.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.drawing import Drawing
    from journeymap.drawing.shapes.primitives import Primitive, Scene

_LOADED = {"image/png": ".png"}
_LEFT_OUT = say("the logo is an SVG, which PNG and PDF leave out; a PNG logo stands in all formats")


def draw(drawing: Drawing, scene: Scene, form: str, dpi: float | None = None) -> bytes:
    """Return a scene of a drawing as `png` or `pdf`; a picture that Graphviz cannot load is left out with a warning."""
    theme = drawing.options.theme
    pictures = list(_pictures(scene.elements))
    loaded = [picture for picture in pictures if picture.media_type in _LOADED]
    if len(loaded) < len(pictures):
        drawing.warn(_LEFT_OUT)
    if not loaded:
        return render(dot_of(scene, theme, dpi, lift()), form)
    with TemporaryDirectory(prefix="journeymap-") as folder:
        files = []
        for number, picture in enumerate(loaded, 1):
            file = Path(folder) / f"picture-{number}{_LOADED[picture.media_type]}"
            file.write_bytes(picture.content)
            files.append((picture, file.as_posix()))
        return render(dot_of(scene, theme, dpi, lift(), files), form)


def _pictures(items: Sequence[Primitive | Element]) -> Iterator[Picture]:
    for item in items:
        if isinstance(item, Picture):
            yield item
        elif isinstance(item, Element):
            yield from _pictures(item.items)
