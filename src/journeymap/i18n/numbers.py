"""Figures as people read them: the only place where a figure that is told gets rounded.

The same figure has the same text in every output. What is only nearly nothing, or only nearly all, never looks as if it
were: `<0.001`, `<0.1%`, `>99.9%`. Numbers that programs read (JSON, coordinates) are not rounded here.
"""

from __future__ import annotations

from math import fsum, inf, isinf, isnan
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from journeymap.i18n.languages import locale_of, translate, translate_plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Unit: TypeAlias = Literal["share", "minutes", "work", "count", "points", "emotion", "money", "ratio", "bits", "months"]

MINUTE, HOUR, DAY = 1.0, 60.0, 1440.0
WEEK, MONTH, YEAR = 7 * DAY, 365.2425 / 12 * DAY, 365.2425 * DAY
_FLOORS = ((2 * YEAR, YEAR), (3 * MONTH, MONTH), (2 * DAY, DAY), (2 * HOUR, HOUR))
"""From how many minutes on a time is told in a unit: from two of them, of months from three."""

DIGITS = 3
"""How many digits count where nothing else is asked for."""
WHOLE = 0
"""As the digits of a share: whole percents."""
LEAST_SHARE = 0.001
"""The least part of a whole that is told as a figure, where nothing else is asked for."""
_LEAST, _LEAST_MONEY = 0.001, 0.005
HUNDRED = 100
"""Of how many people a headcount tells."""
_NOISE = 1e-9
"""What is nearer to nothing, or to all, than this is so: the rest is what computing with floats leaves over."""


def number(value: float, language: str, digits: int = DIGITS, *, signed: bool = False) -> str:
    """Return a number with so many digits that count, never in powers of ten; `signed` for a change."""
    return _with_sign(_number(abs(value), language, digits), value, signed=signed)


def percent(
    share: float, language: str, digits: int = DIGITS, *, signed: bool = False, least: float = LEAST_SHARE
) -> str:
    """Return a part of a whole as a percentage; never 0% or 100% for what is only nearly so.

    What is less than `least` is told as less than that.
    """
    return _with_sign(_percent(abs(share), language, digits, least), share, signed=signed)


def money(value: float, language: str, *, signed: bool = False) -> str:
    """Return an amount of money, in whatever currency, with two digits behind the sign."""
    if value == -inf:
        return translate("a loss without end", language)
    return _with_sign(_money(abs(value), language), value, signed=signed)


def minutes(value: float, language: str, *, signed: bool = False) -> str:
    """Return a time with three digits that count, in the unit in which it is easy to picture."""
    return _with_sign(_minutes(abs(value), language), value, signed=signed)


def quantity(count: float | Amount | CountInWords, language: str) -> int:
    """Return the whole number by which a language chooses the form of a noun behind a figure, as gettext takes it.

    What counts is what stands there: 1.0004 stands there as 1. A fraction takes the form of a few.
    """
    if isinstance(count, CountInWords):
        return count.count.whole or 1
    value = count.value if isinstance(count, Amount) else count
    if value is None or isnan(value) or isinf(value):
        return 0
    if isinstance(value, int):
        return abs(value)
    digits = count.digits if isinstance(count, Amount) else DIGITS
    text = _number(abs(value), language, digits)
    return int(text) if text.isdecimal() else 2


class Amount(Struct, frozen=True):
    """A figure with its unit, to be read in any language; `signed` for a change, None for what is not stated.

    What never comes to an end takes `minutes` that never end; minutes of `work` are done without end. `digits` is how
    many digits count; times have at least three and money two behind the sign. A share under `least` is told as less.
    `per` is the unit of time to tell it in, in minutes; without it the one in which it is easy to picture.
    """

    value: float | None
    unit: Unit
    signed: bool = False
    digits: int = DIGITS
    least: float = LEAST_SHARE
    per: float | None = None

    def text(self, language: str = "en") -> str:
        """Return the figure as text in a language."""
        if self.value is None:
            return translate("not stated", language)
        if isnan(self.value):
            return translate("not known", language)
        # What only rounding leaves over is nothing.
        value = self.value if abs(self.value) > _NOISE / 10 else 0.0
        if self.unit == "minutes" and isinf(value):
            return _with_sign(translate("never", language), value, signed=self.signed)
        if self.unit == "share":
            return percent(value, language, self.digits, signed=self.signed, least=self.least)
        if self.unit in ("minutes", "work"):
            text = _minutes(abs(value), language, self.per, max(DIGITS, self.digits))
            return _with_sign(text, value, signed=self.signed)
        if self.unit == "money":
            return money(value, language, signed=self.signed)
        text = number(value, language, self.digits, signed=self.signed or self.unit == "emotion")
        if isinf(value):
            return text
        return self._with_unit(text, language)

    def _with_unit(self, text: str, language: str) -> str:
        """Return a number with its unit behind it, where people write one."""
        if self.unit == "ratio":
            template = translate_plural("{count} time", "{count} times", quantity(self, language), language)
        elif self.unit == "bits":
            template = translate_plural("{count} bit", "{count} bits", quantity(self, language), language)
        elif self.unit == "months":
            template = translate_plural("{count} month", "{count} months", quantity(self, language), language)
        else:
            return text
        return template.format(count=text)

    def __str__(self) -> str:
        return self.text()


class Headcount(Struct, frozen=True):
    """How many of a hundred people: a whole number that adds up with others, and the figure that it stands for.

    `exact` runs from 0 to 100; more where people are counted each time they come.
    """

    whole: int
    exact: float

    @classmethod
    def of(cls, exact: float) -> Headcount:
        """Return a figure that need not add up with any other: the nearest whole number."""
        return cls(int(exact + 0.5), exact)

    @property
    def nobody(self) -> bool:
        """Whether it is nobody at all, not only fewer than one of a hundred."""
        return self.whole == 0 and self.exact <= _NOISE

    @property
    def share(self) -> Amount:
        """The same number as a percentage, which adds up with others as it does."""
        nearly = self.whole in {0, HUNDRED}
        return Amount((self.exact if nearly else self.whole) / HUNDRED, "share", digits=WHOLE)

    def text(self, _language: str = "en") -> str:
        """Return the number; never none or all of the hundred for what is only nearly so."""
        if self.whole == 0 and not self.nobody:
            return "<1"
        return ">99" if self.whole == HUNDRED and self.exact < HUNDRED - _NOISE else str(self.whole)

    def __str__(self) -> str:
        return self.text()


class CountInWords(Struct, frozen=True):
    """A headcount in a sentence: what has no whole number is said in words."""

    count: Headcount

    def text(self, language: str = "en") -> str:
        """Return the number in a language."""
        text = self.count.text()
        if text.isdecimal():
            return text
        return translate("fewer than 1", language) if text.startswith("<") else translate("more than 99", language)

    def __str__(self) -> str:
        return self.text()


def apportion(amounts: Sequence[float], total: int) -> list[int]:
    """Return whole numbers in proportion to amounts that add up to a total: the method of largest remainders.

    Of equal remainders the first gets what is left; nobody gets anything for an amount of 0.
    """
    whole = fsum(amounts)
    if not total or whole <= 0:
        return [0] * len(amounts)
    # What computing with floats leaves over must not decide between equals.
    quotas = [round(amount * total / whole, 9) for amount in amounts]
    counts = [int(quota) for quota in quotas]
    by_remainder = sorted(range(len(quotas)), key=lambda place: counts[place] - quotas[place])
    for place in by_remainder[: total - sum(counts)]:
        counts[place] += 1
    return counts


class Minutes(Struct, frozen=True):
    """A time that was computed, to be read in any language."""

    minutes: float

    def rounded(self, digits: int) -> Minutes:
        """Return the time with so many digits that count, in the unit in which it is told."""
        if isnan(self.minutes) or isinf(self.minutes):
            return self
        unit = _time_unit(abs(self.minutes))
        return Minutes(float(f"{self.minutes / unit:.{digits}g}") * unit)

    def text(self, language: str = "en") -> str:
        """Return the time as text in a language."""
        return minutes(self.minutes, language)

    def __str__(self) -> str:
        return self.text()


class WeekMoment(Struct, frozen=True):
    """A moment of the week, in minutes since Monday 0:00 (of any week), to be read in any language."""

    minutes: float

    def text(self, language: str = "en") -> str:
        """Return the day and the time in a language."""
        day, of_day = divmod(int(self.minutes % WEEK), int(DAY))
        template = (
            translate("Monday {time}", language),
            translate("Tuesday {time}", language),
            translate("Wednesday {time}", language),
            translate("Thursday {time}", language),
            translate("Friday {time}", language),
            translate("Saturday {time}", language),
            translate("Sunday {time}", language),
        )[day]
        return template.format(time=f"{of_day // 60:02}:{of_day % 60:02}")

    def __str__(self) -> str:
        return self.text()


def _with_sign(text: str, value: float, *, signed: bool) -> str:
    """Put the sign of a value before the text of its size."""
    return f"{'-' if value < 0 else '+' if signed and value > 0 else ''}{text}"


def _number(size: float, language: str, digits: int) -> str:
    if isnan(size):
        return translate("not stated", language)
    if isinf(size):
        return translate("without end", language)
    if 0 < size < _LEAST:
        return f"<{_digits(_LEAST, language, DIGITS)}"
    return _digits(size, language, digits)


def _digits(size: float, language: str, digits: int) -> str:
    text = f"{size:.0f}" if size >= 10**digits - 0.5 else f"{size:.{digits}g}"
    return text.replace(".", locale_of(language).decimal)


def _percent(share: float, language: str, digits: int, least: float) -> str:
    if not (isnan(share) or isinf(share)):
        if share <= _NOISE or abs(share - 1) <= _NOISE:
            return f"{share:.0%}"
        if digits == WHOLE:
            return {"0": "<1%", "100": ">100%" if share > 1 else ">99%"}.get(text := f"{share:.0%}"[:-1], f"{text}%")
        if share < least:
            return f"<{_digits(100 * least, language, DIGITS)}%"
        nearly = 1 - 10.0**-digits
        if nearly < share < 1:
            return f">{_digits(100 * nearly, language, digits)}%"
        text = _digits(share * 100, language, digits)
        return f">{text}%" if share > 1 and text == "100" else f"{text}%"
    return _number(share, language, digits)


def _money(size: float, language: str) -> str:
    if isnan(size) or isinf(size):
        return _number(size, language, DIGITS)
    decimal = locale_of(language).decimal
    if 0 < size < _LEAST_MONEY:
        return f"<{0.01:.2f}".replace(".", decimal)
    return f"{size:.2f}".replace(".", decimal)


def _time_unit(size: float) -> float:
    """Return the minutes of the unit in which a time is easy to picture."""
    return next((unit for floor, unit in _FLOORS if size >= floor), MINUTE)


def in_one_unit(amounts: Iterable[Amount]) -> list[Amount]:
    """Return the times of a column in one unit, that of the longest, so that they can be compared; others as they are.

    What never ends has no unit.
    """
    column = list(amounts)
    sizes = [abs(amount.value) for amount in column if amount.unit in ("minutes", "work") and amount.value is not None]
    unit = _time_unit(max((size for size in sizes if not isinf(size)), default=0.0))
    return [replace(amount, per=unit) if amount.unit in ("minutes", "work") else amount for amount in column]


def _minutes(size: float, language: str, unit: float | None = None, digits: int = DIGITS) -> str:
    if isnan(size) or isinf(size):
        return _number(size, language, DIGITS)
    unit = unit or _time_unit(size)
    value = size / unit
    count = quantity(Amount(value, "count", digits=digits), language)
    if unit == YEAR:
        template = translate_plural("{count} year", "{count} years", count, language)
    elif unit == MONTH:
        template = translate_plural("{count} month", "{count} months", count, language)
    elif unit == DAY:
        template = translate_plural("{count} day", "{count} days", count, language)
    elif unit == HOUR:
        template = translate_plural("{count} hour", "{count} hours", count, language)
    else:
        template = translate("{count} min", language)
    return template.format(count=_number(value, language, digits))
