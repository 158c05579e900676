"""What both reports, the text and the page, hold alike: the facts at the head, and all figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.figures import Figures
from journeymap.i18n.amounts import NOT_STATED
from journeymap.i18n.messages import Message, say
from journeymap.tables.per_persona import ASSUMED, EVERYONE, assumed
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph

OF_CONTACTS = frozenset({"contacts", "channel-switches", "hand-offs", "items-asked", "two-way"})
"""The figures that nobody knows where no step says that customer and organisation meet."""
STATUS: Mapping[str, Message] = {"as-is": say("how it is"), "to-be": say("how it should be")}


def head_of(graph: ServiceGraph) -> list[tuple[Message, object]]:
    """Return what a report says of the blueprint before anything else."""
    blueprint = graph.blueprint
    facts: list[tuple[Message, object]] = []
    if blueprint.status:
        facts.append((say("Status"), STATUS[blueprint.status]))
    if blueprint.customer.role:
        facts.append((say("Customer"), blueprint.customer.role))
    if blueprint.owner:
        facts.append((say("Owner"), blueprint.owner))
    reviewed = NOT_STATED if blueprint.reviewed is None else blueprint.reviewed.isoformat()
    return [*facts, (say("Last reviewed"), reviewed)]


def figures_table(facts: Facts, persona: Callable[[str], str] = str) -> Table:
    """Return all figures that are stated, with the assumed part; `persona` names the personas."""
    personas = list(facts.graph.blueprint.personas)
    every = Figures(facts)
    figures = [figure for figure in every.values() if every.meets or figure.name not in OF_CONTACTS]
    rows = [
        [figure.label, figure.amount(),
         *(figure.amount(name) for name in personas), assumed(figure.assumed)]
        for figure in figures if figure.stated
    ]  # fmt: skip
    silent = [figure.label for figure in figures if not figure.stated]
    notes = [say("Not stated: {figures}.", figures=silent)] if silent else []
    return Table(None, (say("figure"), EVERYONE, *map(persona, personas), ASSUMED), rows, notes)
