"""How much work may go into a layout, so that any sheet is laid out in a time that its number of arrows bounds.

Work is counted, never timed: the same sheet is laid out alike on any machine. What a budget no longer allows is done in
a plainer way, which hides nothing either: see `plain_ways`, `tracks` and `labels`.
"""

from __future__ import annotations

from msgspec import Struct

_MANY = 1000


class Effort(Struct, frozen=True):
    """Three budgets, each in units of its own.

    `routing` counts the states of the grid that searches look at, `tracks` the pairs of pieces that share a line and
    are compared, `labels` the cards, labels and pieces of arrows that are looked at near the places for words.
    """

    routing: int
    tracks: int
    labels: int

    @classmethod
    def for_arrows(cls, count: int) -> Effort:
        """Give what a sheet of so many arrows may cost: more than any that can be read as a whole needs.

        Of arrows that are many, each may cost less: a drawing of thousands is not read arrow by arrow.
        """
        few, many = min(count, _MANY), max(0, count - _MANY)
        return cls(
            routing=160_000 + 600 * few + 150 * many,
            tracks=500_000 + 300 * count,
            labels=6_000_000 + 2_000 * count,
        )
