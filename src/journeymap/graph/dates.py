"""The day by which ages are counted.

What a blueprint says of the past is measured against a day that the file itself states, so that the same file gets the
same answer next year. Only where it states none, and where the question is whether somebody should look at it again,
does today count.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeymap.model.blueprint import Blueprint


def today() -> date:
    """Return the day of today, or that of `SOURCE_DATE_EPOCH` (seconds since 1970) where the environment sets it.

    The variable is that of reproducible-builds.org: with it a check says the same on any day.
    """
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    if stated.isascii() and stated.isdigit() and len(stated) <= 11:
        return datetime.fromtimestamp(int(stated), UTC).date()
    return datetime.now().astimezone().date()


def stated_day(blueprint: Blueprint) -> date | None:
    """Return the day up to which a blueprint speaks: when it was last reviewed, else that of its newest source."""
    dates = [source.date for source in blueprint.sources.values() if source.date is not None]
    return blueprint.reviewed or max(dates, default=None)


def months_between(earlier: date, later: date) -> int:
    """Return how many whole months lie between two days; 0 when the first is not earlier."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return max(0, months - (later.day < earlier.day))
