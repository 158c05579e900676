"""DOT, the text of Graphviz, with every position fixed: draw it with `neato -n2` or `dot -Knop2`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.drawing.page_files import parts
from journeymap.exporter import Exporter, Part
from journeymap.graphviz.dot_text import dot_of
from journeymap.i18n.text import harmless_lines

if TYPE_CHECKING:
    from journeymap.drawing import Drawing


# What harmless_lines takes out of a text, here by something of as many bytes: the text says how long its words are.
_SHOWN = {
    character: {1: "?", 2: "\u00bf", 3: "\ufffd"}[len(chr(character).encode())]
    for character in range(0x2070)
    if character != ord("\n") and harmless_lines(chr(character)) != chr(character)
}


def render(drawing: Drawing) -> tuple[Part, ...]:
    """Return the drawing as DOT, a file per page."""
    return parts(drawing, lambda scene: dot_of(scene, drawing.options.theme).translate(_SHOWN).encode("utf-8"))


EXPORTER: Exporter[Drawing] = Exporter("dot", ".dot", binary=False, render=render)
