"""PNG, drawn from the same scene as every other format."""

from __future__ import annotations

from math import sqrt
from struct import pack
from typing import TYPE_CHECKING
from zlib import crc32

from journeymap.drawing.page_files import parts
from journeymap.exporter import Exporter, ExportError, Part
from journeymap.i18n.messages import say
from journeymap.rendering import renderer
from journeymap.rendering.missing_glyphs import warn_of_missing

if TYPE_CHECKING:
    from journeymap.drawing import Drawing
    from journeymap.drawing.shapes.primitives import Scene
    from journeymap.i18n.messages import Message

_INCH = 72.0
_METRES = 0.0254  # of an inch
_HEAD = 33  # bytes of a PNG up to the end of what has to come first
_FEW = 36  # dots per inch; with fewer nothing can be read
_LONGEST_SIDE = 32_767  # beyond it the cairo in Graphviz scales the picture down and says nothing, and viewers refuse
_MOST_DOTS = 150_000_000  # 600 MB while it is drawn


def render(drawing: Drawing) -> tuple[Part, ...]:
    """Return the drawing as PNG, a file per page; ExportError for a picture too large to be made."""
    warn_of_missing(drawing)
    dpi = drawing.options.dpi
    for scene in drawing.scenes:
        _check_size(scene, dpi, on_pages=drawing.options.page is not None or drawing.options.poster is not None)
    return parts(drawing, lambda scene: _with_size(renderer.png(drawing, scene, dpi), dpi))


def _with_size(picture: bytes, dpi: float) -> bytes:
    """Return a PNG that says how many dots a metre of it has, so that it is printed as large as it was drawn."""
    dots = round(dpi / _METRES)
    body = b"pHYs" + pack(">IIB", dots, dots, 1)
    return picture[:_HEAD] + pack(">I", len(body) - 4) + body + pack(">I", crc32(body)) + picture[_HEAD:]


def _check_size(scene: Scene, dpi: float, *, on_pages: bool) -> None:
    width, height = (round(side * scene.scale * dpi / _INCH) for side in (scene.width, scene.height))
    if max(width, height) > _LONGEST_SIDE or width * height > _MOST_DOTS:
        raise ExportError(
            say("the picture would be {width} by {height} dots, too large for PNG", width=width, height=height),
            _remedy(scene, on_pages=on_pages),
        )


def _remedy(scene: Scene, *, on_pages: bool) -> Message:
    width, height = scene.width * scene.scale / _INCH, scene.height * scene.scale / _INCH
    most = int(min(_LONGEST_SIDE / max(width, height), sqrt(_MOST_DOTS / (width * height))))
    if on_pages:
        return say("draw it with at most {dpi} dots per inch (--dpi), or as SVG or PDF", dpi=most)
    if most >= _FEW:
        return say("draw it on pages (--page a3), with at most {dpi} dots per inch (--dpi), or as SVG or PDF", dpi=most)
    return say("draw it on pages (--page a3), or as SVG or PDF")


EXPORTER: Exporter[Drawing] = Exporter("png", ".png", binary=True, render=render)
