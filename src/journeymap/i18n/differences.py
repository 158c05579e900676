"""Two figures beside each other, told so that their difference can be read.

What is told as different never reads alike: both sides get as many digits as it takes, and one unit where they are
near. What is too small for anybody to decide on is no difference, wherever the borders of rounding lie.
"""

from __future__ import annotations

from math import isfinite, isnan
from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap.i18n.numbers import LEAST_SHARE, Amount, in_one_unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.i18n.numbers import Unit

LEAST_PART = 0.005
"""The least difference that counts, as a part of the greater of two figures; of shares one of a thousand does."""
_LEAST: Mapping[Unit, float] = {"share": LEAST_SHARE, "money": 0.01}
_LEAST_OF_OTHERS = 0.001
_NEAR = 1.1
"""Up to how many times the other one two times are told in one unit, though each has another one by itself."""
_FEWEST_DIGITS, _MOST_DIGITS = 2, 12
_NOISE = 1e-9


def matters(before: float, after: float, unit: Unit) -> bool:
    """Return whether two figures differ by so much that it is told; which of them comes first makes no difference."""
    if before == after or isnan(before) or isnan(after):
        return False
    # What was without end and no longer is, or the other way round, is a change as great as can be.
    if not (isfinite(before) and isfinite(after)):
        return True
    part = 0.0 if unit == "share" else LEAST_PART * max(abs(before), abs(after))
    return abs(after - before) >= max(part, _LEAST.get(unit, _LEAST_OF_OTHERS)) * (1 - _NOISE)


def told_apart(before: Amount, after: Amount, exact: tuple[float, float] | None = None) -> tuple[Amount, Amount]:
    """Return two figures that differ so that they read differently, and the greater one reads as the greater.

    They are told as they are given where that will do, else with as many digits as it takes. `exact` are the figures
    where those given are rounded already. What is not stated, or the same, stays as it is given.
    """
    if before.value is None or after.value is None:
        return before, after
    first, second = exact or (before.value, after.value)
    pairs = [(before, after)]
    if first != second:
        fewest = max(_FEWEST_DIGITS, before.digits, after.digits)
        pairs += [
            (replace(before, value=first, digits=digits), replace(after, value=second, digits=digits))
            for digits in range(fewest, _MOST_DIGITS + 1)
        ]
    for pair in pairs:
        near = _in_one_unit(*pair)
        if _reads(near, (first, second)):
            return near
    return before, after


def _in_one_unit(before: Amount, after: Amount) -> tuple[Amount, Amount]:
    """Return two times that are near each other in the unit of the longer one: 120 min and 2 hours are the same."""
    sizes = [abs(amount.value or 0.0) for amount in (before, after)]
    if before.unit not in ("minutes", "work") or not min(sizes) <= max(sizes) <= _NEAR * min(sizes):
        return before, after
    in_unit = in_one_unit([before, after])
    same = [amount.text() for amount in in_unit] == [before.text(), after.text()]
    return (before, after) if same else (in_unit[0], in_unit[1])


def _reads(pair: tuple[Amount, Amount], values: tuple[float, float]) -> bool:
    """Return whether two figures read differently, and in the direction in which they do differ."""
    before, after = pair
    if before.value is None or after.value is None or before.text() == after.text():
        return False
    return (before.value < after.value) == (values[0] < values[1])
