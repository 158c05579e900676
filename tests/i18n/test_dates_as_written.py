"""A date is told as precisely as it was written: who writes a year is not told a day."""

from __future__ import annotations

import json
import pickle
from copy import deepcopy
from datetime import date

import pytest

from journeymap.analyses.evidence import ANALYSIS as EVIDENCE
from journeymap.drawing import draw
from journeymap.exporters.json import render
from journeymap.graph.dates import months_between
from journeymap.i18n.dates import Day, PartialDate, written_day
from journeymap.model import quantities
from journeymap.pipeline import check_source
from journeymap.tables.sources import sources_table


@pytest.mark.parametrize(
    ("written", "english", "dutch", "kept"),
    [
        (2025, "2025", "2025", "2025"),
        ("2025", "2025", "2025", "2025"),
        ("2025-09", "September 2025", "september 2025", "2025-09"),
        ("sept 2025", "September 2025", "september 2025", "2025-09"),
        ("2025-09-01", "1 September 2025", "1 september 2025", "2025-09-01"),
        ("1 september 2025", "1 September 2025", "1 september 2025", "2025-09-01"),
        (date(2025, 1, 1), "1 January 2025", "1 januari 2025", "2025-01-01"),
        ("2025-12", "December 2025", "december 2025", "2025-12"),
    ],
)
def test_a_date_is_told_and_kept_as_precisely_as_it_was_written(
    written: object, english: str, dutch: str, kept: str
) -> None:
    day = quantities.day(written)
    assert (Day(day).text("en"), Day(day).text("nl"), written_day(day)) == (english, dutch, kept)
    for copy in (deepcopy(day), pickle.loads(pickle.dumps(day)), quantities.day(day)):
        assert written_day(copy) == kept


@pytest.mark.parametrize(
    ("earlier", "last"),
    [
        (PartialDate.of(2024), date(2024, 12, 31)),
        (PartialDate.of(2024, 2), date(2024, 2, 29)),
        (PartialDate.of(2024, 12), date(2024, 12, 31)),
    ],
)
def test_an_age_counts_from_the_last_day_that_may_be_meant(earlier: PartialDate, last: date) -> None:
    assert earlier.last == last
    later = date(2026, 6, 15)
    assert months_between(earlier, later) == months_between(last, later)


def _file(source: object, reviewed: object) -> str:
    return f"""
journeymap: 1
title: T
reviewed: {reviewed}
sources: {{talks: {{name: Talks, date: {source}, n: 8}}}}
steps:
  ask: {{customer: Asks, takes: 5 min, heard: talks, frontstage: Answers, next: done}}
  done: {{customer: Is done, end: helped}}
"""


def _stale(source: object, reviewed: object) -> list[str]:
    found = check_source(_file(source, reviewed), "case.yaml").diagnostics
    return [str(diagnostic.message) for diagnostic in found if diagnostic.code.name == "stale-source"]


def test_a_source_of_a_year_is_stale_only_where_its_last_day_is() -> None:
    assert not _stale(2023, "2025-12-30")
    (message,) = _stale(2023, "2026-01-31")
    assert "at least 25 months old" in message
    (message,) = _stale("2023-01-01", "2026-01-31")
    assert "is 36 months old" in message


def test_a_review_of_a_year_counts_from_its_first_day() -> None:
    # Reviewed some time in 2026: the source of May 2024 was then 19 months old, or up to 31.
    assert not _stale("2024-05-20", 2026)
    assert _stale("2024-05-20", "2026-12-31")


def test_what_is_written_as_json_keeps_the_year() -> None:
    result = check_source(_file("2024-05", 2025), "case.yaml")
    assert result.journey is not None
    (part,) = render(draw(result.journey, result.diagnostics))
    data = json.loads(part.content)
    assert (data["reviewed"], data["sources"]["talks"]["date"]) == ("2025", "2024-05")


def test_ages_in_tables_say_that_they_are_the_least() -> None:
    result = check_source(_file(2020, 2025), "case.yaml")
    assert result.journey is not None
    (row,) = sources_table(result.journey.facts.of(EVIDENCE)).rows
    assert [str(cell) for cell in row][3:5] == ["2020", "at least 48 months"]
