"""The part of a laid-out blueprint that stands on one sheet, and where on the sheet it stands."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from journeymap.layout.geometry import Box
from journeymap.layout.pages import BESIDE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.drawing.head_text import HeadText
    from journeymap.drawing.theme.theme import Theme
    from journeymap.i18n.messages import Message
    from journeymap.layout.geometry import Geometry, Point
    from journeymap.layout.pages import Page

MARGIN = 12.0
LEAST_SIZE = 6.5  # points; nothing on paper should be smaller
TOLERANCE = 0.05  # points that nobody sees


class Frame(Struct, frozen=True):
    """What one sheet shows: of the columns those from `left` to `right`, in the coordinates of the layout.

    Row titles keep their place at the left; the columns are moved beside them. `edge` is where the rows end on the
    sheet, `width` that of the sheet. It is the sheet of some `number`, of `count` that the drawing is spread over, and
    of `total` sheets in all, and drawn `scale` times its size. `page` tells where it is among the others, None for a
    drawing on one sheet, `numbers` which sheets there are, by column and row of sheets. Of an arrow it shows what lies
    between the heights `upper` and `lower`. `head` is what its head says; None where only the title stands
    above; `tight` is how tight it is set, see `shapes.head`.
    """

    geometry: Geometry
    theme: Theme
    language: str
    left: float
    right: float
    edge: float
    width: float
    number: int = 1
    count: int = 1
    total: int = 1
    scale: float = 1.0
    page: Page | None = None
    numbers: Mapping[tuple[int, int], int] = field(default_factory=dict)
    upper: float = -inf
    lower: float = inf
    head: HeadText | None = None
    tight: int = 0

    @property
    def place(self) -> tuple[int, int]:
        """In which column and row of sheets it lies."""
        return (0, 0) if self.page is None else (self.page.column, self.page.row)

    @property
    def before(self) -> float:
        """How much room there is between the row titles and the columns for marks of where arrows come from."""
        return BESIDE if self.page is not None and self.page.column else 0.0

    @property
    def after(self) -> float:
        """How much room there is right of the columns for marks of where arrows go."""
        return BESIDE if self.page is not None and self.page.column < self.page.columns - 1 else 0.0

    @property
    def shift(self) -> float:
        """How far to the right the layout's columns are moved."""
        return self.geometry.header + self.before - self.left

    def x(self, x: float) -> float:
        """Return where an x of the layout lies on the sheet."""
        return x + self.shift

    def at(self, point: Point) -> Point:
        """Return where a point of the layout lies on the sheet."""
        return (point[0] + self.shift, point[1])

    def box(self, box: Box) -> Box:
        """Return where a box of the layout lies on the sheet."""
        return Box(box.x + self.shift, box.y, box.w, box.h)

    def shows(self, x: float) -> bool:
        """Whether an x of the layout lies on this sheet."""
        return self.left <= x < self.right

    def holds(self, point: Point) -> bool:
        """Whether a point of the layout lies on this sheet."""
        return self.shows(point[0]) and self.upper <= point[1] < self.lower

    def say(self, message: Message) -> str:
        """Return the drawing's own words in its language."""
        return message.text(self.language)


def lowered(geometry: Geometry, by: float) -> Geometry:
    """Return a geometry with everything moved down."""
    if not by:
        return geometry

    def box(old: Box) -> Box:
        return Box(old.x, old.y + by, old.w, old.h)

    return replace(
        geometry,
        height=geometry.height + by,
        top=geometry.top + by,
        rows=tuple(replace(row, top=row.top + by, bottom=row.bottom + by) for row in geometry.rows),
        lines=tuple(replace(line, y=line.y + by) for line in geometry.lines),
        row_cuts=tuple(replace(cut, above=cut.above + by, below=cut.below + by) for cut in geometry.row_cuts),
        cards=tuple(
            replace(
                card,
                box=box(card.box),
                badges=tuple(replace(badge, box=box(badge.box)) for badge in card.badges),
            )
            for card in geometry.cards
        ),
        arrows=tuple(
            replace(
                arrow,
                points=tuple((x, y + by) for x, y in arrow.points),
                label=replace(arrow.label, box=box(arrow.label.box)) if arrow.label else None,
            )
            for arrow in geometry.arrows
        ),
    )
