"""The command that says what is different between two versions, of two files or of what Git keeps."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from itertools import permutations
from pathlib import Path

import pytest

from journeymap.comparison.revisions import Repository
from journeymap.reporter import SCREEN

BEFORE, AFTER = (f"blueprints/reparatieverzoek{ending}.yaml" for ending in ("", "-to-be"))
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
START = """journeymap: 1
title: A visit
relates: {mirrors: out.yaml}
personas: {anna: {share: 50%}, bob: {share: 50%}}
channels: {phone: {name: Telephone, open: Mo-Fr 08:00-17:00}}
steps:
  call:
    customer: Calls
    frontstage: Answers
    channel: phone
    wait: 10 min
    next:
      visit: {share: {anna: 80%, bob: 60%}, decides: customer}
      stop: {share: {anna: 20%, bob: 40%}, decides: customer}
  visit: {customer: Comes, frontstage: Looks, wait: 3 days, next: done}
  done: {customer: Goes home, end: helped}
  stop: {customer: Gives up, end: gave-up}
"""
OUT = "journeymap: 1\ntitle: Away\nsteps:\n  leave: {customer: Leaves, end: helped}\n"
EDITS = (
    ("10 min", "2 min"),
    ("title: A visit", "# a remark\ntitle: A visit"),
    ("anna: 80%, bob: 60%", "anna: 90%, bob: 50%"),
    ("anna: 20%, bob: 40%", "anna: 10%, bob: 50%"),
    ("  visit: {customer", "  consult: {was: visit, customer"),
    ("      visit: {", "      consult: {"),
    ("wait: 3 days", "wait: 1 day, promise: 2 days"),
    ("Gives up, end", "Gives up, accept: {lost-journey: so be it}, end"),
    ("08:00-17:00", "08:00-20:00"),
)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch) -> Path:
    """A repository of ten commits on one blueprint, and another one that it names."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    folder = tmp_path / "repository"
    (folder / "maps").mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    text = START
    (folder / "maps" / "out.yaml").write_text(OUT)
    for number, edit in enumerate([None, *EDITS]):
        if edit is not None:
            assert edit[0] in text, edit
            text = text.replace(*edit)
        (folder / "maps" / "visit.yaml").write_text(text)
        git(folder, "add", "-A")
        git(folder, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", f"version {number}")
        git(folder, "tag", f"v{number}")
    monkeypatch.chdir(folder)
    return folder


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("width", [80, 100, 132])
def test_two_variants_are_told_on_one_screen_with_what_customers_notice_first(run, monkeypatch, width: int, language):
    monkeypatch.setenv("COLUMNS", str(width))
    outcome = run("compare", BEFORE, AFTER, "--lang", language)
    assert outcome.code == 1  # contacts get more
    lines = outcome.out.splitlines()
    assert len(lines) < SCREEN  # the prompt needs a line too
    assert max(map(len, lines)) <= width
    assert lines[1] == {"en": "What customers notice", "nl": "Wat klanten merken"}[language]
    helped = {"en": r"  helped( +67% -> 100%){3} +better", "nl": r"  geholpen( +67% -> 100%){3} +beter"}[language]
    each = r"  \w+( +67% -> 100% bet(t?)er){3}"  # where there is room, each has its verdict
    assert any(re.fullmatch(helped, line) or re.fullmatch(each, line) for line in lines)
    assert "told-twice (6)" in outcome.out
    assert "--all" in lines[-1]


def test_with_all_nothing_is_left_out(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    short, whole = (run("compare", BEFORE, AFTER, "--lang", "en", *options).out for options in ([], ["--all"]))
    assert "The phases" in whole
    assert "The phases" not in short
    assert "was accepted, and is no longer found: silent-wait" in " ".join(whole.split())
    assert len(whole.splitlines()) > SCREEN


@pytest.mark.parametrize("form", ["text", "markdown", "json", "html"])
def test_a_version_beside_itself_has_nothing_to_tell_in_any_format(run, form: str, tmp_path):
    file = tmp_path / "same.txt"
    outcome = run("compare", BEFORE, BEFORE, "--format", form, "--fail-on", "any", "-o", file, "--lang", "en")
    assert (outcome.code, outcome.out) == (0, "")
    text = file.read_text(encoding="utf-8")
    assert "Nothing is different" in text or json.loads(text)["comparisons"][0]["same"] is True


def test_the_ending_of_the_file_says_which_format(run, tmp_path):
    for ending, begin in ((".md", "## "), (".json", "{"), (".html", "\n<!DOCTYPE html>")):
        run("compare", BEFORE, AFTER, "-o", tmp_path / f"a{ending}")
        assert (tmp_path / f"a{ending}").read_text(encoding="utf-8").lstrip().startswith(begin.lstrip())


@pytest.mark.parametrize(
    ("options", "code"),
    [(["--fail-on", "never"], 0), (["--fail-on", "worse"], 1), (["--fail-on", "new-findings"], 0),
     (["--fail-on", "any"], 1), (["--tolerance", "contacts=80%"], 0), (["--tolerance", "contacts=10%"], 1),
     (["--tolerance", "contacts=3"], 0)],
)  # fmt: skip
def test_the_gate_and_the_tolerance_decide_on_the_exit_code(run, options, code: int):
    assert run("compare", BEFORE, AFTER, *options).code == code


@pytest.mark.parametrize(
    ("tolerance", "says"),
    [("helpd=1%", "Did you mean 'helped'"), ("helped", "write it like helped=1%"),
     ("helped=lots", "no size for helped"), ("time=-1 day", "no size for time"),
     ("contacts=nan", "no size for contacts")],
)  # fmt: skip
def test_a_tolerance_that_cannot_be_read_is_said(run, tolerance: str, says: str):
    outcome = run("compare", BEFORE, AFTER, "--tolerance", tolerance)
    assert outcome.code == 2
    assert says in outcome.err


def test_a_file_that_cannot_be_read_is_said_and_nothing_is_compared(run, tmp_path):
    torn = tmp_path / "torn.yaml"
    torn.write_text("[1, 2")
    outcome = run("compare", BEFORE, torn)
    assert outcome.code == 1
    assert f"{torn}: " in outcome.err
    assert "journeymap check" in outcome.err


def test_folders_are_compared_file_by_file(run, tmp_path):
    for folder in ("old", "new"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.yaml").write_text(START)
    (tmp_path / "old" / "gone.yaml").write_text(OUT)
    (tmp_path / "new" / "come.yaml").write_text(OUT)
    outcome = run("compare", tmp_path / "old", tmp_path / "new", "--format", "json", "--fail-on", "any")
    data = json.loads(outcome.out)
    assert outcome.code == 1
    assert [Path(path).name for path in data["only_old"] + data["only_new"]] == ["gone.yaml", "come.yaml"]
    assert [comparison["same"] for comparison in data["comparisons"]] == [True]


@needs_git
def test_any_two_of_ten_commits_can_be_compared_and_tell_the_same_both_ways(run, repository):
    for old, new in permutations(range(10), 2):
        outcome = run("compare", f"v{old}..v{new}", "--format", "json", "--fail-on", "never")
        data = json.loads(outcome.out)
        assert (outcome.code, outcome.err) == (0, "")
        (comparison,) = data["comparisons"]
        assert (comparison["old"], comparison["new"]) == (f"v{old}:maps/visit.yaml", f"v{new}:maps/visit.yaml")
        assert comparison["same"] == ({old, new} == {1, 2})  # a remark was all
        steps = {pair["old"]: pair["new"] for pair in comparison["steps"]}
        if {old, new} != {4, 5}:  # between these two the file names a step that is not there yet
            assert steps.get("visit", "visit") in ("visit", "consult")
        assert len(steps) == 4


@needs_git
def test_without_words_the_working_tree_is_held_against_the_last_commit(run, repository):
    outcome = run("compare")
    assert (outcome.code, outcome.out) == (0, "no blueprint is different\n")
    file = repository / "maps" / "visit.yaml"
    file.write_text(file.read_text().replace("2 min", "30 min"))
    outcome = run("compare")
    assert outcome.code == 1
    assert outcome.out.startswith("HEAD:maps/visit.yaml -> maps/visit.yaml\n")
    assert "is worse off: time of those who are helped" in outcome.out
    assert run("compare", "maps/out.yaml").out == "no blueprint is different\n"
    assert run("compare", "v0", "maps").out.startswith("v0:maps/visit.yaml -> maps/visit.yaml\n")


@needs_git
def test_a_file_that_was_moved_is_compared_with_itself(run, repository):
    git(repository, "mv", "maps/visit.yaml", "maps/come.yaml")
    outcome = run("compare", "--format", "json")
    (comparison,) = json.loads(outcome.out)["comparisons"]
    assert (comparison["old"], comparison["new"]) == ("HEAD:maps/visit.yaml", "maps/come.yaml")


@needs_git
def test_files_that_a_file_names_are_read_from_the_same_revision(run, repository):
    (repository / "maps" / "out.yaml").unlink()
    file = repository / "maps" / "visit.yaml"
    file.write_text(file.read_text().replace("title: A visit", "title: Visit"))
    data = json.loads(run("compare", "--format", "json").out)
    found = {(item["fate"], item["name"]) for item in data["comparisons"][0]["findings"]}
    assert ("new", "broken-link") in found  # it was there in the last commit, and the link was whole
    assert [path.rpartition(":")[2] for path in data["only_old"]] == ["maps/out.yaml"]


@needs_git
@pytest.mark.parametrize(
    ("words", "says"),
    [(["nowhere"], 'No revision is called "nowhere"'), (["v1..nowhere"], 'No revision is called "nowhere"'),
     (["--", "-rf"], 'No revision is called "-rf"'), (["v1", "missing.yaml"], "neither a file nor in the revision"),
     (["missing.yaml", "maps/visit.yaml"], "is no file"), (["v1", "maps", "/tmp"], "lies outside of the repository")],
)  # fmt: skip
def test_a_revision_or_file_that_is_not_there_is_said(run, repository, words, says: str):
    outcome = run("compare", *words)
    assert outcome.code == 2
    assert says in " ".join(outcome.err.split())


def test_outside_of_a_repository_it_is_said_what_to_do(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    outcome = run("compare")
    assert outcome.code == 2
    if shutil.which("git") is not None:
        assert "is in no Git repository" in outcome.err


def test_without_git_it_is_said_what_to_do(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    outcome = run("compare")
    assert outcome.code == 2
    assert "The program git is not there" in outcome.err
    assert "Install Git" in outcome.err


@needs_git
def test_nothing_that_a_repository_configures_is_run(run, repository, tmp_path):
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\ncat\n")
    trap.chmod(0o755)
    git(repository, "config", "core.fsmonitor", str(trap))
    git(repository, "config", "diff.external", str(trap))
    git(repository, "config", "diff.x.textconv", str(trap))
    (repository / ".gitattributes").write_text("*.yaml diff=x\n")
    file = repository / "maps" / "visit.yaml"
    file.write_text(file.read_text().replace("2 min", "30 min"))
    assert run("compare").code == 1
    assert not (tmp_path / "sprung").exists()


@needs_git
def test_a_repository_is_known_from_any_folder_in_it(repository):
    (repository / "maps" / "deep").mkdir()
    assert Repository(repository / "maps" / "deep" / "not-there").root.resolve() == repository.resolve()


@needs_git
def test_a_file_that_only_names_a_changed_one_is_compared_where_that_makes_a_difference(run, repository):
    """The file that it names is gone in the working tree, so that its own link is broken now."""
    (repository / "maps" / "out.yaml").unlink()
    data = json.loads(run("compare", "--format", "json").out)
    (comparison,) = data["comparisons"]
    assert (comparison["old"], comparison["new"]) == ("HEAD:maps/visit.yaml", "maps/visit.yaml")
    assert ("new", "broken-link") in {(item["fate"], item["name"]) for item in comparison["findings"]}
    git(repository, "add", "-A")
    git(repository, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "without")
    for words in (["HEAD~1..HEAD"], ["HEAD~1..HEAD", "maps/visit.yaml"]):
        (again,) = json.loads(run("compare", *words, "--format", "json").out)["comparisons"]
        assert again["new"] == "HEAD:maps/visit.yaml"
        assert again["findings"] == comparison["findings"]


@needs_git
def test_a_file_that_names_a_changed_one_and_is_no_other_for_it_is_not_told(run, repository):
    (repository / "maps" / "out.yaml").write_text("# a remark\n" + OUT)
    data = json.loads(run("compare", "--format", "json").out)
    assert [comparison["new"] for comparison in data["comparisons"]] == ["maps/out.yaml"]
    assert data["comparisons"][0]["same"]
