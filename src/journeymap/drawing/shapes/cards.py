"""Cards as shapes: the box, its text, its badges with icon and words, and in its foot where ways end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.drawing.shapes.channel_icons import channel_icon
from journeymap.drawing.shapes.icons import end_icon, icon
from journeymap.drawing.shapes.marks import outcome_mark
from journeymap.drawing.shapes.primitives import (
    Element,
    Path,
    Rectangle,
    Stroke,
    Words,
)
from journeymap.drawing.sheet.badges import look_of
from journeymap.drawing.theme.theme import OUTLINED, PLAIN
from journeymap.i18n.vocabulary import BADGE_WORDS
from journeymap.layout.line_breaking import text_width
from journeymap.layout.sizes import (
    BADGE_FONT,
    BADGE_LEADING,
    CARD_FONT,
    CARD_LEADING,
    EDGE,
    FOOT,
    MARK_ROOM,
    PLAIN_ICON,
    REGULAR,
    STRIP_INSET,
    STRIP_LEADING,
    TIP,
    edge_of,
    figure_size,
    foot_words,
    text_font,
    text_top,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.drawing.paper.frame import Frame
    from journeymap.drawing.shapes.primitives import Primitive
    from journeymap.drawing.theme.theme import OutcomeLook
    from journeymap.layout.geometry import Box, PlacedBadge, PlacedCard
    from journeymap.layout.sheet import Card, Row

RANK_FRAME = 3.0
_MOST_RADIUS = 6.5
_PILL_RADIUS = 17.0
_PILL_DASH = (3.0, 2.0)
_END_BORDER: Mapping[OutcomeLook, float] = {"helped": 1.8, "transferred": 1.6, "refused": 1.8, "gave-up": 1.8}
_TAGS = ("return", "onward", "exit")
_OUTLINE = 1.0
_EXIT_OUTLINE = 1.1
_TIP_MARK = 0.75  # how large the mark in the tip of a tag is
_RETURN_DASH = (5.0, 2.5)
_GHOST_DASH = (4.0, 3.0)
_DOUBLE = 2.6  # from one edge of a new card to the other
_FOLD = 9.0  # how large the corner is that tells of a change


def card(frame: Frame, placed: PlacedCard, row: Row) -> Element:
    """Return one card."""
    theme, box = frame.theme, frame.box(placed.box)
    if placed.card.elsewhere:
        return _pill(frame, placed)
    style = theme.lanes[row.lane]
    is_gone = placed.card.change == "gone"
    ground = style.band if theme.faint or is_gone else theme.card
    items: list[Primitive | Element] = [Rectangle(box.left, box.top, box.w, box.h, ground, radius=theme.card_radius)]
    outcome = end_of(placed.card)
    if outcome is not None and edge_of(placed.card):
        edge = theme.outcomes[outcome].edge
        items.append(Rectangle(box.left, box.top, EDGE, box.h, edge, radius=min(theme.card_radius, EDGE / 2)))
    items += _inner_edge(frame, placed, style.border or style.accent)
    for badge in placed.badges:
        if badge.badge.kind == "end" and outcome is not None:
            items += _end_strip(frame, badge, outcome)
    items.append(_border(frame, placed, style.border or style.accent))
    items += _folded_corner(frame, placed)
    font = text_font(placed.card)
    colour = theme.grey if placed.card.quiet or is_gone else theme.ink
    y = text_top(placed) + CARD_FONT * 0.9
    for number, text in enumerate(placed.lines):
        at = y + number * CARD_LEADING
        middle = box.x + edge_of(placed.card) / 2
        items.append(Words(middle, at, text, font, colour, bold=placed.card.acts, anchor="middle"))
    for badge in placed.badges:
        if badge.badge.kind in _TAGS:
            way = f"{placed.card.id}→{badge.badge.target}"
            items.append(Element("tag", tuple(_tag(frame, badge)), way))
        elif badge.badge.kind not in FOOT:
            items += _badge(frame, badge)
    kind = "card faint" if theme.faint else "card"
    return Element(kind, tuple(items), placed.card.id, _title(frame, placed, row), box=box)


def end_of(card: Card) -> OutcomeLook | None:
    """Return the kind of end that a card is, None for none."""
    words = {badge.icon for badge in card.badges if badge.kind == "end"}
    return next((outcome for outcome in _END_BORDER if outcome in words), None)


def _border(frame: Frame, placed: PlacedCard, accent: str) -> Rectangle:
    """Return the border of a card: that of its lane, of its end, or of a step that does much harm."""
    theme, box, outcome = frame.theme, frame.box(placed.box), end_of(placed.card)
    if placed.card.change == "gone":
        ghost = Stroke(theme.grey, theme.card_stroke, _GHOST_DASH)
        return Rectangle(box.left, box.top, box.w, box.h, None, ghost, theme.card_radius)
    width, colour = theme.card_stroke, accent
    if outcome is not None:
        width, colour = max(_END_BORDER[outcome], width), theme.outcomes[outcome].edge
    if placed.card.rank:
        width, colour = RANK_FRAME, theme.hot
    return Rectangle(box.left, box.top, box.w, box.h, None, Stroke(colour, width), theme.card_radius)


def _inner_edge(frame: Frame, placed: PlacedCard, accent: str) -> Iterator[Rectangle]:
    """Yield the second edge of a card that is new."""
    if placed.card.change == "new":
        box, theme = frame.box(placed.box), frame.theme
        inset = _DOUBLE + (RANK_FRAME / 2 if placed.card.rank else 0.0)
        edge = Stroke(accent, theme.card_stroke)
        radius = max(theme.card_radius - inset, 0.0)
        yield Rectangle(box.left + inset, box.top + inset, box.w - 2 * inset, box.h - 2 * inset, None, edge, radius)


def _folded_corner(frame: Frame, placed: PlacedCard) -> Iterator[Path]:
    """Yield the mark at the upper right corner of a card of a step that is otherwise now."""
    if placed.card.change == "changed":
        box, theme = frame.box(placed.box), frame.theme
        x, y = box.right, box.top
        yield Path(((x - _FOLD, y), (x, y), (x, y + _FOLD)), theme.ink, closed=True)


def _pill(frame: Frame, placed: PlacedCard) -> Element:
    """Return the mark of a step that is not drawn."""
    theme, box = frame.theme, frame.box(placed.box)
    stroke = Stroke(theme.grey, 1.0, _PILL_DASH)
    items: list[Primitive] = [
        Rectangle(box.left, box.top, box.w, box.h, theme.paper, stroke, radius=min(box.h / 2, _PILL_RADIUS)),
    ]
    y = text_top(placed) + CARD_FONT * 0.9
    for number, text in enumerate(placed.lines):
        at = y + number * CARD_LEADING
        items.append(Words(box.x, at, text, text_font(placed.card), theme.grey, anchor="middle"))
    kind = "card elsewhere faint" if theme.faint else "card elsewhere"
    return Element(kind, tuple(items), placed.card.id, placed.card.text, box=box)


def _title(frame: Frame, placed: PlacedCard, row: Row) -> str:
    """Return what a card says, for those who cannot see it: who, what, and every badge by its name."""
    badges = [
        # The badge that counts the others says all by itself.
        words if look_of(badge.badge) in ("more", "channel", "start") else f"{frame.say(name)}: {words}"
        for badge in placed.badges
        for name, words in ((BADGE_WORDS[look_of(badge.badge)], f"{badge.badge.figure} {badge.badge.text}".strip()),)
    ]
    return "; ".join([f"{row.title}: {placed.card.text}", *badges])


def _badge(frame: Frame, placed: PlacedBadge) -> Iterator[Primitive]:
    look, box = look_of(placed.badge), frame.box(placed.box)
    style, kind = frame.theme.badges[look], placed.badge.kind
    left, beside = box.left + 14.5, box.left + 8
    if look in PLAIN:
        has_icon = kind != "channel" or bool(placed.badge.icon)
        left, beside = box.left + (PLAIN_ICON if has_icon else 0.0), box.left + 4
        if has_icon and kind == "channel":
            yield from channel_icon(
                placed.badge.icon, beside, box.top + BADGE_LEADING / 2 + 0.8, style.ink, style.ground
            )
        elif has_icon:
            yield from icon(look, beside, box.top + BADGE_LEADING / 2 + 0.8, style)
    else:
        outline = Stroke(style.ink, _OUTLINE) if look in OUTLINED else None
        yield Rectangle(box.left, box.top, box.w, box.h, style.ground, outline, radius=min(box.h / 2, _MOST_RADIUS))
        yield from icon(look, beside, box.y, style)
    y = box.y + BADGE_FONT * 0.36 - (len(placed.lines) - 1) * BADGE_LEADING / 2
    for number, text in enumerate(placed.lines):
        yield Words(left, y + number * BADGE_LEADING, text, BADGE_FONT, style.ink, bold=kind not in REGULAR)


def _end_strip(frame: Frame, placed: PlacedBadge, outcome: OutcomeLook) -> Iterator[Primitive]:
    """Yield the foot of a card at which journeys end: how many of a hundred, as what, and the mark of that."""
    theme, box = frame.theme, frame.box(placed.box)
    style, radius = theme.outcomes[outcome], theme.card_radius
    yield Rectangle(box.left, box.top, box.w, box.h, style.ground, radius=radius)
    # Only the lower corners are round.
    yield Rectangle(box.left, box.top, box.w, min(radius, box.h / 2), style.ground)
    words, end = _figure_and_words(placed, box, style.ink)
    yield from words
    if box.right - end >= MARK_ROOM:
        yield from end_icon(outcome, box.right - MARK_ROOM / 2 - 1, box.y, style)


def _tag(frame: Frame, placed: PlacedBadge) -> Iterator[Primitive]:
    """Yield the tag of a way that stands in the foot of its card: it points on to the right, or back to the left."""
    box, badge = frame.box(placed.box), placed.badge
    style = frame.theme.badges[look_of(badge)]
    near, far, tip = (box.left, box.right, TIP) if badge.kind != "return" else (box.right, box.left, -TIP)
    outline = ((near, box.top), (far, box.top), (far + tip, box.y), (far, box.bottom), (near, box.bottom))
    helped = badge.kind == "exit" and badge.icon == "helped"
    colour = frame.theme.outcomes["helped"].edge if helped else style.ground if badge.strong else style.ink
    stroke = Stroke(colour, _EXIT_OUTLINE, _RETURN_DASH if badge.kind == "return" else ())
    yield Path(outline, fill=style.ground, stroke=stroke, closed=True)
    if helped:
        yield from outcome_mark("helped", far - 1, box.y, _TIP_MARK, colour)
    yield from _figure_and_words(placed, box, style.ink)[0]


def _figure_and_words(placed: PlacedBadge, box: Box, ink: str) -> tuple[Sequence[Primitive], float]:
    """Return the number and the words in the foot of a card, and where they end."""
    badge, lines = placed.badge, placed.lines
    x, size, items = box.left + STRIP_INSET, figure_size(len(lines)), []
    if badge.figure:
        items.append(Words(x, box.y + size * 0.36, badge.figure, size, ink, bold=True))
        x += text_width(badge.figure, size, bold=True) + 4
    font = foot_words(badge)
    y = box.y + font * 0.36 - (len(lines) - 1) * STRIP_LEADING / 2
    items += [Words(x, y + n * STRIP_LEADING, line, font, ink, bold=True) for n, line in enumerate(lines)]
    return items, x + max((text_width(line, font, bold=True) for line in lines), default=0.0)
