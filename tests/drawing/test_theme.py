"""Every theme can be read: contrasts by WCAG 2.2 (1.4.3, 1.4.11), colours apart for every kind of colour vision."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from colour_vision import SIMULATIONS, distance

from journeymap.drawing import THEMES, Theme, built_in
from journeymap.drawing.theme.contrast import contrast
from journeymap.drawing.theme.dimming import faint
from journeymap.drawing.theme.theme import DEFAULT
from journeymap.drawing.theme.theme_file import _BUILT_IN, read_theme

if TYPE_CHECKING:
    from pathlib import Path

COLOURED = [name for name in THEMES if name != "print"]


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return built_in(request.param)


def grounds(theme: Theme) -> list[str]:
    return [theme.paper, theme.card, theme.emotion_band, *(style.band for style in theme.lanes.values())]


def test_the_measures_are_right():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)  # the well-known grey that just fails
    assert distance("#FFFFFF", "#000000") == pytest.approx(100, abs=0.1)
    assert distance("#FF0000", "#00FF00") == pytest.approx(170.6, abs=0.5)
    assert distance("#D02020", "#507A00", "deutan") < 0.5 * distance("#D02020", "#507A00")


def test_there_are_the_themes_that_are_promised():
    assert set(THEMES) == {"default", "print", "dark", "high-contrast"}
    assert built_in("default") is DEFAULT
    assert [built_in(name).name for name in THEMES] == list(THEMES)


@pytest.mark.parametrize("file", sorted(_BUILT_IN.glob("*.toml")), ids=lambda file: file.stem)
def test_nothing_is_wrong_with_the_themes_that_come_along(file: Path):
    assert file.stem in THEMES
    assert read_theme(file, file.stem)[1] == []


def test_all_words_can_be_read_on_whatever_they_stand(theme: Theme):
    for ground in grounds(theme):
        assert contrast(theme.ink, ground) >= 7
        assert contrast(theme.grey, ground) >= 4.5
    for style in theme.lanes.values():
        assert contrast(style.accent, style.band) >= 4.5
    for badge in theme.badges.values():
        assert contrast(badge.ink, badge.ground) >= 4.5
    assert contrast(theme.on_phase, theme.phase) >= 4.5


def test_lines_stand_out_from_every_band_and_from_paper(theme: Theme):
    for ground in grounds(theme):
        for arrow in theme.arrows.values():
            assert contrast(arrow.stroke.colour, ground) >= 3
    for style in theme.lanes.values():
        assert contrast(style.accent, theme.card) >= 3
    for line in theme.lines.values():
        assert contrast(line.colour, theme.paper) >= 3


def test_curves_bars_and_faces_stand_out_from_their_row(theme: Theme):
    for colour in (theme.curve, theme.second_curve, theme.pleased, theme.displeased, theme.work, theme.waiting):
        assert contrast(colour, theme.emotion_band) >= 4.5
    assert contrast(theme.neutral, theme.emotion_band) >= 3


def test_the_marks_of_the_guarantee_stand_out_from_every_band(theme: Theme):
    for style in theme.lanes.values():
        assert contrast(theme.guaranteed, style.band) >= 3
        assert contrast(theme.no_return, style.band) >= 3


def test_what_stands_back_can_be_read_in_every_theme(theme: Theme):
    weak = faint(theme)
    for style in theme.lanes.values():
        assert contrast(weak.ink, style.band) >= 4.5
        assert all(contrast(arrow.stroke.colour, style.band) >= 3 for arrow in weak.arrows.values())
    assert all(contrast(badge.ink, badge.ground) >= 4.5 for badge in weak.badges.values())
    assert all(contrast(lane.accent, lane.band) >= 3 for lane in weak.lanes.values())


@pytest.mark.parametrize("name", COLOURED)
@pytest.mark.parametrize("sight", SIMULATIONS)
def test_the_accents_of_the_lanes_stay_apart_for_every_kind_of_colour_vision(name: str, sight: str):
    accents = [style.accent for style in built_in(name).lanes.values()]
    assert min(distance(one, other, sight) for one, other in combinations(accents, 2)) >= 15


@pytest.mark.parametrize("name", COLOURED)
@pytest.mark.parametrize("sight", SIMULATIONS)
def test_work_and_waiting_and_good_and_bad_stay_apart(name: str, sight: str):
    theme = built_in(name)
    pairs = [
        (theme.work, theme.waiting),
        (theme.curve, theme.second_curve),
        (theme.guaranteed, theme.no_return),
    ]
    assert min(distance(one, other, sight) for one, other in pairs) >= 15


def test_a_way_back_and_a_failure_put_right_differ_from_the_flow_by_their_dashes(theme: Theme):
    dashes = [theme.arrows[look].stroke.dash for look in ("flow", "back", "recover")]
    assert len(set(dashes)) == 3


def test_the_theme_for_print_needs_no_colour():
    theme = built_in("print")
    colours = [theme.ink, theme.grey, theme.phase, theme.curve, theme.second_curve, theme.pleased, theme.displeased]
    colours += [colour for style in theme.lanes.values() for colour in (style.band, style.accent)]
    colours += [colour for style in theme.badges.values() for colour in (style.ground, style.ink)]
    colours += [style.stroke.colour for style in theme.arrows.values()]
    assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in colours)


def test_no_two_kinds_of_arrow_differ_by_colour_alone(theme: Theme):
    shapes = [
        (style.stroke.dash, style.head, style.dot, round(style.stroke.width, 1)) for style in theme.arrows.values()
    ]
    drawn = dict(zip(theme.arrows, shapes, strict=True))
    del drawn["cell"]  # has no head, or one at either end
    assert len(set(drawn.values())) == len(drawn)
    assert len({line.dash for line in theme.lines.values()}) == 3


def test_the_theme_of_high_contrast_keeps_what_the_strictest_level_asks_for():
    theme = built_in("high-contrast")
    assert all(contrast(badge.ink, badge.ground) >= 7 for badge in theme.badges.values())
    assert all(contrast(style.accent, style.band) >= 7 for style in theme.lanes.values())
    assert all(
        contrast(arrow.stroke.colour, ground) >= 4.5 for arrow in theme.arrows.values() for ground in grounds(theme)
    )
