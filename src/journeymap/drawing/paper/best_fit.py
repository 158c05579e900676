"""A drawing on a paper: with as many words as there can be on the fewest pages that can be read.

First the cards become lower or narrower, which costs no word; only then what is only stated yields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeymap.drawing.paper.pages import cut_to
from journeymap.drawing.sheet.fewer_words import SHAPES, USUAL, YIELDING, shaped, with_fewer_words
from journeymap.layout import arrange_once

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeymap.drawing.paper.pages import Cut
    from journeymap.drawing.scene import Content
    from journeymap.drawing.sheet.fewer_words import Shape
    from journeymap.drawing.theme.theme import Theme
    from journeymap.layout.geometry import Geometry
    from journeymap.layout.pages import Paper
    from journeymap.layout.sheet import Sheet

_FEW_PAGES = 8  # of many pages one fewer saves little, and each trial takes as long as the whole drawing


class Fit(NamedTuple):
    """A drawing cut to a paper: what was laid out, what is on it, the cut, and how many of `YIELDING` are left out."""

    geometry: Geometry
    content: Content
    cut: Cut
    left_out: int

    @property
    def burden(self) -> tuple[bool, int]:
        """What counts against it: whether words are too small, then how many pages it takes."""
        return self.cut.scale < self.cut.least, len(self.cut.pages)


def best_fit(
    sheet: Sheet, arranged: Geometry, content_of: Callable[[Geometry], Content], theme: Theme, paper: Paper
) -> Fit:
    """Cut a drawing to a paper. `arranged` is what the layout made of the sheet, `content_of` what is drawn on it."""

    def fit(left_out: int, shape: Shape = USUAL) -> Fit:
        as_is = not left_out and shape == USUAL
        geometry = arranged if as_is else arrange_once(shaped(with_fewer_words(sheet, left_out), shape))
        content = content_of(geometry)
        return Fit(geometry, content, cut_to(content, geometry, theme, paper), left_out)

    whole = fit(0)
    if whole.burden <= (False, 1):
        return whole
    shapes = SHAPES if len(whole.cut.pages) <= _FEW_PAGES else (USUAL,)
    least = [fit(len(YIELDING), shape) for shape in shapes]
    best = min(way.burden for way in least)
    if best >= whole.burden:
        return whole
    good = [(shape, way) for shape, way in zip(shapes, least, strict=True) if way.burden == best]
    trials = (
        fit(left_out, shape) for left_out in range(len(YIELDING)) for shape, _ in good if left_out or shape != USUAL
    )
    return next((way for way in trials if way.burden <= best), good[0][1])
