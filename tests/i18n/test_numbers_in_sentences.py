"""Numbers in what the program says: three digits, never with an exponent, in the marks of the language."""

from __future__ import annotations

from math import inf

import pytest

from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount, in_one_unit


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0.0, "0"),
        (0.461, "0.461"),
        (0.046049, "0.046"),
        (4.905, "4.91"),
        (99.95, "100"),
        (999.4, "999"),
        (999.5, "1000"),
        (999.7, "1000"),
        (1000.0, "1000"),
        (1234.5, "1234"),
        (1_234_567.0, "1234567"),
        (-999.7, "-1000"),
        (-1234.5, "-1234"),
        (-4.905, "-4.91"),
    ],
)
def test_a_number_is_written_in_three_digits_and_never_with_an_exponent(number: float, words: str):
    assert say("{number} at most", number=number).text("en") == f"{words} at most"
    assert say("{number} at most", number=number).text("nl").startswith(words.replace(".", ","))


def test_whole_numbers_are_written_as_they_are():
    assert say("{number} steps", number=12_345).text("en") == "12345 steps"


def test_a_number_without_end_is_said_in_words():
    assert say("{number}", number=inf).text("en") == "without end"


def test_times_of_a_column_are_told_in_the_unit_of_the_longest():
    column = in_one_unit(
        [Amount(60480, "minutes", signed=True), Amount(-90, "minutes", signed=True), Amount(3, "count")]
    )
    assert [amount.text("en") for amount in column] == ["+42 days", "-0.0625 days", "3"]
    assert in_one_unit([Amount(None, "minutes"), Amount(30, "minutes")])[1].text("nl") == "30 min"
