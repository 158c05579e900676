"""The pages that the tests open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeymap.drawing import DrawOptions, draw
from journeymap.pipeline import check_file
from journeymap.plugins import instance

if TYPE_CHECKING:
    from journeymap.drawing import Drawing

CASES = Path(__file__).parent / "cases"


def html_of(drawing: Drawing) -> bytes:
    """The page of a drawing."""
    (part,) = instance("exporters", "EXPORTER", "html").render(drawing)
    return part.content


def drawing_of(file: Path, **options: Any) -> Drawing:
    """The drawing of a file with everything that was found in it."""
    result = check_file(file)
    assert result.journey is not None
    return draw(result.journey, result.diagnostics, result.accepted, DrawOptions(**options))
