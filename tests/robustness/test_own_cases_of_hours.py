"""Three more cases of each kind of edge in opening hours: over whole years, through nights, in turn, and not believed.

The right values are counted day by day with Python's own calendar, or by hand where that is shorter.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from own_cases import checked, fact, names

from journeymap.analyses.access import ANALYSIS as ACCESS


def service(open_: str, free: str = "24/7", head: str = "") -> str:
    return (
        f"{head}personas: {{p: {{name: P, available: '{free}', context: c, prefers: [c]}}}}\n"
        f"channels: {{c: {{name: C, open: '{open_}'}}}}\n"
        "steps:\n  a: {customer: A, frontstage: f, channel: c, end: helped}\n"
    )


def a_week(open_: str, head: str = "") -> float:
    """The hours a week that it is open."""
    access = fact(ACCESS, service(open_, head=head)).by_persona["p"]["c"]
    assert access.open_minutes is not None
    assert access.both_minutes == pytest.approx(access.open_minutes)
    return access.open_minutes / 60


def days(year: int) -> list[date]:
    return [day for number in range(366) if (day := date(year, 1, 1) + timedelta(number)).year == year]


def in_year(year: int, hours: float) -> float:
    return hours / (len(days(year)) / 7)


# Nights belong to the day on which they begin: of Saturday and Sunday off, those of Friday stay.
NIGHTS = [
    ("Mo-Su 20:00-06:00; Sa,Su off", 5 * 10),
    ("Fr 18:00-26:00; Sa 01:00-02:00 off", 8),  # what is off is Saturday's own night, not Friday's
    ("Mo-Fr 23:00-01:00, Sa 10:00-12:00", 12),
    ("Su 22:00-06:00", 8),  # over the end of the week
]
# What stands after "||" counts only where all before it is closed.
IN_TURN = [
    ("Mo-Fr 09:00-12:00 || Mo-Su 10:00-16:00", 5 * 7 + 2 * 6),
    ('Tu,Th 13:00-17:00 || "after a call"', 8),
    ("Mo-Fr 08:00-12:00; We off || We 14:00-15:00", 17),
    ("Sa 10:00-14:00 || Sa 12:00-18:00 || Sa 17:00-20:00", 10),
]


@pytest.mark.parametrize(("open_", "hours"), NIGHTS)
def test_a_night_belongs_to_the_day_on_which_it_begins(open_: str, hours: float):
    assert a_week(open_) == pytest.approx(hours)


@pytest.mark.parametrize(("open_", "hours"), IN_TURN)
def test_what_comes_in_turn_fills_what_was_closed(open_: str, hours: float):
    assert a_week(open_) == pytest.approx(hours)


def reviewed(year: int) -> str:
    return f"reviewed: {year}-06-01\n"


@pytest.mark.parametrize("year", [2023, 2024, 2026])
def test_a_summer_that_is_closed_is_closed_in_the_whole_year(year: int):
    open_on = [day for day in days(year) if day.weekday() < 5 and day.month not in (7, 8)]
    hours = a_week("Mo-Fr 10:00-15:00; Jul-Aug off", reviewed(year))
    assert hours == pytest.approx(in_year(year, 5 * len(open_on)))


@pytest.mark.parametrize("year", [2023, 2024, 2026])
def test_the_first_wednesday_of_a_month_comes_twelve_times(year: int):
    assert a_week("We[1] 18:00-20:00", reviewed(year)) == pytest.approx(in_year(year, 24))
    evenings = [day for day in days(year) if day.weekday() == 4 and (day + timedelta(7)).month != day.month]
    assert len(evenings) == 12
    assert a_week("Fr[-1] 12:00-13:00", reviewed(year)) == pytest.approx(in_year(year, 12))


@pytest.mark.parametrize("year", [2023, 2024, 2026])
def test_the_night_of_new_year_is_in_two_years_and_in_each_of_them_once(year: int):
    assert a_week("Dec 31 22:00-02:00", reviewed(year)) == pytest.approx(in_year(year, 4))
    assert a_week("Dec 25-Jan 05 10:00-12:00", reviewed(year)) == pytest.approx(in_year(year, 12 * 2))


@pytest.mark.parametrize(("year", "easter"), [(2022, (4, 17)), (2024, (3, 31)), (2026, (4, 5))])
def test_a_public_holiday_is_closed_only_where_it_falls_on_a_day_that_is_open(year: int, easter: tuple[int, int]):
    """In the Netherlands: New Year, Easter Monday, King's Day, Ascension, Whit Monday, and two days of Christmas."""
    sunday = date(year, *easter)
    free = {date(year, 1, 1), *(sunday + timedelta(after) for after in (1, 39, 50))}
    free |= {date(year, 4, 27), date(year, 12, 25), date(year, 12, 26)}
    open_on = [day for day in days(year) if day.weekday() < 5 and day not in free]
    hours = a_week("Mo-Fr 09:00-17:00; PH off", f"calendar: NL\n{reviewed(year)}")
    assert hours == pytest.approx(in_year(year, 8 * len(open_on)))
    on_holidays = a_week("PH 10:00-14:00", f"calendar: NL\n{reviewed(year)}")
    assert on_holidays == pytest.approx(in_year(year, 4 * len(free | {sunday, sunday + timedelta(49)})))


@pytest.mark.parametrize(
    "open_",
    ["Mo-Fr 09:00-17:00; SH Mo-Fr 10:00-12:00", "Mo-Fr sunrise-18:00", "2021-2022 Mo-Fr 09:00-17:00",
     "PH 10:00-12:00", 'Mo-Fr 09:00-17:00 "on request"'],
)  # fmt: skip
def test_what_is_not_certain_is_said_and_nothing_is_concluded_from_it(open_: str):
    found = names(checked(service(open_, "Sa 10:00-12:00", reviewed(2026))))
    assert "unjudged-hours" in found
    assert "closed-when-customer-can" not in found


@pytest.mark.parametrize(
    ("free", "open_", "found"),
    [
        ("24/7", "Mo-Fr 09:00-17:00", False),  # whoever is always free finds a moment
        ("Mo-Su 00:00-24:00", "We 14:00-16:00", True),  # on average half of a week goes by before it is open
        ("Mo-Su 07:00-23:00", "Mo-Fr 08:00-20:00", False),
        ("Mo-Fr 19:00-22:00", "Mo-Fr 09:00-17:00", True),  # never at the same time
    ],
)
def test_hours_are_too_narrow_only_where_they_keep_somebody_waiting(free: str, open_: str, found: bool):
    assert ("closed-when-customer-can" in names(checked(service(open_, free)))) == found
