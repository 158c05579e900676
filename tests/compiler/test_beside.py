"""Journeys beside each other, of which only one says so: in a run over both they are one set."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from journeymap.cli import main
from journeymap.compiler.beside import beside_each_other

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "kept"))
    return tmp_path


def journey(folder: Path, name: str, visits: int, beside: str = "") -> str:
    relates = f"relates: {{beside: {beside}}}\n" if beside else ""
    path = folder / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        f"journeymap: 1\ntitle: {name}\n{relates}steps:\n"
        f"  a: {{customer: A, frontstage: f, burden: {{home-visit: {visits}}}, end: helped}}\n",
        encoding="utf-8",
    )
    return f"{name}.yaml"


SETS = {
    "a chain in one direction": {"a": "b.yaml", "b": "c.yaml", "c": ""},
    "one that names all": {"a": "[b.yaml, c.yaml]", "b": "", "c": ""},
    "two that name one": {"a": "c.yaml", "b": "c.yaml", "c": ""},
    "in two folders": {"a": "parts/b.yaml", "parts/b": "", "parts/c": "../a.yaml"},
}


@pytest.mark.parametrize("files", SETS.values(), ids=SETS)
@pytest.mark.parametrize("more", [[], ["-j", "2"]], ids=["one process", "two processes"])
def test_whoever_is_named_lives_in_the_same_set_as_who_names_it(
    here: Path, files: dict[str, str], more: list[str], capsys: pytest.CaptureFixture[str]
):
    """One, two and four visits: seven, seen from each of the three, twice in a row."""
    paths = [journey(here, name, 2**place, beside) for place, (name, beside) in enumerate(files.items())]
    for _ in range(2):
        main(["check", *paths, "--select", "piled-burden", "--format", "json", *more])
        found = json.loads(capsys.readouterr().out)
        said = [item["message"] for file in found["files"] for item in file["diagnostics"]]
        assert len(said) == 3
        assert all("7 home visits" in text for text in said)


def test_what_is_kept_of_a_file_that_is_named_holds_for_those_looked_at_with_it(
    here: Path, capsys: pytest.CaptureFixture[str]
):
    """Four visits alone, seven with one who names it, nine once that one has five."""
    journey(here, "a", 3, "b.yaml")
    journey(here, "b", 4)

    def found(*paths: str) -> list[str]:
        main(["check", *paths, "--select", "piled-burden", "--format", "json"])
        files = json.loads(capsys.readouterr().out)["files"]
        return [item["message"] for item in files[-1]["diagnostics"]]

    together = found("a.yaml", "b.yaml")
    assert found("a.yaml", "b.yaml") == together
    assert found("b.yaml") != together
    journey(here, "a", 5, "b.yaml")
    assert "9 home visits" in " ".join(found("a.yaml", "b.yaml"))


def test_a_file_alone_and_files_that_have_nothing_to_do_with_each_other_get_nothing_added(here: Path):
    paths = [journey(here, "a", 1, "b.yaml"), journey(here, "b", 2, "a.yaml"), journey(here, "c", 4)]
    assert beside_each_other(paths) == {}
    assert beside_each_other(paths[:1]) == {}


def test_only_what_a_file_does_not_lead_to_is_added_by_its_path_from_there(here: Path):
    paths = [journey(here, "a", 1, "sub/b.yaml"), journey(here, "sub/b", 2), journey(here, "sub/c", 4, "b.yaml")]
    assert beside_each_other(paths) == {
        "a.yaml": ("sub/c.yaml",),
        "sub/b.yaml": ("../a.yaml", "c.yaml"),
        "sub/c.yaml": ("../a.yaml",),
    }


def test_what_cannot_be_read_is_beside_nothing(here: Path):
    (here / "bytes.yaml").write_bytes(b"relates: {beside: \xff\x00}")
    (here / "torn.yaml").write_text("relates: {beside: [a.yaml", encoding="utf-8")
    (here / "nul.yaml").write_text('relates: {beside: "a\\0b"}', encoding="utf-8")
    os.mkfifo(here / "pipe.yaml")
    paths = ["bytes.yaml", "torn.yaml", "nul.yaml", "pipe.yaml", "gone.yaml", "a\0b", journey(here, "a", 1)]
    assert set(beside_each_other(paths)) <= {"a.yaml"}
