"""The numbers of the findings: the same on the cards, in the list beside the drawing, and wherever else they are told.

They follow from `digest`: by harm, one number for each cause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from journeymap.diagnostics import Severity
from journeymap.findings.digest import numbers

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from journeymap.diagnostics import Diagnostic

BADGE_OF: Mapping[Severity, Literal["error", "warning", "remark"]] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "remark",
}


class Numbered(NamedTuple):
    """A finding and its number, from 1; `behind` tells that another one with this number stands for it."""

    number: int
    diagnostic: Diagnostic
    behind: bool = False


def numbered(diagnostics: Sequence[Diagnostic]) -> tuple[Numbered, ...]:
    """Return what was found, which should be weighed, each with its number, in the order of the numbers."""
    pairs = zip(numbers(diagnostics), diagnostics, strict=True)
    return tuple(
        sorted(
            (Numbered(number, diagnostic, behind) for (number, behind), diagnostic in pairs),
            key=lambda finding: (finding.number, finding.behind, finding.diagnostic.order),
        )
    )


def concerning(findings: Iterable[Numbered], steps: Container[str], persona: str | None) -> tuple[Numbered, ...]:
    """Return the findings about what is drawn: about one of these steps or the whole, and this persona or all."""
    return tuple(
        finding
        for finding in findings
        if (finding.diagnostic.step is None or finding.diagnostic.step in steps)
        and (persona is None or not finding.diagnostic.personas or persona in finding.diagnostic.personas)
    )
