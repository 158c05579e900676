"""The way of a persona without what it hardly ever comes to: in a drawing about it that stands back as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from journeymap.graph.persona_scope import PersonaScope
    from journeymap.per_hundred import PerHundred

HARDLY = 1.0
"""What fewer of a hundred come to."""


def often_reached(walk: PersonaScope | None, counts: PerHundred) -> PersonaScope | None:
    """Return the way of a persona as far as at least one of a hundred goes it; None for a drawing about nobody."""
    if walk is None or not counts.known:
        return walk
    rare = {step for step, visits in counts.visits.items() if 0 < visits < HARDLY}
    ways = frozenset(way for way in walk.ways if not 0 < counts.flows.get(way, 0.0) < HARDLY)
    return replace(walk, steps=walk.steps - rare, ways=ways)
