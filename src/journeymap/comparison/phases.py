"""What becomes of each phase: how many steps it has, and how long an average customer is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.analyses import journey_time

if TYPE_CHECKING:
    from journeymap.analysis import Facts
    from journeymap.comparison.matching import Pairs


class PhaseSize(Struct, frozen=True):
    """One phase of one version: its steps, and the minutes that an average customer spends in it, returns included.

    `minutes` is None where the file states no time at all.
    """

    steps: int
    minutes: float | None


class PhaseChange(Struct, frozen=True):
    """One phase by its ids in the two versions, None where one does not have it; and what it is in each."""

    new: str | None
    old: str | None
    before: PhaseSize | None
    after: PhaseSize | None


def phase_changes(old: Facts, new: Facts, phases: Pairs) -> tuple[PhaseChange, ...]:
    """Return all phases in the order of the later version, then those that only the earlier one has."""
    before, after = _sizes(old), _sizes(new)
    old_of = phases.old_of
    changes = [
        PhaseChange(name, earlier := old_of.get(name), None if earlier is None else before[earlier], size)
        for name, size in after.items()
    ]
    gone = [PhaseChange(None, name, size, None) for name, size in before.items() if name not in phases.new_of]
    return (*changes, *gone)


def _sizes(facts: Facts) -> dict[str, PhaseSize]:
    graph = facts.graph
    spent = facts.of(journey_time.ANALYSIS).spent
    stated = graph.times.stated
    sizes = {}
    for phase in graph.blueprint.phases:
        steps = [name for name, own in graph.phases.items() if own == phase]
        minutes = sum(spent[name].total for name in steps if name in spent)
        sizes[phase] = PhaseSize(len(steps), minutes if stated else None)
    return sizes
