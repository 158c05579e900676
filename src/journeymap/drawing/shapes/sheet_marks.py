"""What stands in the corner of every sheet: the logo, which page it is, and how the pages lie on the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.drawing.shapes.primitives import Element, Picture, Rectangle, Stroke, Words
from journeymap.i18n.messages import say
from journeymap.layout.line_breaking import text_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.drawing.paper.frame import Frame
    from journeymap.drawing.shapes.primitives import Primitive
    from journeymap.layout.pages import Page

_BASELINE = 26.0
_LOGO_GAP = 10.0
_MAP_STEP = 7.5
_MAP_GAP = 8.0
_MOST_ON_MAP = 12


def logo_room(frame: Frame) -> float:
    """Return the room that the logo of the theme needs."""
    return frame.theme.logo.width + _LOGO_GAP if frame.theme.logo is not None else 0.0


def map_room(frame: Frame) -> float:
    """Return the room of the little map of the pages: where there are some below each other, and not too many."""
    page = frame.page
    return page.columns * _MAP_STEP + _MAP_GAP if page and page.rows > 1 and page.columns <= _MOST_ON_MAP else 0.0


def _map(frame: Frame, page: Page, right: float) -> Iterator[Rectangle]:
    """Yield a little sheet per page, as they lie beside and below each other, this one filled."""
    theme, left = frame.theme, right - page.columns * _MAP_STEP
    top = _BASELINE - 3 - page.rows * _MAP_STEP / 2
    for column in range(page.columns):
        for row in range(page.rows):
            if (column, row) not in frame.numbers:
                continue
            own = (column, row) == frame.place
            x, y, side = left + column * _MAP_STEP, top + row * _MAP_STEP, _MAP_STEP - 1.5
            yield Rectangle(x, y, side, side, theme.ink if own else None, Stroke(theme.ink, 0.7))


def sheet_marks(frame: Frame, right: float) -> tuple[list[Primitive | Element], float]:
    """Return the marks, set to the left of an x, and the x that is left of all of them."""
    theme = frame.theme
    items: list[Primitive | Element] = []
    if theme.logo is not None:
        logo, right = theme.logo, right - theme.logo.width
        top = _BASELINE - 6 - logo.height / 2
        items.append(Picture(right, top, logo.width, logo.height, logo.content, logo.media_type))
        right -= _LOGO_GAP
    if frame.total > 1:
        page = frame.say(say("page {number} of {count}", number=frame.number, count=frame.total))
        items.append(Words(right, _BASELINE, page, theme.legend_size, theme.grey, anchor="end"))
        right -= text_width(page, theme.legend_size)
        if frame.page is not None and map_room(frame):
            items.append(Element("map", tuple(_map(frame, frame.page, right - _MAP_GAP))))
            right -= map_room(frame)
    return items, right
