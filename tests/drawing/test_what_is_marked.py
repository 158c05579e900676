"""The default drawing marks all that was found, over all blueprints: pains, places without a way on, ends, starts."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeymap.analyses import pains
from journeymap.drawing import Drawing, DrawOptions, draw
from journeymap.drawing.drawing import SHOWN
from journeymap.drawing.shapes.primitives import Element, words_in
from journeymap.findings.harm import weighed
from journeymap.i18n.vocabulary import NO_WAY_ON
from journeymap.per_hundred import per_hundred
from journeymap.pipeline import check_file

if TYPE_CHECKING:
    from journeymap.layout.sheet import Badge
    from journeymap.result import Result

ROOT = Path(__file__).parents[2]
BLUEPRINTS = sorted((ROOT / "blueprints").rglob("*.yaml"))
by_name = pytest.mark.parametrize("path", BLUEPRINTS, ids=lambda path: path.stem)


@cache
def _checked(path: Path) -> Result:
    return weighed(check_file(path))


@cache
def _drawn(path: Path) -> Drawing:
    result = _checked(path)
    assert result.journey is not None
    return draw(result.journey, result.diagnostics, result.accepted)


def _marks(drawing: Drawing, kind: str) -> dict[str, list[Badge]]:
    marks: dict[str, list[Badge]] = {}
    for card in drawing.geometry.cards:
        own = [placed.badge for placed in card.badges if placed.badge.kind == kind]
        if own:
            marks.setdefault(card.card.step, []).extend(own)
    return marks


@by_name
def test_every_step_in_pain_is_marked_whether_it_was_stated_or_rated(path: Path):
    drawing = _drawn(path)
    hurting = {pain.step for pain in drawing.journey.facts.of(pains.ANALYSIS).pains if pain.step is not None}
    assert set(_marks(drawing, "pain")) == hurting
    assert all(len(marks) == 1 for marks in _marks(drawing, "pain").values())


@by_name
def test_every_place_without_a_way_on_says_so_in_the_words_of_its_finding(path: Path):
    drawing = _drawn(path)
    marks = _marks(drawing, "dead-end")
    words: dict[str, set[str]] = {}
    for diagnostic in drawing.diagnostics:
        if diagnostic.code.name in NO_WAY_ON:
            step = diagnostic.step or diagnostic.witness[-1]
            words.setdefault(step, set()).add(NO_WAY_ON[diagnostic.code.name].text(drawing.language))
    assert set(marks) == set(words)
    for step, own in words.items():
        assert all(any(word in mark.text for mark in marks[step]) for word in own)


@by_name
def test_every_end_and_every_start_is_marked(path: Path):
    drawing = _drawn(path)
    if drawing.is_tree:
        pytest.skip("the ends of a tree stand where they are led to")
    topology = drawing.graph.topology
    assert set(_marks(drawing, "end")) == {topology.ids[step] for step in topology.ends}
    assert set(_marks(drawing, "start")) == {topology.ids[step] for step in topology.starts}


@by_name
def test_the_figures_of_the_ends_add_up_to_the_hundred_who_begin(path: Path):
    drawing = _drawn(path)
    figures = per_hundred(drawing.journey.facts)
    if drawing.is_tree or not figures.known:
        pytest.skip("without ends on cards of their own, or without figures")
    marks = _marks(drawing, "end")
    assert {step: mark.figure for step, (mark,) in marks.items()} == {
        step: count.text() for step, count in figures.ends.items()
    }
    assert sum(count.whole for count in figures.ends.values()) + figures.stranded.whole == 100


@by_name
def test_ways_out_and_arrows_into_an_end_add_up_to_what_stands_on_it(path: Path):
    drawing = _drawn(path)
    figures = per_hundred(drawing.journey.facts)
    for end, count in figures.ends.items():
        came = sum(number.whole for number in figures.sources(end).values())
        assert came + figures.begun[end].whole == count.whole
    leaving = [mark for marks in _marks(drawing, "exit").values() for mark in marks if mark.target in figures.ends]
    for mark in leaving:
        assert not mark.figure or mark.figure in {number.text() for number in figures.exits.values()}


@by_name
def test_where_no_findings_are_wanted_it_is_drawn_as_it_was_written(path: Path):
    result = _checked(path)
    assert result.journey is not None
    plain = draw(result.journey, result.diagnostics, result.accepted, DrawOptions(rows=SHOWN - {"harm"}))
    assert not _marks(plain, "dead-end")
    assert not _marks(plain, "late")
    assert set(_marks(plain, "pain")) == {
        name for name, step in result.journey.blueprint.steps.items() if any(pain.text for pain in step.pains)
    }
    assert not [card for card in plain.geometry.cards if card.card.rank or card.card.astray]
    assert not plain.worst


def test_the_worst_steps_have_the_same_rank_on_the_sheet_as_in_its_head():
    for path in BLUEPRINTS:
        drawing = _drawn(path)
        ranks = {card.card.step: card.card.rank for card in drawing.geometry.cards if card.card.rank}
        assert ranks == {worst.step: worst.rank for worst in drawing.worst}


def test_a_circle_lies_on_one_hatched_ground_and_the_card_of_a_worst_step_bears_its_rank():
    path = next(path for path in BLUEPRINTS if path.stem == "permit-application-no-way-out")
    (scene,) = _drawn(path).scenes
    grounds = [element for element in scene.elements if element.kind == "astray"]
    assert len(grounds) == 1
    steps = {element.key: element for element in scene.elements if element.kind == "step"}
    (rank,) = [item for card in steps["letter"].items if isinstance(card, Element) for item in card.items
               if isinstance(item, Element) and item.kind == "rank"]  # fmt: skip
    assert [word.text for word in words_in(rank.items)] == ["1"]
