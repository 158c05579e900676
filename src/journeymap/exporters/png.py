"""PNG, drawn by Graphviz from the same scene as every other format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.exporter import Exporter, ExportError, Part
from journeymap.exporters._missing import warn_of_missing
from journeymap.exporters._parts import parts
from journeymap.exporters._pictures import draw
from journeymap.words import say

if TYPE_CHECKING:
    from journeymap.drawing import Drawing
    from journeymap.drawing.primitives import Scene

_INCH = 72.0
_LONGEST_SIDE = 32_767  # beyond it cairo scales the picture down and says nothing
_MOST_DOTS = 150_000_000  # 600 MB while it is drawn


def render(drawing: Drawing) -> tuple[Part, ...]:
    """Return the drawing as PNG, a file per page; ExportError for a picture too large to be made."""
    warn_of_missing(drawing)
    dpi = drawing.options.dpi
    for scene in drawing.scenes:
        _check_size(scene, dpi)
    return parts(drawing, lambda scene: draw(drawing, scene, "png", dpi))


def _check_size(scene: Scene, dpi: float) -> None:
    width, height = (round(side * scene.scale * dpi / _INCH) for side in (scene.width, scene.height))
    if max(width, height) > _LONGEST_SIDE or width * height > _MOST_DOTS:
        raise ExportError(
            say("the picture would be {width} by {height} dots, too large for PNG", width=width, height=height),
            say("draw it on pages (--page a3), with fewer dots per inch (--dpi), or as SVG or PDF"),
        )


EXPORTER: Exporter[Drawing] = Exporter("png", ".png", binary=True, render=render)
