"""Outcomes, times and levers of random journeys with forks, joins, fail points and personas, against all their ways.

What is drawn by chance may be off by its own standard error, several times; all else to the last digits.
"""

from __future__ import annotations

import copy
from fractions import Fraction
from typing import Any

import pytest
from exact_journeys import PERSONAS, journey, walked
from journeys import graph

from journeymap.analyses import journey_time, levers, outcomes
from journeymap.analysis import Facts

ERRORS = 5.0


def facts_of(blueprint: dict[str, Any]) -> Facts:
    return Facts(graph(blueprint))


@pytest.mark.parametrize("joins", [False, True], ids=["times vary", "forks and joins"])
@pytest.mark.parametrize("seed", range(100))
def test_where_journeys_end_and_how_long_they_take(seed: int, joins: bool):
    blueprint = journey(seed, joins=joins)
    facts = facts_of(blueprint)
    ends, times = facts.of(outcomes.ANALYSIS), facts.of(journey_time.ANALYSIS)
    for persona in PERSONAS:
        exact, found, time = walked(blueprint, persona), ends.by_persona[persona], times.by_persona[persona]
        assert found.errors["helped"] == 0
        for kind in ("helped", "refused", "gave-up", "transferred"):
            assert found.kinds[kind] == pytest.approx(float(exact.shares.get(kind, 0)), rel=1e-9, abs=1e-12)
        assert found.stranded == pytest.approx(float(exact.stranded), rel=1e-9, abs=1e-12)
        if exact.mean is None:
            assert time.finished is None
            continue
        off = ERRORS * time.error + 1e-9 * float(exact.mean)
        assert time.finished == pytest.approx(float(exact.mean), abs=off)
        assert (time.total == float("inf")) == bool(exact.stranded)
        parts = [time.active, time.waiting, time.hidden, time.lasting]
        assert sum(parts) == pytest.approx(time.finished, rel=1e-9)
        if not joins:
            assert time.error == 0
            for kind, share in exact.shares.items():
                assert time.given[kind] == pytest.approx(float(exact.minutes[kind] / share), rel=1e-9)


def mean_of_all(blueprint: dict[str, Any]) -> Fraction | None:
    """The mean time of all who come to an end."""
    walks = {persona: walked(blueprint, persona) for persona in PERSONAS}
    ending = {persona: PERSONAS[persona] * sum(walk.shares.values(), Fraction(0)) for persona, walk in walks.items()}
    whole = sum(ending.values())
    return sum((walk.mean or 0) * ending[persona] for persona, walk in walks.items()) / whole if whole else None


@pytest.mark.parametrize("joins", [False, True], ids=["times vary", "forks and joins"])
@pytest.mark.parametrize("seed", range(30))
def test_a_lever_does_what_the_change_itself_does(seed: int, joins: bool):
    blueprint = journey(seed, joins=joins)
    facts = facts_of(blueprint)
    found, before = facts.of(levers.ANALYSIS), mean_of_all(blueprint)
    if before is None:
        return
    error = facts.of(journey_time.ANALYSIS).error
    for lever in found.by_kind["wait"]:
        changed = copy.deepcopy(blueprint)
        if lever.away is not None:
            del changed["steps"][lever.away]["next"][lever.step]["wait"]
        else:
            # Without the wait nobody is held there for what the step needs either.
            changed["steps"][lever.step].pop("wait", None)
            changed["steps"][lever.step].pop("needs", None)
            if any(walked(blueprint, persona).stranded for persona in PERSONAS):
                continue  # without what is needed others come to an end than now
        exact = mean_of_all(changed) - before
        # Walked again without the wait are a quarter of the journeys.
        off = 2 * ERRORS * error + 1e-9 * float(before)
        assert lever.minutes == pytest.approx(float(exact), abs=off), lever


@pytest.mark.parametrize("seed", range(30))
def test_a_minute_less_is_worth_what_a_little_less_brings(seed: int):
    blueprint = journey(seed, joins=True)
    found, before = facts_of(blueprint).of(levers.ANALYSIS), mean_of_all(blueprint)
    for lever in found.by_kind["minute"]:
        changed = copy.deepcopy(blueprint)
        takes = changed["steps"][lever.step]["takes"]
        changed["steps"][lever.step]["takes"] = f"{Fraction(takes.split()[0]) - Fraction(1, 1000)} min"
        after = mean_of_all(changed)
        assert before is not None
        assert after is not None
        # In which part of the passes the step holds up the end is drawn by chance where it is not all or none.
        assert lever.minutes == pytest.approx(float((after - before) * 1000), abs=0.06), lever


def moved(blueprint: dict[str, Any], step: str, away: str, towards: str, points: int) -> dict[str, Any] | None:
    """The same journey with some percentage points more on one way and fewer on another; None where there are not."""
    changed = copy.deepcopy(blueprint)
    flows = changed["steps"][step]["next"]
    for target, more in ((away, -points), (towards, points)):
        share = flows[target]["share"]
        every = dict.fromkeys(PERSONAS, share) if isinstance(share, str) else share
        new = {who: int(part[:-1]) + more for who, part in every.items()}
        if not all(0 <= part <= 100 for part in new.values()):
            return None
        flows[target]["share"] = {who: f"{part}%" for who, part in new.items()}
    return changed


@pytest.mark.parametrize("joins", [False, True], ids=["times vary", "forks and joins"])
@pytest.mark.parametrize("seed", range(40))
def test_a_percentage_point_helps_as_many_as_when_it_is_moved(seed: int, joins: bool):
    blueprint = journey(seed, joins=joins)
    found = facts_of(blueprint).of(levers.ANALYSIS)
    helped = sum(PERSONAS[who] * walked(blueprint, who).shares.get("helped", 0) for who in PERSONAS)
    for lever in found.by_kind["point"]:
        step = blueprint["steps"][lever.step]
        if lever.away not in step["next"] or lever.towards not in step["next"] or "fails" in step:
            continue
        changed = moved(blueprint, lever.step, lever.away, lever.towards, 1)
        if changed is None:
            continue
        after = sum(PERSONAS[who] * walked(changed, who).shares.get("helped", 0) for who in PERSONAS)
        assert lever.helped == pytest.approx(float(after - helped), rel=1e-9, abs=1e-12), lever
