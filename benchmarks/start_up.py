"""How long a whole command takes, as a ratio to a Python that only imports what journeymap builds on.

    python benchmarks/start_up.py [BLUEPRINT] [--rounds 15] [--bpmnlint PROGRAM SERVICE.bpmn]

Seconds are those of the processor, user and system together, of the command as it is installed. With `--bpmnlint`, the
base is that program on the same service, drawn in BPMN.

The processes take turns within each round, so that whatever else the machine does falls on all of them alike; the ratio
is that of the fastest runs, which such disturbance touches least, with the median beside it. Bytecode is cached as in
any installation, in a folder of this run, also where the environment forbids Python to write it.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
BASE = "import click, pydantic, yaml, networkx"
LIMITS = {"import journeymap": 0.5, "journeymap --version": 1.0, "check": 2.0, "draw to SVG": 3.0}


def commands(blueprint: Path, folder: Path) -> dict[str, list[str]]:
    """Return the processes to compare, the one they are compared with first."""
    python, program = [sys.executable], [str(Path(sys.executable).with_name("journeymap"))]
    return {
        "base": [*python, "-c", BASE],
        "python alone": [*python, "-c", "pass"],
        "import journeymap": [*python, "-c", "import journeymap"],
        "journeymap --help": [*program, "--help"],
        "explain": [*program, "explain", "dead-end"],
        "journeymap --version": [*program, "--version"],
        "check": [*program, "check", str(blueprint)],
        "draw to SVG": [*program, "draw", str(blueprint), "-o", str(folder)],
    }


def seconds(command: list[str], cache: Path) -> float:
    """Return how long a process takes from start to end."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "PYTHONPYCACHEPREFIX": str(cache)}
    begin = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, env=environment)
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = end.ru_utime - begin.ru_utime + end.ru_stime - begin.ru_stime
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: exit code {done.returncode}\n{done.stderr.decode()}")
    return took


def main() -> None:
    """Run all processes in turns and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("blueprint", nargs="?", type=Path, default=ROOT / "blueprints" / "hospital-visit.yaml")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--bpmnlint", nargs=2, metavar=("PROGRAM", "FILE"), default=None)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        processes = commands(chosen.blueprint.resolve(), Path(folder))
        if chosen.bpmnlint:
            processes["base"] = chosen.bpmnlint
        base = " ".join(processes["base"])
        taken: dict[str, list[float]] = {name: [] for name in processes}
        for turn in range(chosen.rounds + 1):
            for name, command in processes.items():
                took = seconds(command, Path(folder) / "bytecode")
                if turn:  # the first turn only fills the caches
                    taken[name].append(took)
    least, middle = min(taken["base"]), statistics.median(taken["base"])
    print(f"{chosen.blueprint.name}, {chosen.rounds} rounds, {os.cpu_count()} cores; base: {base}\n")
    print(f"{'process':<22}{'fastest':>9}{'ratio':>8}{'median':>9}{'ratio':>8}{'limit':>8}")
    for name, times in taken.items():
        fastest, median = min(times), statistics.median(times)
        limit = f"{LIMITS[name]:.1f}" if name in LIMITS else ""
        ratios = f"{fastest:>8.3f}s{fastest / least:>8.2f}{median:>8.3f}s{median / middle:>8.2f}"
        print(f"{name:<22}{ratios}{limit:>8}")


if __name__ == "__main__":
    main()
