"""What the shares of each choice add up to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.graph.service_graph import EVERYONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.model.blueprint import Blueprint
    from journeymap.model.step import Step

ROUNDING = 0.005
"""What one share that was rounded to whole percents may be off."""


@dataclass(frozen=True, slots=True)
class Sum:
    """The stated shares of the ways on from a step, for a persona; None for all alike.

    `stated` is their sum in percents. `over` and `under` are what it is above and below one, per share, so that they
    can be held against the rounding of one; `under` is 0 where something takes up the rest: a way without a share, an
    end, or the fail points that lead elsewhere.
    """

    step: str
    persona: str | None
    stated: float
    over: float
    under: float


def sums_of_choices(blueprint: Blueprint) -> Iterator[Sum]:
    """Yield the sums of all choices with a stated share; per persona only where personas differ."""
    for name, step in blueprint.steps.items():
        shares = [flow.share for flow in step.next.values()]
        stated = [share for share in shares if share is not None]
        if not stated:
            continue
        differs = any(set(share) != {EVERYONE} for share in stated)
        everyone = list(blueprint.personas) or [EVERYONE]
        for persona in everyone if differs else [EVERYONE]:
            yield _sum(name, step, None if persona == EVERYONE else persona, shares)


def _sum(name: str, step: Step, persona: str | None, shares: Sequence[Mapping[str, float] | None]) -> Sum:
    own = [None if share is None else share.get(persona or EVERYONE, share.get(EVERYONE)) for share in shares]
    stated = [share for share in own if share is not None]
    total = sum(stated)
    recovered = sum(fail.share or 0.0 for fail in step.fails if fail.recover is not None)
    rest_is_taken = len(stated) < len(own) or step.end is not None
    return Sum(
        name,
        persona,
        100 * total,
        max(0.0, total - 1) / max(1, len(stated)),
        0.0 if rest_is_taken else max(0.0, 1 - total - recovered) / len(stated),
    )
