"""The row of time under the lanes: a ribbon for each likeliest way, linear, with doing, waiting and untold waiting.

All ribbons have one scale, which also reaches how long journeys take on average.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap.drawing.bands.band import Band, ground, title_height
from journeymap.drawing.bands.ribbons import Ribbons, ribbons_of
from journeymap.drawing.shapes.primitives import Element, Path, Rectangle, Stroke, Words
from journeymap.drawing.shapes.ribbon import surface
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import DAY, HOUR, MINUTE, MONTH, YEAR, Minutes
from journeymap.layout.line_breaking import text_width, wrap
from journeymap.layout.sizes import HEADER_INSET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.analysis import Facts
    from journeymap.drawing.bands.ribbons import Ribbon
    from journeymap.drawing.paper.frame import Frame
    from journeymap.drawing.shapes.primitives import Primitive
    from journeymap.graph.persona_scope import PersonaScope
    from journeymap.i18n.messages import Message

_RIBBON, _GAP, _ABOVE, _BELOW = 16.0, 6.0, 9.0, 18.0
_FONT, _TICK_FONT, _TOTAL = 8.6, 8.4, 9.5
_LEAST = 1.8  # how wide a piece is at least
_MOST_TICKS = 14
_STEPS = (1, 2, 5, 10, 15, 20, 30, 50, 100, 200, 500)
_DIGITS = 2
_UNITS: tuple[tuple[float, float, Message], ...] = (
    (3 * HOUR, MINUTE, say("{number} min")),
    (3 * DAY, HOUR, say("hour {number}")),
    (4 * MONTH, DAY, say("day {number}")),
    (3 * YEAR, MONTH, say("month {number}")),
)
_YEARS = say("year {number}")


def timeline_band(
    facts: Facts, header: float, language: str, walk: PersonaScope | None = None, *, asked: bool = False
) -> Band | None:
    """Return the row of time; None where no time is stated, or hardly anybody waits and nobody asks for the row."""
    ribbons = ribbons_of(facts, language, walk, asked=asked)
    if ribbons is None:
        return None
    count = len(ribbons.ribbons)
    height = _ABOVE + count * _RIBBON + (count - 1) * _GAP + _BELOW
    height = max(height, title_height(_TITLE.text(language), (), header))
    return Band(height, lambda frame, top: _row(frame, ribbons, top, height), yields=not asked, times=ribbons.kinds)


_TITLE = say("Time")


def _row(frame: Frame, ribbons: Ribbons, top: float, height: float) -> Element:
    """Return the row; on pages only those at the left have it, since it does not follow the columns."""
    title = frame.say(_TITLE)
    if frame.place[0]:
        return Element("timeline", (), title=title)
    items: list[Primitive | Element] = list(ground(frame, top, height, ""))
    several = len(ribbons.ribbons) > 1
    theme, left = frame.theme, frame.geometry.header
    x = frame.geometry.header - 8
    items.append(Words(12.0 + theme.bar + 7, top + height / 2 + 3.8, title, 10.5, theme.ink, bold=True))
    words = [_total(frame, ribbon) for ribbon in ribbons.ribbons]
    room = max(text_width(total, _TOTAL, bold=True) + text_width(share, _FONT) for total, share in words) + 18
    scale = max(frame.edge - left - room, 60.0) / ribbons.longest
    y = top + _ABOVE
    base = y + _height_of(len(words))
    # The line of the average passes behind the ribbons and their words.
    items += _ticks(frame, ribbons, scale, y - 5, base)
    totals: list[Primitive] = []
    for ribbon, (total, share) in zip(ribbons.ribbons, words, strict=True):
        if several:
            title_room = frame.geometry.header - HEADER_INSET - 34
            (name, *more) = wrap(ribbon.name, _FONT, title_room)
            items.append(Words(x, y + _RIBBON / 2 + 3, name + (" …" if more else ""), _FONT, theme.ink, anchor="end"))
        items += _ribbon(frame, ribbon, left, y, scale)
        end = left + max(ribbon.total * scale, _LEAST) + 6
        totals += _at_end(frame, total, share, end, y)
        y += _RIBBON + _GAP
    items += totals
    return Element("timeline", tuple(items), title=title)


def _height_of(count: int) -> float:
    """Return the height of so many ribbons below each other."""
    return count * (_RIBBON + _GAP) - _GAP


def _at_end(frame: Frame, total: str, share: str, x: float, y: float) -> Iterator[Primitive]:
    """Yield the words behind a ribbon on the ground of the row."""
    beside = x + text_width(total, _TOTAL, bold=True) + 6
    wide = beside - x - 6 + (6 + text_width(share, _FONT) if share else 0.0)
    yield Rectangle(x - 2, y + 1, wide + 4, _RIBBON - 2, frame.theme.emotion_band)
    yield Words(x, y + _RIBBON / 2 + 3.4, total, _TOTAL, frame.theme.ink, bold=True)
    if share:
        yield Words(beside, y + _RIBBON / 2 + 3.2, share, _FONT, frame.theme.grey)


def _total(frame: Frame, ribbon: Ribbon) -> tuple[str, str]:
    """Return how long a way takes, and how many of a hundred go it where these are not all."""
    total = Minutes(ribbon.total).rounded(_DIGITS).text(frame.language)
    share = "" if ribbon.share.whole == 100 else frame.say(say("likeliest way: {count} of 100", count=ribbon.share))
    return total, share


def _ribbon(frame: Frame, ribbon: Ribbon, x: float, y: float, scale: float) -> Iterator[Element]:
    """Yield the pieces of a ribbon, each with its words on a plate where they fit."""
    spent = 0.0
    for part in ribbon.parts:
        left, wide = x + spent * scale, part.minutes * scale
        spent += part.minutes
        time = Minutes(part.minutes).rounded(_DIGITS).text(frame.language)
        items: list[Primitive] = [*surface(frame.theme, part.kind, (left, y, max(wide, _LEAST), _RIBBON))]
        for words in (f"{part.words}: {time}", time):
            needed = text_width(words, _FONT, bold=True) + 8
            if part.kind != "active" and needed + 6 <= wide:
                middle = left + wide / 2
                items.append(Rectangle(middle - needed / 2, y + 2.5, needed, _RIBBON - 5, frame.theme.paper, radius=2))
                items.append(
                    Words(middle, y + _RIBBON / 2 + 3, words, _FONT, frame.theme.ink, bold=True, anchor="middle")
                )
                break
        yield Element("time", tuple(items), title=f"{part.words}: {frame.say(_KINDS[part.kind])} {time}")


_KINDS = {
    "active": say("doing"),
    "waiting": say("waiting"),
    "hidden": say("waiting without a word"),
    "lasting": say("passes, nobody waits"),
}
"""What each piece of a ribbon is called."""


def ticks_of(longest: float) -> tuple[Message, float, int]:
    """Return how a scale is told: the words of a tick, the minutes from one to the next, and the units of one."""
    words, unit = _YEARS, YEAR
    for most, minutes, message in _UNITS:
        if longest < most:
            words, unit = message, minutes
            break
    step = next((step for step in _STEPS if longest / (step * unit) <= _MOST_TICKS), _STEPS[-1])
    return words, step * unit, step


def _ticks(frame: Frame, ribbons: Ribbons, scale: float, upper: float, base: float) -> Iterator[Primitive]:
    """Yield the ticks below the ribbons, and where the average lies."""
    theme, left = frame.theme, frame.geometry.header
    taken: list[tuple[float, float]] = []
    if ribbons.mean:
        x = left + ribbons.mean * scale
        words = frame.say(say("average {time}", time=Minutes(ribbons.mean).rounded(_DIGITS)))
        half = text_width(words, _TICK_FONT, bold=True) / 2
        middle = min(max(x, left + half), frame.edge - half - 4)
        yield Path(((x, upper), (x, base + 6)), stroke=Stroke(theme.ink, 1.1, (3.0, 2.0)))
        yield Words(middle, base + 14, words, _TICK_FONT, theme.ink, bold=True, anchor="middle")
        taken.append((middle - half - 4, middle + half + 4))
    words_of, minutes, count = ticks_of(ribbons.longest)
    number = 0
    while number * minutes <= ribbons.longest:
        x = left + number * minutes * scale
        words = frame.say(replace(words_of, values={"number": number * count}))
        half = text_width(words, _TICK_FONT) / 2
        yield Path(((x, base), (x, base + 3)), stroke=Stroke(theme.neutral, 0.8))
        middle = max(x, left + half - 6)
        if not any(start < middle + half and middle - half < end for start, end in taken):
            taken.append((middle - half - 4, middle + half + 4))
            yield Words(middle, base + 14, words, _TICK_FONT, theme.grey, anchor="middle")
        number += 1
