"""How long something takes that is not always the same: a time, a range of times, and how one is drawn."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    import random

Draw: TypeAlias = Callable[[], float]


class TimeDistribution(Struct, frozen=True):
    """A time that is fixed (least = most), anywhere in a range, or, with a likely value, triangular. Any one unit.

    With a `gap` it counts working time: it begins anywhere in a working week that is `week` long, and each end of one
    that it passes adds the gap.
    """

    least: float
    most: float
    likely: float | None = None
    gap: float = 0.0
    week: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what is no range; ValueError."""
        if not 0 <= self.least <= (self.least if self.likely is None else self.likely) <= self.most < math.inf:
            msg = f"a duration needs 0 <= least <= likely <= most: {self.least}, {self.likely}, {self.most}"
            raise ValueError(msg)

    @classmethod
    def fixed(cls, value: float) -> TimeDistribution:
        """Give a duration that is always the same."""
        return cls(value, value)

    @property
    def mean(self) -> float:
        """The expectation, without the gaps."""
        if self.likely is None:
            return (self.least + self.most) / 2
        return (self.least + self.likely + self.most) / 3

    @property
    def variance(self) -> float:
        """The variance without the gaps: width²/12 for a range, (a² + b² + c² - ab - ac - bc)/18 for a triangle."""
        width = self.most - self.least
        if self.likely is None:
            return width * width / 12
        # The same sum in differences, which do not cancel.
        part = self.likely - self.least
        return (width * width - part * (width - part)) / 18

    def drawer(self, rng: random.Random) -> Draw | None:
        """Give a function that draws one; None where it is always 0."""
        own, chance, gap, week = self._own(rng), rng.random, self.gap, self.week
        if own is None or not gap:
            return own

        def with_weekends() -> float:
            minutes = own()
            return minutes + gap * math.floor(chance() + minutes / week)

        return with_weekends

    def _own(self, rng: random.Random) -> Draw | None:
        least, most, likely = self.least, self.most, self.likely
        if most == 0:
            return None
        if least == most:
            return lambda: least
        chance = rng.random
        width = most - least
        if likely is None:
            return lambda: least + width * chance()
        turn = (likely - least) / width
        rise, fall = math.sqrt(width * (likely - least)), math.sqrt(width * (most - likely))

        def triangular() -> float:
            level = chance()
            return least + rise * math.sqrt(level) if level < turn else most - fall * math.sqrt(1 - level)

        return triangular
