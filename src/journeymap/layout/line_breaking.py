"""How wide a text is drawn, and where its lines break.

Widths are those of Helvetica and its metric twins (see `widths`); what that table lacks is estimated by its class: East
Asian wide characters one em, emoji one and a quarter, marks that sit on another character nothing, all others .6 em.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.i18n.text import words_of
from journeymap.layout.font_metrics import BOLD, REGULAR

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNKNOWN = 600
_WIDE = 1000
_EMOJI, _SYMBOLS = 1250, 0x1F2FF  # the width of those in use is 1.17 to 1.37 em; they begin behind the symbols
_HALVINGS = 12
_SEAMS = frozenset("-/\\_.,:;?&=+@#|\u2010\u2013\u2014")
_SPACE_WIDTHS = {"\u00a0": 278, "\u2007": 556, "\u202f": 200, "\u2009": 200}
_JOINER = "\u200d"
_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_CLOSING = frozenset("、。，．・：；？！）］｝〉》」』】〕〗〙ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々…‥”’%％)]},.!?:;")
_OPENING = frozenset("（［｛〈《「『【〔〖〘“‘([{")
_BEFORE_CONSONANT = frozenset("เแโใไ")
_LEAST_FILLED = 0.4  # of a line, for a word to be parted at a seam


def _by_character(table: dict[int, str]) -> dict[str, int]:
    return {character: width for width, characters in table.items() for character in characters}


_REGULAR = _by_character(REGULAR)
_BOLD = _by_character(BOLD)


def _is_wide(character: str) -> bool:
    """Whether the character fills a square, as Chinese, Japanese and Korean ones and most emoji do."""
    return unicodedata.east_asian_width(character) in "WF"


def _estimated(character: str) -> int:
    """Width of a character that no table has, in thousandths of an em."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    if character in _SPACE_WIDTHS:
        return _SPACE_WIDTHS[character]
    if _is_wide(character):
        return _EMOJI if unicodedata.category(character) == "So" and ord(character) > _SYMBOLS else _WIDE
    return _UNKNOWN


def _joins(before: str, character: str) -> bool:
    """Whether a character makes one sign with that before it: an emoji behind a joiner, or the tone of a skin."""
    return before == _JOINER or (character in _TONES and _is_wide(before))


def _widths(text: str, *, bold: bool) -> list[int]:
    """Width of each character of a text; nothing for what belongs to the sign before it."""
    table = _BOLD if bold else _REGULAR
    widths, before = [], " "
    for character in text:
        width = table.get(character)
        if width is None:
            width = 0 if _joins(before, character) else _estimated(character)
        widths.append(width)
        before = character
    return widths


@lru_cache(maxsize=1 << 15)
def _thousandths(text: str, *, bold: bool) -> int:
    return sum(_widths(text, bold=bold))


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width in points of a text on one line, in a font of `size` points."""
    return _thousandths(text, bold=bold) * size / 1000


class _Token(Struct, frozen=True):
    """What may not be parted, its width in thousandths of an em, and that of the space before it."""

    text: str
    width: int
    space: int


def _tokens(text: str, *, bold: bool) -> list[_Token]:
    """Part a text where a line may break: at spaces, and on either side of a wide character.

    No line begins with a sign that closes, or ends with one that opens.
    """
    space = _thousandths(" ", bold=bold)
    tokens: list[_Token] = []
    for word in words_of(text):
        if word.isascii():
            tokens.append(_Token(word, _thousandths(word, bold=bold), space))
            continue
        gap, run = space, ""
        for character in word:
            if run and _may_part(run[-1], character):
                tokens.append(_Token(run, _thousandths(run, bold=bold), gap))
                gap, run = 0, character
            else:
                run += character
        tokens.append(_Token(run, _thousandths(run, bold=bold), gap))
    return tokens


def _may_part(before: str, character: str) -> bool:
    """Whether a line may break between two characters of a word."""
    if not (_is_wide(character) or _is_wide(before)) or _joins(before, character):
        return False
    return before not in _OPENING and character not in _CLOSING and _widths(character, bold=False) != [0]


def _broken(tokens: list[_Token], limit: int, *, bold: bool) -> list[_Token]:
    """Cut tokens that are wider than the limit to pieces that fit."""
    pieces: list[_Token] = []
    for token in tokens:
        if token.width <= limit:
            pieces.append(token)
            continue
        gap = token.space
        for piece in _cut(token.text, limit, bold=bold):
            pieces.append(_Token(piece, _thousandths(piece, bold=bold), gap))
            gap = 0
    return pieces


def _cut(word: str, limit: int, *, bold: bool) -> Iterator[str]:
    """Cut a word to pieces that fit: at seams if there are any, such as those of an address; else of about one width.

    A mark stays with its letter, and a vowel that is written before its consonant with that.
    """
    reach = [0, *accumulate(_widths(word, bold=bold))]
    start, total = 0, reach[-1]
    while total - reach[start] > limit:
        full = bisect_right(reach, reach[start] + limit, start + 1) - 1
        end = next((end for end in range(full, start, -1) if _is_seam(word, end)), start)
        if reach[end] - reach[start] < _LEAST_FILLED * limit:
            lines = -((reach[start] - total) // limit)
            end = min(bisect_left(reach, reach[start] + (total - reach[start]) / lines, start + 1), full)
        end = max(end, start + 1)
        while start + 1 < end and word[end - 1] in _BEFORE_CONSONANT:
            end -= 1
        while end < len(word) and reach[end + 1] == reach[end]:
            end += 1
        yield word[start:end]
        start = end
    if start < len(word):
        yield word[start:]


def _is_seam(word: str, end: int) -> bool:
    return word[end - 1] in _SEAMS and end < len(word) and word[end] not in _SEAMS


def _line_starts(tokens: list[_Token], limit: int) -> list[int]:
    """Where lines begin when each takes all that fits."""
    starts, width = [0], 0
    for index, token in enumerate(tokens):
        if index and width + token.space + token.width > limit:
            starts.append(index)
            width = token.width
        else:
            width += token.width + (token.space if index else 0)
    return starts


@lru_cache(maxsize=1 << 14)
def wrap(text: str, size: float, limit: float, *, bold: bool = False) -> tuple[str, ...]:
    """Lines of at most `limit` points: as few as can be, then of as equal a width as can be.

    A word that is too long for a line is broken. An empty text has no lines.
    """
    room = max(round(limit * 1000 / size), 0)
    tokens = _broken(_tokens(text, bold=bold), room, bold=bold)
    if not tokens:
        return ()
    starts = _line_starts(tokens, room)
    low = max(token.width for token in tokens)
    for _ in range(_HALVINGS if len(starts) > 1 else 0):
        middle = (low + room) // 2
        tried = _line_starts(tokens, middle)
        if len(tried) <= len(starts):
            room, starts = middle, tried
        else:
            low = middle
    lines = []
    for begin, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        line = tokens[begin].text
        for token in tokens[begin + 1 : end]:
            line += (" " if token.space else "") + token.text
        lines.append(line)
    return tuple(lines)


@lru_cache(maxsize=1 << 14)
def longest_word(text: str, size: float, *, bold: bool = False) -> float:
    """Width in points of the widest piece of a text that would have to be broken to become narrower."""
    return max((token.width for token in _tokens(text, bold=bold)), default=0) * size / 1000
