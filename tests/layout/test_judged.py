"""What is drawn of whole blueprints stands up to a judge who knows nothing of how it was laid out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from layout_judge import faults, figures, hidden_by_labels, largest_bundle, share_over_evidence
from random_blueprints import process_text, tree_text

from journeymap.drawing import DrawOptions, draw
from journeymap.drawing.sheet.fewer_words import Shape, shaped
from journeymap.layout import arrange
from journeymap.layout.sizes import TIP
from journeymap.pipeline import check_file, check_source

if TYPE_CHECKING:
    from journeymap.layout.geometry import Geometry
    from journeymap.pipeline import Result

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
CASES = Path(__file__).parent / "cases"
USUAL, ALL = 6, 30


def geometry_of(result: Result, view: str | None = None) -> Geometry:
    assert result.journey is not None
    return draw(result.journey, result.diagnostics, result.accepted, DrawOptions(view=view)).geometry


def blueprints() -> list[Path]:
    return sorted(BLUEPRINTS.rglob("*.yaml"))


@pytest.fixture
def seeds(request: pytest.FixtureRequest) -> range:
    return range(ALL if request.config.getoption("--all") else USUAL)


@pytest.mark.parametrize("path", blueprints(), ids=lambda path: path.stem)
def test_nothing_is_hidden_on_a_blueprint(path: Path) -> None:
    geometry = geometry_of(check_file(path))
    assert faults(geometry) == {}
    assert hidden_by_labels(geometry) == {}


def test_nothing_is_hidden_where_columns_stand_close() -> None:
    narrower = []
    for path in blueprints():
        result = check_file(path)
        assert result.journey is not None
        sheet = draw(result.journey, result.diagnostics, result.accepted).sheet
        usual, close = arrange(sheet), arrange(shaped(sheet, Shape(close=True)))
        narrower.append(close.width < usual.width)
        assert (path.stem, faults(close), hidden_by_labels(close)) == (path.stem, {}, {})
    assert sum(narrower) > 0.8 * len(narrower)


def test_journeys_keep_out_of_the_row_of_evidence() -> None:
    drawn = [geometry_of(check_file(path)) for path in blueprints()]
    assert any(row.row.lane == "evidence" for geometry in drawn for row in geometry.rows)
    assert share_over_evidence(drawn) <= 0.10


@pytest.mark.parametrize("view", ["tree", "rows"])
def test_nothing_is_hidden_on_a_random_tree(seeds: range, view: str) -> None:
    for seed in seeds:
        geometry = geometry_of(check_source(tree_text(seed), "tree.yaml"), view)
        assert (seed, faults(geometry), hidden_by_labels(geometry)) == (seed, {}, {})
        assert largest_bundle(geometry) <= (3 if view == "tree" else 10)


def test_nothing_is_hidden_on_a_random_process(seeds: range) -> None:
    for seed in seeds:
        geometry = geometry_of(check_source(process_text(seed), "process.yaml"))
        assert (seed, faults(geometry), hidden_by_labels(geometry)) == (seed, {}, {})


@pytest.mark.parametrize(("case", "rows", "tree"), [("tree-s", 40, 5), ("tree-m", 20, 10), ("tree-l", 120, 10)])
def test_trees_of_questions_can_be_followed(case: str, rows: int, tree: int) -> None:
    result = check_file(CASES / f"{case}.yaml")
    for view, crossings, bundle in (("rows", rows, 10), (None, tree, 3)):
        geometry = geometry_of(result, view)
        assert figures(geometry)["crossings"] <= crossings
        assert largest_bundle(geometry) <= bundle
        assert (faults(geometry), hidden_by_labels(geometry)) == ({}, {})


@pytest.mark.parametrize(("case", "crossings"), [("s", 2), ("m", 12), ("l", 20)])
def test_what_exits_save_is_more_than_what_the_free_row_costs(case: str, crossings: int) -> None:
    assert figures(geometry_of(check_file(CASES / f"{case}.yaml")))["crossings"] <= crossings


def test_no_words_lie_on_the_tip_of_a_tag() -> None:
    for seed in range(3):
        geometry = geometry_of(check_source(tree_text(seed), "tree.yaml"), "tree")
        pointed = [
            (placed.box.right, badge.box)
            for placed in geometry.cards
            for badge in placed.badges
            if badge.badge.kind == "exit"
        ]
        labels = [placed.label.box for placed in geometry.arrows if placed.label is not None]
        assert pointed
        for right, tag in pointed:
            for label in labels:
                beside = right < label.right and label.left < right + TIP
                assert not (beside and tag.top < label.bottom and label.top < tag.bottom)
