"""Plots: everything lies on the sheet, bars add up, marks stand where their values are, and no colour says it alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.charts import (
    WIDTH,
    Caption,
    DotRow,
    EmotionPoint,
    Fill,
    Row,
    Scale,
    bars,
    dots,
    feelings,
    keys_of,
    ranked,
)
from journeymap.charts.canvas import Area, filled
from journeymap.drawing import THEMES, built_in
from journeymap.drawing.shapes.primitives import (
    Disc,
    Element,
    Path,
    Rectangle,
    Words,
)
from journeymap.drawing.theme.contrast import contrast
from journeymap.layout.line_breaking import text_width
from journeymap.report.plots.levers import GAIN
from journeymap.report.plots.outcomes import LOOKS
from journeymap.report.plots.time import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.drawing.shapes.primitives import Primitive, Scene

THEME = built_in("default")
CAPTION = Caption("Plot", "What it shows", "en")
SOLID = Fill("solid", lambda theme: theme.ink)
HATCHED = Fill("rising", lambda theme: theme.displeased)
WHOLE = Scale(0, 1, ((0, "0%"), (0.5, "50%"), (1, "100%")))
RANGE = "half within 37 days, nine in ten within 57 days"
names = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=90)
shares = st.floats(0, 1)


def primitives(scene: Scene, kind: str = "") -> Iterator[Primitive]:
    """All that is drawn, or what is drawn for elements of a kind."""
    for element in scene.elements:
        if not kind or element.kind == kind:
            yield from _flat(element)


def _flat(element: Element) -> Iterator[Primitive]:
    for item in element.items:
        if isinstance(item, Element):
            yield from _flat(item)
        else:
            yield item


def outside(scene: Scene) -> list[Primitive]:
    """What does not lie on the sheet."""
    found = []
    for item in primitives(scene):
        if isinstance(item, Rectangle):
            corners = [(item.x, item.y), (item.x + item.w, item.y + item.h)]
        elif isinstance(item, Disc):
            corners = [(item.x - item.r, item.y - item.r), (item.x + item.r, item.y + item.r)]
        elif isinstance(item, Words):
            wide = text_width(item.text, item.size, bold=item.bold)
            left = item.x - {"start": 0, "middle": wide / 2, "end": wide}[item.anchor]
            corners = [(left, item.y - item.size * 0.8), (left + wide, item.y + item.size * 0.2)]
        elif isinstance(item, Path):
            numbers = [n for piece in item.pieces for n in piece]
            corners = list(zip(numbers[::2], numbers[1::2], strict=True))
        if any(not (-0.6 <= x <= scene.width + 0.6 and -0.6 <= y <= scene.height + 0.6) for x, y in corners):
            found.append(item)
    return found


@given(st.lists(st.tuples(names, shares, names), min_size=1, max_size=8), st.booleans())
def test_bars_lie_on_their_sheet_whatever_they_are_called(rows: list[tuple[str, float, str]], narrow: bool):
    drawn = [
        Row(label, [(SOLID, part, said), (HATCHED, 1 - part, said)], spread=(part, max(part, 0.8), RANGE))
        for label, part, said in rows
    ]
    scene = bars(CAPTION, drawn, [(SOLID, "one"), (HATCHED, "other")], WHOLE, THEME, width=470 if narrow else WIDTH)
    assert outside(scene) == []


@pytest.mark.parametrize(("low", "high"), [(0.02, 0.9), (0.3, 0.6), (0.7, 1.0), (0.0, 0.1)])
def test_the_words_of_a_range_stand_on_no_bar_and_on_no_other_words(low: float, high: float):
    rows = [Row(label, [(SOLID, 1, "all")], spread=(low, high, RANGE)) for label in ("One", "Other")]
    scene = bars(CAPTION, rows, [], WHOLE, THEME)
    words = [item for item in primitives(scene) if isinstance(item, Words)]
    grounds = [item for item in primitives(scene, "plot-bar") if isinstance(item, Rectangle) and item.stroke]
    for said in (item for item in words if item.text == RANGE):
        top, bottom = said.y - said.size * 0.75, said.y + said.size * 0.2
        assert all(bottom <= bar.y or top >= bar.y + bar.h for bar in grounds)
        assert all(abs(said.y - other.y) >= 9 for other in words if other is not said and "%" not in other.text)


@given(st.lists(st.tuples(names, st.floats(0.001, 1e6)), min_size=1, max_size=12))
def test_ranked_bars_lie_on_their_sheet(rows: list[tuple[str, float]]):
    scene = ranked(CAPTION, [(label, value, label) for label, value in rows], GAIN, THEME)
    assert outside(scene) == []


@given(st.lists(st.lists(st.floats(-3, 13), min_size=1, max_size=7), min_size=1, max_size=15), names)
def test_dots_lie_on_their_sheet(values: list[list[float]], name: str):
    rows = [DotRow(name, [(n, value, f"{value:.2g}") for n, value in enumerate(each)]) for each in values]
    scale = Scale(0, 10, ((0, "0"), (5, "5"), (10, "10")))
    scene = dots(CAPTION, rows, [name] * 7, scale, THEME, limit=(2.5, "from here on"))
    assert outside(scene) == []


@given(st.lists(st.floats(-2, 2), min_size=1, max_size=60), names)
def test_feelings_lie_on_their_sheet(values: list[float], name: str):
    felt = [EmotionPoint(n, str(n + 1), value, name, n % 5 != 3) for n, value in enumerate(values)]
    half = len(values) // 2
    phases = [(0, half - 1, name), (half, len(values) - 1, name)] if half else [(0, len(values) - 1, name)]
    assert outside(feelings(CAPTION, felt, len(values), phases, THEME, ends=("very good", "very bad"))) == []


def test_the_parts_of_a_bar_are_as_long_as_their_values():
    row = Row("A", [(SOLID, 0.25, "a"), (HATCHED, 0.75, "b")])
    scene = bars(CAPTION, [row], [], WHOLE, THEME)
    edges = [item for item in primitives(scene, "plot-bar") if isinstance(item, Rectangle) and item.stroke is not None]
    first, second = edges
    assert second.w == pytest.approx(3 * first.w)
    assert second.x == pytest.approx(first.x + first.w)


def test_what_is_there_at_all_is_seen():
    scene = bars(CAPTION, [Row("A", [(SOLID, 1e-9, ""), (HATCHED, 1, "")])], [], WHOLE, THEME)
    edges = [item for item in primitives(scene, "plot-bar") if isinstance(item, Rectangle) and item.stroke is not None]
    assert edges[0].w >= 1.5


def test_dots_stand_at_their_values_and_beside_each_other_where_they_meet():
    scale = Scale(0, 10, ((0, "0"), (10, "10")))
    rows = [DotRow("apart", [(0, 0, "0"), (0, 10, "10")]), DotRow("together", [(0, 5, "5"), (4, 5, "5")])]
    scene = dots(CAPTION, rows, ["a", "b", "c", "d", "e"], scale, THEME)
    apart, together = (
        [item.x for item in primitives(scene, "plot-dots") if isinstance(item, Disc)][:2],
        [item.x for item in primitives(scene, "plot-dots") if isinstance(item, Disc)][2:],
    )
    assert sum(together) / 2 == pytest.approx(sum(apart) / 2)
    assert together[1] - together[0] >= 2 * 4.2


def test_the_legend_explains_only_what_occurs():
    rows = [Row("A", [(SOLID, 1.0, ""), (HATCHED, 0.0, "")])]
    assert keys_of([(SOLID, "one"), (HATCHED, "other")], rows) == [(SOLID, "one")]


@given(st.floats(1, 300), st.floats(1, 60), st.sampled_from(["rising", "falling", "crossed", "upright"]))
def test_patterns_stay_within_their_surface(w: float, h: float, pattern: str):
    for item in filled(Area(10, 20, w, h), Fill(pattern, lambda theme: theme.ink), THEME):  # type: ignore[arg-type]
        if isinstance(item, Path):
            for x, y in item.pieces:
                assert 10 - 1e-6 <= x <= 10 + w + 1e-6
                assert 20 - 1e-6 <= y <= 20 + h + 1e-6


def test_no_two_parts_of_a_plot_differ_by_their_colour_alone():
    assert len({look.pattern for look in LOOKS.values()}) == len(LOOKS)
    assert len({look.pattern for look, _ in PARTS}) == len(PARTS)


@pytest.mark.parametrize("name", THEMES)
def test_all_lines_of_plots_can_be_seen_in_every_theme(name: str):
    theme = built_in(name)
    for look in (*LOOKS.values(), *(look for look, _ in PARTS), GAIN):
        assert contrast(look.colour(theme), theme.card) >= 3
        assert contrast(look.colour(theme), theme.paper) >= 3
    for look in LOOKS.values():
        if look.pattern == "solid":
            assert contrast(theme.card, look.colour(theme)) >= 4.5
    assert contrast(theme.displeased, theme.paper) >= 4.5
    assert contrast(theme.grey, theme.emotion_band) >= 4.5
