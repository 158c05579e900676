"""Whatever a file would refuse, Python refuses; and a blueprint that is written out and read again is the same."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from pydantic import ValidationError

import journeymap
from journeymap import Blueprint, Channel, Persona, Source, Step
from journeymap.pipeline import check_source

END = Step(customer="B", frontstage="y", end="helped")
BLUEPRINT = Blueprint(
    title="T",
    steps={"a": Step(customer="A", frontstage="x", uses="s", next="b"), "b": END, "s": Step(backstage="S")},
)


def said(blueprint: Blueprint) -> list[str]:
    return [f"{one.code.number} {one.message}" for one in journeymap.check(blueprint).diagnostics]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Step(takes=timedelta(minutes=-30)),
        lambda: Step(wait="1.000 min"),
        lambda: Step(end="maybe"),
        lambda: Step(next={"b": "120%"}),
        lambda: Source(date=date(9999, 12, 31)),
        lambda: Source(date=date(1, 1, 1)),
        lambda: Channel(open="Mon-Fri 9-5"),
        lambda: Persona(share=1.5),
        lambda: Blueprint(reviewed=date(9999, 12, 31)),
        lambda: BLUEPRINT.model_copy(update={"steps": {"a": "x"}}),
        lambda: END.model_copy(update={"takes": "soon"}),
        lambda: END.model_copy(update={"nonsense": 1}),
    ],
)
def test_what_a_file_would_refuse_is_refused(make):
    with pytest.raises(ValidationError):
        make()


@pytest.mark.parametrize("name", ["a b/c", "a_b", "-a", "a\u200bb", "b?"])
def test_an_id_that_a_file_would_refuse_is_a_finding(name: str):
    made = said(Blueprint(title="T", steps={name: END}))
    assert [one for one in made if one.startswith("JM112")] == [f'JM112 "{name}" cannot be the id of a step']


def test_a_rating_that_is_not_on_the_scale_is_a_finding():
    made = Blueprint(
        title="T", steps={"a": Step(customer="x", experience={"everyone": {"perceived": 12}}, end="helped")}
    )
    assert any(one.startswith("JM112") for one in said(made))


@pytest.mark.parametrize(
    "update", [{"takes": "10 min"}, {"next": "b"}, {"next": ["b", "s"]}, {"customer": "Calls"}, {"self-service": None}]
)
def test_a_copy_with_something_else_in_it_reads_it_as_a_new_element_would(update: dict[str, object]):
    if "self-service" in update:
        channel = Channel(name="C").model_copy(update={"self-service": "ja"})
        assert channel == Channel(name="C", self_service=True)
        return
    step = BLUEPRINT.steps["a"].model_copy(update=update)
    assert step == Step(**{"customer": "A", "frontstage": "x", "uses": "s", "next": "b", **update})
    changed = BLUEPRINT.model_copy(update={"steps": {**BLUEPRINT.steps, "a": step}})
    assert not [one for one in said(changed) if one.startswith("JM000")]


@pytest.mark.parametrize(
    "blueprint",
    [
        BLUEPRINT,
        Blueprint(
            title="T", personas={"p": Persona(name="P", share=0.125, needs={"safety": "high"})},
            sources={"s": Source(n=2.125, date=date(2026, 5, 1))},
            steps={"a": Step(customer="x", frontstage="y", takes=timedelta(minutes=2.125), pages=1.125, heard="s",
                             experience={"p": {"perceived": 7.125}}, complaints=0.046, next={"b": 0.333}), "b": END},
        ),
        Blueprint(title="T", steps={"a": Step(customer="x", wait=timedelta(microseconds=1), next="b"), "b": END}),
    ],
    ids=["small", "three decimals", "a moment"],
)  # fmt: skip
def test_a_blueprint_that_is_written_out_and_read_again_is_the_same_with_the_same_findings(blueprint: Blueprint):
    text = blueprint.model_dump_json()
    again = Blueprint.model_validate_json(text)
    assert again == blueprint
    assert said(again) == said(blueprint)
    from_file = check_source(text, "a.json")
    assert from_file.blueprint == blueprint
    assert sorted(f"{one.code.number} {one.message}" for one in from_file.diagnostics) == sorted(said(blueprint))
    assert json.loads(from_file.blueprint.model_dump_json()) == json.loads(text)
