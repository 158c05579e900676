"""The pages of a drawing as files of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.exporter import Part

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeymap.drawing import Drawing
    from journeymap.drawing.shapes.primitives import Scene


def parts(drawing: Drawing, write: Callable[[Scene], bytes]) -> tuple[Part, ...]:
    """Return what is written of each scene; the names tell several pages apart, and sort like them."""
    scenes = drawing.scenes
    digits = len(str(len(scenes)))
    return tuple(
        Part(f"-p{number:0{digits}}" if len(scenes) > 1 else "", write(scene)) for number, scene in enumerate(scenes, 1)
    )
