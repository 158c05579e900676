"""The legend: every kind of arrow and badge that occurs, and none that does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from journeymap.drawing.paper.frame import MARGIN
from journeymap.drawing.shapes import arrows as arrow_shapes
from journeymap.drawing.shapes.guarantee import shade, stop
from journeymap.drawing.shapes.harm import disc
from journeymap.drawing.shapes.harm import hatching as ground_of_region
from journeymap.drawing.shapes.icons import icon
from journeymap.drawing.shapes.primitives import (
    Element,
    Rectangle,
    Words,
    element_at,
)
from journeymap.drawing.shapes.ribbon import surface
from journeymap.drawing.sheet import badges
from journeymap.drawing.sheet.end_marks import flow_width
from journeymap.drawing.theme.dimming import faint
from journeymap.i18n.messages import say
from journeymap.i18n.vocabulary import ARROW_WORDS, BADGE_WORDS
from journeymap.layout.line_breaking import text_width

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from journeymap.drawing.paper.frame import Frame
    from journeymap.drawing.shapes.guarantee import Certainty
    from journeymap.drawing.shapes.primitives import Primitive
    from journeymap.drawing.theme.theme import ArrowLook, BadgeLook, Theme
    from journeymap.i18n.messages import Message
    from journeymap.layout.geometry import Geometry

LINE_HEIGHT = 18.0
_SAMPLE = 30.0
_PILL = 16.0
_SPACE = 6.0
_GAP = 18.0
SELF_EXPLAINING: frozenset[BadgeLook] = frozenset(
    {"more", "start", "channel", "wait", "complaint", "end", "gone", "new"}
)
"""The marks that say themselves what they are."""


Mark: TypeAlias = Literal[
    "guaranteed", "no-return", "rank", "astray", "active", "waiting", "hidden", "lasting", "new-way", "gone-way"
]
_TIMES: Mapping[Mark, Message] = {
    "active": say("doing"),
    "waiting": say("waiting"),
    "hidden": say("waiting without a word"),
    "lasting": say("passes, nobody waits"),
}
_CHANGED_WAYS: Mapping[Mark, tuple[str, Message]] = {
    "new-way": ("new", say("new way")),
    "gone-way": ("gone", say("way that is gone")),
}
_MANY, _SOME, _FEW = 90, 10, 2
"""Of a hundred, as many as the samples of widths stand for; below the last an arrow is as thin as can be."""
_HALF = 50
_SAMPLE_WIDTH = 2.6  # of a way that is new


class Entry(NamedTuple):
    """One thing to be explained: an arrow, with its width if that tells, a badge or a mark of its own, and its word."""

    arrow: ArrowLook | None
    badge: BadgeLook | None
    text: str
    both: bool = False
    faint: bool = False
    mark: Mark | None = None
    width: float = 0.0


def entries(
    geometry: Geometry,
    language: str,
    persona: str | None = None,
    certainty: Certainty | None = None,
    *,
    more: bool = True,
    times: Collection[str] = (),
) -> tuple[Entry, ...]:
    """Return what occurs in a drawing, arrows before badges, in the order of the catalogue of words.

    When the drawing is about a persona, its way comes first, and what stands back beside it where there is `more`.
    `times` are the kinds of time that a ribbon shows.
    """
    looks = {arrow_shapes.look_of(arrow) for arrow in geometry.arrows}
    marks = {badges.look_of(badge.badge) for card in geometry.cards for badge in card.badges}
    marks -= SELF_EXPLAINING
    both = any(arrow.arrow.kind == "cell" and arrow.arrow.both for arrow in geometry.arrows)
    arrows = [
        Entry(look, None, words.text(language), both=look == "cell" and both)
        for look, words in ARROW_WORDS.items()
        if look in looks
    ]
    widths = {placed.arrow.width for placed in geometry.arrows if arrow_shapes.look_of(placed) == "flow"} - {0.0}
    if widths:
        arrows = [*_widths(widths, language), *(entry for entry in arrows if entry.arrow != "flow")]
    if persona is not None:
        strong, weak = say("the way of {name}", name=persona), say("not on that way")
        arrows = [
            Entry("flow", None, strong.text(language)),
            *((Entry("flow", None, weak.text(language), faint=True),) if more else ()),
            *(entry for entry in arrows if entry.arrow != "flow"),
        ]
    if certainty is not None and certainty.guaranteed:
        arrows.append(Entry(None, None, say("being helped is guaranteed").text(language), mark="guaranteed"))
    if certainty is not None and certainty.falls:
        arrows.append(Entry(None, None, say("point of no return").text(language), mark="no-return"))
    cards = [placed.card for placed in geometry.cards]
    if any(card.rank for card in cards):
        arrows.append(Entry(None, None, say("hurts most").text(language), mark="rank"))
    if any(card.astray for card in cards):
        arrows.append(Entry(None, None, say("no way out, or none that helps").text(language), mark="astray"))
    changes = {placed.arrow.change for placed in geometry.arrows}
    arrows += [
        Entry("flow", None, words.text(language), mark=mark, width=_SAMPLE_WIDTH)
        for mark, (change, words) in _CHANGED_WAYS.items()
        if change in changes
    ]
    ribbon = [Entry(None, None, words.text(language), mark=mark) for mark, words in _TIMES.items() if mark in times]
    badge_entries = (Entry(None, look, words.text(language)) for look, words in BADGE_WORDS.items() if look in marks)
    return (*arrows, *badge_entries, *ribbon)


def _widths(widths: Collection[float], language: str) -> Iterator[Entry]:
    """Yield samples of the widths that occur: many, some, and fewer than the least that is drawn to scale."""
    many = max(widths) >= flow_width(_HALF)
    if many:
        words = say("{count} of 100 go this way", count=_MANY)
        yield Entry("flow", None, words.text(language), width=flow_width(_MANY))
    if any(flow_width(_FEW) <= width < flow_width(_HALF) for width in widths):
        some = str(_SOME) if many else say("{count} of 100 go this way", count=_SOME).text(language)
        yield Entry("flow", None, some, width=flow_width(_SOME))
    if min(widths) < flow_width(_FEW):
        yield Entry("flow", None, say("fewer than {count}", count=_FEW).text(language), width=min(widths))


def set_lines(entries: Sequence[Entry], width: float, theme: Theme) -> list[list[Entry]]:
    """Spread the entries over as many lines as a width needs."""
    lines: list[list[Entry]] = []
    x = width
    for entry in entries:
        wide = _width(entry, theme)
        if x + wide > width:
            lines.append([])
            x = 0.0
        lines[-1].append(entry)
        x += wide + _GAP
    return lines


def _width(entry: Entry, theme: Theme) -> float:
    return (_SAMPLE if entry.arrow else _PILL) + _SPACE + text_width(entry.text, theme.legend_size)


def legend(frame: Frame, lines: Sequence[Sequence[Entry]], top: float) -> Element:
    """Return the legend from a height downwards."""
    items: list[Element] = []
    for number, line in enumerate(lines):
        x, y = MARGIN, top + (number + 0.5) * LINE_HEIGHT
        for entry in line:
            items.append(element_at("entry", *_entry(frame, entry, x, y)))
            x += _width(entry, frame.theme) + _GAP
    return Element("legend", tuple(items))


def _entry(frame: Frame, entry: Entry, x: float, y: float) -> Iterator[Primitive]:
    theme = frame.theme
    if entry.arrow:
        points = ((x, y), (x + _SAMPLE, y))
        heads = entry.arrow != "cell" or entry.both
        seen = faint(theme) if entry.faint else theme
        style = arrow_shapes.flow_style(seen, seen.arrows[entry.arrow], entry.width)
        if entry.mark == "gone-way":
            style = arrow_shapes.ghost_style(theme, style)
        yield from arrow_shapes.line(theme, style, points, at_start=entry.both, at_end=heads, dot=style.dot, halo=False)
        if entry.mark == "new-way":
            yield from arrow_shapes.hollowed(theme, style, points)
        if entry.mark == "gone-way":
            yield from arrow_shapes.cross_out(theme, points)
    if entry.mark == "guaranteed":
        yield from shade(theme, x + 4, y - 2, _PILL - 8, 4)
    if entry.mark == "no-return":
        yield from stop(theme, x + _PILL / 2, y)
    if entry.mark == "rank":
        yield from disc(theme, x + _PILL / 2, y, 7.0, 1)
    if entry.mark == "astray":
        yield from ground_of_region(theme, (x, y - 6, x + _PILL, y + 6))
    if entry.mark is not None and entry.mark in _TIMES:
        yield from surface(theme, entry.mark, (x, y - 5, _PILL, 10))
    if entry.badge:
        style_of_badge = theme.badges[entry.badge]
        yield Rectangle(x, y - 6, _PILL, 12, style_of_badge.ground, radius=6)
        yield from icon(entry.badge, x + _PILL / 2, y, style_of_badge)
    start = x + (_SAMPLE if entry.arrow else _PILL) + _SPACE
    yield Words(start, y + theme.legend_size * 0.35, entry.text, theme.legend_size, theme.ink)
