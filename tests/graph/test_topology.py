"""The graph of a blueprint: which steps are in the flow, where journeys begin, and who goes which way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.graph import EdgeKind, Topology, connect
from journeymap.model.blueprint import Blueprint


def graph_of(steps: dict, **more):
    return connect(Blueprint.model_validate({"steps": steps, **more}))


def taken(graph, persona="everyone"):
    topology = graph.topology
    found = topology.probabilities(persona)
    return {
        (topology.ids[source], topology.ids[target]): pytest.approx(found[edge])
        for edge, (source, target) in enumerate(zip(topology.sources, topology.targets, strict=True))
        if topology.kinds[edge] in (EdgeKind.NEXT, EdgeKind.RECOVER)
    }


def test_shares_that_are_not_given_split_what_is_left_evenly():
    graph = graph_of({"a": {"customer": "x", "next": {"b": "50%", "c": None, "d": {}}}, "b": {}, "c": {}, "d": {}})
    assert taken(graph) == {("a", "b"): 0.5, ("a", "c"): 0.25, ("a", "d"): 0.25}


def test_a_persona_takes_its_own_share_and_everyone_elses_otherwise():
    share = {"share": {"early": "10%", "everyone": "20%"}}
    graph = graph_of(
        {"a": {"customer": "x", "next": {"b": share, "c": {}}}, "b": {}, "c": {}}, personas={"early": {}, "late": {}}
    )
    assert taken(graph, "early") == {("a", "b"): 0.1, ("a", "c"): 0.9}
    assert taken(graph, "late") == {("a", "b"): 0.2, ("a", "c"): 0.8}


def test_a_fail_point_takes_its_share_before_the_choice():
    step = {"customer": "x", "next": {"b": "50%", "c": "50%"}, "fails": {"what": "f", "share": "10%", "recover": "d"}}
    graph = graph_of({"a": step, "b": {}, "c": {}, "d": {}})
    assert taken(graph) == {("a", "b"): 0.45, ("a", "c"): 0.45, ("a", "d"): 0.1}


def test_shares_over_one_are_scaled_and_what_is_missing_to_one_is_nobodys_way():
    over = graph_of({"a": {"customer": "x", "next": {"b": "80%", "c": "80%"}}, "b": {}, "c": {}})
    under = graph_of({"a": {"customer": "x", "next": {"b": "50%", "c": "30%"}}, "b": {}, "c": {}})
    assert taken(over) == {("a", "b"): 0.5, ("a", "c"): 0.5}
    assert taken(under) == {("a", "b"): 0.5, ("a", "c"): 0.3}


@given(st.lists(st.one_of(st.none(), st.floats(0, 1)), min_size=1, max_size=6))
def test_whatever_is_stated_the_ways_out_of_a_step_never_exceed_one(shares):
    topology = Topology()
    step = topology.add_step("a")
    for number, share in enumerate(shares):
        target = topology.add_step(f"t{number}")
        topology.add_edge(step, target, share=None if share is None else {"everyone": share})
    found = topology.probabilities("everyone")
    assert all(0 <= part <= 1 for part in found)
    assert sum(found) <= 1 + 1e-9
    if None in shares:
        assert sum(found) == pytest.approx(1)


def test_journeys_begin_where_nothing_leads_to():
    graph = graph_of({"b": {"customer": "y"}, "a": {"customer": "x", "next": "b"}, "c": {"customer": "z", "next": "b"}})
    assert graph.names(graph.topology.starts) == ("a", "c")
    assert graph.topology.weights == [0, 0.5, 0.5]


def test_stated_starts_are_weighed_and_stand_alone():
    graph = graph_of(
        {"a": {"customer": "x", "start": "30%"}, "b": {"customer": "y", "start": "90%"}, "c": {"customer": "z"}}
    )
    assert graph.topology.weights == pytest.approx([0.25, 0.75, 0])


def test_a_supporting_step_is_no_start_and_not_in_the_flow():
    graph = graph_of({"a": {"customer": "x", "uses": "s"}, "s": {"support": "y"}, "t": {"backstage": "z", "next": "a"}})
    assert graph.topology.in_flow == [True, False, True]
    assert graph.names(graph.topology.starts) == ("t",)


def test_work_beside_the_path_is_no_start_and_references_to_nothing_are_left_out():
    graph = graph_of({"a": {"customer": "x", "starts": ["side", "gone"]}, "side": {"backstage": "y"}})
    assert graph.names(graph.topology.starts) == ("a",)
    assert graph.topology.kinds == [EdgeKind.STARTS]


def test_a_step_without_a_phase_belongs_to_that_of_the_step_before_it():
    graph = graph_of({"a": {}, "b": {"phase": "two"}, "c": {}}, phases=["one", "two"])
    assert graph.phases == {"a": "one", "b": "two", "c": "two"}


def test_personas_without_a_share_split_what_is_left():
    graph = graph_of({}, personas={"p": {"share": "60%"}, "q": {}, "r": {}})
    assert graph.personas == pytest.approx({"p": 0.6, "q": 0.2, "r": 0.2})


def test_networkx_gets_every_step_with_its_fields_and_every_arrow_with_its_kind():
    graph = graph_of(
        {"a": {"customer": "x", "wait": "2 h", "next": {"b": "80%"}, "informs": {"b": "news"}}, "b": {"end": "helped"}}
    )
    network = graph.network
    assert network.nodes["a"]["label"] == "x"
    assert [data["kind"] for _, _, data in network.edges(data=True)] == ["next", "informs"]
    assert network.nodes["b"]["end"] == "helped"
