"""A pack of rules that others install counts only where the configuration of the working folder names it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from environments import environment, run

pytestmark = pytest.mark.slow

PACK = Path(__file__).parents[1] / "packs" / "housing"
VISIT = """\
journeymap: 1
title: A tap
channels: {home: {name: At home}}
steps:
  visit: {customer: Opens the door, frontstage: Mends the tap, channel: home, end: helped}
"""


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program in an environment with the wheels of journeymap and of the pack."""
    built = tmp_path_factory.mktemp("pack")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", built, PACK, PATH=os.environ["PATH"])
    (pack,) = built.glob("housing_rules-*.whl")
    return environment(tmp_path_factory.mktemp("with_pack"), wheel, pack) / "journeymap"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "visit.yaml").write_text(VISIT, encoding="utf-8")
    return tmp_path


def codes(program: Path, folder: Path, *words: str) -> set[str]:
    done = subprocess.run(
        [str(program), "check", *words, "--format", "json", "--fail-on", "never"], cwd=folder, check=False,
        capture_output=True, encoding="utf-8", env={"PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {item["code"] for file in json.loads(done.stdout)["files"] for item in file["diagnostics"]}


def test_a_pack_that_is_installed_and_not_named_does_nothing(program: Path, project: Path):
    assert "HOUSE001" not in codes(program, project, "visit.yaml")


def test_a_pack_that_the_configuration_names_is_found_by_its_entry_point(program: Path, project: Path):
    (project / "journeymap.toml").write_text('packs = ["housing"]\n', encoding="utf-8")
    assert "HOUSE001" in codes(program, project, "visit.yaml")
    assert "HOUSE001" not in codes(program, project, "visit.yaml", "--no-own-rules")
    page = subprocess.run([str(program), "explain", "unnamed-visit"], cwd=project, check=True, capture_output=True)
    assert b"A visit at home of somebody whom the customer cannot know" in page.stdout


def test_a_pack_that_only_the_configuration_of_somebody_else_names_is_not_loaded(program: Path, project: Path):
    (project / "theirs").mkdir()
    (project / "theirs" / "journeymap.toml").write_text('packs = ["housing"]\n', encoding="utf-8")
    (project / "theirs" / "visit.yaml").write_text(VISIT, encoding="utf-8")
    assert "HOUSE001" not in codes(program, project, "theirs/visit.yaml")
