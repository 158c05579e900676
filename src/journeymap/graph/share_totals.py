"""What the shares of each choice, of the personas and of the starts add up to."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.changes import Fix, Put, Take
from journeymap.graph.detours import exits, unserved
from journeymap.graph.service_graph import EVERYONE
from journeymap.graph.shares import ROUNDING, divide
from journeymap.i18n.messages import say
from journeymap.i18n.references import StepRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from journeymap.graph.shares import Division
    from journeymap.model.blueprint import Blueprint
    from journeymap.model.element import Element


class Sum(Struct, frozen=True):
    """How the shares at a step divide its customers, for one persona; None for all alike."""

    step: str
    persona: str | None
    division: Division


class Entries(Struct, frozen=True):
    """What is stated of where journeys begin, by the numbers of the steps.

    `shares` are the stated ones, `open` the steps that say `true`: they take the rest. `stated` is the sum of the
    shares; `over` is what it is above one, 0 where rounding explains it.
    """

    shares: Mapping[int, float]
    open: tuple[int, ...]
    stated: float
    over: float

    @property
    def is_whole(self) -> bool:
        """Whether the shares leave nothing to begin elsewhere: they are over one, or one within rounding."""
        if self.stated >= 1:
            return True
        return bool(self.stated) and not self.open and 1 - self.stated <= ROUNDING * len(self.shares)


def leaving_one_out(step: str, ways: Iterable[str]) -> tuple[Fix, ...]:
    """Return the proposals to leave the share of the last way out, however it is written: it is then the rest."""
    last = list(ways)[-1]
    title = say('leave the share of "{step}" out', step=StepRef(last))
    at = ("steps", step, "next", last)
    return (Fix(title, (Take((*at, "share")),)), Fix(title, (Put(at, None),)))


def sums_of_choices(blueprint: Blueprint) -> Iterator[Sum]:
    """Yield how the shares divide at every step at which one is stated; per persona only where personas differ."""
    for name, step in blueprint.steps.items():
        shares = [flow.share for flow in step.next.values()]
        stated = [share for share in shares if share is not None]
        fails = [way.share for way in exits(step, blueprint.steps)]
        if not stated and (not fails or ("next" in step.unread)):
            continue
        differs = any(set(share) != {EVERYONE} for share in stated)
        everyone = list(blueprint.personas) or [EVERYONE]
        for persona in everyone if differs else [EVERYONE]:
            own = [None if share is None else share.get(persona, share.get(EVERYONE)) for share in shares]
            totals = divide(own, fails, ends=step.end is not None)
            yield Sum(name, None if persona == EVERYONE else persona, totals)


def sums_of_leaving(blueprint: Blueprint) -> Iterator[tuple[str, str, float, Element]]:
    """Yield what the parts add up to of those who give up, or find it closed, where that is not one.

    With the step, the word of the format, and the element that holds them.
    """
    for name, step in blueprint.steps.items():
        for kind, left in unserved(step):
            stated = [detour.share for detour in left.to.values() if detour.share is not None]
            total = _off(fsum(stated), len(stated), rest=len(stated) < len(left.to)) if stated else None
            if total is not None:
                yield name, str(kind), total, left


def sum_of_personas(blueprint: Blueprint) -> float | None:
    """Return what the personas add up to where that is not one; None where it is, or where one of them is the rest."""
    shares = [persona.share for persona in blueprint.personas.values()]
    stated = [share for share in shares if share is not None]
    if not stated:
        return None
    return _off(fsum(stated), len(stated), rest=len(stated) < len(shares))


def entries_of(blueprint: Blueprint) -> Entries:
    """Return what is stated of where journeys begin."""
    shares: dict[int, float] = {}
    rest: list[int] = []
    for number, step in enumerate(blueprint.steps.values()):
        if step.start is True:
            rest.append(number)
        elif step.start is not None:
            shares[number] = float(step.start)
    stated = fsum(shares.values())
    over = stated - 1 if _off(stated, len(shares), rest=True) else 0.0
    return Entries(shares, tuple(rest), stated, over)


def _off(stated: float, count: int, *, rest: bool) -> float | None:
    """Return a sum of shares where it is more off one than rounding explains; with a rest it may be less."""
    off = stated - 1
    is_off = abs(off) > ROUNDING * count + 1e-9 and (off > 0 or not rest)
    return stated if is_off else None


__all__ = ["ROUNDING", "Entries", "Sum", "entries_of", "sum_of_personas", "sums_of_choices", "sums_of_leaving"]
