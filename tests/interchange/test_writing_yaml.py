"""A blueprint written as YAML says what the blueprint says, whatever it is."""

from __future__ import annotations

from copy import deepcopy
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings

import journeymap
from journeymap import Blueprint
from journeymap.editing.formatting import format_text
from journeymap.model.shortening import shortened
from journeymap.pipeline import understand
from journeymap.syntax import parse

from .any_blueprint import BLUEPRINTS

FILES = sorted((Path(__file__).parents[2] / "blueprints").rglob("*.yaml"))


def read(text: str) -> Blueprint:
    _, blueprint, problems = understand(partial(parse, text, "a.yaml"))
    assert not problems, [str(problem) for problem in problems]
    assert blueprint is not None
    return blueprint


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_written_anew_says_the_same(path: Path):
    blueprint = journeymap.load(path)
    text = blueprint.to_yaml()
    assert read(text) == blueprint
    assert read(text).to_yaml() == text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_written_is_in_order(path: Path):
    text = journeymap.load(path).to_yaml()
    assert format_text(text).after == text


@settings(max_examples=150)
@given(BLUEPRINTS)
def test_any_blueprint_is_read_as_it_was_written(blueprint: Blueprint):
    assert read(blueprint.to_yaml()) == blueprint


@settings(max_examples=50)
@given(BLUEPRINTS)
def test_shortening_changes_nothing_of_what_it_is_given(blueprint: Blueprint):
    long = blueprint.model_dump(mode="json", exclude_defaults=True)
    before = deepcopy(long)
    shortened(long)
    assert long == before


def test_small_things_stand_on_one_line_and_steps_apart():
    blueprint = Blueprint(
        title="Mend",
        actors={"desk": {"lane": "frontstage", "name": "Desk"}},
        steps={
            "call": {
                "customer": "Calls",
                "frontstage": {"by": "desk", "does": "Asks on"},
                "next": {"done": {"share": 0.8}, "no": {"share": 0.2, "when": "too old"}},
            },
            "done": {"end": "helped"},
            "no": {"end": "refused"},
        },
    )
    assert blueprint.to_yaml() == (
        "journeymap: 1\n"
        "title: Mend\n"
        "\n"
        "actors:\n"
        "  desk: {name: Desk, lane: frontstage}\n"
        "\n"
        "steps:\n"
        "  call:\n"
        "    customer: Calls\n"
        "    frontstage: {by: desk, does: Asks on}\n"
        "    next:\n"
        "      done: 80%\n"
        "      no: {share: 20%, when: too old}\n"
        "\n"
        "  done:\n"
        "    end: helped\n"
        "\n"
        "  no:\n"
        "    end: refused\n"
    )


def test_an_empty_blueprint_is_a_file_too():
    assert Blueprint().to_yaml() == "journeymap: 1\n"


@pytest.mark.parametrize("text", [":status", "a:b", ":", "?", "-x", "- x", "x?", "a: b", "#1", "null", "{x}", "a, b"])
def test_a_text_between_brackets_is_read_as_it_was_written(text: str):
    steps = {"a": {"customer": "A", "informs": {"b": {"what": text}}, "pains": [text, "x"]}, "b": {"customer": text}}
    blueprint = Blueprint.model_validate({"steps": steps})
    assert read(blueprint.to_yaml()) == blueprint
