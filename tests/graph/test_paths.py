"""The ways of one persona: what leads to help, how to keep out of steps, and what is cheapest or likeliest."""

from __future__ import annotations

import pytest

from journeymap.graph import ServiceGraph, connect
from journeymap.model.blueprint import Blueprint

PERSONAS = {"online": {"share": "80%"}, "paper": {"share": "20%"}}
STEPS: dict = {
    "ask": {"customer": "Asks", "next": ["form", "desk"]},
    "form": {"customer": "Fills it in", "next": "assess"},
    "desk": {"customer": "Queues", "next": "assess"},
    "assess": {
        "backstage": "Assesses",
        "next": {"yes": {"share": {"everyone": "100%", "paper": "0%"}}, "no": {"share": {"online": "0%"}}},
    },
    "yes": {"customer": "Is helped", "end": "helped"},
    "no": {"customer": "Is refused", "end": "refused"},
}


@pytest.fixture
def graph() -> ServiceGraph:
    return connect(Blueprint.model_validate({"personas": PERSONAS, "steps": STEPS}))


def numbers(graph: ServiceGraph, *names: str) -> list[int]:
    return [graph.topology.index[name] for name in names]


def test_the_ways_to_help_of_a_persona_are_those_over_arrows_that_it_takes(graph: ServiceGraph):
    online, paper = graph.paths("online"), graph.paths("paper")
    assert graph.names(online.good_steps) == ("ask", "form", "desk", "assess", "yes")
    assert graph.names(sorted(online.reached.order)) == ("ask", "form", "desk", "assess", "yes")
    assert paper.good_steps == []
    assert graph.names(sorted(paper.reached.order)) == ("ask", "form", "desk", "assess", "no")
    assert paper.predecessors[graph.topology.index["yes"]] == []
    assert paper.likeliest_good == []


def test_a_way_around_steps_is_the_shortest_that_passes_none_of_them(graph: ServiceGraph):
    online = graph.paths("online")
    assert graph.names(online.avoiding(numbers(graph, "form"))) == ("ask", "desk", "assess", "yes")
    assert online.avoiding(numbers(graph, "form", "desk")) == []
    assert graph.paths("paper").avoiding([]) == []


@pytest.mark.parametrize(
    ("form", "to_form", "way"), [(1.0, 0.0, "form"), (3.0, 0.0, "desk"), (1.0, 2.0, "desk"), (1.0, 0.5, "form")]
)
def test_the_cheapest_way_counts_what_steps_and_arrows_cost(graph: ServiceGraph, form: float, to_form: float, way: str):
    costs = [0.0] * len(graph.topology)
    ask, at_form, at_desk, end = numbers(graph, "ask", "form", "desk", "yes")
    costs[at_form], costs[at_desk] = form, 2.0
    way_costs = [0.0] * len(graph.topology.targets)
    (edge,) = [edge for edge in graph.topology.ways[ask] if graph.topology.targets[edge] == at_form]
    way_costs[edge] = to_form
    assert graph.names(graph.paths("online").cheapest(costs, [end], way_costs)) == ("ask", way, "assess", "yes")
    assert graph.paths("paper").cheapest(costs, [end]) == []


def test_of_ways_that_are_equally_likely_the_one_through_earlier_steps_is_taken(graph: ServiceGraph):
    assert graph.names(graph.paths("online").likeliest) == ("ask", "form", "assess", "yes")
    assert graph.names(graph.paths("paper").likeliest) == ("ask", "form", "assess", "no")
