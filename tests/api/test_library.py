"""The library: a blueprint is loaded, checked, drawn and handed to networkx, from a file or built in Python."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import journeymap
from journeymap import Blueprint, BlueprintError, Flow, Step
from journeymap.analyses import reachability
from journeymap.cli import main

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


def test_one_figure_is_asked_for_by_the_name_that_programs_know(capsys: pytest.CaptureFixture[str]):
    figures = journeymap.analyse(BIKE).figures
    main(["analyse", str(BIKE), "--format", "json"])
    (file,) = json.loads(capsys.readouterr().out)["files"]
    told = {figure["name"]: figure for figure in file["figures"]}
    assert {name: figure["unit"] for name, figure in told.items()}.items() <= {
        name: figure.unit for name, figure in figures.items()
    }.items()
    assert figures["helped"].value == pytest.approx(told["helped"]["value"], abs=0.001)


def test_a_figure_is_also_that_of_one_persona_and_none_where_nothing_is_stated():
    two = Blueprint(
        personas=["Ann", "Bob"],
        steps={
            "ask": Step(customer="Asks", next={"get": Flow(share={"Ann": 1, "Bob": 0.5}), "leave": None}),
            "get": Step(customer="Gets it", end="helped"),
            "leave": Step(customer="Leaves", end="gave-up"),
        },
    )
    helped = journeymap.analyse(two).figures["helped"]
    assert (helped.of("Ann"), helped.of("Bob"), helped.value) == (1.0, 0.5, 0.75)
    assert journeymap.analyse(two).figures["time"].value is None


def test_the_facts_are_those_that_the_rules_judge(coffee: Blueprint):
    facts = journeymap.analyse(coffee).facts
    assert facts.of(reachability.ANALYSIS) is facts.of(reachability.ANALYSIS)
    assert facts.graph.blueprint is coffee


def test_two_blueprints_are_compared_figure_by_figure(coffee: Blueprint):
    better = coffee.model_copy(update={"steps": {**coffee.steps, "drink": Step(customer="Drinks it", end="helped")}})
    change = journeymap.compare(journeymap.analyse(coffee).figures, journeymap.analyse(better).figures)["helped"]
    assert (change.before.value, change.after.value, change.improved()) == (0.0, 1.0, True)


def test_nothing_is_computed_of_a_file_that_is_no_blueprint(tmp_path: Path):
    file = tmp_path / "bad.yaml"
    file.write_text("journeymap: 1\nsteps: {a: {end: there}}\n")
    with pytest.raises(BlueprintError):
        journeymap.analyse(file)


def test_journeys_that_a_file_names_are_known_to_its_analyses():
    file = BIKE.with_name("reparatieverzoek-to-be.yaml")
    related = journeymap.analyse(file).graph.related
    assert set(related) == set(journeymap.check(file).graph.related) != set()
