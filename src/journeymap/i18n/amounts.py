"""Figures as people read them: shares as percentages, times in a unit that makes them easy to picture."""

from __future__ import annotations

from math import inf, isinf
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from journeymap.i18n.messages import (
    Message,
    Worded,
    say,
    translate,
)
from journeymap.model.quantities import Minutes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Unit: TypeAlias = Literal["share", "minutes", "work", "count", "points", "emotion", "money", "ratio", "bits", "months"]

NOT_STATED = say("not stated")
NEVER = say("never")
OUTCOME_WORDS: Mapping[str, Message] = {
    "helped": say("helped"),
    "refused": say("refused"),
    "gave-up": say("gave up"),
    "transferred": say("passed on"),
    "stranded": say("stranded"),
}
YES_NO: Mapping[bool, Message] = {True: say("yes"), False: say("no")}
_ROUNDING = 1e-9


class Amount(Struct, frozen=True):
    """A figure with its unit, to be read in any language; `signed` for a change, None for what is not stated.

    What never comes to an end takes `minutes` that never end; minutes of `work` are done without end. `digits` is how
    many digits count.
    """

    value: float | None
    unit: Unit
    signed: bool = False
    digits: int = 3

    def text(self, language: str = "en") -> str:
        """Return the figure as text in a language."""
        if self.value is None:
            return NOT_STATED.text(language)
        # What only rounding leaves over is nothing.
        value = self.value if abs(self.value) > _ROUNDING / 10 else 0.0
        if self.unit == "money" and value == -inf:
            return say("a loss without end").text(language)
        words = _unsigned(abs(value), self.unit, language, self.digits)
        if value < 0:
            return f"-{words}"
        if value and (self.signed or self.unit == "emotion"):
            return f"+{words}"
        return words

    def __str__(self) -> str:
        return self.text()


class Joined(Struct, frozen=True):
    """Several texts, each to be read in any language, with commas or another sign between them."""

    parts: Sequence[object]
    between: str = ", "

    def text(self, language: str = "en") -> str:
        """Return all of them in a language, one after the other."""
        return self.between.join(said(part, language) for part in self.parts)


def said(words: object, language: str) -> str:
    """Return a text of the designer's as it is, and one of the program's in a language."""
    return words.text(language) if isinstance(words, Worded) else str(words)


def outcome(kind: str) -> object:
    """Return a kind of end in words."""
    return OUTCOME_WORDS.get(kind, kind)


def figure(value: float, language: str, digits: int = 3) -> str:
    """Return a number with so many digits that count, as it is written in a language."""
    if 0 < value < 0.001:
        return f"<{figure(0.001, language)}"
    text = f"{value:.0f}" if value >= 10**digits - 0.5 else f"{value:.{digits}g}"
    return text.replace(".", ",") if language == "nl" else text


def percent(share: float, language: str, digits: int = 3) -> str:
    """Return a part of a whole as a percentage; never 0% or 100% for what is only nearly so."""
    if share <= _ROUNDING or abs(share - 1) <= _ROUNDING:
        return f"{share:.0%}"
    if share < 0.001:
        return f"<{figure(0.1, language)}%"
    nearly = 1 - 10.0**-digits
    if nearly < share < 1:
        return f">{figure(100 * nearly, language, digits)}%"
    return f"{figure(share * 100, language, digits)}%"


def _unsigned(value: float, unit: Unit, language: str, digits: int) -> str:
    if isinf(value):
        return (NEVER if unit == "minutes" else say("without end")).text(language)
    if unit == "share":
        return percent(value, language, digits)
    if unit in ("minutes", "work"):
        tiny = 0 < value < 0.1
        return (
            say("{count} min", count=figure(value, language)).text(language) if tiny else Minutes(value).text(language)
        )
    if unit == "money":
        text = f"{value:.2f}"
        return text.replace(".", ",") if language == "nl" else text
    words = figure(value, language, digits)
    if unit == "ratio":
        return say("{figure} times", figure=words).text(language)
    if unit == "bits":
        return f"{words} {translate('bits', language)}"
    if unit == "months":
        return say("{figure} months", figure=words).text(language)
    return words
