"""How large cards, badges, labels and row titles are drawn, and how their words are set.

All lengths are points. The writers of drawings use the same constants, so that a text is drawn where it was measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from journeymap.layout.geometry import Box, PlacedBadge
from journeymap.layout.line_breaking import longest_word, text_width, wrap

if TYPE_CHECKING:
    from journeymap.layout.geometry import PlacedCard
    from journeymap.layout.sheet import Badge, Card, Row

CARD_FONT: Final = 10.0
CARD_LEADING: Final = 12.2
CARD_PADDING: Final = 6.0
CARD_MIN_HEIGHT: Final = 34.0
COMPACT_PADDING: Final = 4.0

BADGE_FONT: Final = 8.0
BADGE_LEADING: Final = 9.4
BADGE_HEIGHT: Final = 13.0
BADGE_GAP: Final = 1.5
BADGE_ICON: Final = 20.0  # what a badge is wider than its words: the icon and the round ends

LABEL_FONT: Final = 8.2
LABEL_LEADING: Final = LABEL_FONT * 1.16

HEADER_WIDTH: Final = 122.0
HEADER_INSET: Final = 26.0  # of the header's width, what is no room for words: margin, colour bar, space
ROW_FONT: Final = 10.5
ROW_LEADING: Final = 13.0
ROW_SUBTITLE_FONT: Final = 8.0
ROW_SUBTITLE_LEADING: Final = 10.0
PHASE_FONT: Final = 10.5

_WIDEST_HEADER = 190.0
_LONGEST_PHASE_TITLE = 260.0

# A card takes the first of these widths at which its text, and each badge, needs no more than so many lines.
_WIDTHS = ((76.0, 3), (84.0, 3), (92.0, 3), (104.0, 3), (120.0, 3), (120.0, 4), (140.0, 5), (160.0, 7), (200.0, 10))
_SHORT_LABEL = 40.0  # at most this wide, a label stands on one line
_NARROW_LABEL = 48.0
_LONG_LABEL = 160.0
_WIDEST_LABEL_WORD = 120.0
_WORD_WIDTHS_FOR_COMPACT = (76.0, 84.0, 92.0, 104.0, 120.0, 140.0)


class CardSize(NamedTuple):
    """What a card needs at a given width: its height, the lines of its text, and those of each badge."""

    height: float
    lines: tuple[str, ...]
    badges: tuple[tuple[str, ...], ...]


def badge_height(lines: int) -> float:
    """Height of a badge of so many lines."""
    return BADGE_HEIGHT if lines <= 1 else 4 + BADGE_LEADING * lines


def _badge_lines(badge: Badge, width: float) -> tuple[str, ...]:
    return wrap(f"{badge.figure} {badge.text}".strip(), BADGE_FONT, width - BADGE_ICON - 4, bold=True)


def card_width(card: Card) -> float:
    """Return the width a card asks for: the smallest that sets its text and badges in few lines and breaks no word.

    A compact card wants one line only.
    """
    if card.compact:
        wanted = text_width(card.text, CARD_FONT) + 2 * CARD_PADDING
        return next((width for width in _WORD_WIDTHS_FOR_COMPACT if wanted <= width), _WORD_WIDTHS_FOR_COMPACT[-1])
    word = longest_word(card.text, CARD_FONT) + 2 * CARD_PADDING
    badge_word = max((longest_word(badge.text, BADGE_FONT, bold=True) for badge in card.badges), default=0)
    word = max(word, min(badge_word + BADGE_ICON + 4, 120.0))
    for width, most in _WIDTHS:
        if (
            word <= width
            and len(wrap(card.text, CARD_FONT, width - 2 * CARD_PADDING)) <= most
            and all(len(_badge_lines(badge, width)) <= most for badge in card.badges)
        ):
            return width
    return _WIDTHS[-1][0]


def card_size(card: Card, width: float) -> CardSize:
    """Measure what a card needs when it is `width` points wide."""
    lines = wrap(card.text, CARD_FONT, width - 2 * CARD_PADDING)
    badges = tuple(_badge_lines(badge, width) for badge in card.badges)
    padding = COMPACT_PADDING if card.compact else CARD_PADDING
    height = max(len(lines), 1) * CARD_LEADING + 2 * padding
    height += sum(badge_height(len(lines_of_badge)) + BADGE_GAP for lines_of_badge in badges)
    return CardSize(height if card.compact else max(height, CARD_MIN_HEIGHT), lines, badges)


def _stack_height(lines: int, badges: tuple[tuple[str, ...], ...]) -> float:
    """Height of a card's text and badges together."""
    return lines * CARD_LEADING + sum(badge_height(len(badge)) + BADGE_GAP for badge in badges)


def text_top(placed: PlacedCard) -> float:
    """Y where the first line of a placed card's text begins; its baseline lies .9 of the font size below."""
    return placed.box.y - _stack_height(len(placed.lines), tuple(badge.lines for badge in placed.badges)) / 2


def place_badges(card: Card, box: Box, size: CardSize) -> tuple[PlacedBadge, ...]:
    """Put a card's badges one below the other under its text, text and badges centred in the card together."""
    y = box.y - _stack_height(len(size.lines), size.badges) / 2 + len(size.lines) * CARD_LEADING + BADGE_GAP
    placed = []
    for badge, lines in zip(card.badges, size.badges, strict=True):
        height = badge_height(len(lines))
        width = max((text_width(line, BADGE_FONT, bold=True) for line in lines), default=0) + BADGE_ICON
        placed.append(PlacedBadge(badge, lines, Box(box.x, y + height / 2, width, height)))
        y += height + BADGE_GAP
    return tuple(placed)


def header_width(rows: tuple[Row, ...]) -> float:
    """Width of the column with the row titles: wider than usual only for a very long word."""
    word = max((longest_word(row.title, ROW_FONT, bold=True) for row in rows), default=0)
    return min(max(HEADER_WIDTH, word + HEADER_INSET), _WIDEST_HEADER)


def row_title_lines(row: Row, header: float) -> tuple[str, ...]:
    """Return a row's title, wrapped to the column of row titles."""
    return wrap(row.title, ROW_FONT, header - HEADER_INSET, bold=True)


def row_subtitle_lines(row: Row, header: float) -> tuple[str, ...]:
    """Return a row's subtitle, wrapped to the column of row titles."""
    return wrap(row.subtitle, ROW_SUBTITLE_FONT, header - HEADER_INSET)


def row_title_height(row: Row, header: float) -> float:
    """Height that a row's title and subtitle need, with a little air."""
    lines, below = row_title_lines(row, header), row_subtitle_lines(row, header)
    return len(lines) * ROW_LEADING + len(below) * ROW_SUBTITLE_LEADING + 8


def phase_title_width(title: str) -> float:
    """Width that a phase needs so that its title fits; a very long title has to be wrapped or cut by who draws it."""
    return min(text_width(title, PHASE_FONT, bold=True) + 26, _LONGEST_PHASE_TITLE) if title else 0.0


def label_shapes(text: str) -> list[tuple[tuple[str, ...], float, float]]:
    """Ways to set an arrow's label, best first: its lines, its width and its height.

    A short label stands on one line; a longer one is set narrow, else on one line; a very long one as a block, else
    flatter or narrower.
    """
    whole = text_width(text, LABEL_FONT, bold=True)
    word = min(longest_word(text, LABEL_FONT, bold=True), _WIDEST_LABEL_WORD)
    if whole <= _SHORT_LABEL:
        limits = [whole + 1]
    elif whole <= _LONG_LABEL:
        limits = [max(_NARROW_LABEL, word + 1), whole + 1]
    else:
        # Width and height of a block of words go as the root of its area; from three times as wide as high to flat.
        limits = [max((whole * LABEL_LEADING * ratio) ** 0.5, word + 1) for ratio in (3, 10, 1.2)]
    shapes = []
    for limit in limits:
        lines = wrap(text, LABEL_FONT, limit, bold=True) or (text,)
        width = max(text_width(line, LABEL_FONT, bold=True) for line in lines) + 5
        shapes.append((lines, width, LABEL_LEADING * len(lines) + 2))
    return shapes
