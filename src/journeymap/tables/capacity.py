"""Who comes and who is there: the work of a week, and the people for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.references import ActorRef
from journeymap.tables.per_persona import assumed
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.analyses.capacity import Capacity, Pool
    from journeymap.graph import ServiceGraph
    from journeymap.terminal.charts import TerminalStyle

HOUR = 60.0


def hours(minutes: float | None) -> Amount:
    """Return a time in hours, whatever its size: people count their weeks in hours."""
    return Amount(minutes, "work", per=HOUR)


def view(capacity: Capacity | None, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:  # noqa: ARG001
    """Return a row per actor: the people, the work, how busy that is, and what it would take."""
    if capacity is None:
        return [Table(None, (), (), (say('the file says neither who comes ("arrivals") nor who is there ("staff")'),))]
    rows = [
        [
            graph.blueprint.actors[name].name or name, hours(pool.people), hours(pool.work), Amount(pool.busy, "share"),
            Amount(pool.needed, "count"), Amount(pool.growth, "count") if pool.growth is not None else "",
            hours(pool.work_per_100), Amount(pool.cost, "money"),
        ]
        for name, pool in capacity.pools.items()
    ]  # fmt: skip
    heads = (
        "", say("people, a week"), say("work, a week"), say("busy"), say("people needed"), say("more waiting, a week"),
        say("work per 100 journeys"), say("cost, a week"),
    )  # fmt: skip
    return [Table(say("who is there and who comes"), heads, rows, [*_notes(capacity, graph)])]


def _notes(capacity: Capacity, graph: ServiceGraph) -> Iterator[object]:
    if capacity.arrivals is None:
        yield say('how many come is not stated ("arrivals"), so it cannot be told how busy anybody is')
    else:
        yield say("{count} journeys begin in a week", count=Amount(capacity.arrivals, "count"))
    for name, pool in capacity.pools.items():
        yield from _of_pool(name, pool, graph)
    yield say("assumed of what it rests on: {share}", share=assumed(capacity.basis.assumed_share) or say("nothing"))


def _of_pool(name: str, pool: Pool, graph: ServiceGraph) -> Iterator[object]:
    actor = ActorRef(graph.blueprint.actors[name].name or name)
    if pool.people is not None and not pool.shares_known:
        yield say("{actor}: as if they did nothing else", actor=actor)
    if pool.is_least:
        yield say("{actor}: at least; of some of the work it is not stated how long it takes", actor=actor)
    if pool.roster is None and graph.blueprint.actors[name].staff is not None:
        yield say("{actor}: it is not certain what the hours mean", actor=actor)
    if pool.busy is not None and pool.busy >= 1 and pool.leaves:
        yield say("{actor}: more work than people; what is too much hangs up or leaves", actor=actor)
