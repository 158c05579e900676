"""The chain of one persona: ends that some go on from, and work that starts work, against exact sums."""

from __future__ import annotations

from fractions import Fraction
from math import fsum
from random import Random
from typing import TYPE_CHECKING

import pytest

from journeymap.graph import connect
from journeymap.model.blueprint import Blueprint

if TYPE_CHECKING:
    from journeymap.graph.markov_chain import Chain


def chain(steps: dict) -> Chain:
    return connect(Blueprint.model_validate({"steps": steps})).chain("everyone")


def by_name(found: Chain, values: list[float]) -> dict[str, float]:
    return dict(zip(found.topology.ids, values, strict=False))


def test_an_end_with_a_way_on_ends_for_those_who_do_not_take_it():
    found = chain({
        "ask": {"customer": "Asks", "next": "no"},
        "no": {"customer": "Hears no", "end": "refused", "next": {"appeal": "30%"}},
        "appeal": {"customer": "Appeals", "end": "helped", "next": {"again": "25%"}},
        "again": {"customer": "Gives up", "end": "gave-up"},
    })  # fmt: skip
    assert found.outcomes == pytest.approx({"helped": 0.225, "refused": 0.7, "gave-up": 0.075, "transferred": 0.0})
    ended = {found.topology.ids[step]: share for step, share in found.ended_at.items()}
    assert ended == pytest.approx({"no": 0.7, "appeal": 0.225, "again": 0.075})
    assert by_name(found, found.passes) == pytest.approx({"ask": 1.0, "no": 1.0, "appeal": 0.3, "again": 0.075})
    assert found.stranded == 0
    assert found.unaccounted == {}
    # Each such end has a state of its own behind the steps, that nothing leads out of.
    behind = [state for state in found.ends if state >= found.nowhere]
    assert len(behind) == 2
    assert all(found.successors[state] == [] for state in behind)


@pytest.mark.parametrize(("share", "helped", "refused"), [("0%", 0, 1), ("100%", 1, 0), ("40%", 0.4, 0.6)])
def test_an_end_whose_way_on_nobody_or_everybody_takes(share: str, helped: float, refused: float):
    found = chain({
        "no": {"customer": "Hears no", "start": True, "end": "refused", "next": {"yes": share}},
        "yes": {"customer": "Is helped", "end": "helped"},
    })  # fmt: skip
    assert found.outcomes == pytest.approx({"helped": helped, "refused": refused, "gave-up": 0, "transferred": 0})
    assert found.stranded == 0


def test_work_that_starts_work_is_done_as_often_as_it_is_begun():
    found = chain({
        "ask": {"customer": "Asks", "starts": ["check"], "next": "get"},
        "get": {"customer": "Gets it", "starts": ["file"], "end": "helped"},
        "check": {
            "backstage": "Checks", "starts": ["look-up", "file"], "next": {"look-up": "50%", "check-again": "50%"},
        },
        "check-again": {"backstage": "Checks again", "starts": ["look-up"]},
        "look-up": {"backstage": "Looks it up", "starts": ["file"]},
        "file": {"backstage": "Files it"},
    })  # fmt: skip
    # look-up: begun by check, come to from it by half, begun by check-again for the other half.
    assert by_name(found, found.work) == pytest.approx(
        {"ask": 1, "get": 1, "check": 1, "check-again": 0.5, "look-up": 2.0, "file": 4.0}
    )


def test_work_that_begins_itself_again_now_and_then_adds_up_to_a_series():
    found = chain({
        "ask": {"customer": "Asks", "starts": ["try"], "next": "get"},
        "get": {"customer": "Gets it", "end": "helped"},
        "try": {"backstage": "Tries", "next": {"repeat": "75%", "ready": "25%"}},
        "repeat": {"backstage": "Sets it up anew", "starts": ["try"]},
        "ready": {"backstage": "Is ready"},
    })  # fmt: skip
    assert by_name(found, found.work) == pytest.approx(
        {"ask": 1, "get": 1, "try": 4.0, "repeat": 3.0, "ready": 1.0}, rel=1e-9
    )


@pytest.mark.parametrize("seed", range(40))
def test_what_steps_bring_about_with_all_they_start_is_what_all_work_adds_up_to(seed: int):
    """Nested starts in no circle, against a sum over the order of the steps in fractions."""
    rng = Random(seed)
    size = rng.randint(4, 9)
    shares: list[list[tuple[int, Fraction]]] = []
    starts: list[list[int]] = []
    steps: dict = {}
    for at in range(size):
        later = list(range(at + 1, size))
        ways = rng.sample(later, min(len(later), rng.randint(0, 2)))
        parts = [Fraction(1)] if len(ways) == 1 else [Fraction(1, 4), Fraction(3, 4)][: len(ways)]
        shares.append(list(zip(ways, parts, strict=True)))
        starts.append(rng.sample(later, min(len(later), rng.randint(0, 2))))
        step: dict = {"customer": f"Does {at}", "starts": [f"s{to}" for to in starts[at]]}
        if ways:
            step["next"] = {f"s{to}": f"{float(part):.0%}" for to, part in shares[at]}
        else:
            step["end"] = "helped"
        steps[f"s{at}"] = {key: value for key, value in step.items() if value != []}
    steps["s0"]["start"] = True
    found = chain(steps)
    done = [Fraction(int(at == 0)) for at in range(size)]
    for at in range(size):
        for to, part in shares[at]:
            done[to] += done[at] * part
        for to in starts[at]:
            done[to] += done[at]
    assert found.work == pytest.approx([float(times) for times in done], rel=1e-9)
    costs = [float(rng.randint(0, 9)) for _ in range(size)]
    whole = float(sum(times * int(cost) for times, cost in zip(done, costs, strict=True)))
    assert found.total_work(costs) == pytest.approx(whole, rel=1e-9)
    along = found.with_started(costs)
    assert fsum(passes * cost for passes, cost in zip(found.passes, along, strict=True)) == pytest.approx(
        whole, rel=1e-9
    )


def test_a_step_is_come_to_however_few_do_and_not_where_nobody_does():
    found = chain({
        "ask": {"customer": "Asks", "next": {"yes": "99.9%", "no": "0.1%", "lost": "0%"}},
        "yes": {"customer": "Is helped", "starts": "file", "end": "helped"},
        "no": {"customer": "Hears no", "end": "refused"},
        "lost": {"customer": "Hears nothing", "end": "gave-up"},
        "file": {"backstage": "Files it"},
        "other": {"backstage": "Files something else"},
    })  # fmt: skip
    assert [found.topology.ids[step] for step in found.reached] == ["ask", "yes", "no", "file"]


def test_what_is_collected_on_arrows_counts_as_often_as_they_are_taken_and_for_those_who_come_to_an_end():
    found = chain({
        "ask": {"customer": "Asks", "start": "30%", "next": {"yes": "50%", "no": "50%"}},
        "call": {"customer": "Calls", "start": "70%", "next": "yes"},
        "yes": {"customer": "Is helped", "end": "helped"},
        "no": {"customer": "Hears no", "end": "refused"},
    })  # fmt: skip
    topology = found.topology
    on_way = {edge: {"yes": 10.0, "no": 40.0}[topology.ids[target]] for edge, target in enumerate(topology.targets)}
    steps = [2.0 if name in ("ask", "call") else 0.0 for name in topology.ids]
    # 15 % by asking and 70 % by calling are helped.
    assert found.expected(steps, on_way) == pytest.approx(2 + 0.85 * 10 + 0.15 * 40)
    assert found.expected(steps, on_way, (0,)) == pytest.approx(12)
    assert found.expected(steps, on_way, (1,)) == pytest.approx(42)
    assert found.expected(steps, on_way, (0, 1)) == pytest.approx(2 + 0.85 * 10 + 0.15 * 40)
    assert found.expected(steps, None, (0,)) == found.expected(steps) == pytest.approx(2)
    assert found.expected(steps, on_way, (2,)) is None
    uneven = [5.0 if name == "ask" else 1.0 if name == "call" else 0.0 for name in topology.ids]
    assert found.expected(uneven, None, (0,)) == pytest.approx((0.15 * 5 + 0.7 * 1) / 0.85)


def test_without_work_beside_the_path_each_step_brings_about_its_own_only():
    found = chain({"ask": {"customer": "Asks", "next": "yes"}, "yes": {"customer": "Is helped", "end": "helped"}})
    assert found.with_started([3.0, 4.0]) == [3.0, 4.0]
    assert found.total_work([3.0, 4.0]) == 7.0
