"""Times that are held against the service and against the customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import Joined, Message, say
from journeymap.i18n.numbers import Amount, Unit
from journeymap.i18n.vocabulary import SERVED
from journeymap.numerics.simulation import Estimate
from journeymap.tables.per_persona import ASSUMED, EVERYONE, assumed, listed, shown_personas
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeymap.analyses.terms import Terms
    from journeymap.graph import ServiceGraph
    from journeymap.terminal.charts import TerminalStyle


def view(found: Terms, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:  # noqa: ARG001
    """Return the promise register, how long each term takes, and the deadlines of the customer."""
    personas = shown_personas(graph, persona)
    by_persona = personas if len(personas) > 1 else []
    terms = [
        [
            term.name or _between(term.source, term.target),
            Amount(term.within, "minutes"),
            Amount(term.arrived.mean, "share"),
            _with_error(term.p50, "minutes"),
            _with_error(term.p90, "minutes"),
            *(_with_error(term.kept_for(name), "share") for name in by_persona),
            term.slowest or "",
        ]
        for term in found.terms
    ]
    heads = (
        say("term"), say("within"), say("arrive"), say("half within"), say("nine in ten within"),
        *(say("kept for {persona}", persona=name) for name in by_persona), say("takes longest"),
    )  # fmt: skip
    deadlines = [
        [
            deadline.step if deadline.target is None else _between(deadline.step, deadline.target),
            Amount(deadline.within, "minutes"),
            deadline.way or say("not stated"),
            say("not stated") if deadline.missed is None else Amount(deadline.missed.mean, "share"),
            listed(deadline.dated or deadline.told) or say("nowhere"),
        ]
        for deadline in found.deadlines
    ]
    tables = [
        register_table(found),
        Table(say("terms over several steps"), heads, terms),
        Table(
            say("deadlines of the customer"),
            (say("step"), say("within"), say("when missed"), say("miss it"), say("something is told at")),
            deadlines,
        ),
    ]
    return [table for table in tables if table.rows]


def register_table(found: Terms, step: Callable[[str], object] = str, persona: Callable[[str], object] = str) -> Table:
    """Return the promise register: what is promised where, to whom, and by what chance it is kept; the worst first.

    `step` and `persona` name these.
    """
    rows = [
        [
            pledge.name or (say("promise") if pledge.source is None else say("term")),
            step(pledge.target) if pledge.source is None else _between(step(pledge.source), step(pledge.target)),
            Amount(pledge.within, "minutes"),
            SERVED[pledge.serves] if pledge.serves else "",
            Joined([persona(name) for name in pledge.personas]) if pledge.personas else EVERYONE,
            Amount(pledge.reached, "share"),
            say("not known") if pledge.kept is None else _with_error(Estimate(pledge.kept, pledge.error), "share"),
            assumed(pledge.basis.assumed_share),
        ]
        for pledge in found.register
    ]
    heads = (
        say("promised"), say("where"), say("within"), say("serves"), say("to whom"), say("customers come there"),
        say("kept"), ASSUMED,
    )  # fmt: skip
    return Table(say("promise register"), heads, rows)


def _between(source: object, target: object) -> Joined:
    return Joined([source, target], " -> ")


def _with_error(found: Estimate | None, unit: Unit) -> Message | Amount:
    if found is None:
        return say("not known")
    if not found.standard_error:
        return Amount(found.value, unit)
    return say("{figure} ±{error}", figure=Amount(found.value, unit), error=Amount(found.standard_error, unit))
