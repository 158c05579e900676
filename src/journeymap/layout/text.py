"""How wide a text is drawn, and where its lines break.

Widths are those of Helvetica and its metric twins (see `widths`); what that table lacks is estimated by its class:
East Asian wide characters and emoji one em, marks that sit on another character nothing, all others .6 em.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from journeymap.layout.widths import BOLD, REGULAR

_UNKNOWN = 600
_WIDE = 1000
_HALVINGS = 12


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
    return _WIDE if _is_wide(character) else _UNKNOWN


@lru_cache(maxsize=1 << 15)
def _thousandths(text: str, *, bold: bool) -> int:
    table = _BOLD if bold else _REGULAR
    total = 0
    for character in text:
        width = table.get(character)
        total += _estimated(character) if width is None else width
    return total


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width in points of a text on one line, in a font of `size` points."""
    return _thousandths(text, bold=bold) * size / 1000


@dataclass(frozen=True, slots=True)
class _Token:
    """What may not be parted, its width in thousandths of an em, and that of the space before it."""

    text: str
    width: int
    space: int


def _tokens(text: str, *, bold: bool) -> list[_Token]:
    """Part a text where a line may break: at spaces, and on either side of a wide character."""
    space = _thousandths(" ", bold=bold)
    tokens: list[_Token] = []
    for word in text.split():
        if word.isascii():
            tokens.append(_Token(word, _thousandths(word, bold=bold), space))
            continue
        gap, run = space, ""
        for character in word:
            parts = run and (_is_wide(character) or _is_wide(run[-1])) and _thousandths(character, bold=bold) > 0
            if parts:
                tokens.append(_Token(run, _thousandths(run, bold=bold), gap))
                gap, run = 0, character
            else:
                run += character
        tokens.append(_Token(run, _thousandths(run, bold=bold), gap))
    return tokens


def _broken(tokens: list[_Token], limit: int, *, bold: bool) -> list[_Token]:
    """Cut tokens that are wider than the limit to pieces that fit; a mark stays with its letter."""
    pieces: list[_Token] = []
    for token in tokens:
        if token.width <= limit:
            pieces.append(token)
            continue
        gap, run, width = token.space, "", 0
        for character in token.text:
            more = _thousandths(character, bold=bold)
            if run and more and width + more > limit:
                pieces.append(_Token(run, width, gap))
                gap, run, width = 0, "", 0
            run += character
            width += more
        pieces.append(_Token(run, width, gap))
    return pieces


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
    room = round(limit * 1000 / size)
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
