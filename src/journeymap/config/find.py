"""Where a project says what it has decided: the nearest file at or above what is worked on."""

from __future__ import annotations

import os
from pathlib import Path

OWN_FILE = "journeymap.toml"
SHARED_FILE = "pyproject.toml"


def find_config(start: Path) -> Path | None:
    """Return the file that decides for a file or folder: the nearest one at or above it, None when there is none."""
    here = Path(os.path.realpath(start))  # links in a circle stay as they are
    for folder in (here, *here.parents) if _is(here, "folder") else here.parents:
        if _is(folder / OWN_FILE, "file"):
            return folder / OWN_FILE
        shared = folder / SHARED_FILE
        if _is(shared, "file") and _mentions_us(shared):
            return shared
    return None


def _is(path: Path, kind: str) -> bool:
    """Return whether there is a file or a folder at a path, as far as one may see."""
    try:
        return path.is_dir() if kind == "folder" else path.is_file()
    except OSError:
        return False


def _mentions_us(path: Path) -> bool:
    try:
        return "[tool.journeymap" in path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
