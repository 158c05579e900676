"""Rules of a project's own: said in its configuration, written in Python, installed as a pack."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeymap import plugins
from journeymap.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable

SAID = """\
[[own-rule]]
name = "phone-without-number"
code = "WB001"
where = "steps"
when = "channel == 'phone' and not evidence"
say = "who calls at \\"{name}\\" has no number in the hand"
help = "put the number on the letter"
severity = "error"

[[own-rule]]
name = "channel-without-hours"
code = "WB002"
where = "channels"
when = "used > 0 and not open"
say = "nobody knows when {name} is open"
"""
BLUEPRINT = """\
journeymap: 1
title: A leak
channels: {phone: {name: Telephone, answers: true}}
steps:
  call: {customer: Calls, frontstage: Answers, channel: phone, next: done}
  done: {customer: Is helped, frontstage: Mends it, evidence: Dry wall, end: helped}
"""


@pytest.fixture(autouse=True)
def no_rules_of_other_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each test begin with no rules but those of the program."""
    monkeypatch.setattr(plugins, "_REGISTERED", {})


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which one stands, with a blueprint."""
    (tmp_path / "leak.yaml").write_text(BLUEPRINT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def found(capsys: pytest.CaptureFixture[str]) -> Callable[..., list[tuple[str, str]]]:
    """Run a check and return the findings of rules that are not the program's, with what is said."""

    def found(*arguments: str) -> list[tuple[str, str]]:
        main(["check", *(arguments or ("leak.yaml",)), "--format", "json", "--fail-on", "never"])
        content = json.loads(capsys.readouterr().out)
        findings = [finding for file in content["files"] for finding in file["diagnostics"]]
        return [(item["name"], item["message"]) for item in findings if not item["code"].startswith("JM")]

    return found


def test_what_a_configuration_says_is_found(project: Path, found: Callable[..., list[tuple[str, str]]]):
    (project / "journeymap.toml").write_text(SAID, encoding="utf-8")
    assert found() == [
        ("channel-without-hours", "nobody knows when phone is open"),
        ("phone-without-number", 'who calls at "call" has no number in the hand'),
    ]


def test_a_rule_of_ones_own_is_about_the_service_and_ranks_by_harm(project: Path, capsys: pytest.CaptureFixture[str]):
    (project / "journeymap.toml").write_text(SAID, encoding="utf-8")
    main(["check", "leak.yaml", "--format", "json"])
    (file,) = json.loads(capsys.readouterr().out)["files"]
    (finding,) = [item for item in file["diagnostics"] if item["name"] == "phone-without-number"]
    assert finding["kind"] == "service"
    assert finding["harm"] > 0


def test_a_rule_that_is_said_counts_like_any_other(project: Path, capsys: pytest.CaptureFixture[str]):
    (project / "journeymap.toml").write_text(SAID, encoding="utf-8")
    assert main(["check", "leak.yaml"]) == 1
    assert main(["check", "leak.yaml", "--ignore", "JM7"]) == 1
    accepted = BLUEPRINT.replace("phone, next", "phone, accept: {phone-without-number: It is on the wall}, next")
    (project / "leak.yaml").write_text(accepted, encoding="utf-8")
    capsys.readouterr()
    assert main(["check", "leak.yaml", "--all"]) == 0
    assert "unknown-reference" not in capsys.readouterr().out
    assert main(["explain", "phone-without-number"]) == 0
    page = capsys.readouterr().out
    assert "WB001" in page
    assert "Put the number on the letter" in page or "put the number on the letter" in page
    assert main(["rules"]) == 0
    assert "phone-without-number" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "other", "said"),
    [
        ('code = "WB001"', 'code = "JM001"', '"JM001" cannot be the code of a rule'),
        ('name = "phone-without-number"', 'name = "dead-end"', 'another rule is called "dead-end" already'),
        ("when = \"channel == 'phone' and not evidence\"", 'when = "chanel"', 'did you mean "channel"?'),
        ('where = "steps"', 'where = "step"', '"step" is not one of the words that "where" knows'),
        ('severity = "error"', 'severty = "error"', 'did you mean "severity"?'),
        ('code = "WB001"\n', "", "a rule also needs: code"),
        ('help = "put the number on the letter"', "help = 3", '"help" must be a text'),
    ],
)
def test_a_rule_that_cannot_be_understood_is_told_with_its_place(
    project: Path, capsys: pytest.CaptureFixture[str], line: str, other: str, said: str
):
    (project / "journeymap.toml").write_text(SAID.replace(line, other, 1), encoding="utf-8")
    assert main(["check", "leak.yaml", "--all"]) == 1
    text = capsys.readouterr().out
    assert said in text
    assert "journeymap.toml:" in text


def test_a_new_rule_runs_its_examples_and_then_counts(
    project: Path, capsys: pytest.CaptureFixture[str], found: Callable[..., list[tuple[str, str]]]
):
    assert main(["new-rule", "no-number", "--code", "WB007"]) == 0
    assert main(["rules", "--test", "rules"]) == 0
    assert "as its page shows" in capsys.readouterr().out
    (project / "journeymap.toml").write_text('own-rules = ["rules/"]\n', encoding="utf-8")
    assert found() == [("no-number", "the customer calls here and has no number in the hand")]
    assert main(["rules", "--test"]) == 0
    assert main(["explain", "no-number"]) == 0
    assert "gives up sooner" in capsys.readouterr().out


def test_a_rule_whose_examples_show_something_else_fails_its_test(project: Path, capsys: pytest.CaptureFixture[str]):
    main(["new-rule", "no-number"])
    file = project / "rules" / "no_number.py"
    file.write_text(file.read_text(encoding="utf-8").replace("not step.evidence", "step.evidence"), encoding="utf-8")
    assert main(["rules", "--test", "rules"]) == 1
    said = capsys.readouterr().out
    assert "silent of its bad example" in said
    assert "speaks of its good example" in said


def test_what_somebody_elses_code_raises_is_told_and_not_raised(project: Path, capsys: pytest.CaptureFixture[str]):
    (project / "rules").mkdir()
    (project / "rules" / "broken.py").write_text("1 / 0\n", encoding="utf-8")
    (project / "journeymap.toml").write_text('own-rules = ["rules/"]\n', encoding="utf-8")
    assert main(["check", "leak.yaml", "--all"]) == 1
    assert "this rule cannot be loaded: ZeroDivisionError" in capsys.readouterr().out


def test_checking_a_file_of_somebody_else_runs_nothing_of_theirs(
    project: Path, tmp_path_factory: pytest.TempPathFactory, found: Callable[..., list[tuple[str, str]]]
):
    theirs = tmp_path_factory.mktemp("theirs")
    (theirs / "leak.yaml").write_text(BLUEPRINT, encoding="utf-8")
    (theirs / "rules").mkdir()
    (theirs / "rules" / "hostile.py").write_text(f"open({str(project / 'trace')!r}, 'w')\n", encoding="utf-8")
    (theirs / "journeymap.toml").write_text('own-rules = ["rules/"]\n' + SAID, encoding="utf-8")
    assert len(found(str(theirs / "leak.yaml"))) == 2  # what is said is no code
    assert not (project / "trace").exists()


def test_rules_that_are_code_can_be_left_out(project: Path, found: Callable[..., list[tuple[str, str]]]):
    main(["new-rule", "no-number"])
    (project / "journeymap.toml").write_text('own-rules = ["rules/"]\n', encoding="utf-8")
    assert found("leak.yaml", "--no-own-rules") == []


def test_rules_are_not_read_from_outside_the_project(
    project: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (project / "journeymap.toml").write_text(f"own-rules = [{str(elsewhere)!r}]\n", encoding="utf-8")
    main(["check", "leak.yaml", "--all"])
    assert "only from the folder of the configuration" in capsys.readouterr().out


def test_a_pack_that_is_not_installed_is_told(project: Path, capsys: pytest.CaptureFixture[str]):
    (project / "journeymap.toml").write_text('packs = ["housing"]\n', encoding="utf-8")
    assert main(["check", "leak.yaml", "--all"]) == 1
    assert 'no pack of rules is called "housing"' in capsys.readouterr().out


@pytest.mark.parametrize("owner", ["same", "other"])
def test_code_of_a_configuration_above_that_belongs_to_somebody_else_is_not_loaded(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], owner: str
):
    """In a folder that all share, such as that for temporary files, anybody may put a configuration."""
    (project / "journeymap.toml").write_text('own-rules = ["rules/"]\n', encoding="utf-8")
    (project / "rules").mkdir()
    (project / "rules" / "trap.py").write_text(f"open({str(project / 'sprung')!r}, 'w')\n", encoding="utf-8")
    (project / "mine").mkdir()
    (project / "mine" / "leak.yaml").write_text(BLUEPRINT, encoding="utf-8")
    plain = Path.stat

    def stat(path: Path, **how: bool) -> os.stat_result:
        known = plain(path, **how)
        if path.name == "journeymap.toml" and owner == "other":
            return os.stat_result([*known[:4], known.st_uid + 1, *known[5:]])
        return known

    monkeypatch.setattr(Path, "stat", stat)
    monkeypatch.chdir(project / "mine")
    main(["check", "leak.yaml", "--all"])
    assert ("belongs to somebody else" in capsys.readouterr().out) == (owner == "other")
    assert (project / "sprung").exists() == (owner == "same")
    if owner == "other":  # who names it has decided so
        main(["check", "leak.yaml", "--config", "../journeymap.toml"])
        assert (project / "sprung").exists()
