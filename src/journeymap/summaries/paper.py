"""The drawing on the pages of a printed report: on its cards stand the numbers that the findings have in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.drawing import Drawing, DrawOptions
from journeymap.drawing.numbering import Numbered
from journeymap.exporters.html import picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.diagnostics import Diagnostic
    from journeymap.drawing import Theme
    from journeymap.result import Result

PAPER = "a4"


def pages(result: Result, found: Sequence[Diagnostic], language: str, theme: Theme) -> Iterator[str]:
    """Yield the pages as SVG; `found` are the findings in the order of the report."""
    assert result.graph is not None  # noqa: S101 - nothing can be drawn of a file that could not be understood
    marks = [Numbered(number, diagnostic) for number, diagnostic in enumerate(found, 1)]
    options = DrawOptions(language=language, theme=theme, page=PAPER)
    drawing = Drawing(result.graph, result.diagnostics, result.accepted, options, marks)
    for number, scene in enumerate(drawing.scenes, 1):
        yield f"<div>{picture(scene, theme, f'page{number}-')}</div>\n"
