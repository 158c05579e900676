"""Simulated journeys: by whom, how many, and always the same."""

from __future__ import annotations

import json

import pytest

from journeymap.graph import ServiceGraph, connect, sampling
from journeymap.graph.simulated import MOST, simulate
from journeymap.model.blueprint import Blueprint


def graph_of(share: object, **personas: float):
    return connect(
        Blueprint.model_validate(
            {
                "personas": {name: {"share": part} for name, part in personas.items()},
                "steps": {
                    "ask": {
                        "start": True,
                        "customer": "Asks",
                        "takes": "10-30 min",
                        "next": {"ask": {"share": share}, "end": None},
                    },
                    "end": {"customer": "Is helped", "end": "helped"},
                },
            }
        )
    )


def test_who_walks_alike_is_simulated_once():
    graph = graph_of("20%", young=0.5, old=0.5)
    together = simulate(graph, None)
    assert graph.sample("young") is graph.sample("old")
    assert together == simulate(graph, "young") == simulate(graph, "old")
    assert together.journeys == MOST


def test_the_same_journeys_are_simulated_whoever_is_asked_for_first():
    shares = {"young": "20%", "everyone": "40%"}
    first, second = graph_of(shares, young=0.3, mid=0.3, old=0.4), graph_of(shares, young=0.3, mid=0.3, old=0.4)
    names = ("young", "mid", "old", None)
    found = {name: simulate(first, name) for name in names}
    assert found == {name: simulate(second, name) for name in reversed(names)}
    assert found["mid"] == found["old"] != found["young"]


def test_all_customers_together_are_mixed_by_their_parts_also_where_some_go_round_and_round():
    shares = {"patient": "0%", "restless": "99.5%"}
    graph = graph_of(shares, patient=0.5, restless=0.5)
    together = simulate(graph, None)
    alone = simulate(graph, "restless")
    assert alone.journeys < simulate(graph, "patient").journeys
    assert together.journeys == 2 * alone.journeys
    # On average 20 minutes for the one and 200 times 20 for the other.
    assert together.mean.value == pytest.approx((20 + 4000) / 2, abs=4 * together.mean.standard_error)
    assert together.p90.value > alone.p50.value


def test_work_that_goes_round_and_round_while_it_is_waited_for_is_not_simulated_for_ever():
    graph = connect(
        Blueprint.model_validate(
            {
                "steps": {
                    "ask": {"customer": "Asks", "start": True, "starts": "look", "next": "wait"},
                    "look": {"backstage": "Looks", "takes": "5 min", "next": {"look": "99.9999%", "found": None}},
                    "found": {"backstage": "Finds it"},
                    "wait": {"customer": "Gets it", "needs": "found", "end": "helped"},
                },
            }
        )
    )
    times = simulate(graph, None)
    assert 0 < times.journeys < 10
    assert times == simulate(graph, None)


def many(count: int, steps: dict[str, dict]) -> ServiceGraph:
    """A journey of so many personas, all of whom walk a little differently where a share is called for."""
    names = [f"p{number}" for number in range(count)]
    share = {name: f"{99.9 + number / 1000:.3f}%" for number, name in enumerate(names)}
    text = json.loads(json.dumps(steps).replace('"MOST"', json.dumps(share)))
    return connect(Blueprint.model_validate({"personas": {name: {} for name in names}, "steps": text}))


ROUND = {"next": {"b": {"share": "MOST"}, "z": {}}}
LONG = {
    "a": {"customer": "A", "start": True, "takes": "1-2 min", **ROUND},
    "b": {"customer": "B", "takes": "1 min", "next": "a"},
    "z": {"customer": "Z", "end": "helped"},
}
BESIDE = {
    "a": {"customer": "A", "start": True, "takes": "1-2 min", "starts": "w", "next": "c"},
    "c": {"customer": "C", "needs": "z", "end": "helped"},
    "w": {"backstage": "W", "takes": "1-2 min", **ROUND},
    "b": {"backstage": "W", "takes": "1 min", "next": "w"},
    "z": {"backstage": "V"},
}


def test_many_personas_share_one_budget_of_steps():
    journey = many(20, LONG)
    steps = [len(journey.sample(name).outcomes) * sum(journey.chain(name).passes) for name in journey.personas]
    assert sum(steps) <= 1.05 * sampling.MOST_STEPS
    assert min(len(journey.sample(name).outcomes) for name in journey.personas) >= sampling.VERY_FEWEST


def test_many_personas_share_one_budget_of_work_beside_them():
    drawn = {}
    for count in (1, 10):
        journey = many(count, BESIDE)
        drawn[count] = [len(journey.sample(name).outcomes) for name in journey.personas]
    assert 0 < sum(drawn[10]) <= 1.5 * drawn[1][0]
    assert all(drawn[10])
