"""Finds the one constant that each extension module defines.

`rules/`, `analyses/`, `exporters/`, `importers/` and `reporters/` hold one module per instance; adding one is adding a
file. Third parties add theirs through entry points of the group `journeymap.<folder>` that point at the constant; of
rules, `packs` in a project's configuration names those that it wants.
"""

from __future__ import annotations

import os
import pkgutil
import sys
from functools import lru_cache
from importlib import import_module
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.metadata import EntryPoint


@lru_cache
def module_names(folder: str) -> tuple[str, ...]:
    """Return the names of the modules in a plural folder of this package, sorted, without importing them."""
    package = import_module(f"journeymap.{folder}")
    return tuple(sorted(info.name for info in pkgutil.iter_modules(package.__path__) if not info.name.startswith("_")))


def _entry_points(folder: str) -> list[EntryPoint]:
    """Return what other packages add to a folder, sorted by name."""
    if not _may_be_extended():
        return []
    from importlib.metadata import entry_points  # takes longer to import than most commands need as a whole

    return sorted(entry_points(group=f"journeymap.{folder}"), key=lambda point: point.name)


def _may_be_extended() -> bool:
    """Whether an installed package may have an entry point for journeymap; False only where certainly none has one."""
    if any(hasattr(finder, "find_distributions") for finder in sys.meta_path if finder is not PathFinder):
        return True
    return any(map(_may_extend, dict.fromkeys(sys.path)))


def _may_extend(folder: str) -> bool:
    """Whether a package that is installed in a folder of Python's path may have an entry point for journeymap."""
    try:
        entries = os.listdir(folder or ".")  # noqa: PTH208 - many names, of which few become paths
    except NotADirectoryError:
        return True  # an archive, of which only the library of metadata knows what is in it
    except OSError:
        return False
    for entry in entries:
        if entry.lower().endswith((".dist-info", "egg-info")):
            try:
                if b"[journeymap." in Path(folder, entry, "entry_points.txt").read_bytes():
                    return True
            except OSError:
                continue
    return False


def entry_point(folder: str, name: str) -> EntryPoint | None:
    """Return what another package adds to a folder under a name; None when none does."""
    return next((point for point in _entry_points(folder) if point.name == name), None)


@lru_cache
def instances(folder: str, constant: str) -> tuple[Any, ...]:
    """Return the constants of all modules in a folder, those of this package first, then those of entry points.

    Rules of other packages are not among them: a project names those that it wants (`own_rules`).
    """
    own = [getattr(import_module(f"journeymap.{folder}.{name}"), constant) for name in module_names(folder)]
    foreign = [point.load() for point in _entry_points(folder)] if folder != "rules" else []
    return tuple(own + foreign)


_REGISTERED: dict[str, dict[str, Any]] = {}


def register(folder: str, found: Iterable[Any]) -> None:
    """Make known by their names what a project adds to a folder, for all that asks what there is."""
    _REGISTERED.setdefault(folder, {}).update((item.name, item) for item in found)


def known(folder: str, constant: str) -> tuple[Any, ...]:
    """Return all instances, and after them what projects have added in this run."""
    return (*instances(folder, constant), *_REGISTERED.get(folder, {}).values())


@lru_cache
def instance(folder: str, constant: str, name: str) -> Any:
    """Return one instance by its name, importing only its module where this package has it; KeyError when unknown."""
    module = name.replace("-", "_")
    if module in module_names(folder):
        return getattr(import_module(f"journeymap.{folder}.{module}"), constant)
    for point in _entry_points(folder):
        if point.name == name:
            return point.load()
    raise KeyError(name)
