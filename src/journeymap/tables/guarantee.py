"""What the customer can be sure of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import Joined, say
from journeymap.i18n.vocabulary import DECIDERS, STANDINGS, sure, word_of
from journeymap.tables.per_persona import way
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from journeymap.analyses.guarantee import Guarantee
    from journeymap.graph import ServiceGraph
    from journeymap.terminal.charts import TerminalStyle


def view(result: Guarantee, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:  # noqa: ARG001
    """Return the class of the journey and of each step, and where the last chance is lost."""
    if persona is not None:
        result = result.of(persona)
    hopeless = Joined(graph.names(result.hopeless), ", ") if result.hopeless else None
    begins, unjudged = bool(graph.topology.starts), bool(result.unjudged)
    words: object = sure(result.overall, begins=begins, hopeless=hopeless, unjudged=unjudged)
    if result.depends_on:
        steps_said = Joined(graph.names(result.depends_on), ", ")
        words = say("depends on who decides at {steps}, which is not stated", steps=steps_said)
    notes: list[object] = [say("is help guaranteed? {sure}", sure=words)]
    if result.losing_way:
        notes.append(say("how the customer can be lost: {way}", way=way(graph.names(result.losing_way))))
    falls = [
        [
            f"{graph.name(fall.source)} -> {graph.name(fall.target)}",
            DECIDERS[word_of(fall.decider)],
            way(graph.names(fall.way)),
        ]
        for fall in result.points_of_no_return
    ]
    steps = [[graph.name(step), STANDINGS[word_of(standing)]] for step, standing in enumerate(result.standings)]
    tables = [Table(None, (), (), notes)]
    if falls:
        heads = (say("from, to"), say("who decides"), say("a way to it"))
        tables.append(Table(say("points of no return"), heads, falls))
    if result.overall is not None:
        tables.append(Table(say("from each step"), (say("step"), say("being helped is")), steps))
    return tables
