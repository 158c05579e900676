"""How much a file may ask of the reader."""

from __future__ import annotations

from msgspec import Struct


class Budget(Struct, frozen=True):
    """Limits against files that would take the program down, far above what a blueprint needs.

    `size` is in bytes, `depth` the number of collections within one another, `expansion` the number of texts, lists
    and mappings that aliases may add to what is written.
    """

    size: int = 10_000_000
    depth: int = 100
    expansion: int = 200_000
