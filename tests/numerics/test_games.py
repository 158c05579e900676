"""The game on who decides, against every strategy on small graphs."""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.numerics.games import Decider, Fall, Standing, solve

if TYPE_CHECKING:
    from collections.abc import Iterator

CUSTOMER, ORGANISATION, CHANCE = Decider.CUSTOMER, Decider.ORGANISATION, Decider.CHANCE


def reached(graph: list[list[int]], source: int) -> set[int]:
    found, queue = {source}, [source]
    for node in queue:
        for target in graph[node]:
            if target not in found:
                found.add(target)
                queue.append(target)
    return found


def certain(graph: list[list[int]], targets: set[int]) -> set[int]:
    """Where every edge comes up sooner or later: from every node on the way a target must stay within reach."""
    stopped = [[] if node in targets else edges for node, edges in enumerate(graph)]
    near = {node for node in range(len(graph)) if reached(stopped, node) & targets}
    return {node for node in near if reached(stopped, node) <= near}


def plans(graph: list[list[int]], deciders: list[Decider], who: set[Decider]) -> Iterator[list[list[int]]]:
    """Give the graph under every plan that fixes one edge at each node of these deciders."""
    options = [
        [[edge] for edge in edges] or [[]] if decider in who else [edges]
        for edges, decider in zip(graph, deciders, strict=True)
    ]
    for plan in product(*options):
        yield list(plan)


def brute_force(graph: list[list[int]], deciders: list[Decider], targets: set[int]) -> list[Standing]:
    nodes = set(range(len(graph)))
    together = set().union(*(certain(g, targets) for g in plans(graph, deciders, {CUSTOMER, ORGANISATION})))
    likely: set[int] = set()
    guaranteed: set[int] = set()
    for mine in plans(graph, deciders, {CUSTOMER}):
        likely |= certain(mine, targets)
        sure = set(nodes)
        for both in plans(mine, deciders, {ORGANISATION}):
            sure &= certain(both, targets)
        guaranteed |= sure
    possible = {node for node in nodes if reached(graph, node) & targets}
    return [
        Standing.GUARANTEED
        if node in guaranteed
        else Standing.LIKELY
        if node in likely
        else Standing.IN_THEIR_HANDS
        if node in together
        else Standing.POSSIBLE
        if node in possible
        else Standing.LOST
        for node in range(len(graph))
    ]


@st.composite
def games(draw: st.DrawFn, most: int = 7) -> tuple[list[list[int]], list[Decider], set[int]]:
    size = draw(st.integers(2, most))
    nodes = st.integers(0, size - 1)
    graph = [draw(st.lists(nodes, max_size=3, unique=True)) for _ in range(size)]
    deciders = [draw(st.sampled_from(Decider)) for _ in range(size)]
    targets = draw(st.sets(nodes, min_size=1, max_size=2))
    for target in targets:
        graph[target] = []
    return graph, deciders, targets


@settings(max_examples=500)
@given(games())
def test_every_node_gets_the_class_that_trying_all_strategies_gives(
    game: tuple[list[list[int]], list[Decider], set[int]],
) -> None:
    graph, deciders, targets = game
    assert solve(graph, deciders, targets).standings == brute_force(graph, deciders, targets)


@settings(max_examples=500)
@given(games(9))
def test_the_way_to_lose_is_a_path_on_which_the_customer_chose_his_best_and_that_helps_him_nowhere(
    game: tuple[list[list[int]], list[Decider], set[int]],
) -> None:
    graph, deciders, targets = game
    solved = solve(graph, deciders, targets)
    for node, standing in enumerate(solved.standings):
        path = solved.way_to_lose(node)
        if standing is Standing.GUARANTEED:
            assert path == []
            continue
        assert path[0] == node
        for here, there in pairwise(path):
            assert there in graph[here]
            if deciders[here] is CUSTOMER:
                assert solved.standings[there] is max(solved.standings[t] for t in graph[here])
        assert targets.isdisjoint(path)
        circle = path[path.index(path[-1]) : -1]
        if not circle:
            assert solved.standings[path[-1]] is Standing.LOST
        else:
            # Only a choice of the organisation can send him round; chance and he himself would end it.
            assert any(deciders[n] is ORGANISATION for n in circle)


@settings(max_examples=300)
@given(games(9), st.data())
def test_the_way_to_lose_also_leads_through_nodes_with_several_deciders(
    game: tuple[list[list[int]], list[Decider], set[int]], data: st.DataObject
) -> None:
    graph, deciders, targets = game
    mixed = {n: [data.draw(st.sampled_from(Decider)) for _ in graph[n]] for n in range(len(graph)) if graph[n]}
    solved = solve(graph, deciders, targets, mixed)
    for node in range(len(graph)):
        path = solved.way_to_lose(node)
        steps = list(pairwise(path))
        assert all(b in graph[a] for a, b in steps)
        if path and path[-1] in path[:-1]:
            circle = steps[path.index(path[-1]) :]
            assert any(
                t == b and solved.decider(a, place) is ORGANISATION
                for a, b in circle
                for place, t in enumerate(graph[a])
            )
        elif path:
            assert solved.standings[path[-1]] is Standing.LOST


@settings(max_examples=300)
@given(games(9))
def test_a_customer_who_follows_the_advice_gets_there_whatever_the_organisation_does(
    game: tuple[list[list[int]], list[Decider], set[int]],
) -> None:
    graph, deciders, targets = game
    solved = solve(graph, deciders, targets)
    advised = [edges if (advice := solved.advice(node)) is None else [advice] for node, edges in enumerate(graph)]
    sure = {node for node, standing in enumerate(solved.standings) if standing is Standing.GUARANTEED}
    for plan in plans(advised, deciders, {ORGANISATION}):
        assert sure <= certain(plan, targets)


@settings(max_examples=300)
@given(games(6), st.data())
def test_several_deciders_at_one_node_are_chance_first_then_the_organisation_then_the_customer(
    game: tuple[list[list[int]], list[Decider], set[int]], data: st.DataObject
) -> None:
    graph, deciders, targets = game
    mixed = {
        node: [data.draw(st.sampled_from(Decider)) for _ in edges]
        for node, edges in enumerate(graph)
        if edges and data.draw(st.booleans())
    }
    found = solve(graph, deciders, targets, mixed).standings

    # The same by hand, with a waiting room: chance -> organisation, who may leave it to the customer for a while.
    def drawn(patient: bool) -> list[Standing]:
        edges, who = [list(targets_) for targets_ in graph], list(deciders)
        for node, owners in mixed.items():
            by = {d: [t for t, owner in zip(graph[node], owners, strict=True) if owner is d] for d in Decider}
            place = node
            if by[CHANCE] and (by[ORGANISATION] or by[CUSTOMER]):
                place = len(edges)
                edges[node], who[node] = [*by[CHANCE], place], CHANCE
                edges.append([])
                who.append(CHANCE)
            if by[ORGANISATION] and by[CUSTOMER]:
                edges[place], who[place] = list(by[ORGANISATION]), ORGANISATION
                if patient:
                    edges[place].append(len(edges))
                    edges.append([*by[CUSTOMER], place])
                    who.append(CUSTOMER)
            else:
                single = next(d for d in (ORGANISATION, CUSTOMER, CHANCE) if by[d])
                edges[place], who[place] = by[single], single
        return solve(edges, who, targets).standings[: len(graph)]

    expected = []
    for with_options, without in zip(drawn(True), drawn(False), strict=True):
        best = Standing.GUARANTEED if without is Standing.GUARANTEED else min(with_options, Standing.LIKELY)
        expected.append(best)
    assert found == expected


def test_giving_up_is_the_customers_own_choice_and_takes_no_guarantee_away() -> None:
    helped, gave_up = 2, 3
    game = solve([[1, gave_up], [helped, gave_up], [], []], [CUSTOMER] * 4, {helped})
    assert game.standings == [Standing.GUARANTEED, Standing.GUARANTEED, Standing.GUARANTEED, Standing.LOST]
    assert game.advice(0) == 1
    assert [(fall.source, fall.target) for fall in game.points_of_no_return()] == [(0, gave_up), (1, gave_up)]


def test_a_refusal_that_the_organisation_may_give_puts_the_customer_in_its_hands() -> None:
    assess, helped, refused = 1, 2, 3
    game = solve([[assess], [helped, refused], [], []], [CUSTOMER, ORGANISATION, CHANCE, CHANCE], {helped})
    assert game.standings[:2] == [Standing.IN_THEIR_HANDS] * 2
    (fall,) = game.points_of_no_return()
    assert (fall.source, fall.target, fall.decider) == (assess, refused, ORGANISATION)
    assert game.way_to_lose(0) == [0, assess, refused]


def test_an_organisation_that_can_only_ask_again_and_again_leaves_help_likely() -> None:
    check, papers, helped = 0, 1, 2
    game = solve([[helped, papers], [check], []], [ORGANISATION, CUSTOMER, CHANCE], {helped})
    assert game.standings == [Standing.LIKELY, Standing.LIKELY, Standing.GUARANTEED]
    assert game.way_to_lose(check) == [check, papers, check]


def test_a_call_that_chance_drops_and_that_is_dialled_again_keeps_the_guarantee() -> None:
    game = solve([[1], [0, 2], []], [CUSTOMER, CHANCE, CHANCE], {2})
    assert game.standings == [Standing.GUARANTEED] * 3


def test_a_chance_that_leads_away_for_good_leaves_help_possible() -> None:
    game = solve([[1, 2], [], []], [CHANCE, CHANCE, CHANCE], {1})
    assert game.standings[0] is Standing.POSSIBLE


def test_where_organisation_and_customer_both_have_an_edge_the_customer_cannot_count_on_being_asked() -> None:
    helped, refused = 1, 2
    complaint = solve([[helped, refused], [], []], [CUSTOMER] * 3, {helped}, {0: [CUSTOMER, ORGANISATION]})
    assert complaint.standings[0] is Standing.IN_THEIR_HANDS
    giving_up = solve([[helped, refused], [], []], [CUSTOMER] * 3, {helped}, {0: [ORGANISATION, CUSTOMER]})
    assert giving_up.standings[0] is Standing.GUARANTEED


def test_traps_that_open_one_after_the_other_are_found_in_one_go() -> None:
    # At each step the customer asks for help, by chance given or not, or stays; after the last step nobody helps.
    steps = 20_000
    helped, lost = 2 * steps, 2 * steps + 1
    graph = []
    for step in range(steps):
        following = 2 * (step + 1) if step + 1 < steps else lost
        graph += [[2 * step + 1, 2 * step], [helped, following]]
    graph += [[], []]
    game = solve(graph, [CUSTOMER, CHANCE] * steps + [CHANCE, CHANCE], {helped})
    assert set(game.standings[: 2 * steps]) == {Standing.POSSIBLE}


def test_a_circle_that_loses_its_only_way_out_late_is_given_up_as_a_whole() -> None:
    # 3 can only stay or take the chance 2; so 4 may end in 3 for good, and 5, 6 and 7 have no other way than 4.
    helped, lost = 0, 1
    graph = [[], [], [helped, lost], [3, 2], [helped, 3], [4, 6], [5, 7], [6]]
    game = solve(graph, [CUSTOMER, CUSTOMER, CHANCE, CUSTOMER, CHANCE, CUSTOMER, CUSTOMER, CUSTOMER], {helped})
    assert game.standings == [Standing.GUARANTEED, Standing.LOST, *[Standing.POSSIBLE] * 6]


@settings(max_examples=300)
@given(games(8), st.data())
def test_the_falls_are_the_edges_over_which_the_standing_gets_worse_each_with_who_decides(
    game: tuple[list[list[int]], list[Decider], set[int]], data: st.DataObject
) -> None:
    graph, deciders, targets = game
    mixed = {n: [data.draw(st.sampled_from(Decider)) for _ in graph[n]] for n in range(len(graph)) if graph[n]}
    for owners in ({}, mixed):
        solved = solve(graph, deciders, targets, owners)
        standings = solved.standings
        expected = [
            Fall(node, there, owners.get(node, [deciders[node]] * len(edges))[place], standings[node], standings[there])
            for node, edges in enumerate(graph)
            if node not in targets
            for place, there in enumerate(edges)
            if standings[there] < standings[node]
        ]
        assert solved.falls() == expected
        assert solved.points_of_no_return() == [fall for fall in expected if fall.after is Standing.LOST]


def test_a_fall_from_a_node_with_several_deciders_names_the_one_who_takes_that_edge() -> None:
    # 0: the customer may go on to help (1), chance may drop him (2), the organisation may ask again (0 by way of 3).
    graph = [[1, 2, 3], [], [], [0]]
    solved = solve(graph, [CUSTOMER] * 4, {1}, {0: [CUSTOMER, CHANCE, ORGANISATION]})
    assert solved.standings == [Standing.POSSIBLE, Standing.GUARANTEED, Standing.LOST, Standing.POSSIBLE]
    assert solved.falls() == [Fall(0, 2, CHANCE, Standing.POSSIBLE, Standing.LOST)]
    assert solved.points_of_no_return() == solved.falls()
    assert solved.way_to_lose(0) == [0, 2]
    assert solved.way_to_lose(3) == [3, 0, 2]
    assert solved.advice(0) is None


def test_an_end_that_is_reached_is_no_place_to_fall_from_and_a_lost_one_neither() -> None:
    solved = solve([[1], [2], [3], []], [CUSTOMER] * 4, {1})
    assert solved.standings == [Standing.GUARANTEED, Standing.GUARANTEED, Standing.LOST, Standing.LOST]
    assert solved.falls() == []
