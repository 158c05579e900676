"""Ids for the parts of a drawing, each once, made of what every format allows."""

from __future__ import annotations

import re

_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]+")


class Ids:
    """Gives out ids that are safe in XML, in CSS, in addresses and in DOT.

    `prefix` keeps apart the ids of several drawings in one document.
    """

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix
        self._given: set[str] = set()
        self._next: dict[str, int] = {}

    def new(self, kind: str, key: str) -> str:
        """Return an id for a thing of a kind: the kind, its key as far as it is safe, and a number where it is taken.

        What is not safe in a key becomes its code points.
        """
        safe = _UNSAFE.sub(lambda found: _spelled(found[0]), key)
        wanted = name = f"{self.prefix}{kind}-{safe}" if kind else f"{self.prefix}{safe}"
        while name in self._given:
            self._next[wanted] = self._next.get(wanted, 1) + 1
            name = f"{wanted}.{self._next[wanted]}"
        self._given.add(name)
        return name


def _spelled(unsafe: str) -> str:
    return {"/": ".", "→": "--"}.get(unsafe) or "".join(f"_{ord(character):x}_" for character in unsafe)
