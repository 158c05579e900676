"""What other packages add is found, wherever they are installed; where none adds anything, none is read."""

from __future__ import annotations

import sys
import zipfile
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from journeymap import plugins

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = "[journeymap.rules]\nblue = blue_rule:RULE\n"
OTHERS = "[console_scripts]\njourneymap = journeymap.cli:main\n"
METADATA = "Metadata-Version: 2.1\nName: blue\nVersion: 1\n"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "missing"), *sys.path])
    return tmp_path


def names() -> list[str]:
    return [point.name for point in plugins._entry_points("rules")]


def install(folder: Path, entry_points: str | None) -> None:
    folder.mkdir(parents=True)
    (folder / "METADATA").write_text(METADATA)
    if entry_points is not None:
        (folder / "entry_points.txt").write_text(entry_points)


def test_a_rule_of_another_package_is_found(installed):
    install(installed / "blue-1.dist-info", ENTRY)
    assert names() == ["blue"]


def test_a_rule_in_an_archive_is_found(installed, monkeypatch):
    with zipfile.ZipFile(installed / "blue.zip", "w") as archive:
        archive.writestr("blue-1.dist-info/METADATA", METADATA)
        archive.writestr("blue-1.dist-info/entry_points.txt", ENTRY)
    monkeypatch.setattr(sys, "path", [str(installed / "blue.zip"), *sys.path])
    assert names() == ["blue"]


def test_a_rule_in_an_egg_is_found(installed, monkeypatch):
    egg = installed / "blue-1-py3.11.egg"
    install(egg / "EGG-INFO", ENTRY)
    (egg / "EGG-INFO" / "PKG-INFO").write_text(METADATA)
    monkeypatch.setattr(sys, "path", [str(egg), *sys.path])
    assert names() == ["blue"]


def test_a_finder_of_another_kind_is_asked(monkeypatch):
    asked = []
    finder = SimpleNamespace(find_spec=lambda *_: None, find_distributions=lambda *_: asked.append(1) or [])
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, finder])
    assert names() == []
    assert asked


@pytest.mark.parametrize("entry_points", [OTHERS, None])
def test_packages_that_add_nothing_are_not_read(installed, entry_points, monkeypatch):
    install(installed / "blue-1.dist-info", entry_points)
    monkeypatch.setitem(sys.modules, "importlib.metadata", None)  # importing it would fail
    assert names() == []
