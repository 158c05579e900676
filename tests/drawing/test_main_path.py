"""Which arrows are the main path, and that it is drawn straight."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from journeymap.analysis import Journey
from journeymap.drawing import draw
from journeymap.graph.main_path import main_path
from journeymap.pipeline import check_source

if TYPE_CHECKING:
    from journeymap.graph import ServiceGraph


def graph_of(source: str) -> ServiceGraph:
    graph = check_source(dedent(source), "x.yaml").graph
    assert graph is not None
    return graph


FORK = """
    journeymap: 1
    title: A fork
    steps:
      ask: {customer: Asks, next: {%s}}
      detour: {customer: Is sent on, frontstage: Sends on, next: {served: {}}}
      served: {customer: Is served, end: helped}
      leave: {customer: Leaves, end: gave-up}
"""


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        ("served: {share: 60%}, detour: {share: 40%}", {("ask", "served")}),
        ("served: {share: 30%}, detour: {share: 70%}", {("ask", "detour"), ("detour", "served")}),
        ("leave: {share: 80%}, detour: {share: 20%}", {("ask", "detour"), ("detour", "served")}),
        ("detour: {}, served: {}", {("ask", "detour"), ("detour", "served")}),
        ("served: {}, detour: {}", {("ask", "served")}),
    ],
)
def test_the_main_path_is_the_likeliest_to_a_good_end_and_without_shares_the_one_listed_first(
    ways: str, expected: set[tuple[str, str]]
) -> None:
    assert main_path(graph_of(FORK % ways)) == expected


WAYS = """
    journeymap: 1
    title: Two ways of unlike length
    steps:
      ask: {customer: Asks, next: {desk: {share: 65%%}, served: {share: %s}}}
      desk: {customer: Goes to the desk, next: {served: {share: %s}, leave: {}}}
      served: {customer: Is served, end: helped}
      leave: {customer: Leaves, end: gave-up}
"""


@pytest.mark.parametrize(
    ("straight", "at_the_desk", "expected"),
    [
        ("35%", "60%", {("ask", "desk"), ("desk", "served")}),  # 0.65 * 0.6 = 0.39
        ("35%", "50%", {("ask", "served")}),  # 0.65 * 0.5 = 0.325
    ],
)
def test_the_chances_along_a_way_are_multiplied(
    straight: str, at_the_desk: str, expected: set[tuple[str, str]]
) -> None:
    assert main_path(graph_of(WAYS % (straight, at_the_desk))) == expected


@pytest.mark.parametrize(
    ("online", "counter", "expected"),
    [
        ("30%", "70%", {("counter", "served")}),  # 0.3 * 0.9 = 0.27 and 0.7 * 0.5 = 0.35
        ("40%", "60%", {("online", "served")}),  # 0.4 * 0.9 = 0.36 and 0.6 * 0.5 = 0.3
    ],
)
def test_how_many_begin_at_a_start_counts_as_the_first_chance(
    online: str, counter: str, expected: set[tuple[str, str]]
) -> None:
    source = f"""
        journeymap: 1
        title: Two starts
        steps:
          online: {{customer: Fills in a form, start: {online}, next: {{served: {{share: 90%}}, leave: {{}}}}}}
          counter: {{customer: Comes to the counter, start: {counter}, next: {{served: {{share: 50%}}, leave: {{}}}}}}
          served: {{customer: Is served, end: helped}}
          leave: {{customer: Leaves, end: gave-up}}
    """
    assert main_path(graph_of(source)) == expected


def test_shares_of_personas_count_by_how_many_customers_they_are() -> None:
    ways = "served: {share: {ann: 90%, bob: 10%}}, detour: {share: {ann: 10%, bob: 90%}}"
    personas = "\n    personas: {ann: {share: %s}, bob: {share: %s}}\n    steps:"
    most_ann = (FORK % ways).replace("\n    steps:", personas % ("80%", "20%"))
    most_bob = (FORK % ways).replace("\n    steps:", personas % ("20%", "80%"))
    assert main_path(graph_of(most_ann)) == {("ask", "served")}
    assert main_path(graph_of(most_bob)) == {("ask", "detour"), ("detour", "served")}


def test_without_a_good_end_it_leads_to_any_end_and_without_ends_to_what_leads_nowhere() -> None:
    steps = "steps: {a: {customer: A, next: {b: {}}}, b: {customer: B%s}}"
    assert main_path(graph_of(steps % ", end: gave-up")) == {("a", "b")}
    assert main_path(graph_of(steps % "")) == {("a", "b")}


def test_a_journey_that_only_goes_round_has_no_main_path() -> None:
    assert main_path(graph_of("steps: {a: {customer: A, next: {b: {}}}, b: {customer: B, next: {a: {}}}}")) == set()


def test_the_main_path_runs_straight_and_what_it_passes_stands_above_it_in_the_row_of_the_customer() -> None:
    geometry = draw(Journey(graph_of(FORK % "detour: {share: 40%}, served: {share: 60%}"))).geometry
    cards = {placed.card.id: placed.box for placed in geometry.cards}
    (main,) = (placed for placed in geometry.arrows if placed.arrow.main)
    (_, start), (_, end) = main.points
    assert start == end
    assert cards["ask/customer"].y == cards["served/customer"].y > cards["detour/customer"].y


def test_in_the_row_of_an_organisation_it_keeps_to_the_upper_edge() -> None:
    source = """
        journeymap: 1
        title: A desk
        actors: {desk: {lane: backstage}}
        steps:
          ask: {customer: Asks, next: {sort: {}}}
          sort: {backstage: {by: desk, does: Sorts}, next: {decide: {share: 90%}, look-up: {share: 10%}}}
          look-up: {backstage: {by: desk, does: Looks up}, next: {decide: {}}}
          decide: {backstage: {by: desk, does: Decides}, next: {hear: {}}}
          hear: {customer: Hears, end: helped}
    """
    cards = {placed.card.step: placed.box for placed in draw(Journey(graph_of(source))).geometry.cards}
    assert cards["sort"].y == cards["decide"].y < cards["look-up"].y
