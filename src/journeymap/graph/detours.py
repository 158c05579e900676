"""The ways of those who are not served at a step: it fails, they give up, or they find it closed."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.graph.topology import EdgeKind
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import percent
from journeymap.i18n.text import printable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from journeymap.model.step import Step
    from journeymap.model.waiting import Closed, Detour, GivesUp


class Exit(Struct, frozen=True):
    """One such way: where it leads, and its share of all who come to the step, None where that is not stated."""

    kind: EdgeKind
    target: str
    share: float | None


def unserved(step: Step) -> Iterator[tuple[EdgeKind, GivesUp | Closed]]:
    """Yield who gives up at a step and who finds it closed, where that is stated."""
    if step.gives_up is not None:
        yield EdgeKind.GIVES_UP, step.gives_up
    if step.closed is not None:
        yield EdgeKind.CLOSED, step.closed


def exits(step: Step, known: Collection[str]) -> Iterator[Exit]:
    """Yield the ways of a step by which customers leave it unserved, to steps that are `known`."""
    for fail in step.fails:
        if fail.recover is not None and fail.recover in known:
            yield Exit(EdgeKind.RECOVER, fail.recover, fail.share)
    for kind, left in unserved(step):
        for target, part in parts(left.to).items():
            if target in known:
                yield Exit(kind, target, None if left.share is None else left.share * part)


def parts(to: Mapping[str, Detour]) -> dict[str, float]:
    """Return how those who leave divide over where they go; together 1.

    What is not stated splits what is left evenly; stated parts that do not add up are taken in proportion.
    """
    stated = {target: detour.share for target, detour in to.items() if detour.share is not None}
    silent = len(to) - len(stated)
    left = max(0.0, 1 - fsum(stated.values()))
    divided = {target: stated[target] if target in stated else left / silent for target in to}
    total = fsum(divided.values())
    return {target: part / total if total else 1 / len(to) for target, part in divided.items()}


def detour_of(step: Step, kind: EdgeKind, target: str) -> Detour | None:
    """Return what is stated of the way of who gives up or finds it closed; None for every other way."""
    if kind is EdgeKind.GIVES_UP and step.gives_up is not None:
        return step.gives_up.to[target]
    if kind is EdgeKind.CLOSED and step.closed is not None:
        return step.closed.to[target]
    return None


def leaving_words(step: Step, kind: EdgeKind, target: str, language: str) -> str:
    """Return what stands on the way of who gives up or finds it closed: when, how many of them, how much later."""
    parts = [say("gives up") if kind is EdgeKind.GIVES_UP else say("finds it closed")]
    if kind is EdgeKind.GIVES_UP and step.gives_up is not None and step.gives_up.after is not None:
        parts = [say("gives up after {time}", time=printable(step.gives_up.after.text(language)))]
    detour = detour_of(step, kind, target)
    if detour is not None and detour.share is not None:
        parts.append(say("{share} of them", share=percent(detour.share, language)))
    if detour is not None and detour.wait is not None:
        parts.append(say("after {time}", time=printable(detour.wait.text(language))))
    return ", ".join(part.text(language) for part in parts)
