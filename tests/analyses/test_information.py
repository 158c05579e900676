"""What is asked twice, and what is told before it is needed."""

from __future__ import annotations

import itertools

import pytest
from journeys import of, random_journey

from journeymap.analyses.information import ANALYSIS

ASKS = """
steps:
  ask:    {customer: Asks, start: true, asks: [name, address], tells: [number], next: [call, visit]}
  call:   {customer: Calls, asks: [name, number], next: end}
  visit:  {customer: Is visited, asks: [number, age], next: end}
  end:    {customer: Signs, asks: [address, age, name], end: helped}
"""


def test_an_item_is_asked_again_on_every_path_or_only_on_some():
    found = {(again.item, again.step): again for again in of(ANALYSIS, ASKS).again}
    assert set(found) == {("name", "call"), ("address", "end"), ("age", "end"), ("name", "end")}
    assert found["name", "call"].always
    assert not found["age", "end"].always
    assert found["name", "end"].always
    assert found["name", "end"].before == ("ask", "call")
    assert found["age", "end"].witness == ("visit", "end")
    assert found["address", "end"].witness in (("ask", "call", "end"), ("ask", "visit", "end"))


def test_what_is_asked_once_on_each_way_is_not_asked_again():
    assert not [again for again in of(ANALYSIS, ASKS).again if again.item == "number"]


def test_a_way_back_to_the_same_step_has_it_asked_again():
    text = "steps:\n  ask: {customer: x, start: true, asks: code, next: check}\n"
    text += "  check: {frontstage: y, next: {ask: 20%, done: 80%}}\n  done: {customer: z, end: helped}"
    (again,) = of(ANALYSIS, text).again
    assert (again.item, again.before, again.always) == ("code", (), False)
    assert again.witness == ("ask", "check", "ask")


def test_told_in_time_is_told_on_every_path_before():
    text = """
steps:
  letter: {frontstage: Writes, start: true, tells: [code, date], next: [web, desk]}
  web:    {customer: Logs in, asks: [code, pin], next: desk}
  desk:   {customer: Comes, asks: [date, receipt], tells: pin, end: helped}
  side:   {frontstage: Hands out, tells: receipt, next: desk}
"""
    found = {(told.item, told.step): told for told in of(ANALYSIS, text).in_time}
    assert (found["code", "web"].always, found["code", "web"].told_at) == (True, ("letter",))
    assert found["date", "desk"].always
    # The pin is told only after it was asked; the receipt at a step that nobody is led to.
    assert (found["pin", "web"].always, found["pin", "web"].sometimes) == (False, False)
    assert not found["receipt", "desk"].sometimes


def test_after_a_join_everything_that_was_waited_for_has_been_asked():
    text = """
steps:
  begin: {customer: x, start: true, starts: [check], next: talk}
  check: {frontstage: y, asks: income}
  talk:  {customer: z, next: sign}
  sign:  {customer: w, needs: [check], asks: income, end: helped}
"""
    (again,) = of(ANALYSIS, text).again
    assert (again.step, again.before, again.always) == ("sign", ("check",), True)


def test_nothing_asked_is_nothing_found():
    found = of(ANALYSIS, "steps:\n  a: {customer: x, end: helped}")
    assert (found.asked, found.told, found.again, found.in_time) == ({}, {}, (), ())


@pytest.mark.parametrize("seed", range(80))
def test_against_all_paths_of_random_journeys(seed: int):
    journey = random_journey(seed)
    names = list(journey["steps"])
    for place, step in enumerate(journey["steps"].values()):
        step["asks"] = [item for item, every in (("a", 2), ("b", 3), ("c", 5)) if (place + seed) % every == 0]
    found = {(again.item, again.step): again.always for again in of(ANALYSIS, journey).again}
    ways = {name: [] if step.get("end") else list(step.get("next", {})) for name, step in journey["steps"].items()}
    asks = {name: step["asks"] for name, step in journey["steps"].items()}
    # What has been given before a step, over all walks: sets of items are few, so they can all be followed.
    seen = {("s0", frozenset())}
    front = list(seen)
    while front:
        step, given = front.pop()
        after = given | frozenset(asks[step])
        for target in ways[step]:
            if (target, after) not in seen:
                seen.add((target, after))
                front.append((target, after))
    for name, item in itertools.product(names, "abc"):
        if item not in asks[name]:
            continue
        before = [item in given for step, given in seen if step == name]
        assert ((item, name) in found) == any(before)
        if any(before):
            assert found[item, name] == all(before)


def test_the_way_shown_is_the_customers_own_and_not_that_of_the_work_beside_it():
    text = """
steps:
  call:  {customer: Calls, frontstage: Answers, asks: address, starts: [order], next: card}
  order: {backstage: Orders the part}
  card:  {customer: Reads the card, frontstage: Sends it, next: stay}
  stay:  {customer: Stays at home, next: visit}
  visit: {customer: Opens, frontstage: Repairs, asks: address, needs: [order], end: helped}
"""
    (again,) = of(ANALYSIS, text).again
    assert again.witness == ("call", "card", "stay", "visit")
    beside = text.replace("starts: [order], ", "starts: [order], ").replace("asks: address, starts", "starts")
    (again,) = of(ANALYSIS, beside.replace("{backstage: Orders", "{asks: address, backstage: Orders")).again
    assert again.witness == ("order", "visit")
