"""Numbers as people write them: with a decimal point or comma, and with thousands set apart.

Three digits after one single point or comma are ambiguous: `1.000` is a thousand in one country and one in another.
They are read as thousands where only a whole number can be meant, as decimals where no thousands can be meant, and
refused everywhere else, with both readings.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from journeymap.i18n.messages import say
from journeymap.model.misread import MisreadError

if TYPE_CHECKING:
    from collections.abc import Callable

NUMBER = (
    r"(?:\d{1,3}(?:[ '’]\d{3})+|\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:,\d{3}){2,}"
    r"|\d{1,3}(?:\.\d{3})+(?=,\d)|\d{1,3}(?:,\d{3})+(?=\.\d)|\d+)(?:[.,]\d+)?"
)
EXPONENT = r"(?:[eE][+-]?\d+)?"  # as programs write small numbers into JSON
_AMBIGUOUS = r"([1-9]\d{0,2})[.,](\d{3})"
_MARKS = r"[.,]"


def is_digits(text: str) -> bool:
    """Tell whether a number is written in up to fifteen digits and nothing else, so that nothing can be doubted."""
    return len(text) <= 15 and text.isascii() and text.isdigit()


def is_ambiguous(text: str) -> bool:
    """Tell whether a number may be thousands or decimals: `1.000`, `1,500`, but not `0.125` or `1.5`."""
    return re.fullmatch(_AMBIGUOUS, text) is not None


def whole(text: str) -> float:
    """Read a number that counts something: three digits after one mark are thousands."""
    match = re.fullmatch(_AMBIGUOUS, text)
    return float(match[1] + match[2]) if match else decimal(text)


def decimal(text: str) -> float:
    """Read a number that matches `NUMBER`; three digits after one mark are decimals."""
    text = re.sub(r"[ '’]", "", text)
    marks = re.findall(_MARKS, text)
    if len(marks) > 1:
        # Of several marks the last is the decimal one, unless they are all alike.
        last = marks[-1] if len(set(marks)) > 1 else ""
        text = "".join(mark for mark in text if mark.isdigit() or mark in "eE+-" or mark == last)
    return float(text.replace(",", "."))


def certain(text: str, written: str) -> float:
    """Read a number that may be either; MisreadError with both readings where it is ambiguous.

    `written` is what the designer wrote, in which the number stands.
    """
    if is_ambiguous(text):
        thousands, decimals = (_rewritten(written, read) for read in (whole, decimal))
        raise MisreadError(
            say('"{number}" can be read in two ways', number=text),
            say('write "{thousands}" or "{decimals}"', thousands=thousands, decimals=decimals),
            thousands,
            decimals,
        )
    return decimal(text)


def _rewritten(written: str, read: Callable[[str], float]) -> str:
    """Return what was written with all numbers in it that may be either read in one way."""

    def plain(match: re.Match[str]) -> str:
        return f"{read(match[0]):.15g}" if is_ambiguous(match[0]) else match[0]

    return re.sub(NUMBER, plain, written)


def number(value: object, *, of: str = "either") -> float:
    """Read a number by itself; MisreadError when it is none. `of` is `whole`, `decimal` or `either`."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value):
        return float(value)
    if is_digits(text := str(value)):
        return float(text)
    text = " ".join(text.replace("−", "-").split())
    match = re.fullmatch(rf"([+-]?)({NUMBER}|[.,]\d+)({EXPONENT})", text)
    if match is None:
        there = re.findall(NUMBER, text)
        readings = there if len(there) == 1 else ()  # "7 pages"
        raise MisreadError(
            say('"{text}" is not a number', text=value), say("write a number such as 7 or 7.5"), *readings
        )
    if match[3]:
        result = float(text.replace(",", "."))
    else:
        size = whole(match[2]) if of == "whole" else decimal(match[2]) if of == "decimal" else certain(match[2], text)
        result = -size if match[1] == "-" else size
    if not math.isfinite(result):
        raise MisreadError(say('"{text}" is not a number', text=value), say("write a number such as 7 or 7.5"))
    return result
