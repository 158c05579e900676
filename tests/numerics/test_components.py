"""Reachability, loops and what no path can do without, against definitions followed to the letter."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from journeymap.numerics.components import (
    bottom_components,
    loops,
    required_labels,
    required_nodes,
    reverse,
    search,
    strong_components,
)


@st.composite
def graphs(draw: st.DrawFn, most: int = 8) -> list[list[int]]:
    size = draw(st.integers(1, most))
    return [draw(st.lists(st.integers(0, size - 1), max_size=3)) for _ in range(size)]


def reaches(graph: list[list[int]], source: int, target: int, without: frozenset[int] = frozenset()) -> bool:
    if source in without:
        return False
    found = {source}
    while True:
        more = {t for node in found for t in graph[node]} - without - found
        if not more:
            return target in found
        found |= more


def test_a_search_gives_the_shortest_path_and_nothing_for_what_it_does_not_reach() -> None:
    graph = [[1, 2], [3], [3], [4], [], [4]]
    found = search(graph, [0])
    assert found.path(4) == [0, 1, 3, 4]
    assert found.path(0) == [0]
    assert found.path(5) == []
    assert 5 not in found
    assert found.order == [0, 1, 2, 3, 4]


def test_a_search_on_reversed_edges_gives_the_shortest_way_to_the_end() -> None:
    graph = [[1, 2], [3], [3], [4], [], [4]]
    found = search(reverse(graph), [4])
    assert found.path_from(0) == [0, 1, 3, 4]
    assert found.path_from(4) == [4]


def test_a_search_never_enters_what_it_is_to_avoid_even_when_it_is_a_source() -> None:
    graph = [[1, 2], [3], [3], []]
    assert search(graph, [0], avoiding=[1]).path(3) == [0, 2, 3]
    assert 3 not in search(graph, [0], avoiding=[1, 2])
    assert search(graph, [0], avoiding=[0]).order == []


@given(graphs(), st.data())
def test_a_search_reaches_exactly_what_can_be_reached(graph: list[list[int]], data: st.DataObject) -> None:
    nodes = range(len(graph))
    avoiding = frozenset(data.draw(st.sets(st.sampled_from(nodes))))
    source = data.draw(st.sampled_from(nodes))
    found = search(graph, [source], avoiding)
    for node in nodes:
        assert (node in found) == reaches(graph, source, node, avoiding)
        path = found.path(node)
        assert all(b in graph[a] for a, b in itertools.pairwise(path))
        assert avoiding.isdisjoint(path)


@given(graphs())
def test_nodes_share_a_component_exactly_when_they_reach_each_other(graph: list[list[int]]) -> None:
    found = strong_components(graph)
    nodes = range(len(graph))
    for a in nodes:
        for b in nodes:
            together = reaches(graph, a, b) and reaches(graph, b, a)
            assert (found.component[a] == found.component[b]) == together
            if b in graph[a]:
                assert found.component[a] >= found.component[b]
    assert sorted(node for members in found.members() for node in members) == list(nodes)


@given(graphs())
def test_a_component_is_a_bottom_when_no_edge_leaves_it_and_a_loop_when_one_can_go_round_in_it(
    graph: list[list[int]],
) -> None:
    members = strong_components(graph).members()
    assert bottom_components(graph) == [m for m in members if all(t in m for node in m for t in graph[node])]
    assert loops(graph) == [m for m in members if any(t in m for node in m for t in graph[node])]


@given(graphs(), st.data())
def test_a_node_is_required_exactly_when_without_it_no_target_is_reached(
    graph: list[list[int]], data: st.DataObject
) -> None:
    nodes = range(len(graph))
    starts = data.draw(st.lists(st.sampled_from(nodes), min_size=1, max_size=3))
    targets = data.draw(st.sets(st.sampled_from(nodes), min_size=1, max_size=3))

    def possible(without: frozenset[int]) -> bool:
        return any(reaches(graph, s, t, without) for s in starts for t in targets - without)

    expected = {node for node in nodes if possible(frozenset()) and not possible(frozenset({node}))}
    found = required_nodes(graph, starts, targets)
    assert set(found) == expected
    assert len(found) == len(expected)
    assert all(reaches(graph, a, b) for a, b in itertools.pairwise(found))


@given(graphs(), st.data())
def test_a_label_is_required_exactly_when_without_its_nodes_no_target_is_reached(
    graph: list[list[int]], data: st.DataObject
) -> None:
    nodes = range(len(graph))
    starts = data.draw(st.sets(st.sampled_from(nodes), min_size=1, max_size=2))
    targets = data.draw(st.sets(st.sampled_from(nodes), min_size=1, max_size=2))
    labels = data.draw(st.lists(st.frozensets(st.sampled_from(nodes), max_size=3), max_size=4))

    def possible(without: frozenset[int]) -> bool:
        return any(reaches(graph, s, t, without) for s in starts for t in targets - without)

    expected = [n for n, bearers in enumerate(labels) if possible(frozenset()) and not possible(bearers)]
    assert required_labels(graph, starts, targets, labels) == expected


def test_a_system_used_on_both_branches_is_required_though_neither_branch_is() -> None:
    graph = [[1, 2], [3], [3], []]
    assert required_nodes(graph, [0], [3]) == [0, 3]
    assert required_labels(graph, [0], [3], [{1, 2}, {1}]) == [0]


def test_a_path_of_a_hundred_thousand_steps_needs_no_recursion() -> None:
    size = 100_000
    line = [[node + 1] for node in range(size - 1)] + [[0]]
    assert strong_components(line).count == 1
    assert len(required_nodes(line, [0], [size - 1])) == size
