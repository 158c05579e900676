"""A figure for several kinds of customers: never a mean without what lies behind it."""

from __future__ import annotations

from math import isnan
from operator import mul
from typing import TYPE_CHECKING, Annotated

from msgspec import Struct, field

from journeymap.graph.evidence import NOTHING, Basis
from journeymap.graph.units import SHARE, derived

if TYPE_CHECKING:
    from collections.abc import Mapping


class PersonaFigure(Struct, frozen=True):
    """One figure per persona, and for all customers together.

    `by_persona` holds the figure of each persona, in the order of the file, None where it is not stated. `mean` weighs
    them by the persona's part of all customers, over the personas for whom it is stated (`covered` is their part); None
    when it is stated for nobody. What is no number, since it could not be solved, is None as well. `basis` is what the
    mean rests on.

    What is only true of a part of each persona's customers, such as the time of those who come to an end, weighs by
    those parts instead.
    """

    mean: float | None
    by_persona: Mapping[str, float | None]
    covered: Annotated[float, SHARE]
    basis: Basis = field(default=NOTHING)

    @classmethod
    def of(
        cls,
        by_persona: Mapping[str, float | None],
        parts: Mapping[str, float],
        basis: Basis = NOTHING,
        among: Mapping[str, float] | None = None,
    ) -> PersonaFigure:
        """Weigh figures by the personas' parts of all customers; `among` some of these only, by the share of each."""
        if by_persona and among is None and None not in by_persona.values():
            weights = [parts[name] for name in by_persona]
            if all(weights):
                mean = sum(map(mul, by_persona.values(), weights)) / (whole := sum(weights))
                if mean == mean:  # noqa: PLR0124 (so it is for all that are numbers)
                    return cls(mean, dict(by_persona), whole, basis)
        by_persona = {name: None if value is None or isnan(value) else value for name, value in by_persona.items()}
        stated = [
            (value, parts[name] * (among[name] if among else 1.0))
            for name, value in by_persona.items()
            if value is not None
        ]
        whole = sum(weight for _, weight in stated)
        mean = None
        if stated:
            # A persona whom nobody is adds nothing, also when its figure is infinite.
            total = sum(value * weight for value, weight in stated if weight)
            mean = total / whole if whole else sum(value for value, _ in stated) / len(stated)
        covered = sum(parts[name] for name, value in by_persona.items() if value is not None)
        return cls(mean, dict(by_persona), covered, NOTHING if mean is None else basis)

    def __getitem__(self, persona: str) -> float | None:
        """Return the figure of one persona."""
        return self.by_persona[persona]

    @property
    @derived()
    def lowest(self) -> tuple[str, float] | None:
        """The persona with the lowest figure, and the figure; None when it is stated for nobody."""
        return min(self._stated(), key=lambda item: item[1], default=None)

    @property
    @derived()
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
