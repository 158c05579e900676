"""What is collected on the way: at states and on edges, with how much it varies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence


class Reward(Struct, frozen=True):
    """What is collected on the way: minutes, contacts, costs, in any one unit.

    `means[state]` is collected at every visit, ends included (once); `edge_means[state][place]` on the edge
    `successors[state][place]`. The variances are those of a single visit or passage, in the square of the unit; all are
    independent of each other. What is None is 0. Means may be negative (an emotion): their positive and negative parts
    are then added up apart, and the difference has lost as many digits as the two have in common.
    """

    means: Sequence[float]
    variances: Sequence[float] | None = None
    edge_means: Sequence[Sequence[float]] | None = None
    edge_variances: Sequence[Sequence[float]] | None = None

    def edge(self, state: int, place: int) -> float:
        """Give the mean collected on one edge."""
        return 0.0 if self.edge_means is None else self.edge_means[state][place]

    def scaled(self, factor: float) -> Reward:
        """Count in another unit; the variances go with its square, in two steps because the square may be no float."""

        def once(values: Sequence[float]) -> list[float]:
            return [value * factor for value in values]

        def twice(values: Sequence[float]) -> list[float]:
            return once(once(values))

        return Reward(
            once(self.means),
            None if self.variances is None else twice(self.variances),
            None if self.edge_means is None else [once(row) for row in self.edge_means],
            None if self.edge_variances is None else [twice(row) for row in self.edge_variances],
        )
