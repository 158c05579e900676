"""The looks of time in a ribbon: doing dark, waiting light, untold waiting hatched, what only passes in outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.drawing.shapes.head import hatching
from journeymap.drawing.shapes.primitives import Rectangle, Stroke

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.drawing.shapes.primitives import Primitive
    from journeymap.drawing.theme.theme import Theme


def surface(theme: Theme, kind: str, place: tuple[float, float, float, float]) -> Iterator[Primitive]:
    """Yield the look of a kind of time over a place: left, top, width, height."""
    edge = Stroke(theme.neutral, 0.8)
    if kind == "active":
        yield Rectangle(*place, theme.work)
    elif kind == "waiting":
        yield Rectangle(*place, theme.waits, edge)
    elif kind == "lasting":
        yield Rectangle(*place, theme.paper, Stroke(theme.neutral, 0.8, (1.0, 1.8)))
    else:
        yield Rectangle(*place, theme.paper)
        yield from hatching(place, Stroke(theme.neutral, 0.9), 4.2)
        yield Rectangle(*place, None, edge)
