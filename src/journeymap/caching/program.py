"""Which program it is that answers: another one may answer otherwise, and what it knew does not count."""

from __future__ import annotations

import os
import sys
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = 1
"""Grows when what is kept is written otherwise."""
# What reads files and computes with them, beside journeymap itself.
_LIBRARIES = ("msgspec", "networkx", "opening_hours", "pydantic", "pydantic_core", "yaml", "_yaml")
LENGTH = 16
"""How many bytes the name of a program has."""


@cache
def program_digest(version: str) -> str:
    """Return what is another text for another version, another code, other libraries, or another Python.

    The files of the package are known by their sizes and by when they were written, which an edit in place changes
    too, without being read.
    """
    digest = blake2b(digest_size=LENGTH)
    program = str(FORMAT), version, sys.version
    for part in (*program, *_libraries(), *_code(Path(__file__).parent.parent)):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def _libraries() -> Iterator[str]:
    for name in _LIBRARIES:
        spec = find_spec(name)
        if spec is not None and spec.origin is not None:
            yield f"{name} {_state(spec.origin)}"


def _code(folder: Path) -> Iterator[str]:
    """Yield each file of the package with its state, in the order of their names."""
    waiting = [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_dir():
                    waiting += [entry.path] if entry.name != "__pycache__" else []
                else:
                    yield f"{entry.path} {_state(entry.path)}"


def _state(path: str) -> str:
    state = os.stat(path)  # noqa: PTH116 - many files, of which none becomes a path
    return f"{state.st_size} {state.st_mtime_ns} {state.st_ctime_ns}"
