"""The marks of the kinds of ends, drawn as shapes: so that none differs by its colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.drawing.shapes.primitives import Disc, Path, Stroke

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.drawing.shapes.primitives import Piece, Primitive

MARK = 9.0
"""How wide and high a mark is on the scale 1."""
_LINES: dict[str, tuple[tuple[Piece, ...], ...]] = {
    "helped": (((-4.0, 0.3), (-1.3, 3.2), (4.0, -3.2)),),
    "transferred": (((-4.0, 0.0), (3.6, 0.0)), ((0.6, -3.0), (4.0, 0.0), (0.6, 3.0))),
    "refused": (((-2.5, 2.5), (2.5, -2.5)),),
    "gave-up": (((-3.3, -3.3), (3.3, 3.3)), ((3.3, -3.3), (-3.3, 3.3))),
    "stranded": (((-2.2, 0.0), (2.2, 0.0)),),
}
_IN_A_RING = ("refused", "stranded")


def outcome_mark(look: str, x: float, y: float, scale: float, colour: str) -> Iterator[Primitive]:
    """Yield the mark of a kind of end around a point: a check, an arrow, a barred ring, a cross, a ring with a bar."""
    stroke = Stroke(colour, 1.7 * scale)
    if look in _IN_A_RING:
        yield Disc(x, y, 3.7 * scale, stroke=Stroke(colour, 1.4 * scale))
    for pieces in _LINES[look]:
        yield Path(tuple((x + piece[0] * scale, y + piece[1] * scale) for piece in pieces), stroke=stroke)
