"""What all plots stand on: a width, texts, scales, and grounds that differ by more than their colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from journeymap.drawing.shapes.primitives import (
    Element,
    Path,
    Rectangle,
    Scene,
    Stroke,
    Words,
)
from journeymap.layout.line_breaking import text_width, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from journeymap.drawing import Theme
    from journeymap.drawing.shapes.primitives import Primitive

WIDTH = 660.0
TEXT, SMALL = 10.0, 8.6
LEADING = 12.4
MARGIN = 4.0

Pattern: TypeAlias = Literal["solid", "hollow", "dashed", "rising", "falling", "crossed", "upright"]
_GAP = 5.0
_SWATCH = 18.0, 10.0


class Caption(Struct, frozen=True):
    """What a plot is called and what it shows, for who cannot see it, and the language of both."""

    title: str
    description: str
    language: str


class Fill(Struct, frozen=True):
    """How a surface is filled: a pattern of lines on the ground, and the colour of a theme for both lines and edge."""

    pattern: Pattern
    colour: Callable[[Theme], str]


class Scale(Struct, frozen=True):
    """The values along an axis, from the least to the most, and the marks on it: where, and in which words."""

    low: float
    high: float
    marks: Sequence[tuple[float, str]]


class Plane(NamedTuple):
    """Where a scale lies: from where to where, and in which theme it is drawn."""

    left: float
    right: float
    scale: Scale
    theme: Theme

    def at(self, value: float) -> float:
        """Return where a value lies; what lies beyond the scale is brought to the nearest end."""
        low, high = self.scale.low, self.scale.high
        part = (value - low) / (high - low) if high > low else 0.0
        return self.left + min(max(part, 0.0), 1.0) * (self.right - self.left)


class Area(NamedTuple):
    """A rectangle by its left upper corner, its width and its height."""

    x: float
    y: float
    w: float
    h: float


def filled(area: Area, look: Fill, theme: Theme) -> Iterator[Primitive]:
    """Yield a rectangle with its pattern."""
    x, y, w, h = area
    colour = look.colour(theme)
    if look.pattern == "solid":
        yield Rectangle(x, y, w, h, colour, Stroke(colour, 1.0))
        return
    yield Rectangle(x, y, w, h, theme.card)
    hair = Stroke(colour, 1.1)
    if look.pattern in ("rising", "crossed"):
        yield from (Path(line, stroke=hair) for line in _slanted(area, rising=True))
    if look.pattern in ("falling", "crossed"):
        yield from (Path(line, stroke=hair) for line in _slanted(area, rising=False))
    if look.pattern == "upright":
        for number in range(1, int(w / _GAP) + 1):
            if number * _GAP < w:
                yield Path(((x + number * _GAP, y), (x + number * _GAP, y + h)), stroke=hair)
    yield Rectangle(x, y, w, h, None, Stroke(colour, 1.3, (2.4, 1.8) if look.pattern == "dashed" else ()))


def _slanted(area: Area, *, rising: bool) -> Iterator[tuple[tuple[float, float], ...]]:
    """Yield lines at 45 degrees over a rectangle, cut at its edges."""
    x, y, w, h = area
    for number in range(1, int((w + h) / _GAP) + 1):
        reach = number * _GAP
        if reach >= w + h:
            return
        # From the left or lower edge to the upper or right one, in coordinates from the upper left corner.
        start = (0.0, reach) if reach <= h else (reach - h, h)
        end = (reach, 0.0) if reach <= w else (w, reach - w)
        ends = (start, end) if rising else ((start[0], h - start[1]), (end[0], h - end[1]))
        yield tuple((x + px, y + py) for px, py in ends)


def text(x: float, y: float, words: str, theme: Theme, *, size: float = TEXT, **more: object) -> Words:
    """Return a text in the ink of the theme."""
    return replace(Words(x, y, words, size, theme.ink), **more)


def lines_of(words: str, room: float, *, size: float = TEXT, most: int = 3) -> tuple[str, ...]:
    """Return a text in lines of a width, with a sign where it had to be cut."""
    lines = wrap(words, size, room)
    if len(lines) <= most:
        return lines
    # The last line takes all that fits before the sign.
    last = words if most == 1 else lines[most - 1]
    while last and text_width(f"{last}…", size) > room:
        last = last[:-1]
    return (*lines[: most - 1], f"{last.rstrip()}…")


def legend(
    entries: Sequence[tuple[Fill, str]], top: float, theme: Theme, width: float
) -> tuple[list[Primitive], float]:
    """Return what the patterns mean, in as many lines as it takes, and where the legend ends."""
    items: list[Primitive] = []
    x, y = MARGIN, top
    wide, high = _SWATCH
    for look, words in entries:
        needed = wide + 6 + text_width(words, TEXT) + 16
        if x > MARGIN and x + needed - 16 > width - MARGIN:
            x, y = MARGIN, y + LEADING + 4
        items += filled(Area(x, y, wide, high), look, theme)
        items.append(text(x + wide + 6, y + high - 1.4, words, theme))
        x += needed
    return items, y + high + 8


def axis(plane: Plane, top: float, bottom: float) -> Iterator[Primitive]:
    """Yield upright lines at the marks of a scale, and the words below them."""
    theme = plane.theme
    for value, words in plane.scale.marks:
        x = plane.at(value)
        yield Path(((x, top), (x, bottom)), stroke=Stroke(theme.neutral, 0.6, (1.5, 2.5)))
        half = text_width(words, SMALL) / 2
        middle = max(min(x, plane.right + 20 - half), MARGIN + half)
        yield text(middle, bottom + 11, words, theme, size=SMALL, colour=theme.grey, anchor="middle")


def scene(caption: Caption, height: float, elements: Sequence[Element], width: float = WIDTH) -> Scene:
    """Return a plot as a scene."""
    return Scene(0, 0, width, height, caption.title, caption.description, caption.language, tuple(elements))
