"""DOT, the text of Graphviz, with every position fixed: draw it with `neato -n2` or `dot -Knop2`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.drawing.page_files import parts
from journeymap.exporter import Exporter, Part
from journeymap.graphviz.dot_text import dot_of

if TYPE_CHECKING:
    from journeymap.drawing import Drawing


def render(drawing: Drawing) -> tuple[Part, ...]:
    """Return the drawing as DOT, a file per page."""
    return parts(drawing, lambda scene: dot_of(scene, drawing.options.theme).encode("utf-8"))


EXPORTER: Exporter[Drawing] = Exporter("dot", ".dot", binary=False, render=render)
