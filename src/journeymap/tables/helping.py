"""How the journey helps: the five rules of helping, and the ways that pass them by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import Message, say
from journeymap.i18n.vocabulary import outcome
from journeymap.tables.per_persona import listed, way
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.analyses.helping import Helping
    from journeymap.graph import ServiceGraph
    from journeymap.terminal.charts import TerminalStyle

RULES: Mapping[str, Message] = {
    "welcome": say("welcome: asks what help is needed"),
    "clarify": say("clarify: asks follow-up questions before solving"),
    "alternative": say("alternative: another way when the answer is no"),
    "advise": say("advise: unasked advice"),
    "evaluate": say("evaluate: asks whether the help was good"),
}


def view(helping: Helping, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:  # noqa: ARG001
    """Return where each rule of helping is served, and on which ways it is not."""
    served = [[RULES.get(rule, rule), listed(steps)] for rule, steps in helping.served.items()]
    notes = (
        say("steps that prevent: {steps}", steps=listed(helping.preventing)),
        say("where the customer can answer back: {steps}", steps=listed(helping.voices)),
    )
    ways = [
        [why, outcome(step.outcome), way(step.steps), listed(step.personas) if step.personas else say("everyone")]
        for why, passed in (
            (say("a no without another way"), helping.bare),
            (say("helped without follow-up questions"), helping.unclarified),
            (say("helped without being asked how it was"), helping.unevaluated),
            (say("ended without a voice"), helping.unheard),
        )
        for step in passed
        if persona is None or not step.personas or persona in step.personas
    ]
    tables = [Table(say("the rules of helping"), (say("rule"), say("served at")), served, notes)]
    if ways:
        tables.append(
            Table(say("ways that pass them by"), (say("what"), say("end"), say("way"), say("only for")), ways)
        )
    return tables
