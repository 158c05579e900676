"""The marks on the cards: what hurts, what takes long, what goes wrong, and what was found."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from journeymap.diagnostics import Severity
from journeymap.drawing.wording import BADGE_WORDS, figure, percentage, printable
from journeymap.layout.sheet import Badge
from journeymap.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeymap.diagnostics import Acceptance, Diagnostic
    from journeymap.drawing.theme import BadgeLook
    from journeymap.graph import ServiceGraph
    from journeymap.layout.sheet import BadgeKind

DEAD_END = "dead-end"
MOST = 4
_FIRST: tuple[BadgeKind, ...] = ("dead-end", "finding")
_SHOWN = (Severity.ERROR, Severity.WARNING)


def look_of(badge: Badge) -> BadgeLook:
    """Return how a badge looks: as its kind, but a metric without a figure in it as the note that it is."""
    if badge.kind == "metric" and not any(character.isdigit() for character in badge.text):
        return "note"
    return badge.kind


def build_badges(
    graph: ServiceGraph,
    diagnostics: Iterable[Diagnostic],
    accepted: Iterable[Acceptance],
    language: str,
    *,
    findings: bool,
) -> dict[str, tuple[Badge, ...]]:
    """Return the badges of every step that has any.

    Dead ends always show; the other findings, errors and warnings, by the names of their rules when they are asked
    for. What is more than a card can bear is counted in the last badge.
    """
    found: dict[str, list[Badge]] = defaultdict(list)
    for diagnostic in diagnostics:
        if diagnostic.step is None:
            continue
        if diagnostic.code.name == DEAD_END:
            found[diagnostic.step].insert(0, Badge("dead-end", BADGE_WORDS["dead-end"].text(language)))
        elif findings and diagnostic.severity in _SHOWN:
            found[diagnostic.step].append(Badge("finding", printable(diagnostic.code.name)))
    choices: dict[str, list[Badge]] = defaultdict(list)
    for acceptance in accepted:
        if acceptance.diagnostic.step is not None:
            reason = printable(acceptance.reason)
            choices[acceptance.diagnostic.step].append(_badge("accepted", reason))
    badges = {}
    for name in graph.blueprint.steps:
        stated = _stated(graph, name, language)
        everything = _once([*stated, *found.get(name, ()), *choices.get(name, ())])
        if everything:
            badges[name] = _at_most(everything, language)
    return badges


def _badge(kind: BadgeKind, text: str) -> Badge:
    return Badge(kind, printable(text))


def _stated(graph: ServiceGraph, name: str, language: str) -> list[Badge]:
    """Return what the file itself says of a step."""
    step = graph.step(name)
    badges = [_badge("pain", pain.text) for pain in step.pains]
    if step.wait is not None:
        badges.append(_badge("wait", str(step.wait)))
    for fail in step.fails:
        share = "" if fail.share is None else f", {percentage(fail.share, language)}"
        badges.append(_badge("fail-point", fail.what + share))
    if step.complaints is not None:
        number = figure(step.complaints * 1000, language)
        badges.append(Badge("complaint", say("{number} per 1000", number=number).text(language)))
    return badges + [_badge("metric", note.text) for note in step.notes]


def _once(badges: Sequence[Badge]) -> list[Badge]:
    return [badge for badge in dict.fromkeys(badges) if badge.text]


def _at_most(badges: list[Badge], language: str) -> tuple[Badge, ...]:
    """Return a dead end first, then findings, then the others; where there are too many, the last counts the rest."""
    ordered = sorted(badges, key=lambda badge: _FIRST.index(badge.kind) if badge.kind in _FIRST else len(_FIRST))
    if len(ordered) <= MOST:
        return tuple(ordered)
    rest = ordered[MOST - 1 :]
    return (*ordered[: MOST - 1], Badge(rest[0].kind, say("and {count} more", count=len(rest)).text(language)))
