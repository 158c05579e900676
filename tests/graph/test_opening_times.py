"""Opening hours over whole years: the intervals against a second evaluation, painted minute by minute."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from opening_hours import OpeningHours, State

from journeymap.graph.calendar import Calendar
from journeymap.model.opening_rules import DAYS, MONTHS, UnjudgedError, opening_rules
from journeymap.model.written_hours import opening_hours

YEARS = (2024, 2026, 2027)  # a leap year, one of 53 weeks, and an ordinary one
KINGS_DAY = {2024: date(2024, 4, 27), 2026: date(2026, 4, 27), 2027: date(2027, 4, 27)}


@dataclass(frozen=True)
class Piece:
    """A rule in parts of its own, to be written as text and to be painted; nothing of the program is used."""

    joins: str = ";"
    weekdays: tuple[int, ...] = ()
    nth: int | None = None
    holidays: bool = False
    months: tuple[int, int] | None = None
    days: tuple[tuple[int, int], tuple[int, int]] | None = None
    weeks: tuple[int, int, int] | None = None
    times: tuple[tuple[int, int], ...] = ()
    state: str = "open"
    remark: str = ""

    def text(self) -> str:
        parts = []
        if self.months:
            parts.append("-".join(dict.fromkeys(MONTHS[month - 1] for month in self.months)))
        if self.days:
            parts.append("-".join(f"{MONTHS[month - 1]} {day:02}" for month, day in self.days))
        if self.weeks:
            first, last, step = self.weeks
            parts.append(f"week {first}-{last}" + (f"/{step}" if step > 1 else ""))
        names = [DAYS[day] + (f"[{self.nth}]" if self.nth else "") for day in self.weekdays]
        parts.append(",".join(names + ["PH"] * self.holidays))
        parts.append(",".join(f"{a // 60:02}:{a % 60:02}-{b // 60:02}:{b % 60:02}" for a, b in self.times))
        parts += [self.state] * (self.state != "open") + [f'"{self.remark}"'] * bool(self.remark)
        return " ".join(part for part in parts if part)

    def matches(self, day: date, holidays: frozenset[date]) -> bool:
        if self.months and not in_turn(self.months[0], day.month, self.months[1]):
            return False
        if self.days and not in_turn(self.days[0], (day.month, day.day), self.days[1]):
            return False
        if self.weeks:
            first, last, step = self.weeks
            week = int(day.strftime("%V"))
            if not first <= week <= last or (week - first) % step:
                return False
        if self.holidays and day in holidays:
            return True
        if self.weekdays:
            if day.weekday() not in self.weekdays:
                return False
            if self.nth and self.nth > 0:
                return (day - timedelta(weeks=self.nth)).month != day.month and (
                    day - timedelta(weeks=self.nth - 1)
                ).month == day.month
            return self.nth is None or (day + timedelta(weeks=1)).month != day.month
        return not self.holidays


def in_turn(first: Any, here: Any, last: Any) -> bool:
    return first <= here <= last if first <= last else here >= first or here <= last


def painted(pieces: list[Piece], year: int, holidays: frozenset[date]) -> bytearray:
    """Every minute of a year: 1 where it is open; what comes after "||" only where all before it is closed."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if piece.joins == "||" or not groups:
            groups.append([])
        groups[-1].append(piece)
    whole = painted_group(groups[0], year, holidays)
    for group in groups[1:]:
        for moment, is_open in enumerate(painted_group(group, year, holidays)):
            whole[moment] |= is_open
    return whole


def painted_group(pieces: list[Piece], year: int, holidays: frozenset[date]) -> bytearray:
    """Each day is painted on a strip of two days, one over the other."""
    first = date(year, 1, 1)
    days = (date(year + 1, 1, 1) - first).days
    whole = bytearray(days * 1440)
    for number in range(-1, days):
        day = first + timedelta(number)
        strip = bytearray(2880)
        for piece in pieces:
            if not piece.matches(day, holidays):
                continue
            if piece.state == "off":
                for begin, end in piece.times or ((0, 2880),):
                    for minute in range(begin, end if end > begin else end + 1440):
                        strip[minute] = 0
                continue
            if piece.joins == ";":
                strip = bytearray(2880)
            for begin, end in piece.times or ((0, 1440),):
                for minute in range(begin, end if end > begin else end + 1440):
                    strip[minute] = 1
        for minute, is_open in enumerate(strip):
            moment = number * 1440 + minute
            if is_open and 0 <= moment < len(whole):
                whole[moment] = 1
    return whole


def minutes(stretches: tuple[tuple[float, float], ...], period: float) -> bytearray:
    found = bytearray(int(period))
    for begin, end in stretches:
        found[int(begin) : int(end)] = b"\1" * (int(end) - int(begin))
    return found


def pieces_at_random(seed: int) -> list[Piece]:
    source = random.Random(seed)
    pieces = []
    for number in range(source.randint(1, 4)):
        begin = source.randrange(0, 24 * 60, 30)
        evening = source.random() < 0.25
        times = ((begin, (begin + source.randrange(30, 11 * 60, 15)) % 1440 or 1440),)
        if source.random() < 0.3 and not evening:
            times = ((8 * 60, 12 * 60), (13 * 60, 17 * 60 + 30))
        kind = source.randrange(6)
        first, last = sorted(source.sample(range(1, 53), 2))
        weekdays = tuple(sorted(source.sample(range(7), source.randint(1, 5))))
        pieces.append(
            Piece(
                joins=";" if not number else source.choice((";", ";", ";", ";", ",", "||")),
                weekdays=weekdays if kind != 4 else weekdays[:1],
                nth=source.choice((1, 2, 4, -1)) if kind == 4 else None,
                holidays=kind == 5,
                months=(source.randint(1, 12), source.randint(1, 12)) if kind == 1 else None,
                days=((source.randint(1, 12), source.randint(1, 28)), (source.randint(1, 12), source.randint(1, 28)))
                if kind == 2 else None,
                weeks=(first, last, source.choice((1, 2))) if kind == 3 else None,
                times=times if source.random() < 0.9 else (),
                state="off" if number and source.random() < 0.35 else "open",
            )
        )  # fmt: skip
    return pieces


def written(pieces: list[Piece]) -> str:
    text = ""
    for piece in pieces:
        text += {";": "; ", ",": ", ", "||": " || "}[piece.joins] * bool(text) + piece.text()
    return text


@pytest.mark.parametrize("seed", range(40))
def test_a_whole_year_is_open_at_the_same_minutes_as_when_it_is_painted(seed: int):
    pieces, year = pieces_at_random(seed), YEARS[seed % 3]
    calendar = Calendar("NL", year)
    holidays = frozenset(
        date(year, 1, 1) + timedelta(number)
        for number in range(-1, 366)
        if any(begin < 1440 for begin, _ in calendar_of_a_day(date(year, 1, 1) + timedelta(number)))
    )
    assert KINGS_DAY[year] in holidays
    text = written(pieces)
    assert opening_hours(text) == text
    found = calendar.hours(text, "year")
    assert minutes(found.stretches, found.period) == painted(pieces, year, holidays), text


def calendar_of_a_day(day: date) -> list[tuple[float, float]]:
    """The holidays as another library tells them: the stretches of a day that are one."""
    begin = datetime(day.year, day.month, day.day)
    told = OpeningHours("PH", country="NL").intervals(begin, begin + timedelta(days=1))
    return [(0, 1440) for *_, state, _ in told if state == State.OPEN]


@pytest.mark.parametrize("year", range(2020, 2032))
def test_every_week_of_a_year_counts_whole_and_so_do_its_last_days(year: int):
    calendar = Calendar(None, year)
    for week in (1, 2, 26, 52):
        text = f"week {week} Mo-Fr 09:00-17:00"
        found = calendar.hours(text, calendar.period_of(text))
        assert found.total == 5 * 480
        assert found.period / 10080 in (52, 53)
        assert found.offset == 0
    text = "Dec 30-31 09:00-17:00"
    last_days = calendar.hours(text, calendar.period_of(text))
    assert last_days.total == 960
    assert last_days.period == (date(year + 1, 1, 1) - date(year, 1, 1)).days * 1440


def test_dates_beside_weeks_are_not_missed_at_the_turn_of_the_year():
    calendar = Calendar(None, 2024)
    texts = "week 2-50 Mo-Fr 09:00-17:00", "Dec 30-31 09:00-17:00"
    period = calendar.period_of(*texts)
    assert [calendar.hours(text, period).total / 480 for text in texts] == [49 * 5, 2]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ('Mo-Fr 08:00-17:00 || "by appointment"', 45),
        ("Mo-Fr 08:00-17:00 || unknown", 45),
        ("Mo-Fr 08:00-12:00 || Mo-Sa 10:00-14:00", 34),
        ("Mo-Fr 08:00-17:00, 12:00-13:00 off", 40),
        ("Mo-Fr 08:00-17:00; 12:00-13:00 off", 40),
        ("Mo-Fr 08:00-17:00; We 12:00-14:00 off", 43),
        ("Mo-Fr 08:00-12:00,13:00-17:00", 40),
        ("Mo-Fr 08:00-12:00, 13:00-17:00", 40),
        ("Mo-Fr 08:00-17:00, Sa 10:00-12:00", 47),
        ("Mo-Fr 08:00-17:00, We off", 36),
        ("Mo-Fr 22:00-02:00; We off", 16),
        ("Mo-Fr 08:00-17:00; We 10:00-12:00", 38),
        ("Sa-Mo 10:00-12:00", 6),
        ("Mo-Fr", 120),
        ("off", 0),
        ("24/7", 168),
        ('24/7; We 08:00-12:00 off "cleaning"', 164),
    ],
)
def test_a_week_has_the_hours_that_are_meant(text: str, hours: float):
    calendar = Calendar(None)
    assert calendar.period_of(text) == "week"
    assert calendar.hours(text, "week").total == hours * 60


def test_closed_on_a_day_is_closed_in_the_night_that_begins_on_it():
    open_then = Calendar(None).hours("Mo-Fr 22:00-02:00; We off", "week").stretches
    wednesday = 2 * 1440
    assert (wednesday - 120, wednesday + 120) in open_then
    assert not any(begin < wednesday + 26 * 60 and end > wednesday + 22 * 60 for begin, end in open_then)


@pytest.mark.parametrize(
    "text",
    [
        "Mo-Fr 08:00-17:00; SH off", "PH 10:00-12:00", "Mo-Fr 08:00-17:00; PH off",
        'Mo-Fr 08:00-17:00 "by appointment"',
        '"by appointment"', "unknown", "Mo-Fr 10:00+", "sunrise-sunset", "easter off", "Mo 09:00-09:00",
        "2019 Mo-Fr 09:00-17:00", "PH +1 day 10:00-12:00", "2025 Dec 24-2026 Jan 02 off",
    ],
)  # fmt: skip
def test_what_is_not_certain_is_never_believed(text: str):
    calendar = Calendar(None)
    assert calendar.unjudged(text) is not None
    with pytest.raises(UnjudgedError):
        calendar.hours(text, calendar.period_of(text))


def test_holidays_beyond_the_tables_are_not_taken_for_working_days():
    assert Calendar("NL", 2026).unjudged("Mo-Fr 09:00-17:00; PH off") is None
    assert Calendar("NL", 2200).unjudged("Mo-Fr 09:00-17:00; PH off") is not None
    assert Calendar("NL", 2200).unjudged("Mo-Fr 09:00-17:00") is None


@pytest.mark.parametrize("text", ["week 10-5 Mo 09:00-10:00", "Mo[7] 09:00-10:00", "Dec 24-Jan off"])
def test_a_selector_that_makes_no_sense_is_not_judged(text: str):
    with pytest.raises(UnjudgedError):
        opening_rules(text)
