"""What hurts, stated or derived from ratings, with its weight worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from journeymap.analyses.pains import Pain, Pains, compute
from journeymap.graph import connect
from journeymap.model.blueprint import Blueprint

STEPS: dict[str, Any] = {
    "ask": {"customer": "Asks", "experience": {"everyone": {"perceived": 8}}, "next": "form"},
    "form": {
        "customer": "Fills it in",
        "experience": {"young": {"perceived": 3}, "old": {"perceived": 4, "emotion": -2}},
        "next": {"done": "75%", "queue": "25%"},
    },
    "queue": {"customer": "Waits", "pains": {"text": "It is cold", "severity": 5}, "ideas": "A roof", "next": "done"},
    "done": {"customer": "Has it", "experience": {"everyone": {"perceived": 9, "emotion": 1}}, "end": "helped"},
}


def pains(steps: dict[str, Any] = STEPS, **more: Any) -> Pains:
    personas = {"young": {"share": "60%"}, "old": {"share": "40%"}}
    return compute(connect(Blueprint.model_validate({"personas": personas, "pains": "Slow", "steps": steps} | more)))


def rated(young: dict[str, Any], old: dict[str, Any]) -> dict[str, Any]:
    """The same steps with other ratings of the form."""
    return {**STEPS, "form": {**STEPS["form"], "experience": {"young": young, "old": old}}}


def figures(pain: Pain) -> tuple[str, str | None, float | None, float | None, tuple[str, ...]]:
    return pain.kind, pain.step, pain.points, pain.emotion, pain.personas


def test_pains_come_in_the_order_of_how_bad_they_are_times_how_many_come_there():
    found = pains().pains
    assert [figures(pain) for pain in found] == [
        ("rating", "form", 3, None, ()),
        ("stated", None, None, None, ()),
        ("fall", "form", 5, None, ()),
        ("emotion", "form", None, -2, ("old",)),
        ("stated", "queue", None, None, ()),
    ]
    assert [pain.reach for pain in found] == pytest.approx([1, 1, 1, 0.4, 0.25])
    # (10 - 3) of 10 points; a stated pain without a severity is a 3 of 5; 5 of 10 points; all of the worst emotion.
    assert [pain.weight for pain in found] == pytest.approx([0.7, 0.6, 0.5, 0.4, 0.25])


@pytest.mark.parametrize(
    ("young", "old", "expected"),
    [
        ({"perceived": 5}, {"perceived": 6}, [("fall", "form", 3, None, ("young",))]),
        ({"perceived": 5.5}, {"perceived": 5.1}, []),
        ({"emotion": -1}, {"emotion": -0.5}, [("emotion", "form", None, -1, ("young",))]),
        ({"emotion": -1}, {"emotion": -2}, [("emotion", "form", None, -2, ())]),
    ],
)
def test_a_step_hurts_from_two_fifths_of_the_scale_down_or_a_fall_of_three_tenths_or_a_bad_feeling(
    young: dict[str, Any], old: dict[str, Any], expected: list[tuple[Any, ...]]
):
    derived = [pain for pain in pains(rated(young, old)).pains if pain.kind != "stated"]
    assert [figures(pain) for pain in derived] == expected


def test_a_rating_hurts_by_its_place_on_the_scale_of_the_file():
    steps = {"ask": {"customer": "Asks", "experience": {"everyone": {"perceived": 2}}, "end": "helped"}}
    (low,) = pains(steps, scale="1-5", pains=[]).pains
    assert (low.kind, low.points) == ("rating", 2)
    assert low.weight == pytest.approx(3 / 4)
    steps["ask"]["experience"]["everyone"]["perceived"] = 3
    assert pains(steps, scale="1-5", pains=[]).pains == ()


def test_an_idea_a_reason_or_an_accepted_choice_answers_a_stated_pain():
    def queue(**changes: Any) -> list[str | None]:
        steps = {**STEPS, "queue": {key: value for key, value in {**STEPS["queue"], **changes}.items() if value}}
        return [pain.step for pain in pains(steps).open]

    assert queue() == [None]
    assert queue(ideas=None) == [None, "queue"]
    assert queue(ideas=None, because={"serves": "law", "reason": "It has to be"}) == [None]
    assert queue(ideas=None, accept={"pain-point": "few come"}) == [None]
    assert [pain.step for pain in pains(ideas="More desks").open] == []
    assert [pain.text for pain in pains().stated] == ["Slow", "It is cold"]
