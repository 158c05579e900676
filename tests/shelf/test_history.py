"""What was helped at the tags of a repository: known where it can be, bounded, and nothing without Git."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from itertools import count
from pathlib import Path

import pytest

from journeymap.cli import main
from journeymap.pipeline import check_file
from journeymap.shelf import history
from journeymap.shelf.cards import card_of
from journeymap.shelf.history import histories

TEXT = """\
journeymap: 1
title: Asking
steps:
  ask: {customer: Asks, frontstage: Listens, next: {get: 50%, leave: 50%}}
  get: {customer: Gets it, end: helped}
  leave: {customer: Goes away, end: gave-up}
"""

MOMENTS = count(1_700_000_000)


def git(*words: str) -> None:
    """Let Git do something, a second after what it did before."""
    subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", *words],
        check=True, capture_output=True, env={**os.environ, "GIT_COMMITTER_DATE": f"{next(MOMENTS)} +0000"},
    )  # fmt: skip


def commit(text: str, tag: str | None = None, name: str = "ask.yaml") -> None:
    Path(name).write_text(text, encoding="utf-8")
    git("add", "-A")
    git("commit", "-q", "-m", "x", "--allow-empty")
    if tag is not None:
        git("tag", tag)


def helping(share: int) -> str:
    return TEXT.replace("get: 50%, leave: 50%", f"get: {share}%, leave: {100 - share}%")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose one blueprint helped more at each tag."""
    if shutil.which("git") is None:
        pytest.skip("needs git")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    git("init", "-q")
    for share in (50, 60, 80):
        commit(helping(share), f"v{share}")
    Path("ask.yaml").write_text(helping(90), encoding="utf-8")
    return tmp_path / "work"


def of(*names: str) -> list[list[tuple[str, float]]]:
    cards = [card_of(check_file(name)) for name in names]
    return [[(tag, round(part, 9)) for tag, part in past] for past in histories(cards, None)]


def test_each_tag_has_what_was_helped_at_it_the_oldest_first(repository):
    assert of("ask.yaml") == [[("v50", 0.5), ("v60", 0.6), ("v80", 0.8)]]


def test_only_the_latest_tags_are_looked_at_and_so_many_versions(repository, monkeypatch):
    monkeypatch.setattr(history, "MOST_TAGS", 2)
    assert of("ask.yaml") == [[("v60", 0.6), ("v80", 0.8)]]
    monkeypatch.setattr(history, "MOST_VERSIONS", 1)
    assert of("ask.yaml") == [[("v80", 0.8)]]


def test_a_version_that_did_not_change_is_not_looked_at_again(repository, monkeypatch):
    git("tag", "again")
    commit(helping(80), "same")
    monkeypatch.setattr(history, "understand", None)
    assert set(of("ask.yaml")[0]) == {("again", 0.8), ("v80", 0.8), ("same", 0.8)}


def test_a_version_that_cannot_be_read_has_no_point(repository):
    commit("journeymap: 1\nsteps: {a: {customer: x\n", "torn")
    commit(helping(90))
    assert [tag for tag, _ in of("ask.yaml")[0]] == ["v50", "v60", "v80"]


def test_without_git_nothing_is_asked(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("ask.yaml").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(history, "Repository", None)
    assert of("ask.yaml") == [[]]


def test_the_index_shows_a_line_that_says_the_same_in_words(repository):
    commit(helping(70), 'a"><b>')
    commit(helping(90))
    public = repository.parent / "public"
    assert main(["site", ".", "-o", str(public), "-q"]) == 0
    index = (public / "index.html").read_text(encoding="utf-8")
    assert 'aria-label="v50 50%, v60 60%, ' in index
    assert 'now 90%"' in index
    assert "<b>" not in index.replace("<body>", "")
    assert len(re.search(r'<polyline points="([^"]*)"', index)[1].split(" ")) == 5
    assert "Helped over time" in index
    before = (public / "index.html").read_bytes()
    assert main(["site", ".", "-o", str(public), "-q", "--no-cache"]) == 0
    assert (public / "index.html").read_bytes() == before
