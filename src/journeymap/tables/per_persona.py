"""Tables of figures with a column for all customers, one for each persona, and the part that is assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.figures import alike
from journeymap.i18n.messages import Joined, Message, say
from journeymap.i18n.numbers import Amount
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeymap.graph import ServiceGraph
    from journeymap.graph.per_persona import PersonaFigure
    from journeymap.i18n.numbers import Unit

EVERYONE = say("everyone")
ASSUMED = say("assumed")


def shown_personas(graph: ServiceGraph, persona: str | None) -> list[str]:
    """Return the personas that get a column: the one that was asked for, else all that the file describes."""
    return [persona] if persona is not None else list(graph.blueprint.personas)


def spread_table(
    title: Message,
    rows: Iterable[tuple[object, PersonaFigure, Unit]],
    personas: Sequence[str],
    *,
    first: object = "",
    notes: Sequence[object] = (),
) -> Table:
    """Return a table with a row for each figure; without columns of personas where nothing makes these differ."""
    rows = list(rows)
    if len(personas) > 1 and all(alike(spread.by_persona.get(name) for name in personas) for _, spread, _ in rows):
        notes = [say("the same for every persona"), *notes]
        personas = ()
    return Table(
        title,
        [first, EVERYONE, *personas, ASSUMED],
        [
            [
                label,
                Amount(spread.mean, unit),
                *(Amount(spread.by_persona.get(persona), unit) for persona in personas),
                assumed(spread.basis.assumed_share),
            ]
            for label, spread, unit in rows
        ],
        notes,
    )


def assumed(share: float | None) -> Amount | str:
    """Return the assumed part of what a figure rests on; nothing where it rests on no statement."""
    return "" if share is None else Amount(share, "share", digits=2)


def listed(names: Iterable[str], between: str = ", ") -> object:
    """Return names one after the other, or that there are none."""
    texts = list(names)
    return Joined(texts, between) if texts else say("none")


def way(names: Iterable[str]) -> object:
    """Return the steps of a way."""
    return listed(names, " -> ")
