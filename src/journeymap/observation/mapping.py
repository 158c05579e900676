"""Which step an activity of the log is: said in the file, said on the command line, or called alike."""

from __future__ import annotations

from difflib import SequenceMatcher
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.observation.columns import dashed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from journeymap.model.blueprint import Blueprint

NEVER = "never"
_LIKELY, _CLEAR = 0.6, 0.1


class Seen(Struct, frozen=True):
    """Per activity its steps, in the order of the file; what no step is called, with a likely step where there is one.

    `unseen` are the steps that no activity belongs to, `declared` those of which the file says that none does.
    """

    steps: Mapping[str, tuple[str, ...]]
    unmapped: tuple[str, ...]
    likely: Mapping[str, str]
    unseen: tuple[str, ...]
    declared: tuple[str, ...]


def mapped(blueprint: Blueprint, activities: Iterable[str], said: Mapping[str, tuple[str, ...]]) -> Seen:
    """Return which step each activity is; `said` are the activities of steps named on the command line.

    The first that fits decides: what is said, `seen-as`, the id, the name, the first words of the step.
    """
    steps = blueprint.steps
    declared = tuple(name for name, step in steps.items() if step.seen_as == (NEVER,) and name not in said)
    seen_as = {name: step.seen_as for name, step in steps.items() if step.seen_as and name not in declared}
    names = {name: [name] for name in steps if name not in declared}
    called = {name: [steps[name].name or ""] for name in names}
    worded = {name: [steps[name].label] for name in names}
    found: dict[str, tuple[str, ...]] = {}
    unmapped = []
    for activity in activities:
        for source in (said, seen_as, names, called, worded):
            fitting = tuple(name for name in steps if any(_fits(word, activity) for word in source.get(name, ())))
            if fitting:
                found[activity] = fitting
                break
        else:
            unmapped.append(activity)
    taken = {name for fitting in found.values() for name in fitting}
    unseen = tuple(name for name in steps if name not in taken)
    free = [name for name in unseen if name not in declared]
    likely = {activity: step for activity in unmapped if (step := _likely(blueprint, activity, free))}
    return Seen(found, tuple(unmapped), likely, unseen, declared)


def _fits(word: str, activity: str) -> bool:
    if not word:
        return False
    if any(sign in word for sign in "*?"):
        return fnmatchcase(activity.casefold(), word.casefold())
    return word == activity or (bool(dashed(word)) and dashed(word) == dashed(activity))


def _likely(blueprint: Blueprint, activity: str, steps: list[str]) -> str | None:
    """Return the step that an activity most resembles, if it is alike enough and no other one nearly so."""
    ranked = sorted(
        ((max(_alike(activity, name), _alike(activity, blueprint.steps[name].label)), name) for name in steps),
        key=lambda pair: (-pair[0], pair[1]),
    )
    if not ranked or ranked[0][0] < _LIKELY or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _CLEAR):
        return None
    return ranked[0][1]


def _alike(one: str, other: str) -> float:
    first, second = dashed(one).split("-"), dashed(other).split("-")
    common = len(set(first) & set(second))
    tokens = 2 * common / (len(set(first)) + len(set(second)))
    return max(tokens, SequenceMatcher(None, "-".join(first), "-".join(second)).ratio())
