"""On which ways a customer waits without having been told anything, and where he waits longest."""

from __future__ import annotations

import pytest

from journeymap.analyses.journey_time import ANALYSIS, JourneyTime
from journeymap.analyses.outcomes import ANALYSIS as OUTCOMES
from journeymap.graph import connect
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import DAY, Minutes
from journeymap.model.blueprint import Blueprint


def times(steps: dict) -> JourneyTime:
    return ANALYSIS.compute(connect(Blueprint.model_validate({"steps": steps})))


def chain_of(**tells: str) -> JourneyTime:
    steps = {
        "send": {"customer": "Sends a form", "start": True, "next": "sort"},
        "sort": {"backstage": "Sorts", "wait": "2 days", "next": "check"},
        "check": {"backstage": "Checks", "wait": "3 days", "next": "letter"},
        "letter": {"frontstage": "Writes", "wait": "1 day", "next": "done"},
        "done": {"customer": "Reads", "wait": "1 h", "end": "helped"},
    }
    for step, told in tells.items():
        steps[step]["tells"] = told
    return times(steps)


def test_silence_lasts_from_the_last_step_that_the_customer_saw():
    found = chain_of().steps
    assert found["sort"].silent == ("send", "sort")
    assert found["check"].silent == ("send", "sort", "check")
    assert found["letter"].silent == ("send", "sort", "check", "letter")
    assert found["done"].silent == ("letter", "done")


def test_what_is_told_before_holds_until_the_next_step_that_is_seen():
    found = chain_of(send="an answer in a week").steps
    assert [step for step, time in found.items() if time.silent] == ["done"]


def test_what_is_told_out_of_sight_holds_from_there():
    found = chain_of(check="where it stands").steps
    assert [step for step, time in found.items() if time.silent] == ["sort", "done"]


def test_one_silent_way_among_several_is_enough():
    found = times(
        {
            "call": {"customer": "Calls", "start": True, "tells": "tomorrow", "next": "wait"},
            "mail": {"customer": "Writes", "start": True, "next": "wait"},
            "wait": {"backstage": "Works", "wait": "2 days", "next": "done"},
            "done": {"customer": "Has it", "end": "helped"},
        }
    )
    assert found.steps["wait"].silent == ("mail", "wait")


def test_a_beginning_with_a_wait_is_silent_by_itself():
    found = times({"queue": {"customer": "Queues", "wait": "1 h", "end": "helped"}})
    assert found.steps["queue"].silent == ("queue",)


def test_work_beside_the_path_keeps_nobody_in_the_dark():
    found = times(
        {
            "ask": {"customer": "Asks", "starts": ["order"], "next": "fit"},
            "order": {"backstage": "Orders", "wait": "3 days"},
            "fit": {"frontstage": "Fits", "needs": ["order"], "end": "helped"},
        }
    )
    assert found.steps["order"].silent == ()


def test_a_circle_out_of_sight_comes_to_an_end():
    found = times(
        {
            "ask": {"customer": "Asks", "next": "check"},
            "check": {"backstage": "Checks", "wait": "1 day", "next": {"repair": "20%", "done": "80%"}},
            "repair": {"backstage": "Corrects", "wait": "2 days", "next": "check"},
            "done": {"customer": "Has it", "end": "helped"},
        }
    )
    assert found.steps["check"].silent == ("ask", "check")
    assert found.steps["repair"].silent == ("ask", "check", "repair")


@pytest.mark.parametrize(("step", "silent"), [("", ("ask", "answer")), ("ask", ()), ("answer", ())])
def test_a_wait_on_an_arrow_is_silent_when_neither_end_of_it_tells(step: str, silent: tuple[str, ...]):
    steps = {
        "ask": {"customer": "Asks", "next": {"answer": {"wait": "3 days"}}},
        "answer": {"frontstage": "Answers", "end": "helped"},
    }
    if step:
        steps[step]["tells"] = "an answer"
    (way,) = times(steps).ways
    assert (way.silent, way.hidden, way.told) == (silent, False, step == "ask")


def test_a_wait_on_an_arrow_between_steps_out_of_sight_goes_back_to_what_was_seen():
    (way,) = times(
        {
            "ask": {"customer": "Asks", "next": "sort"},
            "sort": {"backstage": "Sorts", "next": {"check": {"wait": "3 days"}}},
            "check": {"backstage": "Checks", "next": "done"},
            "done": {"customer": "Has it", "end": "helped"},
        }
    ).ways
    assert way.hidden
    assert way.silent == ("ask", "sort", "check")


def test_waits_are_counted_as_often_as_they_happen_the_longest_first():
    found = times(
        {
            "ask": {"customer": "Asks", "takes": "1 h", "next": "check"},
            "check": {
                "frontstage": "Checks", "wait": "1 day", "takes": "1 h",
                "next": {"again": {"share": "50%", "wait": "4 days"}, "done": "50%"},
            },
            "again": {"customer": "Sends more", "next": "check"},
            "done": {"customer": "Has it", "wait": "1 min", "end": "helped"},
        }
    ).waits  # fmt: skip
    assert list(found) == ["again", "check", "done"]
    assert list(found.values()) == pytest.approx([4 * DAY, 2 * DAY, 1.0])


def test_only_those_come_to_a_step_whose_way_leads_there():
    blueprint = {
        "personas": {"a": {}, "b": {}, "c": {}},
        "steps": {
            "ask": {"customer": "Asks", "next": {"call": {"share": {"a": "100%", "b": "50%", "c": "0%"}}, "mail": {}}},
            "call": {"customer": "Calls", "end": "helped"},
            "mail": {"customer": "Writes", "end": "helped"},
        },
    }
    graph = connect(Blueprint.model_validate(blueprint))
    outcomes = OUTCOMES.compute(graph)
    assert outcomes.comers("call") == ("a", "b")
    assert graph.unless_all(outcomes.comers("call")) == ("a", "b")
    assert graph.unless_all(outcomes.comers("ask")) == ()
    assert graph.unless_all(["c", "a"]) == ("a", "c")


def test_waits_that_are_told_promised_and_kept_are_agreed():
    promised = {"backstage": "Works", "wait": "3 days", "promise": "4 days", "tolerance": "5 days"}
    found = times(
        {
            "ask": {"customer": "Asks", "tells": "four days", "next": "work"},
            "work": {**promised, "next": "late"},
            "late": {**promised, "promise": "2 days", "next": "unaccepted"},
            "unaccepted": {**promised, "tolerance": "2 days", "next": "unpriced"},
            "unpriced": {"backstage": "Works", "wait": "1 h", "next": "read"},
            "read": {"customer": "Reads", "takes": "1 h", "next": "untold"},
            "untold": {**promised, "next": {"done": {"wait": "30 min"}}},
            "done": {"customer": "Has it", "end": "helped"},
        }
    )
    assert [step for step, time in found.steps.items() if time.agreed] == ["work"]
    assert found.by_persona["everyone"].unagreed == pytest.approx(9 * DAY + 60 + 30)
    assert found.by_persona["everyone"].active == pytest.approx(60)


@pytest.mark.parametrize(
    ("minutes", "english"),
    [
        (0.5, "0.5 min"), (119, "119 min"), (150, "2.5 hours"), (2 * DAY, "2 days"), (5.0229 * DAY, "5.02 days"),
        (122 * DAY, "4.01 months"), (1826 * DAY, "5 years"),
    ],
)  # fmt: skip
def test_a_computed_time_is_said_in_a_unit_that_can_be_pictured(minutes: float, english: str):
    assert str(Minutes(minutes)) == english


def test_figures_in_messages_have_three_digits_and_the_decimal_mark_of_the_language():
    message = say("{a} of {b}", a=2.34567, b=1234.5)
    assert message.text("en") == "2.35 of 1234"
    assert message.text("nl") == "2,35 of 1234"
