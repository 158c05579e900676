"""What yields on paper where words would print too small: first the shape of cards, then what is only stated.

What was found never yields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec.structs import replace

from journeymap.drawing.sheet.end_marks import THIN
from journeymap.i18n.messages import say

if TYPE_CHECKING:
    from journeymap.i18n.messages import Message
    from journeymap.layout.sheet import Badge, Card, Sheet

YIELDING: Final[tuple[Message, ...]] = (
    say("complaints"),
    say("channels and times"),
    say("words on what goes wrong at times"),
    say("physical evidence"),
    say("words on ways that fewer than 2 of 100 take"),
)
"""What yields, in this order."""


def with_fewer_words(sheet: Sheet, left_out: int) -> Sheet:
    """Return a sheet without the first so many of `YIELDING`.

    Ranks, pains, black marks, ways out, ends and all else that was found stay.
    """
    if not left_out:
        return sheet
    lanes = {row.id: row.lane for row in sheet.rows}
    cards = tuple(
        replace(card, badges=tuple(_kept(card, left_out)))
        for card in sheet.cards
        if left_out < _EVIDENCE or lanes[card.row] != "evidence" or card.acts or card.elsewhere
    )
    known, rows = {card.id for card in cards}, {card.row for card in cards}
    arrows = (arrow for arrow in sheet.arrows if arrow.source in known and arrow.target in known)
    if left_out >= _LABELS:
        arrows = (replace(arrow, text="") if 0 < arrow.width <= THIN else arrow for arrow in arrows)
    return replace(sheet, rows=tuple(row for row in sheet.rows if row.id in rows), cards=cards, arrows=tuple(arrows))


class Shape(NamedTuple):
    """How a sheet is shaped for paper.

    `least` is the least width of cards in points, `taller` how many lines more their words may take; columns may stand
    `close`.
    """

    least: float = 0.0
    taller: int = 0
    close: bool = False


USUAL: Final = Shape()
SHAPES: Final = (USUAL, Shape(92.0), Shape(120.0), Shape(taller=2), Shape(taller=2, close=True))
"""The shapes to try: lower cards for paper that has room beside them, taller ones for paper that has room below, also
close to each other."""


def shaped(sheet: Sheet, shape: Shape) -> Sheet:
    """Return a sheet of a shape; what is on its cards stays."""
    if shape == USUAL:
        return sheet
    return replace(
        sheet,
        cards=tuple(
            card if card.compact else replace(card, least=shape.least, taller=shape.taller) for card in sheet.cards
        ),
        close=shape.close,
    )


_COMPLAINTS, _CHANNELS, _FAILS, _EVIDENCE, _LABELS = range(1, 6)


def _kept(card: Card, left_out: int) -> list[Badge]:
    kept = []
    for badge in card.badges:
        if badge.kind == "complaint" or (left_out >= _CHANNELS and badge.kind in {"channel", "wait"}):
            continue
        if left_out >= _FAILS and badge.kind == "fail-point" and badge.short:
            kept.append(replace(badge, text=badge.short))
        else:
            kept.append(badge)
    return kept
