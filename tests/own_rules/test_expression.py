"""Conditions that are said: they hold where it is certain, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest

from journeymap.model.quantities import duration
from journeymap.own_rules.expression import MOST_CHARACTERS, ExpressionError, holds, parse

VALUES: dict[str, Any] = {
    "channel": ("phone", "web"),
    "evidence": (),
    "wait": duration("2-4 weeks"),
    "promise": None,
    "share": 0.2,
    "answers": True,
    "self-service": False,
    "customer": ("Calls and waits",),
    "owner": "Team Onderhoud",
    "visits": 1.4,
    "asks": ("name", "address"),
}


@pytest.mark.parametrize(
    "condition",
    [
        "channel == 'phone'",
        "channel == 'phone' and not evidence",
        "wait > '1 week' and wait < '1 month'",
        "wait >= 20160",
        "share <= 20%",
        "share == 0.2",
        "not promise",
        "not self-service and answers",
        "answers == true",
        "'address' in asks",
        "channel in ['post', 'phone']",
        "owner not in ['Team Verhuur']",
        "'onderhoud' in owner",
        "visits > 1 or promise > '1 day'",
        "not (visits < 1 and promise > '1 day')",
        "channel != 'post'",
        "(channel)",
        '"waits" in customer or customer == "Calls and waits"',
    ],
)
def test_a_condition_that_is_certain_holds(condition: str):
    assert holds(parse(condition, VALUES), VALUES)


@pytest.mark.parametrize(
    "condition",
    [
        "promise > '1 day'",
        "not (promise > '1 day')",
        "promise == 'x'",
        "not promise == 'x'",
        "evidence == 'letter'",
        "evidence != 'letter'",
        "promise > '1 day' and visits > 1",
        "channel == 'post'",
        "wait > '1 month'",
        "owner > 3",
        "self-service",
        "promise in ['a']",
        "not promise in ['a']",
    ],
)
def test_what_is_not_certain_does_not_hold(condition: str):
    assert not holds(parse(condition, VALUES), VALUES)


@pytest.mark.parametrize(
    ("condition", "column", "reason"),
    [
        ("chanel == 'x'", 0, "did you mean"),
        ("phone", 0, "texts stand in quotes"),
        ("channel ==", 10, "too early"),
        ("channel == 'x", 11, "not closed"),
        ("channel == 'x' or", 17, "too early"),
        ("(channel", 8, 'a ")" is missing'),
        ("channel in ['a', 'b'", 20, 'a "]" is missing'),
        ("channel = 'x'", 8, "cannot be understood"),
        ("channel == 'x' channel", 15, "not expected"),
        ("and", 0, "not expected"),
        ("__import__('os')", 0, "cannot be understood"),
        ("owner.upper()", 5, "cannot be understood"),
        ("not " * 100 + "owner", 160, "too deep"),
        ("owner" + " " * MOST_CHARACTERS, MOST_CHARACTERS, "at most"),
    ],
)
def test_what_cannot_be_understood_is_told_with_its_place(condition: str, column: int, reason: str):
    with pytest.raises(ExpressionError) as raised:
        parse(condition, VALUES)
    assert reason in str(raised.value)
    assert raised.value.column == column
