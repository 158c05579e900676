"""The commands that change a file: `check --fix`, `accept`, `rename` and `levers --write`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import DEAD_END, GOOD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

MISSPELT = """\
journeymap: 1
titel: Koffie halen  # zoals de klant het zegt
steps:
  bestel: {klant: Bestelt, frontstage: Schenkt in, next: drink}
  drink: {klant: Drinkt, end: helped}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A blueprint that may be changed."""
    return tmp_path / "coffee.yaml"


def test_fix_mends_what_the_file_means_already_and_says_so(run: Callable[..., Outcome], file: Path):
    file.write_text(MISSPELT, encoding="utf-8")
    done = run("check", file, "--fix")
    assert file.read_text(encoding="utf-8") == MISSPELT.replace("titel", "title").replace("klant:", "customer:")
    assert "4: " in done.err
    assert done.code == 0


def test_fix_leaves_a_proposal_alone_until_it_is_asked_for(run: Callable[..., Outcome], file: Path):
    file.write_text(DEAD_END, encoding="utf-8")
    assert run("check", file, "--fix").code == 1
    assert file.read_text(encoding="utf-8") == DEAD_END
    assert run("check", file, "--fix", "--unsafe").code == 0
    assert "wait: {customer: Waits, frontstage: Brews, evidence: Number, end: gave-up" in file.read_text(
        encoding="utf-8"
    )


def test_unsafe_alone_is_a_mistake_that_is_explained(run: Callable[..., Outcome], file: Path):
    file.write_text(GOOD, encoding="utf-8")
    done = run("check", file, "--unsafe")
    assert done.code == 2
    assert "--fix --unsafe" in done.err


def test_the_bytes_of_a_windows_file_stay_but_for_the_fix(run: Callable[..., Outcome], file: Path):
    content = b"\xef\xbb\xbf" + MISSPELT.replace("\n", "\r\n").encode()
    file.write_bytes(content)
    run("check", file, "--fix")
    assert file.read_bytes() == content.replace(b"titel", b"title").replace(b"klant:", b"customer:")


def test_a_finding_is_accepted_with_its_reason_and_then_counts_as_a_choice(run: Callable[..., Outcome], file: Path):
    file.write_text(DEAD_END, encoding="utf-8")
    assert run("accept", file, "dead-end", "wait", "Being: rebuilt").code == 0
    text = file.read_text(encoding="utf-8")
    assert text == DEAD_END.replace("evidence: Number}", 'evidence: Number, accept: {dead-end: "Being: rebuilt"}}')
    assert run("check", file).code == 0


def test_what_was_not_found_cannot_be_accepted(run: Callable[..., Outcome], file: Path):
    file.write_text(DEAD_END, encoding="utf-8")
    elsewhere = run("accept", file, "dead-end", "order", "No matter")
    assert elsewhere.code == 2
    assert "found at: wait" in elsewhere.err
    assert "not found in this file" in run("accept", file, "self-loop", "No matter").err
    assert "Did you mean 'dead-end'?" in run("accept", file, "dead-ende", "No matter").err
    assert file.read_text(encoding="utf-8") == DEAD_END


def test_a_step_is_renamed_wherever_it_is_named(run: Callable[..., Outcome], file: Path):
    file.write_text(GOOD, encoding="utf-8")
    done = run("rename", file, "drink", "sip")
    assert (done.code, done.err.strip()) == (0, f"{file}: 2 lines changed")
    assert file.read_text(encoding="utf-8") == GOOD.replace("next: drink", "next: sip").replace("  drink:", "  sip:")


def test_why_something_cannot_be_changed_is_said_in_the_language_of_the_file(run: Callable[..., Outcome], file: Path):
    file.write_text("language: nl\n" + GOOD, encoding="utf-8")
    done = run("rename", file, "drink", "order")
    assert done.code == 1
    assert "is er al" in done.err


def test_what_levers_tried_is_written_when_it_is_asked_for(run: Callable[..., Outcome], file: Path):
    file.write_text(GOOD.replace("evidence: Menu", "wait: 10 min, evidence: Menu"), encoding="utf-8")
    before = file.read_text(encoding="utf-8")
    run("levers", file, "--set", "order.wait=1 min")
    assert file.read_text(encoding="utf-8") == before
    assert run("levers", file, "--set", "order.wait=1 min", "--write").code == 0
    assert file.read_text(encoding="utf-8") == before.replace("10 min", "1 min")
    assert run("levers", file, "--write").code == 2


@pytest.mark.parametrize("command", [("accept", "dead-end", "x"), ("rename", "a", "b")])
def test_a_file_that_is_not_there_or_no_file_is_told_without_a_traceback(
    run: Callable[..., Outcome], tmp_path: Path, command: tuple[str, ...]
):
    name, *rest = command
    for path in (tmp_path / "nothing.yaml", tmp_path, "-"):
        done = run(name, path, *rest)
        assert done.code != 0
        assert done.err
