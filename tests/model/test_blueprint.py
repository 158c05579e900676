"""A blueprint may be built in Python, in the same short ways as in a file, and it stays as it was built."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from journeymap.model.blueprint import Blueprint, Channel
from journeymap.model.step import Cell, Flow, Step


def test_short_and_full_ways_of_writing_give_the_same_model():
    short = Step(customer="Calls", next="b", asks="name", pains="Too long", burden="letter")
    full = Step(
        customer=(Cell(does="Calls"),),
        next={"b": Flow()},
        asks=("name",),
        pains=[{"text": "Too long"}],
        burden={"letter": 1},
    )
    assert short == full


def test_several_cells_and_several_targets_keep_their_order():
    step = Step(frontstage=["Greets", {"does": "Asks", "by": "kcc"}], next={"z": "20%", "a": None})
    assert [(cell.does, cell.by) for cell in step.frontstage] == [("Greets", None), ("Asks", "kcc")]
    assert list(step.next) == ["z", "a"]


def test_a_blueprint_is_frozen():
    step = Step(customer="Calls")
    with pytest.raises(ValidationError):
        step.customer = ()


def test_an_unknown_word_is_refused():
    with pytest.raises(ValidationError, match="custmer"):
        Step(custmer="Calls")


def test_phases_may_be_names_or_ids_with_names():
    assert list(Blueprint(phases=["Find", "Ride"]).phases) == ["Find", "Ride"]
    assert Blueprint(phases={"f": "Find"}).phases["f"].name == "Find"
    assert Blueprint(phases=[{"f": "Find"}, "Ride"]).phases["f"].name == "Find"


def test_what_was_built_in_python_has_no_place():
    assert Step(customer="Calls").at("customer") is None


def test_dumping_and_reading_again_gives_the_same_blueprint():
    blueprint = Blueprint.model_validate(
        {
            "title": "T",
            "phases": ["A"],
            "steps": {
                "a": {"customer": "x", "wait": "2-5 working days", "next": {"b": "80%"}, "start": "30%"},
                "b": {"end": "helped"},
            },
        }
    )
    assert Blueprint.model_validate(blueprint.model_dump(mode="python", exclude_defaults=True)) == blueprint


@pytest.mark.parametrize(
    ("cells", "decides"),
    [
        ({"customer": "x"}, "customer"),
        ({"customer": "x", "frontstage": "y"}, "organisation"),
        ({"backstage": "y"}, "organisation"),
        ({}, "organisation"),
    ],
)
def test_who_decides_follows_from_who_acts(cells, decides):
    step = Step(next={"b": {}}, **cells)
    assert step.decider(step.next["b"]) == decides


def test_the_label_of_a_step_is_its_name_or_the_first_thing_that_is_done():
    assert Step(name="Call", customer="Calls").label == "Call"
    assert Step(backstage="Plans", frontstage="Answers").label == "Answers"
    assert Step().label == ""


@pytest.mark.parametrize(
    ("written", "meant"), [("ja", True), ("Nee", False), ("yes", True), ("true", True), (False, False)]
)
def test_yes_and_no_are_read_in_english_and_dutch(written, meant):
    assert Channel(self_service=written, answers=written).self_service is meant
    assert Channel(answers=written).answers is meant


@pytest.mark.parametrize(
    ("step", "contact"),
    [
        ({"customer": "Asks", "frontstage": "Answers"}, True),
        ({"customer": "Asks", "channel": "phone"}, True),
        ({"frontstage": "Writes", "channel": "letter"}, True),
        ({"customer": "Thinks"}, False),
        ({"frontstage": "Puts up a sign"}, False),
        ({"backstage": "Asks the bank", "channel": "phone"}, False),
        ({"support": "Is asked", "channel": "phone"}, False),
    ],
)
def test_customer_and_organisation_meet_where_both_act_or_one_of_them_through_a_channel(step: dict, contact: bool):
    assert Step.model_validate(step).is_contact is contact


def test_a_list_of_steps_has_ids_made_from_their_words_and_goes_from_one_to_the_next():
    steps = Blueprint.model_validate({
        "steps": [
            {"name": "Ask the desk", "customer": "Asks"},
            {"customer": "Waits in the hall", "next": "bye"},
            {"id": "told", "frontstage": "Tells", "end": "helped"},
            {"bye": {"customer": "Leaves", "end": "gave-up"}},
            {"bye-bye": None},
        ]
    }).steps  # fmt: skip
    assert list(steps) == ["ask-the-desk", "waits-in-the-hall", "told", "bye", "bye-bye"]
    assert [list(step.next) for step in steps.values()] == [["waits-in-the-hall"], ["bye"], [], [], []]
    assert steps["told"].frontstage[0].does == "Tells"


def test_steps_of_a_list_that_do_the_same_are_two_and_those_of_one_id_are_refused():
    assert list(Blueprint.model_validate({"steps": [{"customer": "Asks"}, {"customer": "Asks"}]}).steps) == [
        "asks",
        "asks-2",
    ]
    with pytest.raises(ValidationError, match='"a"'):
        Blueprint.model_validate({"steps": [{"a": {}}, {"id": "a"}]})
    with pytest.raises(ValidationError, match="steps"):
        Blueprint.model_validate({"steps": ["a"]})
