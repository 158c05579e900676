"""The steps that do most harm: the ranks 1 to 3 of the drawing, in its head and on its cards alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeymap.findings.digest import digest
from journeymap.findings.harm import harm_to

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.diagnostics import Diagnostic
    from journeymap.findings.digest import Lead

MOST = 3
LEAST_HARM = 0.15
"""Below so much harm in all a step gets no rank: one light finding is no reason to point at it."""
UNRANKED = frozenset({"helped", "gave-up"})
"""Being helped is no harm, and giving up is what harm before it leads to; a refusal is a deed, and may be ranked."""


class RankedStep(NamedTuple):
    """A step that does much harm: its rank from 1, the harm of its findings in all, and these, the worst first."""

    rank: int
    step: str
    harm: float
    findings: tuple[Lead, ...]


def worst_steps(facts: Facts, diagnostics: Iterable[Diagnostic], persona: str | None = None) -> tuple[RankedStep, ...]:
    """Return the steps with the most harm to all customers, or to those of one persona; fewer than three is fine.

    The harm of a step is the sum over its findings, one for each cause; of equal sums the step that comes first in the
    file has the better rank.
    """
    steps = facts.graph.blueprint.steps
    findings: dict[str, list[Lead]] = {}
    for lead in digest(harm_to(facts, diagnostics, persona)).of("service"):
        if lead.diagnostic.step in steps and steps[lead.diagnostic.step].end not in UNRANKED:
            findings.setdefault(lead.diagnostic.step, []).append(lead)
    sums = {step: sum(lead.diagnostic.harm or 0.0 for lead in leads) for step, leads in findings.items()}
    order = list(steps)
    places = sorted(
        (step for step, harm in sums.items() if harm >= LEAST_HARM),
        key=lambda step: (-round(sums[step], 9), order.index(step)),
    )
    return tuple(
        RankedStep(rank, step, sums[step], tuple(findings[step])) for rank, step in enumerate(places[:MOST], 1)
    )
