"""What a designer writes for a time, a share, a frequency, a scale, a date and hours is read as it is meant."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.model import durations, numerals, quantities
from journeymap.model.misread import MisreadError


@pytest.mark.parametrize(
    ("written", "least", "likely", "most"),
    [
        ("5 min", 5, 5, 5),
        ("5min", 5, 5, 5),
        ("90 s", 1.5, 1.5, 1.5),
        ("2 h", 120, 120, 120),
        ("2 uur", 120, 120, 120),
        ("1,5 uur", 90, 90, 90),
        ("18 d", 25920, 25920, 25920),
        ("1 kwartier", 15, 15, 15),
        ("1 h 30 min", 90, 90, 90),
        ("1u 30min", 90, 90, 90),
        ("1 uur en 30 minuten", 90, 90, 90),
        ("1 week, 2 days and 3 hours", 13140, 13140, 13140),
        ("30 min - 2 h", 30, 75, 120),
        ("30 min tot 1 uur 30 min", 30, 60, 90),
        ("3 days", 4320, 4320, 4320),
        ("3 dagen", 4320, 4320, 4320),
        ("5-12 min", 5, 8.5, 12),
        ("5 – 12 min", 5, 8.5, 12),
        ("5 tot 12 minuten", 5, 8.5, 12),
        ("1/3/8 weeks", 10080, 30240, 80640),
        ("PT15M", 15, 15, 15),
        ("P1DT2H", 1560, 1560, 1560),
        (timedelta(hours=2), 120, 120, 120),
        ("1 h 30", 90, 90, 90),
        ("1h30", 90, 90, 90),
        ("1:30 uur", 90, 90, 90),
        ("two weeks", 20160, 20160, 20160),
        ("a week", 10080, 10080, 10080),
        ("anderhalve week", 15120, 15120, 15120),
        ("half an hour", 30, 30, 30),
        ("een half uur", 30, 30, 30),
        ("een kwartier", 15, 15, 15),
        ("an hour and a half", 90, 90, 90),
        ("twee en een half uur", 150, 150, 150),
        ("tweeënhalf uur", 150, 150, 150),
        ("2½ uur", 150, 150, 150),
        ("1/2 day", 720, 720, 720),
        ("1/2 uur", 30, 30, 30),
        ("1 1/2 uur", 90, 90, 90),
        ("3/4 hour", 45, 45, 45),
        ("about 8 min", 8, 8, 8),
        ("ca. 8 min", 8, 8, 8),
        ("zo'n 2 weken", 20160, 20160, 20160),
        ("max 5 days", 0, 3600, 7200),
        ("binnen 2 weken", 0, 10080, 20160),
        ("up to two weeks", 0, 10080, 20160),
        ("tussen 2 en 5 dagen", 2880, 5040, 7200),
        ("between two and five days", 2880, 5040, 7200),
        ("5 or 6 days", 7200, 7920, 8640),
        ("3 dag(en)", 4320, 4320, 4320),
        ("een fortnight", 20160, 20160, 20160),
        ("1 000 min", 1000, 1000, 1000),
        ("1.234,5 min", 1234.5, 1234.5, 1234.5),
        ("0.125 h", 7.5, 7.5, 7.5),
        ("0", 0, 0, 0),
    ],
)
def test_a_duration_is_read_in_minutes(written, least, likely, most):
    found = quantities.duration(written)
    assert (found.least, found.likely, found.most, found.working) == (least, likely, most, False)


@pytest.mark.parametrize("written", ["2 working days", "2 werkdagen", "2 business days"])
def test_working_days_are_days_of_eight_hours_and_say_so(written):
    found = quantities.duration(written)
    assert (found.likely, found.working) == (960, True)


def test_a_range_has_the_mean_and_the_spread_of_an_even_distribution():
    found = quantities.duration("0-12 min")
    assert found.mean == 6
    assert found.variance == 12  # (12 - 0) squared / 12


def test_three_points_have_the_mean_and_the_spread_of_a_triangle():
    found = quantities.duration("0/3/9 min")
    assert found.mean == 4  # (0 + 3 + 9) / 3
    assert found.variance == pytest.approx((0 + 9 + 81 - 0 - 0 - 27) / 18)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "5",
        "5 lightyears",
        "12-5 min",
        "-5 min",
        "1/2/3/4 weeks",
        "P",
        "1e3 min",
        "1 h and",
        "2 working days 3 h",
        "1 h - 30 min",
        "1 h - ",
        "9" * 400 + " h",
        "4+ weeks",
        "a few days",
        "at least 2 weeks",
        timedelta(minutes=-30),
        quantities.Duration(-5, -5, -5),
        quantities.Duration(9, 5, 7),
    ],
)
def test_what_is_no_duration_is_refused_with_a_remedy(written):
    with pytest.raises(MisreadError) as caught:
        quantities.duration(written)
    assert str(caught.value.remedy).startswith("write")


@pytest.mark.parametrize(
    ("written", "remedies"),
    [
        ("1.000 min", ["1000 min", "1 min"]),
        ("1,500 uur", ["1500 uur", "1.5 uur"]),
        ("1-1.500 min", ["1-1500 min", "1-1.5 min"]),
        ("1.000-2.000 min", ["1000-2000 min", "1-2 min"]),
        ("1,000/1,500/11,500 min", ["1000/1500/11500 min", "1/1.5/11.5 min"]),
        ("1/2 days", ["0.5 days", "1-2 days"]),
        ("2/3 uur", ["0.67 uur", "2-3 uur"]),
        ("4+ weeks", ["4-8 weeks"]),
        ("minimaal 2 weken", ["2-4 weken"]),
        ("a few days", ["2-4 days"]),
        ("een paar dagen", ["2-4 dagen"]),
        ("5 dayes", ["5 days"]),
        ("5", ["5 min", "5 days"]),
        ("direct", ["0 min"]),
    ],
)
def test_a_duration_that_leaves_a_doubt_is_answered_with_what_was_written_put_right(written, remedies):
    with pytest.raises(MisreadError) as caught:
        quantities.duration(written)
    for remedy in remedies:
        assert f'"{remedy}"' in str(caught.value.remedy)
        assert quantities.duration(remedy).most > 0 or remedy == "0 min"


@given(st.timedeltas(min_value=timedelta(), max_value=timedelta(days=4000)))
def test_a_duration_from_python_is_the_same_when_it_is_read_from_what_is_written_of_it(length):
    found = quantities.duration(length)
    assert quantities.duration(str(found)) == found
    assert found.mean == pytest.approx(length.total_seconds() / 60)


@pytest.mark.parametrize(
    "made",
    [
        quantities.Duration(5, 10, 20),
        quantities.Duration(480, 960, 1440, True),
        quantities.Duration(1.125, 1.125, 1.125),
    ],
)
def test_a_duration_made_in_python_keeps_its_points_when_it_is_written(made):
    written = quantities.duration(made)
    again = quantities.duration(str(written))
    assert (again.least, again.likely, again.most, again.working) == (made.least, made.likely, made.most, made.working)


@pytest.mark.parametrize(
    ("read", "written", "number"),
    [
        (quantities.count, "1.200", 1200),
        (quantities.count, "12,500", 12500),
        (quantities.count, "1.200.000", 1200000),
        (quantities.count, "1.5", 1.5),
        (quantities.rating, "7.125", 7.125),
        (quantities.number, "1.234,50", 1234.5),
        (quantities.number, "2,5", 2.5),
        (quantities.number, "-3", -3),
    ],
)
def test_three_digits_after_a_mark_are_thousands_where_only_whole_numbers_can_be_meant(read, written, number):
    assert read(written) == number


@pytest.mark.parametrize("written", ["1.250", "12,500", "-1.000"])
def test_a_price_that_may_be_thousands_is_refused_with_both_readings(written):
    with pytest.raises(MisreadError) as caught:
        quantities.number(written)
    thousands, decimals = str(caught.value.remedy).split('"')[1::2]
    assert quantities.number(thousands) == pytest.approx(1000 * quantities.number(decimals))


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("80%", 0.8),
        ("half", 0.5),
        ("een derde", 1 / 3),
        ("driekwart", 0.75),
        ("ca. 80%", 0.8),
        ("1 op 1.000", 0.001),
        ("one in four", 0.25),
        ("1 op de 4 klanten", 0.25),
        ("1.200 van 2.400", 0.5),
        ("12.345%", 0.12345),
        ("80 %", 0.8),
        ("12,5%", 0.125),
        ("0.8", 0.8),
        (".8", 0.8),
        (0.8, 0.8),
        ("4 of 5", 0.8),
        ("27 van 33", 27 / 33),
        (1, 1.0),
        ("2e-1", 0.2),
        ("1.5E-05", 0.000015),
    ],
)
def test_a_share_is_read_as_a_part_of_one(written, part):
    assert quantities.share(written) == pytest.approx(part)


@pytest.mark.parametrize("written", ["120%", "-5%", "most", "1.2", True, "80% of them", "inf", float("nan"), "5 of 0"])
def test_what_is_no_share_is_refused(written):
    with pytest.raises(MisreadError):
        quantities.share(written)


@pytest.mark.parametrize(
    ("written", "often"),
    [("46 per 1.000", 0.046), ("46 per 1000", 0.046), ("46/1000", 0.046), ("4.6%", 0.046), ("3 op de 4", 0.75)],
)
def test_a_frequency_is_read_per_time(written, often):
    assert quantities.frequency(written) == pytest.approx(often)


def test_a_number_may_be_small_but_not_endless():
    assert quantities.number("1e-3") == 0.001
    for written in ("9" * 400, "1e999", "-1e999"):
        with pytest.raises(MisreadError):
            quantities.number(written)
    with pytest.raises(MisreadError):
        quantities.frequency("9" * 400 + " per 2")


def test_a_scale_is_read_with_its_ends():
    assert quantities.scale("0-10") == quantities.Scale(0, 10)
    assert quantities.scale("-2..2") == quantities.Scale(-2, 2)
    assert quantities.scale([1, 5]) == quantities.Scale(1, 5)


@pytest.mark.parametrize("written", ["10", "10-0", "a-b", "5-5"])
def test_what_is_no_scale_is_refused(written):
    with pytest.raises(MisreadError):
        quantities.scale(written)


def test_a_date_may_be_only_a_year_or_a_month():
    assert quantities.day("2009") == date(2009, 1, 1)
    assert quantities.day(2009) == date(2009, 1, 1)
    assert quantities.day("2026-05") == date(2026, 5, 1)
    assert quantities.day("2026-05-12") == date(2026, 5, 12)
    assert quantities.day("12 mei 2026") == date(2026, 5, 12)
    assert quantities.day("sept. 2026") == date(2026, 9, 1)


@pytest.mark.parametrize("year", ["9999-12-31", "0001", "3000-01-01", date(9999, 12, 31), date(1, 1, 1)])
def test_a_year_with_which_no_calendar_can_be_computed_is_refused(year):
    with pytest.raises(MisreadError, match="not a year that can be meant"):
        quantities.day(year)


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("25-05-2026", 'write "2026-05-25"'),
        ("12/05/2026", 'write "2026-05-12" or "2026-12-05"'),
        ("31.12.2025", 'write "2025-12-31"'),
    ],
)
def test_a_date_in_another_order_is_told_as_it_has_to_be_written(written, remedy):
    with pytest.raises(MisreadError) as caught:
        quantities.day(written)
    assert str(caught.value.remedy) == remedy


@pytest.mark.parametrize("written", ["12-05-2026", "2026-13-01", "2026-02-30", "yesterday"])
def test_what_is_no_date_is_refused(written):
    with pytest.raises(MisreadError):
        quantities.day(written)


@pytest.mark.parametrize(("written", "meant"), [(30, "30%"), ("70", "70%"), ("2,5", "2,5%")])
def test_a_share_without_its_percent_sign_is_told_with_it(written: object, meant: str):
    with pytest.raises(MisreadError) as caught:
        quantities.share(written)
    assert f'"{meant}"' in str(caught.value.remedy)
    assert 0 < quantities.share(meant) <= 1


@given(st.text())
def test_any_text_is_read_or_refused_but_never_breaks(text):
    for read in (
        quantities.duration,
        quantities.share,
        quantities.frequency,
        quantities.scale,
        quantities.number,
        quantities.day,
    ):
        with contextlib.suppress(MisreadError):
            read(text)


@pytest.mark.parametrize("unit", [*durations._UNITS, *sorted(durations._WORKING)])
def test_a_number_with_a_unit_is_the_same_with_a_word_that_says_it_is_no_more_than_an_estimate(unit):
    for numbers in ("0", "7", "2-5", "100-250"):
        assert durations.read(f"{numbers} {unit}") == durations.read(f"about {numbers} {unit}")


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_digits_are_the_same_number_with_and_without_a_space_around_them(number):
    assert quantities.count(f"{number}") == quantities.count(f" {number} ") == number
    assert quantities.frequency(f"{number}%") == quantities.frequency(f"{number} percent") == number / 100


@pytest.mark.parametrize(
    ("written", "value"), [("1,5e3", 1500), ("1.5E3", 1500), ("-2,5e2", -250), ("−7.5", -7.5), ("+,5", 0.5)]
)
def test_a_number_has_either_decimal_mark_also_with_an_exponent(written: str, value: float):
    assert numerals.number(written) == value
