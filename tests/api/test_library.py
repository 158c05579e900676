"""The library: a blueprint is loaded, checked, drawn and handed to networkx, from a file or built in Python."""

from __future__ import annotations

from pathlib import Path

import pytest

import journeymap
from journeymap import Blueprint, BlueprintError, Step

BIKE = Path(__file__).parents[2] / "blueprints" / "city-bike.yaml"


@pytest.fixture
def coffee() -> Blueprint:
    return Blueprint(
        title="A cup of coffee",
        steps={
            "order": Step(customer="Orders", frontstage="Takes the order", next="drink"),
            "drink": Step(customer="Drinks it"),
        },
    )


def test_a_file_is_loaded_as_a_blueprint_that_knows_its_places():
    blueprint = journeymap.load(BIKE)
    assert blueprint.title
    assert all(step.key_at().path == str(BIKE) for step in blueprint.steps.values())


def test_a_file_that_is_no_blueprint_raises_with_all_that_is_wrong(tmp_path: Path):
    file = tmp_path / "bad.yaml"
    file.write_text("journeymap: 1\nsteps: {a: {wait: 3, end: there}}\n")
    with pytest.raises(BlueprintError) as caught:
        journeymap.load(file)
    assert [finding.span.column for finding in caught.value.diagnostics] == [19, 27]
    assert "bad.yaml:2:19" in str(caught.value)


def test_a_blueprint_built_in_python_is_checked_like_a_file(coffee: Blueprint):
    found = {finding.code.name: finding for finding in journeymap.check(coffee).diagnostics}
    assert found["dead-end"].step == "drink"
    assert found["dead-end"].span is None


def test_a_path_is_checked_without_loading_it_first():
    assert journeymap.check(BIKE).blueprint == journeymap.load(BIKE)


def test_a_drawing_shows_itself_in_a_notebook_and_is_saved_whole(coffee: Blueprint, tmp_path: Path):
    picture = journeymap.draw(coffee)
    assert picture._repr_svg_().startswith("<svg")
    (file,) = picture.save(tmp_path / "coffee.svg")
    assert file.read_bytes() == picture.parts("svg")[0]
    assert [path.name for path in tmp_path.iterdir()] == ["coffee.svg"]


def test_an_unknown_format_is_named_with_those_that_are_known(coffee: Blueprint):
    with pytest.raises(ValueError, match="geometry"):
        journeymap.draw(coffee).parts("gif")


def test_networkx_gets_the_graph_of_a_file():
    graph = journeymap.to_networkx(BIKE)
    assert set(graph) == set(journeymap.load(BIKE).steps)


def test_every_public_name_is_there():
    for name in journeymap.__all__:
        assert getattr(journeymap, name) is not None
    with pytest.raises(AttributeError):
        journeymap.nothing  # noqa: B018
