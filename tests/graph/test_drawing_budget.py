"""Drawing journeys keeps to a budget of events, and what it tells is of the journeys that were drawn."""

from __future__ import annotations

from typing import Any

import pytest

from journeymap.graph import connect
from journeymap.graph.sampling import LEAST, MOST_EVENTS
from journeymap.model.blueprint import Blueprint
from journeymap.numerics import simulation

Steps = dict[str, dict[str, Any]]


def long_beside(length: int, last: Any) -> Steps:
    """Work of many steps beside a short journey; of its two ends only one is waited for."""
    steps: Steps = {
        "ask": {"customer": "Asks", "start": True, "starts": "work-0", "next": "get"},
        "get": {"customer": "Gets it", "needs": "done", "end": "helped"},
    }
    steps |= {f"work-{at}": {"backstage": "Works", "next": f"work-{at + 1}"} for at in range(length)}
    return {**steps, f"work-{length}": {"backstage": "Works", "next": last}, "done": {"backstage": "Is done"},
            "lost": {"backstage": "Is lost"}}  # fmt: skip


def rare(again: str) -> Steps:
    """The customer goes round nearly for ever and begins the same work every time."""
    return {
        "ask": {"customer": "Asks", "starts": "work", "next": {"wait": again, "get": None}},
        "wait": {"customer": "Waits", "next": "ask"},
        "get": {"customer": "Gets it", "needs": ["work", "done"], "end": "helped"},
        "work": {"backstage": "Works", "next": ["done", "lost"]},
        "done": {"backstage": "Is done"},
        "lost": {"backstage": "Is lost"},
    }


def slow() -> Steps:
    """Work that goes round nearly for ever before it comes to what is waited for."""
    return {
        "ask": {"customer": "Asks", "start": True, "starts": "work", "next": "get"},
        "get": {"customer": "Gets it", "needs": "done", "end": "helped"},
        "work": {"backstage": "Works", "next": {"more": None, "done": "0.2%", "lost": "0.1%"}},
        "more": {"backstage": "Works on", "next": "work"},
        "done": {"backstage": "Is done"},
        "lost": {"backstage": "Is lost"},
    }


def fork(branches: int) -> Steps:
    """Many branches, each of which may end without what is waited for."""
    steps: Steps = {
        "ask": {"customer": "Asks", "starts": [f"work-{at}" for at in range(branches)], "next": "get"},
        "get": {"customer": "Gets it", "needs": [f"done-{at}" for at in range(branches)], "end": "helped"},
    }
    for at in range(branches):
        steps[f"work-{at}"] = {"backstage": "Works", "next": {f"done-{at}": "99%", f"lost-{at}": "1%"}}
        steps |= {f"{name}-{at}": {"backstage": "Is " + name} for name in ("done", "lost")}
    return steps


@pytest.mark.parametrize(
    "steps",
    [long_beside(100, ["done", "lost"]), long_beside(1000, {"done": "10%", "lost": None}), rare("99.9%"), rare("99%"),
     slow(), fork(30), fork(300)],
    ids=["long", "longer", "rare", "rarer", "slow", "fork", "wide fork"],
)  # fmt: skip
def test_the_events_of_all_journeys_are_bounded(steps: Steps, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[tuple[int, int]] = []
    run = simulation._Simulation.run

    def counted(self: simulation._Simulation, *arguments: Any) -> simulation.Sample:
        sample = run(self, *arguments)
        drawn.append((self.events, len(sample.outcomes)))
        return sample

    monkeypatch.setattr(simulation._Simulation, "run", counted)
    graph = connect(Blueprint.model_validate({"steps": steps}))
    for persona in graph.personas:
        graph.waits_for_ever(persona)
    # The journey that was under way when the budget ran out is followed to its end, or to the greatest length.
    assert all(events <= MOST_EVENTS + 2 * simulation.MOST_STEPS for events, _ in drawn)
    assert all(journeys for _, journeys in drawn)


@pytest.mark.parametrize("share", [10, 50, 80])
def test_the_shares_are_of_the_journeys_that_were_drawn(share: int) -> None:
    steps = long_beside(1000, {"done": f"{share}%", "lost": None})
    graph = connect(Blueprint.model_validate({"steps": steps}))
    found = graph.waits_for_ever("everyone")
    assert found is not None
    assert found.blocked + sum(found.ended.values()) == pytest.approx(1.0)
    # Within four standard errors of the fewest journeys that are ever drawn.
    assert found.blocked == pytest.approx(1 - share / 100, abs=4 * 0.5 / LEAST**0.5)
