"""Days of the calendar, written as the language writes them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, TypeAlias

from msgspec import Struct

from journeymap.i18n.messages import Message, say
from journeymap.i18n.vocabulary import NOT_STATED

Precision: TypeAlias = Literal["year", "month"]

MONTHS = (
    say("January"),
    say("February"),
    say("March"),
    say("April"),
    say("May"),
    say("June"),
    say("July"),
    say("August"),
    say("September"),
    say("October"),
    say("November"),
    say("December"),
)


class PartialDate(date):
    """A month or a whole year of the calendar, of which the day is not stated: known by its first day."""

    __slots__ = ("precision",)
    precision: Precision

    @classmethod
    def of(cls, year: int, month: int | None = None) -> PartialDate:
        """Return a year, or a month of it; ValueError where the calendar has none such."""
        partial = cls(year, month or 1, 1)
        partial.precision = "year" if month is None else "month"
        return partial

    def __reduce__(self) -> tuple[object, ...]:
        return PartialDate.of, (self.year, None if self.precision == "year" else self.month)

    @property
    def last(self) -> date:
        """The last day that may be meant."""
        ahead = (
            (self.year + 1, 1) if self.precision == "year" or self.month == len(MONTHS) else (self.year, self.month + 1)
        )
        return date(*ahead, 1) - timedelta(days=1)

    @property
    def written(self) -> str:
        """The year, or the year and the month, as a file holds it."""
        return f"{self.year:04}" if self.precision == "year" else f"{self.year:04}-{self.month:02}"


def written_day(day: date) -> str:
    """Return a day as a file holds it, such as 2026-10-01: no more of it than was stated."""
    return day.written if isinstance(day, PartialDate) else day.isoformat()


class Day(Struct, frozen=True):
    """A day of the calendar for readers, such as "1 October 2026"; what programs read keeps year-month-day."""

    date: date

    def text(self, language: str = "en") -> str:
        """Return the day with its month in words; of a month or a year no more than that."""
        precision = self.date.precision if isinstance(self.date, PartialDate) else None
        if precision == "year":
            return str(self.date.year)
        month = MONTHS[self.date.month - 1].text(language)
        if precision == "month":
            return say("{month} {year}", month=month, year=str(self.date.year)).text(language)
        return say("{day} {month} {year}", day=str(self.date.day), month=month, year=str(self.date.year)).text(language)

    def __str__(self) -> str:
        return self.text()


def day_of(day: date | None) -> Day | Message:
    """Return a day for readers; that it is not stated where there is none."""
    return NOT_STATED if day is None else Day(day)
