"""Files that are not the same though nothing in them changed, since they name one that did."""

from __future__ import annotations

import os
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def dependents(
    changed: Iterable[str], mentioning: Callable[[set[str]], Iterable[str]], named: Callable[[str], set[str]]
) -> list[str]:
    """Return the files that name a changed one, or that name one that does, and so on; nearest first, each once.

    `mentioning` gives the files in whose text one of some file names stands, wherever it stands there: only these are
    read. `named` gives the files that a file names.
    """
    reached = set(changed)
    found: list[str] = []
    fresh = set(reached)
    while fresh:
        words = {name for path in fresh if (name := PurePosixPath(path.replace(os.sep, "/")).name)}
        fresh = {path for path in mentioning(words) if path not in reached and named(path) & reached}
        reached |= fresh
        found += sorted(fresh)
    return found
