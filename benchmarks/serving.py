"""How long a page waits for each of the answers to an edit: accepted, findings, drawing, figures.

    python benchmarks/serving.py [--steps 60 300]

The milliseconds are those of the processor, the best of some rounds, from the request as it was decoded: until the
answer is there (`accepted`: planned, proven, understood, written, with its bytes), until the findings are told, until
the drawing can be fetched and is in bytes, and until the figures are told. The targets, on a free machine: accepted 50
and drawing 300 at 60 steps, 200 and 1,500 at 300.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from journeymap.config import Config
from journeymap.serving import protocol
from journeymap.serving.editing import edit
from journeymap.serving.events import EventLog
from journeymap.serving.live_file import LiveFile
from journeymap.syntax.writing import block
from services import plain_blueprint

if TYPE_CHECKING:
    from journeymap.serving.protocol import Event

ROUNDS = 5
TARGETS = {60: (50, 300), 300: (200, 1500)}


class Clock(EventLog):
    """Notes when each kind of event was told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: dict[str, float] = {}

    def publish(self, event: Event) -> None:
        """Note it, in bytes as a browser gets it."""
        msgspec.json.encode(event)
        self.told[event.kind] = time.process_time()
        super().publish(event)


def measured(steps: int, folder: Path) -> dict[str, float]:
    """Return the milliseconds to each answer at a number of steps."""
    path = folder / f"{steps}.yaml"
    path.write_text(block(_texts(plain_blueprint(steps)), 0, 2, "\n") + "\n", encoding="utf-8")
    clock = Clock()
    file = LiveFile("f", str(path), lambda _: Config(), clock, read_only=False)
    step = list(file.read.labels)[steps // 2]
    best: dict[str, float] = {}
    for number in range(ROUNDS):
        wanted = protocol.Words(["steps", step, "customer"], f"Does something else, {number}")
        last, version = clock.last, file.version + 1
        start = time.process_time()
        with file.lock:  # what is told later must not take its share of the processor from the first answer
            status, reply = edit(file, protocol.Edit(file.version, "b", [wanted]))
            msgspec.json.encode(reply)
            accepted = time.process_time() - start
        if status != 200:
            raise SystemExit(str(reply))
        while not any(event.kind == "figures" and event.version == version for _, event in clock.wait(last, 1)):
            pass
        drawing = time.process_time()
        msgspec.json.encode(file.drawing(version - 1))
        fetched = time.process_time() - drawing
        times = {
            "accepted": accepted,
            "findings": clock.told["findings"] - start,
            "drawing": clock.told["drawing"] - start + fetched,
            "figures": clock.told["figures"] - start,
        }
        best = {name: min(seconds * 1000, best.get(name, seconds * 1000)) for name, seconds in times.items()}
    file.close()
    return best


def _texts(value: object) -> object:
    """Return data with all figures as texts, as a file holds them."""
    if isinstance(value, dict):
        return {str(key): _texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_texts(item) for item in value]
    return value if value is None else str(value)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, nargs="+", default=[60, 300])
    with tempfile.TemporaryDirectory() as folder:
        for steps in parser.parse_args().steps:
            times = measured(steps, Path(folder))
            print(f"{steps} steps: " + ", ".join(f"{name} {value:.0f} ms" for name, value in times.items()))
            if steps in TARGETS:
                print(f"    targets: accepted {TARGETS[steps][0]} ms, drawing {TARGETS[steps][1]} ms")


if __name__ == "__main__":
    main()
