"""Days and times are written for readers, not as a file writes them."""

from __future__ import annotations

import re
from datetime import date

import pytest

from journeymap.i18n.dates import Day, day_of
from journeymap.i18n.vocabulary import NOT_STATED
from journeymap.i18n.written_times import time_in
from journeymap.model.quantities import duration
from journeymap.pipeline import check_source


@pytest.mark.parametrize(
    ("language", "day", "written"),
    [
        ("en", date(2026, 10, 1), "1 October 2026"),
        ("nl", date(2026, 10, 1), "1 oktober 2026"),
        ("nl", date(2019, 3, 31), "31 maart 2019"),
        ("en", date(1999, 12, 25), "25 December 1999"),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(language: str, day: date, written: str):
    assert Day(day).text(language) == written


def test_no_day_is_not_stated():
    assert day_of(None) is NOT_STATED


@pytest.mark.parametrize(
    ("language", "written", "read"),
    [
        ("nl", "1/2/4 weken", "meestal 2 weken (1-4)"),
        ("en", "1/2/4 weeks", "mostly 2 weeks (1-4)"),
        ("en", "0.5 / 1.5 / 3 working days", "mostly 1.5 working days (0.5-3)"),
        ("nl", "2-5 werkdagen", "2-5 werkdagen"),
        ("nl", "1/2 dag", "1/2 dag"),
        ("en", "6 weken", "6 weeks"),
        ("nl", "1 week", "1 week"),
        ("nl", "3 business days", "3 werkdagen"),
        ("nl", "1 h", "1 uur"),
        ("en", "1 jaar", "1 year"),
        ("nl", "1.5-2.5 hours", "1,5-2,5 uur"),
        ("en", "0,5 maand", "0.5 months"),
        ("en", "3 tot 5 mnd.", "3-5 months"),
        ("nl", "4/8/12 months", "meestal 8 maanden (4-12)"),
        ("nl", "anderhalve week", "anderhalve week"),
        ("en", "1 h 30 min", "1 h 30 min"),
        ("en", "10 min", "10 min"),
    ],
)
def test_times_are_told_in_the_language_of_the_reader_and_of_three_points_the_likely_one_first(
    language: str, written: str, read: str
):
    assert time_in(written, language) == read


@pytest.mark.parametrize(
    ("written", "language", "read"),
    [("PT15M", "nl", "15 min"), ("P3D", "en", "3 days"), ("2/3/7 dagen", "nl", "meestal 3 dagen (2-7)")],
)
def test_a_time_in_the_notation_of_programs_is_told_in_words(written: str, language: str, read: str):
    assert duration(written).text(language) == read
    assert str(duration(written)) == written


SLOW = """
journeymap: 1
title: T
language: nl
steps:
  a: {customer: Vraagt, frontstage: Neemt aan, wait: 1/2/4 weken, promise: 1/1/2 weken, tolerance: 1/2/2 dagen, next: b}
  b: {backstage: Beslist, wait: 3/4/9 maanden, next: c}
  c: {customer: Krijgt het, frontstage: Geeft het, end: helped}
"""


@pytest.mark.parametrize("language", ["en", "nl"])
def test_no_finding_tells_a_time_in_the_notation_of_the_file(language: str):
    said = [
        words.text(language)
        for found in check_source(SLOW.lstrip(), "a.yaml").diagnostics
        for words in (found.message, found.help, found.effect)
        if words is not None
    ]
    assert sum("meestal" in text or "mostly" in text for text in said) >= 3
    assert not [text for text in said if re.search(r"\d/\d|weken|maanden" if language == "en" else r"\d/\d", text)]
