"""How colours stand out from each other, by WCAG 2.2, and how far one may fade before it can no longer be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

TEXT, LINE = 4.5, 3.0
"""The least contrasts of WCAG 2.2: of text (success criterion 1.4.3) and of lines and icons (1.4.11)."""

_HALVINGS = 12


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour `#RRGGBB`, from 0 for black to 1 for white."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 for equal ones to 21 for black on white."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(one: str, other: str, part: float) -> str:
    """Return a colour with a part of another in it: what is seen of one with an opacity of 1 - part on the other."""
    pairs = ((int(one[place : place + 2], 16), int(other[place : place + 2], 16)) for place in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in pairs)


def faded(colour: str, towards: str, grounds: Iterable[str], least: float) -> str:
    """Return a colour as far on its way to another as it keeps a least contrast with every ground.

    A colour that has not that contrast to begin with stays as it is.
    """
    all_grounds = tuple(grounds)

    def readable(part: float) -> bool:
        tried = mixed(colour, towards, part)
        return min(contrast(tried, ground) for ground in all_grounds) >= least

    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if readable(middle) else (low, middle)
    return mixed(colour, towards, low)
