"""`reparatieverzoek.yaml` is where a designer can look up every word; those on who is there stand in a second file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from journeymap.model.blueprint import Blueprint
from journeymap.model.element import Element, hyphenated
from journeymap.pipeline import check_file

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"


def _nouns(kind: type[Element] = Element) -> dict[str, type[Element]]:
    """Return every kind of element that the model knows, by name."""
    found: dict[str, type[Element]] = {}
    for noun in kind.__subclasses__():
        if noun.__module__.startswith("journeymap.model"):
            found[noun.__name__] = noun
        found |= _nouns(noun)
    return found


def _written(value: Any, found: dict[str, set[str]]) -> None:
    """Collect, per kind of element, the fields that were written anywhere in a blueprint."""
    if isinstance(value, Element):
        found.setdefault(type(value).__name__, set()).update(value.model_fields_set)
        for field in value.model_fields_set:
            _written(getattr(value, field), found)
    elif isinstance(value, dict):
        for item in value.values():
            _written(item, found)
    elif isinstance(value, tuple):
        for item in value:
            _written(item, found)


@pytest.fixture(scope="module")
def written() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name in ("reparatieverzoek.yaml", "reparatie-bezetting.yaml"):
        blueprint = check_file(BLUEPRINTS / name).blueprint
        assert isinstance(blueprint, Blueprint)
        _written(blueprint, found)
    return found


def test_the_model_knows_the_nouns_that_are_looked_for() -> None:
    assert {"Blueprint", "Step", "Cell", "Flow", "FailPoint", "Rating", "Persona", "Channel"} <= set(_nouns())


@pytest.mark.parametrize("noun", sorted(_nouns()))
def test_every_word_of_the_format_occurs_in_it(noun: str, written: dict[str, set[str]]) -> None:
    missing = set(_nouns()[noun].model_fields) - written.get(noun, set())
    assert sorted(map(hyphenated, missing)) == []


def test_all_five_rules_of_helping_and_all_ends_occur_in_it() -> None:
    blueprint = check_file(BLUEPRINTS / "reparatieverzoek.yaml").blueprint
    assert blueprint is not None
    helps = {help_ for step in blueprint.steps.values() for help_ in step.helps}
    assert helps == {"welcome", "clarify", "alternative", "advise", "evaluate"}
    assert {step.end for step in blueprint.steps.values()} >= {"helped", "refused", "gave-up", "transferred"}
