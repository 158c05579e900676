"""Text and lines can be read: contrasts by WCAG 2.2, success criteria 1.4.3 and 1.4.11."""

from __future__ import annotations

import pytest

from journeymap.drawing.theme import DEFAULT


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_is_twenty_one_to_one():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("lane", DEFAULT.lanes)
def test_lane_titles_and_grey_words_can_be_read_on_their_band(lane: str):
    style = DEFAULT.lanes[lane]
    assert contrast(style.accent, style.band) >= 5.5
    assert contrast(DEFAULT.ink, style.band) >= 7
    assert contrast(DEFAULT.grey, style.band) >= 5.5


@pytest.mark.parametrize("badge", DEFAULT.badges)
def test_the_words_on_a_badge_can_be_read(badge: str):
    style = DEFAULT.badges[badge]
    assert contrast(style.ink, style.ground) >= 5.5


@pytest.mark.parametrize("arrow", DEFAULT.arrows)
def test_arrows_stand_out_from_every_band_and_from_paper(arrow: str):
    colour = DEFAULT.arrows[arrow].stroke.colour
    grounds = [DEFAULT.paper, *(style.band for style in DEFAULT.lanes.values())]
    assert min(contrast(colour, ground) for ground in grounds) >= 4.5


def test_no_two_kinds_of_arrow_differ_by_colour_alone():
    shapes = [
        (style.stroke.dash, style.head, style.dot, round(style.stroke.width, 1)) for style in DEFAULT.arrows.values()
    ]
    drawn = dict(zip(DEFAULT.arrows, shapes, strict=True))
    del drawn["cell"]  # has no head, or one at either end
    assert len(set(drawn.values())) == len(drawn)


def test_curves_and_faces_stand_out_from_their_row():
    theme = DEFAULT
    for colour in (theme.curve, theme.second_curve, theme.grey, theme.pleased, theme.displeased):
        assert contrast(colour, theme.emotion_band) >= 4.5
    assert contrast(theme.on_phase, theme.phase) >= 7
