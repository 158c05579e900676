"""Soundness: against a plain walk through every interleaving, and in size."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from journeymap.analyses.soundness import _MOVE, BUDGET, GONE, _Run, soundness
from journeymap.graph import EdgeKind, ServiceGraph, Topology, connect
from journeymap.model.blueprint import Blueprint


def graph(steps: dict) -> ServiceGraph:
    return connect(Blueprint.model_validate({"steps": steps}))


def waiting(steps: dict) -> dict[str, tuple[str, ...]]:
    found = graph(steps)
    return {found.name(wait.step): found.names(wait.missing) for wait in soundness(found).waits}


def stuck_in_some_interleaving(topology: Topology) -> set[int]:
    """The steps at which the customer can be with no future in which he goes on: by brute force, without reduction.

    A situation is (where he is, where work beside him is, what is done). Any of them may move at any time.
    """
    starts: dict[int, list[int]] = {}
    needs: dict[int, set[int]] = {}
    for source, target, kind in zip(topology.sources, topology.targets, topology.kinds, strict=True):
        if kind is EdgeKind.STARTS:
            starts.setdefault(source, []).append(target)
        elif kind is EdgeKind.NEEDS:
            needs.setdefault(target, set()).add(source)
    led = {target for targets in topology.reached for target in targets} | set(topology.starts)
    joins = frozenset(step for step in needs if step not in led)

    def moves(situation):
        customer, beside, done = situation
        for step in beside:
            if needs.get(step, set()) <= done:
                others = (beside - {step}) | set(starts.get(step, ()))
                ways = topology.successors[step]
                onward = [target for target in ways if step not in needs.get(target, set())]
                if len(onward) < len(ways) or not ways or topology.outcomes[step] is not None:
                    yield False, (customer, others, done | {step})
                for target in onward:
                    yield False, (customer, others | {target}, done | {step})
        if customer is not None and needs.get(customer, set()) <= done:
            work = beside | set(starts.get(customer, ()))
            if topology.outcomes[customer] is not None or not topology.successors[customer]:
                yield True, (None, work, done | {customer})
            for target in topology.successors[customer]:
                yield True, (target, work, done | {customer})

    first = [(start, joins, frozenset()) for start in topology.starts]
    seen = {situation: [] for situation in first}
    queue = list(first)
    for situation in queue:
        for his, following in moves(situation):
            seen[situation].append((his, following))
            if following not in seen:
                seen[following] = []
                queue.append(following)
    # He goes on, sooner or later, where he has a move of his own or work beside him leads to where he has.
    before: dict = {situation: [] for situation in seen}
    for situation, following in seen.items():
        for his, target in following:
            if not his:
                before[target].append(situation)
    able = [situation for situation, following in seen.items() if any(his for his, _ in following)]
    hopeful = set(able)
    for situation in able:
        for earlier in before[situation]:
            if earlier not in hopeful:
                hopeful.add(earlier)
                able.append(earlier)
    return {situation[0] for situation in seen if situation[0] is not None and situation not in hopeful}


def random_topology(seed: int) -> Topology:
    rng = random.Random(seed)
    size = rng.randint(3, 7)
    topology = Topology()
    for step in range(size):
        topology.add_step(
            f"s{step}", outcome="helped" if rng.random() < 0.2 else None, weight=1.0 if step == 0 else 0.0
        )
    for _ in range(rng.randint(size - 1, 2 * size)):
        topology.add_edge(rng.randrange(size), rng.randrange(size))
    for kind in (EdgeKind.STARTS, EdgeKind.NEEDS):
        for source, target in {(rng.randrange(size), rng.randrange(size)) for _ in range(rng.randint(1, 3))}:
            if source != target:
                topology.add_edge(source, target, kind)
    return topology


@pytest.mark.parametrize("block", range(8))
def test_the_reduced_walk_finds_the_same_waits_as_every_interleaving(block: int):
    stuck = 0
    for seed in range(block * 250, (block + 1) * 250):
        topology = random_topology(seed)
        found = soundness(ServiceGraph(Blueprint(), topology))
        expected = stuck_in_some_interleaving(topology)
        assert found.complete
        assert {wait.step for wait in found.waits if wait.run} == expected, seed
        stuck += len(expected)
    assert stuck > 10


def test_the_run_that_shows_a_wait_is_a_way_through_the_flow():
    shown = 0
    for seed in range(400):
        topology = random_topology(seed)
        for wait in soundness(ServiceGraph(Blueprint(), topology)).waits:
            if not wait.run:
                continue
            shown += 1
            assert wait.run[0] in topology.starts
            assert wait.run[-1] == wait.step
            assert all(after in topology.successors[before] for before, after in pairwise(wait.run))
    assert shown > 20


def test_a_choice_joined_as_if_it_were_a_fork_waits_for_the_way_not_taken():
    assert waiting(
        {
            "assess": {"backstage": "Assesses", "start": True, "next": ["issue", "letter"]},
            "issue": {"frontstage": "Issues", "next": "close"},
            "letter": {"frontstage": "Refuses", "next": "close"},
            "close": {"customer": "Gets it", "needs": ["issue", "letter"], "end": "helped"},
        }
    ) == {"close": ("letter",)}


def test_a_journey_without_fork_and_join_is_sound_when_every_step_can_end_and_be_reached():
    found = soundness(graph({"a": {"customer": "x", "next": "b"}, "b": {"customer": "y", "end": "helped"}}))
    assert found.sound is True
    assert found.situations == 0
    assert not found.concurrent


def test_a_dead_end_takes_away_the_option_to_complete_from_itself_only():
    found = soundness(
        graph(
            {
                "a": {"customer": "x", "next": ["b", "c"]},
                "b": {"customer": "y"},
                "c": {"customer": "z", "end": "helped"},
            }
        )
    )
    assert found.sound is False
    assert found.no_option_to_complete == (1,)


def test_a_step_nothing_leads_to_is_dead():
    found = soundness(
        graph(
            {
                "a": {"customer": "x", "start": True, "next": "b"},
                "b": {"customer": "y", "end": "helped"},
                "c": {"customer": "z", "next": "b"},
            }
        )
    )
    assert found.dead == (2,)


def test_work_that_waits_for_ever_in_every_run_is_dead():
    found = soundness(
        graph(
            {
                "a": {"customer": "x", "starts": "w", "next": "b"},
                "w": {"backstage": "w", "needs": "never"},
                "never": {"backstage": "n"},
                "b": {"customer": "y", "end": "helped"},
            }
        )
    )
    assert [(wait.step, wait.missing, wait.run) for wait in found.waits] == [(1, (2,), ())]
    assert 1 in found.dead


def optional_work(sections: int) -> dict:
    """Sections that each may begin work of their own; all of it is awaited only at the very end."""
    steps: dict = {}
    for number in range(sections):
        steps[f"choose-{number}"] = {"customer": "x", "next": [f"with-{number}", f"choose-{number + 1}"]}
        steps[f"with-{number}"] = {"customer": "x", "starts": f"work-{number}", "next": f"choose-{number + 1}"}
        steps[f"work-{number}"] = {"backstage": "w"}
    last = [f"work-{number}" for number in range(sections)]
    steps[f"choose-{sections}"] = {"customer": "z", "needs": last, "end": "helped"}
    steps["choose-0"]["start"] = True
    return steps


def test_what_no_longer_matters_is_forgotten_so_that_sections_do_not_multiply():
    steps = optional_work(40)
    del steps["choose-40"]["needs"]
    for number in range(40):
        steps[f"with-{number}"]["next"] = f"wait-{number}"
        steps[f"wait-{number}"] = {"customer": "x", "needs": f"work-{number}", "next": f"choose-{number + 1}"}
    found = soundness(graph(steps))
    assert found.complete
    assert found.waits == ()
    assert found.situations < 1000


def test_a_budget_that_runs_out_is_said():
    found = soundness(graph(optional_work(20)))
    assert not found.complete
    assert found.sound in (None, False)
    assert found.situations <= BUDGET / 10
    assert found.dead == ()


def forks_with_a_choice(branches: int, other: str) -> dict:
    """Work of several branches that is awaited at the end; in each, one choice leads to what is awaited or past it.

    `other` is where the other choice leads: "rejoins", "again" or "ends".
    """
    awaited = [f"done-{number}" for number in range(branches)]
    steps: dict = {
        "ask": {"customer": "x", "starts": [f"work-{number}" for number in range(branches)], "next": "get"},
        "get": {"customer": "y", "needs": awaited, "end": "helped"},
    }
    ways: dict[str, dict] = {"rejoins": {"next": "done-{}"}, "again": {"next": ["work-{}", "done-{}"]}, "ends": {}}
    for number in range(branches):
        names = ways[other].get("next", [])
        onward = [name.format(number) for name in ([names] if isinstance(names, str) else names)]
        steps[f"work-{number}"] = {"backstage": "b", "next": [f"done-{number}", f"else-{number}"]}
        steps[f"done-{number}"] = {"backstage": "d"}
        steps[f"else-{number}"] = {"backstage": "e", **({"next": onward} if onward else {})}
    return steps


@pytest.mark.parametrize("branches", [4, 16, 64, 400])
def test_choices_that_come_together_again_do_not_multiply(branches):
    found = soundness(graph(forks_with_a_choice(branches, "rejoins")))
    assert found.complete
    assert found.sound
    assert found.situations <= 4 * branches + 4


@pytest.mark.parametrize("other", ["ends", "again"])
@pytest.mark.parametrize("branches", [16, 24, 400])
def test_the_budget_bounds_the_work_whatever_the_choices_lead_to(branches, other, monkeypatch):
    runs: list[_Run] = []
    explore = _Run.explore
    monkeypatch.setattr(_Run, "explore", lambda self, starts: runs.append(self) or explore(self, starts))
    found = soundness(graph(forks_with_a_choice(branches, other)))
    assert found.complete is False
    assert found.sound is (None if other == "again" or not found.waits else False)
    assert found.dead == ()
    # No more than what follows from one situation is looked at beyond the budget.
    assert runs[0].work <= BUDGET + 3 * branches * (branches * 3 + _MOVE)


@pytest.mark.parametrize("seed", range(150))
def test_letting_work_go_first_finds_what_every_order_finds(seed, monkeypatch):
    """All orders of what goes on side by side against the few that are followed, on small services of every kind."""
    rng = random.Random(seed)
    size = rng.randint(4, 8)
    names = [f"s{number}" for number in range(size)]
    steps: dict = {}
    for name in names:
        step: dict = {"customer": "x"}
        if ways := rng.sample(names, rng.choice((0, 1, 1, 2))):
            step["next"] = ways
        if rng.random() < 0.4:
            step["starts"] = rng.sample(names, rng.choice((1, 1, 2)))
        if rng.random() < 0.35:
            step["needs"] = rng.sample([other for other in names if other != name], rng.choice((1, 1, 2)))
        if not ways or rng.random() < 0.1:
            step["end"] = "helped"
        steps[name] = step
    steps["s0"]["start"] = True
    few = soundness(graph(steps))

    def every_move(run, situation):
        customer, beside, flags = situation
        moves = []
        for step in beside:
            if missing := run.net.needed[step] & ~flags:
                run._held_up[step] = run._held_up.get(step, 0) | missing
            else:
                moves += [(False, target) for target in run._moves_beside(situation, step)]
        if customer == GONE or run.net.needed[customer] & ~flags:
            return moves
        run.done.add(customer)
        work, raised = [*beside, *run.net.starts[customer]], flags | run.net.flags.get(customer, 0)
        if customer in run.net.ends or not run.net.ways[customer]:
            moves.append((True, run._situation(GONE, work, raised)))
        return moves + [(True, run._situation(target, work, raised)) for target in run.net.ways[customer]]

    monkeypatch.setattr(_Run, "_following", every_move)
    every = soundness(graph(steps))
    assert (few.complete, every.complete) == (True, True)
    assert few.situations <= every.situations
    assert {wait.step: set(wait.missing) for wait in few.waits} == {
        wait.step: set(wait.missing) for wait in every.waits
    }
    assert (few.dead, few.sound, few.doublings) == (every.dead, every.sound, every.doublings)


def test_a_long_journey_with_a_join_at_its_end_is_walked_without_recursion():
    topology = Topology()
    size = 100_000
    for step in range(size):
        topology.add_step(f"s{step}", outcome="helped" if step == size - 1 else None, weight=1.0 if step == 0 else 0.0)
        if step:
            topology.add_edge(step - 1, step)
    work = topology.add_step("work")
    topology.add_edge(0, work, EdgeKind.STARTS)
    topology.add_edge(work, size - 1, EdgeKind.NEEDS)
    found = soundness(ServiceGraph(Blueprint(), topology))
    assert found.complete
    assert found.sound


def test_work_goes_on_after_the_customer_is_at_the_end():
    """What is awaited by work alone may be done when the customer has long gone."""
    found = soundness(
        graph({
            "ask": {"customer": "x", "starts": ["work"], "next": "get"},
            "get": {"customer": "y", "end": "helped"},
            "work": {"backstage": "w", "next": "more"},
            "more": {"backstage": "w"},
            "file": {"backstage": "f", "needs": ["more", "get"], "next": "shelve"},
            "shelve": {"backstage": "s"},
        })
    )  # fmt: skip
    assert found.complete
    assert found.waits == ()
    assert found.dead == ()
    assert found.sound


def test_work_after_the_end_that_waits_for_what_nobody_does_is_never_done():
    service = graph({
        "ask": {"customer": "x", "starts": ["work"], "next": ["get", "leave"]},
        "get": {"customer": "y", "end": "helped"},
        "leave": {"customer": "z", "end": "gave-up"},
        "work": {"backstage": "w"},
        "both": {"backstage": "b", "needs": ["get", "leave", "work"]},
    })  # fmt: skip
    found = soundness(service)
    assert [(service.name(wait.step), service.names(wait.missing), wait.run) for wait in found.waits] == [
        ("both", ("get", "leave"), ())
    ]
    assert service.names(found.dead) == ("both",)
    assert found.sound is False


def test_an_end_with_a_way_on_lets_work_end_or_go_on():
    found = soundness(
        graph({
            "ask": {"customer": "x", "starts": ["work"], "next": "no"},
            "no": {"customer": "y", "end": "refused", "next": {"appeal": "30%"}},
            "appeal": {"customer": "z", "needs": ["work"], "end": "helped"},
            "work": {"backstage": "w", "next": ["done", "lost"]},
            "done": {"backstage": "d"},
            "lost": {"backstage": "l"},
            "file": {"backstage": "f", "needs": ["no", "done"]},
        })
    )  # fmt: skip
    assert found.waits == ()
    assert found.dead == ()


END = {"customer": "B", "end": "helped"}


def test_what_follows_work_that_never_begins_is_no_second_finding():
    journey = graph({
        "a": {"customer": "A", "start": True, "next": "end"},
        "m": {"customer": "M", "needs": "v", "starts": "w", "next": "end"},
        "w": {"backstage": "W", "next": "v"},
        "v": {"backstage": "V"},
        "end": END,
    })  # fmt: skip
    result = soundness(journey)
    assert [journey.name(wait.step) for wait in result.waits] == ["m"]
    assert result.doublings == ()


def test_work_begun_by_a_step_that_only_waited_comes_back_onto_the_path_too():
    journey = graph({
        "a": {"customer": "A", "start": True, "starts": "v", "next": "end"},
        "v": {"backstage": "V"},
        "m": {"backstage": "M", "needs": "v", "starts": "w"},
        "w": {"backstage": "W", "next": "end"},
        "end": END,
    })  # fmt: skip
    (doubling,) = soundness(journey).doublings
    assert journey.names((doubling.starter, *doubling.way)) == ("m", "w", "end")


def test_waits_are_listed_in_the_order_of_the_file_whichever_was_come_to_first():
    assert list(
        waiting({
            "ask": {"customer": "A", "start": True, "next": ["sign", "pay"]},
            "pay": {"customer": "P", "needs": "bill", "next": "end"},
            "sign": {"customer": "S", "needs": "papers", "next": "end"},
            "bill": {"backstage": "B"},
            "papers": {"backstage": "P"},
            "end": END,
        }).items()
    ) == [("pay", ("bill",)), ("sign", ("papers",))]  # fmt: skip


def test_a_step_that_is_begun_beside_the_path_where_the_customer_comes_as_well_is_done_twice():
    journey = graph({
        "ask": {"customer": "A", "start": True, "starts": "check", "next": "check"},
        "check": {"frontstage": "C", "next": "end"},
        "end": END,
    })  # fmt: skip
    (doubling,) = soundness(journey).doublings
    assert journey.names((doubling.starter, *doubling.way)) == ("ask", "check")


def test_work_that_work_begins_far_down_its_way_comes_back_onto_the_path_too():
    journey = graph({
        "a": {"customer": "A", "start": True, "starts": "w", "next": "b"},
        "b": {"customer": "B", "next": "end"},
        "w": {"backstage": "W", "next": "x"},
        "x": {"backstage": "X", "starts": "y"},
        "y": {"backstage": "Y", "next": "z"},
        "z": {"backstage": "Z", "next": "b"},
        "end": END,
    })  # fmt: skip
    (doubling,) = soundness(journey).doublings
    assert journey.names((doubling.starter, *doubling.way)) == ("x", "y", "z", "b")
