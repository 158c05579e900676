"""The marks on the cards: where journeys begin and end, what is stated, what hurts, and what was found."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from journeymap.drawing.sheet.end_marks import start_and_end
from journeymap.drawing.sheet.harm_marks import NOTHING, HarmMarks
from journeymap.drawing.sheet.stated_marks import badge_of, few, stated_marks, stated_pain
from journeymap.findings.numbering import BADGE_OF
from journeymap.layout.sheet import Badge, in_order

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from journeymap.diagnostics import Acceptance
    from journeymap.drawing.theme.theme import BadgeLook
    from journeymap.findings.numbering import Numbered
    from journeymap.graph import ServiceGraph
    from journeymap.layout.sheet import BadgeKind
    from journeymap.per_hundred import PerHundred

NUMBERED = 10
"""So many findings have their number on the sheet; the others stand in the list."""


def look_of(badge: Badge) -> BadgeLook:
    """Return how a badge looks: as its kind, a metric without a figure as the note that it is.

    Where many leave, the way out is black.
    """
    if badge.kind == "metric":
        return "metric" if any(character.isdigit() for character in badge.text) else "note"
    if badge.kind == "cell":
        return "note"
    if badge.kind == "exit":
        return "many-leave" if badge.strong else "exit"
    return badge.kind


def build_badges(
    graph: ServiceGraph,
    accepted: Iterable[Acceptance],
    language: str,
    *,
    figures: PerHundred,
    harm: HarmMarks = NOTHING,
    findings: Iterable[Numbered] = (),
    shown: Container[str] = (),
) -> dict[str, tuple[Badge, ...]]:
    """Return the badges of every step that has any.

    Of the findings that are given the first have their numbers on the cards, one badge for each severity.
    """
    numbers: dict[tuple[str, BadgeKind], list[str]] = defaultdict(list)
    for number, diagnostic, behind in findings:
        if diagnostic.step is not None and not behind and number <= NUMBERED:
            numbers[diagnostic.step, BADGE_OF[diagnostic.severity]].append(str(number))
    of_step: dict[str, list[Badge]] = defaultdict(list)
    for (name, kind), own in numbers.items():
        of_step[name].append(Badge(kind, ", ".join(own)))
    choices: dict[str, list[Badge]] = defaultdict(list)
    for acceptance in accepted:
        if acceptance.diagnostic.step is not None:
            choices[acceptance.diagnostic.step].append(badge_of("accepted", acceptance.reason))
    badges = {}
    for name in graph.blueprint.steps:
        stated = stated_marks(graph, name, language, shown)
        if name in harm.late:
            stated = [harm.late[name], *(mark for mark in stated if mark.kind != "wait")]
        pain = harm.pains.get(name) or stated_pain(graph, name)
        marks = [
            *start_and_end(graph, name, figures, language),
            *stated,
            *([pain] if pain is not None else []),
            *([harm.stuck[name]] if name in harm.stuck else []),
            *of_step.get(name, ()),
            *few(choices.get(name, ()), language),
        ]
        if marks:
            badges[name] = in_order(marks)
    return badges
