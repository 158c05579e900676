"""Where drawings go: to the file that was asked for, or into a folder, where none is written over another."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeymap.cli.inputs import STANDARD_INPUT
from journeymap.plugins import instances

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from journeymap.cli.inputs import Input

# What a name ends with when it is that of a file and not of a folder: "plan.gv", but not "plans-1.2".
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}$")


class Target:
    """Where drawings go, and in which formats.

    A folder that is there, a name that ends in a slash or has no ending is a folder; `-` is standard output. Any other
    name is that of one file, and that file gets exactly this name; only pages add their number to it.
    """

    def __init__(self, output: str, formats: tuple[str, ...], inputs: Sequence[Input]) -> None:
        """Decide it; UsageError where one file is to hold several drawings, or it is not clear what is asked for."""
        if not output.strip():
            raise click.UsageError("-o needs the name of a folder or a file.")
        self.output = Path(output)
        self.is_stream = output == STANDARD_INPUT
        several = len(inputs) > 1 or len(formats) > 1
        names_file = not self.is_stream and _is_file(output, formats)
        # All formats are only looked at where a name may be that of a file.
        exporters = instances("exporters", "EXPORTER") if names_file else ()
        suffixes = {exporter.suffix: exporter.name for exporter in exporters}
        fitting = _fitting(output, suffixes)
        self.is_file = names_file and bool(fitting or not several)
        if (self.is_stream or self.is_file) and several:
            raise click.UsageError(f"{output!r} takes one drawing in one format; name a folder for more.")
        if self.is_file and not formats and not fitting and not is_device(self.output):
            raise click.UsageError(
                f"{output!r} ends like no file that can be drawn. For a folder write {output + '/'!r}; for a file "
                f"choose a --format, or another ending: {', '.join(sorted(suffixes))}."
            )
        if self.is_file and formats and fitting and formats[0] not in fitting:
            raise click.UsageError(
                f"{output!r} is the name of a file in the format {fitting[0]}, and --format says {formats[0]}. Leave "
                "--format out, or choose another name."
            )
        self.formats = formats or (tuple(fitting[:1]) if self.is_file else ()) or ("svg",)
        self.inputs = {os.path.realpath(item.path) for item in inputs if item.path != STANDARD_INPUT}

    def file_for(self, place: Path, part: str, suffix: str) -> Path:
        """Return the file of one part of a drawing."""
        if not self.is_file:
            return self.output / place.with_name(f"{place.name}{part}{suffix}")
        name = self.output.name
        ending = name[-len(suffix) :] if name.lower().endswith(suffix) else self.output.suffix
        return self.output.with_name(f"{name.removesuffix(ending)}{part}{ending}")


def _is_file(output: str, formats: Sequence[str]) -> bool:
    path = Path(output)
    if path.is_dir() or output.endswith(("/", os.sep)):
        return False
    return (path.is_file() and bool(formats)) or is_device(path) or _ENDING.search(path.name) is not None


def is_device(path: Path) -> bool:
    """Whether it is there and neither a file nor a folder, such as /dev/null: it takes whatever is written to it."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _fitting(output: str, suffixes: Mapping[str, str]) -> list[str]:
    """Return the formats whose files may have this name, the one that fits best first."""
    name = Path(output).name.lower()
    whole = sorted((suffix for suffix in suffixes if name.endswith(suffix)), key=len, reverse=True)
    last = name.rpartition(".")[2] if "." in name else None
    ending = [suffix for suffix in suffixes if suffix.rpartition(".")[2] == last and suffix not in whole]
    return [suffixes[suffix] for suffix in (*whole, *ending)]


def spare_inputs(output: str | None, inputs: Sequence[str]) -> None:
    """Refuse to write over what is read: UsageError where the file to write is one of the blueprints."""
    if output in (None, STANDARD_INPUT):
        return
    written = os.path.realpath(str(output))
    if any(path != STANDARD_INPUT and os.path.realpath(path) == written for path in inputs):
        raise click.UsageError(f"{output!r} is the blueprint itself; name another file with -o.")


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
    files = [ways[0](number, item) for number, item in enumerate(inputs, 1)]
    for way in ways[1:]:
        taken = Counter(_key(path) for path in files)
        if max(taken.values(), default=0) < 2:
            break
        files = [
            way(number, item) if taken[_key(path)] > 1 else path
            for number, (item, path) in enumerate(zip(inputs, files, strict=True), 1)
        ]
    return files


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
