"""What each persona wants, expects, gets and gives up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.vocabulary import NOT_STATED
from journeymap.tables.per_persona import (
    assumed,
    shown_personas,
    spread_table,
    way,
)
from journeymap.terminal.charts import sparkline
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from journeymap.analyses.gaps import Gaps
    from journeymap.graph import ServiceGraph
    from journeymap.terminal.charts import TerminalStyle


def view(gaps: Gaps, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:
    """Return the gaps over the whole journey, along the likeliest way, per phase and per step."""
    personas = shown_personas(graph, persona)
    rows = [
        (say("given up: wanted exactly less what is settled for"), gaps.sacrifice, "points"),
        (say("given up over the whole journey"), gaps.total_sacrifice, "points"),
        (say("perceived less expected"), gaps.satisfaction, "points"),
        (say("peak-end of the emotion"), gaps.peak_end, "emotion"),
    ]
    scale = say("ratings run from {scale}", scale=graph.blueprint.scale)
    tables = [spread_table(say("gaps of the whole journey"), rows, personas, notes=[scale])]  # type: ignore[arg-type]
    shown = [name for name in gaps.by_persona if persona in (None, name)]
    tables.append(_feelings(gaps, shown, look))
    tables.append(_phases(gaps, graph, shown))
    tables.append(_steps(gaps, shown))
    return [table for table in tables if table.rows]


def _feelings(gaps: Gaps, personas: list[str], look: TerminalStyle) -> Table:
    rows = []
    for name in personas:
        figure = gaps.by_persona[name]
        felt = [gaps.steps[step][name].emotion for step in figure.path if name in gaps.steps.get(step, {})]
        stated = [value for value in felt if value is not None]
        if stated:
            low = figure.lowest
            rows.append([
                name,
                sparkline(stated, 20, look),
                NOT_STATED if low is None else say("{step} {value}", step=low[0], value=Amount(low[1], "emotion")),
                Amount(figure.mean_emotion, "emotion"),
                way(figure.path),
            ])  # fmt: skip
    heads = (say("persona"), say("feeling"), say("lowest"), say("mean"), say("along the likeliest way"))
    return Table(say("feeling along the way, from -2 to 2"), heads, rows)


def _phases(gaps: Gaps, graph: ServiceGraph, personas: list[str]) -> Table:
    names = graph.blueprint.phases
    rows = [
        [names[phase].name or phase, name, Amount(sums.satisfaction, "points"), Amount(sums.sacrifice, "points"),
         Amount(sums.rated, "count")]
        for phase, by_persona in gaps.phases.items()
        for name, sums in by_persona.items() if name in personas
    ]  # fmt: skip
    heads = (say("phase"), say("persona"), say("perceived less expected"), say("given up"), say("steps rated"))
    return Table(say("per phase"), heads, rows)


def _steps(gaps: Gaps, personas: list[str]) -> Table:
    rows = [
        [step, name, Amount(gap.desired, "points"), Amount(gap.expected, "points"), Amount(gap.perceived, "points"),
         Amount(gap.sacrifice, "points"), Amount(gap.opportunity, "points"), Amount(gap.emotion, "emotion"),
         assumed(gap.basis.assumed_share)]
        for step, by_persona in gaps.steps.items()
        for name, gap in by_persona.items() if name in personas
    ]  # fmt: skip
    heads = (say("step"), say("persona"), say("wanted"), say("expected"), say("perceived"), say("given up"),
             say("opportunity"), say("emotion"), say("assumed"))  # fmt: skip
    return Table(say("per step"), heads, rows)
