"""What a team's services run: the steps of the action, in bash as they do, and the hooks before a commit."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
BEFORE = """\
journeymap: 1
title: A leak
steps:
  call: {customer: Calls, frontstage: Answers, next: {done: 90%, quit: 10%}}
  done: {customer: Is helped, end: helped}
  quit: {customer: Gives up, end: gave-up}
"""
AFTER = BEFORE.replace("90%", "80%").replace("10%", "20%")
# What `gh` does here: it keeps what it was asked, and answers with the comment that is there, if there is one.
GH = """\
#!/usr/bin/env bash
echo "$@" >> "$GH_LOG"
case "$*" in *--jq*) cat "$GH_LOG.id" 2>/dev/null || true;; esac
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a blueprint that was changed, in the last of two commits."""
    if shutil.which("git") is None or shutil.which("bash") is None:
        pytest.skip("needs git and bash")
    folder = tmp_path / "repository"
    folder.mkdir()
    for text, message in ((BEFORE, "before"), (AFTER, "after")):
        (folder / "leak.yaml").write_text(text, encoding="utf-8")
        for words in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", message]):
            subprocess.run(["git", *words], cwd=folder, check=True, env=_environment(folder))
    return folder


def _environment(folder: Path, **more: str) -> dict[str, str]:
    binaries = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    who = {f"GIT_{role}_{part}": "test@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    return {**os.environ, **who, "PATH": binaries, "HOME": str(folder), "PYTHONUTF8": "1", **more}


def _step(name: str) -> str:
    return str(next(step["run"] for step in ACTION["runs"]["steps"] if step.get("name") == name))


def _run(name: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a step as the service does: bash that stops at the first failure."""
    environment = _environment(
        folder, RUNNER_TEMP=str(folder.parent), GITHUB_STEP_SUMMARY=str(folder.parent / "summary.md"),
        GITHUB_REPOSITORY="team/blueprints", PATHS=".", FAIL_ON="error", **more,
    )  # fmt: skip
    words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", _step(name)]
    return subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def _base(folder: Path) -> str:
    words = ["git", "rev-parse", "HEAD~1"]
    return subprocess.run(words, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def test_the_action_says_in_the_summary_what_the_change_does_to_customers(repository: Path):
    done = _run("Compare with the base", repository, BASE=_base(repository))
    assert done.returncode == 0, done.stderr
    summary = (repository.parent / "summary.md").read_text(encoding="utf-8")
    assert "90%" in summary
    assert "80%" in summary


def test_the_action_keeps_one_comment_and_renews_it(repository: Path):
    fake = repository.parent / "bin"
    fake.mkdir()
    (fake / "gh").write_text(GH, encoding="utf-8")
    (fake / "gh").chmod(0o755)
    log = repository.parent / "gh.log"
    _run("Compare with the base", repository, BASE=_base(repository))
    more = {"NUMBER": "7", "GH_LOG": str(log), "GH_TOKEN": "none"}
    path = f"{fake}{os.pathsep}{_environment(repository)['PATH']}"
    for identity, method in (("", "--method POST repos/team/blueprints/issues/7/comments"),
                             ("42", "--method PATCH repos/team/blueprints/issues/comments/42")):  # fmt: skip
        Path(f"{log}.id").write_text(identity, encoding="utf-8")
        log.write_text("", encoding="utf-8")
        done = _run("Keep one comment with the comparison", repository, **{**more, "PATH": path})
        assert done.returncode == 0, done.stderr
        assert method in log.read_text(encoding="utf-8")
    comment = (repository.parent / "journeymap-comment.md").read_text(encoding="utf-8")
    assert comment.startswith("<!-- journeymap compare -->\n")


def test_the_action_draws_and_checks(repository: Path):
    assert _run("Draw", repository).returncode == 0
    drawn = {file.suffix for file in (repository.parent / "journeymap-drawings").rglob("*") if file.is_file()}
    assert {".svg", ".html"} <= drawn
    done = _run("Check", repository)
    assert done.returncode in (0, 1)
    assert "::" in done.stdout


def test_every_input_of_the_action_is_used_and_every_used_one_is_there():
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    used = set(re.findall(r"inputs\.([\w-]+)", text))
    assert used == set(ACTION["inputs"])


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_takes_blueprints_and_leaves_other_files_alone(hook: dict[str, Any], tmp_path: Path):
    wanted = re.compile(hook["files"])
    assert wanted.search("services/repair.journey.yaml")
    assert wanted.search("blueprints/repair.yaml")
    assert not wanted.search(".github/workflows/ci.yaml")
    file = tmp_path / "repair.journey.yaml"
    file.write_text(BEFORE, encoding="utf-8")
    files = [str(file)] if hook.get("pass_filenames", True) else []
    words = [sys.executable, "-m", *hook["entry"].split(), *files]
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=_environment(tmp_path), cwd=tmp_path)
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1)


def test_the_image_copies_what_an_installation_needs():
    copied = re.findall(r"^COPY (.+) \S+$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    names = {name for line in copied for name in line.split()}
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert all((ROOT / name).exists() for name in names)
    assert not names & set(ignored)
    needed = re.findall(
        r'^(?:readme|license-files)\s*=\s*"?\[?"?([\w.]+)', (ROOT / "pyproject.toml").read_text(), re.MULTILINE
    )
    assert set(needed) <= names
