"""Means over personas of what is stated for some of them only."""

from __future__ import annotations

from operator import mul
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def among(weights: Mapping[str, float], values: Mapping[str, float | None]) -> float | None:
    """Return the mean of what is stated, by weights."""
    stated = [(value, weights[name]) for name, value in values.items() if value is not None]
    whole = sum(weight for _, weight in stated)
    return sum(value * weight for value, weight in stated) / whole if whole else None


def mean_over(parts: tuple[float, ...], values: tuple[float | None, ...]) -> float | None:
    """Return the mean of a figure of each persona, by their parts of all, over those for whom it is stated."""
    if len(values) == 1:
        return None if values[0] is None else values[0] + 0.0  # never a negative nought
    if None not in values and all(parts):
        mean: float = sum(map(mul, values, parts)) / sum(parts)
        return mean
    stated = [(value, part) for value, part in zip(values, parts, strict=True) if value is not None and part]
    whole = sum(part for _, part in stated)
    return sum(value * part for value, part in stated) / whole if whole else None
