"""How sure a share is that was counted: intervals and tests of proportions.

Wilson's score interval (Wilson 1927, Journal of the American Statistical Association 22), the difference of two shares
by Newcombe's hybrid score interval (Newcombe 1998, Statistics in Medicine 17, method 10), the score test of one share
and the test of two with a pooled share, and Holm's correction for several tests (Holm 1979, Scandinavian Journal of
Statistics 6). Each at a level of 95 % unless another one is named.
"""

from __future__ import annotations

from math import erfc, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Z95 = 1.959963984540054
"""The point of the normal distribution that 2.5 % lie above."""


def wilson(hits: float, trials: float, z: float = Z95) -> tuple[float, float]:
    """Return the interval in which a share lies of which `hits` of `trials` were seen; 0 to 1 where nothing was."""
    if trials <= 0:
        return 0.0, 1.0
    share = hits / trials
    middle = share + z * z / (2 * trials)
    half = z * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    width = 1 + z * z / trials
    # Of none and of all the formula leaves a crumb of rounding.
    low = 0.0 if hits <= 0 else max(0.0, (middle - half) / width)
    high = 1.0 if hits >= trials else min(1.0, (middle + half) / width)
    return low, high


def newcombe(
    first: tuple[float, float], second: tuple[float, float], z: float = Z95
) -> tuple[float, tuple[float, float]]:
    """Return how much the share of `second` (hits, trials) is above that of `first`, and the interval of it."""
    (hits1, trials1), (hits2, trials2) = first, second
    share1, share2 = hits1 / trials1, hits2 / trials2
    low1, high1 = wilson(hits1, trials1, z)
    low2, high2 = wilson(hits2, trials2, z)
    difference = share2 - share1
    below = sqrt((share2 - low2) ** 2 + (high1 - share1) ** 2)
    above = sqrt((high2 - share2) ** 2 + (share1 - low1) ** 2)
    return difference, (difference - below, difference + above)


def score(hits: float, trials: float, against: float) -> float:
    """Return by how many standard errors a counted share lies above one that is claimed.

    A claim of 0 or 1 has no standard error: it is met to the letter (0), or infinitely far off.
    """
    share = hits / trials
    error = sqrt(against * (1 - against) / trials)
    if not error:
        return 0.0 if share == against else (float("inf") if share > against else -float("inf"))
    return (share - against) / error


def pooled(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Return by how many standard errors the share of `second` (hits, trials) lies above that of `first`."""
    (hits1, trials1), (hits2, trials2) = first, second
    share = (hits1 + hits2) / (trials1 + trials2)
    error = sqrt(share * (1 - share) * (1 / trials1 + 1 / trials2))
    return 0.0 if not error else (hits2 / trials2 - hits1 / trials1) / error


def two_sided(z: float) -> float:
    """Return the probability that chance alone is at least `z` standard errors away, on either side."""
    return erfc(abs(z) / sqrt(2))


def holm(probabilities: Sequence[float], level: float = 0.05) -> list[bool]:
    """Return which of several tests hold together at `level`: the smallest first, until one does not."""
    order = sorted(range(len(probabilities)), key=probabilities.__getitem__)
    holds = [False] * len(probabilities)
    for rank, test in enumerate(order):
        if probabilities[test] > level / (len(order) - rank):
            break
        holds[test] = True
    return holds
