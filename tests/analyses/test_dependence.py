"""What no way to a good end can do without: against every simple way, on small random journeys."""

from __future__ import annotations

import random

import networkx as nx

from journeymap.analyses.dependence import dependence
from journeymap.graph import connect
from journeymap.model.blueprint import Blueprint

SYSTEMS = ("crm", "shop", "plan")


def random_blueprint(seed: int) -> Blueprint:
    rng = random.Random(seed)
    names = [f"s{number}" for number in range(rng.randint(2, 8))]
    steps: dict = {}
    for place, name in enumerate(names):
        step: dict = {"customer": "x", "uses": rng.sample(SYSTEMS, rng.choice([0, 1, 1, 2]))}
        step["next"] = rng.sample(names, rng.choice([1, 1, 2]))
        if rng.random() < 0.2 or place == len(names) - 1:
            step["end"] = "helped"
        if rng.random() < 0.3:
            step["fails"] = [{"what": "it fails", "recover": rng.choice(names)}]
        steps[name] = step
    steps["s0"]["start"] = True
    return Blueprint.model_validate({"systems": {name: {} for name in SYSTEMS}, "steps": steps})


def needed_on_every_way(blueprint: Blueprint) -> set[str]:
    """What every simple way needs; a step left by the way out of its failure needs nothing."""
    steps = blueprint.steps
    found: list[set[str]] = []

    def walk(name: str, seen: tuple[str, ...], needed: set[str]) -> None:
        step = steps[name]
        done = needed | set(step.uses)
        if step.end == "helped":
            found.append(done)
        for fail in step.fails:
            if fail.recover not in seen:
                walk(str(fail.recover), (*seen, str(fail.recover)), needed)
        for target in step.next:
            if target not in seen:
                walk(target, (*seen, target), done)

    walk("s0", ("s0",), set())
    return set.intersection(*found) if found else set()


def test_it_names_what_every_way_needs():
    named = 0
    for seed in range(400):
        blueprint = random_blueprint(seed)
        expected = needed_on_every_way(blueprint)
        assert {need.id for need in dependence(connect(blueprint)).needs} == expected, seed
        named += len(expected)
    assert named > 100


def test_the_steps_on_every_way_are_those_without_which_no_good_end_is_reached():
    for seed in range(200):
        graph = connect(random_blueprint(seed))
        topology = graph.topology
        network = nx.DiGraph()
        network.add_nodes_from(range(len(topology)))
        network.add_edges_from((source, target) for source, ts in enumerate(topology.successors) for target in ts)
        reached = nx.descendants(network, 0) | {0}
        good = [step for step in topology.good_ends if step in reached]
        expected = set()
        for step in reached if good else ():
            rest = network.subgraph(set(network) - {step})
            if step == 0 or not any(end in rest and nx.has_path(rest, 0, end) for end in good):
                expected.add(step)
        assert set(dependence(graph).steps) == expected, seed


def test_actors_of_the_customers_side_are_no_dependence():
    blueprint = Blueprint.model_validate(
        {
            "actors": {"tenant": {"lane": "customer"}, "plumber": {"lane": "frontstage", "partner": True}},
            "steps": {
                "a": {"customer": {"by": "tenant", "does": "Calls"}, "next": "b"},
                "b": {"frontstage": {"by": "plumber", "does": "Repairs"}, "end": "helped"},
            },
        }
    )
    assert [(need.kind, need.id, need.steps) for need in dependence(connect(blueprint)).needs] == [
        ("actor", "plumber", (1,))
    ]


def test_without_a_good_end_nothing_is_needed():
    blueprint = Blueprint.model_validate({"steps": {"a": {"customer": "x", "end": "refused"}}})
    assert dependence(connect(blueprint)) == type(dependence(connect(blueprint)))((), (), ())
