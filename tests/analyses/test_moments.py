"""How moments compare with those around them: worked out by hand, and against every way on small random journeys."""

from __future__ import annotations

import random

import pytest

from journeymap.analyses.moments import ANALYSIS, Moments
from journeymap.graph import connect
from journeymap.model.blueprint import Blueprint

STEPS = ["a", "b", "c", "d", "e", "f"]


def moments(steps: dict, **more: object) -> Moments:
    return ANALYSIS.compute(connect(Blueprint.model_validate({"steps": steps, **more})))


def step(perceived: float | None = None, emotion: float | None = None, **more: object) -> dict:
    rated = {name: value for name, value in (("perceived", perceived), ("emotion", emotion)) if value is not None}
    return {"customer": "x", **({"experience": {"everyone": rated}} if rated else {}), **more}


def test_a_fall_is_measured_from_the_best_rated_step_right_before_it():
    found = moments(
        {
            "good": step(8, start="50%", next="wait"),
            "fair": step(6, start="50%", next="wait"),
            "wait": step(next="bad"),
            "bad": step(3, next="last"),
            "last": step(4, end="helped"),
        }
    ).falls
    assert {name: (fall["everyone"].before, fall["everyone"].depth) for name, fall in found.items()} == {
        "bad": ("good", 5.0)
    }


def test_each_persona_falls_on_its_own_ways_only():
    found = moments(
        {
            "good": step(9, next={"bad": {"share": {"a": "100%", "b": "0%"}}, "other": {}}),
            "bad": step(2, end="gave-up"),
            "other": step(5, end="helped", experience={"a": {"perceived": 9}, "b": {"perceived": 5}}),
        },
        personas={"a": {}, "b": {}},
    ).falls
    assert {name: {who: fall.depth for who, fall in by.items()} for name, by in found.items()} == {
        "bad": {"a": 7.0},
        "other": {"b": 4.0},
    }


def rated(values: dict[str, dict[str, float]], more: dict[str, dict]) -> dict:
    return {name: {"customer": "x", "experience": values.get(name, {}), **more[name]} for name in more}


WAYS = {
    "ask": {"next": ["refused", "granted"]},
    "refused": {"next": {"appeal": "40%", "home": "60%"}},
    "appeal": {"next": "granted"},
    "granted": {"end": "helped"},
    "home": {"end": "gave-up"},
}


def unrelieved(**emotions: float) -> dict[str, tuple[str, ...]]:
    values = {name: {"everyone": {"emotion": emotion}} for name, emotion in emotions.items()}
    return {one.step: one.path for one in moments(rated(values, WAYS)).unrelieved(-1)}


def test_one_way_without_relief_is_enough():
    assert unrelieved(refused=-1, appeal=0.5, home=-1) == {"refused": ("refused", "home")}


def test_of_an_end_that_nobody_rated_nothing_is_known():
    assert unrelieved(refused=-1, appeal=0.5) == {}


def test_an_end_that_is_better_than_bad_is_relief():
    assert unrelieved(refused=-1, home=-0.5) == {}


def test_being_helped_is_relief_unless_it_is_rated_as_bad():
    assert unrelieved(appeal=-2) == {}
    assert unrelieved(appeal=-2, granted=-1.5) == {"appeal": ("appeal", "granted")}


def test_of_bad_moments_in_a_row_the_worst_stands_for_all_and_the_last_of_those_as_bad():
    assert unrelieved(ask=-1, refused=-2, home=-2) == {"refused": ("refused", "home")}
    assert unrelieved(ask=-2, refused=-1, home=-2) == {"ask": ("ask", "refused", "home")}
    assert unrelieved(ask=-2, refused=-2, home=-2) == {"refused": ("refused", "home")}


def test_relief_in_between_makes_the_next_bad_moment_one_of_its_own():
    assert unrelieved(ask=-1, refused=0.5, appeal=-1, granted=-1) == {
        "ask": ("ask", "granted"), "appeal": ("appeal", "granted"),
    }  # fmt: skip


def test_an_end_is_no_bad_moment_that_something_could_follow():
    assert unrelieved(home=-2) == {}


def test_the_worst_off_shows_the_way():
    values = {"ask": {"a": {"emotion": -1}, "b": {"emotion": -2}}, "granted": {"b": {"emotion": -2}}}
    values["home"] = {"everyone": {"emotion": -1}}
    (one,) = moments(rated(values, WAYS), personas={"a": {}, "b": {}}).unrelieved(-1)
    assert (one.step, one.emotions, one.path) == ("ask", {"a": -1.0, "b": -2.0}, ("ask", "granted"))


def random_steps(seed: int) -> dict:
    rng = random.Random(seed)
    steps = {}
    for name in STEPS:
        emotion = rng.choice([None, -2, -1, -0.5, 1])
        steps[name] = step(rng.choice([None, 2, 5, 8]), emotion, next=rng.sample(STEPS, rng.choice([1, 1, 2])))
        if rng.random() < 0.25 or name == "f":
            steps[name] = step(rng.choice([None, 2, 5, 8]), emotion, end=rng.choice(["helped", "gave-up"]))
    steps["a"]["start"] = True
    return steps


def emotion_of(one: dict) -> float | None:
    return one.get("experience", {}).get("everyone", {}).get("emotion")


def comes_to_bad(steps: dict, name: str, seen: frozenset[str] = frozenset()) -> bool:
    """Whether some way from a step on comes to an end that is rated as bad without anything better after it."""
    if "end" in steps[name]:
        return emotion_of(steps[name]) is not None
    for target in steps[name]["next"]:
        emotion = emotion_of(steps[target])
        relief = emotion > -1 if emotion is not None else steps[target].get("end") == "helped"
        if not relief and target not in seen and comes_to_bad(steps, target, seen | {target}):
            return True
    return False


def test_it_finds_what_walking_every_way_finds():
    told = 0
    for seed in range(1000):
        steps = random_steps(seed)
        found = moments(steps).unrelieved(-1)
        for one in found:
            emotion = emotion_of(steps[one.step])
            assert emotion is not None
            assert emotion <= -1
            assert comes_to_bad(steps, one.step), (seed, one)
        # What is not named for itself stands in a row with one that is, with nothing better in between.
        rows = [_behind(steps, first) | {first} for first in STEPS if first in steps]
        named = {one.step for one in found}
        behind = {name for row in rows if row & named for name in row}
        for name in _behind(steps, "a", all_=True) | {"a"}:
            emotion = emotion_of(steps[name])
            if emotion is not None and emotion <= -1 and "end" not in steps[name] and comes_to_bad(steps, name):
                assert name in behind, (seed, name)
        told += len(found)
    assert told > 100


def _behind(steps: dict, name: str, *, all_: bool = False) -> set[str]:
    found: set[str] = set()
    queue = [name]
    while queue:
        for target in steps[queue.pop()].get("next", ()):
            emotion = emotion_of(steps[target])
            relief = emotion > -1 if emotion is not None else steps[target].get("end") == "helped"
            if target not in found and (all_ or not relief):
                found.add(target)
                queue.append(target)
    return found


@pytest.mark.parametrize("seed", range(100))
def test_no_rated_step_right_before_is_better_than_the_one_it_falls_from(seed: int):
    steps = random_steps(seed)
    rating = {n: s.get("experience", {}).get("everyone", {}).get("perceived") for n, s in steps.items()}
    reach = _behind(steps, "a", all_=True) | {"a"}
    found = moments(steps).falls
    for name in reach:
        if rating[name] is None:
            continue
        before = {
            rating[source]
            for source in reach
            if rating[source] is not None and name in _next_rated(steps, rating, source)
        }
        depth = max(before, default=rating[name]) - rating[name]
        assert (found[name]["everyone"].depth if name in found else 0) == max(0, depth)


def _next_rated(steps: dict, rating: dict, source: str) -> set[str]:
    found: set[str] = set()
    queue = [source]
    while queue:
        for target in steps[queue.pop()].get("next", ()):
            if target not in found:
                found.add(target)
                if rating[target] is None:
                    queue.append(target)
    return {name for name in found if rating[name] is not None}
