"""HTML, a page to look around in: the drawing with everything that the blueprint knows about each step, in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.exporter import Exporter, Part
from journeymap.page.assembly import page_of

if TYPE_CHECKING:
    from journeymap.drawing import Drawing


def render(drawing: Drawing) -> tuple[Part, ...]:
    """Return the page as one file."""
    return (Part("", page_of(drawing).encode("utf-8", "replace")),)


EXPORTER: Exporter[Drawing] = Exporter("html", ".html", binary=False, render=render)
