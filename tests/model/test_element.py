"""What all nouns of the model share, and what they take in memory."""

import copy
import json
import tracemalloc

import pytest

from journeymap.model.blueprint import Blueprint
from journeymap.pipeline import check_source

STEPS = {
    f"s{number}": {
        "phase": "a",
        "customer": f"Does what comes as number {number}",
        "frontstage": f"Answers to number {number}",
        "takes": "5 min",
        "wait": "2-5 working days",
        "next": {f"s{number + 1}": {"share": "90%"}, "s0": {"share": "10%"}},
    }
    for number in range(300)
}
TEXT = json.dumps(
    {"journeymap": 1, "title": "Many steps", "phases": ["a"], "steps": {**STEPS, "s300": {"end": "helped"}}}
)


def read(text: str = TEXT) -> Blueprint:
    blueprint = check_source(text, "many.json").blueprint
    assert blueprint is not None
    return blueprint


def test_a_step_of_a_blueprint_takes_little_memory_together_with_where_it_was_written() -> None:
    read()  # what is made once is there
    tracemalloc.start()
    try:
        blueprint = read()
        del blueprint
        before = tracemalloc.get_traced_memory()[0]
        blueprint = read()
        taken = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert taken / len(blueprint.steps) < 8_600


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda step: step.model_copy(update={"takes": "1 min"})])
def test_a_copy_knows_where_it_was_written(copied) -> None:  # type: ignore[no-untyped-def]
    step = read().steps["s1"]
    assert copied(step).at("takes") == step.at("takes") is not None
    assert copied(step).key_at() == step.key_at() is not None


def test_a_copy_knows_what_could_not_be_read() -> None:
    step = read(TEXT.replace("5 min", "soon", 1)).steps["s0"]
    assert step.unread == copy.copy(step).unread == copy.deepcopy(step).unread == {"takes"}


def test_what_is_changed_in_a_copy_is_not_stated_by_others_that_say_the_same() -> None:
    blueprint = read()
    changed = blueprint.steps["s1"].model_copy(update={"pages": 2})
    assert "pages" in changed.model_fields_set
    assert all("pages" not in step.model_fields_set for step in blueprint.steps.values())


def test_an_element_that_was_built_in_python_has_no_place_and_lacks_nothing() -> None:
    step = Blueprint.model_validate(json.loads(TEXT)).steps["s1"]
    assert step.at("takes") is None
    assert step.key_at() is None
    assert step.unread == frozenset()
