"""How the work grows with the size of a blueprint, on shapes that are meant to be hard.

Every shape is checked, analysed and drawn in a size and in one four times as large; growth is the time per step of the
larger against that of the smaller, 1 for a linear one. n log n gives at most 1.3 for the sizes here. Beyond the budgets
(`layout.effort`, `analyses.soundness`) growth is linear because what is done is plainer, which is said.
"""

from __future__ import annotations

import time
from random import Random
from typing import TYPE_CHECKING, Any

import journeymap
from journeymap.analysis import Facts
from journeymap.graph import connect
from journeymap.plugins import instances

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeymap.model.blueprint import Blueprint

Steps = dict[str, dict[str, Any]]
LARGER = 4


def chain(size: int) -> Steps:
    """One step after the other."""
    steps: Steps = {f"s{at}": {"customer": f"Does {at}", "next": f"s{at + 1}"} for at in range(size - 1)}
    return {**steps, f"s{size - 1}": {"customer": "Is done", "end": "helped"}}


def dense(size: int) -> Steps:
    """Every step leads to eight others."""
    rng = Random(size)
    steps: Steps = {
        f"s{at}": {"customer": f"Does {at}", "next": [f"s{to}" for to in sorted(rng.sample(range(size), 8))]}
        for at in range(size - 1)
    }
    steps["s0"]["start"] = True
    return {**steps, f"s{size - 1}": {"customer": "Is done", "end": "helped"}}


def hub(size: int) -> Steps:
    """One step leads to all others, and they lead back."""
    steps: Steps = {f"s{at}": {"customer": f"Does {at}", "next": "hub"} for at in range(size - 2)}
    first = {"customer": "Chooses", "start": True, "next": [*steps, "end"]}
    return {"hub": first, **steps, "end": {"customer": "Is done", "end": "helped"}}


def loops(size: int) -> Steps:
    """Every step leads on and back."""
    steps: Steps = {
        f"s{at}": {"customer": f"Does {at}", "next": [f"s{at + 1}", f"s{max(0, at - 3)}"]} for at in range(size - 1)
    }
    steps["s0"] |= {"start": True, "next": ["s1"]}
    return {**steps, f"s{size - 1}": {"customer": "Is done", "end": "helped"}}


def fork(size: int) -> Steps:
    """Work in many branches, in each of which a choice is made, awaited at the end."""
    branches = (size - 2) // 3
    steps: Steps = {
        "ask": {"customer": "Asks", "starts": [f"work{at}" for at in range(branches)], "next": "get"},
        "get": {"customer": "Gets it", "needs": [f"done{at}" for at in range(branches)], "end": "helped"},
    }
    for at in range(branches):
        steps[f"work{at}"] = {"backstage": "Works", "next": [f"done{at}", f"other{at}"]}
        steps[f"done{at}"] = {"backstage": "Is done"}
        steps[f"other{at}"] = {"backstage": "Does something else"}
    return steps


SHAPES: dict[str, tuple[Callable[[int], Steps], int]] = {
    "chain": (chain, 400),
    "dense": (dense, 100),
    "hub": (hub, 100),
    "loops": (loops, 200),
    "fork with choice": (fork, 100),
}


def _analyse(blueprint: Blueprint) -> None:
    facts = Facts(connect(blueprint))
    for analysis in instances("analyses", "ANALYSIS"):
        facts.of(analysis)


WORK: dict[str, Callable[[Blueprint], object]] = {
    "check": journeymap.check,
    "analyse": _analyse,
    "draw": lambda blueprint: journeymap.draw(blueprint).parts("svg"),
}


def measured(work: Callable[[Blueprint], object], steps: Steps) -> float:
    """Seconds of CPU of one piece of work on a service."""
    blueprint = journeymap.Blueprint.model_validate({"title": "Growth", "steps": steps})
    begun = time.process_time()
    work(blueprint)
    return time.process_time() - begun


def main() -> None:
    """Print a table in Markdown."""
    for work in WORK.values():
        work(journeymap.Blueprint.model_validate({"title": "Warm", "steps": chain(5)}))
    print("| shape | steps | " + " | ".join(f"{name}, s | growth" for name in WORK) + " |")
    print("| --- | ---: |" + " ---: | ---: |" * len(WORK))
    for name, (shape, size) in SHAPES.items():
        cells = []
        for work in WORK.values():
            small, large = measured(work, shape(size)), measured(work, shape(size * LARGER))
            cells += [f"{small:.2f} to {large:.2f}", f"{large / small / LARGER:.2f}"]
        print(f"| {name} | {size} to {size * LARGER} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
