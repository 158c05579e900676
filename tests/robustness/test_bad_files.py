"""Each kind of wrong file is reported at its place, by the command line, with no traceback."""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from bad_files import BAD_FILES, BadFile

from journeymap.cli import main
from journeymap.config import Config
from journeymap.pipeline import check_source

if TYPE_CHECKING:
    from collections.abc import Iterator

# What the reader and the compiler say; rules may have more to say about the same files.
READING = {"JM000", "JM101", "JM103", "JM109", "JM110", "JM111", "JM112", "JM113", "JM114"}


@pytest.mark.parametrize("bad", BAD_FILES, ids=lambda bad: bad.name.replace(" ", "-"))
def test_a_wrong_file_is_reported_at_its_place(bad: BadFile, tmp_path, capsys):
    suffix = ".json" if bad.name.startswith("json") else ".yaml"
    path = tmp_path / f"bad{suffix}"
    path.write_bytes(bad.data)
    code = main(["check", str(path), "--format", "json"])
    out, err = capsys.readouterr()
    found = json.loads(out)["files"][0]["diagnostics"]
    places = [(d["code"], d["line"], d["column"]) for d in found if d["code"] in READING | set(bad.codes)]
    assert places == bad.expected
    assert bad.word in " ".join(f"{d['message']} {d['help']}" for d in found)
    assert code == (0 if set(bad.codes) == {"JM113"} else 1)
    assert err == ""


@pytest.mark.parametrize("bad", BAD_FILES, ids=lambda bad: bad.name.replace(" ", "-"))
def test_every_mistake_says_what_to_do(bad: BadFile):
    found = check_source(bad.data, "bad.yaml", Config()).diagnostics
    assert all(d.help is not None and d.help.text() for d in found if d.code.number in READING)


def test_there_are_enough_kinds_of_wrong_files():
    assert len(BAD_FILES) >= 60
    assert len({bad.name for bad in BAD_FILES}) == len({bad.data for bad in BAD_FILES}) == len(BAD_FILES)


def test_all_files_that_are_named_are_reported_in_one_run(tmp_path, capsys):
    for number, bad in enumerate(BAD_FILES):
        (tmp_path / f"{number:03}.yaml").write_bytes(bad.data)
    assert main(["check", *map(str, sorted(tmp_path.iterdir())), "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["summary"]["files"] == len(BAD_FILES)
    assert all(file["diagnostics"] for file in report["files"])


def report(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = main(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_a_file_that_is_not_there_does_not_hide_the_others(tmp_path, capsys):
    good = tmp_path / "good.yaml"
    good.write_text("journeymap: 1\ntitle: A\nsteps: {a: {customer: x, nxt: b, end: helped}}\n")
    code, out, _ = report(["check", str(tmp_path / "absent.yaml"), str(good)], capsys)
    assert code == 1
    assert "absent.yaml:1:1: error: there is no such file [JM110 unreadable-file]" in out
    assert "good.yaml:3:" in out
    assert "JM103" in out


def test_a_binary_file_is_no_text(tmp_path, capsys):
    path = tmp_path / "picture.yaml"
    path.write_bytes(bytes(range(256)) * 20)
    code, out, _ = report(["check", str(path)], capsys)
    assert code == 1
    assert "picture.yaml:1:1: error" in out
    assert "JM110" in out


def test_a_folder_with_nothing_in_it_is_wrong_use(tmp_path, capsys):
    code, out, err = report(["check", str(tmp_path)], capsys)
    assert (code, out) == (2, "")
    assert "No blueprints" in err


@contextmanager
def closed_to_us(path: Path) -> Iterator[None]:
    """Take all permissions off a file or folder; whoever may read everything steps down for as long."""
    path.chmod(0)
    mighty = os.geteuid() == 0
    if mighty:
        os.seteuid(65534)
    try:
        yield
    finally:
        if mighty:
            os.seteuid(0)
        path.chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are other ones on Windows")
def test_a_file_that_may_not_be_read_is_reported(tmp_path, capsys):
    path = tmp_path / "secret.yaml"
    path.write_text("journeymap: 1\n")
    report(["check", str(path)], capsys)  # everything that a check needs is loaded by now
    with closed_to_us(path):
        code, out, _ = report(["check", str(path)], capsys)
    assert code == 1
    assert "secret.yaml:1:1: error: this file may not be read [JM110 unreadable-file]" in out


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are other ones on Windows")
def test_a_folder_that_may_not_be_entered_is_told(capsys):
    with TemporaryDirectory() as name:
        top = Path(name)
        top.chmod(0o755)
        (top / "good.yaml").write_text("journeymap: 1\ntitle: A\nsteps: {a: {customer: x, end: helped}}\n")
        (top / "secret").mkdir()
        report(["check", str(top)], capsys)
        with closed_to_us(top / "secret"):
            code, out, err = report(["check", str(top), "--select", "dead-end"], capsys)
    assert (code, out) == (0, "no findings in 1 file\n")
    assert err == f"cannot look into {top / 'secret'}: Permission denied\n"


def test_standard_input_is_read_as_a_file_of_its_own(monkeypatch, capsys):
    text = b"journeymap: 1\ntitle: A\nstpes: {}\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    code, out, _ = report(["check", "-"], capsys)
    assert code == 1
    assert "<stdin>:3:1: error:" in out


def test_empty_standard_input_is_an_empty_file(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    code, out, _ = report(["check", "-"], capsys)
    assert code == 1
    assert "this file is empty" in out


def test_a_file_that_expands_without_end_is_refused(tmp_path, capsys):
    lines = ["journeymap: 1", 'a0: &a0 ["x", "x", "x", "x", "x", "x", "x", "x", "x"]']
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    path = tmp_path / "laughs.yaml"
    path.write_text("\n".join(lines))
    code, out, _ = report(["check", str(path)], capsys)
    assert code == 1
    assert "[JM114 over-budget]" in out


def test_a_file_that_is_nested_without_end_is_refused(tmp_path, capsys):
    path = tmp_path / "deep.yaml"
    path.write_text("journeymap: 1\nsteps: " + "[" * 100_000)
    code, out, _ = report(["check", str(path)], capsys)
    assert code == 1
    assert "[JM114 over-budget]" in out


def test_a_file_that_is_too_large_is_refused(tmp_path, capsys):
    path = tmp_path / "large.yaml"
    path.write_text("journeymap: 1\nabout: " + "x" * 10_000_001)
    code, out, _ = report(["check", str(path)], capsys)
    assert code == 1
    assert "large.yaml:1:1: error: this file is larger than 10 MB [JM114 over-budget]" in out


def test_a_file_name_that_is_no_text_is_shown_anyway(tmp_path, capsys):
    if sys.platform in ("win32", "darwin"):
        pytest.skip("file names are text here")
    path = Path(str(tmp_path)) / b"caf\xe9.yaml".decode("utf-8", "surrogateescape")
    path.write_text("journeymap: 1\nstpes: {}\n")
    for form in ("text", "json", "sarif", "github", "summary"):
        code = main(["check", str(path), "--format", form])
        assert code == 1
    assert "JM103" in capsys.readouterr().out
