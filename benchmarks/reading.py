"""How fast a blueprint is read, as a ratio to the bare events of PyYAML's parser in C in the same run.

    python benchmarks/reading.py [FILE] [--rounds 5]

From text to nodes, each with its place; beside it what PyYAML's own `compose` needs for the same. Without a FILE a
blueprint of 5,000 steps is written and read. The limit is 100,000 lines a second on one core.
"""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

import yaml

from journeymap import syntax
from journeymap.compiler import compile_blueprint
from journeymap.pipeline import check_source
from numerics import fastest
from services import full_blueprint

STEPS = 5_000
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def count_events(text: str) -> int:
    """Let PyYAML parse, and do nothing with what comes."""
    return sum(1 for _ in yaml.parse(text, Loader=LOADER))


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    if chosen.file:
        text = chosen.file.read_text(encoding="utf-8")
    else:
        text = yaml.safe_dump(full_blueprint(STEPS), allow_unicode=True, sort_keys=False, width=1_000)
    lines = text.count("\n")
    node = syntax.parse(text, "measured.yaml").node
    assert node is not None
    works = {
        "events alone (PyYAML, C)": lambda: count_events(text),
        "nodes with places": lambda: syntax.parse(text, "measured.yaml"),
        "compose (PyYAML, C)": lambda: yaml.compose(text, Loader=LOADER),
        "nodes to a blueprint": partial(compile_blueprint, node),
        "a whole check": lambda: check_source(text, "measured.yaml"),
    }
    taken = {name: fastest(work, chosen.rounds) for name, work in works.items()}
    base = taken["events alone (PyYAML, C)"]
    print(f"{lines:,} lines")
    for name, took in taken.items():
        print(f"  {name:<26}{took:>8.3f} s{took / base:>8.2f} x events{lines / took:>12,.0f} lines a second")


if __name__ == "__main__":
    main()
