"""What a project decides, where it is found, and what is said when it is wrong."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from journeymap.config import Config, covers, find_config, read_config
from journeymap.diagnostics import Severity
from journeymap.findings.baseline import read_baseline

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Known:
    code: str
    name: str
    options: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


RULES = (
    Known("JM101", "duplicate-step"),
    Known("JM203", "dead-end"),
    Known("JM290", "broad-file", {"steps": 50, "share": 0.5, "holidays": True, "country": "NL", "words": ("a",)}),
)


def read(tmp_path: Path, text: str, name: str = "journeymap.toml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_config(path, name, RULES)


def test_everything_that_may_be_decided_is_read(tmp_path):
    config, problems = read(
        tmp_path,
        """
        fail-on = "warning"
        language = "nl"
        select = ["1xx", "JM2", "dead-end"]
        ignore = ["JM290"]
        exclude = ["old/*"]
        [rules.broad-file]
        steps = 30
        share = 1
        holidays = false
        country = "BE"
        words = ["b"]
        """,
    )
    assert problems == []
    assert (config.fail_on, config.language, config.exclude) == ("warning", "nl", ("old/*",))
    assert (config.select, config.ignore) == (("1xx", "JM2", "dead-end"), ("JM290",))
    assert config.rules == {"broad-file": {"steps": 30, "share": 1, "holidays": False, "country": "BE", "words": ["b"]}}


def test_what_is_not_decided_is_as_it_is_by_itself(tmp_path):
    config, problems = read(tmp_path, "")
    assert problems == []
    assert (config.fail_on, config.select, config.ignore, config.rules) == ("error", (), (), {})


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "remedy"),
    [
        ('fail_on = "error"', 1, 1, '"fail_on" is not a word', 'did you mean "fail-on"?'),
        ('\n\ncolour = "red"', 3, 1, '"colour" is not a word', "known words: fail-on, language"),
        ('fail-on = "errors"', 1, 1, '"errors" is not one of the words', 'did you mean "error"?'),
        ("fail-on = 3", 1, 1, '"3" is not one of the words', "known words: error, warning"),
        ('language = "fy"', 1, 1, '"fy" is not one of the words', "known words: en, nl"),
        ('ignore = "dead-end"', 1, 1, '"ignore" must be a list of texts', "write texts between brackets"),
        ("select = [1, 2]", 1, 1, '"select" must be a list of texts', "write texts between brackets"),
        ('ignore = ["dead-ends"]', 1, 1, 'no rule is called "dead-ends"', 'did you mean "dead-end"?'),
        ('ignore = ["9xx"]', 1, 1, 'no rule is called "9xx"', "`journeymap rules`"),
        ("rules = 3", 1, 1, '"rules" must hold a table per rule', "[rules.broad-file]"),
        ("[rules]\ndead-end = 3", 2, 1, '"dead-end" must be a table', "threshold"),
        ("[rules.broad-fil]\nsteps = 3", 1, 8, 'no rule is called "broad-fil"', 'did you mean "broad-file"?'),
        ("[rules.broad-file]\n\nstep = 3", 3, 1, 'has no threshold "step"', 'did you mean "steps"?'),
        ("[rules.dead-end]\nmost = 3", 2, 1, 'has no threshold "most"', "severity"),
        ('[rules.broad-file]\nsteps = "3"', 2, 1, '"3" cannot stand here', "write a number, such as 50"),
        ("[rules.broad-file]\nsteps = true", 2, 1, "cannot stand here", "write a number"),
        ("[rules.broad-file]\nholidays = 1", 2, 1, "cannot stand here", "true or false"),
        ("[rules.broad-file]\ncountry = 1", 2, 1, "cannot stand here", 'such as "NL"'),
        ("[rules.broad-file]\nwords = 1", 2, 1, "cannot stand here", "list"),
        ('rules."broad-file".step = 3', 1, 20, 'has no threshold "step"', "steps"),
        ("rules = {broad-file = {step = 3}}", 1, 10, 'has no threshold "step"', "steps"),
        ('fail-on = "error', 1, 17, "the file is not TOML", ""),
        ("a = 1\n[b", 2, 3, "the file is not TOML", ""),
    ],
)
def test_what_is_wrong_is_said_at_its_line(tmp_path, text, line, column, message, remedy):
    config, problems = read(tmp_path, text)
    assert len(problems) == 1
    problem = problems[0]
    assert (problem.span.path, problem.span.line, problem.span.column) == ("journeymap.toml", line, column)
    assert message in problem.message.text()
    assert remedy in (problem.help.text() if problem.help else "")
    assert config.fail_on == "error"
    assert config.rules.get("broad-file", {}) == {}


def test_all_that_is_wrong_is_said_at_once_and_the_rest_holds(tmp_path):
    config, problems = read(
        tmp_path, 'fail-on = "note"\nignor = []\nlanguage = 3\n[rules.broad-file]\nstep = 1\nsteps = 2\n'
    )
    assert [problem.span.line for problem in problems] == [2, 3, 5]
    assert (config.fail_on, config.language, config.rules) == ("note", None, {"broad-file": {"steps": 2}})


def test_in_a_shared_file_only_our_table_counts(tmp_path):
    text = (
        '[tool.other]\nfail-on = 3\n[tool.journeymap]\nfail-on = "never"\nnope = 1\n[tool.journeymap.rules.dead-ends]\n'
    )
    config, problems = read(tmp_path, text, "pyproject.toml")
    assert config.fail_on == "never"
    assert [(problem.span.line, problem.span.column) for problem in problems] == [(5, 1), (6, 24)]


@pytest.mark.parametrize("text", ["tool = 3", "[tool]\njourneymap = 3", "[project]\n", ""])
def test_a_shared_file_without_our_table_decides_nothing(tmp_path, text):
    config, problems = read(tmp_path, text, "pyproject.toml")
    assert (config.fail_on, problems) == ("error", [])


def test_a_file_that_is_not_utf_8_is_reported(tmp_path):
    path = tmp_path / "journeymap.toml"
    path.write_bytes(b"language = 'caf\xe9'")
    _, problems = read_config(path, "journeymap.toml")
    assert [problem.code.name for problem in problems] == ["unreadable-file"]


def test_a_byte_order_mark_is_no_mistake(tmp_path):
    path = tmp_path / "journeymap.toml"
    path.write_bytes(b'\xef\xbb\xbffail-on = "never"')
    assert read_config(path)[0].fail_on == "never"


def test_the_nearest_file_upwards_is_found(tmp_path):
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[tool.journeymap]\n")
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\n")
    assert find_config(inner) == tmp_path.resolve() / "pyproject.toml"
    (tmp_path / "a" / "journeymap.toml").write_text("")
    assert find_config(inner) == tmp_path.resolve() / "a" / "journeymap.toml"
    assert find_config(inner / "absent.yaml") == tmp_path.resolve() / "a" / "journeymap.toml"


def test_our_own_file_stands_above_the_shared_one(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.journeymap]\n")
    (tmp_path / "journeymap.toml").write_text("")
    assert find_config(tmp_path) == tmp_path.resolve() / "journeymap.toml"


@pytest.mark.parametrize("pattern", ["dead-end", "JM203", "jm203", "203", "JM2", "2xx", "20x", "2XX", " dead-end "])
def test_a_pattern_stands_for_a_rule_by_name_code_or_family(pattern):
    assert covers(pattern, "JM203", "dead-end")


@pytest.mark.parametrize("pattern", ["dead", "JM3", "3xx", "", "xx", "JM", "JM2034", "*"])
def test_other_patterns_do_not(pattern):
    assert not covers(pattern, "JM203", "dead-end")


def test_what_is_selected_and_not_ignored_runs():
    assert Config().wants("JM203", "dead-end")
    assert not Config().wants("JM203", "dead-end", enabled=False)
    assert Config(select=("dead-end",)).wants("JM203", "dead-end", enabled=False)
    assert not Config(select=("1xx",)).wants("JM203", "dead-end")
    assert not Config(select=("2xx",), ignore=("dead-end",)).wants("JM203", "dead-end")


def test_what_is_enabled_runs_beside_what_runs_by_itself():
    config = Config(enable=("withdrawal-function",))
    assert config.wants("JM607", "withdrawal-function", enabled=False)
    assert config.wants("JM203", "dead-end")
    assert not Config().wants("JM607", "withdrawal-function", enabled=False)
    assert not Config(enable=("6xx",), ignore=("withdrawal-function",)).wants("JM607", "withdrawal-function")
    assert not Config(enable=("6xx",), select=("2xx",)).wants("JM607", "withdrawal-function", enabled=False)


def test_a_choice_stands_above_the_project_and_none_is_no_choice():
    config = Config(fail_on="note", select=("1xx",))
    assert config.with_choices(fail_on="never", select=(), language=None) == Config(fail_on="never", select=("1xx",))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = " + "[" * 5000 + "]" * 5000, "too deep"),
        ("a = " + "{a=" * 5000 + "1" + "}" * 5000, "too deep"),
        ("a = 1" + "0" * 5000, "not TOML"),
        ("# " + "x" * 1_100_000, "larger than 1000 kB"),
        ("# " + "é" * 600_000, "larger than 1000 kB"),
        ("a = [\n" + "[" * 300, "not TOML"),
        (".".join("a" * 20_000) + " = 1", "too deep"),
        ("[" + " . ".join("a" * 20_000) + "]", "too deep"),
        ("a = {" + ".".join(["'a'"] * 20_000) + " = 1}", "too deep"),
    ],
    ids=["lists", "tables", "digits", "size", "size in bytes", "open", "dots", "dots in a head", "dots in a table"],
)
def test_a_hostile_configuration_is_told_of(tmp_path, text, message):
    file = tmp_path / "journeymap.toml"
    file.write_text(text, encoding="utf-8")
    config, problems = read_config(file, "journeymap.toml")
    assert [problem.severity for problem in problems] == [Severity.ERROR]
    assert message in problems[0].message.text()
    assert config.rules == {}


def test_a_pipe_is_no_configuration_and_nobody_waits_for_it(tmp_path):
    os.mkfifo(tmp_path / "journeymap.toml")
    _, problems = read_config(tmp_path / "journeymap.toml", "journeymap.toml")
    assert [problem.message.text() for problem in problems] == ["this is a pipe and no file"]
    baseline, problem = read_baseline(tmp_path / "journeymap.toml", "known.json")
    assert baseline is None
    assert problem is not None
    assert problem.message.text() == "this is a pipe and no file"


def test_links_in_a_circle_have_no_configuration(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "journeymap.toml").symlink_to(tmp_path / "journeymap.toml")
    assert find_config(tmp_path / "a" / "plan.yaml") is None or find_config(tmp_path / "a").parent != tmp_path
