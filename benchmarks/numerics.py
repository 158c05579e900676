"""How long the kernels on graphs take, as a ratio to a plain loop over as many nodes in the same run.

    python benchmarks/numerics.py [STEPS ...] [--rounds 3]

The service is chain-like: each step leads on, some skip ahead, some go back, some restart, a few give up. The ratio is
that of the fastest runs; a kernel that is linear keeps its ratio as the service grows.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from typing import TYPE_CHECKING

from journeymap.numerics.absorption import Absorption
from journeymap.numerics.components import required_nodes, reverse, search, strong_components
from journeymap.numerics.games import solve
from journeymap.numerics.levers import Levers
from journeymap.numerics.reward import Reward
from journeymap.numerics.simulation import SimStep, simulate
from journeymap.numerics.time_distribution import TimeDistribution
from services import service

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (1_000, 100_000, 1_000_000)
JOURNEYS = 1_000


def loop(steps: int) -> int:
    """Run the plain loop that everything is compared with: one addition per node."""
    total = 0
    for number in range(steps):
        total += number
    return total


def fastest(work: Callable[[], object], rounds: int) -> float:
    """Return the seconds of CPU of the fastest run."""
    taken = []
    for _ in range(rounds):
        begin = time.process_time()
        work()
        taken.append(time.process_time() - begin)
    return min(taken)


def kernels(steps: int) -> dict[str, Callable[[], object]]:
    """Return the work to be measured on a service of so many steps."""
    successors, shares, ends = service(steps)
    rng = random.Random(2)
    deciders = [rng.randrange(3) for _ in successors]
    minutes = Reward([1.0] * steps + [0.0, 0.0], [0.1] * steps + [0.0, 0.0])
    solved = Absorption(successors, shares, ends)
    start = {0: 1.0}
    return {
        "search": lambda: search(successors, [0]),
        "reverse": lambda: reverse(successors),
        "components": lambda: strong_components(successors),
        "required nodes": lambda: required_nodes(successors, [0], [steps]),
        "game": lambda: solve(successors, deciders, [steps]),
        "elimination": lambda: Absorption(successors, shares, ends),
        "probability": lambda: solved.factors.accumulate([0.0] * solved.size, {solved.size: 1.0}),
        "visits": lambda: solved.visits(start),
        "expected time": lambda: solved.expected(minutes),
        "mean and spread": lambda: solved.moments(minutes),
        "levers": lambda: Levers(solved, start).total(minutes),
    }


def drawn() -> Callable[[], object]:
    """Return the drawing of journeys through a service of sixty steps."""
    successors, shares, ends = service(60)
    times = TimeDistribution(1, 9, 3)
    steps = [
        SimStep(targets, row, takes=times, wait=times, outcome=ends.get(number))
        for number, (targets, row) in enumerate(zip(successors, shares, strict=True))
    ]
    return lambda: simulate(steps, {0: 1.0}, JOURNEYS, seed=1)


def main() -> None:
    """Measure everything and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("steps", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    for steps in chosen.steps:
        base = fastest(lambda steps=steps: loop(steps), 5)
        print(f"{steps:,} steps: the loop takes {base * 1000:.2f} ms")
        for name, work in kernels(steps).items():
            took = fastest(work, chosen.rounds)
            print(f"  {name:<16}{took / base:>9.1f} x loop {took:>10.4f} s")
        print(f"  {'greatest memory':<16}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:>9.0f} MB")
    base = fastest(lambda: loop(100_000), 5)
    took = fastest(drawn(), chosen.rounds)
    print(f"{JOURNEYS:,} journeys through 60 steps: {took / base:.1f} x a loop of 100,000, {took:.4f} s")


if __name__ == "__main__":
    main()
