"""How long something takes in the worst of ten times: quantiles of a sum of durations, without drawing any."""

from __future__ import annotations

from itertools import pairwise
from math import isclose, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.model.quantities import Duration

_HALVINGS = 60
# Gauss-Legendre with two points is exact for cubic polynomials, and between two kinks the integrand is one.
_GAUSS = 1 / sqrt(3)


def quantile(parts: Sequence[Duration], level: float) -> float:
    """Return the time in minutes that the sum of at most two independent durations stays under with this probability.

    Each is even over its range, or triangular over three points. ValueError for more than two that vary.
    """
    varying = [part for part in parts if part.least < part.most]
    fixed = sum(part.mean for part in parts if part.least >= part.most)
    if len(varying) > 2:
        raise ValueError("at most two durations can vary")
    low = sum(part.least for part in varying)
    high = sum(part.most for part in varying)
    for _ in range(_HALVINGS if varying else 0):
        middle = (low + high) / 2
        if _below(varying, middle) < level:
            low = middle
        else:
            high = middle
    return fixed + (low + high) / 2


def _below(varying: Sequence[Duration], minutes: float) -> float:
    """Return the probability that the sum is under a time."""
    first = varying[0]
    if len(varying) == 1:
        return _distribution(first, minutes)
    second = varying[1]
    kinks = {second.least, second.most, *_kinks(second)}
    kinks.update(min(max(minutes - kink, second.least), second.most) for kink in _kinks(first))
    total = 0.0
    for begin, end in pairwise(sorted(kinks)):
        centre, half = (begin + end) / 2, (end - begin) / 2
        for side in (-_GAUSS, _GAUSS):
            point = centre + side * half
            total += half * _density(second, point) * _distribution(first, minutes - point)
    return total


def _even(part: Duration) -> bool:
    return isclose(part.likely, (part.least + part.most) / 2)


def _kinks(part: Duration) -> tuple[float, ...]:
    return (part.least, part.most) if _even(part) else (part.least, part.likely, part.most)


def _density(part: Duration, minutes: float) -> float:
    least, likely, most = part.least, part.likely, part.most
    if not least <= minutes <= most:
        return 0.0
    if _even(part):
        return 1 / (most - least)
    if minutes < likely:
        return 2 * (minutes - least) / ((most - least) * (likely - least))
    return 2 * (most - minutes) / ((most - least) * (most - likely)) if most > likely else 2 / (most - least)


def _distribution(part: Duration, minutes: float) -> float:
    least, likely, most = part.least, part.likely, part.most
    if minutes <= least:
        return 0.0
    if minutes >= most:
        return 1.0
    if _even(part):
        return (minutes - least) / (most - least)
    if minutes < likely:
        return (minutes - least) ** 2 / ((most - least) * (likely - least))
    return 1 - (most - minutes) ** 2 / ((most - least) * (most - likely))
