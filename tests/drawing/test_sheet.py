"""What a blueprint becomes on the sheet: rows, cards, arrows and badges, with nothing lost and nothing made up."""

from __future__ import annotations

from typing import Any

import pytest

from journeymap.analysis import Journey
from journeymap.diagnostics import Acceptance, Code, Diagnostic, Severity
from journeymap.drawing import draw
from journeymap.drawing.shapes.primitives import words_in
from journeymap.drawing.sheet.badges import MOST
from journeymap.drawing.sheet.build_sheet import build_sheet
from journeymap.findings.numbering import numbered
from journeymap.graph import ServiceGraph, connect
from journeymap.i18n.messages import say
from journeymap.layout.sheet import LANES, Sheet
from journeymap.model.blueprint import Blueprint


def graph_of(steps: dict[str, Any], **fields: Any) -> ServiceGraph:
    return connect(Blueprint.model_validate({"title": "T", "steps": steps, **fields}))


def sheet_of(steps: dict[str, Any], **fields: Any) -> Sheet:
    return build_sheet(graph_of(steps, **fields))


def arrows_of(sheet: Sheet, kind: str) -> list[tuple[str, str, str]]:
    return [(arrow.source, arrow.target, arrow.text) for arrow in sheet.arrows if arrow.kind == kind]


def badges_of(sheet: Sheet) -> dict[str, list[tuple[str, str]]]:
    return {card.id: [(badge.kind, badge.text) for badge in card.badges] for card in sheet.cards if card.badges}


def found(name: str, step: str | None, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(Code("JM203", name), severity, say("found"), None, step=step)


ACTORS = {
    "b": {"name": "Bakery", "lane": "backstage"},
    "carer": {"name": "Carer", "lane": "customer"},
    "a": {"name": "Desk", "lane": "frontstage"},
    "patient": {"name": "Patient", "lane": "customer"},
}


def test_rows_come_lane_by_lane_and_within_a_lane_as_the_file_names_the_actors():
    sheet = sheet_of(
        {
            "one": {"backstage": {"by": "b", "does": "Bakes"}, "frontstage": {"by": "a", "does": "Asks"}},
            "two": {"customer": {"by": "patient", "does": "Eats"}, "evidence": "Bread"},
            "three": {"customer": [{"by": "carer", "does": "Cooks"}, "Waits"]},
        },
        actors=ACTORS,
    )
    assert [row.id for row in sheet.rows] == [
        "evidence",
        "customer",
        "customer/carer",
        "customer/patient",
        "frontstage/a",
        "backstage/b",
    ]
    assert [LANES.index(row.lane) for row in sheet.rows] == sorted(LANES.index(row.lane) for row in sheet.rows)


def test_a_row_without_an_actor_is_called_after_the_lane_or_the_role_of_the_customer():
    steps = {"one": {"customer": "Asks", "frontstage": "Answers"}}
    rows = {row.id: (row.title, row.subtitle) for row in sheet_of(steps, customer={"role": "tenant"}).rows}
    assert rows == {"customer": ("Tenant", "Customer actions"), "frontstage": ("Frontstage", "")}
    assert sheet_of(steps).rows[0].title == "Customer actions"


def test_a_row_says_its_lane_below_the_name_of_the_actor():
    row = sheet_of({"one": {"frontstage": {"by": "a", "does": "Asks"}}}, actors=ACTORS).rows[0]
    assert (row.title, row.subtitle) == ("Desk", "Frontstage")


def test_an_actor_that_nobody_knows_acts_on_the_row_of_the_lane():
    sheet = sheet_of({"one": {"frontstage": {"by": "nobody", "does": "Asks"}}})
    assert [card.row for card in sheet.cards] == ["frontstage"]


def test_every_cell_is_a_card_and_the_cards_of_a_step_are_joined_from_top_to_bottom():
    sheet = sheet_of(
        {"one": {"support": "Stores", "customer": ["Asks", "Waits"], "evidence": "Letter", "frontstage": "Answers"}}
    )
    assert [card.text for card in sheet.cards] == ["Letter", "Asks", "Waits", "Answers", "Stores"]
    assert [(arrow.source, arrow.target, arrow.both) for arrow in sheet.arrows] == [
        ("one/evidence", "one/customer", False),
        ("one/customer", "one/customer/2", False),
        ("one/customer/2", "one/frontstage", True),
        ("one/frontstage", "one/support", False),
    ]


def test_the_flow_runs_between_the_uppermost_cards_that_act():
    sheet = sheet_of(
        {
            "one": {"evidence": "Sign", "frontstage": "Waves", "backstage": "Cleans", "next": ["two", "three"]},
            "two": {"backstage": "Counts", "next": "three"},
            "three": {"evidence": "Letter"},
        }
    )
    assert arrows_of(sheet, "flow") == [
        ("one/frontstage", "two/backstage", ""),
        ("one/frontstage", "three/evidence", ""),
        ("two/backstage", "three/evidence", ""),
    ]


@pytest.mark.parametrize(
    ("flow", "language", "text"),
    [
        ({"when": "it rains"}, "en", "it rains"),
        ({"when": "it rains", "share": "72%"}, "en", "it rains, 72%"),
        ({"share": "0.5%"}, "en", "0.5%"),
        ({"share": "0.5%"}, "nl", "0,5%"),
        ({"share": {"young": "10%", "old": "40%", "everyone": "20%"}}, "en", "10%–40%, per persona"),
        ({"when": "late", "wait": "2 days"}, "en", "late, after 2 days"),
        ({}, "en", ""),
    ],
)
def test_an_arrow_says_when_how_often_and_how_long_it_takes(flow: dict[str, Any], language: str, text: str):
    graph = graph_of({"one": {"customer": "A", "next": {"two": flow}}, "two": {"customer": "B"}})
    assert [arrow.text for arrow in build_sheet(graph, language=language).arrows] == [text]


def test_work_beside_the_path_what_is_waited_for_and_what_is_put_right_have_arrows_of_their_own():
    sheet = sheet_of(
        {
            "one": {"customer": "A", "starts": "two", "fails": [{"what": "Closed", "recover": "three"}]},
            "two": {"backstage": "B", "informs": {"three": "a message"}},
            "three": {"customer": "C", "needs": "two"},
        }
    )
    assert arrows_of(sheet, "starts") == [("one/customer", "two/backstage", "")]
    assert arrows_of(sheet, "needs") == [("two/backstage", "three/customer", "")]
    assert arrows_of(sheet, "recover") == [("one/customer", "three/customer", "Closed")]
    assert arrows_of(sheet, "informs") == [("two/backstage", "three/customer", "a message")]


def test_a_system_has_no_card_and_a_supporting_step_that_is_used_has():
    sheet = sheet_of(
        {
            "one": {"customer": "A", "backstage": "B", "uses": ["crm", "store", "crm"], "next": "two"},
            "two": {"customer": "C", "uses": "crm"},
            "store": {"support": "Stores"},
        },
        systems={"crm": {"name": "Register"}, "unused": {}},
    )
    assert [(row.id, row.title) for row in sheet.rows if row.lane == "support"] == [("support", "Support processes")]
    assert arrows_of(sheet, "uses") == [("one/backstage", "store/support", "")]


def test_what_leads_to_nothing_known_is_left_out():
    sheet = sheet_of(
        {"one": {"customer": "A", "next": "gone", "uses": "gone", "starts": "gone", "needs": "gone", "informs": "gone"}}
    )
    assert not sheet.arrows
    assert len(sheet.cards) == 1


def test_a_step_in_which_nothing_happens_keeps_a_card_with_its_name_or_id():
    sheet = sheet_of({"one": {"name": "Later", "next": "two"}, "two": {}})
    assert [card.text for card in sheet.cards] == ["Later", "two"]
    assert arrows_of(sheet, "flow") == [("one/customer", "two/customer", "")]


def test_steps_without_a_phase_stand_in_that_of_the_step_before():
    steps = {"one": {"customer": "A", "phase": "go"}, "two": {"customer": "B"}, "three": {"customer": "C"}}
    sheet = sheet_of(steps, phases=["find", "go"])
    assert [phase.id for phase in sheet.phases] == ["find", "go"]
    assert [card.phase for card in sheet.cards] == ["go", "go", "go"]


def test_a_blueprint_without_phases_has_one_with_no_title():
    sheet = sheet_of({"one": {"customer": "A"}})
    assert [(phase.id, phase.title) for phase in sheet.phases] == [("", "")]
    assert sheet.cards[0].phase == ""


def test_badges_stand_on_the_uppermost_card_that_acts():
    sheet = sheet_of(
        {
            "one": {
                "evidence": "Letter",
                "customer": "A",
                "frontstage": "B",
                "pains": ["Too slow"],
                "wait": "2 working days",
                "complaints": "46 per 1000",
                "fails": [{"what": "Closed", "share": "8%"}],
            }
        }
    )
    assert badges_of(sheet) == {
        "one/customer": [
            ("pain", "Too slow"),
            ("wait", "2 working days"),
            ("fail-point", "Closed, 8%"),
            ("complaint", "46 per 1000"),
        ]
    }


def test_a_dead_end_is_always_marked_and_comes_first():
    graph = graph_of({"one": {"customer": "A", "pains": ["Slow"]}})
    sheet = build_sheet(graph, [found("dead-end", "one"), found("bare-no", "one"), found("no-start", None)])
    assert badges_of(sheet) == {"one/customer": [("dead-end", "Dead end"), ("pain", "Slow")]}


def test_the_findings_that_are_asked_for_stand_on_their_step_by_number_one_badge_for_each_severity():
    graph = graph_of({"one": {"customer": "A"}})
    diagnostics = [
        found("stale-source", "one", Severity.NOTE),
        found("bare-no", "one"),
        found("dead-end", "one"),
        found("no-start", None),
    ]
    assert badges_of(build_sheet(graph, diagnostics)) == {"one/customer": [("dead-end", "Dead end")]}
    sheet = build_sheet(graph, diagnostics, findings=numbered(diagnostics))
    assert badges_of(sheet) == {"one/customer": [("dead-end", "Dead end"), ("error", "1, 2"), ("remark", "4")]}


def test_findings_come_before_what_the_file_says_so_that_none_is_lost_in_the_count():
    graph = graph_of({"one": {"customer": "A", "pains": [f"Pain {n}" for n in range(MOST + 3)]}})
    diagnostics = [found("bare-no", "one"), found("dead-end", "one")]
    badges = badges_of(build_sheet(graph, diagnostics, findings=numbered(diagnostics)))
    assert [kind for kind, _ in badges["one/customer"]] == ["dead-end", "error", "pain", "pain"]
    assert badges["one/customer"][-1] == ("pain", f"and {MOST + 2} more")


def test_an_accepted_choice_is_marked_with_its_reason():
    graph = graph_of({"one": {"customer": "A"}})
    accepted = Acceptance(found("dead-end", "one"), "the law wants it")
    assert badges_of(build_sheet(graph, (), [accepted])) == {"one/customer": [("accepted", "the law wants it")]}


def test_more_badges_than_a_card_can_bear_are_counted_in_the_last():
    sheet = sheet_of({"one": {"customer": "A", "pains": [f"Pain {n}" for n in range(MOST + 3)]}})
    badges = badges_of(sheet)["one/customer"]
    assert len(badges) == MOST
    assert badges[-1] == ("pain", "and 4 more")


def test_badges_of_several_kinds_are_counted_by_one_that_is_of_none():
    step = {"customer": "A", "pains": ["One", "Two", "Three"], "wait": "5 min", "complaints": "3 per 1000"}
    badges = badges_of(sheet_of({"one": step}))["one/customer"]
    assert badges[-1] == ("more", "and 2 more")
    (scene,) = draw(Journey.of(Blueprint.model_validate({"steps": {"one": step}}))).scenes
    titles = [getattr(item, "title", "") for element in scene.elements for item in element.items]
    assert any(title.endswith("; and 2 more") for title in titles)
    legend = [word.text for element in scene.elements if element.kind == "legend" for word in words_in(element.items)]
    assert legend == ["Pain"]


def test_cards_keep_different_ids_whatever_steps_and_systems_are_called():
    steps = {
        "s": {"customer": "A", "uses": "a/uses/b"},
        "s/uses/a": {"customer": "B", "uses": "b"},
        "s/customer": {"customer": "C"},
    }
    sheet = sheet_of(steps, systems={"b": {}, "a/uses/b": {}})
    ids = [card.id for card in sheet.cards]
    assert len(ids) == len(set(ids)) == 3


def test_characters_that_no_drawing_can_hold_are_replaced_by_a_sign():
    sheet = sheet_of({"one": {"customer": "a\x00b\x07c\ufffed\ud800e\n f"}})
    assert sheet.cards[0].text == "a\ufffdb\ufffdc\ufffdd\ufffde f"


def test_the_own_words_follow_the_language_and_the_designers_do_not():
    graph = graph_of({"one": {"frontstage": "Asks", "wait": "2 days", "pains": "Nobody says why"}})
    texts = {
        language: [
            [card.text, *(badge.text for badge in card.badges)] for card in build_sheet(graph, language=language).cards
        ]
        for language in ("en", "nl")
    }
    assert texts == {"en": [["Asks", "Nobody says why", "2 days"]], "nl": [["Asks", "Nobody says why", "2 dagen"]]}
