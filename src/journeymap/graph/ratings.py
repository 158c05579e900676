"""How each persona lives through each step: its own ratings, and those of everyone where it has none."""

from __future__ import annotations

from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated

from msgspec import Struct

from journeymap.graph.evidence import RATED, Basis
from journeymap.graph.units import POINTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.graph.evidence import Evidence
    from journeymap.graph.stated import Stated
    from journeymap.model.blueprint import Blueprint
    from journeymap.model.step import Rating

STAFF = "staff"
_ratings_of = attrgetter(*RATED)


class Lived(Struct, frozen=True):
    """A step as one persona lives through it, on the scale of the file; `emotion` from -2 to 2. None: not stated.

    `own` tells that at least one rating is the persona's own; the others are those of everyone.
    """

    desired: float | None
    expected: float | None
    perceived: float | None
    importance: float | None
    emotion: float | None
    own: bool
    basis: Basis

    @property
    def satisfaction_gap(self) -> float | None:
        """Perceived less expected, on the scale of the file (Parasuraman, Zeithaml and Berry 1988)."""
        if self.perceived is None or self.expected is None:
            return None
        return self.perceived - self.expected

    @property
    def sacrifice(self) -> float | None:
        """What is wanted exactly less what is settled for, on the scale of the file, never under 0 (Hart 1995)."""
        if self.desired is None or self.perceived is None:
            return None
        # Getting more than was wanted at one step does not give back what was given up at another.
        return max(0.0, self.desired - self.perceived)


class Fall(Struct, frozen=True):
    """How far what a persona perceives at a step lies below the rated step right before it, on the scale of the file.

    Of several steps before it `before` is the one that was perceived best.
    """

    step: str
    persona: str
    before: str
    depth: Annotated[float, POINTS]


class Ratings:
    """The ratings of all steps that have any."""

    def __init__(self, blueprint: Blueprint, evidence: Evidence, stated: Stated) -> None:
        self._blueprint = blueprint
        self._evidence = evidence
        self._rated = {
            number: experience for number in stated.at("experience") if (experience := stated.steps[number].experience)
        }
        self._lived: dict[str, dict[int, Lived]] = {}
        self._of_everyone: dict[int, Lived | None] = {}
        self.falls: dict[str, list[Fall]] = {}  # those of `falls_of`, which is asked for again and again

    @cached_property
    def steps(self) -> tuple[int, ...]:
        """The numbers of the steps that a customer's rating is stated for, in the order of the file."""
        personas = self._blueprint.personas
        return tuple(
            number
            for number, experience in self._rated.items()
            if any(name == "everyone" or name in personas for name in experience)
        )

    def of(self, number: int, persona: str) -> Lived | None:
        """Return how a persona lives through a step; None when nothing is stated for this persona or everyone."""
        return self.lived(persona).get(number)

    def lived(self, persona: str) -> dict[int, Lived]:
        """Return how a persona lives through all steps of which that is stated, by number, in the order of the file."""
        if persona not in self._lived:
            self._lived[persona] = {
                number: lived
                for number, experience in self._rated.items()
                if (lived := self._merged(number, experience.get(persona), experience.get("everyone"))) is not None
            }
        return self._lived[persona]

    def staff(self, number: int) -> float | None:
        """Return the emotion of the employee at a step, from -2 to 2; None when not stated."""
        rating = self._rated.get(number, {}).get(STAFF)
        return rating.emotion if rating is not None else None

    def importances(self, persona: str, steps: Iterable[int]) -> list[float]:
        """Return the weight of each of some steps for a persona: its importance, measured from the scale's lowest.

        A step whose importance is not stated weighs as much as the average of those where it is; all weigh the same
        when it is nowhere stated, or when all that is stated is the lowest.
        """
        low = self._blueprint.scale.low
        of_persona = self.lived(persona)
        stated = [
            None if lived is None or lived.importance is None else max(0.0, lived.importance - low)
            for lived in map(of_persona.get, steps)
        ]
        known = [weight for weight in stated if weight is not None]
        usual = sum(known) / len(known) if known else 0.0
        if not usual:
            return [1.0] * len(stated)
        return [usual if weight is None else weight for weight in stated]

    def given_up(self, persona: str, size: int) -> list[float] | None:
        """Return what is given up at each visit to each of `size` steps, weighted by importance, None if not stated."""
        of_persona = self.lived(persona)
        rated = [number for number in self.steps if number in of_persona]
        weights = self.importances(persona, rated)
        average = sum(weights) / len(weights) if weights else 1.0
        per_step = [0.0] * size
        stated = False
        for number, weight in zip(rated, weights, strict=True):
            sacrifice = of_persona[number].sacrifice
            if sacrifice is not None:
                per_step[number] = sacrifice * weight / average
                stated = True
        return per_step if stated else None

    def _merged(self, number: int, own: Rating | None, everyone: Rating | None) -> Lived | None:
        if own is None:
            # Who says nothing apart lives through it as everyone does: one and the same for all of them.
            if everyone is not None and number not in self._of_everyone:
                self._of_everyone[number] = self._of_ratings(number, _ratings_of(everyone), own=False)
            return None if everyone is None else self._of_everyone[number]
        values = _ratings_of(own)
        mine = any(value is not None for value in values)
        if everyone is not None:
            values = tuple(
                [usual if value is None else value for value, usual in zip(values, _ratings_of(everyone), strict=True)]
            )
        return self._of_ratings(number, values, own=mine)

    def _of_ratings(self, number: int, values: tuple[float | None, ...], *, own: bool) -> Lived | None:
        stated = len(values) - values.count(None)
        desired, expected, perceived, importance, emotion = values
        basis = self._evidence.step(number, stated)
        return Lived(desired, expected, perceived, importance, emotion, own, basis) if stated else None
