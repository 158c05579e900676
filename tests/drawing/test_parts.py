"""Parts of a blueprint: phases, or what is around a step; arrows that leave the part end in a pill."""

from __future__ import annotations

from typing import Any

import pytest
from test_scene import FIELDS, STEPS, drawing_of, elements, text

from journeymap.analysis import Journey
from journeymap.diagnostics import Code, Diagnostic, Severity
from journeymap.drawing import SHOWN, ChoiceError, Drawing, DrawOptions, draw
from journeymap.drawing.sheet.excerpt import neighbourhood
from journeymap.graph import connect
from journeymap.i18n.messages import say
from journeymap.model.blueprint import Blueprint

CHAIN: dict[str, Any] = {
    "a": {"customer": "Step A", "phase": "one", "next": ["b", "d"]},
    "b": {"customer": "Step B", "next": "c", "informs": "store"},
    "c": {"customer": "Step C", "phase": "two", "next": "d", "fails": [{"what": "Broken", "recover": "a"}]},
    "d": {"customer": "Step D", "phase": "three", "end": "helped"},
    "store": {"support": "Keeps"},
}


def part(**options: Any) -> Drawing:
    return drawing_of(DrawOptions(**options), steps=CHAIN, phases=["one", "two", "three"])


def cards(drawing: Drawing) -> set[str]:
    return {card.id for card in drawing.sheet.cards if not card.elsewhere}


def test_phases_show_their_own_cards_rows_and_titles_and_nothing_else():
    drawing = part(phases=("two",))
    assert cards(drawing) == {"c/customer"}
    assert [phase.id for phase in drawing.sheet.phases] == ["two"]
    assert [row.id for row in drawing.sheet.rows] == ["customer"]
    assert cards(part(phases=("one", "three"))) == {"a/customer", "b/customer", "d/customer", "store/support"}


def test_arrows_that_leave_or_enter_end_in_a_pill_that_names_where():
    drawing = part(phases=("two",))
    pills = {card.text: card.elsewhere for card in drawing.sheet.cards if card.elsewhere}
    assert pills == {"to: Step D": "d", "to: Step A": "a", "from: Step B": "b"}
    texts = {card.id: card.text for card in drawing.sheet.cards}
    joined = {(texts[arrow.source], texts[arrow.target], arrow.kind) for arrow in drawing.sheet.arrows}
    assert joined == {
        ("from: Step B", "Step C", "flow"), ("Step C", "to: Step D", "flow"), ("Step C", "to: Step A", "recover"),
    }  # fmt: skip
    (scene,) = drawing.scenes
    assert {text(card) for card in elements(scene, "card") if "elsewhere" in card.kind} == set(pills)


def test_a_pill_is_small_and_stands_in_the_lane_of_the_step_that_it_names():
    steps = {
        "a": {"customer": "Asks", "phase": "one", "next": "b"},
        "b": {"backstage": "Looks it up", "phase": "two", "next": "c"},
        "c": {"customer": "Hears", "backstage": "Writes it down", "phase": "three", "end": "helped"},
        "d": {"backstage": "Sorts", "phase": "one"},
    }
    drawing = drawing_of(DrawOptions(phases=("one",)), steps=steps, phases=["one", "two", "three"])
    (pill,) = [card for card in drawing.geometry.cards if card.card.elsewhere]
    assert (pill.card.text, pill.card.row) == ("to: Looks it up", "backstage")
    assert pill.box.h < min(card.box.h for card in drawing.geometry.cards if not card.card.elsewhere)


@pytest.mark.parametrize(
    ("step", "depth", "found"),
    [
        ("b", 0, {"b"}),
        ("b", 1, {"a", "b", "c", "store"}),
        ("d", 1, {"a", "c", "d"}),
        ("store", 2, {"a", "b", "c", "store"}),
        ("d", 9, set(CHAIN)),
    ],
)
def test_the_neighbourhood_follows_arrows_of_every_kind_in_both_directions(step: str, depth: int, found: set[str]):
    graph = connect(Blueprint.model_validate({"steps": CHAIN, "phases": ["one", "two", "three"]}))
    assert neighbourhood(graph, step, depth) == found
    assert {card.step for card in part(focus=step, depth=depth).sheet.cards if not card.elsewhere} == found


def test_a_step_and_phases_together_show_what_either_shows():
    assert cards(part(focus="d", depth=0, phases=("one",))) == {"a/customer", "b/customer", "d/customer"}


def test_the_head_of_the_sheet_says_what_part_it_is():
    assert "only two" in text(part(phases=("two",)).scenes[0])
    assert "around Step B, 1 arrow far" in text(part(focus="Step B").scenes[0])


def test_the_whole_has_no_pills():
    assert not [card for card in part(focus="a", depth=9).sheet.cards if card.elsewhere]


@pytest.mark.parametrize(
    ("options", "message", "remedy"),
    [
        ({"focus": "bb"}, 'no step is called "bb"', 'did you mean "b"?'),
        ({"phases": ("tow",)}, 'no phase is called "tow"', 'did you mean "two"?'),
    ],
)
def test_an_unknown_step_or_phase_is_refused_with_a_suggestion(options: dict[str, Any], message: str, remedy: str):
    with pytest.raises(ChoiceError) as refused:
        part(**options)
    assert (str(refused.value.message), str(refused.value.remedy)) == (message, remedy)


def test_only_findings_about_the_part_or_the_whole_are_listed():
    def found(step: str | None) -> Diagnostic:
        return Diagnostic(Code("JM999", "rule"), Severity.NOTE, say("found"), None, step=step)

    blueprint = Blueprint.model_validate({"steps": STEPS, **FIELDS})
    options = DrawOptions(rows=SHOWN | {"findings"}, phases=("find",))
    drawing = draw(Journey.of(blueprint), [found("see"), found("pay"), found(None)], (), options)
    assert [each.number for each in drawing.findings] == [1, 3]


@pytest.mark.parametrize("page", [None, "a4"])
@pytest.mark.parametrize("options", [{"phases": ("buy",)}, {"focus": "ask"}, {"focus": "pay", "depth": 0}])
def test_a_part_is_drawn_with_everything_else_that_can_be_asked_for(page: str | None, options: dict[str, Any]):
    from journeymap.drawing import ROWS

    chosen = DrawOptions(page=page, persona="old", rows=frozenset(ROWS), **options)
    blueprint = Blueprint.model_validate({"steps": STEPS, **FIELDS})
    drawing = draw(Journey.of(blueprint), (), (), chosen)
    assert drawing.scenes
    seen = {card.key for scene in drawing.scenes for card in elements(scene, "card")}
    assert seen == {card.id for card in drawing.sheet.cards}
