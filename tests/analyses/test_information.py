"""What is asked twice, and what is told before it is needed."""

from __future__ import annotations

import itertools
import random
from math import inf

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
    ways = {
        name: [] if step.get("end") else [target for target, share in step.get("next", {}).items() if share != "0%"]
        for name, step in journey["steps"].items()
    }
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


PERSONAS = """
personas: {old: {share: 40%}, young: {share: 60%}}
steps:
  begin: {customer: Begins, start: true, next: {desk: {share: {old: 100%, young: 0%}}, web: }}
  desk:  {customer: Comes by, asks: name, next: file}
  web:   {customer: Logs in, next: file}
  file:  {customer: Waits, next: {sign: {share: {old: 0%, young: 100%}}, done: }}
  sign:  {customer: Signs, asks: name, next: done}
  done:  {customer: Is done, end: helped}
"""


def test_what_one_persona_tells_and_another_is_asked_is_not_told_twice():
    found = of(ANALYSIS, PERSONAS)
    assert found.again == ()
    assert dict(found.repeats.by_persona) == {"old": 0.0, "young": 0.0}


def test_it_is_told_for_whom_it_is_asked_again_and_how_often():
    some = PERSONAS.replace("{old: 0%, young: 100%}", "{old: 25%, young: 100%}")
    (again,) = of(ANALYSIS, some).again
    assert (again.step, again.personas, again.always) == ("sign", ("old",), False)
    assert dict(again.times.by_persona) == {"old": pytest.approx(0.25), "young": 0.0}
    assert again.times.mean == pytest.approx(0.1)
    both = some.replace("web:   {customer: Logs in,", "web:   {customer: Logs in, asks: name,")
    found = of(ANALYSIS, both)
    (again,) = found.again
    assert (again.personas, again.always) == (("old", "young"), True)
    assert found.repeats.mean == pytest.approx(0.4 * 0.25 + 0.6)


def test_a_way_that_nobody_takes_asks_nothing_again():
    text = "steps:\n  a: {customer: x, start: true, asks: code, next: {b: 0%, c: 100%}}\n"
    text += "  b: {customer: y, asks: code, next: c}\n  c: {customer: z, end: helped}"
    assert of(ANALYSIS, text).again == ()
    assert of(ANALYSIS, text.replace("b: 0%, c: 100%", "b: 5%, c: 95%")).repeats.mean == pytest.approx(0.05)


def test_a_round_is_asked_as_often_as_it_is_walked():
    text = (
        "steps:\n  a: {customer: x, start: true, asks: code, next: {a: 75%, c: 25%}}\n  c: {customer: z, end: helped}"
    )
    assert of(ANALYSIS, text).repeats.mean == pytest.approx(3)  # four visits, the first of them none
    for_ever = "steps:\n  a: {customer: x, start: true, asks: code, next: b}\n  b: {customer: z, asks: code, next: a}"
    assert of(ANALYSIS, for_ever).repeats.mean == inf


def test_what_nobody_is_asked_and_what_is_asked_beside_the_path_have_no_figure():
    assert of(ANALYSIS, "steps:\n  a: {customer: x, end: helped}").repeats.mean is None
    text = """
steps:
  begin: {customer: x, start: true, starts: [check], next: sign}
  check: {frontstage: y, asks: income}
  sign:  {customer: w, needs: [check], asks: income, end: helped}
"""
    found = of(ANALYSIS, text)
    assert found.again[0].times.mean is None
    assert found.repeats.mean is None


@pytest.mark.parametrize("seed", range(20))
def test_how_often_it_is_asked_again_is_what_a_walk_counts(seed: int):
    journey = random_journey(seed, lost=False)
    for place, step in enumerate(journey["steps"].values()):
        step["asks"] = ["a"] if (place + seed) % 2 == 0 else []
    source, repeats, walks = random.Random(seed), 0, 4000
    for _ in range(walks):
        here, told = "s0", False
        while True:
            step = journey["steps"][here]
            repeats += told and bool(step["asks"])
            told = told or bool(step["asks"])
            if "next" not in step:
                break
            here = source.choices([*step["next"]], [int(share[:-1]) for share in step["next"].values()])[0]
    expected = of(ANALYSIS, journey).repeats.mean
    assert expected == pytest.approx(repeats / walks, rel=0.1, abs=0.05)


@pytest.mark.parametrize(
    ("record", "again"),
    [("", ["b", "c"]), (", record: true", ["b", "c"]), (", record: false", ["c"])],
    ids=["not stated", "written down", "not written down"],
)
def test_what_nobody_wrote_down_may_be_asked_again(record: str, again: list[str]):
    """Told on the telephone first: the form may ask for it where nobody wrote it down, the desk after it may not."""
    text = (
        f"channels: {{tel: {{name: T{record}}}, form: {{}}, desk: {{}}}}\nsteps:\n"
        "  a: {customer: Calls, channel: tel, asks: income, next: b}\n"
        "  b: {customer: Fills it in, channel: form, asks: income, next: c}\n"
        "  c: {customer: Comes, channel: desk, asks: income, end: helped}\n"
    )
    found = of(ANALYSIS, text)
    assert [entry.step for entry in found.again] == again
    assert found.again[-1].before == ("b",)
    assert all(entry.always for entry in found.again)
    assert found.repeats.mean == (None if "false" in record else 2)


def test_what_may_have_been_told_to_several_channels_of_which_one_keeps_a_record_is_told():
    text = (
        "channels: {tel: {record: false}, form: {}}\nsteps:\n"
        "  a: {customer: Calls, channel: [tel, form], asks: income, next: b}\n"
        "  b: {customer: Comes, channel: form, asks: income, end: helped}\n"
    )
    assert [entry.step for entry in of(ANALYSIS, text).again] == ["b"]
