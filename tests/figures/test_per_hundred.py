"""People per hundred: whole numbers that add up wherever they are told."""

from __future__ import annotations

from math import isclose
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analyses.journeys import CIRCLE, DEAD_END, FUNNEL, graph, random_journey

from journeymap import pipeline
from journeymap.analysis import Facts
from journeymap.graph.topology import EdgeKind
from journeymap.i18n.numbers import Headcount, apportion
from journeymap.per_hundred import KINDS, PerHundred, per_hundred

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
FILES = sorted(BLUEPRINTS.rglob("*.yaml"))
TWO_KINDS = """
journeymap: 1
customer: {role: renter}
personas: {a: {share: 50%}, b: {share: 50%}}
steps:
  ask:  {customer: Asks, next: {yes: {share: {a: 90%, b: 40%}}, no: {share: {a: 10%, b: 60%}}}}
  yes: {customer: Gets it, end: helped}
  no:  {customer: Gets nothing, end: refused}
"""


def of(text: str | dict[str, object], persona: str | None = None) -> PerHundred:
    return per_hundred(Facts(graph(text)), persona)


def adds_up(count: PerHundred) -> None:
    assert sum(number.whole for number in count.ends.values()) + count.stranded.whole == 100
    assert sum(count.kinds[kind].whole for kind in KINDS) == 100
    for end, number in count.ends.items():
        arrived = sum(exit_.whole for (_, target, _), exit_ in count.exits.items() if target == end)
        assert arrived + count.begun[end].whole == number.whole
        assert sum(source.whole for source in count.sources(end).values()) + count.begun[end].whole == number.whole


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_figures_add_up_on_every_blueprint_for_all_customers_and_for_each_persona(path: Path):
    facts = pipeline.check_file(path).facts
    assert facts is not None
    steps = facts.graph.blueprint.steps
    for persona in (None, *facts.graph.blueprint.personas):
        count = per_hundred(facts, persona)
        adds_up(count)
        for kind in KINDS[:-1]:
            ends = [number.whole for end, number in count.ends.items() if steps[end].end == kind]
            assert count.kinds[kind].whole == sum(ends)
        for number in count.ends.values():
            assert abs(number.whole - number.exact) < 1


@pytest.mark.parametrize("seed", range(60))
def test_figures_add_up_on_random_journeys_that_begin_anywhere(seed: int):
    facts = Facts(graph(random_journey(seed)))
    if facts.graph.topology.starts:
        adds_up(per_hundred(facts))


def test_who_is_caught_in_a_circle_or_a_dead_end_never_comes_to_an_end():
    for text in (CIRCLE, DEAD_END):
        count = of(text)
        assert (count.kinds["helped"].whole, count.stranded.whole) == (80, 20)


def test_an_end_tells_from_where_its_people_came_in_numbers_that_add_up_to_its_own():
    count = of(FUNNEL)
    assert {source: number.whole for source, number in count.sources("gone").items()} == {
        "task-1": 18,
        "task-2": 9,
        "task-3": 9,
        "report": 12,
    }
    assert count.ends["gone"].whole == 48


def test_a_flow_is_how_many_of_a_hundred_take_an_arrow_each_time_they_do():
    count = of("""
journeymap: 1
steps:
  fill: {customer: Fills it in, start: true, next: {check: 100%}}
  check: {frontstage: Checks, next: {fill: 50%, done: 50%}}
  done: {customer: Is done, end: helped}
""")
    assert count.flows["check", "fill", EdgeKind.NEXT] == pytest.approx(100)
    assert count.taking(("check", "fill", EdgeKind.NEXT)).whole == 100
    assert count.taking(("check", "done", EdgeKind.NEXT)).whole == 100


def test_a_persona_has_figures_of_its_own():
    assert [of(TWO_KINDS, who).kinds["helped"].whole for who in ("a", "b", None)] == [90, 40, 65]
    assert of(TWO_KINDS, "b").flows["ask", "no", EdgeKind.NEXT] == pytest.approx(60)


def test_several_starts_share_the_hundred():
    count = of("""
journeymap: 1
steps:
  call: {customer: Calls, start: 1 of 3, next: done}
  write: {customer: Writes, start: 1 of 3, next: done}
  visit: {customer: Comes by, start: 1 of 3, next: done}
  done: {customer: Is done, end: helped}
""")
    assert [number.whole for number in count.starts.values()] == [34, 33, 33]


def test_where_no_share_is_stated_the_figures_say_so():
    text = """
journeymap: 1
steps:
  ask: {customer: Asks, next: [yes, no]}
  "yes": {customer: Gets it, end: helped}
  "no": {customer: Gets nothing, end: refused}
"""
    assert of(text).even == ("ask",)
    assert of(TWO_KINDS).even == ()


def test_without_a_start_there_is_nothing_to_tell():
    count = of("""
journeymap: 1
steps:
  a: {customer: Turns, next: b}
  b: {customer: Turns, next: a}
""")
    assert not count.known
    assert [number.whole for number in count.kinds.values()] == [0, 0, 0, 0, 0]


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=30), st.integers(0, 1000))
def test_largest_remainders_add_up_and_are_off_by_less_than_one(amounts: list[float], total: int):
    counts = apportion(amounts, total)
    if sum(amounts) > 0:
        assert sum(counts) == total
        for count, amount in zip(counts, amounts, strict=True):
            quota = amount * total / sum(amounts)
            assert abs(count - quota) < 1 or isclose(abs(count - quota), 1, abs_tol=1e-6)


def test_nearly_nobody_and_nearly_everybody_never_look_like_none_and_all():
    assert str(Headcount(0, 0.3)) == "<1"
    assert str(Headcount(0, 0.0)) == "0"
    assert str(Headcount(100, 99.7)) == ">99"
    assert str(Headcount(100, 100.0)) == "100"
