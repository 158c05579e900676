"""How long something takes on the calendar: a point, a range or a triangle; working days with their weekends.

Two working days asked for on Monday are over on Wednesday, asked for on Thursday they are over on Monday. When in the
working week they begin is not known, so it is taken as any moment of it, each as likely.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from math import floor, sqrt

from msgspec import Struct

# Gauss-Legendre with three points is exact for polynomials up to the fifth degree.
_NODES = ((-sqrt(0.6), 5 / 9), (0.0, 8 / 9), (sqrt(0.6), 5 / 9))


class Span(Struct, frozen=True, dict=True):
    """A length of time in minutes that pass on the calendar.

    `least` to `most`, each as likely where `likely` is None, else on a triangle over the three. Where `gap` is not 0,
    these count working days only, of which `week` minutes lie between two weekends, and each weekend that is passed
    adds `gap` minutes.
    """

    least: float
    likely: float | None
    most: float
    gap: float = 0.0
    week: float = 0.0

    @property
    def varies(self) -> bool:
        """Whether it is anything but always the same."""
        return self.least < self.most or bool(self.gap)

    @cached_property
    def mean(self) -> float:
        """Minutes on average: the middle of a range, the mean of a triangle, weekends included."""
        middle = (self.least + self.most) / 2 if self.likely is None else (self.least + self.likely + self.most) / 3
        return middle * (1 + self.gap / self.week) if self.gap else middle

    @cached_property
    def variance(self) -> float:
        """Minutes squared: width²/12 for a range, (a² + b² + c² - ab - ac - bc)/18 for a triangle, and of weekends."""
        width = self.most - self.least
        if self.likely is None:
            own = width**2 / 12
        else:
            # The sum of squares less products, written in differences so that it does not fall below 0 by rounding.
            own = (width**2 - (self.likely - self.least) * (width - (self.likely - self.least))) / 18
        if not self.gap:
            return own
        return own * (1 + self.gap / self.week) ** 2 + self.gap**2 * self._between()

    def _between(self) -> float:
        """Return E[f (1 - f)], f the part of a week beyond whole weeks: how uncertain one more weekend is."""
        if self.least >= self.most:
            part = self.least / self.week % 1
            return part * (1 - part)
        total = 0.0
        for begin, end in pairwise(self._turns()):
            half, whole = (end - begin) / 2, floor((begin + end) / 2 / self.week)
            for place, weight in _NODES:
                minutes = (begin + end) / 2 + place * half
                part = minutes / self.week - whole
                total += weight * half * self.density(minutes) * part * (1 - part)
        return total

    def _turns(self) -> list[float]:
        """Return where the density, or the number of weekends that are sure to be passed, changes its form."""
        first, last = floor(self.least / self.week), floor(self.most / self.week)
        weeks = (self.week * number for number in range(first + 1, last + 1))
        return sorted({*self.kinks, *(min(max(full, self.least), self.most) for full in weeks)})

    def pieces(self, parts: int) -> list[tuple[float, Span]]:
        """Return it as spans without weekends and how likely each is; a range of working days in so many parts."""
        if not self.gap:
            return [(1.0, self)]
        bounds = [self.least, self.most]
        if self.least < self.most:
            step = (self.most - self.least) / parts
            bounds = sorted({*self._turns(), *(self.least + step * number for number in range(1, parts))})
        weighted: list[tuple[float, Span]] = []
        for begin, end in pairwise(bounds):
            chance = self.distribution(end) - self.distribution(begin) if begin < end else 1.0
            weekends = floor((begin + end) / 2 / self.week)
            part = (begin + end) / 2 / self.week - weekends
            for more, share in ((0, 1 - part), (1, part)):
                if chance * share > 0:
                    later = self.gap * (weekends + more)
                    weighted.append((chance * share, Span(begin + later, None, end + later)))
        return weighted

    def density(self, minutes: float) -> float:
        """Return the density of the time without weekends."""
        least, likely, most = self.least, self.likely, self.most
        if not least <= minutes <= most or least >= most:
            return 0.0
        if likely is None:
            return 1 / (most - least)
        if minutes < likely:
            return 2 * (minutes - least) / ((most - least) * (likely - least))
        return 2 * (most - minutes) / ((most - least) * (most - likely)) if most > likely else 2 / (most - least)

    def distribution(self, minutes: float) -> float:
        """Return the probability that the time without weekends is no longer."""
        least, likely, most = self.least, self.likely, self.most
        if minutes >= most:
            return 1.0
        if minutes <= least:
            return 0.0
        if likely is None:
            return (minutes - least) / (most - least)
        if minutes < likely:
            return (minutes - least) ** 2 / ((most - least) * (likely - least))
        return 1 - (most - minutes) ** 2 / ((most - least) * (most - likely))

    @property
    def kinks(self) -> tuple[float, ...]:
        """Where the density changes its form."""
        return (self.least, self.most) if self.likely is None else (self.least, self.likely, self.most)
