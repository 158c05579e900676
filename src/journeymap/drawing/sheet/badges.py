"""The marks on the cards: what hurts, what takes long, what goes wrong, and what was found."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from journeymap.findings.numbering import BADGE_OF
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import percent
from journeymap.i18n.text import printable
from journeymap.i18n.vocabulary import BADGE_WORDS
from journeymap.layout.sheet import Badge

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeymap.diagnostics import Acceptance, Diagnostic
    from journeymap.drawing.theme.theme import BadgeLook
    from journeymap.findings.numbering import Numbered
    from journeymap.graph import ServiceGraph
    from journeymap.layout.sheet import BadgeKind

DEAD_END = "dead-end"
MOST = 4
_FIRST: tuple[BadgeKind, ...] = ("dead-end", *BADGE_OF.values())


def look_of(badge: Badge) -> BadgeLook:
    """Return how a badge looks: as its kind, but a metric without a figure in it as the note that it is."""
    if badge.kind == "metric" and not any(character.isdigit() for character in badge.text):
        return "note"
    if badge.kind == "cell":
        return "note"
    if badge.kind == "exit" and (badge.strong or badge.icon == "helped"):
        return "dead-end" if badge.strong else "accepted"
    return "more" if badge.kind in {"exit", "return", "onward"} else badge.kind  # type: ignore[return-value]


def build_badges(
    graph: ServiceGraph,
    diagnostics: Iterable[Diagnostic],
    accepted: Iterable[Acceptance],
    language: str,
    findings: Iterable[Numbered] = (),
) -> dict[str, tuple[Badge, ...]]:
    """Return the badges of every step that has any.

    Dead ends always show; the findings that are given, by their numbers, one badge for each severity. What else is more
    than a card can bear is counted in the last badge.
    """
    of_step: dict[str, list[Badge]] = defaultdict(list)
    for diagnostic in diagnostics:
        if diagnostic.step is not None and diagnostic.code.name == DEAD_END:
            of_step[diagnostic.step].append(Badge("dead-end", BADGE_WORDS["dead-end"].text(language)))
    numbers: dict[tuple[str, BadgeKind], list[str]] = defaultdict(list)
    for number, diagnostic, behind in findings:
        if diagnostic.step is not None and not behind:
            numbers[diagnostic.step, BADGE_OF[diagnostic.severity]].append(str(number))
    for (name, kind), own in numbers.items():
        of_step[name].append(Badge(kind, ", ".join(own)))
    choices: dict[str, list[Badge]] = defaultdict(list)
    for acceptance in accepted:
        if acceptance.diagnostic.step is not None:
            reason = printable(acceptance.reason)
            choices[acceptance.diagnostic.step].append(_badge("accepted", reason))
    badges = {}
    for name in graph.blueprint.steps:
        stated = _stated(graph, name, language)
        everything = _once([*stated, *of_step.get(name, ()), *choices.get(name, ())])
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
        badges.append(_badge("wait", step.wait.text(language)))
    for fail in step.fails:
        share = "" if fail.share is None else f", {percent(fail.share, language)}"
        badges.append(_badge("fail-point", fail.what + share))
    if step.complaints is not None:
        often = say("{number} per 1000", number=step.complaints * 1000)
        badges.append(Badge("complaint", often.text(language)))
    return badges + [_badge("metric", note.text) for note in step.notes]


def _once(badges: Sequence[Badge]) -> list[Badge]:
    return [badge for badge in dict.fromkeys(badges) if badge.text]


def _at_most(badges: list[Badge], language: str) -> tuple[Badge, ...]:
    """Return a dead end first, then findings, then the others; where these are too many, the last counts the rest."""
    first = sorted((badge for badge in badges if badge.kind in _FIRST), key=lambda badge: _FIRST.index(badge.kind))
    others = [badge for badge in badges if badge.kind not in _FIRST]
    room = max(MOST - len(first), 1)
    if len(others) <= room:
        return (*first, *others)
    rest = others[room - 1 :]
    kind: BadgeKind = rest[0].kind if len({badge.kind for badge in rest}) == 1 else "more"
    return (*first, *others[: room - 1], Badge(kind, say("and {count} more", count=len(rest)).text(language)))
