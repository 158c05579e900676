"""Countries whose holidays count, and working days as days that pass."""

from __future__ import annotations

import pytest

from journeymap.compiler import compile_blueprint
from journeymap.graph.calendar import Calendar
from journeymap.i18n.numbers import DAY
from journeymap.model.quantities import duration
from journeymap.syntax import parse


def test_the_code_of_a_country_may_be_written_small():
    found, problems = compile_blueprint(parse("journeymap: 1\ncalendar: nl\nsteps: {}\n", "a.yaml").node)
    assert (found.calendar, problems) == ("NL", [])


def test_a_country_that_is_not_known_is_said_at_its_place():
    _, (problem,) = compile_blueprint(parse("journeymap: 1\ncalendar: Holland\nsteps: {}\n", "a.yaml").node)
    assert str(problem.span) == "a.yaml:2:11"
    assert str(problem.message) == 'no holidays are known for "Holland"'


@pytest.mark.parametrize(
    ("text", "least", "likely", "most"),
    [
        ("2 working days", 2.8, None, 2.8),
        ("1-5 working days", 1.4, None, 7.0),
        ("1-2-5 working days", 1.4, 2.8, 7.0),
        ("1-2-5 days", 1.0, 2.0, 5.0),
        ("1-5 days", 1.0, None, 5.0),
    ],
)
def test_on_average_a_working_day_is_seven_fifths_of_a_day(text: str, least: float, likely: float | None, most: float):
    span = Calendar(None).on_average(duration(text))
    assert (span.least / DAY, span.most / DAY) == pytest.approx((least, most))
    assert (None if span.likely is None else span.likely / DAY) == pytest.approx(likely)
    assert (span.gap, span.week) == (0, 0)


@pytest.mark.parametrize(("text", "likely"), [("1-2-5 working days", 2.0), ("1-5 working days", None)])
def test_working_days_that_begin_at_any_moment_of_the_week_are_days_with_weekends_between(
    text: str, likely: float | None
):
    span = Calendar(None).elapsed(duration(text))
    assert (span.least / DAY, span.most / DAY, span.gap / DAY, span.week / DAY) == pytest.approx((1, 5, 2, 5))
    assert (None if span.likely is None else span.likely / DAY) == pytest.approx(likely)
