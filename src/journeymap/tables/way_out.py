"""The way out beside the way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import Message, say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.vocabulary import NOT_STATED
from journeymap.tables.per_persona import listed, way
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.analyses.way_out import Pair, WayOut
    from journeymap.graph import ServiceGraph
    from journeymap.i18n.numbers import Unit
    from journeymap.terminal.charts import TerminalStyle

MEASURES: Mapping[str, tuple[Message, Unit]] = {
    "steps": (say("steps"), "count"),
    "clicks": (say("clicks"), "count"),
    "pages": (say("pages"), "count"),
    "items": (say("items asked"), "count"),
    "minutes": (say("least time"), "minutes"),
    "expected_steps": (say("steps on average"), "count"),
    "expected_minutes": (say("time on average"), "minutes"),
    "findability": (say("hard to find, 1 to 4"), "count"),
}


def view(way_out: WayOut, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:  # noqa: ARG001
    """Return what the two ways cost, and the ratios."""
    nothing = Table(None, (), (), (say("no journey is mirrored"),))
    return [_pair(pair) for pair in way_out.pairs] or [nothing]


def _pair(pair: Pair) -> Table:
    rows = [
        [label, Amount(getattr(pair.way_in, name), unit), Amount(getattr(pair.way_out, name), unit),
         Amount(pair.ratios[name], "ratio") if name in pair.ratios else NOT_STATED]
        for name, (label, unit) in MEASURES.items()
    ]  # fmt: skip
    notes = (
        say("in: {way}", way=way(pair.way_in.path)),
        say("out: {way}", way=way(pair.way_out.path)),
        say("channels in that are missing out: {channels}", channels=listed(pair.missing_channels)),
    )
    title = say("this journey beside {file}", file=pair.file)
    return Table(title, ("", say("in"), say("out"), say("out against in")), rows, notes)
