"""Where both sides talk, and which needs are met on the way."""

from __future__ import annotations

import pytest
from journeys import of

from journeymap.analyses.conversation import ANALYSIS

TALK = """
personas:
  anna: {needs: {recognition: high, safety: medium, own bike: low}}
sources: {talks: {n: 3}}
channels: {phone: {answers: true}, letter: {answers: false}, site: {self-service: true}, room: {name: Room}}
steps:
  call:
    start: true
    customer: Calls
    frontstage: Asks on
    channel: phone
    asks: story
    experience: {everyone: {desired: 9, perceived: 8}}
    meets: erkenning
    next: [read, meet]
  read:
    customer: Reads
    frontstage: Writes
    channel: letter
    tells: answer
    experience: {everyone: {desired: 9, perceived: 3}}
    next: click
  click: {customer: Clicks, frontstage: Shows, channel: site, asks: name, next: done}
  meet: {customer: Meets, frontstage: Listens, channel: room, tells: answer, meets: safety, next: done}
  hum: {customer: Hums, frontstage: Nods, next: done}
  done: {customer: Goes home, end: helped}
"""


def test_a_touchpoint_is_two_way_when_both_act_something_is_exchanged_and_the_channel_answers():
    found = {talk.step: talk.two_way for talk in of(ANALYSIS, TALK).touchpoints}
    assert found == {"call": True, "read": False, "click": False, "meet": True, "hum": False, "done": False}
    assert of(ANALYSIS, TALK).two_way_share == pytest.approx(2 / 6)


def test_the_sacrifice_stands_beside_the_conversation():
    found = of(ANALYSIS, TALK)
    assert (found.sacrifice_two_way, found.sacrifice_one_way) == (1, 6)


def test_needs_come_lowest_first_with_who_meets_them_and_a_path_that_does_not():
    needs = {need.need: need for need in of(ANALYSIS, TALK).needs}
    assert list(needs) == ["safety", "recognition", "own bike"]
    # The Dutch word for recognition is the same need, and every path begins with it.
    assert needs["recognition"].met_by == ("call",)
    assert needs["recognition"].missed_on == ()
    assert needs["safety"].met_by == ("meet",)
    assert needs["safety"].missed_on == ("call", "read", "click", "done")
    assert needs["own bike"].met_by == ()
    assert needs["own bike"].level is None


def test_a_step_that_nobody_comes_to_meets_nothing():
    text = TALK.replace("hum: {customer: Hums,", "hum: {customer: Hums, meets: own bike,")
    assert not next(need for need in of(ANALYSIS, text).needs if need.need == "own bike").met_by


def test_without_touchpoints_there_is_no_share():
    found = of(ANALYSIS, "steps:\n  a: {backstage: x, next: b}\n  b: {backstage: y, end: helped}")
    assert found.two_way_share is None
    assert found.sacrifice_one_way is None
