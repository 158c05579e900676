"""`terms`, `deadline`, `chased` and several channels: each way of writing, and what is said of a slip."""

from __future__ import annotations

import pytest

from journeymap.diagnostics import Severity
from journeymap.model.blueprint import Blueprint
from journeymap.model.step import Deadline
from journeymap.model.waiting import Chase
from journeymap.pipeline import check_source


def _step(text: str, more: str = "") -> object:
    result = check_source(
        f"journeymap: 1\ntitle: T\n{more}steps:\n  a: {{customer: Asks, next: [b, c], {text}}}\n"
        "  b: {customer: Has it, end: helped}\n  c: {customer: Has it not, end: refused}\n",
        "x.yaml",
    )
    assert not [
        found.message
        for found in result.diagnostics
        if found.severity is Severity.ERROR and found.code.number.startswith("JM1")
    ]
    assert result.blueprint is not None
    return result.blueprint.steps["a"]


PERSONAS = "personas: {anna: {name: Anna B., share: 50%}, bert: {share: 50%}}\nchannels: {phone: {name: Telephone}}\n"


@pytest.mark.parametrize(
    ("written", "share", "channel"),
    [
        ("35%", {"everyone": 0.35}, None),
        ("1 of 4", {"everyone": 0.25}, None),
        ("{anna: 10%, bert: 60%}", {"anna": 0.1, "bert": 0.6}, None),
        ("{Anna B.: 10%}", {"anna": 0.1}, None),
        ("{share: 35%, channel: phone}", {"everyone": 0.35}, "phone"),
        ("{share: {anna: 10%}, channel: Telephone}", {"anna": 0.1}, "phone"),
    ],
)
def test_chases_are_a_share_or_shares_with_or_without_a_channel(written: str, share: object, channel: str | None):
    chased = _step(f"chased: {written}", PERSONAS).chased
    assert (chased.share, chased.channel) == (share, channel)


@pytest.mark.parametrize("written", ["6 weeks", "{within: 6 weeks}"])
def test_a_deadline_is_a_time_or_a_time_with_the_way_taken_when_it_is_missed(written: str):
    assert str(_step(f"deadline: {written}").deadline.within) == "6 weeks"
    assert _step("deadline: {within: 6 weeks, missed: c}").deadline.missed == "c"


def test_a_way_may_have_a_deadline_too():
    result = check_source(
        "journeymap: 1\nsteps:\n  a: {next: {b: {share: 40%, deadline: 2 weeks}, c: 60%}}\n  b: {end: helped}\n"
        "  c: {end: refused}\n",
        "x.yaml",
    )
    flow = result.blueprint.steps["a"].next["b"]
    assert (str(flow.deadline.within), flow.deadline.missed) == ("2 weeks", None)


@pytest.mark.parametrize(("written", "channels"), [("phone", ("phone",)), ("[phone, web]", ("phone", "web"))])
def test_a_step_has_one_channel_or_several(written: str, channels: tuple[str, ...]):
    assert _step(f"channel: {written}").channel == channels


def _said(text: str) -> list[tuple[str, str]]:
    found = check_source(text, "x.yaml").diagnostics
    return [
        (f"{one.span.line}:{one.span.column}", str(one.message))
        for one in found
        if one.code.name in ("unknown-reference", "invalid-value", "unknown-key")
    ]


def test_what_leads_nowhere_is_named_with_its_place():
    text = (
        "journeymap: 1\ntitle: T\nchannels: {phone: P}\n"
        "terms:\n  - {from: a, to: bb, within: 8 weeks}\n"
        "steps:\n  a: {customer: Asks, wait: 1 day, chased: {share: {nina: 5%}, channel: fone}, "
        "deadline: {within: 1 week, missed: c}, channel: [phone], next: b}\n"
        "  b: {customer: Has it, end: helped}\n  c: {customer: Has it not, end: refused}\n"
    )
    said = dict(_said(text))
    assert said["5:19"] == 'this file has no step "bb"'
    assert 'this file has no persona "nina"' in said.values()
    assert 'this file has no channel "fone"' in said.values()
    assert '"c" is not a way on from this step' in said.values()


def test_a_term_without_its_time_or_with_a_wrong_word_is_refused_and_the_rest_is_read():
    text = (
        "journeymap: 1\nterms: [{from: a, to: b}, {from: a, to: b, within: soon}, {from: a, to: b, within: 1 week}]\n"
    )
    result = check_source(text + "steps:\n  a: {next: b}\n  b: {end: helped}\n", "x.yaml")
    assert len(result.blueprint.terms) == 1
    assert len([one for one in result.diagnostics if one.span and one.span.line == 2]) >= 2


def test_what_a_file_says_python_says_too_and_json_keeps_it():
    from journeymap.model.blueprint import Term
    from journeymap.model.step import Flow, Step

    blueprint = Blueprint(
        steps={
            "a": Step(
                customer="Asks",
                chased=0.35,
                deadline="6 weeks",
                channel=["phone", "web"],
                next={"b": Flow(deadline=Deadline(within="1 day", missed="b"))},
            ),
            "b": Step(customer="Has it", chased=Chase(share={"everyone": "10%"}), end="helped"),
        },
        terms=[Term(from_="a", to="b", within="8 weeks")],
    )  # fmt: skip
    again = Blueprint.model_validate_json(blueprint.model_dump_json(by_alias=True))
    assert again == blueprint
    assert '"from":"a"' in blueprint.model_dump_json(by_alias=True)
    assert blueprint.steps["a"].chased.share == {"everyone": 0.35}
