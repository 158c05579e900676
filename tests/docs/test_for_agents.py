"""What agents are told: every command of it runs, every file that is named is there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from journeymap.cli import main
from journeymap.plugins import module_names

ROOT = Path(__file__).parents[2]


def test_every_command_of_the_skill_runs_in_its_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert main(["skill", "-o", str(tmp_path)]) == 0
    skill = (tmp_path / "journeymap" / "SKILL.md").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    lines = re.findall(r"^journeymap (.*)$", skill, re.MULTILINE)
    assert len(lines) >= 9
    for line in lines:
        assert main(shlex.split(line)) == 0, line
    assert (tmp_path / "visit.svg").exists()


def test_the_skill_says_when_it_is_to_be_used():
    skill = (ROOT / "src" / "journeymap" / "starters" / "skill.md").read_text(encoding="utf-8")
    head = re.match(r"---\nname: journeymap\ndescription: (.+)\n---\n", skill)
    assert head is not None
    assert len(head[1]) <= 1024


@pytest.mark.parametrize("name", ["AGENTS.md", "docs/llms.txt"])
def test_every_page_and_command_that_agents_are_sent_to_is_there(name: str):
    page = ROOT / name
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    assert [link for link in links if not (page.parent / link).exists()] == []
    named = {word for line in re.findall(r"`journeymap ([a-z]+)", text) for word in [line]}
    assert named <= {name.rstrip("_") for name in module_names("cli.commands")}
    paths = re.findall(r"`((?:docs|src)/[\w./-]+)`", text)
    assert [path for path in paths if not (ROOT / path).exists()] == []
