"""Which step, persona or other thing of one version is which of the other, and whether they are versions at all.

Two files of which at least half of the steps have the same ids are two revisions of one blueprint; else they are two
variants of one service, which are compared by what becomes of customers. A step is the same by what `was` says, by its
id, and at last by equal words: where several have the same words, the steps around them decide, and where these do not
either, none is taken to be the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from journeymap.graph import ServiceGraph
    from journeymap.model.blueprint import Blueprint
    from journeymap.model.step import Step

Mode: TypeAlias = Literal["revision", "variant"]
MODES: tuple[Mode, ...] = ("revision", "variant")
ENOUGH = 0.5
"""From which part of the ids in common on two files are revisions of one blueprint."""
ALIKE = 0.6
"""How many of their words two steps share that have the same steps around them, so that they are the same."""
THINGS = ("personas", "channels", "actors", "systems", "sources", "phases")
"""The kinds of things beside steps that are known by an id, and by a name where the ids differ."""


class Pairs(Struct, frozen=True):
    """What is the same in both versions, by ids: `new_of` the old ones, in the order of the new version."""

    new_of: Mapping[str, str]

    @property
    def old_of(self) -> dict[str, str]:
        """The old id by the new one."""
        return {new: old for old, new in self.new_of.items()}

    @property
    def renamed(self) -> dict[str, str]:
        """The old ids by the new ones, of what has another id now."""
        return {new: old for old, new in self.new_of.items() if old != new}


class Matching(Struct, frozen=True):
    """What is the same in two versions. `shared` is the part, from 0 to 1, of the ids of steps that both have."""

    mode: Mode
    shared: float
    steps: Pairs
    things: Mapping[str, Pairs]

    @property
    def renamed(self) -> dict[str, str]:
        """The old ids by the new ones, of the steps and things that have another id now."""
        renames: dict[str, str] = {}
        for pairs in (*self.things.values(), self.steps):
            renames |= pairs.renamed
        return renames


def match(old: ServiceGraph, new: ServiceGraph, mode: Mode | None = None) -> Matching:
    """Return what is the same in two versions of a blueprint; with None as the mode, the ids decide on it."""
    before, after = old.blueprint, new.blueprint
    shared = _shared(before.steps, after.steps)
    if mode is None:
        mode = "revision" if shared >= ENOUGH else "variant"
    things = {kind: _things(getattr(before, kind), getattr(after, kind)) for kind in THINGS}
    return Matching(mode, shared, _steps(before, after), things)


def _shared(before: Mapping[str, Step], after: Mapping[str, Step]) -> float:
    """Return the part of the smaller file's ids that the other has too: steps that came or went make no variant."""
    smaller = min(len(before), len(after))
    if not smaller:
        return 1.0 if not before and not after else 0.0
    return len(before.keys() & after.keys()) / smaller


def _things(before: Mapping[str, object], after: Mapping[str, object]) -> Pairs:
    pairs = {name: name for name in after if name in before}
    _pair_alone(before, after, pairs, lambda thing: _folded(getattr(thing, "name", None) or ""))
    return _in_order(pairs, after)


def _steps(before: Blueprint, after: Blueprint) -> Pairs:
    pairs = _by_former_ids(before.steps, after.steps)
    taken = set(pairs.values())
    pairs |= {name: name for name in after.steps if name in before.steps and name not in pairs and name not in taken}
    _pair_alone(before.steps, after.steps, pairs, _all_words)
    _pair_alone(before.steps, after.steps, pairs, lambda step: _folded(step.label))
    _by_neighbours(before.steps, after.steps, pairs)
    return _in_order(pairs, after.steps)


def _by_former_ids(before: Mapping[str, Step], after: Mapping[str, Step]) -> dict[str, str]:
    """Return the steps that say of themselves which id they had, where that id is not their own in both versions.

    It is said in the later version; where the versions are given the other way round, it is read from the first.
    """
    said = [
        (rank, former, name)
        for name, step in after.items() if name not in before
        for rank, former in enumerate(step.was) if former in before
    ] + [
        (rank, name, later)
        for name, step in before.items() if name not in after
        for rank, later in enumerate(step.was) if later in after
    ]  # fmt: skip
    pairs: dict[str, str] = {}
    # Of two that were one step, the order is the same from both sides.
    for _, old, new in sorted(said, key=lambda pair: (pair[0], sorted(pair[1:]))):
        if old not in pairs and new not in pairs.values():
            pairs[old] = new
    return pairs


def _pair_alone(
    before: Mapping[str, object], after: Mapping[str, object], pairs: dict[str, str], words_of: Callable[..., str]
) -> None:
    """Add the pairs of what has the same words in both versions and shares them with nothing else that is left."""
    by_words = [_by_words(things, words_of) for things in _left(before, after, pairs)]
    for words, names in by_words[0].items():
        others = by_words[1].get(words, [])
        if len(names) == 1 and len(others) == 1:
            pairs[names[0]] = others[0]


def _left(
    before: Mapping[str, object], after: Mapping[str, object], pairs: Mapping[str, str]
) -> tuple[dict[str, object], dict[str, object]]:
    taken = set(pairs.values())
    return (
        {name: thing for name, thing in before.items() if name not in pairs},
        {name: thing for name, thing in after.items() if name not in taken},
    )


def _by_words(things: Mapping[str, object], words_of: Callable[..., str]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for name, thing in things.items():
        if words := words_of(thing):
            names.setdefault(words, []).append(name)
    return names


def _by_neighbours(before: Mapping[str, Step], after: Mapping[str, Step], pairs: dict[str, str]) -> None:
    """Add the pairs of steps that have many words and all of the steps around them in common; of several the best."""
    old_around, new_around = _around(before), _around(after)
    olds, news = _left(before, after, pairs)
    old_words = {old: set(_all_words(before[old]).split()) for old in olds}
    new_words = {new: set(_all_words(after[new]).split()) for new in news}
    scores: dict[tuple[str, str], tuple[int, float]] = {}
    for old, words in old_words.items():
        known = {pairs[name] for name in old_around[old] if name in pairs}
        for new, others in new_words.items():
            common, whole = len(words & others), len(words | others)
            near = len(known & new_around[new])
            if near and whole and common / whole >= ALIKE:
                scores[old, new] = (near, common / whole)
    for (old, new), score in scores.items():
        rivals = [other for pair, other in scores.items() if pair != (old, new) and (pair[0] == old or pair[1] == new)]
        if all(rival < score for rival in rivals):
            pairs[old] = new


def _around(steps: Mapping[str, Step]) -> dict[str, set[str]]:
    """Return the steps from which one comes to a step, and to which one goes from it."""
    around: dict[str, set[str]] = {name: set() for name in steps}
    for name, step in steps.items():
        for other in (*step.next, *step.starts, *step.needs):
            if other in around:
                around[name].add(other)
                around[other].add(name)
    return around


def _all_words(step: Step) -> str:
    """Return what is written on a step: its name, and what is done in it."""
    cells = (cell.does for lane in ("customer", "frontstage", "backstage", "support") for cell in step.cells(lane))
    return _folded(" ".join([step.name or "", *cells]))


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _in_order(pairs: Mapping[str, str], after: Iterable[str]) -> Pairs:
    old_of = {new: old for old, new in pairs.items()}
    return Pairs({old_of[name]: name for name in after if name in old_of})
