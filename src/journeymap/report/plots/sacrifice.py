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
from journeymap.i18n.amounts import Amount
from journeymap.i18n.messages import say
from journeymap.report.context import Plot
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from journeymap.analyses.gaps import Gaps
    from journeymap.drawing.shapes.primitives import Scene
    from journeymap.report.context import Telling

MOST = 14
HIGH = 0.25
"""The part of the scale from which being content is being content for want of better."""


def plot(telling: Telling) -> Plot | None:
    """Return the plot, per step and per phase; None where no sacrifice is stated."""
    found = telling.facts.of(gaps.ANALYSIS)
    given = {
        step: {name: gap.sacrifice for name, gap in by_persona.items() if gap.sacrifice is not None and gap.visits > 0}
        for step, by_persona in found.steps.items()
    }
    given = {step: by_persona for step, by_persona in given.items() if by_persona}
    if not given:
        return None
    worst = sorted(given, key=lambda step: -max(given[step].values()))[:MOST]
    steps = [step for step in telling.labels if step in worst]
    title = say("per step") if len(given) <= MOST else say("the {count} steps where most is given up", count=MOST)
    scenes = [_scene(telling, found, title, {telling.labels[step]: given[step] for step in steps})]
    phases = {
        telling.said(telling.facts.graph.blueprint.phases[phase].name or phase): {
            name: sums.sacrifice for name, sums in by_persona.items() if sums.sacrifice is not None
        }
        for phase, by_persona in found.phases.items()
    }
    phases = {phase: by_persona for phase, by_persona in phases.items() if by_persona}
    if len(phases) > 1:
        scenes.append(_scene(telling, found, say("Per phase"), phases))
    everyone = [[telling.step(step), *(Amount(given[step].get(name), "points") for name in found.by_persona)]
                for step in telling.labels if step in given]  # fmt: skip
    heads = (say("step"), *map(telling.persona, found.by_persona))
    return Plot(
        "sacrifice",
        say("What is given up"),
        say(
            "What a persona wanted exactly, less what it settles for, in points of {scale}. A line joins the persona "
            "that gives up least and the one that gives up most: no average customer stands for both.",
            scale=Amount(found.scale, "count"),
        ),
        tuple(scenes),
        (Table(say("given up per step"), heads, everyone),),
        found.sacrifice.basis.assumed_share,
    )


def _scene(telling: Telling, found: Gaps, title: object, rows: dict[str, dict[str, float]]) -> Scene:
    names = list(found.by_persona)
    low = min(0.0, *(value for by_persona in rows.values() for value in by_persona.values()))
    marks = sorted({low, 0.0, *(found.scale * part / 4 for part in range(5))})
    scale = Scale(low, found.scale, [(value, telling.said(Amount(value, "points"))) for value in marks])
    drawn = [
        DotRow(label, [(names.index(name), value, telling.said(Amount(value, "points", digits=2)))
                       for name, value in by_persona.items()])
        for label, by_persona in rows.items()
    ]  # fmt: skip
    series = [telling.persona(name) for name in names]
    told = "; ".join(
        f"{row.label}: {', '.join(f'{series[number]} {said}' for number, _, said in row.marks)}" for row in drawn
    )
    caption = Caption(telling.titled(title), told, telling.language)
    limit = (HIGH * found.scale, telling.said(say("from here on: content for want of better")))
    return dots(caption, drawn, series, scale, telling.theme, limit=limit)
