"""Findings that only repeat, at another place, that something in the file could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import INVALID_VALUE, SYNTAX_ERROR, UNKNOWN_KEY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.diagnostics import Diagnostic
    from journeymap.model.blueprint import Blueprint

FLOW = "JM2"
# What is said of something that is not there; of a torn text that is no news.
OF_WHAT_IS_MISSING = frozenset({"missing-title", "missing-version", "unused-definition", "unknown-reference"})
# What is said of a step that lacks an end or a way on, and of the journey as a whole where one of them does.
OF_THE_STEP = frozenset({"dead-end", "empty-choice", "shares-under-one"})
OF_AN_END = frozenset({"no-good-end", "lost-journey"})
OF_A_WAY = frozenset({"no-good-end", "lost-journey", "unreachable-step", "orphan-backstage", "no-way-out"})


def drop_cascading(found: Sequence[Diagnostic], blueprint: Blueprint) -> list[Diagnostic]:
    """Return what is to be said once more is read than now: without what an error of reading brings about by itself.

    Where the text itself is torn, nothing is said of what is missing, nor of where the journey leads: what is missing
    may well stand in the file.
    Where an end or a way on of a step could not be understood, it is neither said that the step has none, nor what
    follows from that for others.
    """
    if any(one.code == SYNTAX_ERROR for one in found):
        kept = (one for one in found if not one.code.number.startswith(FLOW))
        return [one for one in kept if one.code.name not in OF_WHAT_IS_MISSING]
    # Only where the error itself is said: a project may have chosen not to hear of it.
    said = {one.step for one in found if one.code in (INVALID_VALUE, UNKNOWN_KEY)}
    unread = {name: step.unread for name, step in blueprint.steps.items() if step.unread and name in said}
    if not unread:
        return list(found)
    lost = frozenset().union(*unread.values())
    echoes = (OF_AN_END if "end" in lost else frozenset()) | (OF_A_WAY if "next" in lost else frozenset())
    return [
        one for one in found
        if one.code.name not in echoes and not (one.code.name in OF_THE_STEP and one.step in unread)
    ]  # fmt: skip
