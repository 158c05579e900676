"""Acceptances that accept nothing are reported only where it is certain that there was nothing."""

from __future__ import annotations

from journeymap.config import Config
from journeymap.model.blueprint import Blueprint
from journeymap.pipeline import check_blueprint, check_source

IDLE = """\
journeymap: 1
accept: {broad-file: We want one sheet}
steps:
  a: {customer: Asks, end: helped}
"""


def _said(text: str, config: Config | None = None) -> list[str]:
    found = check_source(text, "a.yaml", config).diagnostics
    return [str(one.span) for one in found if one.code.name == "unnecessary-acceptance"]


def test_what_accepts_nothing_is_reported_at_its_name():
    assert _said(IDLE) == ["a.yaml:2:10"]


def test_nothing_is_certain_of_a_rule_that_does_not_run():
    assert _said(IDLE, Config(ignore=("broad-file",))) == []
    assert _said(IDLE, Config(select=("JM807",))) == []


def test_nothing_is_certain_of_a_rule_with_thresholds_of_the_projects_own():
    assert _said(IDLE, Config(rules={"broad-file": {"max-phases": 20}})) == []
    assert _said(IDLE, Config(rules={"line-skip": {}})) == ["a.yaml:2:10"]


def test_nothing_is_certain_of_a_file_that_was_not_read_as_a_whole():
    assert _said(f"{IDLE}  b: {{customer: Waits, takes: long}}\n") == []


def test_a_project_may_do_without():
    assert _said(IDLE, Config(ignore=("unnecessary-acceptance",))) == []


def test_nothing_is_certain_of_a_blueprint_without_a_file_that_names_others():
    said = {"accept": {"self-loop": "They try again"}, "steps": {"a": {"customer": "Asks", "end": "helped"}}}
    alone = check_blueprint(Blueprint.model_validate(said))
    beside = check_blueprint(Blueprint.model_validate({**said, "relates": {"beside": "b.yaml"}}))
    assert "unnecessary-acceptance" in {one.code.name for one in alone.diagnostics}
    assert "unnecessary-acceptance" not in {one.code.name for one in beside.diagnostics}
