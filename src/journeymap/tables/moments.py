"""Falls after something better, and bad moments that nothing relieves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import Joined, say
from journeymap.i18n.numbers import Amount
from journeymap.tables.per_persona import way
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from journeymap.analyses.moments import Moments
    from journeymap.graph import ServiceGraph
    from journeymap.terminal.charts import TerminalStyle

BAD = -1.0


def view(moments: Moments, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:  # noqa: ARG001
    """Return how far each moment falls below the one before, and what stays bad until the end."""
    falls = [
        [step, name, fall.before, Amount(fall.depth, "points")]
        for step, by_persona in moments.falls.items()
        for name, fall in by_persona.items()
        if persona in (None, name)
    ]
    bad = [
        [moment.step, Joined([say("{who} {value}", who=name, value=Amount(value, "emotion"))
                           for name, value in moment.emotions.items()]), way(moment.path)]
        for moment in moments.unrelieved(BAD) if persona is None or persona in moment.emotions
    ]  # fmt: skip
    none = () if falls else (say("no moment is perceived as worse than the one before"),)
    tables = [Table(say("falls"), (say("step"), say("persona"), say("after"), say("by")), falls, none)]
    if bad:
        heads = (say("step"), say("emotion"), say("a way to an end without relief"))
        tables.append(Table(say("bad moments that nothing relieves"), heads, bad))
    return tables
