"""Time on the calendar: opening hours as stretches of minutes, and working days as days that pass."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from journeymap.graph.opening_times import open_times
from journeymap.graph.spans import Span
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import DAY
from journeymap.model import opening_library
from journeymap.model.opening_rules import UnjudgedError, opening_rules
from journeymap.model.quantities import WORKING_DAY_HOURS, Duration

if TYPE_CHECKING:
    from journeymap.i18n.messages import Message
from journeymap.model.opening_rules import OpeningRule

# Weekdays and dates fall together in the same way again after 28 years, so the average does not depend on a year.
_CYCLE = datetime(2024, 1, 1), datetime(2052, 1, 1)
_WORKING_DAYS_A_WEEK = 5
DEFAULT_YEAR = 2026
# The years of which the library knows the holidays.
_HOLIDAY_YEARS = range(2000, 2077)
_A_MONDAY = date(2026, 1, 5)
_WEEK_DAYS = 7


Period: TypeAlias = Literal["week", "year", "weeks"]


class Hours(Struct, frozen=True):
    """When something is open: stretches of minutes (begin, end) within a period that comes back, in order, apart.

    `offset` is the minute of the week, from Monday 0:00, at which the period begins.
    """

    stretches: tuple[tuple[float, float], ...]
    period: float
    offset: float = 0.0

    @property
    def total(self) -> float:
        """Minutes open in a period."""
        return sum(end - begin for begin, end in self.stretches)


class Calendar:
    """The calendar of a blueprint: Monday to Friday are working days, less the holidays of `country` when one is given.

    `year` is the year whose holidays count for opening hours.
    """

    def __init__(self, country: str | None, year: int | None = None) -> None:
        self.country = country
        self.year = year or DEFAULT_YEAR
        self._hours: dict[tuple[str, Period], Hours] = {}
        self._elapsed: dict[Duration, Span] = {}

    @cached_property
    def days_per_working_day(self) -> float:
        """How many days pass, on average, for one working day: 1.4 without holidays, a little more with them."""
        if self.country is None:
            return 7 / _WORKING_DAYS_A_WEEK
        begin, end = _CYCLE
        free = [
            (since + timedelta(days)).weekday() < _WORKING_DAYS_A_WEEK
            for since, until in self._open("PH", begin, end)
            for days in range((until - since).days)
        ]
        days = (end - begin).days
        return days / (days * _WORKING_DAYS_A_WEEK / 7 - sum(free))

    def elapsed(self, duration: Duration) -> Span:
        """Return how long a duration is on the calendar, in minutes: with working days the weekends between them pass.

        Holidays count as if they made the weekends longer. What was not given in working days is what it is.
        """
        if duration not in self._elapsed:
            scale = DAY / (WORKING_DAY_HOURS * 60) if duration.working else 1.0
            week = _WORKING_DAYS_A_WEEK * DAY if duration.working else 0.0
            self._elapsed[duration] = Span(
                duration.least * scale,
                duration.likely * scale if duration.is_triangle else None,
                duration.most * scale,
                gap=week * (self.days_per_working_day - 1) if duration.working else 0.0,
                week=week,
            )
        return self._elapsed[duration]

    def on_average(self, duration: Duration) -> Span:
        """Return how long a duration is on the calendar when working days are all of the same average length."""
        if not duration.working:
            return self.elapsed(duration)
        scale = DAY / (WORKING_DAY_HOURS * 60) * self.days_per_working_day
        likely = duration.likely * scale if duration.is_triangle else None
        return Span(duration.least * scale, likely, duration.most * scale)

    def period_of(self, *texts: str) -> Period:
        """Return the shortest time that says all of opening hours: a week, or a year of some kind.

        Hours that name weeks are taken over a year of whole weeks: that of the calendar begins and ends in the midst of
        one. Where they name dates as well, these are what must not be missed.
        """
        rules = [rule for text in texts for rule in _rules(text)[0]]
        if all(rule.same_every_week for rule in rules):
            return "week"
        return "weeks" if any(rule.weeks for rule in rules) and not any(rule.dates for rule in rules) else "year"

    def unjudged(self, text: str) -> Message | None:
        """Return why it is not certain when hours are open, None where it is."""
        try:
            self.hours(text, self.period_of(text))
        except UnjudgedError as error:
            return error.reason
        return None

    def hours(self, text: str, period: Period) -> Hours:
        """Return when something is open that has opening hours in the syntax of OpenStreetMap.

        The period is a week from Monday on, the year of this calendar, or the weeks that are numbered in that year
        (ISO 8601). Time that is "unknown" does not count as open. UnjudgedError where it is not certain what the hours
        mean, or nothing here can tell.
        """
        if not opening_library.is_here():
            raise UnjudgedError(opening_library.NOT_COMPUTED)
        key = text, period
        if key not in self._hours:
            rules, doubt = _rules(text)
            if doubt is not None:
                raise UnjudgedError(doubt)
            begin, days = self._days(period)
            stretches = open_times(rules, begin, days, self._holidays(rules, begin, days), self.year)
            self._hours[key] = Hours(tuple(stretches), days * DAY, begin.weekday() * DAY)
        return self._hours[key]

    def _days(self, period: Period) -> tuple[date, int]:
        """Return the first day of a period, and how many days it has."""
        if period == "week":
            return _A_MONDAY, _WEEK_DAYS
        if period == "year":
            begin = date(self.year, 1, 1)
            return begin, (date(self.year + 1, 1, 1) - begin).days
        begin = date.fromisocalendar(self.year, 1, 1)
        return begin, (date.fromisocalendar(self.year + 1, 1, 1) - begin).days

    def _holidays(self, rules: tuple[OpeningRule, ...], begin: date, days: int) -> frozenset[date]:
        """Return the public holidays among some days and the day before them, as far as the rules ask for them."""
        if not any(rule.holidays for rule in rules):
            return frozenset()
        if self.country is None:
            raise UnjudgedError(say('"PH" stands for public holidays, and the file does not say of which country'))
        if self.year not in _HOLIDAY_YEARS:
            raise UnjudgedError(say("the public holidays of {year} are not known", year=self.year))
        first = datetime(begin.year, begin.month, begin.day) - timedelta(1)
        return frozenset(
            (since + timedelta(day)).date()
            for since, until in self._open("PH", first, first + timedelta(days + 1))
            for day in range((until - since).days)
        )

    def _open(self, text: str, begin: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
        from opening_hours import OpeningHours, State

        hours = OpeningHours(text, country=self.country) if self.country else OpeningHours(text)
        return [(since, until) for since, until, state, _ in hours.intervals(begin, end) if state == State.OPEN]


@lru_cache(maxsize=1024)
def _rules(text: str) -> tuple[tuple[OpeningRule, ...], Message | None]:
    """Return the rules of opening hours, or none and why their meaning is not certain."""
    try:
        return opening_rules(text), None
    except UnjudgedError as error:
        return (), error.reason
