"""How often something happens again: visits to some steps beyond the first to any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.graph.markov_chain import OUTCOMES
from journeymap.numerics.absorption import Absorption

if TYPE_CHECKING:
    from collections.abc import Collection

    from journeymap.graph.markov_chain import Chain


def visits_beyond_first(chain: Chain, steps: Collection[int]) -> dict[int, float]:
    """Return for each of some steps how often a journey is expected to come to it after one of them was passed.

    All expected visits, less the probability that it is the first of them that a journey comes to: that of being
    absorbed there when all of them are ends (Kemeny and Snell 1960, § 3.5). Infinite in a circle that nothing leaves.
    """
    ends = {**chain.ends, **dict.fromkeys(steps, len(OUTCOMES))}
    first = Absorption(chain.successors, chain.shares, ends).visits(chain.start).states
    visits = chain.journey.states
    return {step: max(0.0, visits[step] - first[step]) for step in steps}
