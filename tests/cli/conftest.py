"""What the tests of the commands share: running one, and a blueprint to run it on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from journeymap.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GOOD = """\
journeymap: 1
title: A cup of coffee
steps:
  order: {customer: Orders a coffee, frontstage: Takes the order, evidence: Menu, backstage: Brews, next: drink}
  drink: {customer: Drinks it, frontstage: Asks how it is, evidence: Cup, end: helped}
"""
DEAD_END = """\
journeymap: 1
title: A cup of coffee
steps:
  order: {customer: Orders a coffee, frontstage: Takes the order, evidence: Menu, backstage: Brews, next: [drink, wait]}
  wait: {customer: Waits, frontstage: Brews, evidence: Number}
  drink: {customer: Drinks it, frontstage: Asks how it is, evidence: Cup, end: helped}
"""


@dataclass(frozen=True)
class Outcome:
    """What a command came to."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run the command line as a shell would, without a process of its own."""

    def run(*arguments: object) -> Outcome:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Outcome(code, captured.out, captured.err)

    return run


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no setting of whoever runs the tests decide about colour or width."""
    for name in ("NO_COLOR", "FORCE_COLOR", "JOURNEYMAP_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def good(here: Path) -> Path:
    """A blueprint with nothing wrong."""
    path = here / "good.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.fixture
def dead_end(here: Path) -> Path:
    """A blueprint with an error, and warnings besides."""
    path = here / "dead-end.yaml"
    path.write_text(DEAD_END, encoding="utf-8")
    return path
