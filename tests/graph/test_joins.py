"""Which joins may wait for ever: against every way to walk them, and in any size."""

from __future__ import annotations

import random
from typing import Any

import pytest

from journeymap.graph import connect, joins
from journeymap.graph.joins import unfulfilled
from journeymap.model.blueprint import Blueprint


def graph(steps: dict[str, Any]):
    return connect(Blueprint.model_validate({"steps": steps}))


def waiting(steps: dict[str, Any]) -> dict[str, list[str]]:
    found = graph(steps)
    ways = unfulfilled(found.topology, [True] * len(found.topology.sources)).ways
    return {found.name(step): list(found.names(way())) for step, way in ways.items()}


END = {"customer": "B", "end": "helped"}


def test_what_needs_what_needs_something_is_done_when_all_of_it_is():
    steps: dict[str, Any] = {"a": {"customer": "A", "start": True, "starts": ["w0"], "next": "b"}}
    steps["w0"] = {"backstage": "W"}
    # So many that one call within another for each would be too deep.
    for number in range(1, 3000):
        steps[f"w{number}"] = {"backstage": "W", "needs": [f"w{number - 1}"]}
    steps["b"] = {**END, "needs": ["w2999"]}
    assert waiting(steps) == {}
    steps["a"]["starts"] = []
    assert waiting(steps) == {"b": ["a", "b"]}


def test_layers_of_work_that_all_need_each_other_are_looked_at_once():
    steps: dict[str, Any] = {"a": {"customer": "A", "start": True, "starts": ["w0-0", "w0-1"], "next": "b"}}
    for layer in range(60):
        for place in range(2):
            needs = [f"w{layer - 1}-0", f"w{layer - 1}-1"] if layer else []
            steps[f"w{layer}-{place}"] = {"backstage": "W", "needs": needs}
    steps["b"] = {**END, "needs": ["w59-0", "w59-1"]}
    assert waiting(steps) == {}
    # 2 ** 60 ways through the layers, and one thing that is never begun at the bottom of them.
    steps["a"]["starts"] = ["w0-0"]
    assert waiting(steps) == {"b": ["a", "b"]}


def test_what_waits_for_itself_in_a_circle_waits_for_ever():
    steps = {
        "a": {"customer": "A", "start": True, "next": "b"},
        "v": {"backstage": "V", "needs": ["w"]},
        "w": {"backstage": "W", "needs": ["v"]},
        "b": {**END, "needs": ["w"]},
    }
    assert waiting(steps) == {"b": ["a", "b"]}


def test_beyond_the_budget_nothing_is_taken_for_sure(monkeypatch):
    steps: dict[str, Any] = {"a": {"customer": "A", "start": True, "starts": ["w0", "w1"], "next": "c0"}}
    for number in range(2):
        steps[f"w{number}"] = {"backstage": "W"}
        steps[f"c{number}"] = {"customer": "C", "needs": [f"w{number}"], "next": f"c{number + 1}"}
    steps["c2"] = END
    assert waiting(steps) == {}
    monkeypatch.setattr(joins, "BUDGET", 0)
    assert waiting(steps) == {"c0": ["a", "c0"], "c1": ["a", "c0", "c1"]}


@pytest.mark.parametrize("seed", range(60))
def test_against_every_way_to_a_join(seed: int):
    source = random.Random(seed)
    names = [f"c{number}" for number in range(6)]
    steps: dict[str, Any] = {}
    for place, name in enumerate(names):
        later = names[place + 1 :]
        steps[name] = {"customer": "x", **({"next": source.sample(later, min(len(later), source.choice([1, 2])))}
                                           if later else {"end": "helped"})}  # fmt: skip
        if later and source.random() < 0.6:
            steps[name]["starts"] = source.sample(["v", "w"], source.randint(1, 2))
        if place and source.random() < 0.6:
            steps[name]["needs"] = source.sample(["v", "w", "u"], source.randint(1, 2))
    steps["c0"]["start"] = True
    steps |= {"v": {"backstage": "x", "next": "u"}, "w": {"backstage": "x"}, "u": {"backstage": "x"}}
    expected = set()

    def walk(name: str, done: frozenset[str]) -> None:
        step = steps[name]
        if not done.issuperset(step.get("needs", ())):
            expected.add(name)
        begun = set(step.get("starts", ())) | ({"u"} if "v" in step.get("starts", ()) else set())
        for target in step.get("next", ()):
            walk(target, done | {name} | begun)

    walk("c0", frozenset())
    assert waiting(steps).keys() == expected
