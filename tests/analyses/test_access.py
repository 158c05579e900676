"""Opening hours against the time that customers have, worked out by hand."""

from __future__ import annotations

from math import inf

import pytest
from journeys import of
from msgspec.structs import replace

from journeymap.analyses.access import ANALYSIS
from journeymap.graph.calendar import Calendar
from journeymap.model.quantities import duration

HOURS = """
personas:
  works: {share: 50%, available: Mo-Fr 18:00-22:00; Sa 09:00-13:00, prefers: [phone, letter, fax]}
  home:  {share: 50%, available: Mo-Fr 09:00-12:00}
  any:   {share: 0%}
channels:
  phone:  {open: Mo-Fr 09:00-17:00; Sa 10:00-12:00}
  web:    {open: 24/7}
  night:  {open: Mo-Su 22:00-06:00}
  letter: {open: 24/7}
  talk:   {name: Talk}
steps:
  call: {customer: Calls, channel: phone, end: helped}
"""


def test_coverage_is_the_part_of_the_free_time_in_which_it_is_open():
    found = of(ANALYSIS, HOURS).by_persona
    # Of 5 * 4 + 4 hours only Saturday from 10 to 12.
    assert found["works"]["phone"].coverage == pytest.approx(2 / 24)
    assert found["home"]["phone"].coverage == 1
    assert found["works"]["web"].coverage == 1
    assert found["works"]["night"].coverage == 0


def test_the_longest_closed_stretch_runs_over_the_weekend():
    phone = of(ANALYSIS, HOURS).by_persona["home"]["phone"]
    # From Saturday 12:00 to Monday 9:00.
    assert phone.longest_closed == 45 * 60
    assert phone.closed_from == (5 * 24 + 12) * 60
    assert of(ANALYSIS, HOURS).by_persona["home"]["web"].longest_closed == 0


def test_the_expected_wait_is_the_sum_of_the_squared_gaps_over_twice_the_week():
    found = of(ANALYSIS, HOURS).by_persona
    # Two hours a week: one gap of 166 hours.
    assert found["works"]["phone"].expected_wait == pytest.approx(166 * 60 * 166 * 60 / (2 * 168 * 60))
    # Three hours on each weekday: four gaps of 21 hours and one of 69.
    expected = (4 * 21**2 + 69**2) / (2 * 168) * 60
    assert found["home"]["phone"].expected_wait == pytest.approx(expected)
    assert found["works"]["night"].expected_wait == inf
    assert found["works"]["night"].longest_gap == inf


def test_hours_that_are_not_stated_give_no_figure():
    found = of(ANALYSIS, HOURS).by_persona
    assert found["any"]["phone"].coverage is None
    assert found["any"]["phone"].longest_closed is not None
    assert found["works"]["talk"].open_minutes is None
    assert found["works"]["talk"].expected_wait is None


def test_the_spread_names_who_is_worst_off():
    coverage = of(ANALYSIS, HOURS).coverage["phone"]
    assert coverage.lowest == ("works", pytest.approx(2 / 24))
    assert coverage.mean == pytest.approx((2 / 24 + 1) / 2)


def test_a_preferred_channel_may_be_unused_or_unknown():
    found = of(ANALYSIS, HOURS)
    assert found.unused["works"] == ("letter",)
    assert found.unknown["works"] == ("fax",)


def test_a_night_shift_runs_over_the_end_of_the_week():
    night = of(ANALYSIS, HOURS).by_persona["any"]["night"]
    assert night.open_minutes == 7 * 8 * 60
    assert night.longest_closed == 16 * 60


def test_holidays_count_where_the_hours_and_the_calendar_name_them():
    text = """
calendar: NL
reviewed: 2026-03-01
personas: {home: {available: Mo-Fr 09:00-17:00}}
channels: {phone: {open: Mo-Fr 09:00-17:00; PH off}}
steps: {call: {customer: Calls, channel: phone, end: helped}}
"""
    phone = of(ANALYSIS, text).by_persona["home"]["phone"]
    # 2026 has 261 weekdays, less six holidays on weekdays: New Year's Day, Easter Monday, King's Day, Ascension, Whit
    # Monday and Christmas Day.
    assert phone.coverage == pytest.approx((261 - 6) / 261)


def test_weekdays_over_a_whole_cycle_give_the_length_of_a_working_day():
    assert Calendar(None).days_per_working_day == 1.4
    assert Calendar("NL").days_per_working_day == pytest.approx(1.43, abs=0.01)
    assert Calendar(None).elapsed(duration("2 working days")).mean == pytest.approx(2.8 * 1440)
    assert Calendar(None).elapsed(duration("2 days")).mean == 2 * 1440


def test_of_several_channels_of_a_step_only_the_one_that_is_taken_counts_for_a_persona():
    found = of(ANALYSIS, """
channels: {web: {name: W, open: 24/7}, phone: {name: P, open: 'Mo-Fr 09:00-12:00'}, gone: {name: G, found: absent}}
personas:
  caller: {prefers: phone, available: 'Mo-Fr 18:00-20:00'}
  other:  {prefers: gone, available: 'Mo-Fr 18:00-20:00'}
steps:
  ask: {customer: Asks, frontstage: Answers, channel: [gone, phone, web], end: helped}
""").by_persona  # fmt: skip
    assert {who: [name for name, one in channels.items() if one.used_at] for who, channels in found.items()} == {
        "caller": ["phone"],
        "other": ["web"],
    }


@pytest.mark.parametrize(
    ("changes", "kept_out"),
    [
        ({}, False),
        ({"expected_wait": 61.0}, True),
        ({"expected_wait": 61.0, "own_wait": 30.0}, True),
        ({"expected_wait": 61.0, "own_wait": 60.0}, False),
        ({"longest_gap": 601.0}, True),
        ({"longest_gap": 601.0, "own_gap": 300.0}, True),
        ({"longest_gap": 601.0, "own_gap": 600.0}, False),
        ({"expected_wait": 61.0, "own_wait": 60.0, "longest_gap": 601.0}, True),
        ({"expected_wait": None, "longest_gap": 601.0}, False),
        ({"expected_wait": 61.0, "longest_gap": None}, False),
        ({"expected_wait": 61.0, "available_minutes": 0.0}, False),
    ],
)
def test_hours_keep_out_whom_they_keep_waiting_unless_it_is_their_own_time_that_is_scarce(
    changes: dict[str, float | None], kept_out: bool
):
    """The customer's own time is scarce where hours without end would hardly shorten the wait."""
    phone = of(ANALYSIS, HOURS).by_persona["works"]["phone"]
    usual = {"expected_wait": 60.0, "longest_gap": 600.0, "own_wait": None, "own_gap": None}
    assert replace(phone, **{**usual, **changes}).keeps_out(60, 600) is kept_out
