"""What hurts: stated pains and derived ones, the worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.vocabulary import NOT_STATED
from journeymap.tables.per_persona import listed
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.analyses.pains import Pain, PainKind, Pains
    from journeymap.graph import ServiceGraph
    from journeymap.i18n.messages import Message
    from journeymap.terminal.charts import TerminalStyle

KIND_WORDS: Mapping[PainKind, Message] = {
    "stated": say("noted"),
    "rating": say("low rating"),
    "fall": say("falls"),
    "emotion": say("feels bad"),
}


def view(pains: Pains, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:  # noqa: ARG001
    """Return the pains of all customers, or those that hold for a persona."""
    shown = [pain for pain in pains.pains if persona is None or not pain.personas or persona in pain.personas]
    rows = [
        [pain.step or say("the whole journey"), _what(pain), KIND_WORDS[pain.kind], Amount(pain.severity, "count"),
         listed(pain.personas) if pain.personas else say("everyone"), Amount(pain.reach, "share", digits=2),
         (say("yes") if pain.answered else say("no")) if pain.kind == "stated" else ""]
        for pain in shown
    ]  # fmt: skip
    heads = (say("step"), say("pain"), say("kind"), say("severity"), say("for"), say("customers"), say("answered"))
    counted = say("{count} noted, {open} without an idea", count=len(pains.stated), open=len(pains.open))
    none = say("no pains are noted, and none follow from the ratings")
    return [Table(say("pains"), heads, rows, (counted,) if rows else (none,))]


def _what(pain: Pain) -> object:
    """Return what hurts: the designer's words, or the figure that it follows from."""
    if pain.kind == "stated":
        return pain.text or NOT_STATED
    if pain.kind == "emotion":
        return Amount(pain.emotion, "emotion", digits=2)
    points = Amount(pain.points, "points", digits=2)
    return say("{points} less than before", points=points) if pain.kind == "fall" else points
