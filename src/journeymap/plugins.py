"""Finds the one constant that each extension module defines.

`rules/`, `analyses/`, `exporters/`, `importers/` and `reporters/` hold one module per instance; adding one is adding a
file. Third parties add theirs through entry points of the group `journeymap.<folder>` that point at the constant.
"""

from __future__ import annotations

import pkgutil
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


@lru_cache
def module_names(folder: str) -> tuple[str, ...]:
    """Return the names of the modules in a plural folder of this package, sorted, without importing them."""
    package = import_module(f"journeymap.{folder}")
    return tuple(sorted(info.name for info in pkgutil.iter_modules(package.__path__) if not info.name.startswith("_")))


def _entry_points(folder: str) -> list[EntryPoint]:
    """Return what other packages add to a folder, sorted by name."""
    from importlib.metadata import entry_points  # takes longer to import than most commands need as a whole

    return sorted(entry_points(group=f"journeymap.{folder}"), key=lambda point: point.name)


@lru_cache
def instances(folder: str, constant: str) -> tuple[Any, ...]:
    """Return the constants of all modules in a folder, those of this package first, then those of entry points."""
    own = [getattr(import_module(f"journeymap.{folder}.{name}"), constant) for name in module_names(folder)]
    foreign = [point.load() for point in _entry_points(folder)]
    return tuple(own + foreign)


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
