"""A figure for several kinds of customers: never a mean without what lies behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from journeymap.graph.evidence import NOTHING, Basis

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Spread:
    """One figure per persona, and for all customers together.

    `by_persona` holds the figure of each persona, in the order of the file, None where it is not stated. `mean` weighs
    them by the persona's part of all customers, over the personas for whom it is stated (`covered` is their part); None
    when it is stated for nobody. `basis` is what the mean rests on.
    """

    mean: float | None
    by_persona: Mapping[str, float | None]
    covered: float
    basis: Basis = field(default=NOTHING)

    @classmethod
    def of(cls, by_persona: Mapping[str, float | None], parts: Mapping[str, float], basis: Basis = NOTHING) -> Spread:
        """Weigh figures by the personas' parts of all customers."""
        stated = [(value, parts[name]) for name, value in by_persona.items() if value is not None]
        covered = sum(part for _, part in stated)
        mean = None
        if stated:
            # A persona whom nobody is adds nothing, also when its figure is infinite.
            total = sum(value * part for value, part in stated if part)
            mean = total / covered if covered else sum(value for value, _ in stated) / len(stated)
        return cls(mean, dict(by_persona), covered, NOTHING if mean is None else basis)

    def __getitem__(self, persona: str) -> float | None:
        """Return the figure of one persona."""
        return self.by_persona[persona]

    @property
    def lowest(self) -> tuple[str, float] | None:
        """The persona with the lowest figure, and the figure; None when it is stated for nobody."""
        return min(self._stated(), key=lambda item: item[1], default=None)

    @property
    def highest(self) -> tuple[str, float] | None:
        """The persona with the highest figure, and the figure; None when it is stated for nobody."""
        return max(self._stated(), key=lambda item: item[1], default=None)

    @property
    def width(self) -> float | None:
        """The distance from the lowest to the highest; None when it is stated for nobody."""
        values = [value for _, value in self._stated()]
        if not values:
            return None
        return 0.0 if min(values) == max(values) else max(values) - min(values)

    def _stated(self) -> list[tuple[str, float]]:
        return [(name, value) for name, value in self.by_persona.items() if value is not None]
