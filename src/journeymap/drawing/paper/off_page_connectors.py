"""Where arrows go on: the marks at the border of a page that name the page where their other end is."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct

from journeymap.drawing.shapes.primitives import Element, Rectangle, Words
from journeymap.i18n.messages import say
from journeymap.layout.line_breaking import text_width
from journeymap.layout.pages import BESIDE, BEYOND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.drawing.paper.frame import Frame
    from journeymap.drawing.theme.theme import Theme
    from journeymap.layout.geometry import Point

Side = Literal["left", "right", "top", "bottom"]
SIDES: tuple[Side, ...] = ("left", "right", "top", "bottom")

_HEIGHT = 11.0
_FONT = 8.4
_AROUND = 8.0  # what a mark is wider than its words
_GAP = 1.0
_EDGE = 1.0


class Exit(NamedTuple):
    """An end of an arrow on a page that is not its own: where on the sheet, over which side, and to which page."""

    arrow: int
    side: Side
    at: Point
    page: int


class Sign(Struct, frozen=True):
    """One mark: what it says, the ends of arrows that meet in it, and where it stands, along its side and across."""

    side: Side
    text: str
    exits: tuple[Exit, ...]
    along: float
    half: float
    x: float
    y: float
    w: float
    h: float

    def approach(self, exit_: Exit) -> tuple[Point, ...]:
        """Return the points from the mark to where an arrow crosses the cut, the latter left out."""
        upright = self.side in ("left", "right")
        at = exit_.at[1] if upright else exit_.at[0]
        own = (self.x, at) if upright else (at, self.y)
        if abs(at - self.along) <= self.half:
            return (own,)
        return ((self.x, self.y), own)


def neighbour(frame: Frame, side: Side) -> int:
    """Return the number of the page beyond a side."""
    column, row = frame.place
    across, down = {"left": (-1, 0), "right": (1, 0), "top": (0, -1), "bottom": (0, 1)}[side]
    return frame.numbers[column + across, row + down]


def signs(frame: Frame, exits: Sequence[Exit]) -> list[Sign]:
    """Set the marks along each side: none on top of another, and one for several only where there is no room."""
    elements = []
    for side in SIDES:
        own = sorted(
            (leaving for leaving in exits if leaving.side == side),
            key=lambda leaving: (_along(leaving), leaving.page, leaving.arrow),
        )
        elements += _row_of_signs(frame, side, own)
    return elements


def _along(leaving: Exit) -> float:
    return leaving.at[1] if leaving.side in ("left", "right") else leaving.at[0]


def _row_of_signs(frame: Frame, side: Side, exits: Sequence[Exit]) -> list[Sign]:
    """Return the marks of one side, those that would overlap moved apart by as little as can be."""
    # Marks of a side become one only where there is no room for all: each tells where one arrow goes on.
    room = frame.geometry.height - frame.geometry.top if side in ("left", "right") else frame.right - frame.left
    needed = sum(2 * _half(frame, side, [leaving]) + _GAP for leaving in exits)
    crowded = needed > room
    groups: list[list[Exit]] = []
    for page, same in groupby(exits, key=lambda leaving: leaving.page):
        for leaving in same:
            own = groups[-1] if groups else []
            if (
                crowded
                and own
                and own[-1].page == page
                and _along(leaving) - _along(own[-1]) < 2 * _half(frame, side, [leaving]) + _GAP
            ):
                own.append(leaving)
            else:
                groups.append([leaving])
    halves = [_half(frame, side, group) for group in groups]
    middles = [(_along(group[0]) + _along(group[-1])) / 2 for group in groups]
    return [
        _sign(frame, side, tuple(group), along, half)
        for group, along, half in zip(groups, _apart(middles, halves), halves, strict=True)
    ]


def _text(frame: Frame, exits: Sequence[Exit]) -> str:
    return frame.say(say("p{number}", number=exits[0].page))


def _half(frame: Frame, side: Side, exits: Sequence[Exit]) -> float:
    """Return half of how long a mark is along its side: as its words need, and from its first arrow to its last."""
    wide = text_width(_text(frame, exits), _FONT, bold=True) + _AROUND
    return ((_HEIGHT if side in ("left", "right") else wide) + _along(exits[-1]) - _along(exits[0])) / 2


def _apart(middles: Sequence[float], halves: Sequence[float]) -> list[float]:
    """Move intervals, given in order, until none overlap: least squares, by pooling those that push each other."""
    offsets, at = [], 0.0
    for number, half in enumerate(halves):
        at += half + (halves[number - 1] + _GAP if number else 0.0)
        offsets.append(at)
    pools: list[tuple[float, int]] = []  # the mean of where the pooled would begin, and how many they are
    for middle, offset in zip(middles, offsets, strict=True):
        mean, count = middle - offset, 1
        while pools and pools[-1][0] > mean:
            other, more = pools.pop()
            mean, count = (mean * count + other * more) / (count + more), count + more
        pools.append((mean, count))
    begins = [mean for mean, count in pools for _ in range(count)]
    return [begin + offset for begin, offset in zip(begins, offsets, strict=True)]


def _sign(frame: Frame, side: Side, exits: tuple[Exit, ...], along: float, half: float) -> Sign:
    text = _text(frame, exits)
    wide = text_width(text, _FONT, bold=True) + _AROUND
    cut = exits[0].at[0] if side in ("left", "right") else exits[0].at[1]
    if side in ("left", "right"):
        across = BESIDE - _EDGE - wide / 2
        x, y, w, h = cut + (across if side == "right" else -across), along, wide, 2 * half
    else:
        across = BEYOND - _EDGE - _HEIGHT / 2
        x, y, w, h = along, cut + (across if side == "bottom" else -across), 2 * half, _HEIGHT
    return Sign(side, text, exits, along, half, x, y, w, h)


def drawn(theme: Theme, sign: Sign, title: str) -> Element:
    """Return a mark as it is drawn."""
    radius = _HEIGHT / 2
    ground = Rectangle(sign.x - sign.w / 2, sign.y - sign.h / 2, sign.w, sign.h, theme.phase, radius=radius)
    words = Words(sign.x, sign.y + _FONT * 0.36, sign.text, _FONT, theme.on_phase, bold=True, anchor="middle")
    return Element("goes-on", (ground, words), title=title)
