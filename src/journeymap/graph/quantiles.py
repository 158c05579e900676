"""How long something takes in the worst of ten times: quantiles of a sum of durations, without drawing any."""

from __future__ import annotations

from itertools import pairwise, product
from math import prod, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeymap.graph.spans import Span

_HALVINGS = 60
_MOST_VARYING = 3
# Gauss-Legendre with three points is exact for polynomials up to the fifth degree, and between two kinks the integrand
# is one as long as no more than three durations vary.
_NODES = ((-sqrt(0.6), 5 / 9), (0.0, 8 / 9), (sqrt(0.6), 5 / 9))
# In so many parts a range of working days is divided, each with its own chance of a weekend.
_PARTS_OF_ONE, _PARTS_OF_SEVERAL = 64, 8


def quantile(parts: Sequence[Span], level: float) -> float:
    """Return the time in minutes that the sum of at most three independent durations stays under with a probability.

    ValueError for more than three that vary.
    """
    return quantile_of_ways([(1.0, parts)], level)


def quantile_of_ways(ways: Iterable[tuple[float, Sequence[Span]]], level: float) -> float:
    """Return the quantile where one of several sums comes about, each with its probability; together they are one."""
    sums = [expanded for weight, parts in ways if weight > 0 for expanded in _expanded(weight, parts)]
    low = min((fixed + sum(part.least for part in varying) for _, fixed, varying in sums), default=0.0)
    high = max((fixed + sum(part.most for part in varying) for _, fixed, varying in sums), default=0.0)
    for _ in range(_HALVINGS if low < high else 0):
        middle = (low + high) / 2
        # What is off in the last digit only, such as 9 of 10, counts as reached.
        if sum(weight * _below(varying, middle - fixed) for weight, fixed, varying in sums) < level - 1e-12:
            low = middle
        else:
            high = middle
    return high


def chance_over(ways: Iterable[tuple[float, Sequence[Span]]], minutes: float) -> float:
    """Return the probability that it takes longer than a time; what is longer in the last digit only is not."""
    limit = minutes * (1 + 1e-9)
    sums = [expanded for weight, parts in ways if weight > 0 for expanded in _expanded(weight, parts)]
    return max(0.0, 1 - sum(weight * _below(varying, limit - fixed) for weight, fixed, varying in sums))


def _expanded(weight: float, parts: Sequence[Span]) -> Iterable[tuple[float, float, tuple[Span, ...]]]:
    """Return a sum as sums without weekends: how likely each is, what is always the same of it, and what varies."""
    stretched = sum(part.gap > 0 and part.least < part.most for part in parts)
    count = _PARTS_OF_ONE if stretched == 1 else _PARTS_OF_SEVERAL
    for choice in product(*(part.pieces(count) for part in parts)):
        spans = [span for _, span in choice]
        varying = tuple(span for span in spans if span.least < span.most)
        if len(varying) > _MOST_VARYING:
            raise ValueError("at most three durations can vary")
        yield weight * prod(chance for chance, _ in choice), sum(s.least for s in spans if s.least >= s.most), varying


def _below(varying: Sequence[Span], minutes: float) -> float:
    """Return the probability that the sum is no more than a time."""
    if not varying:
        return float(minutes >= 0)
    if sum(part.least for part in varying) >= minutes:
        return 0.0
    if sum(part.most for part in varying) <= minutes:
        return 1.0
    *others, last = varying
    if not others:
        return last.distribution(minutes)
    bounds = {*last.kinks}
    for kinks in product(*(part.kinks for part in others)):
        bounds.add(min(max(minutes - sum(kinks), last.least), last.most))
    total = 0.0
    for begin, end in pairwise(sorted(bounds)):
        half = (end - begin) / 2
        for place, weight in _NODES:
            point = (begin + end) / 2 + place * half
            total += weight * half * last.density(point) * _below(others, minutes - point)
    return total
