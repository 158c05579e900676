"""Texts are measured as Helvetica sets them, and broken so that they fit."""

from __future__ import annotations

import pytest

from journeymap.layout.line_breaking import text_width, wrap


@pytest.mark.parametrize(
    ("text", "ems"),
    [("", 0), ("Hi", 0.722 + 0.222), ("予約", 2), ("e\u0301", 0.556), ("🚲", 1.25), ("שלום", 2.4), ("\u200b", 0)],
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


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("👩\u200d👩\u200d👧\u200d👦", "👩"),
        ("👍🏽", "👍"),
        ("10\u00a0km", "10 km"),
        ("\u2007", "0"),
    ],
)
def test_what_is_drawn_as_one_sign_is_as_wide_as_one(text: str, same: str) -> None:
    assert text_width(text, 10) == pytest.approx(text_width(same, 10))


@pytest.mark.parametrize("text", ["👩\u200d👩\u200d👧\u200d👦" * 9, "👍🏽" * 20])
def test_an_emoji_is_not_taken_apart(text: str) -> None:
    lines = wrap(text, 10, 64)
    assert len(lines) > 1
    assert all(line.startswith(text[0]) and not line.endswith("\u200d") for line in lines)


def test_no_line_breaks_at_a_space_that_holds_words_together() -> None:
    assert wrap("wait 10\u00a0km away", 10, 45) == ("wait", "10\u00a0km", "away")


@pytest.mark.parametrize(
    ("word", "lines"),
    [
        ("https://example.org/wonen/formulier?x=1", ("https://example.", "org/wonen/", "formulier?x=1")),
        ("arbeidsongeval-verzekering", ("arbeidsongeval-", "verzekering")),
    ],
)
def test_a_long_word_is_parted_at_its_seams(word: str, lines: tuple[str, ...]) -> None:
    assert wrap(word, 10, 82) == lines


def test_a_long_word_without_seams_is_parted_evenly() -> None:
    lines = wrap("aansprakelijkheidswaardevaststelling", 10, 150)
    widths = [text_width(line, 10) for line in lines]
    assert len(lines) == 2
    assert max(widths) - min(widths) < 20


def test_no_line_of_japanese_begins_with_what_closes_or_ends_with_what_opens() -> None:
    lines = wrap("これは「とても長い」文章で、折り返されます。「はい」" * 3, 10, 70)
    assert len(lines) > 5
    assert not any(line[0] in "、。」" or line[-1] == "「" for line in lines)


def test_a_thai_vowel_stays_with_the_consonant_that_it_is_written_before() -> None:
    lines = wrap("แม่ไปเที่ยวโรงเรียนในเมืองแต่เช้า" * 3, 10, 40)
    assert not any(line[-1] in "เแโใไ" for line in lines)


def test_where_there_is_no_room_every_letter_has_a_line_of_its_own():
    assert wrap("ab c", 8, 0) == wrap("ab c", 8, -5) == ("a", "b", "c")
