"""What a team adopts: a baseline, only what changed, folders with other files in them, drawings that are current."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from conftest import DEAD_END, GOOD

if TYPE_CHECKING:
    from pathlib import Path

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
MORE = DEAD_END.replace("next: [drink, wait]", "next: [drink, wait, other]") + "  other: {customer: Stands about}\n"


@pytest.fixture
def coffee(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "coffee.yaml"
    file.write_text(DEAD_END)
    return file


def test_with_a_baseline_only_new_findings_fail_and_those_that_are_gone_are_said(run, coffee):
    assert run("check", "coffee.yaml").code == 1
    written = run("check", "coffee.yaml", "--write-baseline", "--baseline", "known.json")
    assert written.code == 0
    assert "findings written" in written.err
    known = run("check", "coffee.yaml", "--baseline", "known.json", "--format", "json")
    assert known.code == 0
    assert json.loads(known.out)["files"][0]["diagnostics"] == []
    coffee.write_text("# moved down\n\n" + MORE)
    new = run("check", "coffee.yaml", "--baseline", "known.json", "--format", "json")
    assert new.code == 1
    found = {(item["name"], item["step"]) for item in json.loads(new.out)["files"][0]["diagnostics"]}
    assert ("dead-end", "other") in found
    assert ("dead-end", "wait") not in found
    coffee.write_text(GOOD)
    gone = run("check", "coffee.yaml", "--baseline", "known.json")
    assert gone.code == 0
    assert "no longer found: " in gone.err
    assert "dead-end (wait)" in gone.err


def test_a_baseline_keeps_what_it_knows_of_other_files_and_is_the_same_every_time(run, coffee):
    (coffee.parent / "tea.yaml").write_text(MORE)
    run("check", "coffee.yaml", "tea.yaml", "--write-baseline")
    file = coffee.parent / "journeymap-baseline.json"
    first = file.read_text()
    assert sorted(json.loads(first)["files"]) == ["coffee.yaml", "tea.yaml"]
    run("check", "coffee.yaml", "--write-baseline")
    assert file.read_text() == first
    (coffee.parent / "tea.yaml").unlink()
    run("check", "coffee.yaml", "--write-baseline")
    assert sorted(json.loads(file.read_text())["files"]) == ["coffee.yaml"]


def test_what_cannot_be_read_is_never_in_a_baseline(run, coffee):
    coffee.write_text("steps: {a: [\n")
    assert run("check", "coffee.yaml", "--write-baseline").code == 1
    assert run("check", "coffee.yaml", "--baseline", "journeymap-baseline.json").code == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [("{", ":1:2: the file is not JSON"), ("[]", "is no baseline"),
     ('{"journeymap": "check", "format": 1}', "no baseline"),
     ('{"journeymap": "baseline", "format": 1, "files": {"a": [3]}}', "no baseline")],
)  # fmt: skip
def test_a_baseline_that_cannot_be_read_is_said_with_its_place(run, coffee, text: str, says: str):
    (coffee.parent / "known.json").write_text(text)
    outcome = run("check", "coffee.yaml", "--baseline", "known.json")
    assert outcome.code == 2
    assert says in outcome.err
    assert "--write-baseline" in outcome.err


def test_a_baseline_that_is_not_there_is_said(run, coffee):
    outcome = run("check", "coffee.yaml", "--baseline", "nowhere.json")
    assert outcome.code == 2
    assert "nowhere.json:1:1: the file cannot be read" in outcome.err


def test_a_folder_is_walked_for_what_says_that_it_is_a_blueprint(run, coffee):
    folder = coffee.parent
    (folder / "actions.yaml").write_text("jobs:\n  build:\n    steps:\n      - run: make\n")
    (folder / "data.json").write_text('{"a": {"steps": {}}}')
    (folder / "found.json").write_text('{"journeymap": "check", "format": 1, "files": []}')  # what we wrote ourselves
    (folder / "own.json").write_text('{"title": "x", "steps": {"a": {"customer": "x", "end": "helped"}}}')
    (folder / "stappen.yml").write_text("# x\n---\ntitel: x\nstappen: {a: {klant: Belt, einde: geholpen}}\n")
    (folder / "torn.yaml").write_text("journeymap: 1\nsteps: {a: [\n")
    os.mkfifo(folder / "pipe.yaml")
    outcome = run("check", folder, "--format", "json")
    names = [os.path.basename(file["path"]) for file in json.loads(outcome.out)["files"]]  # noqa: PTH119
    assert names == ["coffee.yaml", "own.json", "stappen.yml", "torn.yaml"]
    assert "3 files are left out" in outcome.err
    named = run("check", folder / "actions.yaml", "--format", "json")
    assert [file["path"] for file in json.loads(named.out)["files"]] == [str(folder / "actions.yaml")]


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


@needs_git
def test_only_what_changed_since_a_revision_and_what_points_at_it_is_checked(run, coffee, monkeypatch):
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    folder = coffee.parent
    (folder / "tea.yaml").write_text(GOOD + "relates: {follows: coffee.yaml}\n")
    (folder / "milk.yaml").write_text(GOOD + "relates: {follows: tea.yaml}\n")
    (folder / "sugar.yaml").write_text(GOOD)
    git(folder, "init", "-q", "-b", "main")

    def checked(*options: str) -> list[str]:
        data = json.loads(run("check", ".", "--format", "json", *options).out)
        return [file["path"] for file in data["files"]]

    assert len(checked("--changed-since", "HEAD")) == 4  # nothing is committed yet
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "first")
    assert checked("--changed-since", "HEAD") == []
    coffee.write_text(GOOD)
    (folder / "new.yaml").write_text(GOOD)
    assert checked("--changed-since", "HEAD") == ["coffee.yaml", "milk.yaml", "new.yaml", "tea.yaml"]
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "second")
    assert checked("--changed-since", "HEAD") == []
    assert checked("--changed-since", "HEAD~1") == ["coffee.yaml", "milk.yaml", "new.yaml", "tea.yaml"]
    outcome = run("check", ".", "--changed-since", "nowhere")
    assert outcome.code == 2
    assert 'No revision is called "nowhere"' in outcome.err


def test_drawings_that_are_not_what_would_be_drawn_are_told_and_nothing_is_written(run, coffee):
    coffee.write_text(GOOD)
    missing = run("draw", "coffee.yaml", "-o", "out", "--check")
    assert missing.code == 1
    assert "there is no such drawing" in missing.err
    assert not (coffee.parent / "out").exists()
    run("draw", "coffee.yaml", "-o", "out", "--format", "svg,dot")
    current = run("draw", "coffee.yaml", "-o", "out", "--format", "svg,dot", "--check")
    assert (current.code, current.out, current.err) == (0, "", "")
    coffee.write_text(GOOD.replace("Orders a coffee", "Orders a tea"))
    before = (coffee.parent / "out" / "coffee.svg").read_bytes()
    stale = run("draw", "coffee.yaml", "-o", "out", "--format", "svg,dot", "--check")
    assert stale.code == 1
    assert "coffee.svg: not what would be drawn now" in stale.err
    assert "coffee.dot: not what would be drawn now" in stale.err
    assert (coffee.parent / "out" / "coffee.svg").read_bytes() == before
    assert run("draw", "coffee.yaml", "-o", "-", "--check").code == 2


@needs_git
def test_what_a_changed_file_decides_on_is_checked_wherever_the_ways_to_it_lead(run, coffee, monkeypatch):
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    folder = coffee.parent
    coffee.write_text(GOOD)
    (folder / "own").mkdir()
    (folder / "set").mkdir()
    (folder / "set" / "tea.yaml").write_text(GOOD + "relates: {follows: ../milk.yaml}\n")
    (folder / "milk.yaml").write_text(GOOD + "relates: {follows: coffee.yaml}\n")
    (folder / "own" / "journeymap.toml").write_text('extends = "../shared.toml"\n')
    (folder / "own" / "sugar.yaml").write_text(GOOD)
    (folder / "shared.toml").write_text('fail-on = "error"\n')
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "first")

    def checked(*words: str) -> list[str]:
        outcome = run("check", *words, "--format", "json")
        return [file["path"] for file in json.loads(outcome.out)["files"]]

    assert checked("set", "own", "--changed-since", "HEAD") == []
    coffee.write_text(GOOD + "owner: somebody\n")
    # The file between the two is not among those that were named.
    assert checked("set", "own", "--changed-since", "HEAD") == ["set/tea.yaml"]
    (folder / "shared.toml").write_text('fail-on = "warning"\n')
    assert checked("set", "own", "--changed-since", "HEAD") == ["set/tea.yaml", "own/sugar.yaml"]
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "second")
    (folder / "set" / "journeymap.toml").write_text('fail-on = "note"\n')
    assert checked(".", "--changed-since", "HEAD") == ["set/tea.yaml"]


def test_with_the_files_that_are_named_go_those_that_point_at_them(run, coffee):
    folder = coffee.parent
    (folder / "tea.yaml").write_text(GOOD + "relates: {follows: coffee.yaml}\n")
    (folder / "deep").mkdir()
    (folder / "deep" / "milk.yaml").write_text(GOOD + "relates: {follows: ../tea.yaml}\n")
    (folder / "sugar.yaml").write_text(GOOD + "# coffee.yaml is only spoken of\n")
    outcome = run("check", "coffee.yaml", "--with-dependents", "--format", "json")
    assert [file["path"] for file in json.loads(outcome.out)["files"]] == ["coffee.yaml", "tea.yaml", "deep/milk.yaml"]
    outcome = run("check", "sugar.yaml", "--with-dependents", "--format", "json")
    assert [file["path"] for file in json.loads(outcome.out)["files"]] == ["sugar.yaml"]
