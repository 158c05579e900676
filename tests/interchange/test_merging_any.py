"""Whatever a blueprint says, a source that says the same changes no byte of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings

from journeymap.merging import merge_into

from .any_blueprint import BLUEPRINTS

if TYPE_CHECKING:
    from journeymap import Blueprint


@settings(max_examples=100)
@given(BLUEPRINTS)
def test_a_source_that_says_the_same_changes_no_byte(blueprint: Blueprint):
    text = blueprint.to_yaml()
    assert merge_into(text, "a.yaml", blueprint).changed.after == text
