"""Findings on a drawing: a number on the card, and under that number the words in a list."""

from __future__ import annotations

from typing import Any

import pytest
from test_scene import FIELDS, LONG, PHASES, STEPS, elements, only, text, words

from journeymap.analysis import Journey
from journeymap.diagnostics import Code, Diagnostic, Severity
from journeymap.drawing import SHOWN, Drawing, DrawOptions, draw
from journeymap.drawing.shapes.finding_list import Item, balanced, item_height
from journeymap.findings.numbering import concerning, numbered
from journeymap.i18n.messages import say
from journeymap.layout.line_breaking import text_width
from journeymap.model.blueprint import Blueprint


def found(name: str, step: str | None, severity: Severity = Severity.WARNING, personas: tuple[str, ...] = ()):
    message = say("what was found about {step}", step=step or "all")
    return Diagnostic(Code("JM999", name), severity, message, None, say("do better"), step=step, personas=personas)


FOUND = [
    found("stale-source", "see", Severity.NOTE),
    found("bare-no", "ask"),
    found("no-good-end", None, Severity.ERROR),
    found("closed", "ask", Severity.ERROR, ("old",)),
]


def drawing_of(options: DrawOptions, diagnostics: list[Diagnostic] = FOUND, **changes: Any) -> Drawing:
    blueprint = Blueprint.model_validate({"steps": STEPS, **FIELDS, **changes})
    return draw(Journey.of(blueprint), diagnostics, (), options)


def test_the_heaviest_findings_have_the_lowest_numbers_and_equals_come_in_reading_order():
    assert [(each.number, each.diagnostic.code.name) for each in numbered(FOUND)] == [
        (1, "no-good-end"), (2, "closed"), (3, "bare-no"), (4, "stale-source"),
    ]  # fmt: skip


def test_every_finding_is_in_the_list_below_with_its_number_weight_step_and_remedy():
    (scene,) = drawing_of(DrawOptions(rows=SHOWN | {"findings"})).scenes
    entries = [text(entry) for entry in elements(scene, "finding") if entry.kind == "finding"]
    assert entries == [
        "1 Error · no-good-end What was found about all Do better",
        "2 Error · closed · Asks for bread What was found about ask Do better",
        "3 Warning · bare-no · Asks for bread What was found about ask Do better",
        "4 Note · stale-source · Sees the shop What was found about see Do better",
    ]
    lowest = max(word.y for element in scene.elements if element.kind == "legend" for word in words(element))
    assert min(word.y for word in words(only(scene, "findings"))) > lowest


def test_a_line_of_the_list_ends_with_the_dot_between_two_parts_and_never_begins_with_it():
    steps = {**STEPS, "ask": {**STEPS["ask"], "customer": "Asks " + "for a very long loaf of bread " * 4}}
    (scene,) = drawing_of(DrawOptions(rows=SHOWN | {"findings"}), steps=steps).scenes
    lines = [word.text for word in words(only(scene, "findings"))]
    assert any("·" in line for line in lines)
    assert not any(line.startswith("·") for line in lines)
    assert not any("\u00a0" in line for line in lines)


def test_the_numbers_on_the_cards_are_those_of_the_list():
    (scene,) = drawing_of(DrawOptions(rows=SHOWN | {"findings"})).scenes
    cards = {element.key: [word.text for word in words(element)] for element in elements(scene, "card")}
    assert {"2", "3"} <= set(cards["ask/customer"])
    assert "4" in cards["see/customer"]


def test_without_being_asked_for_there_is_no_list():
    (scene,) = drawing_of(DrawOptions()).scenes
    assert not elements(scene, "finding")


def test_of_a_persona_only_what_concerns_it_is_listed_under_the_number_it_always_has():
    drawing = drawing_of(DrawOptions(rows=SHOWN | {"findings"}, persona="young"))
    assert [each.number for each in drawing.findings] == [1, 3, 4]
    assert [each.number for each in drawing_of(DrawOptions(rows=SHOWN | {"findings"}, persona="old")).findings] == [
        1,
        2,
        3,
        4,
    ]
    assert [each.number for each in concerning(numbered(FOUND), {"see": 0}, None)] == [1, 4]


def many(count: int) -> list[Diagnostic]:
    return [found(f"rule-{number}", f"s{number % 24}") for number in range(count)]


@pytest.mark.parametrize("page", ["a4", "a3", "letter"])
@pytest.mark.parametrize("portrait", [False, True])
def test_with_pages_the_list_has_pages_of_its_own_and_nothing_runs_out_of_them(page: str, portrait: bool):
    options = DrawOptions(rows=SHOWN | {"findings"}, page=page, portrait=portrait)
    drawing = drawing_of(options, many(70), steps=LONG, phases=PHASES)
    lists = [scene for scene in drawing.scenes if elements(scene, "findings")]
    assert lists
    assert drawing.scenes[-len(lists) :] == tuple(lists)
    entries = [text(entry) for scene in lists for entry in elements(scene, "finding") if entry.kind == "finding"]
    assert [entry.split()[0] for entry in entries] == [str(number) for number in range(1, 71)]
    for number, scene in enumerate(drawing.scenes, 1):
        assert f"page {number} of {len(drawing.scenes)}" in text(scene)
    for scene in lists:
        assert scene.scale == 1
        for word in words(scene):
            start = word.x - text_width(word.text, word.size, bold=word.bold) * (word.anchor == "end")
            assert scene.left + 24 <= start
            assert start + text_width(word.text, word.size, bold=word.bold) <= scene.left + scene.width - 24
            assert word.y <= scene.top + scene.height - 24


def test_columns_are_about_equally_high_and_keep_the_order():
    items = [
        Item(number, Severity.NOTE, "Note · rule", "A long sentence about it. " * (number % 5 + 1), "")
        for number in range(30)
    ]
    columns = balanced(items, 4, 300)
    assert [item for column in columns for item in column.items] == items
    assert len(columns) == 4
    total = sum(item_height(item, 300) for item in items)
    assert max(column.height for column in columns) <= total / 4 + max(item_height(item, 300) for item in items)
