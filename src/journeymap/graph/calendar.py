"""Time on the calendar: opening hours as stretches of minutes, and working days as days that pass."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from journeymap.model.quantities import DAY, WORKING_DAY_HOURS, Duration
from journeymap.numerics.intervals import normalise

# Weekdays and dates fall together in the same way again after 28 years, so the average does not depend on a year.
_CYCLE = datetime(2024, 1, 1), datetime(2052, 1, 1)
_WORKING_DAYS_A_WEEK = 5
_EVERY_WEEK_THE_SAME = re.compile(r"(?:24/7|open|closed|off|unknown|Mo|Tu|We|Th|Fr|Sa|Su|[\d:+,;\s-])*", re.IGNORECASE)
DEFAULT_YEAR = 2026


@dataclass(frozen=True, slots=True)
class Hours:
    """When something is open: stretches of minutes (begin, end) within a period that comes back, in order, apart."""

    stretches: tuple[tuple[float, float], ...]
    period: float

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
        self._hours: dict[tuple[str, bool], Hours] = {}
        self._elapsed: dict[Duration, Duration] = {}

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

    def elapsed(self, duration: Duration) -> Duration:
        """Return how long a duration is on the calendar, in minutes: working days become the days that pass with them.

        A duration that was not given in working days is what it is.
        """
        if not duration.working:
            return duration
        if duration not in self._elapsed:
            scale = DAY * self.days_per_working_day / (WORKING_DAY_HOURS * 60)
            self._elapsed[duration] = replace(
                duration,
                least=duration.least * scale,
                likely=duration.likely * scale,
                most=duration.most * scale,
                working=False,
            )
        return self._elapsed[duration]

    def same_every_week(self, *texts: str) -> bool:
        """Tell whether opening hours know no holidays, months or dates, so that one week says all."""
        return all(_EVERY_WEEK_THE_SAME.fullmatch(text) for text in texts)

    def hours(self, text: str, *, weekly: bool) -> Hours:
        """Return when something is open that has opening hours in the syntax of OpenStreetMap.

        The period is a week from Monday on, or, when not `weekly`, the 52 weeks from the first Monday of the year. Time
        that is "unknown" does not count as open.
        """
        key = text, weekly
        if key not in self._hours:
            begin = datetime(self.year, 1, 1)
            begin += timedelta(-begin.weekday() % 7)
            end = begin + timedelta(weeks=1 if weekly else 52)
            period = (end - begin).total_seconds() / 60
            stretches = [
                ((since - begin).total_seconds() / 60, (until - begin).total_seconds() / 60)
                for since, until in self._open(text, begin, end)
            ]
            self._hours[key] = Hours(tuple(normalise(stretches, period)), period)
        return self._hours[key]

    def _open(self, text: str, begin: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
        from opening_hours import OpeningHours, State

        hours = OpeningHours(text, country=self.country) if self.country else OpeningHours(text)
        return [(since, until) for since, until, state, _ in hours.intervals(begin, end) if state == State.OPEN]
