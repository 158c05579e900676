"""The numbers of the findings: the same on the cards, in the list beside the drawing, and wherever else they are told.

The heaviest come first, and those of one weight in reading order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeymap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from journeymap.diagnostics import Diagnostic
    from journeymap.layout.sheet import BadgeKind

BADGE_OF: Mapping[Severity, BadgeKind] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "remark",
}


class Numbered(NamedTuple):
    """A finding and its number, from 1."""

    number: int
    diagnostic: Diagnostic


def numbered(diagnostics: Sequence[Diagnostic]) -> tuple[Numbered, ...]:
    """Return what was found, given in reading order, each with its number."""
    order = sorted(range(len(diagnostics)), key=lambda place: (diagnostics[place].severity.rank, place))
    return tuple(Numbered(number, diagnostics[place]) for number, place in enumerate(order, 1))


def concerning(found: Iterable[Numbered], steps: Container[str], persona: str | None) -> tuple[Numbered, ...]:
    """Return the findings about what is drawn: about one of these steps or the whole, and this persona or all."""
    return tuple(
        each
        for each in found
        if (each.diagnostic.step is None or each.diagnostic.step in steps)
        and (persona is None or not each.diagnostic.personas or persona in each.diagnostic.personas)
    )
