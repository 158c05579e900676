"""How the stated shares of a choice divide the customers: one reading, for the figures and for the rules alike."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

ROUNDING = 0.005
"""What one share that was rounded to whole percents may be off."""
# Sums of shares such as 0.1 + 0.2 are off in the last digit.
_EXACT = 1e-9


class Division(Struct, frozen=True):
    """How the customers at a step divide over its ways.

    `ways` and `fails` are the probabilities of each way of `next` and of each fail point that is recovered from, in
    their order; `rest` is what is left over: who ends at the step, or, without an end, who has no way on.

    `stated` is the sum of the stated shares of `next`, `failing` that of the fail points. `of_all` tells how the shares
    of `next` are read: as shares of all who come to the step, or of those for whom nothing fails. `over`, `under` and
    `failing_over` are what the sums are above and below one, 0 where that is no more than rounding explains.
    """

    ways: tuple[float, ...]
    fails: tuple[float, ...]
    rest: float
    stated: float
    failing: float
    of_all: bool
    over: float
    under: float
    failing_over: float


def divide(ways: Sequence[float | None], fails: Sequence[float | None] = (), *, ends: bool = False) -> Division:
    """Divide the customers at a step; `ways` and `fails` hold the stated shares, None where there is none.

    Fail points have each their own share of all who come to the step, none where it is not stated. The shares of `next`
    are those of the customers for whom nothing fails (they add up to 1), or of all (with the fail points they add up
    to 1); what does neither is read in the way in which less is off. A way without a share takes what is left; at a
    step with an end (`ends`) ending there is one more such way.

    What is off by no more than `ROUNDING` per share is spread over the ways in proportion; so is what is over one,
    beyond that. What is missing to one, beyond that, is left over.
    """
    failing = fsum(share or 0.0 for share in fails)
    failing_over, recovered = _fitted([share or 0.0 for share in fails], failing)
    going_on = max(0.0, 1.0 - fsum(recovered))
    given = [share for share in ways if share is not None]
    stated = fsum(given)
    silent = len(ways) - len(given) + ends
    off_all = stated + failing - 1
    of_all = not silent and 0 < failing <= 1 and abs(off_all) < abs(stated - 1)
    off = off_all if of_all else stated - 1
    forgiven = ROUNDING * (len(given) + (len(fails) if of_all else 0)) + _EXACT
    whole = going_on if not of_all else 1.0
    over = off if off > forgiven else 0.0
    under = -off if not silent and -off > forgiven else 0.0
    if of_all:
        scale = 1.0 if under else 1.0 / (stated + failing)
        taken = [share * scale for share in given]
        recovered = [share * scale for share in recovered]
        left = under
    else:
        # What rounding left over is nobody's own: only where nothing takes the rest.
        scale = 1.0 / stated if stated > 1 or (stated and not silent and not under) else 1.0
        taken = [share * scale * whole for share in given]
        left = max(0.0, 1.0 - fsum(share * scale for share in given)) * whole
    portion = left / silent if silent else 0.0
    shares = iter(taken)
    divided = tuple(portion if share is None else next(shares) for share in ways)
    rest = portion if ends else left if under or not ways else 0.0
    return Division(divided, tuple(recovered), rest, stated, failing, of_all, over, under, failing_over)


def divide_all_stated(ways: Sequence[float]) -> list[float]:
    """Return the probabilities of the ways where nothing fails, all shares are stated and nobody ends: as `divide`."""
    stated = fsum(ways)
    if stated <= 1 and (not stated or 1 - stated > ROUNDING * len(ways) + _EXACT):
        return [*ways]
    scale = 1.0 / stated
    return [share * scale for share in ways]


def _fitted(shares: list[float], total: float) -> tuple[float, list[float]]:
    """Return by how much fail points are over one, and their shares scaled so that they are not."""
    over = total - 1 if total - 1 > ROUNDING * len(shares) + _EXACT else 0.0
    return over, [share / total for share in shares] if total > 1 else shares
