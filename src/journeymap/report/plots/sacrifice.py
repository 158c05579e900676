"""The plot of sacrifice: step by step, what each persona wanted exactly less what it settles for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses import gaps
from journeymap.charts import (
    Caption,
    DotRow,
    Scale,
    dots,
)
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.report.document import Chart
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from journeymap.analyses.gaps import Gaps
    from journeymap.drawing.shapes.primitives import Scene
    from journeymap.report.context import Context

MOST = 14
HIGH = 0.25
"""The part of the scale from which being content is being content for want of better."""


def plot(context: Context) -> Chart | None:
    """Return the plot, per step and per phase; None where no sacrifice is stated."""
    result = context.facts.of(gaps.ANALYSIS)
    given = {
        step: {name: gap.sacrifice for name, gap in by_persona.items() if gap.sacrifice is not None and gap.visits > 0}
        for step, by_persona in result.steps.items()
    }
    given = {step: by_persona for step, by_persona in given.items() if by_persona}
    if not given:
        return None
    worst = sorted(given, key=lambda step: -max(given[step].values()))[:MOST]
    steps = [step for step in context.labels if step in worst]
    title = say("per step") if len(given) <= MOST else say("the {count} steps where most is given up", count=MOST)
    scenes = [_scene(context, result, title, {context.labels[step]: given[step] for step in steps})]
    phases = {
        context.said(context.facts.graph.blueprint.phases[phase].name or phase): {
            name: sums.sacrifice for name, sums in by_persona.items() if sums.sacrifice is not None
        }
        for phase, by_persona in result.phases.items()
    }
    phases = {phase: by_persona for phase, by_persona in phases.items() if by_persona}
    if len(phases) > 1:
        scenes.append(_scene(context, result, say("Per phase"), phases))
    everyone = [[context.step(step), *(Amount(given[step].get(name), "points") for name in result.by_persona)]
                for step in context.labels if step in given]  # fmt: skip
    heads = (say("step"), *map(context.persona, result.by_persona))
    return Chart(
        "sacrifice",
        say("What is given up"),
        say(
            "What a persona wanted exactly, less what it settles for, in points of {scale}. A line joins the persona "
            "that gives up least and the one that gives up most: no average customer stands for both.",
            scale=Amount(result.scale, "count"),
        ),
        tuple(scenes),
        (Table(say("given up per step"), heads, everyone),),
        result.sacrifice.basis.assumed_share,
    )


def _scene(context: Context, result: Gaps, title: object, rows: dict[str, dict[str, float]]) -> Scene:
    names = list(result.by_persona)
    low = min(0.0, *(value for by_persona in rows.values() for value in by_persona.values()))
    marks = sorted({low, 0.0, *(result.scale * part / 4 for part in range(5))})
    scale = Scale(low, result.scale, [(value, context.said(Amount(value, "points"))) for value in marks])
    drawn = [
        DotRow(label, [(names.index(name), value, context.said(Amount(value, "points", digits=2)))
                       for name, value in by_persona.items()])
        for label, by_persona in rows.items()
    ]  # fmt: skip
    series = [context.persona(name) for name in names]
    text = "; ".join(
        f"{row.label}: {', '.join(f'{series[number]} {words}' for number, _, words in row.marks)}" for row in drawn
    )
    caption = Caption(context.titled(title), text, context.language)
    limit = (HIGH * result.scale, context.said(say("from here on: content for want of better")))
    return dots(caption, drawn, series, scale, context.theme, limit=limit)
