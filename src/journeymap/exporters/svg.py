"""SVG, written directly: no Graphviz needed.

The root is one image to assistive technology, with title and description in the language of the drawing; every step
and every arrow has an id and a title of its own; text stays text. There is no script, no style sheet and no reference
to anything outside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.drawing.page_files import parts
from journeymap.exporter import Exporter, Part
from journeymap.svg.text import svg_of

if TYPE_CHECKING:
    from journeymap.drawing import Drawing


def render(drawing: Drawing) -> tuple[Part, ...]:
    """Return the drawing as SVG, a file per page."""
    return parts(drawing, lambda scene: svg_of(scene, drawing.options.theme).encode("utf-8"))


EXPORTER: Exporter[Drawing] = Exporter("svg", ".svg", binary=False, render=render)
