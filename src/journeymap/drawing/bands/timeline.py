"""The row of time under the lanes: what passes at each step, and how much of it is work.

The height of a bar tells the whole time on a logarithmic scale, since a call of five minutes and a wait of three weeks
stand beside each other; within a bar the parts are in their true proportion. The figures below are exact.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, NamedTuple

from journeymap.drawing.bands.band import (
    Band,
    columns,
    ground,
    title_height,
)
from journeymap.drawing.shapes.primitives import (
    Element,
    Path,
    Rectangle,
    Stroke,
    Words,
)
from journeymap.drawing.theme.dimming import faint
from journeymap.graph.step_times import held_times
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import DAY, HOUR, Minutes
from journeymap.i18n.text import printable
from journeymap.layout.line_breaking import text_width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.drawing.bands.band import Column
    from journeymap.drawing.paper.frame import Frame
    from journeymap.drawing.shapes.primitives import Primitive
    from journeymap.drawing.theme.theme import Theme
    from journeymap.graph import ServiceGraph
    from journeymap.graph.persona_scope import PersonaScope
    from journeymap.layout.geometry import Geometry

_BARS = 62.0
_ABOVE = 16.0
_WIDTH = 16.0
_FIGURE = 8.0
_LEADING = 9.0
_MARKS = (
    (1.0, say("1 min")),
    (HOUR, say("1 h")),
    (DAY, say("1 day")),
    (7 * DAY, say("1 week")),
    (30 * DAY, say("1 month")),
)


class Bar(NamedTuple):
    """The time of one step in minutes: work that is seen, waiting, and what passes out of sight with nothing told."""

    step: str
    label: str
    work: float
    waiting: float
    hidden: float
    lasting: float

    @property
    def total(self) -> float:
        """All of it."""
        return self.work + self.waiting + self.hidden + self.lasting


class Bars(NamedTuple):
    """The bars of one column, and the lines of figures below each."""

    column: Column
    bars: tuple[Bar, ...]
    figures: tuple[tuple[str, ...], ...]


class _Time(NamedTuple):
    """All bars, the longest time, what is said of them, and the steps of the persona, if the drawing is about one."""

    columns: tuple[Bars, ...]
    longest: float
    explained: tuple[str, ...]
    walked: frozenset[str] | None


def timeline_band(
    graph: ServiceGraph, geometry: Geometry, language: str, walk: PersonaScope | None = None
) -> Band | None:
    """Return the row of time; None when the blueprint states no time at its steps."""
    times, index = graph.times, graph.topology.index
    if not times.stated:
        return None
    waiting, hidden = list(times.waiting), list(times.hidden)
    for step, (minutes, *_) in held_times(graph).items():
        (hidden if step in graph.silence.before else waiting)[step] += minutes
    columns_of_bars = []
    for column in columns(geometry):
        bars = tuple(
            bar
            for name in column.steps
            if (n := index.get(name)) is not None
            and (
                bar := Bar(name, printable(graph.label(name)), times.active[n], waiting[n], hidden[n], times.lasting[n])
            ).total
            > 0
        )
        if bars:
            room = (column.right - column.left) / len(bars)
            columns_of_bars.append(Bars(column, bars, tuple(_figures(bar, room, language) for bar in bars)))
    if not columns_of_bars:
        return None
    longest = max(bar.total for of_step in columns_of_bars for bar in of_step.bars)
    lines = max(len(figures) for of_step in columns_of_bars for figures in of_step.figures)
    explained = _explained([bar for of_step in columns_of_bars for bar in of_step.bars], language)
    height = max(_ABOVE + _BARS + lines * _LEADING + 8, title_height(_TITLE.text(language), explained, geometry.header))
    time = _Time(tuple(columns_of_bars), longest, explained, None if walk is None else walk.steps)
    return Band(height, lambda frame, top: _row(frame, time, top, height))


_TITLE = say("Time")
_WORK, _WAITING = say("filled: work"), say("hollow: waiting")
_HIDDEN = say("dashed: waiting without a word")
_LASTING = say("dotted: passes, nobody waits")
_SCALE = say("heights: logarithmic; parts: in proportion")


def _explained(bars: Sequence[Bar], language: str) -> tuple[str, ...]:
    """Return what stands at the left of the row: how the parts that occur look, and what the heights mean."""
    looks = ((_WORK, "work"), (_WAITING, "waiting"), (_HIDDEN, "hidden"), (_LASTING, "lasting"))
    occurring = [words for words, part in looks if any(getattr(bar, part) for bar in bars)]
    return tuple(words.text(language) for words in (*occurring, _SCALE))


def _figures(bar: Bar, room: float, language: str) -> tuple[str, ...]:
    """Return the time of each part that there is, in words."""
    parts = []
    if bar.work:
        parts.append(say("{time} work", time=Minutes(bar.work)))
    if bar.waiting:
        parts.append(say("{time} wait", time=Minutes(bar.waiting)))
    if bar.hidden:
        parts.append(say("{time} without a word", time=Minutes(bar.hidden)))
    if bar.lasting:
        parts.append(say("{time} passes", time=Minutes(bar.lasting)))
    return tuple(line for part in parts for line in wrap(part.text(language), _FIGURE, max(room, 30.0)))


def _height(minutes: float, longest: float) -> float:
    """Return how high a bar is: nothing for no time, all the room for the longest."""
    return _BARS * log(1 + minutes) / log(1 + longest)


def _scale(longest: float, base: float, language: str) -> list[tuple[float, str]]:
    """Return the lines of the scale and their words, from the longest time down; none nearer than its words are high.

    The first is not left out: against one line all bars can be measured.
    """
    marks: list[tuple[float, str]] = []
    for minutes, name in reversed(_MARKS):
        y = base - _height(minutes, longest)
        if minutes <= longest and (not marks or (y - marks[-1][0] >= _FIGURE + 1 and base - y >= _FIGURE * 0.6)):
            marks.append((y, name.text(language)))
    return marks


def _row(frame: Frame, time: _Time, top: float, height: float) -> Element:
    theme, header = frame.theme, frame.geometry.header
    title, base = frame.say(_TITLE), top + _ABOVE + _BARS
    items: list[Primitive | Element] = list(ground(frame, top, height, title, time.explained))
    for y, text in _scale(time.longest, base, frame.language):
        after = header + 2 + text_width(text, _FIGURE) + 4
        items.append(Path(((after, y), (frame.edge, y)), stroke=Stroke(theme.neutral, 0.6, (1.5, 3.0))))
        items.append(Words(header + 2, y + _FIGURE * 0.35, text, _FIGURE, theme.grey))
    items.append(Path(((header, base), (frame.edge, base)), stroke=Stroke(theme.neutral, 1.0)))
    for bars in time.columns:
        if frame.shows(bars.column.x):
            items += _column(frame, bars, time, base)
    return Element("timeline", tuple(items), title=title)


def _column(frame: Frame, bars: Bars, time: _Time, base: float) -> Iterator[Element]:
    room = (bars.column.right - bars.column.left) / len(bars.bars)
    for number, (bar, figures) in enumerate(zip(bars.bars, bars.figures, strict=True)):
        theme = frame.theme if time.walked is None or bar.step in time.walked else faint(frame.theme)
        x = frame.x(bars.column.left + (number + 0.5) * room)
        items: list[Primitive] = [*_parts(theme, bar, x, base, _height(bar.total, time.longest))]
        for line, text in enumerate(figures):
            y = base + _LEADING * (line + 1)
            items.append(Words(x, y, text, _FIGURE, theme.ink, anchor="middle"))
        yield Element("time", tuple(items), title=f"{bar.label}: {', '.join(figures)}")


def _parts(theme: Theme, bar: Bar, x: float, base: float, height: float) -> Iterator[Rectangle]:
    """Yield the parts of a bar from below: work filled, waiting hollow, what is not seen dashed."""
    looks = (
        (bar.work, theme.work, Stroke(theme.work, 1.0)),
        (bar.waiting, theme.card, Stroke(theme.waiting, 1.3)),
        (bar.hidden, theme.card, Stroke(theme.waiting, 1.3, (2.0, 1.6))),
        (bar.lasting, theme.card, Stroke(theme.neutral, 1.0, (0.8, 1.6))),
    )
    for minutes, fill, stroke in looks:
        if minutes:
            part = height * minutes / bar.total
            base -= part
            yield Rectangle(x - _WIDTH / 2, base, _WIDTH, part, fill, stroke)
