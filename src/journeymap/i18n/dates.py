"""Days of the calendar, written as the language writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.i18n.messages import Message, say
from journeymap.i18n.vocabulary import NOT_STATED

if TYPE_CHECKING:
    from datetime import date

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


class Day(Struct, frozen=True):
    """A day of the calendar for readers, such as "1 October 2026"; what programs read keeps year-month-day."""

    date: date

    def text(self, language: str = "en") -> str:
        """Return the day with its month in words."""
        month = MONTHS[self.date.month - 1].text(language)
        return say("{day} {month} {year}", day=str(self.date.day), month=month, year=str(self.date.year)).text(language)

    def __str__(self) -> str:
        return self.text()


def day_of(day: date | None) -> Day | Message:
    """Return a day for readers; that it is not stated where there is none."""
    return NOT_STATED if day is None else Day(day)
