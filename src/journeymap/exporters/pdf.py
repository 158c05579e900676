"""PDF, drawn by Graphviz page by page and bound into one document with a title, a language and bookmarks.

A drawing larger than readers of PDF can open is made smaller: nothing is lost in it, it is zoomed into.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from journeymap.exporter import Exporter, Part
from journeymap.graphviz.missing_glyphs import warn_of_missing
from journeymap.graphviz.raster import draw
from journeymap.i18n.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.drawing import Drawing
    from journeymap.drawing.shapes.primitives import Scene

_LONGEST_SIDE = 14_400.0  # points: the limit that readers follow
_ABOVE_BOOKMARK = 30.0  # the title of a phase stands above its rows
_SHRUNK = say("the sheet is made smaller, as PDF has a largest size; on pages (--page a3) it keeps its own")


def render(drawing: Drawing) -> tuple[Part, ...]:
    """Return the drawing as one PDF, with all its pages."""
    warn_of_missing(drawing)
    scenes = [_small_enough(scene) for scene in drawing.scenes]
    if any(scene.scale < before.scale for scene, before in zip(scenes, drawing.scenes, strict=True)):
        drawing.warn(_SHRUNK)
    sheets = [draw(drawing, scene, "pdf") for scene in scenes]
    with _silence():
        return (Part("", _bound(sheets, scenes, drawing.language)),)


@contextmanager
def _silence() -> Iterator[None]:
    """Keep to ourselves what pypdf remarks of cairo's work, such as a letter that a font of it names twice."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)


def _small_enough(scene: Scene) -> Scene:
    longest = max(scene.width, scene.height) * scene.scale
    return scene if longest <= _LONGEST_SIDE else replace(scene, scale=scene.scale * _LONGEST_SIDE / longest)


def _bound(sheets: list[bytes], scenes: list[Scene], language: str) -> bytes:
    """Return sheets as one document with bookmarks. What Graphviz says of itself and of the time of day is left out."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import BooleanObject, DictionaryObject, Fit, NameObject, TextStringObject

    writer = PdfWriter()
    for sheet in sheets:
        writer.add_page(PdfReader(BytesIO(sheet)).pages[0])
    begun: dict[str, Any] = {}
    for number, scene in enumerate(scenes):
        for title, x, y, within in scene.bookmarks:
            left, down = (x - scene.left) * scene.scale, (y - scene.top) * scene.scale
            top = scene.height * scene.scale - max(down - _ABOVE_BOOKMARK * scene.scale, 0.0)
            parent = None if within is None else begun.get(within)
            fit = Fit.xyz(left=left, top=top)
            item = writer.add_outline_item(title=title, page_number=number, parent=parent, fit=fit)
            begun.setdefault(title, item)
    writer.metadata = {"/Title": scenes[0].title, "/Creator": "journeymap", "/Producer": "journeymap"}
    writer.root_object[NameObject("/Lang")] = TextStringObject(language)
    writer.root_object[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(value=True)}
    )
    content = BytesIO()
    writer.write(content)
    return content.getvalue()


EXPORTER: Exporter[Drawing] = Exporter("pdf", ".pdf", binary=True, render=render)
