"""When opening hours are open: rules laid over the days of a period, day by day.

What a rule says of a day holds for all that begins on it: "We off" takes away the night from Wednesday to Thursday, and
leaves the one that began on Tuesday.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from journeymap.i18n.messages import say
from journeymap.model.opening_rules import DAY_MINUTES, OpeningRule, UnjudgedError
from journeymap.numerics.intervals import complement, intersect, union

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from journeymap.numerics.intervals import Interval

_WHOLE_DAY = ((0, DAY_MINUTES),)


def open_times(
    rules: Sequence[OpeningRule], begin: date, days: int, holidays: Collection[date], year: int
) -> list[Interval]:
    """Return when rules are open, in minutes from the beginning of the first day, within a number of days.

    What is unknown (a remark behind `||`) is not open. The night before the first day counts. UnjudgedError where the
    rules name years and `year`, of which these days are, is none of them.
    """
    if any(rule.years for rule in rules) and not any(year in span for rule in rules for span in rule.years):
        raise UnjudgedError(say("these are not the hours of {year}", year=year))
    period = days * DAY_MINUTES
    times: list[Interval] = []
    settled: list[Interval] = []
    for group in _groups(rules):
        opened, unknown = _group(group, begin, days, holidays)
        free = complement(settled, period)
        times = union(times, intersect(opened, free))
        settled = union(settled, union(opened, unknown))
    return times


def _groups(rules: Iterable[OpeningRule]) -> list[list[OpeningRule]]:
    """Split rules at `||`: those of a group hold only where all groups before it are closed."""
    groups: list[list[OpeningRule]] = [[]]
    for rule in rules:
        if rule.joins == "||":
            groups.append([])
        groups[-1].append(rule)
    return groups


def _group(
    rules: Sequence[OpeningRule], begin: date, days: int, holidays: Collection[date]
) -> tuple[list[Interval], list[Interval]]:
    """Return when a group is open and when it is unknown whether it is."""
    times: dict[str, list[Interval]] = {"open": [], "unknown": []}
    for number in range(-1, days):
        day = begin + timedelta(number)
        stretches = _of_day(rules, day, day in holidays)
        for state, spans in stretches.items():
            times[state] += [(start + number * DAY_MINUTES, end + number * DAY_MINUTES) for start, end in spans]
    whole = [(0.0, float(days * DAY_MINUTES))]
    opened, unknown = (intersect(union(times[state], ()), whole) for state in ("open", "unknown"))
    return opened, unknown


def _of_day(rules: Sequence[OpeningRule], day: date, holiday: bool) -> dict[str, list[Interval]]:
    """Return the stretches that begin on a day, in minutes from its midnight, by what they are: open or unknown."""
    spans: dict[str, list[Interval]] = {"open": [], "unknown": []}
    for rule in rules:
        if not holds_on(rule, day, holiday):
            continue
        times: list[Interval] = [*(rule.times or _WHOLE_DAY)]
        if rule.state == "closed" and not rule.times:
            spans = {"open": [], "unknown": []}
            continue
        if rule.joins == ";" and rule.state != "closed":
            spans = {"open": [], "unknown": []}
        times = union(times, ())
        for state, stretches in spans.items():
            if state == rule.state:
                spans[state] = union(stretches, times)
            else:
                spans[state] = _without(stretches, times)
    return spans


def _without(stretches: Sequence[Interval], taken: Sequence[Interval]) -> list[Interval]:
    two_days = 2.0 * DAY_MINUTES
    return intersect(stretches, complement(taken, two_days))


def holds_on(rule: OpeningRule, day: date, holiday: bool) -> bool:
    """Tell whether a rule says something of a day."""
    if rule.years and not any(day.year in span for span in rule.years):
        return False
    if rule.weeks and not any(day.isocalendar().week in span for span in rule.weeks):
        return False
    if rule.dates and not any(_within(day, *span) for span in rule.dates):
        return False
    if rule.holidays and holiday:
        return True
    if not rule.weekdays:
        return not rule.holidays
    numbers = rule.weekdays.get(day.weekday())
    return numbers is not None and (not numbers or not _counted(day).isdisjoint(numbers))


def _within(day: date, first: tuple[int, int], last: tuple[int, int]) -> bool:
    here = (day.month, day.day)
    return first <= here <= last if first <= last else here >= first or here <= last


def _counted(day: date) -> set[int]:
    """Return which of its weekday in the month a day is, from the front and from the back."""
    after = day.replace(day=28) + timedelta(4)
    length = (after - timedelta(after.day)).day
    return {(day.day - 1) // 7 + 1, -((length - day.day) // 7 + 1)}
