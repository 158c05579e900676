"""Files on disk and on standard input: encodings, sizes, and what cannot be read."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from journeymap.diagnostics import OVER_BUDGET, UNREADABLE_FILE
from journeymap.syntax import Budget, Parsed, parse, read


def said(parsed: Parsed) -> list[str]:
    return [f"{problem.span}: {problem.message}" for problem in parsed.problems]


def test_a_file_is_read_with_its_path_in_every_place(tmp_path):
    path = tmp_path / "journey.yaml"
    path.write_bytes(b"title: a\r\nsteps: {}\r\n")
    parsed = read(path)
    assert parsed.problems == ()
    assert parsed.node is not None
    assert parsed.node.plain() == {"title": "a", "steps": {}}
    assert parsed.node.at("title").path == str(path)


def test_a_dash_stands_for_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"title: [a")))
    assert said(read("-")) == ['<stdin>:1:8: the "[" that opens here is not closed']


def test_what_cannot_be_read_is_said_and_not_raised(tmp_path):
    missing = tmp_path / "missing.yaml"
    assert said(read(missing)) == [f"{missing}:1:1: there is no such file"]
    assert said(read(tmp_path)) == [f"{tmp_path}:1:1: this is a folder, not a file"]
    assert said(read("a\0b"))[0].endswith("this file cannot be read: embedded null byte")
    long = "a" * 5_000
    assert "this file cannot be read: " in said(read(long))[0]
    for parsed in (read(missing), read(tmp_path), read("a\0b"), read(long)):
        assert [problem.code for problem in parsed.problems] == [UNREADABLE_FILE]
        assert parsed.problems[0].help is not None
        assert parsed.node is None


def test_permission_that_is_refused_is_said_and_not_raised(tmp_path, monkeypatch):
    def refuse(*arguments):
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.open", refuse)
    assert said(read(tmp_path / "a.yaml")) == [f"{tmp_path / 'a.yaml'}:1:1: this file may not be read"]


def test_a_file_that_is_too_large_is_refused_without_reading_it_all(tmp_path):
    path = tmp_path / "large.yaml"
    path.write_bytes(b"a: b\n" * 1_000)
    parsed = read(path, Budget(size=2_000))
    assert said(parsed) == [f"{path}:1:1: this file is larger than 0.002 MB"]
    assert parsed.problems[0].code is OVER_BUDGET
    assert read(path, Budget(size=5_000)).problems[0].code is not OVER_BUDGET


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a file without an end")
def test_a_file_without_an_end_is_refused():
    assert said(read("/dev/zero", Budget(size=1_000))) == ["/dev/zero:1:1: this file is larger than 0.001 MB"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_every_encoding_that_a_byte_order_mark_announces_is_read(encoding):
    parsed = parse("title: Één 😀\nb: c\n".encode(encoding), "a.yaml")
    assert parsed.problems == ()
    assert parsed.node is not None
    assert parsed.node.plain() == {"title": "Één 😀", "b": "c"}
    assert str(parsed.node.at("b")) == "a.yaml:2:4"


def test_a_byte_that_is_not_utf_8_is_found_in_its_line_and_column():
    parsed = parse("title: é\r\nowner: één\r\n".encode() + "naam: café x\nb: c\n".encode("latin-1"), "a.yaml")
    assert said(parsed) == ["a.yaml:3:10: the character here is not written in UTF-8"]
    assert parsed.problems[0].code is UNREADABLE_FILE
    assert parsed.problems[0].span is not None
    assert parsed.problems[0].span.end_column == 11
    assert parsed.node is not None
    assert parsed.node.plain() == {"title": "é", "owner": "één", "naam": "caf\ufffd x", "b": "c"}


def test_a_bad_byte_at_the_very_start_is_found_after_a_byte_order_mark_too():
    assert said(parse(b"\xff: a\n", "a.yaml"))[0] == "a.yaml:1:1: the character here is not written in UTF-8"
    assert said(parse(b"\xef\xbb\xbfa: \xff\n", "a.yaml")) == ["a.yaml:1:4: the character here is not written in UTF-8"]


@pytest.mark.parametrize(
    "data",
    [
        b"\x7fELF\2\1\1" + bytes(40),
        "title: a\n".encode("utf-16-le"),
        b"\xff\xfea",
        b"\0" * 100,
    ],
    ids=["program", "UTF-16 that does not say so", "broken UTF-16", "zeros"],
)
def test_a_file_that_is_no_text_is_one_problem(data):
    parsed = parse(data, "a.yaml")
    assert said(parsed) == ["a.yaml:1:1: this file is not a text"]
    assert parsed.problems[0].code is UNREADABLE_FILE
    assert parsed.node is None
