"""Texts are measured as Helvetica sets them, and broken so that they fit."""

from __future__ import annotations

import pytest

from journeymap.layout.text import text_width, wrap


@pytest.mark.parametrize(
    ("text", "ems"),
    [("", 0), ("Hi", 0.722 + 0.222), ("予約", 2), ("e\u0301", 0.556), ("🚲", 1), ("שלום", 2.4), ("\u200b", 0)],
)
def test_width_of_a_text(text: str, ems: float) -> None:
    assert text_width(text, 10) == pytest.approx(10 * ems)


def test_bold_is_wider() -> None:
    assert text_width("Helper", 10, bold=True) > text_width("Helper", 10)


def test_lines_are_as_few_and_as_even_as_can_be() -> None:
    assert wrap("one two three four", 10, 60) == ("one two", "three four")


@pytest.mark.parametrize(
    "text", ["a" * 80, "予約を確認してください予約を確認", "x " * 30, "e\u0301" * 50, "🚲" * 20, "كلمة " * 9]
)
def test_no_line_is_wider_than_allowed_and_no_letter_is_lost(text: str) -> None:
    lines = wrap(text, 10, 64)
    assert max(text_width(line, 10) for line in lines) <= 64
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_an_accent_stays_on_its_letter() -> None:
    assert not any(line.startswith("\u0301") for line in wrap("e\u0301" * 50, 10, 64))


def test_a_text_of_spaces_has_no_lines() -> None:
    assert wrap("  \n ", 10, 50) == ()
