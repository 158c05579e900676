"""Of files that are looked at together: which of them are journeys beside each other although one does not say so.

Who names a journey beside another one says it of both: the household that lives through the one lives through the
other. A file that is not named by itself cannot know who names it; a run over both can.
"""

from __future__ import annotations

import os
import re
from functools import partial
from os.path import relpath
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from journeymap import syntax
from journeymap.compiler.compile import compile_blueprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_WORD = b"beside"
_RELATES = re.compile(rb"^relates:.*(?:\n(?:[ \t#].*)?)*", re.MULTILINE)


def beside_each_other(paths: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return for each of some files the files of the same set that neither it nor what it names leads to.

    The paths are as seen from the file; a file of which nothing is to be added is not in the result.
    """
    files = {_real(path): path for path in paths}
    named = {file: beside for file, path in files.items() if (beside := _named_beside(path))}
    if not named:
        return {}
    both: dict[str, list[str]] = {}
    for file, others in named.items():
        for other in others:
            both.setdefault(file, []).append(other)
            both.setdefault(other, []).append(file)
    more: dict[str, tuple[str, ...]] = {}
    for file in both.keys() & files.keys():
        known = set(_reached(file, named))
        left = [other for other in _reached(file, both) if other not in known]
        if left:
            folder = os.path.dirname(file)  # noqa: PTH120 - many files, of which none becomes a path
            more[files[file]] = tuple(Path(relpath(other, folder)).as_posix() for other in left)
    return more


def _reached(start: str, ways: Mapping[str, Iterable[str]]) -> list[str]:
    found = {start: None}
    waiting = [start]
    for place in waiting:  # grows while it is read
        for other in ways.get(place, ()):
            if other not in found:
                found[other] = None
                waiting.append(other)
    return list(found)


def _real(path: str) -> str:
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return path


def _named_beside(path: str) -> list[str]:
    """Return the files that a blueprint names beside it; of a file without that word nothing more is read."""
    try:
        state = os.stat(path)  # noqa: PTH116
        if not S_ISREG(state.st_mode) or state.st_size > syntax.Budget().size:
            return []
        with open(path, "rb") as file:  # noqa: PTH123
            data = file.read()
    except (OSError, ValueError):
        return []
    if _WORD not in data:
        return []
    part = _RELATES.search(data)
    # As a rule it stands at the margin, and the rest of the file need not be read for it.
    alone = part is not None and b"\r" not in data and not re.search(rb"[&*]", part[0])
    if alone and part is not None and _WORD not in part[0]:
        return []
    node = syntax.parse(part[0] if alone and part is not None else data, path).node
    blueprint = compile_blueprint(node)[0] if node is not None else None
    if blueprint is None or blueprint.relates is None:
        return []
    folder = partial(os.path.join, os.path.dirname(path))  # noqa: PTH120
    return [_real(folder(named)) for named in blueprint.relates.beside if "\0" not in named]
