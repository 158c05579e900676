"""One layout for all customers and for every persona: what a reader looks at stays where it is from one to the other.

The layout is made of what takes most room for any of them. Then each is set on it: its own words, marks and widths, on
the same cards and along the same lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap.layout.geometry import Box, PlacedLabel
from journeymap.layout.line_breaking import text_width, wrap
from journeymap.layout.sheet import in_order
from journeymap.layout.sizes import (
    BADGE_FONT,
    FIGURE,
    LABEL_FONT,
    LABEL_LEADING,
    card_size,
    card_width,
    label_shapes,
    place_badges,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.layout.geometry import Geometry, PlacedCard
    from journeymap.layout.sheet import Arrow, Badge, Card, Sheet, Stub

_SLACK = 0.5  # points: so much larger than its place is no trouble
_PADDING = 5.0  # of the width of a label, what is no room for words


def room_for(sheets: Sequence[Sheet]) -> Sheet:
    """Return a sheet each of whose cards and arrows takes as much room as in any of these, made like the first.

    They have the same cards and arrows in the same order, and differ in what stands on these.
    """
    first, *others = sheets
    if not others:
        return first
    return replace(
        first,
        cards=tuple(map(_largest, zip(*(sheet.cards for sheet in sheets), strict=True))),
        arrows=tuple(map(_roomiest, zip(*(sheet.arrows for sheet in sheets), strict=True))),
    )


def _largest(cards: Sequence[Card]) -> Card:
    """Return the card that needs most height at the width that the widest of them asks for."""
    if all(card == cards[0] for card in cards):
        return cards[0]
    width = max(map(card_width, cards))
    return max(cards, key=lambda card: (card_size(card, width).height, card_width(card)))


def _roomiest(arrows: Sequence[Arrow]) -> Arrow:
    """Return an arrow with the longest words and the thickest line that it has in any sheet."""
    if all(arrow == arrows[0] for arrow in arrows):
        return arrows[0]
    return replace(
        max(arrows, key=lambda arrow: text_width(arrow.text, LABEL_FONT, bold=True)),
        width=max(arrow.width for arrow in arrows),
        stub=_longest([arrow.stub for arrow in arrows]),
        stub_back=_longest([arrow.stub_back for arrow in arrows]),
    )


def _longest(stubs: Sequence[Stub | None]) -> Stub | None:
    return max(stubs, key=lambda stub: 0.0 if stub is None else _length(stub.badge))


def _length(badge: Badge) -> float:
    return text_width(badge.figure, FIGURE, bold=True) + text_width(badge.text, BADGE_FONT, bold=True)


def set_on(geometry: Geometry, room: Sheet, sheet: Sheet) -> Geometry:
    """Return the geometry that was made of `room` with what stands on the cards and arrows of another sheet."""
    if sheet is room:
        return geometry
    own = _own_arrows(geometry, room, sheet)
    stubs: dict[str, list[Badge]] = {}
    for place, arrow in enumerate(sheet.arrows):
        if place not in own:
            badge = _written(geometry, room.arrows[place], arrow)
            if badge is not None:
                stubs.setdefault(arrow.source, []).append(badge)
    return replace(
        geometry,
        title=sheet.title,
        subtitle=sheet.subtitle,
        cards=tuple(
            _card(placed, replace(card, badges=in_order((*card.badges, *stubs[card.id]))) if card.id in stubs else card)
            for placed, card in zip(geometry.cards, sheet.cards, strict=True)
        ),
        arrows=tuple(
            replace(
                placed,
                arrow=arrow,
                label=placed.label if arrow.text == placed.arrow.text else _label(placed.label, arrow.text),
            )
            for placed, arrow in zip(geometry.arrows, own.values(), strict=True)
        ),
    )


def _own_arrows(geometry: Geometry, room: Sheet, sheet: Sheet) -> dict[int, Arrow]:
    """Return the arrows of a sheet that are drawn as lines, by their places in it."""
    drawn = iter([placed.arrow for placed in geometry.arrows])
    expected = next(drawn, None)
    own: dict[int, Arrow] = {}
    for place, (arrow, other) in enumerate(zip(room.arrows, sheet.arrows, strict=True)):
        if arrow == expected:
            own[place] = other
            expected = next(drawn, None)
    return own


def _written(geometry: Geometry, arrow: Arrow, own: Arrow) -> Badge | None:
    """Return the mark that stands on a card for an arrow, as it is on another sheet."""
    marks = next(placed.card.badges for placed in geometry.cards if placed.card.id == arrow.source)
    onward = arrow.stub is not None and arrow.stub.badge in marks
    stub = own.stub if onward else own.stub_back
    return None if stub is None else stub.badge


def _card(placed: PlacedCard, card: Card) -> PlacedCard:
    """Return a card in the place of another one."""
    if card == placed.card:
        return placed
    size = card_size(card, placed.box.w)
    return replace(placed, card=card, lines=size.lines, badges=place_badges(card, placed.box, size))


def _label(placed: PlacedLabel | None, text: str) -> PlacedLabel | None:
    """Return other words in the place of a label: set as they fit best there, around the same middle."""
    if placed is None or not text:
        return None
    box = placed.box
    shapes = label_shapes(text)
    narrow = wrap(text, LABEL_FONT, box.w - _PADDING, bold=True)
    shapes.append((narrow, box.w, LABEL_LEADING * len(narrow) + 2))
    lines, width, height = min(shapes, key=lambda shape: max(shape[1] - box.w, 0) + max(shape[2] - box.h, 0) > _SLACK)
    return PlacedLabel(lines, Box(box.x, box.y, min(width, box.w), height))
