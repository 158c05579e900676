"""How often and when things happen that have not yet happened to everybody.

The cumulative incidence of competing exits by Aalen and Johansen (1978, Scandinavian Journal of Statistics 5), of which
the product limit of Kaplan and Meier (1958) is the case of one exit.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    Curve = tuple[tuple[float, float], ...]


class Incidence(Struct, frozen=True):
    """What leaves, where to and when.

    `shares` is per exit the part that takes it in the end, as far as anything was seen; `stays` the part that nothing
    was seen of to the end: together 1. `curves` are per exit the pairs of a time and the part that has taken it by
    then, `trials` how many things were followed.
    """

    shares: Mapping[Hashable, float]
    stays: float
    curves: Mapping[Hashable, Curve]
    trials: int

    def quantile(self, exit_: Hashable, part: float) -> float | None:
        """Return the time by which `part` of those have left who take an exit; None where nobody takes it."""
        curve = self.curves.get(exit_, ())
        if not curve:
            return None
        # The last sum is the share itself; a hair below is rounding, not another time.
        wanted = part * curve[-1][1] * (1 - 1e-12)
        return next(time for time, reached in curve if reached >= wanted)


def incidence(seen: Iterable[tuple[float, Hashable | None, int]]) -> Incidence:
    """Return the part that takes each exit, from (time, exit, how many); an exit of None was lost from sight then.

    At equal times exits come before what is lost from sight. Nothing seen at all: nothing leaves.
    """
    order = sorted((entry for entry in seen if entry[2]), key=lambda entry: entry[0])
    trials = at_risk = sum(count for _, _, count in order)
    stays = 1.0
    shares: dict[Hashable, float] = {}
    curves: dict[Hashable, list[tuple[float, float]]] = {}
    for time, group in groupby(order, key=lambda entry: entry[0]):
        leaving: dict[Hashable, int] = {}
        lost = 0
        for _, exit_, count in group:
            if exit_ is None:
                lost += count
            else:
                leaving[exit_] = leaving.get(exit_, 0) + count
        for exit_, count in leaving.items():
            shares[exit_] = shares.get(exit_, 0.0) + stays * count / at_risk
            curves.setdefault(exit_, []).append((time, shares[exit_]))
        gone = sum(leaving.values())
        stays = 0.0 if gone == at_risk else stays * (1 - gone / at_risk)
        at_risk -= gone + lost
    return Incidence(shares, stays, {exit_: tuple(curve) for exit_, curve in curves.items()}, trials)
