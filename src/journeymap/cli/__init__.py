"""The command line: it parses options, calls the pipeline and prints."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code. No mistake of the user's ends in a traceback.

    Python looks for garbage less often from here on: a command makes few circles and much that stays, its modules
    first of all. Where `arguments` is None the process ends with the command, and nothing is looked through once more
    that is about to go anyway; that took a fifth of its time.
    """
    gc.set_threshold(100_000, 20, 20)
    from journeymap.cli.entry import main as run

    try:
        return run(arguments)
    finally:
        if arguments is None:
            gc.freeze()
