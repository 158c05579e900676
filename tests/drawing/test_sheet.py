"""What a blueprint becomes on the sheet: rows, cards, arrows and badges, with nothing lost and nothing made up."""

from __future__ import annotations

from typing import Any

import pytest

from journeymap.analysis import Facts
from journeymap.diagnostics import Acceptance, Code, Diagnostic, Severity
from journeymap.drawing.sheet.badges import NUMBERED
from journeymap.drawing.sheet.build_sheet import build_sheet
from journeymap.findings.numbering import numbered
from journeymap.graph import ServiceGraph, connect
from journeymap.i18n.messages import say
from journeymap.layout.sheet import LANES, Sheet
from journeymap.model.blueprint import Blueprint


def graph_of(steps: dict[str, Any], **fields: Any) -> ServiceGraph:
    return connect(Blueprint.model_validate({"title": "T", "steps": steps, **fields}))


def sheet_of(steps: dict[str, Any], **fields: Any) -> Sheet:
    return build_sheet(Facts(graph_of(steps, **fields)))


def arrows_of(sheet: Sheet, kind: str) -> list[tuple[str, str, str]]:
    return [(arrow.source, arrow.target, arrow.text) for arrow in sheet.arrows if arrow.kind == kind]


def badges_of(sheet: Sheet) -> dict[str, list[tuple[str, str]]]:
    """Return the marks of each card, but not those of where journeys begin."""
    own = {
        card.id: [(badge.kind, badge.text) for badge in card.badges if badge.kind != "start"] for card in sheet.cards
    }
    return {card: marks for card, marks in own.items() if marks}


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
    assert [arrow.text for arrow in build_sheet(Facts(graph), language=language).arrows] == [text]


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
            ("wait", "wait 2 working days"),
            ("pain", "Too slow"),
            ("fail-point", "Closed 8%"),
            ("complaint", "46 per 1000"),
        ]
    }


def test_where_no_way_leads_on_the_card_says_why():
    graph = graph_of({"one": {"customer": "A", "pains": ["Slow"]}})
    sheet = build_sheet(Facts(graph), [found("dead-end", "one"), found("bare-no", "one"), found("no-start", None)])
    assert badges_of(sheet) == {"one/customer": [("pain", "Slow"), ("dead-end", "dead end, bare no")]}


def test_what_was_found_is_left_out_where_it_is_not_wanted_and_what_is_stated_stays():
    graph = graph_of({"one": {"customer": "A", "pains": ["Slow"], "wait": "1 day"}})
    sheet = build_sheet(Facts(graph), [found("dead-end", "one"), found("silent-wait", "one")], marks={"times"})
    assert badges_of(sheet) == {"one/customer": [("wait", "wait 1 day"), ("pain", "Slow")]}


def test_the_findings_that_are_asked_for_stand_on_their_step_by_number_one_badge_for_each_severity():
    graph = graph_of({"one": {"customer": "A"}})
    diagnostics = [
        found("stale-source", "one", Severity.NOTE),
        found("bare-no", "one"),
        found("no-ending", "one"),
        found("no-start", None),
    ]
    assert badges_of(build_sheet(Facts(graph), diagnostics)) == {"one/customer": [("dead-end", "bare no")]}
    sheet = build_sheet(Facts(graph), diagnostics, findings=numbered(diagnostics))
    assert badges_of(sheet) == {"one/customer": [("error", "1, 2"), ("remark", "4"), ("dead-end", "bare no")]}


def test_only_the_first_findings_have_their_number_on_the_sheet():
    graph = graph_of({f"s{n}": {"customer": "A"} for n in range(NUMBERED + 3)})
    diagnostics = [found("stale-source", f"s{n}") for n in range(NUMBERED + 3)]
    sheet = build_sheet(Facts(graph), diagnostics, findings=numbered(diagnostics))
    numbers = [text for badges in badges_of(sheet).values() for _, text in badges]
    assert sorted(map(int, numbers)) == list(range(1, NUMBERED + 1))


def test_a_step_has_one_mark_for_its_pains_the_gravest_in_the_designers_words():
    pains = ["Slow", {"text": "Cold", "severity": 5}, "Wet"]
    sheet = sheet_of({"one": {"customer": "A", "pains": pains}})
    assert badges_of(sheet) == {"one/customer": [("pain", "Cold +2")]}


@pytest.mark.parametrize(
    ("before", "at", "text"),
    [
        ({"everyone": {"perceived": 6}}, {"everyone": {"perceived": 2}}, "rated 6 → 2"),
        ({}, {"p": {"perceived": 2}, "q": {"perceived": 4}}, "rated 2–4"),
        ({}, {"everyone": {"perceived": 1.5}}, "rated 1.5"),
        ({}, {"everyone": {"emotion": -1.5}}, "emotion \u22121.5"),
    ],
)
def test_a_pain_that_nobody_wrote_says_what_was_rated(before: dict[str, Any], at: dict[str, Any], text: str):
    steps = {
        "one": {"customer": "A", "next": "two", "experience": before},
        "two": {"customer": "B", "end": "helped", "experience": at},
    }
    sheet = sheet_of(steps, personas={"p": {}, "q": {}})
    assert ("pain", text) in badges_of(sheet)["two/customer"]


def test_a_wait_is_a_mark_of_its_own_only_where_it_was_found_too_long():
    graph = graph_of({"one": {"customer": "A", "wait": "2 days"}})
    assert badges_of(build_sheet(Facts(graph))) == {"one/customer": [("wait", "wait 2 days")]}
    sheet = build_sheet(Facts(graph), [found("silent-wait", "one")])
    assert badges_of(sheet) == {"one/customer": [("late", "wait 2 days")]}


def test_channel_and_time_stand_on_one_line_with_the_icon_that_the_file_declares():
    steps = {"one": {"customer": "A", "channel": "tel", "takes": "5 min"}, "two": {"customer": "B", "takes": "1 h"}}
    sheet = sheet_of(steps, channels={"tel": {"name": "Hotline", "kind": "phone"}})
    marks = [mark for card in sheet.cards for mark in card.badges if mark.kind == "channel"]
    assert [(mark.text.replace("\u00a0", " "), mark.icon) for mark in marks] == [
        ("Hotline · 5 min", "phone"), ("1 hour", "clock"),
    ]  # fmt: skip


def test_the_icon_of_a_channel_is_never_guessed_from_its_name():
    sheet = sheet_of({"one": {"customer": "A", "channel": "tel"}}, channels={"tel": {"name": "Telephone"}})
    assert [(mark.text, mark.icon) for mark in sheet.cards[0].badges if mark.kind == "channel"] == [("Telephone", "")]


def test_an_end_says_how_many_of_a_hundred_end_there_and_a_start_how_many_begin():
    steps = {
        "a": {"customer": "A", "start": "60%", "next": {"no": "25%", "yes": "75%"}},
        "b": {"customer": "B", "start": "40%", "next": {"no": "50%", "yes": "50%"}},
        "no": {"customer": "N", "end": "gave-up"},
        "yes": {"customer": "Y", "end": "helped"},
    }
    assert {card.step: [(m.kind, m.figure, m.text) for m in card.badges] for card in sheet_of(steps).cards} == {
        "a": [("start", "", "start 60%")],
        "b": [("start", "", "start 40%")],
        "no": [("end", "35", "gave up, from 2 places")],
        "yes": [("end", "65", "helped")],
    }


def test_an_arrow_is_as_wide_as_so_many_take_it():
    steps = {
        "a": {"customer": "A", "next": {"b": "75%", "c": "24%", "d": "1%"}},
        "b": {"customer": "B", "end": "helped"},
        "c": {"customer": "C", "end": "helped"},
        "d": {"customer": "D", "end": "helped"},
    }
    assert [arrow.width for arrow in sheet_of(steps).arrows] == pytest.approx([4.0, 1.96, 0.8])


def test_an_accepted_choice_is_marked_with_its_reason():
    graph = graph_of({"one": {"customer": "A"}})
    accepted = Acceptance(found("dead-end", "one"), "the law wants it")
    assert badges_of(build_sheet(Facts(graph), (), [accepted])) == {"one/customer": [("accepted", "the law wants it")]}


def test_of_many_marks_of_a_kind_the_last_counts_the_rest():
    fails = [{"what": f"Fault {n}"} for n in range(5)]
    sheet = sheet_of({"one": {"customer": "A", "fails": fails, "notes": ["One", "Two"]}})
    assert badges_of(sheet)["one/customer"] == [
        ("fail-point", "Fault 0"), ("fail-point", "and 4 more"), ("metric", "One"), ("metric", "Two"),
    ]  # fmt: skip


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
            [card.text, *(badge.text for badge in card.badges)]
            for card in build_sheet(Facts(graph), language=language).cards
        ]
        for language in ("en", "nl")
    }
    assert texts == {
        "en": [["Asks", "start", "wait 2 days", "Nobody says why"]],
        "nl": [["Asks", "start", "wacht 2 dagen", "Nobody says why"]],
    }


def test_the_icon_is_that_of_the_channel_that_is_named_first():
    channels = {"tel": {"name": "Hotline", "kind": "phone"}, "desk": {"name": "Desk", "kind": "counter"}}
    sheet = sheet_of({"one": {"customer": "A", "channel": ["desk", "tel"]}}, channels=channels)
    assert [(mark.text, mark.icon) for mark in sheet.cards[0].badges if mark.kind == "channel"] == [
        ("Desk / Hotline", "counter"),
    ]  # fmt: skip
