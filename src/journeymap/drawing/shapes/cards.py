"""Cards as shapes: the box, its text, and its badges with icon and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.drawing.shapes.icons import icon
from journeymap.drawing.shapes.primitives import (
    Element,
    Rectangle,
    Stroke,
    Words,
)
from journeymap.drawing.sheet.badges import look_of
from journeymap.i18n.vocabulary import BADGE_WORDS
from journeymap.layout.sizes import BADGE_FONT, BADGE_LEADING, CARD_FONT, CARD_LEADING, text_top

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.drawing.paper.frame import Frame
    from journeymap.drawing.shapes.primitives import Primitive
    from journeymap.layout.geometry import PlacedBadge, PlacedCard
    from journeymap.layout.sheet import Row

_MOST_RADIUS = 6.5
_PILL_RADIUS = 17.0
_PILL_DASH = (3.0, 2.0)


def card(frame: Frame, placed: PlacedCard, row: Row) -> Element:
    """Return one card."""
    theme, box = frame.theme, frame.box(placed.box)
    if placed.card.elsewhere:
        return _pill(frame, placed)
    style = theme.lanes[row.lane]
    stroke = Stroke(style.accent, theme.card_stroke)
    ground = style.band if theme.faint else theme.card
    items: list[Primitive] = [Rectangle(box.left, box.top, box.w, box.h, ground, stroke, theme.card_radius)]
    y = text_top(placed) + CARD_FONT * 0.9
    for number, text in enumerate(placed.lines):
        items.append(Words(box.x, y + number * CARD_LEADING, text, CARD_FONT, theme.ink, anchor="middle"))
    for badge in placed.badges:
        items += _badge(frame, badge)
    return Element(
        "card faint" if theme.faint else "card", tuple(items), placed.card.id, _title(frame, placed, row), box=box
    )


def _pill(frame: Frame, placed: PlacedCard) -> Element:
    """Return the mark of a step that is not drawn."""
    theme, box = frame.theme, frame.box(placed.box)
    stroke = Stroke(theme.grey, 1.0, _PILL_DASH)
    items: list[Primitive] = [
        Rectangle(box.left, box.top, box.w, box.h, theme.paper, stroke, radius=min(box.h / 2, _PILL_RADIUS)),
    ]
    y = text_top(placed) + CARD_FONT * 0.9
    for number, text in enumerate(placed.lines):
        items.append(Words(box.x, y + number * CARD_LEADING, text, CARD_FONT, theme.grey, anchor="middle"))
    kind = "card elsewhere faint" if theme.faint else "card elsewhere"
    return Element(kind, tuple(items), placed.card.id, placed.card.text, box=box)


def _title(frame: Frame, placed: PlacedCard, row: Row) -> str:
    """Return what a card says, for those who cannot see it: who, what, and every badge by its name."""
    badges = [
        # The badge that counts the others says all by itself.
        badge.badge.text if look_of(badge.badge) == "more" else f"{frame.say(words)}: {badge.badge.text}"
        for badge in placed.badges
        for words in (BADGE_WORDS[look_of(badge.badge)],)
    ]
    return "; ".join([f"{row.title}: {placed.card.text}", *badges])


def _badge(frame: Frame, placed: PlacedBadge) -> Iterator[Primitive]:
    look, box = look_of(placed.badge), frame.box(placed.box)
    style = frame.theme.badges[look]
    yield Rectangle(box.left, box.top, box.w, box.h, style.ground, radius=min(box.h / 2, _MOST_RADIUS))
    yield from icon(look, box.left + 8, box.y, style)
    y = box.y + BADGE_FONT * 0.36 - (len(placed.lines) - 1) * BADGE_LEADING / 2
    for number, text in enumerate(placed.lines):
        yield Words(box.left + 14.5, y + number * BADGE_LEADING, text, BADGE_FONT, style.ink, bold=True)
