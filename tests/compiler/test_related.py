"""The blueprints that a file names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeymap.pipeline import check_file, check_source

if TYPE_CHECKING:
    from pathlib import Path

ONE = """
journeymap: 1
relates: {mirrors: two.yaml, beside: [two.yaml, sub/three.yaml, gone.yaml, /etc/passwd, one.yaml, notes.txt, sub]}
steps:
  a: {customer: x, journey: ../four.yaml, end: helped}
"""
OTHER = "journeymap: 1\nrelates: {mirrors: one.yaml}\nsteps:\n  b: {customer: y, end: helped}\n"


def test_files_are_found_from_the_file_that_names_them(tmp_path: Path):
    home = tmp_path / "home"
    (home / "sub").mkdir(parents=True)
    (home / "one.yaml").write_text(ONE, encoding="utf-8")
    for place in (home / "two.yaml", home / "sub" / "three.yaml", tmp_path / "four.yaml"):
        place.write_text(OTHER, encoding="utf-8")
    (home / "notes.txt").write_text("just words", encoding="utf-8")
    links = check_file(home / "one.yaml").graph.links
    assert list(links.related) == ["two.yaml", "sub/three.yaml", "../four.yaml"]
    assert list(links.related["two.yaml"].blueprint.steps) == ["b"]
    assert {path: str(reason) for path, reason in links.broken.items()} == {
        "gone.yaml": 'there is no file "gone.yaml"',
        "/etc/passwd": '"/etc/passwd" is not a path seen from this file',
        "one.yaml": '"one.yaml" is this file itself',
        "notes.txt": '"notes.txt" cannot be read as a blueprint',
        "sub": 'there is no file "sub"',
    }


def test_files_that_name_each_other_are_read_once(tmp_path: Path):
    (tmp_path / "one.yaml").write_text(OTHER.replace("one.yaml", "two.yaml"), encoding="utf-8")
    (tmp_path / "two.yaml").write_text(OTHER, encoding="utf-8")
    other = check_file(tmp_path / "one.yaml").graph.related["two.yaml"]
    # What the other file names is not read in turn.
    assert other.related == {}


def test_a_blueprint_without_relations_names_nothing():
    result = check_source("journeymap: 1\nsteps:\n  a: {customer: x, end: helped}\n", "a.yaml")
    assert result.graph.links.related == {}
    assert result.graph.links.broken == {}


@pytest.mark.parametrize("circle", [("one", "two"), ("one", "two", "three"), ("one", "two", "three", "four")])
def test_files_that_stand_for_each_other_are_found(tmp_path: Path, circle: tuple[str, ...]):
    for name, after in zip(circle, (*circle[1:], circle[0]), strict=True):
        text = f"journeymap: 1\ntitle: T\nsteps:\n  a: {{customer: x, journey: {after}.yaml, end: helped}}\n"
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    links = check_file(tmp_path / "one.yaml").graph.links
    assert {path: str(reason) for path, reason in links.broken.items()} == {
        "two.yaml": '"two.yaml" stands for this file in turn, so that neither says what happens'
    }


def test_a_part_that_is_used_twice_is_no_circle(tmp_path: Path):
    for name, after in (("one", "two"), ("two", "three"), ("three", "")):
        link = f"journey: {after}.yaml, " if after else ""
        text = f"journeymap: 1\nsteps:\n  a: {{customer: x, {link}next: b}}\n  b: {{customer: y, {link}end: helped}}\n"
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    assert check_file(tmp_path / "one.yaml").graph.links.broken == {}


def test_a_path_of_windows_is_answered_with_the_path_as_it_has_to_be(tmp_path: Path):
    (tmp_path / "one.yaml").write_text(ONE.replace("../four.yaml", "sub\\three.yaml"), encoding="utf-8")
    links = check_file(tmp_path / "one.yaml").graph.links
    assert str(links.broken["sub\\three.yaml"]) == '"sub\\three.yaml" has a "\\" in it; write "sub/three.yaml"'


REMEDIES = {
    "a circle": (
        {"one": "two.yaml", "two": "one.yaml"},
        'write in one of the files what happens there, in steps, in place of "journey"',
    ),
    "itself": ({"one": "one.yaml"}, "name another file, or leave this out"),
    "a slip of the pen": ({"one": "tow.yaml", "two": ""}, 'did you mean "two.yaml"?'),
    "a slip of the pen in a folder": ({"one": "sub/tow.yaml", "sub/two": ""}, 'did you mean "sub/two.yaml"?'),
    "no such file": (
        {"one": "leaving.yaml"},
        "write the path of a blueprint as it is seen from the folder of this file",
    ),
    "a path of Windows": ({"one": "sub\\two.yaml", "sub/two": ""}, 'write "sub/two.yaml"'),
}  # fmt: skip


@pytest.mark.parametrize(("files", "remedy"), REMEDIES.values(), ids=REMEDIES)
def test_the_remedy_is_that_of_what_is_wrong_with_the_link(tmp_path: Path, files: dict[str, str], remedy: str):
    (tmp_path / "sub").mkdir()
    for name, after in files.items():
        link = f"journey: {after}, " if after else ""
        text = f"journeymap: 1\ntitle: T\nsteps:\n  a: {{customer: x, {link}end: helped}}\n"
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    (found,) = [item for item in check_file(tmp_path / "one.yaml").diagnostics if item.code.name == "broken-link"]
    assert str(found.help) == remedy


@pytest.mark.parametrize("fault", ["steps: [", "", "just words", "journeymap: 1\nsteps: {}\n"])
@pytest.mark.parametrize("link", ["journey: two.yaml, ", ""])
def test_of_two_files_that_name_each_other_the_broken_one_is_to_be_corrected(tmp_path: Path, fault: str, link: str):
    relates = "" if link else "relates: {mirrors: two.yaml}\n"
    text = f"journeymap: 1\ntitle: T\n{relates}steps:\n  a: {{customer: x, {link}end: helped}}\n"
    (tmp_path / "one.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "two.yaml").write_text(f"relates: {{mirrors: one.yaml}}\n{fault}", encoding="utf-8")
    (found,) = [item for item in check_file(tmp_path / "one.yaml").diagnostics if item.code.name == "broken-link"]
    assert str(found.help) == "correct that file first: a check of it says what is wrong there"
