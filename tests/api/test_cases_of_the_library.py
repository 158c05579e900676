"""What Python hands over is judged as a file would be: figures, ids, copies, and the way there and back over JSON."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

import journeymap
from journeymap import Blueprint, Step

END = Step(customer="B", frontstage="y", end="helped")
BEGIN = Step(customer="A", frontstage="x", uses="s", next="b")
SERVICE = Blueprint(title="T", steps={"a": BEGIN, "b": END, "s": Step(backstage="S")})


@pytest.mark.parametrize("field", ["takes", "wait", "promise", "tolerance", "lasts"])
def test_no_time_is_less_than_none(field: str):
    times: Any = {field: timedelta(minutes=-30)}
    with pytest.raises(ValidationError, match="less than no time"):
        Step(customer="A", next="b", **times)


def test_json_and_back_is_the_same_blueprint_with_the_same_findings():
    again = Blueprint.model_validate_json(SERVICE.model_dump_json())
    assert again == SERVICE
    found = [[(d.code.name, str(d.message)) for d in journeymap.check(one).diagnostics] for one in (SERVICE, again)]
    assert found[0] == found[1]


def test_json_in_a_file_has_the_same_findings(tmp_path):
    path = tmp_path / "service.json"
    path.write_text(SERVICE.model_dump_json(), encoding="utf-8")
    found = [{(d.code.name, str(d.message)) for d in journeymap.check(one).diagnostics} for one in (SERVICE, path)]
    assert found[0] == found[1]


def test_json_that_was_written_out_in_full_long_ago_reads_as_what_python_made():
    path = Path(__file__).with_name("json_round_trip.json")
    result, made = journeymap.check(path), journeymap.check(SERVICE)
    assert result.blueprint == SERVICE
    found = [{(d.code.name, str(d.message)) for d in one.diagnostics} for one in (result, made)]
    assert found[0] == found[1]


@pytest.mark.parametrize(
    "written",
    [
        '"journeymap": null', '"personas": null, "about": null', '"status": null, "scale": "0 to 10", "owner": null',
        '"tags": [], "relates": null, "terms": []',
    ],
)  # fmt: skip
def test_nothing_in_json_is_the_same_as_not_written(written: str, tmp_path):
    path = tmp_path / "service.json"
    text = SERVICE.model_dump_json(exclude_defaults=True)
    path.write_text("{" + written + "," + text[1:], encoding="utf-8")
    assert journeymap.check(path).blueprint == SERVICE


@pytest.mark.parametrize("name", ["a b/c", "", " a", "a,b"])
def test_an_id_that_a_file_refuses_is_refused(name: str):
    try:
        blueprint = Blueprint(title="T", steps={name: Step(customer="A", frontstage="x", end="helped")})
    except ValidationError:
        return
    assert "JM112" in {d.code.number for d in journeymap.check(blueprint).diagnostics}


@pytest.mark.parametrize(
    ("field", "value"), [("takes", "10 min"), ("next", "b"), ("customer", "Calls"), ("asks", "name")]
)
def test_a_copy_reads_a_new_value_as_a_file_does(field: str, value: str):
    values: Any = {"customer": "A", "frontstage": "x", "uses": "s", "next": "b", field: value}
    assert BEGIN.model_copy(update={field: value}) == Step(**values)
    steps = {**SERVICE.steps, "a": BEGIN.model_copy(update={field: value})}
    found = journeymap.check(SERVICE.model_copy(update={"steps": steps})).diagnostics
    assert "JM000" not in {d.code.number for d in found}


@pytest.mark.parametrize(("field", "value"), [("wait", 5), ("takes", "soon"), ("next", 3), ("customer", {"dos": "x"})])
def test_a_copy_with_a_value_that_cannot_be_read_names_the_field(field: str, value: object):
    with pytest.raises(ValidationError, match=field):
        BEGIN.model_copy(update={field: value})
