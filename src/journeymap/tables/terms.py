"""Times that are held against the service and against the customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import Message, say
from journeymap.i18n.numbers import Amount, Unit
from journeymap.i18n.vocabulary import SERVED
from journeymap.tables.per_persona import assumed, listed, shown_personas
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from journeymap.analyses.terms import Terms
    from journeymap.graph import ServiceGraph
    from journeymap.numerics.simulation import Estimate
    from journeymap.terminal.charts import TerminalStyle


def view(found: Terms, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:  # noqa: ARG001
    """Return the terms, the promises and the deadlines, and the chance that each is kept."""
    personas = shown_personas(graph, persona)
    terms = [
        [
            term.name or "",
            f"{term.source} -> {term.target}",
            Amount(term.within, "minutes"),
            SERVED[term.serves] if term.serves else "",
            Amount(term.arrived.mean, "share"),
            _with_error(term.p50, "minutes"),
            _with_error(term.p90, "minutes"),
            _with_error(term.kept, "share"),
            *(_with_error(term.kept_for(name), "share") for name in personas if len(personas) > 1),
            assumed(term.basis.assumed_share),
        ]
        for term in found.terms
    ]
    heads = (
        say("term"), say("from, to"), say("within"), say("serves"), say("arrive"), say("half within"),
        say("nine in ten within"), say("kept"), *(name for name in personas if len(personas) > 1), say("assumed"),
    )  # fmt: skip
    promises = [
        [kept.step, Amount(kept.promise, "minutes"), Amount(kept.reached, "share"), Amount(kept.kept, "share"),
         assumed(kept.basis.assumed_share)]
        for kept in found.promises
    ]  # fmt: skip
    deadlines = [
        [
            deadline.step if deadline.target is None else f"{deadline.step} -> {deadline.target}",
            Amount(deadline.within, "minutes"),
            deadline.way or say("not stated"),
            say("not stated") if deadline.missed is None else Amount(deadline.missed.mean, "share"),
            listed(deadline.told) or say("nowhere"),
        ]
        for deadline in found.deadlines
    ]
    tables = [
        Table(say("terms over several steps"), heads, terms),
        Table(
            say("promises"),
            (say("step"), say("promised"), say("customers come there"), say("kept"), say("assumed")),
            promises,
        ),
        Table(
            say("deadlines of the customer"),
            (say("step"), say("within"), say("when missed"), say("miss it"), say("something is told at")),
            deadlines,
        ),
    ]
    return [table for table in tables if table.rows]


def _with_error(found: Estimate | None, unit: Unit) -> Message | Amount:
    if found is None:
        return say("not known")
    if not found.standard_error:
        return Amount(found.value, unit)
    return say("{figure} ±{error}", figure=Amount(found.value, unit), error=Amount(found.standard_error, unit))
