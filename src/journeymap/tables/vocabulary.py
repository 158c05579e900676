"""Which words of the format the file uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.vocabulary import Term
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from journeymap.analyses.vocabulary import Vocabulary
    from journeymap.graph import ServiceGraph
    from journeymap.terminal.charts import TerminalStyle


def view(vocabulary: Vocabulary, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:  # noqa: ARG001
    """Return how many steps state each word, and how many of the touchpoints each lane."""
    words: list[list[object]] = [[f'"{word}"', Amount(count, "count")] for word, count in vocabulary.uses.items()]
    lanes: list[list[object]] = [[Term(lane), Amount(count, "count")] for lane, count in vocabulary.lanes.items()]
    note = say("touchpoints: {count}", count=vocabulary.touchpoints)
    return [
        Table(say("words in use"), (say("word"), say("steps")), words),
        Table(say("lanes at the touchpoints"), (say("lane"), say("steps")), lanes, (note,)),
    ]
