"""Services of any size to measure on: chain-like, with steps skipped, gone back to, begun again and given up."""

from __future__ import annotations

import random
from typing import Any

from journeymap.graph.topology import Topology

CELLS = ("frontstage", "backstage", "support")
ITEMS = ("name", "address", "contract", "photo", "date")


def service(steps: int) -> tuple[list[list[int]], list[list[float]], dict[int, int]]:
    """Build a service as numbers: edges, shares, and two ends behind the steps, helped and gone."""
    rng = random.Random(1)
    successors: list[list[int]] = []
    shares: list[list[float]] = []
    for step in range(steps):
        edges = {step + 1: 0.9}
        for chance, target, weight in (
            (0.3, min(steps, step + 2 + rng.randrange(3)), 0.1),
            (0.1, 0, 0.01),
            (0.05, max(0, step - rng.randrange(1, 10)), 0.05),
            (0.01, steps + 1, 0.02),
        ):
            if rng.random() < chance and target != step:
                edges[target] = edges.get(target, 0.0) + weight
        whole = sum(edges.values())
        successors.append(list(edges))
        shares.append([weight / whole for weight in edges.values()])
    return [*successors, [], []], [*shares, [], []], {steps: 0, steps + 1: 1}


def topology(steps: int) -> Topology:
    """Build the same service as a graph without a blueprint, a third of its choices taken by the organisation."""
    successors, shares, ends = service(steps)
    rng = random.Random(2)
    found = Topology()
    for step in range(len(successors)):
        outcome = ("helped", "gave-up")[ends[step]] if step in ends else None
        found.add_step(f"s{step}", outcome=outcome, weight=0.0 if step else 1.0)
    for step, (targets, parts) in enumerate(zip(successors, shares, strict=True)):
        decides = ("customer", "organisation", "chance")[rng.randrange(3)]
        for target, part in zip(targets, parts, strict=True):
            found.add_edge(step, target, share={"everyone": part}, decides=decides)
    return found


def plain_blueprint(steps: int) -> dict[str, Any]:
    """Build the same service as what stands in a file: cells, shares and times, and one kind of customer."""
    rng = random.Random(3)
    found: dict[str, Any] = {}
    successors, shares, ends = service(steps)
    for step, (targets, parts) in enumerate(zip(successors, shares, strict=True)):
        one: dict[str, Any] = {
            "phase": f"p{min(4, step * 5 // steps)}",
            "customer": f"Does what comes as number {step}",
            rng.choice(CELLS): f"Answers to number {step}",
            "takes": f"{rng.randrange(1, 20)} min",
        }
        if not step:
            one["start"] = True
        if rng.random() < 0.4:
            one["wait"] = rng.choice(("10 min", "2-5 working days", "1/3/8 days"))
        if targets:
            one["next"] = {f"s{target}": {"share": part} for target, part in zip(targets, parts, strict=True)}
        else:
            one["end"] = ("helped", "gave-up")[ends[step]]
        found[f"s{step}"] = one
    phases = [f"p{number}" for number in range(5)]
    return {"journeymap": 1, "title": "A service to measure on", "phases": phases, "steps": found}


def full_blueprint(steps: int) -> dict[str, Any]:
    """Build it with two kinds of customers, hours, ratings and sources.

    The two have shares of their own at some steps, so that all that depends on shares is computed twice.
    """
    found = plain_blueprint(steps)
    rng = random.Random(4)
    for number, one in enumerate(found["steps"].values()):
        one["channel"] = rng.choice(("phone", "web"))
        if rng.random() < 0.3:
            one["experience"] = {
                "everyone": {"desired": 9, "expected": rng.randrange(4, 9), "perceived": rng.randrange(3, 9)},
                "old": {"desired": 9, "perceived": rng.randrange(2, 9), "emotion": rng.randrange(-2, 3)},
            }
            one["heard"] = ["talks"]
        if rng.random() < 0.3:
            one["asks"] = rng.sample(ITEMS, 2)
        if rng.random() < 0.3:
            one["tells"] = ["what comes next"]
        if rng.random() < 0.1:
            one["fails"] = {"what": "Nobody answers", "share": "2%", "severity": 5, "recover": f"s{max(0, number - 3)}"}
        if len(ways := list(one.get("next", {}).values())) > 1 and rng.random() < 0.2:
            whole = ways[0]["share"] + ways[1]["share"]
            ways[0]["share"] = {"everyone": whole * 0.8, "old": whole * 0.6}
            ways[1]["share"] = {"everyone": whole * 0.2, "old": whole * 0.4}
    return {
        **found,
        "customer": {"role": "customer", "choice": "captive"},
        "personas": {
            "young": {"share": 0.7, "available": "Mo-Fr 17:30-22:00", "prefers": ["web"], "needs": {"safety": "high"}},
            "old": {"share": 0.3, "available": "Mo-Su 09:00-20:00", "prefers": ["phone"], "context": "Lives alone."},
        },
        "channels": {
            "phone": {"open": "Mo-Fr 08:30-17:00", "found": "visible"},
            "web": {"open": "24/7", "found": "prominent"},
        },
        "sources": {"talks": {"kind": "interview", "n": 12, "date": "2026-05-12"}},
    }
