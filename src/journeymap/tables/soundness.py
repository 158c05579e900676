"""Whether every journey can end, ends once, and uses every step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import say
from journeymap.i18n.vocabulary import YES_NO
from journeymap.tables.per_persona import listed, way
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from journeymap.analyses.soundness import Soundness
    from journeymap.graph import ServiceGraph
    from journeymap.terminal.charts import TerminalStyle


def view(soundness: Soundness, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:  # noqa: ARG001
    """Return the three properties, and what breaks them."""
    names = graph.names
    sound = say("cannot be told: there are too many situations") if soundness.sound is None else YES_NO[soundness.sound]
    rows: list[list[object]] = [
        [say("sound"), sound],
        [say("no end can be reached from"), listed(names(soundness.no_option_to_complete))],
        [say("never done"), listed(names(soundness.dead))],
        *([say('"{step}" waits for ever for', step=graph.name(wait.step)), listed(names(wait.missing))]
          for wait in soundness.waits),
        *([say('begun by "{step}", comes back onto the path', step=graph.name(double.starter)), way(names(double.way))]
          for double in soundness.doublings),
    ]  # fmt: skip
    return [Table(say("can every journey end properly?"), (say("what"), say("steps")), rows)]
