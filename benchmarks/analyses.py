"""How long the analyses take, as a ratio to a check or to a plain loop over as many steps in the same run.

    python benchmarks/analyses.py [--parts small,large,bare] [--rounds 3]

small   all analyses of a blueprint of 60 steps on top of a check, and the drawing of journeys for P50 and P90
large   all analyses of 10,000 and 100,000 steps: a plain blueprint, and one with everything stated for two personas
bare    reachability, soundness, guarantee and outcomes of 100,000 and 1,000,000 steps without a blueprint

Each size runs in a process of its own, so that the memory is its own too. `growth` is the time per step against that of
the size before; n log n allows 1.25 from 10,000 to 100,000 steps and 1.2 from there to 1,000,000.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

from journeymap.analysis import Facts
from journeymap.graph import ServiceGraph, connect
from journeymap.model.blueprint import Blueprint
from journeymap.pipeline import check_source
from journeymap.plugins import instances
from numerics import fastest, loop
from services import full_blueprint, plain_blueprint, topology

if TYPE_CHECKING:
    from collections.abc import Callable

BARE = ("reachability", "soundness", "guarantee", "outcomes")
SIZES = {"large-plain": (10_000, 100_000), "large-full": (10_000, 100_000), "bare": (100_000, 1_000_000)}
LIMITS = {("large-plain", 100_000): 6.0, ("bare", 1_000_000): 60.0}


def seconds(work: Callable[[], object]) -> float:
    """Return the seconds of CPU of one run."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def each(graph: ServiceGraph, names: tuple[str, ...] | None) -> dict[str, float]:
    """Compute analyses one after the other and return the time of each; what they share falls to the first."""
    facts = Facts(graph)
    chosen = [one for one in instances("analyses", "ANALYSIS") if names is None or one.name in names]
    return {one.name: seconds(lambda one=one: facts.of(one)) for one in chosen}


def small(rounds: int) -> None:
    """Measure a blueprint of 60 steps."""
    text = json.dumps(full_blueprint(58))
    journey_time = next(one for one in instances("analyses", "ANALYSIS") if one.name == "journey-time")
    check = analyses = drawn = math.inf
    for _ in range(max(rounds, 5)):
        check = min(check, seconds(lambda: check_source(text, "measured.json")))
        blueprint = check_source(text, "measured.json").blueprint
        assert blueprint is not None
        graph = connect(blueprint)
        analyses = min(analyses, sum(each(graph, None).values()))
        found = journey_time.compute(graph)
        whom = (None, *graph.personas)
        drawn = min(drawn, seconds(lambda found=found, whom=whom: [found.drawn(who) for who in whom]))
    print("60 steps, two personas, everything stated")
    print(f"  check, rules included             {check * 1000:8.1f} ms")
    print(f"  all analyses from nothing         {analyses * 1000:8.1f} ms {analyses / check:6.2f} x check")
    print(f"  journeys drawn for P50 and P90    {drawn * 1000:8.1f} ms {drawn / check:6.2f} x check")
    print(f"  both together, limit 60 ms        {(analyses + drawn) * 1000:8.1f} ms")


def measured(part: str, steps: int) -> dict[str, Any]:
    """Measure one size in this process."""
    if part == "bare":
        graph = ServiceGraph(Blueprint(), topology(steps - 2))
        times = each(graph, BARE)
    else:
        data = (full_blueprint if part == "large-full" else plain_blueprint)(steps - 2)
        blueprint = Blueprint.model_validate(data)
        del data
        times = each(connect(blueprint), None)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"times": times, "loop": fastest(lambda: loop(steps), 5), "memory": memory}


def main() -> None:
    """Measure the parts and print their tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--parts", default="small,large,bare")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--one", nargs=2, metavar=("PART", "STEPS"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(measured(chosen.one[0], int(chosen.one[1]))))
        return
    parts = chosen.parts.split(",")
    if "small" in parts:
        small(chosen.rounds)
    for part, sizes in SIZES.items():
        if part.split("-")[0] not in parts:
            continue
        before: float | None = None
        for steps in sizes:
            command = [sys.executable, __file__, "--one", part, str(steps)]
            runs = [
                json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
                for _ in range(chosen.rounds if steps < 1_000_000 else 1)
            ]
            best = min(runs, key=lambda run: sum(run["times"].values()))
            total = sum(best["times"].values())
            limit = f", limit {LIMITS[part, steps]:.0f} s" if (part, steps) in LIMITS else ""
            growth = f", growth {total / steps / before:.2f}" if before else ""
            print(
                f"{part}, {steps:,} steps: {total:.2f} s{limit}, {total / best['loop']:.0f} x loop"
                f"{growth}, {best['memory']:.0f} MB"
            )
            longest = sorted(best["times"].items(), key=lambda item: -item[1])
            print("  " + ", ".join(f"{name} {took:.2f}" for name, took in longest if took >= total / 50))
            before = total / steps


if __name__ == "__main__":
    main()
