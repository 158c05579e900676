"""How colours stand out from each other, by WCAG 2.2, and how far one may fade before it can no longer be read."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeymap.drawing.theme.theme import Theme

TEXT, LINE = 4.5, 3.0
"""The least contrasts of WCAG 2.2: of text (success criterion 1.4.3) and of lines and icons (1.4.11)."""

_HALVINGS = 12


@lru_cache(maxsize=1 << 12)
def luminance(colour: str) -> float:
    """Return the relative luminance of a colour `#RRGGBB`, from 0 for black to 1 for white."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(colour: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 for equal ones to 21 for black on white."""
    low, high = sorted((luminance(colour), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(colour: str, other: str, part: float) -> str:
    """Return a colour with a part of another in it: what is seen of one with an opacity of 1 - part on the other."""
    pairs = ((int(colour[place : place + 2], 16), int(other[place : place + 2], 16)) for place in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in pairs)


def faded(colour: str, towards: str, grounds: Iterable[str], least: float) -> str:
    """Return a colour as far on its way to another as it keeps a least contrast with every ground.

    A colour that has not that contrast to begin with stays as it is.
    """
    return _faded(colour, towards, tuple(grounds), least)


@lru_cache(maxsize=1 << 10)
def _faded(colour: str, towards: str, grounds: tuple[str, ...], least: float) -> str:
    def readable(part: float) -> bool:
        tried = mixed(colour, towards, part)
        return min(contrast(tried, ground) for ground in grounds) >= least

    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if readable(middle) else (low, middle)
    return mixed(colour, towards, low)


class Pair(NamedTuple):
    """A colour, what it stands on, the least contrast between the two, and where the theme's file sets the colour."""

    colour: str
    ground: str
    least: float
    key: tuple[str, ...]

    @property
    def contrast(self) -> float:
        """How far the two stand out from each other."""
        return contrast(self.colour, self.ground)

    @property
    def is_legible(self) -> bool:
        """Whether that is enough."""
        return self.contrast >= self.least


def pairs(theme: Theme) -> Iterator[Pair]:
    """Yield every colour of a theme with every ground that it may stand on."""
    bands = [style.band for style in theme.lanes.values()]
    everywhere = dict.fromkeys([theme.paper, theme.card, theme.emotion_band, *bands])
    for ground in everywhere:
        yield Pair(theme.ink, ground, TEXT, ("colours", "ink"))
        yield Pair(theme.grey, ground, TEXT, ("colours", "grey"))
        yield Pair(theme.hot, ground, TEXT, ("colours", "hot"))
    yield Pair(theme.on_phase, theme.phase, TEXT, ("colours", "on-phase"))
    yield Pair(theme.on_hot, theme.hot, TEXT, ("colours", "on-hot"))
    yield Pair(theme.ink, theme.block, TEXT, ("colours", "block"))
    yield Pair(theme.work, theme.waits, LINE, ("colours", "waits"))
    for end, outcome in theme.outcomes.items():
        yield Pair(outcome.ink, outcome.ground, TEXT, ("outcomes", end, "ink"))
        yield Pair(outcome.edge, theme.paper, LINE, ("outcomes", end, "edge"))
    for ground in (theme.emotion_band, theme.paper):
        curves = ("curve", "second_curve", "third_curve", "fourth_curve")
        for key in (*curves, "neutral", "pleased", "displeased", "work", "waiting", "no_return"):
            yield Pair(getattr(theme, key), ground, LINE, ("colours", key.replace("_", "-")))
    for lane, style in theme.lanes.items():
        yield Pair(style.accent, style.band, TEXT, ("lanes", lane, "accent"))
        yield Pair(style.accent, theme.card, LINE, ("lanes", lane, "accent"))
        yield Pair(
            style.border or style.accent, theme.card, LINE, ("lanes", lane, "border" if style.border else "accent")
        )
        yield Pair(theme.guaranteed, style.band, LINE, ("colours", "guaranteed"))
        yield Pair(theme.no_return, style.band, LINE, ("colours", "no-return"))
    for look, badge in theme.badges.items():
        yield Pair(badge.ink, badge.ground, TEXT, ("badges", look, "ink"))
    for ground in dict.fromkeys([theme.paper, *bands]):
        for kind, arrow in theme.arrows.items():
            yield Pair(arrow.stroke.colour, ground, LINE, ("arrows", kind, "colour"))
    for name, line in theme.lines.items():
        yield Pair(line.colour, theme.paper, LINE, ("lines", name, "colour"))
