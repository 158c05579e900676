"""The look of what stands back: what is not on the way of the persona that a drawing is about.

Colours go towards the paper, as with opacity, but only as far as they can still be read; lines become thinner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap.drawing.theme.contrast import (
    LINE,
    TEXT,
    faded,
    mixed,
)
from journeymap.drawing.theme.theme import ArrowStyle, BadgeStyle, LaneStyle, OutcomeStyle

if TYPE_CHECKING:
    from journeymap.drawing.shapes.primitives import Stroke
    from journeymap.drawing.theme.theme import Theme

THINNER = 0.55
"""The part of its width that a line keeps which stands back."""
_SMALLER = 0.8
_SPARE = 0.1  # a little more contrast than the least, against rounding


def faint(theme: Theme) -> Theme:
    """Return a theme as it is for things that stand back. Bands and papers stay as they are."""
    grounds = [theme.paper, theme.card, theme.emotion_band, *(style.band for style in theme.lanes.values())]

    def text(colour: str, *on: str) -> str:
        return faded(colour, theme.paper, on or grounds, TEXT + _SPARE)

    def line(stroke: Stroke) -> Stroke:
        colour = faded(stroke.colour, theme.paper, grounds, LINE + _SPARE)
        return replace(stroke, colour=colour, width=stroke.width * THINNER)

    # A light word on a dark ground would vanish on the pale one: every faint badge has the ink of the drawing.
    pale = mixed(theme.paper, theme.ink, 0.05)
    badge = BadgeStyle(pale, text(theme.ink, pale))
    return replace(
        theme,
        faint=True,
        ink=text(theme.ink),
        grey=text(theme.grey),
        curve=line_colour(theme.curve, theme),
        second_curve=line_colour(theme.second_curve, theme),
        third_curve=line_colour(theme.third_curve, theme),
        fourth_curve=line_colour(theme.fourth_curve, theme),
        hot=text(theme.hot),
        outcomes={
            end: OutcomeStyle(pale, text(theme.ink, pale), faded(style.edge, theme.paper, grounds, LINE + _SPARE))
            for end, style in theme.outcomes.items()
        },
        guaranteed=faded(theme.guaranteed, theme.paper, grounds, LINE + _SPARE),
        work=line_colour(theme.work, theme),
        waiting=line_colour(theme.waiting, theme),
        lanes={
            lane: LaneStyle(
                style.band,
                faded(style.accent, theme.paper, [style.band, theme.card], LINE + _SPARE),
                faded(style.border, theme.paper, [style.band, theme.card], LINE + _SPARE) if style.border else "",
            )
            for lane, style in theme.lanes.items()
        },
        arrows={
            look: ArrowStyle(line(style.stroke), style.head, style.size * _SMALLER, style.dot)
            for look, style in theme.arrows.items()
        },
        badges=dict.fromkeys(theme.badges, badge),
        card_stroke=theme.card_stroke * THINNER,
    )


def line_colour(colour: str, theme: Theme) -> str:
    """Return a colour faded as that of a line on the rows below the lanes."""
    return faded(colour, theme.paper, [theme.paper, theme.emotion_band], LINE + _SPARE)
