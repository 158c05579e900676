"""The geometry tells where everything lies; the JSON of a blueprint is a blueprint again."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from drawings_for_tests import CASES, case_drawing, export, hostile_drawing

from journeymap.analysis import Journey
from journeymap.drawing import draw
from journeymap.model.blueprint import Blueprint
from journeymap.pipeline import check_file, check_source


def test_the_geometry_names_rows_phases_cards_and_arrows():
    (part,) = export("geometry", case_drawing("small"))
    data = json.loads(part.content)
    assert data["rows"] == ["evidence", "customer", "frontstage/baker"]
    assert data["phases"] == ["Find", "Buy"]
    assert [line["names"] for line in data["lines"]] == [["interaction"]]
    assert [(card["id"], card["row"], card["phase"]) for card in data["cards"]] == [
        ("see/customer", "customer", "Find"),
        ("ask/evidence", "evidence", "Buy"),
        ("ask/customer", "customer", "Buy"),
        ("ask/frontstage", "frontstage/baker", "Buy"),
    ]
    assert [(arrow["from"], arrow["to"], arrow["kind"], arrow["text"]) for arrow in data["arrows"]] == [
        ("see/customer", "ask/customer", "flow", "it is open, 90%"),
        ("ask/evidence", "ask/customer", "cell", ""),
        ("ask/customer", "ask/frontstage", "cell", ""),
        ("ask/customer", "see/customer", "back", ""),
    ]


def test_the_geometry_is_that_of_the_drawing():
    drawing = case_drawing("rich")
    (part,) = export("geometry", drawing)
    data = json.loads(part.content)
    for card, placed in zip(data["cards"], drawing.geometry.cards, strict=True):
        box = placed.box
        assert (card["x"], card["y"], card["w"], card["h"]) == pytest.approx((box.x, box.y, box.w, box.h), abs=0.01)
    for arrow, placed in zip(data["arrows"], drawing.geometry.arrows, strict=True):
        assert [n for point in arrow["points"] for n in point] == pytest.approx(
            [n for point in placed.points for n in point], abs=0.01
        )
        assert (arrow["label"] is None) == (placed.label is None)
    width, height = data["size"]
    assert all(card["x"] + card["w"] / 2 <= width and card["y"] + card["h"] / 2 <= height for card in data["cards"])


@pytest.mark.parametrize("name", ["small", "rich"])
def test_the_json_of_a_blueprint_reads_back_as_the_same_blueprint(name: str):
    read = check_file(CASES / f"{name}.yaml")
    assert read.graph is not None
    (part,) = export("json", draw(read.journey))
    again = check_source(part.content, "again.json")
    assert again.blueprint == read.blueprint
    assert [d.code for d in again.diagnostics] == [d.code for d in read.diagnostics]


def test_hostile_texts_survive_json():
    drawing = hostile_drawing()
    (part,) = export("json", drawing)
    assert check_source(part.content, "again.json").blueprint == drawing.graph.blueprint


def test_small_shares_and_times_from_python_survive_json():
    steps = {
        "a": {"customer": "A", "wait": timedelta(minutes=90), "next": {"b": {"share": 0.00001}}, "complaints": 2e-7},
        "b": {"customer": "B", "end": "helped"},
    }
    blueprint = Blueprint.model_validate({"title": "T", "steps": steps})
    (part,) = export("json", draw(Journey.of(blueprint)))
    assert b"e-" not in part.content
    assert check_source(part.content, "again.json").blueprint == blueprint
