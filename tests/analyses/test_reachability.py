"""Reachability: what is reached, what is stuck, what is lost; against plain searches, and in size."""

from __future__ import annotations

import random
from itertools import pairwise

import networkx as nx

from journeymap.analyses.reachability import Reachability, reachability
from journeymap.graph import ServiceGraph, Topology, connect
from journeymap.model.blueprint import Blueprint


def of(steps: dict) -> tuple[Reachability, ServiceGraph]:
    graph = connect(Blueprint.model_validate({"steps": steps}))
    return reachability(graph), graph


def random_graph(seed: int) -> ServiceGraph:
    rng = random.Random(seed)
    size = rng.randint(2, 12)
    names = [f"s{number}" for number in range(size)]
    steps: dict = {}
    for name in names:
        step: dict = {"customer": "x", "next": rng.sample(names, rng.choice([0, 1, 1, 2, 2]) if size > 2 else 1)}
        if rng.random() < 0.25:
            step["end"] = rng.choice(["helped", "refused"])
        if rng.random() < 0.1:
            step["starts"] = rng.choice(names)
        steps[name] = step
    steps["s0"]["start"] = True
    return connect(Blueprint.model_validate({"steps": steps}))


def test_facts_agree_with_plain_searches_on_random_graphs():
    lost = livelocks = 0
    for seed in range(500):
        graph = random_graph(seed)
        found = reachability(graph)
        topology = graph.topology
        network = nx.DiGraph()
        network.add_nodes_from(range(len(topology)))
        network.add_edges_from((source, target) for source, ts in enumerate(topology.successors) for target in ts)
        path = nx.descendants(network, 0) | {0}
        assert set(found.path.order) == path
        for step in path:
            way = found.path.path(step)
            assert len(way) - 1 == nx.shortest_path_length(network, 0, step)
            assert all(network.has_edge(*pair) for pair in pairwise(way))
        ends, good = set(topology.ends), set(topology.good_ends)
        leaves = {step for step in path if not network.succ[step] and step not in ends}
        assert set(found.leaves) == leaves
        bottoms = {
            frozenset(part)
            for part in nx.strongly_connected_components(network)
            if part <= path and not part & ends
            and not any(target not in part for step in part for target in network.succ[step])
            and any(network.has_edge(a, b) for a in part for b in part)
        }  # fmt: skip
        assert {frozenset(loop.steps) for loop in found.livelocks} == bottoms
        for loop in found.livelocks:
            livelocks += 1
            assert loop.round[0] == loop.round[-1] == loop.entry
            assert all(network.has_edge(*pair) for pair in pairwise(loop.round))
        hope = good | leaves | {step for part in bottoms for step in part}
        hopeless = {
            step for step in path
            if not (nx.descendants(network, step) | {step}) & hope and (nx.descendants(network, step) | {step}) & ends
        } if good else set()  # fmt: skip
        in_regions = {step for region in found.lost for step in region.steps}
        assert in_regions <= hopeless
        # What is left out are ends behind which nothing comes, entered from where there still was hope.
        assert all(step in ends for step in hopeless - in_regions)
        lost += len(found.lost)
    assert lost > 10
    assert livelocks > 20


def test_work_beside_the_path_is_led_to_but_not_on_the_path():
    found, graph = of(
        {
            "a": {"customer": "x", "starts": "w", "next": "b"},
            "w": {"backstage": "w", "next": "v"},
            "v": {"backstage": "v"},
            "b": {"customer": "y", "end": "helped"},
        }
    )
    assert set(graph.names(found.path.order)) == {"a", "b"}
    assert set(graph.names(found.led_to.order)) == {"a", "b", "w", "v"}
    assert found.leaves == ()


def test_without_a_beginning_every_step_counts_as_one_so_that_the_rest_can_still_be_told():
    found, graph = of({"a": {"customer": "x", "next": "b"}, "b": {"customer": "y", "next": "a"}})
    assert graph.topology.starts == []
    assert found.starts == (0, 1)
    assert [loop.steps for loop in found.livelocks] == [(0, 1)]
    assert found.unreached == ()


def test_what_stands_behind_an_open_end_is_neither_dead_nor_lost():
    found, graph = of(
        {
            "a": {"customer": "x", "next": ["b", "c"]},
            "b": {"customer": "y", "next": "nowhere-that-exists"},
            "c": {"customer": "z", "end": "helped"},
        }
    )
    assert graph.names(tuple(found.open_ends)) == ("b",)
    assert found.leaves == ()
    assert found.lost == ()


def test_a_very_long_journey_is_searched_without_recursion():
    topology = Topology()
    size = 200_000
    for step in range(size):
        topology.add_step(str(step), outcome="helped" if step == size - 3 else None, weight=1.0 if step == 0 else 0.0)
        if 0 < step < size - 2:
            topology.add_edge(step - 1, step)
    topology.add_edge(size - 4, size - 2)
    topology.add_edge(size - 2, size - 1)
    topology.add_edge(size - 1, size - 2)
    found = reachability(ServiceGraph(Blueprint(), topology))
    assert [loop.steps for loop in found.livelocks] == [(size - 2, size - 1)]
    assert len(found.path.path(size - 3)) == size - 2


def test_what_only_some_personas_meet_is_told_apart_from_what_all_meet():
    online, others = {"online": 1, "everyone": 0}, {"online": 0, "everyone": 1}
    steps = {
        "ask": {"customer": "Asks", "next": {"form": {"share": online}, "write": {"share": others}}},
        "form": {"customer": "Fills it in", "next": {"done": 0.9, "gone": 0.1}},
        "write": {"customer": "Writes", "next": {"done": {"share": online}, "back": {"share": others}}},
        "back": {"frontstage": "Sends it back", "next": "write"},
        "gone": {"customer": "Hears nothing"},
        "done": {"customer": "Has it", "end": "helped"},
    }
    journey = connect(Blueprint.model_validate({"personas": {"online": {}, "paper": {}, "post": {}}, "steps": steps}))
    found = reachability(journey)
    assert (journey.names(found.leaves), found.livelocks) == (("gone",), ())
    (own,) = found.own
    # Nobody but `online` is known by name to take other ways.
    assert own.personas == ("paper", "post")
    assert [journey.names(loop.steps) for loop in own.livelocks] == [("write", "back")]
    assert (own.leaves, own.lost) == ((), ())
