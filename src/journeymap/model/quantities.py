"""Durations, shares, frequencies and scales: what a designer writes, read into numbers.

Each function takes what stands in a file (text) or in Python (a number, a timedelta) and returns a value, or raises
`MisreadError`, a ValueError that says what is wrong and what is allowed.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from journeymap.i18n.messages import Message, say

MINUTE, HOUR, DAY = 1.0, 60.0, 1440.0
WEEK, MONTH, YEAR = 7 * DAY, 365.2425 / 12 * DAY, 365.2425 * DAY
WORKING_DAY_HOURS = 8.0

_UNITS = {
    "s": 1 / 60, "sec": 1 / 60, "secs": 1 / 60, "second": 1 / 60, "seconds": 1 / 60, "seconde": 1 / 60,
    "seconden": 1 / 60,
    "m": MINUTE, "min": MINUTE, "mins": MINUTE, "minute": MINUTE, "minutes": MINUTE, "minuut": MINUTE,
    "minuten": MINUTE,
    "kwartier": 15 * MINUTE, "kwartieren": 15 * MINUTE,
    "h": HOUR, "hr": HOUR, "hrs": HOUR, "hour": HOUR, "hours": HOUR, "u": HOUR, "uur": HOUR, "uren": HOUR,
    "d": DAY, "day": DAY, "days": DAY, "dag": DAY, "dagen": DAY,
    "w": WEEK, "wk": WEEK, "week": WEEK, "weeks": WEEK, "weken": WEEK,
    "month": MONTH, "months": MONTH, "maand": MONTH, "maanden": MONTH, "mnd": MONTH,
    "y": YEAR, "yr": YEAR, "year": YEAR, "years": YEAR, "jaar": YEAR, "jaren": YEAR,
}  # fmt: skip
_WORKING = {
    "working day", "working days", "workday", "workdays", "business day", "business days", "werkdag", "werkdagen",
}  # fmt: skip
_NUMBER = r"\d+(?:[.,]\d+)?"
_DURATION = re.compile(
    rf"(?P<numbers>{_NUMBER}(?:\s*(?:-|–|/|to|tot|à)\s*{_NUMBER}){{0,2}})\s*(?P<unit>[^\W\d]+(?:\s+[^\W\d]+)?)\.?"
)
# What a range in different units is made of: "30 min - 2 h", and each of these of "1 h 30 min".
_UNTIL = re.compile(r"\s*(?:[-–/]|\bto\b|\btot\b|à)\s*(?=\d)")
_AMOUNT = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<unit>[^\W\d]+)\.?(?:(?:\s*,|\s+and|\s+en)?\s*(?=\d)|$)")
_ISO = re.compile(
    r"P(?:(?P<y>\d+)Y)?(?:(?P<mo>\d+)M)?(?:(?P<w>\d+)W)?(?:(?P<d>\d+)D)?"
    r"(?:T(?:(?P<h>\d+(?:[.,]\d+)?)H)?(?:(?P<mi>\d+(?:[.,]\d+)?)M)?(?:(?P<s>\d+(?:[.,]\d+)?)S)?)?",
    re.IGNORECASE,
)
_EXPONENT = r"(?:[eE][+-]?\d+)?"  # as programs write small numbers into JSON
_SHARE = re.compile(rf"(?P<number>(?:{_NUMBER}|\.\d+){_EXPONENT})\s*(?P<percent>%|percent|procent)?", re.IGNORECASE)
_RATIO = re.compile(rf"(?P<part>{_NUMBER})\s*(?:/|per|of|op(?:\s+de)?|van(?:\s+de)?|in)\s*(?P<whole>{_NUMBER})")
_SCALE = re.compile(r"(?P<low>-?\d+(?:[.,]\d+)?)\s*(?:-|–|\.\.|to|tot)\s*(?P<high>-?\d+(?:[.,]\d+)?)")

_DUTCH_DAYS = re.compile(r"\b(?:ma|di|wo|do|vr|za|zo)\b|dag\b", re.IGNORECASE)

_ENGLISH_DAYS = {"ma": "Mo", "di": "Tu", "wo": "We", "do": "Th", "vr": "Fr", "za": "Sa", "zo": "Su"}

_DURATION_HELP = say('write a time such as "5 min", "2 h", "3 days", "2-5 working days", "1/3/8 weeks" or "PT15M"')
_DAY_HELP = say('write year-month-day, such as "2026-09-01", or only the year')
_SHARE_HELP = say('write a share such as "80%", "0.8" or "4 of 5"')


class MisreadError(ValueError):
    """A value that cannot be read: what is wrong with it, and what may be written instead."""

    def __init__(self, message: Message, remedy: Message) -> None:
        super().__init__(f"{message}; {remedy}")
        self.message = message
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in minutes: the least, the likely and the most of it.

    `working` tells that it was given in working days: the minutes are then those of a working day of eight hours,
    and how long that is on the calendar is for the calendar of the file to say.
    `written` is what stood in the file, to be shown as it was meant.
    """

    least: float
    likely: float
    most: float
    working: bool = False
    written: str = ""

    @property
    def mean(self) -> float:
        """Minutes on average: the middle of a range, the mean of the triangle over three points."""
        return (self.least + self.likely + self.most) / 3

    @property
    def variance(self) -> float:
        """Minutes squared: of the triangular distribution, or of the even one where only a range was given."""
        a, b, c = self.least, self.likely, self.most
        if a < c and math.isclose(b, (a + c) / 2):
            return (c - a) ** 2 / 12
        # The sum of squares less products, written in differences so that it does not fall below 0 by rounding.
        return ((c - a) ** 2 - (b - a) * (c - b)) / 18

    def __str__(self) -> str:
        return self.written or minutes_as_text(self.mean)


@dataclass(frozen=True, slots=True)
class Minutes:
    """A time that was computed, to be read in any language, in a unit that makes it easy to picture."""

    minutes: float

    @property
    def unit(self) -> float:
        """The minutes of the unit in which the time is easy to picture."""
        floors = ((2 * YEAR, YEAR), (3 * MONTH, MONTH), (2 * DAY, DAY), (2 * HOUR, HOUR))
        return next((unit for floor, unit in floors if self.minutes >= floor), MINUTE)

    def rounded(self, digits: int) -> Minutes:
        """Return the time with so many digits that count, in the unit in which it is told."""
        if not math.isfinite(self.minutes):
            return self
        return Minutes(float(f"{self.minutes / self.unit:.{digits}g}") * self.unit)

    def text(self, language: str = "en") -> str:
        """Return the time as text in a language."""
        unit, count = self.unit, self.minutes / self.unit
        if unit == YEAR:
            return say("{count} years", count=count).text(language)
        if unit == MONTH:
            return say("{count} months", count=count).text(language)
        if unit == DAY:
            return say("{count} days", count=count).text(language)
        if unit == HOUR:
            return say("{count} hours", count=count).text(language)
        return say("{count} min", count=count).text(language)

    def __str__(self) -> str:
        return self.text()


@dataclass(frozen=True, slots=True)
class WeekMoment:
    """A moment of the week, in minutes since Monday 0:00 (of any week), to be read in any language."""

    minutes: float

    def text(self, language: str = "en") -> str:
        """Return the day and the time in a language."""
        days = (
            say("Monday {time}"), say("Tuesday {time}"), say("Wednesday {time}"), say("Thursday {time}"),
            say("Friday {time}"), say("Saturday {time}"), say("Sunday {time}"),
        )  # fmt: skip
        day, minutes = divmod(int(self.minutes % WEEK), int(DAY))
        time = f"{minutes // 60:02}:{minutes % 60:02}"
        return replace(days[day], values={"time": time}).text(language)

    def __str__(self) -> str:
        return self.text()


def minutes_as_text(minutes: float) -> str:
    """Return a number of minutes in the largest unit of which there is at least one."""
    for unit, size in (("d", DAY), ("h", HOUR), ("min", MINUTE)):
        if minutes >= size:
            return f"{minutes / size:.3g} {unit}"
    return f"{minutes * 60:.3g} s"


def duration(value: Any) -> Duration:
    """Read a length of time; MisreadError when it is none."""
    if isinstance(value, Duration):
        return value
    if isinstance(value, timedelta):
        minutes = value.total_seconds() / 60
        return _three_points([minutes], f"{minutes:.15g} min")
    return _written_duration(" ".join(str(value).split()))


@lru_cache(maxsize=4096)
def _written_duration(text: str) -> Duration:
    """Read what was written: the same few times stand in a file again and again."""
    if (match := _DURATION.fullmatch(text)) is not None:
        unit = match["unit"].lower()
        size = _UNITS.get(unit, WORKING_DAY_HOURS * HOUR if unit in _WORKING else None)
        if size is None:
            raise MisreadError(say('"{unit}" is no unit of time', unit=match["unit"]), _DURATION_HELP)
        numbers = [_number(part) * size for part in re.findall(_NUMBER, match["numbers"])]
        return _three_points(numbers, text, working=unit in _WORKING)
    if (match := _ISO.fullmatch(text)) is not None and any(match.groupdict().values()):
        sizes = {"y": YEAR, "mo": MONTH, "w": WEEK, "d": DAY, "h": HOUR, "mi": MINUTE, "s": 1 / 60}
        minutes = sum(_number(part) * sizes[name] for name, part in match.groupdict().items() if part)
        return _three_points([minutes], text)
    if (points := _points(text)) is not None:
        return _three_points(points, text)
    if re.fullmatch(_NUMBER, text):
        raise MisreadError(say('"{text}" has no unit of time', text=text), _DURATION_HELP)
    raise MisreadError(say('"{text}" is no length of time', text=text), _DURATION_HELP)


def _points(text: str) -> list[float] | None:
    """Return the minutes of one to three times in units of their own ("1 h 30 min - 1 d"); None when it is none."""
    points = []
    for part in _UNTIL.split(text):
        total, end = 0.0, 0
        while (match := _AMOUNT.match(part, end)) is not None and (size := _UNITS.get(match["unit"].lower())):
            total, end = total + _number(match["number"]) * size, match.end()
        if end < len(part) or not part:
            return None
        points.append(total)
    return points if len(points) <= 3 else None


def _three_points(numbers: list[float], written: str, *, working: bool = False) -> Duration:
    if not all(map(math.isfinite, numbers)):
        raise MisreadError(say('"{text}" is no length of time', text=written), _DURATION_HELP)
    if numbers != sorted(numbers):
        raise MisreadError(say('"{text}" goes down', text=written), say("write the shortest time first"))
    least, most = numbers[0], numbers[-1]
    likely = numbers[1] if len(numbers) == 3 else (least + most) / 2
    return Duration(least, likely, most, working, written)


def share(value: Any) -> float:
    """Read a part of a whole, from 0 to 1; MisreadError when it is none."""
    number = _proportion(value)
    if number is None:
        raise MisreadError(say('"{text}" is no share', text=value), _SHARE_HELP)
    if not 0 <= number <= 1:
        # "30" is nearly always meant as 30%.
        meant = 1 < number <= 100 and re.fullmatch(_NUMBER, str(value).strip()) is not None
        remedy = say('write "{share}" if that many of a hundred are meant', share=f"{value}%") if meant else _SHARE_HELP
        raise MisreadError(say('"{text}" is not between 0% and 100%', text=value), remedy)
    return number


def frequency(value: Any) -> float:
    """Read how often something happens, per time the step is taken: "46 per 1000", "4.6%"; MisreadError when none."""
    number = _proportion(value)
    if number is None:
        raise MisreadError(say('"{text}" does not say how often', text=value), say('write "46 per 1000" or "4.6%"'))
    return number


def _proportion(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return float(value) if math.isfinite(value) else None
    text = " ".join(str(value).split())
    if (match := _SHARE.fullmatch(text)) is not None:
        part, whole = _number(match["number"]), 100.0 if match["percent"] else 1.0
    elif (match := _RATIO.fullmatch(text)) is not None:
        part, whole = _number(match["part"]), _number(match["whole"])
    else:
        return None
    return part / whole if whole > 0 and math.isfinite(part / whole) else None


@dataclass(frozen=True, slots=True)
class Scale:
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
    match = _SCALE.fullmatch(str(value).strip())
    if match is None or _number(match["low"]) >= _number(match["high"]):
        raise MisreadError(
            say('"{text}" is no scale', text=value), say('write the lowest and the highest rating, such as "0-10"')
        )
    return Scale(_number(match["low"]), _number(match["high"]))


def number(value: Any) -> float:
    """Read a number, with a decimal point or a decimal comma; MisreadError when it is none."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value):
        return float(value)
    text = str(value).strip().replace("−", "-")
    written = re.fullmatch(rf"[+-]?(?:{_NUMBER}|\.\d+){_EXPONENT}", text) is not None
    if not written or not math.isfinite(_number(text)):
        raise MisreadError(say('"{text}" is no number', text=value), say("write a number such as 7 or 7.5"))
    return _number(text)


def day(value: Any) -> date:
    """Read a date: "2026-09-01", or "2026-09" or "2026", which stand for their first day; MisreadError when none."""
    if isinstance(value, date):
        return value
    text = str(value).strip()
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", text)
    if match is None:
        raise MisreadError(say('"{text}" is no date', text=text), _DAY_HELP)
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        raise MisreadError(say('"{text}" is no day of the calendar', text=text), _DAY_HELP) from None


def opening_hours(value: Any) -> str:
    """Check hours in the opening_hours syntax of OpenStreetMap and return them as written; MisreadError when wrong."""
    from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]

    text = " ".join(str(value).split())
    try:
        OpeningHours(text)
    except ParserError as error:
        where = re.search(r"--> \d+:(\d+)", str(error))
        rest = text[int(where[1]) - 1 :] if where else text
        raise MisreadError(
            say('"{text}" cannot be read as opening hours, from "{rest}" on', text=text, rest=rest),
            _hours_remedy(text),
        ) from None
    return text


def _hours_remedy(text: str) -> Message:
    """Return the hours as they have to be written where it is clear what is meant, else how hours are written."""
    from opening_hours import validate

    meant = re.sub(r"\b(ma|di|wo|do|vr|za|zo)\b", lambda day: _ENGLISH_DAYS[day[0].lower()], text, flags=re.IGNORECASE)
    meant = re.sub(r"\s*(?:\bt/m\b|\btot\b|\bto\b|–)\s*", "-", re.sub(r"\s*\b(?:uur|u)\b", "", meant))
    meant = re.sub(r"\b(\d{1,2})\.(\d\d)\b", r"\1:\2", meant)
    meant = re.sub(r"(?<![\d:])(\d):", r"0\1:", meant)
    if validate(meant):
        return say('write "{hours}" if that is meant', hours=meant)
    if _DUTCH_DAYS.search(text) is None:
        return say('write days and hours like "Mo-Fr 08:30-17:00; Sa 10:00-14:00", or "24/7"')
    return say('write the days in English: "Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"')


def country(value: Any) -> str:
    """Check the code of a country whose public holidays are known, in capitals; MisreadError when it is none."""
    from opening_hours import OpeningHours, UnknownCountryError  # type: ignore[attr-defined]

    text = str(value).strip().upper()
    try:
        OpeningHours("PH", country=text)
    except UnknownCountryError:
        raise MisreadError(
            say('no holidays are known for "{text}"', text=value),
            say('write the two letters of a country, such as "NL" or "BE"'),
        ) from None
    return text


def _number(text: str) -> float:
    return float(text.replace(",", "."))
