"""PDF: all pages bound into one document with a title, a language and bookmarks.

A drawing larger than readers of PDF can open is made smaller: nothing is lost in it, it is zoomed into.
"""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

from msgspec.structs import replace

from journeymap.exporter import Exporter, Part
from journeymap.i18n.messages import say
from journeymap.rendering import renderer
from journeymap.rendering.missing_glyphs import warn_of_missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf.generic import StreamObject

    from journeymap.drawing import Drawing
    from journeymap.drawing.shapes.primitives import Scene

_LONGEST_SIDE = 14_400.0  # points: the limit that readers follow
_ABOVE_BOOKMARK = 30.0  # the title of a phase stands above its rows
_VERSION = "%PDF-1.7"
_TOOL = re.compile(rb"(<xmp:CreatorTool>).*?(</xmp:CreatorTool>)")
_SHRUNK = say("the sheet is made smaller, as PDF has a largest size; on pages (--page a3) it keeps its own")


def render(drawing: Drawing) -> tuple[Part, ...]:
    """Return the drawing as one PDF, with all its pages."""
    warn_of_missing(drawing)
    scenes = [_small_enough(scene) for scene in drawing.scenes]
    if any(scene.scale < before.scale for scene, before in zip(scenes, drawing.scenes, strict=True)):
        drawing.warn(_SHRUNK)
    documents = renderer.pdf(drawing, scenes)
    with _silence():
        return (Part("", _bound(documents, scenes, drawing.language)),)


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


def _bound(documents: list[bytes], scenes: list[Scene], language: str) -> bytes:
    """Return documents as one with bookmarks. What their writer says of itself and of the time of day is left out."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import BooleanObject, DictionaryObject, Fit, NameObject, TextStringObject

    writer = PdfWriter(clone_from=BytesIO(documents[0]))  # as it is, with what tells the order of reading
    for document in documents[1:]:
        writer.append_pages_from_reader(PdfReader(BytesIO(document)))
    writer.pdf_header = _VERSION
    if "/Metadata" in writer.root_object:
        described = cast("StreamObject", writer.root_object["/Metadata"].get_object())
        described.set_data(_TOOL.sub(rb"\1journeymap\2", described.get_data()))
        cast("DictionaryObject", writer.root_object["/MarkInfo"]).pop("/Suspects", None)  # no, as is the rule
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
