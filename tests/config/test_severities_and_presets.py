"""How much findings weigh in a project, what a configuration extends, and what holds for some files only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeymap.cli.options import all_rules
from journeymap.config import Config, read_config
from journeymap.config.reading import PRESETS
from journeymap.diagnostics import Severity
from journeymap.pipeline import check_source

if TYPE_CHECKING:
    from pathlib import Path

DEAD_END = "journeymap: 1\ntitle: x\nsteps:\n  a: {customer: Calls, frontstage: Answers}\n"


def read(folder: Path, text: str, name: str = "journeymap.toml") -> tuple[Config, list]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return read_config(path, name, all_rules())


def severities(config: Config, text: str = DEAD_END) -> dict[str, str]:
    return {found.code.name: str(found.severity) for found in check_source(text, "a.yaml", config).diagnostics}


@pytest.mark.parametrize("severity", ["error", "warning", "note"])
def test_a_rule_weighs_as_much_as_the_project_says(tmp_path, severity: str):
    config, problems = read(tmp_path, f'[rules.dead-end]\nseverity = "{severity}"\n')
    assert problems == []
    assert severities(Config())["dead-end"] == "error"
    assert severities(config)["dead-end"] == severity


def test_a_rule_that_is_off_does_not_run_and_one_with_a_weight_does(tmp_path):
    off, _ = read(tmp_path, '[rules.dead-end]\nseverity = "off"\n')
    assert "dead-end" not in severities(off)
    on, _ = read(tmp_path, '[rules.withdrawal-function]\nseverity = "error"\n')
    assert on.wants("JM999", "withdrawal-function", enabled=False)
    assert not Config().wants("JM999", "withdrawal-function", enabled=False)


def test_a_threshold_that_is_called_severity_stays_one(tmp_path):
    config, problems = read(tmp_path, "[rules.risk-priority]\nseverity = 8\n")
    assert problems == []
    assert config.rules == {"risk-priority": {"severity": 8}}
    assert config.severities == {}
    config, problems = read(tmp_path, '[rules.risk-priority]\nseverity = "note"\n')
    assert (problems, config.severities) == ([], {"risk-priority": "note"})


def test_what_could_not_be_read_is_never_made_light_of(tmp_path):
    config, _ = read(tmp_path, '[rules.syntax-error]\nseverity = "off"\n[rules.unreadable-file]\nseverity = "note"\n')
    assert severities(config, "steps: {a: [\n")["syntax-error"] == "error"


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_names_rules_that_are_there_and_can_be_extended(tmp_path, preset: str):
    config, problems = read(tmp_path, f'extends = "journeymap:{preset}"\n')
    assert problems == []
    assert config.severities
    assert config.source == str(tmp_path / "journeymap.toml")


def test_what_a_file_says_stands_above_what_it_extends(tmp_path):
    read(
        tmp_path,
        'fail-on = "note"\nignore = ["3xx"]\nlanguage = "nl"\n[rules.dead-end]\nseverity = "note"\n',
        "base.toml",
    )
    config, problems = read(
        tmp_path,
        'extends = ["base.toml", "journeymap:strict"]\nignore = ["8xx"]\n[rules.dead-end]\nseverity = "warning"\n',
    )
    assert problems == []
    assert (config.fail_on, config.ignore, config.language) == ("warning", ("3xx", "8xx"), "nl")
    assert config.severities["dead-end"] == "warning"
    assert config.severities["thin-source"] == "warning"
    back, _ = read(tmp_path, 'extends = "base.toml"\nfail-on = "error"\n')
    assert back.fail_on == "error"


@pytest.mark.parametrize(
    ("text", "says", "line"),
    [
        ('extends = "journeymap:stric"\n', 'did you mean "journeymap:strict"?', 1),
        ('extends = "nowhere.toml"\n', "write a path seen from this file", 1),
        ("extends = 3\n", "write a path seen from this file", 1),
        ('language = "nl"\nextends = "journeymap.toml"\n', "leave it out", 2),
        ('[rules.dead-end]\nseverity = "eror"\n', 'did you mean "error"?', 2),
        ('[rules.dead-end]\nseverty = "error"\n', 'did you mean "severity"?', 2),
        ('[[overrides]]\nfail-on = "note"\n', "write patterns", 1),
        ('[[overrides]]\nfiles = "a"\n\n[[overrides]]\nfiles = "b"\nexclude = ["x"]\n', "known words", 6),
        ('[[overrides]]\nfiles = "a"\n[overrides.rules.dead-end]\nseverity = "heavy"\n', "known words", 4),
        ("overrides = 3\n", "write a table for each", 1),
    ],
)
def test_what_is_wrong_is_said_at_its_line_with_what_to_do(tmp_path, text: str, says: str, line: int):
    _, problems = read(tmp_path, text)
    (problem,) = problems
    assert says in str(problem.help)
    assert (problem.severity, problem.span.line) == (Severity.ERROR, line)


@pytest.mark.parametrize(
    ("file", "severity"),
    [("a.yaml", "error"), ("drafts/a.yaml", "note"), ("drafts/deep/a.yaml", "note"), ("drafts/late/a.yaml", "warning"),
     ("old.yaml", "warning"), ("elsewhere/old.yaml", "warning")],
)  # fmt: skip
def test_what_holds_for_some_files_holds_for_these_only(tmp_path, file: str, severity: str):
    config, problems = read(
        tmp_path,
        '[[overrides]]\nfiles = "drafts/**"\n[overrides.rules.dead-end]\nseverity = "note"\n'
        '[[overrides]]\nfiles = ["old.yaml", "**/late/*"]\nfail-on = "never"\n'
        '[overrides.rules.dead-end]\nseverity = "warning"\n',
    )
    assert problems == []
    own = config.at(tmp_path / file)
    assert severities(own)["dead-end"] == severity
    assert own.fail_on == ("never" if severity == "warning" else "error")
