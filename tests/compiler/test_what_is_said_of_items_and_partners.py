"""`asks` with `changed` or `identifies`, `items`, and `partner: many`: ways of writing, and what a slip is told."""

from __future__ import annotations

import pytest

from journeymap.analyses.effort import ANALYSIS as EFFORT
from journeymap.model.blueprint import Actor, Blueprint
from journeymap.model.step import Step
from journeymap.pipeline import check_source

FORMS = {
    "{income: changed, number: identifies, address: }": (("income", "number", "address"), ("income",), ("number",)),
    "[address, {income: changed}]": (("address", "income"), ("income",), ()),
    "[{item: income, changed: true}, {item: number, identifies: ja}]": (("income", "number"), ("income",), ("number",)),
    "{income: {changed: true}}": (("income",), ("income",), ()),
    "{inkomen: gewijzigd, nummer: identificatie}": (("inkomen", "nummer"), ("inkomen",), ("nummer",)),
    "income": (("income",), (), ()),
    "[income, address]": (("income", "address"), (), ()),
}


def step_with(asks: str) -> tuple[Step, list[tuple[str, str]]]:
    text = f"journeymap: 1\ntitle: T\nsteps:\n  a: {{customer: Asks, asks: {asks}, end: helped}}\n"
    result = check_source(text, "a.yaml")
    said = [
        (f"{one.span.line}:{one.span.column}", str(one.message))
        for one in result.diagnostics
        if one.span is not None and one.code.number.startswith("JM1")
    ]
    return result.blueprint.steps["a"], said


@pytest.mark.parametrize("written", FORMS)
def test_what_is_said_of_an_item_is_read_in_each_of_its_forms(written: str):
    step, said = step_with(written)
    assert (step.asks, step.changed, step.identifies) == FORMS[written]
    assert said == []


@pytest.mark.parametrize("written", ["{income: sometimes}", "[address, {income: 3}]", "{income: {often: true}}"])
def test_what_is_said_of_an_item_and_means_nothing_is_refused_in_its_place(written: str):
    _, said = step_with(written)
    assert said == [("4:23", 'behind an item stands nothing, "changed", "identifies" or whose it is')]


def test_the_short_form_and_the_long_one_are_the_same_and_json_keeps_them():
    short = Blueprint(steps={"a": Step(asks={"income": "changed", "number": "identifies"}, end="helped")})
    long = Blueprint(steps={"a": Step(asks=["income", "number"], changed="income", identifies="number", end="helped")})
    assert short == long
    assert Blueprint.model_validate_json(short.model_dump_json(by_alias=True)) == short


TWICE = """
journeymap: 1
title: T
ITEMS
steps:
  apply: {customer: Applies, frontstage: Takes it in, asks: [income, number], next: report}
  report: {customer: Calls, frontstage: Adapts it, asks: ASKS, next: done}
  done: {customer: Has it, end: helped}
"""


def told_twice(asks: str, items: str = "about: x") -> list[str]:
    text = TWICE.lstrip().replace("ASKS", asks).replace("ITEMS", items)
    found = check_source(text, "a.yaml").diagnostics
    assert not [one for one in found if one.code.number.startswith("JM1")]
    return [str(one.message).rpartition(": ")[2] for one in found if one.code.name == "told-twice"]


def test_reporting_a_change_and_identifying_oneself_are_no_telling_twice():
    assert told_twice("[income, number]") == ["income, number"]
    assert told_twice("{income: changed, number: }") == ["number"]
    assert told_twice("{income: , number: identifies}") == ["income"]
    assert told_twice("[income, number]", "items: {number: {identifies: true}}") == ["income"]
    assert told_twice("{income: changed, number: }", "items: {number: identifies}") == []
    assert told_twice("[income, number]", "items: [number]") == ["income, number"]


WHOSE = ["{income: {whose: partner}, number: }", "[number, {item: income, whose: partner}]",
         "[number, {income: {whose: partner}}]"]  # fmt: skip


@pytest.mark.parametrize("written", WHOSE)
def test_whose_an_item_is_is_read_in_each_of_its_forms(written: str):
    step, said = step_with(written)
    assert (set(step.asks), step.whose) == ({"income", "number"}, {"income": "partner"})
    assert said == []
    short = Blueprint(steps={"a": step})
    assert Blueprint.model_validate_json(short.model_dump_json()) == short
    assert step == Step(customer="Asks", asks=step.asks, whose={"income": "partner"}, end="helped")


def test_the_same_of_another_person_is_not_told_twice():
    assert told_twice("{income: {whose: partner}, number: }") == ["number"]
    assert told_twice("{income: {whose: partner}, number: {whose: partner}}") == []
    # Of the partner it is asked twice where both steps do.
    first = TWICE.replace("asks: [income, number]", "asks: {income: {whose: partner}, number: {whose: child}}")
    text = first.lstrip().replace("ITEMS", "about: x").replace("ASKS", "{income: {whose: partner}, number: }")
    found = [one for one in check_source(text, "a.yaml").diagnostics if one.code.name == "told-twice"]
    assert [str(one.message).rpartition(": ")[2] for one in found] == ["income (partner)"]
    assert not found[0].fixes


def test_to_say_who_one_is_counts_for_nothing_that_is_asked():
    text = TWICE.lstrip().replace("ASKS", "{income: changed, number: }")
    asked = [
        check_source(text.replace("ITEMS", items), "a.yaml").facts.of(EFFORT).items_asked.mean
        for items in ("about: x", "items: {number: identifies}")
    ]
    assert asked == [4.0, 2.0]


@pytest.mark.parametrize(
    ("written", "partner"), [("true", True), ("ja", True), ("false", False), ("many", "many"), ("veel", "many")]
)
def test_a_partner_is_one_or_one_of_many(written: str, partner: object):
    text = (
        f"journeymap: 1\ntitle: T\nactors: {{doctor: {{lane: frontstage, partner: {written}}}}}\n"
        "steps: {a: {customer: Asks, frontstage: {by: doctor, does: Helps}, end: helped}}\n"
    )
    result = check_source(text, "a.yaml")
    assert result.blueprint.actors["doctor"].partner == partner
    found = {one.code.name for one in result.diagnostics}
    assert ("single-point-of-failure" in found) == (partner is True)


def test_a_partner_that_is_neither_is_refused_with_the_words_that_can_stand_there():
    text = "journeymap: 1\ntitle: T\nactors: {d: {lane: frontstage, partner: perhaps}}\nsteps: {a: {end: helped}}\n"
    (found,) = [one for one in check_source(text, "a.yaml").diagnostics if one.code.name == "invalid-value"]
    assert (found.span.line, found.span.column) == (3, 41)
    assert "many" in str(found.help)


def test_a_partner_of_many_is_kept_in_json():
    blueprint = Blueprint(actors={"d": Actor(lane="frontstage", partner="many")})
    assert Blueprint.model_validate_json(blueprint.model_dump_json(by_alias=True)) == blueprint
