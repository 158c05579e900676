"""Keep Python's search for garbage circles out of the way while millions of small lists are made.

The collector looks through all containers again and again as their number grows; in these kernels, which make many and
no circles, it would take up to half of the time and find nothing. Reference counting goes on as always.

What was made meanwhile is old when the collector goes on: it would else look through all of it once as new and once as
middle-aged. Python has no way to say so but to freeze everything and to thaw it again, which moves whole lists and
costs nothing.
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
    """Switch the collector off for a piece of work on so many nodes, or on nobody knows how many; then on again.

    Where the program that uses this has frozen objects of its own, they stay so, and what was made is taken as new.
    """
    if nodes < WORTHWHILE or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        gc.enable()
