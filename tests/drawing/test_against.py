"""A blueprint drawn against an earlier version: what is gone, new and changed is seen, without colour too."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from test_scene import elements

from journeymap.drawing import Drawing, DrawOptions, built_in, draw
from journeymap.drawing.bands.emotion_gap import felt_in, gap_since
from journeymap.drawing.bands.ways import places_of, ways_of
from journeymap.drawing.name_lookup import ChoiceError
from journeymap.drawing.shapes.primitives import Element, Rectangle, Words
from journeymap.drawing.shapes.primitives import Path as Line
from journeymap.exporters.geometry import EXPORTER as GEOMETRY
from journeymap.exporters.outline import EXPORTER as OUTLINE
from journeymap.findings.harm import weighed
from journeymap.pipeline import check_file, check_source
from journeymap.report.earlier_version import earlier_version

OLD = """
journeymap: 1
title: Getting a pass
language: {language}
customer: {{role: rider, plural: riders}}
actors: {{desk: {{name: Desk, lane: frontstage}}}}
phases: [Ask, Get]
steps:
  ask: {{phase: Ask, start: true, customer: Asks, frontstage: {{by: desk, does: Listens}}, takes: 20 min,
    next: {{queue: 80%, leave: 20%}}, experience: {{everyone: {{emotion: -1}}}}}}
  queue: {{phase: Get, customer: Queues, next: {{pass: 90%, ask: 10%}}, experience: {{everyone: {{emotion: -2}}}}}}
  leave: {{phase: Get, customer: Leaves without, end: gave-up}}
  pass: {{phase: Get, customer: Has a pass, end: helped, experience: {{everyone: {{emotion: 0}}}}}}
"""
NEW = """
journeymap: 1
title: Getting a pass
language: {language}
customer: {{role: rider, plural: riders}}
phases: [Ask, Get]
steps:
  ask: {{phase: Ask, start: true, customer: Asks, takes: 5 min, next: {{choose: 10%, pass: 90%}},
    experience: {{everyone: {{emotion: 1}}}}}}
  choose: {{phase: Get, customer: Chooses a card, next: pass}}
  pass: {{phase: Get, customer: Has a pass, end: helped, experience: {{everyone: {{emotion: 2}}}}}}
"""


def held(old: str = OLD, new: str = NEW, language: str = "en", **options: Any) -> Drawing:
    before, now = (weighed(check_source(text.format(language=language), "x.yaml")) for text in (old, new))
    assert before.journey is not None
    assert now.journey is not None
    version = earlier_version(before.journey, now.journey, "old.yaml")
    return draw(now.journey, now.diagnostics, now.accepted, DrawOptions(against=version, **options))


def words(drawing: Drawing, kind: str = "") -> list[str]:
    (scene,) = drawing.scenes
    return [item.text for element in elements(scene, kind) for item in flat(element) if isinstance(item, Words)]


def flat(element: Element) -> list[Any]:
    return [inner for item in element.items for inner in (flat(item) if isinstance(item, Element) else [item])]


def card(drawing: Drawing, name: str) -> Element:
    (scene,) = drawing.scenes
    return next(element for element in elements(scene, "card") if element.key == name)


def dashes(element: Element) -> set[bool]:
    return {bool(item.stroke.dash) for item in flat(element) if isinstance(item, Rectangle) and item.stroke}


def test_a_step_that_is_gone_is_a_dashed_ghost_with_the_word_where_it_was():
    drawing = held()
    ghost = card(drawing, "was/queue/customer")
    assert dashes(ghost) == {True}
    assert {"Queues", "gone"} <= {item.text for item in flat(ghost) if isinstance(item, Words)}
    placed = {item.card.id: item.box.x for item in drawing.geometry.cards}
    assert placed["ask/customer"] < placed["was/queue/customer"]


def test_an_end_that_is_gone_tells_how_many_ended_there():
    ghost = card(held(), "was/leave/customer")
    told = " ".join(item.text for item in flat(ghost) if isinstance(item, Words))
    assert re.search(r"gone, before: \d+ gave up", told)


def test_a_step_that_is_new_has_a_double_edge_and_the_word():
    new = card(held(), "choose/customer")
    edges = [item for item in flat(new) if isinstance(item, Rectangle) and item.stroke and item.fill is None]
    assert len(edges) == 2
    assert "new" in {item.text for item in flat(new) if isinstance(item, Words)}
    old = card(held(), "ask/customer")
    assert len([item for item in flat(old) if isinstance(item, Rectangle) and item.stroke and item.fill is None]) == 1


def test_a_step_that_is_changed_has_a_folded_corner_and_tells_what_it_was_and_is():
    drawing = held()
    changed = card(drawing, "ask/customer")
    assert any(isinstance(item, Line) and item.closed for item in flat(changed))
    told = " ".join(item.text for item in flat(changed) if isinstance(item, Words))
    assert "20 min → 5 min" in told
    ends = " ".join(item.text for item in flat(card(drawing, "pass/customer")) if isinstance(item, Words))
    assert "→ 100 of 100" in ends


def test_ways_that_are_gone_are_crossed_out_and_new_ones_double():
    drawing = held()
    changes = {(item.arrow.source, item.arrow.target): item.arrow.change for item in drawing.geometry.arrows}
    assert changes["ask/customer", "was/queue/customer"] == "gone"
    assert changes["ask/customer", "pass/customer"] == "new"
    assert changes["ask/customer", "choose/customer"] == ""
    legend = words(drawing, "legend")
    assert {"new way", "way that is gone"} <= set(legend)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Of 100 riders, before → now: helped"),
        ("nl", "Van 100 riders, eerst → nu: geholpen"),
    ],
)
def test_the_head_tells_every_figure_before_and_after_in_both_languages(language: str, sentence: str):
    drawing = held(language=language)
    assert drawing.head is not None
    assert drawing.head.sentence.startswith(sentence)
    assert "→ 100" in drawing.head.sentence
    assert sum(part.whole for part in drawing.head.before) == 100
    assert sum(part.whole for part in drawing.head.parts) == 100
    assert any("→ 0" in part.told for part in drawing.head.parts)


def test_two_lines_of_feeling_are_drawn_with_the_gap_between_them_told():
    drawing = held()
    assert drawing.before is not None
    places = places_of(drawing.geometry)
    ways = ways_of(drawing.graph, places, "en", felt_in(drawing.graph))
    assert ways is not None
    gap = gap_since(drawing.before, ways, places, "en")
    assert gap is not None
    assert [moment.value for moment in gap.before.moments] == [-1, -2, 0]
    assert [moment.value for moment in gap.now.moments] == [1, 2]
    assert {"before", "better"} <= set(words(drawing, "emotion"))


def test_the_other_way_round_the_gap_is_worse_and_what_was_new_is_gone():
    drawing = held(NEW, OLD)
    assert "worse" in words(drawing, "emotion")
    assert {item.card.change for item in drawing.geometry.cards if item.card.step == "queue"} == {"new"}
    assert {item.card.step for item in drawing.geometry.cards if item.card.change == "gone"} == {"was/choose"}


def test_a_version_held_against_itself_has_nothing_new_gone_or_changed():
    drawing = held(OLD, OLD)
    assert {item.card.change for item in drawing.geometry.cards} == {""}
    assert {item.arrow.change for item in drawing.geometry.arrows} == {""}
    assert "better" not in words(drawing, "emotion")


def test_the_geometry_and_the_text_tell_the_same_changes():
    drawing = held()
    (part,) = GEOMETRY.render(drawing)
    data = json.loads(part.content)
    assert {card["step"]: card["change"] for card in data["cards"] if "change" in card} == {
        "ask": "changed", "was/queue": "gone", "was/leave": "gone", "choose": "new", "pass": "changed",
    }  # fmt: skip
    (text,) = OUTLINE.render(drawing)
    outline = text.content.decode()
    assert "- New steps: Chooses a card" in outline
    assert "- Steps that are gone: Queues; Leaves without" in outline
    assert drawing.scenes[0].description.count("gone: 2") == 1


@pytest.mark.parametrize("theme", ["default", "dark", "high-contrast", "print"])
def test_changes_are_seen_in_every_theme_on_pages_and_in_parts(theme: str):
    for options in ({}, {"page": "a4"}, {"phases": ("Get",)}, {"focus": "ask"}):
        drawing = held(theme=built_in(theme), **options)
        told = {item.text for scene in drawing.scenes for part in elements(scene) for item in flat(part)
                if isinstance(item, Words)}  # fmt: skip
        assert any("pass" in text for text in told)


def test_what_shares_no_step_is_refused_and_so_is_a_tree():
    other = NEW.replace("ask:", "one:").replace("choose", "two").replace("pass", "three").replace("Asks", "Begs")
    other = other.replace("Chooses a card", "Waits").replace("Has a three", "Is content")
    with pytest.raises(ChoiceError, match="no step of old"):
        held(other, NEW)
    with pytest.raises(ChoiceError, match="rows"):
        held(view="tree")


def test_every_pair_of_blueprints_that_replace_each_other_is_drawn_with_every_step_of_both():
    folder = Path(__file__).parents[2] / "blueprints"
    pairs = [(path.with_name(path.name.replace("-to-be", "")), path) for path in sorted(folder.glob("*-to-be.yaml"))]
    assert pairs
    for old, new in pairs:
        before, now = (weighed(check_file(str(path))) for path in (old, new))
        assert before.journey is not None
        assert now.journey is not None
        version = earlier_version(before.journey, now.journey, old.name)
        if not version.steps:
            continue
        drawing = draw(now.journey, now.diagnostics, now.accepted, DrawOptions(against=version))
        drawn = {item.card.step for item in drawing.geometry.cards}
        assert drawn == {*now.blueprint.steps, *map(version.drawn, before.blueprint.steps)}
        assert drawing.scenes
