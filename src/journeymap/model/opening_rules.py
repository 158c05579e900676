"""Opening hours as rules that can be evaluated: the part of OpenStreetMap's syntax of which the meaning is certain.

The specification is at https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification. What lies outside this part
(school holidays, sunrise, "10:00+") is no mistake; it raises `UnjudgedError`, and nothing is concluded from it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeVar

from msgspec import Struct, field

from journeymap.i18n.messages import Message, say

if TYPE_CHECKING:
    from collections.abc import Callable

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAY_MINUTES = 24 * 60

State = Literal["open", "closed", "unknown"]
MonthDay = tuple[int, int]
_Read = TypeVar("_Read")

_DAY = rf"(?:{'|'.join(DAYS)})"
_MONTH = rf"(?:{'|'.join(MONTHS)})"
_DATE = rf"{_MONTH}(?: (?!\d\d?:)\d{{1,2}}(?![\d:]))?"
_NUMBER = r"\d{1,2}(?![\d:])"
_DATES = rf"{_DATE}(?:-(?:{_DATE}|{_NUMBER}))?"
_DAYS = rf"(?:PH|{_DAY}(?:-{_DAY}|\[[\d,-]+\])?)"
_TIME = r"\d{1,2}:\d{2}"
_SEPARATOR = re.compile(r"\s*(;|\|\||, |$)\s*")
_TOKENS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("always", r"24/7"),
        ("years", r"\d{4}(?:-\d{4}(?:/\d+)?|\+)?(?:,\d{4}(?:-\d{4}(?:/\d+)?|\+)?)*(?![:\d])"),
        ("weeks", r"week ?\d{1,2}(?:-\d{1,2}(?:/\d+)?)?(?:,\d{1,2}(?:-\d{1,2}(?:/\d+)?)?)*"),
        ("times", rf"{_TIME}-{_TIME}(?:,{_TIME}-{_TIME})*(?![+/\d])"),
        ("dates", rf"{_DATES}(?:,(?:{_DATES}|{_NUMBER}(?:-{_NUMBER})?))*"),
        ("days", rf"{_DAYS}(?:,{_DAYS})*(?![\w\[]| [+-]\d)"),
        ("state", r"open|off|closed|unknown"),
        ("comment", r'"[^"]*"'),
        ("colon", r":"),
    )
)  # fmt: skip


class UnjudgedError(Exception):
    """Hours that are written right, and of which it is not certain when they are open; `reason` says why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


class OpeningRule(Struct, frozen=True):
    """One rule of opening hours: on which days it holds, at which times, and what it makes of them.

    `joins` tells how it stands to the rules before it: `;` replaces what they say of its days, `,` adds to it, `||`
    begins rules that hold only where those before say closed. No `times` are the whole day; times are minutes from the
    midnight that begins the day, and go beyond 1440 where they run into the next. Empty selectors hold always.
    `weekdays` are 0 to 6 with the times of the month they count (none: every week); `dates` are from and until.
    """

    joins: str = ";"
    state: State = "open"
    times: tuple[tuple[int, int], ...] = ()
    years: tuple[range, ...] = ()
    dates: tuple[tuple[MonthDay, MonthDay], ...] = ()
    weeks: tuple[range, ...] = ()
    weekdays: dict[int, tuple[int, ...]] = field(default_factory=dict)
    holidays: bool = False

    @property
    def names_days(self) -> bool:
        """Whether it holds on some days only."""
        return bool(self.years or self.dates or self.weeks or self.weekdays or self.holidays)

    @property
    def same_every_week(self) -> bool:
        """Whether one week says all of it."""
        return not (self.years or self.dates or self.weeks or self.holidays or any(self.weekdays.values()))


def opening_rules(text: str) -> tuple[OpeningRule, ...]:
    """Return the rules that hours consist of, as they are written; UnjudgedError where their meaning is not certain."""
    rules: list[OpeningRule] = []
    joins, place = ";", 0
    while place < len(text):
        parts, place = _parts(text, place)
        rule = _rule(joins, parts)
        if joins == "," and rules and not rule.names_days:
            # "Mo-Fr 08:00-17:00, 12:00-13:00 off": more times of the same days.
            last = rules[-1]
            rule = OpeningRule(
                ",", rule.state, rule.times, last.years, last.dates, last.weeks, last.weekdays, last.holidays
            )
        if rule.state == "unknown" and "||" not in (joins, *(earlier.joins for earlier in rules)):
            raise UnjudgedError(say("hours with only a remark behind them are not sure"))
        rules.append(rule)
        match = _SEPARATOR.match(text, place)
        if match is None:
            raise _not_known(text[place:])
        joins, place = match[1].strip() or ";", match.end()
    return tuple(rules)


def _parts(text: str, place: int) -> tuple[dict[str, str], int]:
    """Return the parts of the rule that begins at a place, by kind, and where it ends."""
    parts: dict[str, str] = {}
    while _SEPARATOR.match(text, place) is None:
        place += text[place] == " "
        for name, pattern in _TOKENS:
            match = pattern.match(text, place)
            if match is not None and name not in parts:
                parts[name], place = match[0], match.end()
                break
        else:
            raise _not_known(text[place:])
    if not parts:
        raise _not_known(text[place:])
    return parts, place


def _not_known(rest: str) -> UnjudgedError:
    if re.match(r"SH\b", rest, re.IGNORECASE) or ",SH" in rest.split(" ", maxsplit=1)[0].upper():
        return UnjudgedError(say('"SH" stands for school holidays, which are not known here'))
    return UnjudgedError(say('it is not known what "{part}" means', part=rest.strip()))


def _rule(joins: str, parts: dict[str, str]) -> OpeningRule:
    word = parts.get("state", "").casefold()
    state: State = "open"
    if word in ("off", "closed"):
        state = "closed"
    elif word == "unknown" or (not word and "comment" in parts):
        state = "unknown"
    return OpeningRule(
        joins,
        state,
        tuple(_times(parts.get("times", ""))),
        _each(parts.get("years", ""), _years),
        _each(_dates_in_full(parts.get("dates", "")), _dates),
        _each(parts.get("weeks", "").lower().removeprefix("week"), _weeks),
        *_days(parts.get("days", "")),
    )


def _each(text: str, read: Callable[[str], _Read]) -> tuple[_Read, ...]:
    return tuple(read(part.strip()) for part in text.split(",") if part.strip())


def _span(text: str) -> tuple[int, int, int]:
    """Return the ends and the step of "1-53/2", "1" or "2025+"."""
    bounds, _, step = text.partition("/")
    first, _, last = bounds.partition("-")
    return int(first.rstrip("+")), int(last or first.rstrip("+")), int(step or 1)


def _years(text: str) -> range:
    first, last, step = _span(text)
    return range(first, 10_000 if text.endswith("+") else last + 1, step)


def _weeks(text: str) -> range:
    first, last, step = _span(text)
    if last < first:
        raise _not_known(text)
    return range(first, last + 1, step)


def _dates_in_full(text: str) -> str:
    """Return "Dec 24,26,27-29" with the month of each: "Dec 24,Dec 26,Dec 27-Dec 29"."""
    full: list[str] = []
    month = ""
    for part in text.split(","):
        ends = []
        for end in part.split("-"):
            month = end[:3] if end[:1].isalpha() else month
            ends.append(end if end[:1].isalpha() else f"{month} {end}")
        full.append("-".join(ends))
    return ",".join(full).strip()


def _dates(text: str) -> tuple[MonthDay, MonthDay]:
    ends = [(MONTHS.index(end[:3].title()) + 1, int(end[3:] or 0)) for end in text.split("-")]
    (month, day), (last_month, last_day) = ends[0], ends[-1]
    if bool(day) != bool(last_day):
        raise _not_known(text)
    return (month, day or 1), (last_month, last_day or 31)


def _days(text: str) -> tuple[dict[int, tuple[int, ...]], bool]:
    """Return the days of the week with the times of the month that they count, and whether holidays are among them."""
    days: dict[int, tuple[int, ...]] = {}
    holidays = False
    for part in re.split(r",(?![^\[]*\])", text):
        if part.upper() == "PH":
            holidays = True
        elif part:
            name, _, counted = part.partition("[")
            ends = [DAYS.index(end.title()) for end in name.split("-")]
            first, end = ends[0], ends[-1]
            numbers = tuple(number for item in counted.rstrip("]").split(",") if item for number in _nth(item))
            for day in range(first, end + 1 if end >= first else end + 8):
                days[day % 7] = numbers if day % 7 not in days else ()
    return days, holidays


def _nth(text: str) -> range:
    """Return which days of a month "2", "1-3" or "-1" (the last) stand for."""
    match = re.fullmatch(r"(-?[1-5])(?:-([1-5]))?", text)
    if match is None:
        raise _not_known(text)
    return range(int(match[1]), int(match[2] or match[1]) + 1)


def _times(text: str) -> list[tuple[int, int]]:
    times = []
    for part in text.split(",") if text else ():
        start, end = (int(hours) * 60 + int(minutes) for hours, minutes in (t.split(":") for t in part.split("-")))
        if start == end:
            raise UnjudgedError(say('"{times}" may be the whole day or none of it', times=part))
        times.append((start, end if end > start else end + DAY_MINUTES))
    return times
