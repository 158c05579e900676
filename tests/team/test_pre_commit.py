"""The real pre-commit runs the hooks, as it does for a team that names this repository."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

pytestmark = [pytest.mark.pre_commit, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
HOOKS = [hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))]
FIRST = """\
journeymap: 1
title: A leak
steps:
  call: {customer: Calls, frontstage: Answers, next: done}
  done: {customer: Is helped, end: helped}
"""
SECOND = FIRST.replace("title: A leak\n", "title: After it\nrelates: {follows: leak.journey.yaml}\n")


def run(folder: Path, home: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    known = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    who = {f"GIT_{role}_{part}": "test@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    own = {"PRE_COMMIT_HOME": str(home), "GIT_CONFIG_GLOBAL": os.devnull, "HOME": str(home), "PYTHONUTF8": "1"}
    words = [str(part) for part in command]
    return subprocess.run(words, cwd=folder, env={**known, **who, **own}, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps what it installs: once for all tests."""
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture
def team(tmp_path: Path, home: Path) -> Path:
    """A repository with two blueprints, one of which names the other, and their drawings; all of it committed."""
    folder = tmp_path / "team"
    (folder / "blueprints").mkdir(parents=True)
    (folder / "blueprints" / "leak.journey.yaml").write_text(FIRST, encoding="utf-8")
    (folder / "blueprints" / "after.journey.yaml").write_text(SECOND, encoding="utf-8")
    (folder / "others.yaml").write_text("steps: []\n", encoding="utf-8")
    revision = run(ROOT, home, "git", "rev-parse", "HEAD").stdout.strip()
    hooks = [{"id": hook} for hook in HOOKS]
    config = {"repos": [{"repo": str(ROOT), "rev": revision, "hooks": hooks}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    drawn = run(folder, home, sys.executable, "-m", "journeymap", "draw", "blueprints/leak.journey.yaml",
                "blueprints/after.journey.yaml", "-o", "drawings/", "--format", "svg")  # fmt: skip
    assert drawn.returncode == 0, drawn.stderr
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "first"]):
        done = run(folder, home, "git", *words)
        assert done.returncode == 0, done.stderr
    return folder


def hooked(folder: Path, home: Path, *words: str) -> dict[str, str]:
    """What each hook came to, by its id."""
    done = run(folder, home, sys.executable, "-m", "pre_commit", "run", "--verbose", "--color", "never", *words)
    outcomes: dict[str, str] = {}
    lines = done.stdout.splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if following.startswith("- hook id: "):
            outcomes[following.removeprefix("- hook id: ")] = line.rpartition(".")[2].strip()
    assert set(outcomes) == set(HOOKS), done.stdout + done.stderr
    return outcomes


def test_hooks_pass_what_is_right_and_stop_what_is_not(team: Path, home: Path):
    assert set(hooked(team, home, "--all-files").values()) == {"Passed"}
    leak = team / "blueprints" / "leak.journey.yaml"
    leak.write_text(FIRST.replace("next: done", "next: gone"), encoding="utf-8")
    run(team, home, "git", "add", "-A")
    outcomes = hooked(team, home)
    assert outcomes["journeymap-check"] == "Failed"
    assert outcomes["journeymap-draw"] == "Failed"


def test_a_file_that_only_names_a_changed_one_is_checked(team: Path, home: Path):
    run(team, home, "git", "mv", "blueprints/leak.journey.yaml", "blueprints/drip.journey.yaml")
    assert hooked(team, home)["journeymap-check"] == "Failed"


def test_a_file_that_names_one_that_is_taken_away_is_checked(team: Path, home: Path):
    run(team, home, "git", "rm", "-q", "blueprints/leak.journey.yaml")
    outcomes = hooked(team, home)
    assert outcomes["journeymap-check-named"] == "Failed"
    assert outcomes["journeymap-check"].endswith("Skipped")  # it is given no file: nothing is left of it


def test_what_needs_no_judgement_is_corrected(team: Path, home: Path):
    leak = team / "blueprints" / "leak.journey.yaml"
    leak.write_text(FIRST.replace("frontstage", "frontstag"), encoding="utf-8")
    run(team, home, "git", "add", "-A")
    assert hooked(team, home)["journeymap-fix"] == "Failed"  # it changed something
    assert leak.read_text(encoding="utf-8") == FIRST
