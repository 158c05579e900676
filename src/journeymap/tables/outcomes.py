"""Where journeys end, and where they never come to an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.figures import alike
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.vocabulary import outcome
from journeymap.tables.per_persona import shown_personas, spread_table
from journeymap.terminal.charts import bar
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from journeymap.analyses.outcomes import Outcomes
    from journeymap.graph import ServiceGraph
    from journeymap.terminal.charts import TerminalStyle


def view(outcomes: Outcomes, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:
    """Return how journeys end, the ends, who is stranded where, and how often each step is done."""
    personas = shown_personas(graph, persona)
    kinds = [(outcome(kind), spread, "share") for kind, spread in outcomes.kinds.items()]
    bars = [
        [name, Amount(figure.part, "share"), bar(list(figure.kinds.values()), 40, _uncoloured(look))]
        for name, figure in outcomes.by_persona.items()
        if persona in (None, name)
    ]
    stranded = [
        [name, place, what, Amount(mass, "share")]
        for name, figure in outcomes.by_persona.items()
        if persona in (None, name)
        for place, what, mass in (
            *((step, say("leads nowhere"), mass) for step, mass in figure.dead_ends.items()),
            *((" <-> ".join(circle), say("goes round for ever"), mass) for circle, mass in figure.livelocks),
            *(((", ".join(figure.waits_at), say("waits for ever"), figure.waits),) if figure.waits else ()),
            *((step, say("its shares add up to less than 100%"), mass) for step, mass in figure.unaccounted.items()),
            *(
                (("-", say("the shares of the starts add up to less than 100%"), figure.beginless),)
                if figure.beginless
                else ()
            ),
        )
    ]
    tables = [
        spread_table(say("how journeys end"), kinds, personas),  # type: ignore[arg-type]
        Table(None, (say("persona"), say("part"), say("from helped to stranded")), bars),
        spread_table(
            say("at which end"),
            [(end, spread, "share") for end, spread in outcomes.ends.items()],
            personas,
            first=say("step"),
        ),
    ]
    if stranded:
        heads = (say("persona"), say("step"), say("why"), say("share"))
        tables.append(Table(say("who is stranded where"), heads, stranded))
    if not graph.topology.starts:
        return tables[:1]
    done = [[outcomes.by_persona[name].done[step] for name in personas] for step in graph.topology.ids]
    columns = [] if len(personas) > 1 and all(map(alike, done)) else personas
    visited = [
        [
            step,
            Amount(outcomes.done(step), "count"),
            *(Amount(outcomes.by_persona[name].done[step], "count") for name in columns),
        ]
        for step in graph.topology.ids
    ]
    heads_of_visits = (say("step"), say("everyone"), *columns)
    tables.append(Table(say("how often each step is done, per customer"), heads_of_visits, visited))
    return tables


def _uncoloured(look: TerminalStyle) -> TerminalStyle:
    return type(look)(look.language, colour=False, unicode=look.unicode)
