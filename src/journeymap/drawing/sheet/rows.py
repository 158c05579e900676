"""The rows of a blueprint: a lane, an actor of a lane, or a system, in the order of the lanes and of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.drawing.wording import LANE_TITLES, capital, printable
from journeymap.layout.sheet import LANES, Row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.graph import ServiceGraph
    from journeymap.layout.sheet import Lane
    from journeymap.model.blueprint import Blueprint

SYSTEMS = "systems"

RowKey = tuple["Lane", str, str]
"""Lane, `actors` or `systems`, and the id there; both empty for the lane's own row."""


def row_of(blueprint: Blueprint, lane: Lane, by: str | None) -> RowKey:
    """Return the row of a cell: that of its actor where the file knows him, else the lane's own."""
    return (lane, "actors", by) if by in blueprint.actors else (lane, "", "")


def row_id(blueprint: Blueprint, key: RowKey) -> str:
    """Return the id of a row: the lane, or the lane and who or what the row is for."""
    lane, group, name = key
    if group == SYSTEMS and name in blueprint.actors:
        return f"{lane}/{SYSTEMS}/{name}"
    return f"{lane}/{name}" if group else lane


def build_rows(graph: ServiceGraph, used: Iterable[RowKey], language: str) -> tuple[Row, ...]:
    """Return the rows that hold a card, from the customer's side to the back."""
    blueprint, keys = graph.blueprint, set(used)
    ordered: list[RowKey] = []
    for lane in LANES:
        ordered.append((lane, "", ""))
        ordered += [(lane, "actors", name) for name in blueprint.actors]
    ordered += [("support", SYSTEMS, name) for name in blueprint.systems]
    return tuple(_row(blueprint, key, language) for key in ordered if key in keys)


def _row(blueprint: Blueprint, key: RowKey, language: str) -> Row:
    lane, group, name = key
    kind = LANE_TITLES[lane].text(language)
    if group:
        named = blueprint.systems[name] if group == SYSTEMS else blueprint.actors[name]
        title = printable(named.name or "") or printable(name)
    else:
        role = printable(blueprint.customer.role or "") if lane == "customer" else ""
        title = capital(role) or kind
    subtitle = "" if title.casefold() == kind.casefold() else kind
    return Row(row_id(blueprint, key), lane, title, subtitle)
