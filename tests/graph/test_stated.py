"""What is stated of steps, looked up by what it is about: the same as asking every step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeymap.graph import connect
from journeymap.model.blueprint import Blueprint

if TYPE_CHECKING:
    from journeymap.graph.stated import Stated


@pytest.fixture
def stated() -> Stated:
    steps = {
        "ask": {"customer": "Asks", "frontstage": [], "start": True, "next": "check"},
        "check": {"customer": [], "frontstage": "Checks", "identifies": "name", "next": {"mail": {"wait": "1 day"}}},
        "mail": {"backstage": "Mails", "evidence": "Letter", "channel": "post", "next": "file"},
        "file": {"backstage": "Files", "support": [], "uses": "store", "next": "read"},
        "read": {"customer": "Reads", "channel": "post", "asks": ["name", "signature"], "end": "helped"},
        "store": {"support": "Keeps", "backstage": []},
        "plan": {},
    }
    items = {"signature": {"identifies": True}, "age": {"identifies": False}}
    return connect(Blueprint.model_validate({"steps": steps, "items": items})).stated


def test_what_the_customer_does_or_sees_is_known_by_lane(stated: Stated):
    assert stated.touchpoints == [step.is_touchpoint for step in stated.steps]
    assert stated.touchpoints == [True, True, False, False, True, False, False]


def test_where_customer_and_organisation_meet_is_known_by_step(stated: Stated):
    assert stated.contacts == [step.is_contact for step in stated.steps]
    assert stated.contacts == [False, False, False, False, True, False, False]


def test_out_of_sight_is_what_is_done_where_nothing_can_be_seen(stated: Stated):
    assert stated.out_of_sight == [False, False, False, True, False, True, False]


def test_items_identify_where_the_file_or_a_step_says_so(stated: Stated):
    assert stated.identifying == {"name", "signature"}


def test_steps_are_found_by_what_they_and_their_ways_on_state(stated: Stated):
    assert list(stated.at("channel")) == [2, 4]
    assert list(stated.at("takes")) == []
    assert list(stated.on_ways("wait")) == [1]
    assert list(stated.on_ways("kind")) == []
