"""PDF, drawn by Graphviz page by page and bound into one document with a title and a language.

A drawing larger than readers of PDF can open is made smaller: nothing is lost in it, it is zoomed into.
"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from journeymap.exporter import Exporter, Part
from journeymap.exporters._pictures import draw

if TYPE_CHECKING:
    from journeymap.drawing import Drawing
    from journeymap.drawing.primitives import Scene

_LONGEST_SIDE = 14_400.0  # points: the limit that readers follow


def render(drawing: Drawing) -> tuple[Part, ...]:
    """Return the drawing as one PDF, with all its pages."""
    sheets = [draw(drawing, _small_enough(scene), "pdf") for scene in drawing.scenes]
    return (Part("", _bound(sheets, drawing.title, drawing.language)),)


def _small_enough(scene: Scene) -> Scene:
    longest = max(scene.width, scene.height) * scene.scale
    return scene if longest <= _LONGEST_SIDE else replace(scene, scale=scene.scale * _LONGEST_SIDE / longest)


def _bound(sheets: list[bytes], title: str, language: str) -> bytes:
    """Return sheets as one document. What Graphviz says of itself and of the time of day is left out."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

    writer = PdfWriter()
    for sheet in sheets:
        writer.add_page(PdfReader(BytesIO(sheet)).pages[0])
    writer.metadata = {"/Title": title, "/Creator": "journeymap", "/Producer": "journeymap"}
    writer.root_object[NameObject("/Lang")] = TextStringObject(language)
    writer.root_object[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(value=True)}
    )
    content = BytesIO()
    writer.write(content)
    return content.getvalue()


EXPORTER: Exporter[Drawing] = Exporter("pdf", ".pdf", binary=True, render=render)
