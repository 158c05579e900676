"""Who draws PNG and PDF: Typst, and where there is no wheel of it the `dot` of the machine.

Which of them draws does not hang on what else the machine has: where Typst is installed, it is always Typst.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from journeymap.exporter import ExportError
from journeymap.graphviz import raster, tool
from journeymap.i18n.messages import say
from journeymap.rendering import typesetter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.drawing import Drawing
    from journeymap.drawing.shapes.primitives import Scene


def png(drawing: Drawing, scene: Scene, dpi: float) -> bytes:
    """Return a scene of a drawing as PNG. Raises `ExportError` where nothing can draw it."""
    if typesetter.trouble() is None:
        return typesetter.png(scene, drawing.options.theme, dpi)
    _check()
    return raster.draw(drawing, scene, "png", dpi)


def pdf(drawing: Drawing, scenes: Sequence[Scene]) -> list[bytes]:
    """Return documents whose pages, one after another, are the scenes. Raises `ExportError` where nothing can draw."""
    if typesetter.trouble() is None:
        return [typesetter.pdf(scenes, drawing.options.theme)]
    _check()
    return [raster.draw(drawing, scene, "pdf") for scene in scenes]


def renderer() -> str | ExportError:
    """Return the name and version of what draws, or why nothing does."""
    if typesetter.trouble() is None:
        return f"Typst {version('typst')}"
    try:
        _check()
    except ExportError as error:
        return error
    used = tool.tool()
    return used.description if isinstance(used, tool.Tool) else used


def _check() -> None:
    """Raise `ExportError` where there is neither Typst nor Graphviz."""
    if not tool.available():
        raise ExportError(
            say("there is nothing to draw PNG and PDF with: {reason}", reason=str(typesetter.trouble())),
            say('run "pip install typst", or install Graphviz so that "dot" is on the path; SVG needs neither'),
        )
