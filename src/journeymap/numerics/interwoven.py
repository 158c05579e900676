"""What is left of a chain in which everything leads to everything, solved by rounds with a bound that is proven.

To eliminate the states of a network without structure fills it up, and what is left takes time with the cube of its
size. But such a network also mixes fast: after a few steps a journey may be anywhere, so that rounds of `x = b + P·x`
are soon done, but for the one thing they are slow at, how much there is in total. That is set right in each round: of
what goes in, as much must come out (an aggregation with one group; Koury, McAllister and Stewart 1984).

When it is done is not guessed. With `r` what an equation is still off, the error is N·r, N = (I - P)⁻¹, and N is not
negative; so where a `t` is known with (I - P)·t >= 1, as the residual of its own equation shows, the error is nowhere
over max|r|·t (Collatz 1952; Varga 1962). What rounding adds to the residual is counted in. Where the bound is over
`PROVEN`, nothing is claimed: the answer is None, and the states have to be eliminated after all.
"""

from __future__ import annotations

import sys
from operator import itemgetter, mul
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PROVEN = 1e-9
"""How far off a result may be, as a part of it."""
ROUNDS = 100
_ROUNDING = sys.float_info.epsilon


class Core:
    """States that all lead to each other: `rows[state]` its probabilities of other states and of exits.

    The rows need not add up to one, each is divided by its sum: from a state to itself a journey does not go here.
    Exits are the numbers from `size` on. `entries` counts the ways from state to state.
    """

    def __init__(self, rows: dict[int, dict[int, float]], size: int) -> None:
        self.states = list(rows)
        place = {state: at for at, state in enumerate(self.states)}
        self.sums: list[float] = []
        self.exits: list[list[tuple[int, float]]] = []
        leads: list[list[int]] = []
        shares: list[list[float]] = []
        comes: list[list[int]] = [[] for _ in place]
        arriving: list[list[float]] = [[] for _ in place]
        for at, row in enumerate(rows.values()):
            total = sum(row.values())
            self.sums.append(total)
            self.exits.append([(target, share / total) for target, share in row.items() if target >= size])
            inner = [(place[target], share / total) for target, share in row.items() if target < size]
            leads.append([target for target, _ in inner])
            shares.append([share for _, share in inner])
            for target, share in inner:
                comes[target].append(at)
                arriving[target].append(share)
        self.entries = sum(map(len, leads))
        self._out = [sum(share for _, share in exits) for exits in self.exits]
        self._widest = 2 + max(map(len, [*leads, *comes]))
        self._onward = _product(leads, shares)
        self._back = _product(comes, arriving)
        ones = [1.0] * len(place)
        spread = ones
        for _ in range(20):
            spread = self._back(spread)
            whole = sum(spread)
            spread = [part / whole for part in spread] if whole else ones
        self._spread = spread
        self._spread_on = self._back(spread)
        self._leaving = sum(map(mul, spread, self._out))
        self._from_here: list[float] | None = None
        self._to_here: list[float] | None = None
        if self._leaving > 0 and min(self.sums) >= sys.float_info.min:
            self._from_here = self._comparison(self._values(ones))
            self._to_here = self._from_here and self._comparison(self._visits(ones))

    @property
    def mixes(self) -> bool:
        """Whether a bound is known for what is solved here."""
        return self._from_here is not None and self._to_here is not None

    def values(self, collected: Sequence[float]) -> list[float] | None:
        """Return what is collected from each state until the journey leaves: N·collected."""
        return self._proven(self._values(collected), self._from_here)

    def visits(self, arriving: Sequence[float]) -> list[float] | None:
        """Return how often each state is left for another: arrivingᵀ·N."""
        return self._proven(self._visits(arriving), self._to_here)

    def _values(self, collected: Sequence[float]) -> tuple[list[float], float]:
        """Return the last round, and by how much an equation is off at most."""
        stays = [1.0 - out for out in self._out]

        def even(here: list[float], then: list[float]) -> list[float]:
            lacking = sum(share * (new - old) for share, new, old in zip(self._spread, then, here, strict=True))
            more = lacking / self._leaving
            return [new + more * stay for new, stay in zip(then, stays, strict=True)]

        return self._rounds(collected, self._onward, even)

    def _visits(self, arriving: Sequence[float]) -> tuple[list[float], float]:
        whole = sum(arriving)

        def even(here: list[float], then: list[float]) -> list[float]:
            more = (whole - sum(map(mul, here, self._out))) / self._leaving
            return [new + more * share for new, share in zip(then, self._spread_on, strict=True)]

        return self._rounds(arriving, self._back, even)

    def _rounds(
        self,
        given: Sequence[float],
        product: Callable[[Sequence[float]], list[float]],
        even: Callable[[list[float], list[float]], list[float]],
    ) -> tuple[list[float], float]:
        here, best, least = list(given), list(given), float("inf")
        for _ in range(ROUNDS):
            then = [own + more for own, more in zip(given, product(here), strict=True)]
            off = max(abs(new - old) for new, old in zip(then, here, strict=True))
            large = max(map(abs, here))
            if off < least:
                best, least = here, off + self._widest * _ROUNDING * 3 * large
            if off <= 4 * _ROUNDING * large:
                break
            here = even(here, then)
        return best, least

    @staticmethod
    def _comparison(solved: tuple[list[float], float]) -> list[float] | None:
        """Return what bounds the errors: a solution for 1 everywhere, scaled up by what it is off at most."""
        values, off = solved
        if off >= 0.5 or min(values) <= 0:
            return None
        return [value / (1 - off) for value in values]

    @staticmethod
    def _proven(solved: tuple[list[float], float], comparison: Sequence[float] | None) -> list[float] | None:
        values, off = solved
        if comparison is None:
            return None
        if not any(values) and not off:
            return values
        proven = all(off * most <= PROVEN * value for value, most in zip(values, comparison, strict=True))
        return values if proven else None


def _product(
    places: Sequence[Sequence[int]], shares: Sequence[Sequence[float]]
) -> Callable[[Sequence[float]], list[float]]:
    """Return the product of a matrix with a column, given per row the places that are not 0 and what stands there."""
    # One that is fetched alone would come without the tuple around it.
    gathers = [itemgetter(*at, 0, 0) for at in places]

    def product(column: Sequence[float]) -> list[float]:
        return [sum(map(mul, row, gather(column))) for row, gather in zip(shares, gathers, strict=True)]

    return product
