"""Keep Python's search for garbage circles out of the way while millions of small lists are made.

The collector looks through all containers again and again as their number grows; in these kernels, which make many and
no circles, it would take up to half of the time and find nothing. Reference counting goes on as always.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

WORTHWHILE = 10_000  # nodes; below this the collector hardly runs


@contextmanager
def gc_paused(nodes: int = WORTHWHILE) -> Iterator[None]:
    """Switch the collector off for a piece of work on so many nodes, or on nobody knows how many; then on again."""
    if nodes < WORTHWHILE or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
