"""The files that a file points at, however far, and what each was: where one of them changes, answers may change."""

from __future__ import annotations

import os
from functools import partial
from hashlib import blake2b
from stat import S_ISREG
from typing import TYPE_CHECKING

from journeymap import syntax
from journeymap.compiler import named_files
from journeymap.pipeline import understand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.model.blueprint import Blueprint

MOST_FILES = 200
"""Of what points at more files nothing is kept."""
MISSING = b"-"


def state_of(path: str, main: str) -> bytes:
    """Return what is another value where a path leads elsewhere or to other content, as seen from a main file."""
    digest = blake2b(digest_size=16)
    try:
        digest.update(os.path.realpath(path).encode("utf-8", "surrogateescape"))
        state = os.stat(path)  # noqa: PTH116 - the path may be none at all
        if not S_ISREG(state.st_mode):
            return MISSING + digest.digest()
        own = os.stat(main)  # noqa: PTH116
        digest.update(b"1" if (state.st_dev, state.st_ino) == (own.st_dev, own.st_ino) else b"0")
        with open(path, "rb") as file:  # noqa: PTH123
            digest.update(file.read())
    except (OSError, ValueError):
        return MISSING + digest.digest()
    return digest.digest()


def linked_files(blueprint: Blueprint, path: str, beside: Sequence[str] = ()) -> tuple[str, ...] | None:
    """Return the paths that a blueprint in a file points at, and those that these point at; None where too many do.

    `beside` are those that are beside it although it does not lead to them, as seen from it.
    What is never looked at may be among them, which costs nothing but an answer that is thrown away too early.
    """
    found: dict[str, None] = {}
    opened = {os.path.realpath(path)}
    waiting: list[tuple[str, Blueprint]] = [(path, blueprint)]
    while waiting:
        place, content = waiting.pop()
        for named in (*named_files(content), *(beside if content is blueprint else ())):
            # Not made shorter: where a folder on the way is a link, ".." after it leads elsewhere.
            target = os.path.join(os.path.dirname(place), named)  # noqa: PTH118, PTH120
            if target in found or "\0" in named:
                continue
            found[target] = None
            if len(found) > MOST_FILES:
                return None
            real = os.path.realpath(target)
            if real not in opened and os.path.isfile(target):  # noqa: PTH113 - a name may be too long for a path
                opened.add(real)
                inner = understand(partial(syntax.read, target))[1]
                waiting += [(target, inner)] if inner is not None else []
    return tuple(found)
