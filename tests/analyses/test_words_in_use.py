"""Which words of the format a file uses at all: what it never says, it does not deny."""

from __future__ import annotations

from typing import Any

import pytest

from journeymap.analyses.vocabulary import ANALYSIS
from journeymap.analysis import Facts
from journeymap.graph import connect
from journeymap.model.blueprint import Blueprint

CUSTOMER: dict[str, Any] = {"decides": "customer"}
STEPS: dict[str, Any] = {
    "ask": {"customer": "Asks", "frontstage": {"by": "desk", "does": "Listens"}, "asks": "name", "takes": "5 min",
            "next": {"a": CUSTOMER, "b": CUSTOMER}},
    "a": {"customer": "Waits", "channel": "phone", "tells": "when", "next": {"b": CUSTOMER, "c": {}}},
    "b": {"backstage": [{"by": "desk", "does": "Looks"}, {"does": "Files"}], "takes": "1 h", "uses": "store",
          "next": {"c": {}, "d": {}}},
    "c": {"customer": "Reads", "meets": "safety", "next": {"d": CUSTOMER}},
    "d": {"customer": "Is helped", "helps": "evaluate", "end": "helped"},
    "store": {"support": {"by": "it", "does": "Keeps"}},
}  # fmt: skip


def test_the_words_of_a_file_are_counted_by_the_steps_that_use_them():
    found = Facts(connect(Blueprint.model_validate({"steps": STEPS}))).of(ANALYSIS)
    assert found.uses == {
        "helps": 1, "asks": 1, "tells": 1, "channel": 1, "by": 3, "decides": 2, "meets": 1, "uses": 1, "heard": 0,
        "promise": 0, "tolerance": 0,
    }  # fmt: skip
    # Of the steps with more ways than one: two say of some way who decides, one of them of all.
    assert (found.choices, found.undecided) == (3, 2)
    assert (found.touchpoints, found.timed) == (4, 1)


@pytest.mark.parametrize(("evident", "drawn"), [(0, False), (1, False), (2, True), (6, True)])
def test_a_lane_is_drawn_where_a_third_of_the_touchpoints_show_it(evident: int, drawn: bool):
    steps: dict[str, Any] = {
        f"s{number}": {
            "customer": "Does it",
            "next": f"s{number + 1}",
            **({"evidence": "Paper"} if number < evident else {}),
        }
        for number in range(6)
    }
    steps["s6"] = {"backstage": "Files it", "evidence": "Paper", "takes": "5 min"}
    found = Facts(connect(Blueprint.model_validate({"steps": steps}))).of(ANALYSIS)
    assert found.draws("evidence") is drawn
    assert found.draws("evidence", "support") is drawn
    assert not found.draws("support")
    assert not found.tells_what_is_active


@pytest.mark.parametrize(("timed", "told"), [(1, False), (2, True)])
def test_times_say_something_where_a_third_of_the_touchpoints_have_one(timed: int, told: bool):
    steps = {
        f"s{number}": {"frontstage": "Does it", **({"takes": "5 min"} if number < timed else {})} for number in range(6)
    }
    found = Facts(connect(Blueprint.model_validate({"steps": steps}))).of(ANALYSIS)
    assert found.tells_what_is_active is told
    nothing = Facts(connect(Blueprint.model_validate({"steps": {"s": {"backstage": "Files it"}}}))).of(ANALYSIS)
    assert (nothing.tells_what_is_active, nothing.draws("backstage")) == (False, False)
