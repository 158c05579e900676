"""Journeys with known figures, and random ones, for the tests of the analyses."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

from journeymap import syntax
from journeymap.analysis import Analysis, Facts
from journeymap.compiler import compile_blueprint
from journeymap.graph import ServiceGraph, connect
from journeymap.model.blueprint import Blueprint

PERMIT = """
journeymap: 1
steps:
  apply:   {customer: Applies, takes: 30 min, next: check}
  check:   {frontstage: Checks, takes: 20 min, next: {papers: 30%, assess: 70%}}
  papers:  {customer: Adds papers, takes: 45 min, next: check}
  assess:  {frontstage: Assesses, takes: 120 min, next: {issue: 80%, letter: 20%}}
  issue:   {frontstage: Issues, takes: 15 min, end: helped}
  letter:  {frontstage: Refuses, takes: 10 min, end: refused}
"""
APPEAL = (
    PERMIT.replace("end: refused", "next: appeal")
    + """
  appeal:  {customer: Appeals, takes: 60 min, next: {assess: 40%, leave: 60%}}
  leave:   {customer: Lets it be, end: refused}
"""
)
DEAD_END = PERMIT.replace(", end: refused", "")
CIRCLE = (
    PERMIT.replace("end: refused", "next: desk")
    + """
  desk:    {frontstage: Refers to the letter, next: letter}
"""
)
FUNNEL = """
journeymap: 1
steps:
  task-1: {customer: Does a task, next: {task-2: 27 of 33, gone: 6 of 33}}
  task-2: {customer: Does a task, next: {task-3: 24 of 27, gone: 3 of 27}}
  task-3: {customer: Does a task, next: {report: 21 of 24, gone: 3 of 24}}
  report: {customer: Waits for a report, next: {shared: 17 of 21, gone: 4 of 21}}
  shared: {customer: Shares it, end: helped}
  gone:   {customer: Is gone, end: gave-up}
"""


def blueprint(text: str | dict[str, Any]) -> Blueprint:
    """Read a blueprint as a file is read, or from plain data; it must be without mistakes."""
    if isinstance(text, dict):
        return Blueprint.model_validate(text)
    parsed = syntax.parse(text, "journey.yaml")
    assert parsed.node is not None
    found, problems = compile_blueprint(parsed.node)
    assert found is not None
    assert not [problem for problem in (*parsed.problems, *problems) if problem.code.name != "missing-version"]
    return found


def graph(text: str | dict[str, Any]) -> ServiceGraph:
    return connect(blueprint(text))


def of(analysis: Analysis[Any], text: str | dict[str, Any]) -> Any:
    """Compute an analysis of a blueprint."""
    return Facts(graph(text)).of(analysis)


def random_journey(seed: int, *, lost: bool = True) -> dict[str, Any]:
    """Return a small journey with circles; with `lost` also one with dead ends, livelocks and shares under one."""
    rng = random.Random(seed)
    size = rng.randint(3, 9)
    names = [f"s{number}" for number in range(size)]
    steps: dict[str, Any] = {}
    for place, name in enumerate(names):
        step: dict[str, Any] = {"customer": "x", "takes": f"{rng.randint(0, 9)} min"}
        if place == size - 1 or rng.random() < 0.15:
            step["end"] = rng.choice(["helped", "helped", "refused", "gave-up"])
        elif not (lost and rng.random() < 0.1):
            targets = rng.sample(names[place + 1 :] + names, rng.choice([1, 1, 2, 3]))
            targets = list(dict.fromkeys(targets))
            if not lost and all(names.index(target) <= place for target in targets):
                targets.append(names[place + 1])
            whole = rng.choice([10, 10, 10, 8]) if lost else 10
            cuts = sorted(rng.randint(0, whole) for _ in targets[1:])
            parts = [end - begin for begin, end in zip([0, *cuts], [*cuts, whole], strict=True)]
            if not lost:
                parts = [1] * len(targets)
                parts[-1] = 10 - sum(parts[:-1])
            step["next"] = {target: f"{part * 10}%" for target, part in zip(targets, parts, strict=True)}
        steps[name] = step
    steps["s0"]["start"] = True
    return {"steps": steps}


def exact_visits(journey: ServiceGraph) -> tuple[dict[str, Fraction], Fraction]:
    """Return the expected visits to every step that can still end, by elimination with fractions, and what is stranded.

    Only for journeys with one start and shares in whole percents.
    """
    topology = journey.topology
    chances = [Fraction(round(chance * 1000), 1000) for chance in topology.probabilities("everyone")]
    moves: dict[int, dict[int, Fraction]] = {step: {} for step in range(len(topology))}
    for step, edges in enumerate(topology.ways):
        if topology.outcomes[step] is None:
            for edge in edges:
                target = topology.targets[edge]
                moves[step][target] = moves[step].get(target, Fraction(0)) + chances[edge]
    ends = set(topology.ends)
    alive = set(ends)
    while more := {s for s in moves if s not in alive and any(p and t in alive for t, p in moves[s].items())}:
        alive |= more
    states = sorted(alive)
    # visits = start + moves' visits, solved for the states from which an end can be reached.
    rows = [
        [
            Fraction(int(here == there)) - (moves[there].get(here, Fraction(0)) if there not in ends else 0)
            for there in states
        ]
        + [Fraction(int(here in topology.starts))]
        for here in states
    ]
    for column in range(len(states)):
        pivot = next(row for row in range(column, len(states)) if rows[row][column])
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for row in range(len(states)):
            if row != column and rows[row][column]:
                factor = rows[row][column]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[column], strict=True)]
    visits = {topology.ids[state]: rows[place][-1] for place, state in enumerate(states)}
    return visits, 1 - sum((visits[topology.ids[end]] for end in ends if end in alive), Fraction(0))
