"""How long an editor waits for what is found after a letter is typed, and whether the server's memory stays flat.

    python benchmarks/editor.py BLUEPRINT [BLUEPRINT …] [--edits 10000]

The seconds are those from the change to the diagnostics as they are sent, on the clock, without the pause in which the
server waits for the next letter; beside them as a ratio to reading and checking the text alone. Memory is what the
process holds after a tenth of the edits and after all of them.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol.types import TextDocumentContentChangePartial

from journeymap.editor.diagnosing import diagnostics_of
from journeymap.editor.open_file import OpenFile
from journeymap.pipeline import check_source

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 15


def opened(path: Path) -> OpenFile:
    """Return a file as it is when it was just opened."""
    file = OpenFile(path.absolute().as_uri(), str(path), path.read_text(encoding="utf-8"), 1, "utf-16")
    file.found(file.text, check_source(file.text, file.path))
    return file


def typed(file: OpenFile, offset: int, text: str, length: int = 0) -> None:
    """Change a text as an editor does."""
    place = file.positions.range(offset, offset + length)
    file.change([TextDocumentContentChangePartial(range=place, text=text)], None)


def found(file: OpenFile) -> None:
    """Check a text and say what was found as it is sent."""
    file.found(file.text, check_source(file.text, file.path))
    diagnostics_of(file)


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def latency(path: Path) -> tuple[float, float]:
    """Return the median time from a change to what is sent, and that of a check alone."""
    file, chance = opened(path), random.Random(1)
    places = [index for index, letter in enumerate(file.text) if letter.isalpha()]
    whole, alone = [], []
    for _ in range(ROUNDS):
        offset = chance.choice(places)

        def letter(offset: int = offset) -> None:
            typed(file, offset, "x")
            found(file)

        whole.append(seconds(letter))
        alone.append(seconds(lambda: check_source(file.text, file.path)))
        typed(file, offset, "", 1)
    return statistics.median(whole), statistics.median(alone)


def memory() -> float:
    """Return how many megabytes the process holds now."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("blueprints", nargs="+", type=Path)
    parser.add_argument("--edits", type=int, default=0)
    chosen = parser.parse_args()
    for path in chosen.blueprints:
        steps = len(opened(path).blueprint.steps)  # type: ignore[union-attr]
        whole, alone = latency(path)
        print(f"{path.name}: {steps} steps, {whole * 1000:.0f} ms, {whole / alone:.2f} x a check")
    if chosen.edits:
        file, chance, early = opened(chosen.blueprints[0]), random.Random(2), 0.0
        text = file.text
        for count in range(chosen.edits):
            typed(file, chance.randrange(len(text)), "x")
            found(file)
            if count % 50 == 49:
                typed(file, 0, text, len(file.text))
            if count == chosen.edits // 10:
                early = memory()
        print(f"{chosen.edits} edits: {early:.1f} MB after a tenth of them, {memory():.1f} MB after all")


if __name__ == "__main__":
    main()
