"""What the customer does, in small, above the rows of a page that begins below those of the customer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeymap.drawing.bands.band import columns, title_height, title_lines
from journeymap.drawing.paper.frame import MARGIN
from journeymap.drawing.shapes.primitives import Element, Rectangle, Words
from journeymap.i18n.vocabulary import LANE_TITLES
from journeymap.layout.line_breaking import wrap
from journeymap.layout.sizes import ROW_FONT, ROW_LEADING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.drawing.paper.frame import Frame
    from journeymap.drawing.shapes.primitives import Primitive
    from journeymap.layout.geometry import Geometry

_SIZE = 8.4
_LEADING = 9.6
_PADDING = 5.0
_GAP = 3.0


class Repeated(NamedTuple):
    """The title of the strip, its height, from which y of the layout on it stands above rows, and its words by column.

    The height holds the gap below it; 0 where no card of the customer is on the drawing.
    """

    title: str
    height: float
    below: float
    columns: tuple[tuple[float, tuple[str, ...]], ...]


def repeated(geometry: Geometry, language: str) -> Repeated:
    """Return what pages below the rows of the customer repeat of them."""
    rows = {placed.row.id: placed for placed in geometry.rows if placed.row.lane == "customer"}
    texts: dict[int, dict[str, None]] = {}
    for placed in geometry.cards:
        if placed.card.row in rows and placed.card.is_there:
            texts.setdefault(placed.column, {})[placed.card.text] = None
    title = next(iter(rows.values())).row.title if len(rows) == 1 else LANE_TITLES["customer"].text(language)
    if not texts:
        return Repeated(title, 0.0, 0.0, ())
    room = {column.x: column.right - column.left for column in columns(geometry)}
    middles = {placed.column: placed.box.x for placed in geometry.cards}
    cards = tuple(
        (middles[number], tuple(line for text in texts[number] for line in wrap(text, _SIZE, room[middles[number]])))
        for number in sorted(texts)
    )
    most = max(len(lines) for _, lines in cards)
    height = max(most * _LEADING + 2 * _PADDING, title_height(title, (), geometry.header)) + _GAP
    return Repeated(title, height, max(placed.bottom for placed in rows.values()), cards)


def strip(frame: Frame, own: Repeated) -> Element:
    """Return the strip below the phases, as far as its columns are on a sheet."""
    return Element("repeated", tuple(_strip(frame, own)), title=own.title)


def _strip(frame: Frame, own: Repeated) -> Iterator[Primitive]:
    theme, top, height = frame.theme, frame.geometry.top, own.height - _GAP
    style = theme.lanes["customer"]
    yield Rectangle(MARGIN, top, frame.edge - MARGIN, height, style.band)
    yield Rectangle(MARGIN, top, theme.bar, height, style.accent)
    titles = title_lines(own.title, frame.geometry.header)
    y = top + (height - len(titles) * ROW_LEADING) / 2
    for line in titles:
        yield Words(MARGIN + theme.bar + 7, y + ROW_FONT * 0.95, line, ROW_FONT, style.accent, bold=True)
        y += ROW_LEADING
    for x, lines in own.columns:
        if frame.shows(x):
            y = top + (height - len(lines) * _LEADING) / 2
            for line in lines:
                yield Words(frame.x(x), y + _SIZE * 0.95, line, _SIZE, theme.grey, anchor="middle")
                y += _LEADING
