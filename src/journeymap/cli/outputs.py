"""Where the drawings of several blueprints go, so that none is written over another."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.cli.inputs import STANDARD_INPUT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from journeymap.cli.inputs import Input


def destinations(inputs: Sequence[Input]) -> list[Path]:
    """Return for each file where its drawing goes below the folder of the drawings, without a suffix.

    What was found in a folder keeps its place below it; a file that was named goes to the top. Where two would meet,
    also on a disk that does not tell capitals from small letters, they get their folders, then their suffix, and at
    last a number.
    """
    common = _common_folder(inputs)
    ways: tuple[Callable[[int, Input], Path], ...] = (
        lambda _, item: _below(item) / _stem(item),
        lambda _, item: _folder(item, common) / _stem(item),
        lambda _, item: _folder(item, common) / f"{_stem(item)}-{Path(item.path).suffix.lstrip('.')}",
        lambda number, item: _folder(item, common) / f"{_stem(item)}-{number}",
    )
    found = [ways[0](number, item) for number, item in enumerate(inputs, 1)]
    for way in ways[1:]:
        taken = Counter(_key(path) for path in found)
        if max(taken.values(), default=0) < 2:
            break
        found = [
            way(number, item) if taken[_key(path)] > 1 else path
            for number, (item, path) in enumerate(zip(inputs, found, strict=True), 1)
        ]
    return found


def _key(path: Path) -> str:
    return path.as_posix().casefold()


def _stem(item: Input) -> str:
    return "blueprint" if item.path == STANDARD_INPUT else Path(item.path).stem


def _below(item: Input) -> Path:
    return item.below.parent if item.below is not None else Path()


def _common_folder(inputs: Sequence[Input]) -> str:
    folders = [os.path.dirname(os.path.abspath(item.path)) for item in inputs if item.path != STANDARD_INPUT]  # noqa: PTH100, PTH120
    try:
        return os.path.commonpath(folders)
    except ValueError:  # none, or on several drives
        return ""


def _folder(item: Input, common: str) -> Path:
    folder = Path(item.path).absolute().parent
    return folder.relative_to(common) if common and folder.is_relative_to(common) else _below(item)
