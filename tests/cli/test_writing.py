"""Files are written whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from journeymap.files import write_atomic


def test_folders_are_made_and_nothing_else_is_left(tmp_path):
    write_atomic(tmp_path / "a" / "b" / "x.txt", "é")
    assert (tmp_path / "a" / "b" / "x.txt").read_bytes() == "é".encode()
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["x.txt"]


def test_what_cannot_be_written_leaves_the_old_content(tmp_path):
    path = tmp_path / "x.txt"
    write_atomic(path, b"old")
    with pytest.raises(UnicodeEncodeError):
        write_atomic(path, "new \ud800")
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["x.txt"]


def test_a_folder_in_the_way_is_an_error_and_stays(tmp_path):
    (tmp_path / "x" / "inner").mkdir(parents=True)
    with pytest.raises(OSError):  # noqa: PT011 - which one differs between systems
        write_atomic(tmp_path / "x", "text")
    assert [entry.name for entry in tmp_path.iterdir()] == ["x"]


@pytest.mark.skipif(sys.platform == "win32", reason="links and modes are other ones on Windows")
def test_a_link_stays_a_link_and_a_mode_stays_the_mode(tmp_path):
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    write_atomic(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert real.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such devices on Windows")
def test_a_device_is_written_to():
    write_atomic(Path(os.devnull), "text")
    assert not Path(os.devnull).is_file()
