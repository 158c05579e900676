"""What a designer writes for a time, a share, a frequency, a scale, a date and hours is read as it is meant."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.model import quantities
from journeymap.model.quantities import MisreadError


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
        "1 h 30",
        "1 h and",
        "2 working days 3 h",
        "1 h - 30 min",
        "1 h - ",
        "9" * 400 + " h",
    ],
)
def test_what_is_no_duration_is_refused_with_a_remedy(written):
    with pytest.raises(MisreadError) as caught:
        quantities.duration(written)
    assert str(caught.value.remedy).startswith("write")


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("80%", 0.8),
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


@pytest.mark.parametrize("written", ["120%", "-5%", "half", "1.2", True, "80% of them", "inf", float("nan"), "5 of 0"])
def test_what_is_no_share_is_refused(written):
    with pytest.raises(MisreadError):
        quantities.share(written)


@pytest.mark.parametrize(
    ("written", "often"), [("46 per 1000", 0.046), ("46/1000", 0.046), ("4.6%", 0.046), ("3 op de 4", 0.75)]
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


@pytest.mark.parametrize("written", ["12-05-2026", "2026-13-01", "2026-02-30", "yesterday"])
def test_what_is_no_date_is_refused(written):
    with pytest.raises(MisreadError):
        quantities.day(written)


def test_wrong_hours_are_refused_from_the_place_where_they_go_wrong():
    with pytest.raises(MisreadError, match=r'from "8\.30-17\.00" on'):
        quantities.opening_hours("Mo-Fr 8.30-17.00")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ma-vr 08:30-17:00", "Mo-Fr 08:30-17:00"),
        ("za 9:00-12:00", "Sa 09:00-12:00"),
        ("ma-vr 17.00-22.00; za-zo 9.00-21.00", "Mo-Fr 17:00-22:00; Sa-Su 09:00-21:00"),
        ("ma t/m vr 8.00 tot 17.00 uur", "Mo-Fr 08:00-17:00"),
    ],
)
def test_hours_in_dutch_are_told_as_they_have_to_be_written(written: str, meant: str):
    with pytest.raises(MisreadError) as caught:
        quantities.opening_hours(written)
    assert f'"{meant}"' in str(caught.value.remedy)
    assert quantities.opening_hours(meant) == meant


def test_whoever_writes_whole_dutch_days_is_told_the_english_ones():
    with pytest.raises(MisreadError) as caught:
        quantities.opening_hours("Maandag 08:30-12:00")
    assert "Tu" in str(caught.value.remedy)


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
