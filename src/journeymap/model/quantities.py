"""Durations, shares, frequencies and scales: what a designer writes, read into numbers.

Each function takes what stands in a file (text) or in Python (a number, a timedelta) and returns a value, or raises
`MisreadError`, a ValueError that says what is wrong and what is allowed.
"""

from __future__ import annotations

import math
import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from journeymap.i18n.dates import PartialDate
from journeymap.i18n.messages import Message, say
from journeymap.i18n.numbers import HOUR, MINUTE, minutes
from journeymap.i18n.written_times import time_in
from journeymap.model import durations, numerals, opening_library
from journeymap.model.durations import WORKING_DAY_HOURS
from journeymap.model.misread import MisreadError
from journeymap.model.numerals import EXPONENT, NUMBER

__all__ = [
    "WORKING_DAY_HOURS", "Duration", "MisreadError", "Scale", "count", "country", "day", "duration", "frequency",
    "number", "rating", "scale", "share",
]  # fmt: skip

_SHARE = rf"(?i)(?P<number>(?:{NUMBER}|\.\d+){EXPONENT})\s*(?P<percent>%|percent|procent)?"
_COUNTS = {
    "two": 2, "twee": 2, "three": 3, "drie": 3, "four": 4, "vier": 4, "five": 5, "vijf": 5, "six": 6, "zes": 6,
    "ten": 10, "tien": 10, "twenty": 20, "twintig": 20, "hundred": 100, "honderd": 100,
}  # fmt: skip
_RATIO = (
    rf"(?i)(?P<part>{NUMBER}|one|een|a|an)\s*(?:/|per|out of|of(?: the)?|op(?: de| elke)?|van(?: de| elke)?|in|uit)\s*"
    rf"(?P<whole>{NUMBER}|{'|'.join(_COUNTS)})(?:\s+\w+)?"
)
_PARTS = {
    "half": 1 / 2, "a half": 1 / 2, "one half": 1 / 2, "de helft": 1 / 2, "helft": 1 / 2, "een half": 1 / 2,
    "a third": 1 / 3, "one third": 1 / 3, "een derde": 1 / 3, "two thirds": 2 / 3, "twee derde": 2 / 3,
    "a quarter": 1 / 4, "one quarter": 1 / 4, "een kwart": 1 / 4, "three quarters": 3 / 4, "driekwart": 3 / 4,
    "a fifth": 1 / 5, "one fifth": 1 / 5, "een vijfde": 1 / 5, "a tenth": 1 / 10, "een tiende": 1 / 10,
    "all": 1.0, "everyone": 1.0, "everybody": 1.0, "alle": 1.0, "iedereen": 1.0, "none": 0.0, "nobody": 0.0,
    "niemand": 0.0, "geen": 0.0,
}  # fmt: skip
_ESTIMATE = r"(?i)^(?:about|around|approximately|approx\.?|roughly|ca\.?|circa|ongeveer|~|±|≈)\s*"
_SHARE_RANGE = rf"({NUMBER})\s*%?\s*(?:-|–|to|tot|à)\s*({NUMBER})\s*%"
_COUNTRIES = {
    "NL": ("nederland", "netherlands", "the netherlands", "holland"),
    "BE": ("belgië", "belgie", "belgium"),
    "DE": ("duitsland", "deutschland", "germany"),
    "FR": ("frankrijk", "france"),
    "GB": ("uk", "united kingdom", "great britain", "engeland", "verenigd koninkrijk"),
    "US": ("usa", "united states", "verenigde staten"),
}
_SCALE = r"(?P<low>-?\d+(?:[.,]\d+)?)\s*(?:-|–|\.\.|to|tot)\s*(?P<high>-?\d+(?:[.,]\d+)?)"

# What a share and a date look like, for editors.
SHARE_PATTERN = (
    r"^\s*((about|around|ca\.?|circa|ongeveer|[~≈±])\s*)?([0-9.].*|(one|een|an?)\s.*|"
    rf"(the |de )?rest|otherwise|anders|others?|remainder|{'|'.join(_PARTS)})\s*$"
)
DAY_PATTERN = r"^\s*([0-9]{4}(-[0-9]{1,2}(-[0-9]{1,2})?)?|([0-9]{1,2}\.? )?[A-Za-z]{3,9}\.? [0-9]{4})\s*$"
FIRST_YEAR, LAST_YEAR = 1000, 2999
_MONTHS_A_YEAR = 12
_MONTHS = {
    "jan": 1, "feb": 2, "maa": 3, "mrt": 3, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_DAY_HELP = say('write year-month-day, such as "2026-09-01", or only the year')
_SHARE_HELP = say('write a share such as "80%", "0.8" or "4 of 5"')


class Duration(Struct, frozen=True):
    """A length of time in minutes: the least, the likely and the most of it.

    `working` tells that it was given in working days: the minutes are then those of a working day of eight hours,
    and how long that is on the calendar is for the calendar of the file to say.
    `written` is what stood in the file, to be shown as it was meant. `three_points` tells that the likely time was
    given too, also where it lies in the middle: the time is then likelier the nearer to it, else all of a range alike.
    """

    least: float
    likely: float
    most: float
    working: bool = False
    written: str = ""
    three_points: bool = False

    @property
    def is_triangle(self) -> bool:
        """Whether some times of the range are likelier than others."""
        return self.three_points or not math.isclose(self.likely, (self.least + self.most) / 2)

    @property
    def mean(self) -> float:
        """Minutes on average: the middle of a range, the mean of the triangle over three points."""
        return (self.least + self.likely + self.most) / 3

    @property
    def variance(self) -> float:
        """Minutes squared: of the triangular distribution, or of the even one where only a range was given."""
        a, b, c = self.least, self.likely, self.most
        if not self.is_triangle:
            return (c - a) ** 2 / 12
        # The sum of squares less products, written in differences so that it does not fall below 0 by rounding.
        return ((c - a) ** 2 - (b - a) * (c - b)) / 18

    def text(self, language: str = "en") -> str:
        """Return the time as a language writes it, of what was written; else its mean."""
        if self.written.startswith(("P", "p")):  # the notation of ISO 8601 is for programs
            return minutes(self.mean, language)
        return time_in(self.written, language) if self.written else minutes(self.mean, language)

    def __str__(self) -> str:
        return self.written or minutes(self.mean, "en")


def duration(value: Any) -> Duration:
    """Read a length of time; MisreadError when it is none, or less than none."""
    if isinstance(value, Duration):
        return _checked(value)
    if isinstance(value, timedelta):
        if value < timedelta():
            raise MisreadError(say("{text} is less than no time", text=value), durations.HELP)
        return _written_duration(_as_written(value.total_seconds()))
    return _written_duration(" ".join(str(value).split()))


def _checked(given: Duration) -> Duration:
    """Refuse a duration made in Python that no file could say; write out what it would be in one."""
    points = (given.least, given.likely, given.most)
    if not 0 <= given.least <= given.likely <= given.most < math.inf:
        raise MisreadError(say('"{text}" is not a length of time', text=given), durations.HELP)
    if given.written:
        return given
    unit, size = ("working days", WORKING_DAY_HOURS * HOUR) if given.working else ("min", MINUTE)
    distinct = points if given.likely != (given.least + given.most) / 2 else (given.least, given.most)
    numbers = [*dict.fromkeys(figure(point / size) for point in distinct)]
    return replace(given, written=f"{('-' if len(numbers) < 3 else '/').join(numbers)} {unit}")


def _as_written(seconds: float) -> str:
    """Return a length of time as it would stand in a file."""
    in_minutes = f"{seconds / 60:.15g}"
    return f"{figure(seconds)} s" if "e" in in_minutes else f"{figure(seconds / 60)} min"


def figure(number: float) -> str:
    """Return a number so that it is read as the same number: three decimals could be thousands."""
    text = f"{number:.15g}" if number >= 1e-4 or not number else f"{number:.20f}".rstrip("0")
    return f"{text}0" if numerals.is_ambiguous(text) else text


@lru_cache(maxsize=4096)
def _written_duration(text: str) -> Duration:
    """Read what was written: the same few times stand in a file again and again."""
    numbers, working = durations.read(text)
    return _three_points(numbers, text, working=working)


def _three_points(numbers: list[float], written: str, *, working: bool = False) -> Duration:
    if not all(map(math.isfinite, numbers)):
        raise MisreadError(say('"{text}" is not a length of time', text=written), durations.HELP)
    if numbers != sorted(numbers):
        readings = _turned_round(numbers, written)
        raise MisreadError(say('"{text}" goes down', text=written), say("write the shortest time first"), *readings)
    least, most = numbers[0], numbers[-1]
    likely = numbers[1] if len(numbers) == 3 else (least + most) / 2
    return Duration(least, likely, most, working, written, three_points=len(numbers) == 3)


def _turned_round(numbers: list[float], written: str) -> tuple[str, ...]:
    """Return times that go down as they would stand in order; nothing where each has a unit of its own."""
    in_order = iter([match[0] for _, match in sorted(zip(numbers, re.finditer(NUMBER, written), strict=False))])
    turned = re.sub(NUMBER, lambda match: next(in_order, match[0]), written)
    try:
        return (turned,) if durations.read(turned)[0] == sorted(numbers) else ()
    except MisreadError:
        return ()


def share(value: Any) -> float:
    """Read a part of a whole, from 0 to 1; MisreadError when it is none."""
    number = _proportion(value)
    if number is None:
        raise MisreadError(say('"{text}" is not a share', text=value), *_share_remedy(str(value)))
    if not 0 <= number <= 1:
        # "30" is nearly always meant as 30%.
        meant = 1 < number <= 100 and re.fullmatch(NUMBER, str(value).strip()) is not None
        remedy = say('write "{share}" if that many of a hundred are meant', share=f"{value}%") if meant else _SHARE_HELP
        readings = (f"{value}%",) if meant else ()
        raise MisreadError(say('"{text}" is not between 0% and 100%', text=value), remedy, *readings)
    return number


def frequency(value: Any) -> float:
    """Read how often something happens, per time the step is taken: "46 per 1000", "4.6%"; MisreadError when none."""
    number = _proportion(value)
    if number is None or number < 0:
        raise MisreadError(say('"{text}" does not say how often', text=value), say('write "46 per 1000" or "4.6%"'))
    return number


def _share_remedy(written: str) -> tuple[Message, *tuple[str, ...]]:
    """Return what to write for a share that is a range or a limit: one figure, the middle of it; and that figure."""
    between = re.fullmatch(_SHARE_RANGE, " ".join(written.split()))
    if between is None:
        return (_SHARE_HELP,)
    middle = (numerals.decimal(between[1]) + numerals.decimal(between[2])) / 2
    return say('write one share, such as "{share}"', share=f"{middle:g}%"), f"{middle:g}%"


def _proportion(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return float(value) if math.isfinite(value) else None
    text = str(value)
    if text.endswith("%") and numerals.is_digits(text[:-1]):
        return float(text[:-1]) / 100.0  # how shares are written nearly always, which needs no pattern
    text = re.sub(_ESTIMATE, "", " ".join(text.split()))
    if text.casefold() in _PARTS:
        return _PARTS[text.casefold()]
    if (match := re.fullmatch(_SHARE, text)) is not None:
        part, whole = numerals.decimal(match["number"]), 100.0 if match["percent"] else 1.0
    elif (match := re.fullmatch(_RATIO, text)) is not None:
        whole = _COUNTS.get(match["whole"].casefold()) or numerals.whole(match["whole"])
        part = _part_of(match["part"], match["whole"], text)
    else:
        return None
    return part / whole if whole > 0 and math.isfinite(part / whole) else None


def _part_of(part: str, whole: str, written: str) -> float:
    """Read how many of the whole: with the same mark for thousands where both are written with one."""
    if not part[0].isdigit():
        return 1.0
    alike = numerals.is_ambiguous(part) and numerals.is_ambiguous(whole) and set(".,") & set(part) & set(whole)
    return numerals.whole(part) if alike else numerals.certain(part, written)


class Scale(Struct, frozen=True):
    """The scale of all ratings in a file, from `low` to `high`."""

    low: float
    high: float

    @property
    def width(self) -> float:
        """The distance from the lowest to the highest rating."""
        return self.high - self.low

    def __contains__(self, rating: float) -> bool:
        return self.low <= rating <= self.high

    def text(self, language: str = "en") -> str:
        """Return the scale as text in a language."""
        return say("{lowest} to {highest}", lowest=self.low, highest=self.high).text(language)

    def __str__(self) -> str:
        return self.text()


def scale(value: Any) -> Scale:
    """Read a scale of ratings such as "0-10" or "1-5"; MisreadError when it is none."""
    if isinstance(value, Scale):
        return value
    if isinstance(value, (tuple, list)) and len(value) == 2:
        value = f"{value[0]}..{value[1]}"
    match = re.fullmatch(_SCALE, str(value).strip())
    low, high = (numerals.decimal(match[end].lstrip("-")) for end in ("low", "high")) if match else (0.0, 0.0)
    if match is not None:
        low, high = (-size if match[end].startswith("-") else size for end, size in (("low", low), ("high", high)))
    if low >= high:
        remedy = say('write the lowest and the highest rating, such as "0-10"')
        raise MisreadError(say('"{text}" is not a scale', text=value), remedy, *_scales(str(value)))
    return Scale(low, high)


def _scales(text: str) -> list[str]:
    """Return the scales that may be meant: of two numbers that from the lower to the higher, of one those up to it."""
    ends = sorted({float(found) for found in re.findall(r"\d+(?:\.\d+)?", text)})
    lows = ends[:1] if len(ends) == 2 else [low for low in (0.0, 1.0) if len(ends) == 1 and low < ends[0]]
    return [f"{low:g}-{ends[-1]:g}" for low in lows]


def number(value: Any) -> float:
    """Read a number, with a decimal point or a decimal comma; MisreadError when it is none or may be a thousand."""
    return numerals.number(value)


def rating(value: Any) -> float:
    """Read a number that can be no thousand: `7.125` is a little more than seven."""
    return numerals.number(value, of="decimal")


def count(value: Any) -> float:
    """Read a number of people, pages or times: `1.200` is twelve hundred."""
    return numerals.number(value, of="whole")


def day(value: Any) -> date:
    """Read a date: "2026-09-01", or "2026-09" or "2026", which stay a month or a year; MisreadError when none.

    "1 September 2026" and "sept 2026" are read too; "12-05-2026" may be two days and is not.
    """
    if isinstance(value, date):
        return _within_bounds(value.date() if isinstance(value, datetime) else value)  # A partial date stays one.
    text = " ".join(str(value).split())
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", text)
    parts = (match[1], match[2], match[3]) if match is not None else _day_in_words(text)
    if parts is None:
        raise MisreadError(say('"{text}" is not a date', text=text), *_day_remedy(text))
    try:
        year, month, of_month = (None if part is None else int(part) for part in parts)
        result = PartialDate.of(year or 0, month) if of_month is None else date(year or 0, month or 0, of_month)
    except ValueError:
        raise MisreadError(say('"{text}" is not a day of the calendar', text=text), _DAY_HELP) from None
    return _within_bounds(result)


def _within_bounds(day: date) -> date:
    """Refuse a year with which no calendar can be computed: it is a slip of the keyboard, or stands for "never"."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise MisreadError(
            say('"{text}" is not a year that can be meant', text=day.isoformat()),
            say("write a year from {first} to {last}, or leave it out", first=FIRST_YEAR, last=LAST_YEAR),
        )
    return day


def _day_in_words(text: str) -> tuple[str, int, str | None] | None:
    match = re.fullmatch(r"(?:(\d{1,2})\.? )?([^\W\d]{3,9})\.? (\d{4})", text)
    month = _MONTHS.get(match[2].casefold()[:3]) if match is not None else None
    return (match[3], month, match[1]) if match is not None and month is not None else None


def _day_remedy(text: str) -> tuple[Message, *tuple[str, ...]]:
    """Return how the date has to be written, and it; both dates where the day and the month may have changed places."""
    match = re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", text)
    if match is None:
        return (_DAY_HELP,)
    first, other, year = int(match[1]), int(match[2]), int(match[3])
    meant = [
        f"{year:04}-{month:02}-{day:02}"
        for day, month in dict.fromkeys(((first, other), (other, first)))
        if 1 <= month <= _MONTHS_A_YEAR and 1 <= day <= monthrange(max(year, 1), month)[1]
    ]
    if len(meant) == 2:
        return say('write "{first}" or "{second}"', first=meant[0], second=meant[1]), *meant
    return say('write "{date}"', date=meant[0]) if meant else _DAY_HELP, *meant


def country(value: Any) -> str:
    """Check the code of a country whose public holidays are known, in capitals; MisreadError when it is none.

    Where the library that knows them is not here, every code of two letters is taken for one.
    """
    text = str(value).strip().upper()
    if not opening_library.has_holidays(text):
        raise MisreadError(
            say('no holidays are known for "{text}"', text=value),
            say('write the two letters of a country, such as "NL" or "BE"'),
            *[code for code, names in _COUNTRIES.items() if text.casefold() in names],
        )
    return text
