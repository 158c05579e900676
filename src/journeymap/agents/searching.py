"""Finding the step that somebody means by some words."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.model.blueprint import Blueprint
    from journeymap.model.step import Step

MOST = 10
ALIKE = 0.6


class FoundStep(Struct, frozen=True):
    """A step that may be meant: its id, what it is called, where it stands, and how well the words fit, from 0 to 1."""

    id: str
    label: str
    place: str
    fit: float


def find_steps(blueprint: Blueprint, words: str) -> list[FoundStep]:
    """Return the steps that hold the words, or words spelled much alike, the best first, at most ten."""
    wanted = _words(words)
    found = []
    for name, step in blueprint.steps.items():
        text = " ".join([name, *_texts(step)])
        known = _words(text)
        fit = sum(max((_alike(word, other) for other in known), default=0.0) for word in wanted) / (len(wanted) or 1)
        if wanted and fit >= ALIKE:
            span = step.key_at()
            found.append(FoundStep(name, step.label or name, "" if span is None else str(span), round(fit, 3)))
    return sorted(found, key=lambda step: -step.fit)[:MOST]


def _texts(step: Step) -> Iterator[str]:
    yield step.label
    for lane in ("evidence", "customer", "frontstage", "backstage", "support"):
        for cell in step.cells(lane):
            yield cell.does


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _alike(word: str, other: str) -> float:
    if word == other:
        return 1.0
    if len(word) > 3 and (word in other or other in word):
        return 0.9
    ratio = SequenceMatcher(None, word, other).ratio()
    return ratio if ratio >= 0.8 else 0.0
