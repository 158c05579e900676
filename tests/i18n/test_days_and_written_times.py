"""Days and times are written for readers, not as a file writes them."""

from __future__ import annotations

from datetime import date

import pytest

from journeymap.i18n.dates import Day, day_of
from journeymap.i18n.vocabulary import NOT_STATED
from journeymap.i18n.written_times import time_in


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
        ("en", "10 min", "10 min"),
    ],
)
def test_three_points_are_told_as_the_likely_one_and_the_range(language: str, written: str, read: str):
    assert time_in(written, language) == read
