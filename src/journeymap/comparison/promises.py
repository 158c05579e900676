"""Which promises are kept now, which are broken now, and which were made or taken back."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.analyses import terms
from journeymap.comparison.customers import ERRORS
from journeymap.i18n.references import StepRef

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.analysis import Facts
    from journeymap.comparison.matching import Pairs
    from journeymap.i18n.references import Ref

KEPT = 0.9
"""From which chance on a promise counts as kept: nine times out of ten."""
_EXACT = 1e-9


class Promise(Struct, frozen=True):
    """One promise or term in one version: what was written, the chance that it is kept, None where nobody can tell.

    `error` is the standard error of the chance where journeys are simulated.
    """

    written: str
    chance: float | None
    error: float = 0.0

    @property
    def kept(self) -> bool | None:
        """Whether it counts as kept."""
        return None if self.chance is None else self.chance >= KEPT - _EXACT


class PromiseChange(Struct, frozen=True):
    """What became of a promise at a step, or of a term from one step to another; None for where there is none."""

    name: str | None
    steps: tuple[Ref, ...]
    before: Promise | None
    after: Promise | None

    @property
    def newly_kept(self) -> bool:
        """Whether it was broken and is kept."""
        return self._pair == (False, True)

    @property
    def newly_broken(self) -> bool:
        """Whether it was kept and is broken."""
        return self._pair == (True, False)

    @property
    def _pair(self) -> tuple[bool | None, bool | None]:
        return (self.before.kept if self.before else None, self.after.kept if self.after else None)

    @property
    def differs(self) -> bool:
        """Whether there is anything to be told: made, taken back, now kept or now broken; never by chance alone."""
        if self.before is None or self.after is None:
            return True
        if self.before.chance is None or self.after.chance is None:
            return self.before.chance != self.after.chance
        error = ERRORS * hypot(self.before.error, self.after.error)
        return self.before.kept != self.after.kept and abs(self.after.chance - self.before.chance) > error


def promise_changes(old: Facts, new: Facts, steps: Pairs) -> tuple[PromiseChange, ...]:
    """Return what became of the promises at steps and of the terms over several, where there is anything to be told."""
    before = _promises(old, steps.new_of)
    after = _promises(new, {})
    changes = [
        PromiseChange(name, key, before.get((name, key)), after.get((name, key)))
        for name, key in dict.fromkeys([*after, *before])
    ]
    return tuple(change for change in changes if change.differs)


def _promises(facts: Facts, new_of: Mapping[str, str]) -> dict[tuple[str | None, tuple[Ref, ...]], Promise]:
    """Return the promises and terms of a version by name and by the steps that they hold for, by their ids of now."""
    result = facts.of(terms.ANALYSIS)
    steps = facts.graph.blueprint.steps
    promises: dict[tuple[str | None, tuple[Ref, ...]], Promise] = {}
    for promise in result.promises:
        key = None, (StepRef(new_of.get(promise.step, promise.step)),)
        promises[key] = Promise(str(steps[promise.step].promise), promise.kept)
    for term, stated in zip(result.terms, _stated(facts), strict=True):
        refs = tuple(StepRef(new_of.get(name, name)) for name in (term.source, term.target))
        chance, error = (None, 0.0) if term.kept is None else (term.kept.value, term.kept.standard_error)
        promises[term.name, refs] = Promise(stated, chance, error)
    return promises


def _stated(facts: Facts) -> list[str]:
    known = facts.graph.blueprint.steps
    return [
        str(term.within)
        for term in facts.graph.blueprint.terms
        if term.from_ in known and term.to in known and term.from_ != term.to
    ]
