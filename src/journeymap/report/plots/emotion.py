"""The plot of feelings: for each persona the line of its emotions along its way."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from journeymap.analyses import gaps
from journeymap.charts import Caption, EmotionPoint, feelings
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.vocabulary import NOT_STATED
from journeymap.report.document import Chart
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.analyses.gaps import Gaps, PersonaGaps
    from journeymap.drawing.shapes.primitives import Scene
    from journeymap.report.context import Context

MOST_NAMED = 40
"""Above so many steps nobody looks a number up below the plot: the table has them."""


def plot(context: Context) -> Chart | None:
    """Return the plot, a drawing per persona; None where no emotion is stated."""
    result = context.facts.of(gaps.ANALYSIS)
    felt = {
        step
        for step, by_persona in result.steps.items()
        if any(gap.emotion is not None and gap.visits > 0 for gap in by_persona.values())
    }
    order = [step for step in context.labels if step in felt]
    scenes = [scene for name in result.by_persona if (scene := _scene(context, result, name, order)) is not None]
    if not scenes:
        return None
    return Chart(
        "feelings",
        say("How it feels along the way"),
        say("Each line is the likeliest way of a persona, thin where it passes steps without a feeling; faces with a "
            "dashed line below them are off that way. The numbers are those of the steps."),
        tuple(scenes),
        (_table(context, result, order),),
        context.facts.graph.basis(None, "ratings").assumed_share,
        [context.step(step) for step in order] if len(order) <= MOST_NAMED else (),
    )  # fmt: skip


def _scene(context: Context, result: Gaps, persona: str, order: Sequence[str]) -> Scene | None:
    graph, path = context.facts.graph, result.by_persona[persona].path
    felt = [step for step in path if (gap := result.steps.get(step, {}).get(persona)) and gap.emotion is not None]
    after_gap = {step for before, step in pairwise(felt) if path.index(step) > path.index(before) + 1}
    labels = _labels(context, result.by_persona[persona])
    moments = []
    for place, step in enumerate(order):
        gap = result.steps[step].get(persona)
        if gap is None or gap.emotion is None or gap.visits <= 0:
            continue
        number, _, _ = context.labels[step].partition(".")
        words = f"{context.labels[step]}: {context.said(Amount(gap.emotion, 'emotion'))}"
        moments.append(
            EmotionPoint(place, number, gap.emotion, words, step in path, step in after_gap, labels.get(step, ""))
        )
    if not moments:
        return None
    names = graph.blueprint.phases
    phases, start = [], 0
    for phase, steps in groupby(order, key=lambda step: graph.phases[step]):
        count = len(list(steps))
        phases.append((start, start + count - 1, context.said(names[phase].name or phase) if phase else ""))
        start += count
    figure = result.by_persona[persona]
    name = context.persona(persona)
    text = "; ".join(moment.said for moment in moments)
    mean = (
        ""
        if figure.mean_emotion is None
        else f" ({context.said(say('mean {mean}', mean=Amount(figure.mean_emotion, 'emotion', digits=2)))})"
    )
    ends = (context.said(say("very good")), context.said(say("very bad")))
    caption = Caption(name + mean, text, context.language)
    return feelings(caption, moments, len(order), phases, context.theme, ends=ends)


def _labels(context: Context, figure: PersonaGaps) -> dict[str, str]:
    """Return what stands beside the lowest feeling on the way, if it is bad, and beside the last."""
    labels: dict[str, str] = {}
    if figure.lowest is not None and figure.lowest[1] < 0:
        step, value = figure.lowest
        labels[step] = context.said(say("lowest {value}", value=Amount(value, "emotion")))
    if figure.last is not None:
        step, value = figure.last
        labels[step] = context.said(say("end {value}", value=Amount(value, "emotion")))
    return labels


def _table(context: Context, result: Gaps, order: Sequence[str]) -> Table:
    rows = []
    for step in order:
        by_persona = result.steps[step]
        felt = [by_persona[name].emotion if name in by_persona else None for name in result.by_persona]
        rows.append(
            [context.step(step), *(NOT_STATED if value is None else Amount(value, "emotion") for value in felt)]
        )
    return Table(say("emotion per step, from -2 to 2"), (say("step"), *map(context.persona, result.by_persona)), rows)
