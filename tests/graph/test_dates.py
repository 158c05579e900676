"""The day by which ages are counted."""

from __future__ import annotations

from datetime import date

import pytest

from journeymap.graph.dates import months_between, today
from journeymap.pipeline import check_source


def test_the_environment_may_state_the_day(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1577836800")
    assert today() == date(2020, 1, 1)


@pytest.mark.parametrize("stated", ["", "yesterday", "-5", "²"])
def test_a_day_that_cannot_be_read_is_that_of_the_clock(monkeypatch: pytest.MonkeyPatch, stated: str):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", stated)
    assert today().year >= 2026


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [
        (date(2024, 1, 31), date(2024, 2, 29), 0),
        (date(2024, 1, 31), date(2024, 3, 31), 2),
        (date(2024, 3, 15), date(2026, 3, 15), 24),
        (date(2024, 3, 15), date(2026, 3, 14), 23),
        (date(2026, 3, 14), date(2024, 3, 15), 0),
    ],
)
def test_only_whole_months_count(earlier: date, later: date, months: int):
    assert months_between(earlier, later) == months


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("reviewed: 2025-05-01\nsources: {a: {date: 2026-01-01}}", date(2025, 5, 1)),
        ("sources: {a: {date: 2024-01-01}, b: {date: 2025-02-03}, c: {n: 4}}", date(2025, 2, 3)),
        ("sources: {a: {n: 4}}", date(2026, 10, 1)),
        ("title: Nothing is stated", date(2026, 10, 1)),
    ],
)
def test_ages_are_counted_from_what_the_file_states_and_only_then_from_today(said: str, day: date):
    result = check_source(f"journeymap: 1\n{said}\nsteps: {{a: {{customer: Asks, end: helped}}}}\n", "a.yaml")
    assert result.graph is not None
    assert result.graph.as_of == day
