"""A drawing about one persona: its way stands out, the rest stands back and can still be read."""

from __future__ import annotations

from typing import Any

import pytest
from test_scene import drawing_of, elements, only, text

from journeymap.drawing import ChoiceError, Drawing, DrawOptions
from journeymap.drawing.shapes.primitives import Path
from journeymap.drawing.theme.contrast import (
    LINE,
    TEXT,
    contrast,
    faded,
    mixed,
)
from journeymap.drawing.theme.dimming import faint
from journeymap.drawing.theme.theme import DEFAULT
from journeymap.graph import connect
from journeymap.graph.persona_scope import scope_of
from journeymap.model.blueprint import Blueprint

STEPS: dict[str, Any] = {
    "ask": {
        "customer": "Asks",
        "starts": "print",
        "uses": "store",
        "next": {"web": {"share": {"young": "100%", "old": "0%"}}, "desk": {"share": {"young": "0%", "old": "100%"}}},
        "experience": {"everyone": {"emotion": 1}, "old": {"emotion": -1}},
    },
    "web": {
        "customer": "Types",
        "next": "done",
        "informs": "archive",
        "experience": {"young": {"emotion": 2}, "old": {"emotion": -2}},
    },
    "desk": {"customer": "Queues", "next": "done", "fails": [{"what": "closed", "share": "5%", "recover": "web"}]},
    "print": {"backstage": "Prints", "next": "fold"},
    "fold": {"backstage": "Folds"},
    "store": {"support": "Stores"},
    "archive": {"support": "Keeps"},
    "done": {"customer": "Has it", "end": "helped", "experience": {"everyone": {"emotion": 2}}},
}
PERSONAS = {"young": {"name": "Mia"}, "old": {"name": "Piet, 80"}}


def about(persona: str, **changes: Any) -> Drawing:
    return drawing_of(DrawOptions(persona=persona), steps=STEPS, personas=PERSONAS, **changes)


def test_a_persona_comes_where_its_shares_lead_with_what_is_done_beside_and_behind():
    graph = connect(Blueprint.model_validate({"steps": STEPS, "personas": PERSONAS}))
    assert scope_of(graph, "young").steps == {"ask", "web", "print", "fold", "store", "archive", "done"}
    assert ("ask", "desk") not in {way[:2] for way in scope_of(graph, "young").ways}
    old = scope_of(graph, "old")
    assert old.steps == set(STEPS)
    assert ("ask", "web") not in {way[:2] for way in old.ways}
    assert ("desk", "web") in {way[:2] for way in old.ways}


def test_what_is_off_the_way_stands_back_and_every_card_keeps_its_place():
    drawing = about("young")
    (scene,) = drawing.scenes
    assert {card.key for card in elements(scene, "card") if "faint" in card.kind} == {"desk/customer"}
    faint_arrows = {arrow.key for arrow in elements(scene, "arrow") if "faint" in arrow.kind}
    assert faint_arrows == {
        "ask/customer→desk/customer", "desk/customer→done/customer", "desk/customer→web/customer",
    }  # fmt: skip
    geometry, usual = drawing.geometry, drawing_of(steps=STEPS, personas=PERSONAS).geometry
    assert [(card.card.id, card.column) for card in geometry.cards] == [
        (card.card.id, card.column) for card in usual.cards
    ]


def test_faint_lines_are_thinner_and_lie_below_the_strong_ones():
    (scene,) = about("young").scenes
    arrows = elements(scene, "arrow")
    faintness = ["faint" in arrow.kind for arrow in arrows]
    assert faintness == sorted(faintness, reverse=True)

    def width(key: str) -> float:
        arrow = next(arrow for arrow in arrows if arrow.key == key)
        strokes = [item.stroke.width for item in arrow.items if isinstance(item, Path) and item.stroke]
        return strokes[1]  # behind the halo

    assert width("ask/customer→desk/customer") < 0.7 * width("ask/customer→web/customer")


def test_the_line_and_the_faces_are_those_of_the_persona_and_of_nobody_else():
    (scene,) = about("old").scenes
    assert sorted(face.title for face in elements(scene, "feeling")) == [
        "Asks: Piet, 80 −1", "Has it: Piet, 80 +2", "Types: Piet, 80 −2",
    ]  # fmt: skip
    assert "Mia" not in text(only(scene, "emotion"))
    (scene,) = about("young").scenes
    assert [face.title for face in elements(scene, "feeling")] == ["Asks: Mia +1", "Types: Mia +2", "Has it: Mia +2"]


def test_the_legend_says_whose_way_it_is():
    (scene,) = about("old").scenes
    assert [text(entry) for entry in elements(scene, "entry")][:2] == ["the way of Piet, 80", "not on that way"]


@pytest.mark.parametrize("word", ["old", "OLD", "piet, 80", "Piet"])
def test_a_persona_is_called_by_its_id_or_its_name(word: str):
    walk = about(word).walk
    assert walk is not None
    assert walk.persona == "old"


@pytest.mark.parametrize(
    ("word", "remedy"),
    [("yung", 'did you mean "young"?'), ("Pie", "there are: young, old"), ("zzz", "there are: young, old")],
)
def test_an_unknown_persona_is_refused_with_those_that_there_are(word: str, remedy: str):
    with pytest.raises(ChoiceError, match="no persona is called") as refused:
        about(word)
    assert str(refused.value.remedy) == remedy


def test_a_blueprint_without_personas_says_so():
    with pytest.raises(ChoiceError) as refused:
        drawing_of(DrawOptions(persona="old"), steps=STEPS, personas={})
    assert str(refused.value.remedy) == "this blueprint names no personas"


def test_what_stands_back_can_still_be_read():
    weak = faint(DEFAULT)
    for style in DEFAULT.lanes.values():
        assert TEXT <= contrast(weak.ink, style.band) < contrast(DEFAULT.ink, style.band)
        for look, arrow in weak.arrows.items():
            assert contrast(arrow.stroke.colour, style.band) >= LINE
            assert contrast(arrow.stroke.colour, style.band) < contrast(DEFAULT.arrows[look].stroke.colour, style.band)
    for lane in weak.lanes.values():
        assert contrast(lane.accent, lane.band) >= LINE
    for badge in weak.badges.values():
        assert contrast(badge.ink, badge.ground) >= TEXT


def test_colours_are_mixed_and_faded_as_far_as_they_can_be_read():
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"
    assert contrast(faded("#000000", "#FFFFFF", ["#FFFFFF"], 4.5), "#FFFFFF") == pytest.approx(4.5, abs=0.1)
    assert faded("#DDDDDD", "#FFFFFF", ["#FFFFFF"], 4.5) == "#DDDDDD"


def test_only_the_shares_of_the_persona_stand_on_the_arrows():
    texts = {arrow.text for arrow in about("young").sheet.arrows if arrow.kind == "flow" and arrow.text}
    assert texts == {"100%", "0%"}
    assert {arrow.text for arrow in drawing_of(steps=STEPS, personas=PERSONAS).sheet.arrows} >= {"0%–100%, per persona"}


def test_what_a_persona_hardly_ever_comes_to_stands_back_as_well():
    steps = {
        "a": {"customer": "A", "next": {"b": "99.5%", "c": "0.5%"}},
        "b": {"customer": "B", "end": "helped"},
        "c": {"customer": "C", "end": "refused"},
    }
    (scene,) = drawing_of(DrawOptions(persona="p"), steps=steps, personas={"p": {}}).scenes
    assert {card.key for card in elements(scene, "card") if "faint" in card.kind} == {"c/customer"}


def test_the_figures_of_another_persona_are_nowhere_in_a_drawing_about_one():
    steps = {
        "a": {
            "customer": "A",
            "next": {"b": {"share": {"p": "90%", "q": "20%"}}, "c": {"share": {"p": "10%", "q": "80%"}}},
        },
        "b": {"customer": "B", "end": "helped"},
        "c": {"customer": "C", "end": "gave-up", "experience": {"q": {"emotion": -2}}},
    }
    marks = {
        persona: {
            card.card.step: [
                (badge.badge.kind, badge.badge.figure) for badge in card.badges if badge.badge.kind != "start"
            ]
            for card in drawing_of(
                DrawOptions(persona=persona), steps=steps, personas={"p": {}, "q": {}}
            ).geometry.cards
        }
        for persona in ("p", "q")
    }
    assert marks["p"] == {"a": [], "b": [("end", "90")], "c": [("end", "10")]}
    assert marks["q"] == {"a": [], "b": [("end", "20")], "c": [("pain", ""), ("end", "80")]}
