"""How large cards, badges, labels and row titles are drawn, and how their words are set.

All lengths are points. The writers of drawings use the same constants, so that a text is drawn where it was measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from journeymap.layout.geometry import Box, PlacedBadge
from journeymap.layout.line_breaking import longest_word, text_width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.layout.geometry import PlacedCard
    from journeymap.layout.sheet import Badge, BadgeKind, Card, Row

CARD_FONT: Final = 10.0
CARD_LEADING: Final = 12.2
CARD_PADDING: Final = 6.0
CARD_MIN_HEIGHT: Final = 34.0
COMPACT_PADDING: Final = 4.0

BADGE_FONT: Final = 8.4
BADGE_LEADING: Final = 9.4
BADGE_HEIGHT: Final = 13.0
BADGE_GAP: Final = 1.5
BADGE_ICON: Final = 20.0  # what a badge is wider than its words: the icon and the round ends
PLAIN_ICON: Final = 11.0  # the same for a badge without a ground
EVIDENCE_FONT: Final = 9.2

BAD_ENDS: Final = frozenset({"refused", "gave-up"})
FOOT: Final[frozenset[BadgeKind]] = frozenset({"return", "onward", "exit", "end"})
"""The marks in the foot of a card, which take its whole width: ways that stand there instead of arrows, and ends."""
WAYS: Final[frozenset[BadgeKind]] = frozenset({"return", "onward", "exit"})
"""Those of them whose tags point out beyond the card: a return to the left, the others to the right."""
UNGROUNDED: Final[frozenset[BadgeKind]] = frozenset(
    {"start", "gone", "new", "changed", "cell", "channel", "wait", "complaint", "metric"}
)
"""The marks without a ground: what is only stated, and what became of a step."""
REGULAR: Final[frozenset[BadgeKind]] = frozenset({"changed", "cell", "channel", "wait", "complaint", "metric"})
"""The marks whose words are not bold."""
FIGURE: Final = 13.0
FIGURE_OF_TWO: Final = 16.0  # of a number beside two lines of words
STRIP_FONT: Final = 8.6
STRIP_LEADING: Final = 9.8
TAG_FONT: Final = 8.4
STRIP_INSET: Final = 4.0
MARK_ROOM: Final = 12.0
EDGE: Final = 6.0  # the dark left edge of the card at which customers leave without help
TIP: Final = 8.0  # how far the tag of a way points out beyond the card

LABEL_FONT: Final = 8.4
LABEL_LEADING: Final = LABEL_FONT * 1.16

HEADER_WIDTH: Final = 122.0
HEADER_INSET: Final = 26.0  # of the header's width, what is no room for words: margin, colour bar, space
ROW_FONT: Final = 10.5
ROW_LEADING: Final = 13.0
ROW_SUBTITLE_FONT: Final = 8.4
ROW_SUBTITLE_LEADING: Final = 10.0
PHASE_FONT: Final = 10.5

_WIDEST_HEADER = 190.0
_LONGEST_PHASE_TITLE = 260.0

# A card takes the first of these widths at which its text, and each badge, needs no more than so many lines.
_WIDTHS = (
    (76.0, 3), (84.0, 3), (92.0, 3), (98.0, 3), (104.0, 3), (120.0, 3), (120.0, 4), (140.0, 5), (160.0, 7),
    (200.0, 10),
)  # fmt: skip
_ON_ONE_LINE = 104.0  # up to this width a card is made wider so that channel and time stand on one line
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


def text_font(card: Card) -> float:
    """Return the size of a card's words: those of the physical evidence step back, and marks of other steps more."""
    if card.elsewhere:
        return BADGE_FONT
    return EVIDENCE_FONT if card.quiet else CARD_FONT


def edge_of(card: Card) -> float:
    """Return how wide the dark left edge of a card is: 0 but where customers leave without help."""
    return EDGE if any(badge.kind == "end" and badge.icon in BAD_ENDS for badge in card.badges) else 0.0


def badge_room(kind: BadgeKind, icon: str = "") -> float:
    """Return what a badge is wider than its words."""
    if kind in UNGROUNDED:
        return 0.0 if kind == "channel" and not icon else PLAIN_ICON
    return BADGE_ICON


def figure_size(lines: int) -> float:
    """Return the size of the number in the foot of a card, beside so many lines."""
    return FIGURE if lines <= 1 else FIGURE_OF_TWO


def foot_words(badge: Badge) -> float:
    """Return the size of the words in the foot of a card."""
    return STRIP_FONT if badge.kind == "end" else TAG_FONT


def _badge_height(badge: Badge, lines: int) -> float:
    if badge.kind in FOOT:
        return 17.0 if lines <= 1 else STRIP_LEADING * lines + 6
    if badge.kind in UNGROUNDED:
        return BADGE_LEADING * max(lines, 1) + 1.6
    return BADGE_HEIGHT if lines <= 1 else 4 + BADGE_LEADING * lines


def _badge_lines(badge: Badge, width: float, edge: float = 0.0) -> tuple[str, ...]:
    if badge.kind not in FOOT:
        room = width - edge - badge_room(badge.kind, badge.icon) - (8 if badge.kind in UNGROUNDED else 4)
        return wrap(badge.text, BADGE_FONT, room, bold=badge.kind not in REGULAR)
    size = foot_words(badge)
    for beside in (1, 2):
        figure = text_width(badge.figure, figure_size(beside), bold=True) + 4 if badge.figure else 0.0
        lines = wrap(badge.text, size, width - 2 * STRIP_INSET - figure, bold=True)
        if len(lines) <= beside:
            break
    return lines


def card_width(card: Card) -> float:
    """Return the width a card asks for: the smallest that sets its text and badges in few lines and breaks no word.

    Channel and time stand on one line where a card of usual width has room for that. A compact card wants one line
    only.
    """
    if card.compact:
        wanted = text_width(card.text, text_font(card)) + 2 * CARD_PADDING
        return next((width for width in _WORD_WIDTHS_FOR_COMPACT if wanted <= width), _WORD_WIDTHS_FOR_COMPACT[-1])
    font, edge = text_font(card), edge_of(card)
    word = longest_word(card.text, font, bold=card.acts) + 2 * CARD_PADDING + edge
    badge_word = max(
        (longest_word(badge.text, BADGE_FONT, bold=True) + badge_room(badge.kind, badge.icon) for badge in card.badges),
        default=0,
    )
    word = max(word, min(badge_word + 8 + edge, 120.0))
    fitting = [
        width
        for width, most in _WIDTHS
        if max(word, card.least) <= width
        and len(wrap(card.text, font, width - edge - 2 * CARD_PADDING, bold=card.acts)) <= most + card.taller
        and all(
            len(_badge_lines(badge, width, edge)) <= (2 if badge.kind == "channel" else most + card.taller)
            for badge in card.badges
        )
    ]
    if not fitting:
        return _WIDTHS[-1][0]
    channel = [] if card.taller else [badge for badge in card.badges if badge.kind == "channel"]
    return next(
        (
            width
            for width in fitting
            if width <= max(_ON_ONE_LINE, card.least) and all(len(_badge_lines(b, width, edge)) == 1 for b in channel)
        ),
        fitting[0],
    )


def card_size(card: Card, width: float) -> CardSize:
    """Measure what a card needs when it is `width` points wide."""
    edge = edge_of(card)
    lines = wrap(card.text, text_font(card), width - edge - 2 * CARD_PADDING, bold=card.acts)
    badges = tuple(_badge_lines(badge, width, edge) for badge in card.badges)
    padding = COMPACT_PADDING if card.compact else CARD_PADDING
    height = _stack_height(card, lines, badges) + _foot_height(card, badges) + 2 * padding
    return CardSize(height if card.compact else max(height, CARD_MIN_HEIGHT), lines, badges)


def _stack_height(card: Card, lines: Sequence[str], badges: Sequence[Sequence[str]]) -> float:
    """Height of a card's text and of the badges above and below it."""
    marks = zip(card.badges, badges, strict=True)
    return max(len(lines), 1) * CARD_LEADING + sum(
        _badge_height(badge, len(own)) + BADGE_GAP for badge, own in marks if badge.kind not in FOOT
    )


def _foot_height(card: Card, badges: Sequence[Sequence[str]]) -> float:
    """Height of the marks in the foot of a card."""
    marks = zip(card.badges, badges, strict=True)
    return sum(_badge_height(badge, len(own)) for badge, own in marks if badge.kind in FOOT)


def _top(card: Card, box: Box, lines: Sequence[str], badges: Sequence[Sequence[str]]) -> float:
    """Return where the first mark or the text of a card begins: both are centred in what the foot leaves."""
    middle = box.y - _foot_height(card, badges) / 2
    return middle - _stack_height(card, lines, badges) / 2


def foot_height(card: Card, size: CardSize) -> float:
    """Height of the foot of a card in which ways stand instead of arrows; 0 where there are none."""
    return _foot_height(card, size.badges) if any(badge.kind in WAYS for badge in card.badges) else 0.0


def text_top(placed: PlacedCard) -> float:
    """Y where the first line of a placed card's text begins; its baseline lies .9 of the font size below."""
    card, badges = placed.card, [badge.lines for badge in placed.badges]
    above = sum(badge.box.h + BADGE_GAP for badge in placed.badges if badge.badge.kind == "start")
    return _top(card, placed.box, placed.lines, badges) + above


def place_badges(card: Card, box: Box, size: CardSize) -> tuple[PlacedBadge, ...]:
    """Put a card's badges one below the other: a start above its text, the others below, those of the foot lowest."""
    y = _top(card, box, size.lines, size.badges)
    foot = box.bottom - _foot_height(card, size.badges)
    placed, worded = [], False
    for badge, lines in zip(card.badges, size.badges, strict=True):
        if badge.kind != "start" and not worded:
            y, worded = y + max(len(size.lines), 1) * CARD_LEADING + BADGE_GAP, True
        height = _badge_height(badge, len(lines))
        if badge.kind in FOOT:
            placed.append(PlacedBadge(badge, lines, Box(box.x, foot + height / 2, box.w, height)))
            foot += height
            continue
        bold = badge.kind not in REGULAR
        width = max((text_width(line, BADGE_FONT, bold=bold) for line in lines), default=0)
        width += badge_room(badge.kind, badge.icon)
        placed.append(PlacedBadge(badge, lines, Box(box.x + edge_of(card) / 2, y + height / 2, width, height)))
        y += height + BADGE_GAP
    return tuple(placed)


def tips(card: Card, box: Box, size: CardSize) -> tuple[Box, ...]:
    """Return where the tags in the foot of a card point out beyond it."""
    if not any(badge.kind in WAYS for badge in card.badges):
        return ()
    return tuple(
        Box(
            box.left - TIP / 2 if placed.badge.kind == "return" else box.right + TIP / 2,
            placed.box.y,
            TIP,
            placed.box.h,
        )
        for placed in place_badges(card, box, size)
        if placed.badge.kind in WAYS
    )


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
