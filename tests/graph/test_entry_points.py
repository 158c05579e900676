"""Where a journey begins when no step says so."""

from __future__ import annotations

import pytest

from journeymap.graph import connect
from journeymap.model.blueprint import Blueprint


def starts(steps: dict) -> list[str]:
    topology = connect(Blueprint.model_validate({"steps": steps})).topology
    return [topology.ids[step] for step in topology.starts]


DONE = {"customer": "Is helped", "end": "helped"}


@pytest.mark.parametrize(
    ("expected", "steps"),
    [
        pytest.param(["a"], {"a": {"customer": "x", "next": "done"}, "done": DONE}, id="what nothing leads to"),
        pytest.param(
            ["web", "call"],
            {"web": {"customer": "x", "next": "done"}, "call": {"customer": "y", "next": "done"}, "done": DONE},
            id="several entries",
        ),
        pytest.param(["done"], {"done": DONE}, id="a single step"),
        pytest.param(
            ["a"],
            {"a": {"customer": "x", "next": "done"}, "done": DONE, "survey": {"customer": "s", "end": "helped"}},
            id="not a step that stands alone",
        ),
        pytest.param(
            ["b"],
            {"a": {"customer": "x", "next": "done"}, "b": {"customer": "y", "start": True, "next": "a"}, "done": DONE},
            id="what is stated",
        ),
        pytest.param(
            ["a"],
            {
                "a": {"customer": "x", "informs": "desk", "next": "done"},
                "desk": {"frontstage": "Greets", "next": "form"},
                "form": {"frontstage": "Hands out a form"},
                "done": DONE,
            },
            id="not what answers the customer",
        ),
        pytest.param(
            ["a"],
            {
                "a": {"customer": "x", "next": "done"},
                "count": {"backstage": "Counts", "next": "report"},
                "report": {"backstage": "Reports"},
                "done": DONE,
            },
            id="not work that never comes to the customer",
        ),
        pytest.param(
            ["plan"],
            {"plan": {"backstage": "Plans", "next": "visit"}, "visit": {"customer": "Opens the door", "end": "helped"}},
            id="work out of sight where the organisation acts first",
        ),
        pytest.param(
            ["advert", "a"],
            {
                "advert": {"frontstage": "Designs it", "next": "placed"},
                "placed": {"frontstage": "Places it", "informs": "a"},
                "a": {"customer": "x", "next": "done"},
                "done": DONE,
            },
            id="the customer's own first step though something informs it",
        ),
        pytest.param([], {"a": {"customer": "x", "next": "b"}, "b": {"customer": "y", "next": "a"}}, id="none"),
        pytest.param(
            ["a"],
            {"a": {"customer": "x", "next": "misspelt"}, "done": DONE},
            id="a step whose arrow is misspelt",
        ),
        pytest.param(
            ["patient"],
            {
                "patient": {"customer": "x", "informs": "carer", "next": "done"},
                "carer": {"customer": "Helps", "informs": "patient", "next": "car"},
                "car": {"customer": "Parks the car"},
                "done": DONE,
            },
            id="of two that inform each other the first",
        ),
    ],
)  # fmt: skip
def test_journeys_begin_where_a_reader_would_begin(expected: list[str], steps: dict):
    assert starts(steps) == expected
