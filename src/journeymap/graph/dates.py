"""The day by which ages are counted.

What a blueprint says of the past is measured against a day that the file itself states, so that the same file gets the
same answer next year. Only where it states none, and where the question is whether somebody should look at it again,
does today count.
"""

from __future__ import annotations

import os
from calendar import monthrange
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.i18n.dates import PartialDate
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.i18n.messages import Message
    from journeymap.model.blueprint import Blueprint


class Days(Struct, frozen=True):
    """Days from the first to the last, on all of which an answer is the same."""

    first: date
    last: date


_NOTES: ContextVar[list[Days] | None] = ContextVar("notes", default=None)


@contextmanager
def noting_days() -> Iterator[list[Days]]:
    """Note, in the list that is given, on which days each answer holds that depends on today; empty where none does."""
    notes: list[Days] = []
    token = _NOTES.set(notes)
    try:
        yield notes
    finally:
        _NOTES.reset(token)


def _note(first: date, last: date) -> None:
    notes = _NOTES.get()
    if notes is not None:
        notes.append(Days(first, last))


def today() -> date:
    """Return the day of today, or that of `SOURCE_DATE_EPOCH` (seconds since 1970) where the environment sets it.

    The variable is that of reproducible-builds.org: with it a check says the same on any day.
    """
    day = _today()
    _note(day, day)
    return day


def months_until_today(earlier: date) -> int:
    """Return how many whole months have passed since a day; 0 when it is not past."""
    earlier, day = last_day(earlier), _today()
    # Within a month of the calendar the number changes on one day only.
    if day.day < earlier.day:
        last = min(earlier.day - 1, monthrange(day.year, day.month)[1])
        _note(day.replace(day=1), day.replace(day=last))
    else:
        _note(day.replace(day=earlier.day), day.replace(day=monthrange(day.year, day.month)[1]))
    return months_between(earlier, day)


def _today() -> date:
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    if stated.isascii() and stated.isdigit() and len(stated) <= 11:
        return datetime.fromtimestamp(int(stated), UTC).date()
    return datetime.now().astimezone().date()


def stated_day(blueprint: Blueprint) -> date | None:
    """Return the day up to which a blueprint speaks: when it was last reviewed, else that of its newest source."""
    dates = [source.date for source in blueprint.sources.values() if source.date is not None]
    return blueprint.reviewed or max(dates, default=None)


def months_between(earlier: date, later: date) -> int:
    """Return how many whole months lie between two days; 0 when the first is not earlier.

    Of a date given as a year or a month so many lie between them in any case: the fewest that may be meant.
    """
    earlier = last_day(earlier)
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return max(0, months - (later.day < earlier.day))


def last_day(day: date) -> date:
    """Return the last day that may be meant by a date."""
    return day.last if isinstance(day, PartialDate) else day


def age_in_words(months: int, *days: date | None) -> Amount | Message:
    """Return an age in months that was counted between some days; "at least" it where one is not stated to the day."""
    age = Amount(months, "months")
    return say("at least {age}", age=age) if any(isinstance(day, PartialDate) for day in days) else age
