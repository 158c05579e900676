"""The plot of time: how much of it somebody works, the customer waits, or waits and is told nothing, and where."""

from __future__ import annotations

from math import fsum, isfinite
from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap.analyses import journey_time, outcomes
from journeymap.analyses.journey_time import Spent
from journeymap.charts import (
    Caption,
    Fill,
    Row,
    Scale,
    bars,
    keys_of,
)
from journeymap.figures import Figures
from journeymap.i18n.messages import Joined, Message, say
from journeymap.i18n.numbers import DAY, HOUR, MONTH, WEEK, YEAR, Amount
from journeymap.report.document import Chart
from journeymap.tables.per_persona import EVERYONE
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.drawing.shapes.primitives import Scene
    from journeymap.report.context import Context

MOST = 12
ACTIVE = Fill("solid", lambda theme: theme.work)
WAITING = Fill("hollow", lambda theme: theme.waiting)
HIDDEN = Fill("rising", lambda theme: theme.waiting)
LASTING = Fill("dashed", lambda theme: theme.neutral)
PARTS: tuple[tuple[Fill, Message], ...] = (
    (ACTIVE, say("someone is working on it")),
    (WAITING, say("waiting")),
    (HIDDEN, say("waiting without news")),
    (LASTING, say("it passes and nobody waits")),
)
_STEPS = (1, 2, 5, 10, 15, 30, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 12 * HOUR, DAY, 2 * DAY, 5 * DAY, WEEK, 2 * WEEK,
          MONTH, 2 * MONTH, 3 * MONTH, 6 * MONTH, YEAR, 2 * YEAR, 5 * YEAR)  # fmt: skip


def plot(context: Context) -> Chart | None:
    """Return the plot, without the steps of circles that nobody leaves; None where no time is stated."""
    result, graph = context.facts.of(journey_time.ANALYSIS), context.facts.graph
    ends = context.facts.of(outcomes.ANALYSIS).by_persona.values()
    circles = {step for end in ends for steps, _ in end.livelocks for step in steps}
    spent = {step: end for step, end in result.spent.items() if step not in circles and isfinite(end.total)}
    if not spent:
        return None
    figures = Figures(context.facts)
    whole = _whole(context, figures)
    phases: dict[str, Spent] = {}
    for step, end in spent.items():
        phase = graph.phases[step]
        before = phases.get(phase or "", Spent(0, 0, 0))
        phases[phase or ""] = Spent(*(mine + more for mine, more in zip(before, end, strict=True)))
    named = {name: phase.name or name for name, phase in graph.blueprint.phases.items()}
    by_phase = [(context.said(named[name]), phases[name]) for name in named if name in phases]
    longest = sorted(sorted(spent, key=lambda step: -spent[step].total)[:MOST], key=list(context.labels).index)
    by_step = [(context.labels[step], spent[step]) for step in longest]
    groups: list[tuple[Message, list[tuple[str, Spent]]]] = [(say("Per phase"), by_phase)]
    title = say("per step") if len(spent) <= MOST else say("the {count} steps that take longest", count=MOST)
    groups.append((title, by_step))
    scenes = [
        _scene(context, title, [_row(context, label, end) for label, end in rows])
        for title, rows in groups if len(rows) > (title.template == "Per phase")
    ]  # fmt: skip
    if whole:
        scenes.insert(0, _scene(context, say("The whole journey, of those who come to an end"), whole))
    lead: list[Message] = [
        say("Time on the calendar that an average customer spends, nights, weekends and returns to a step included.")
    ]
    if any(row.spread for row in whole):
        lead.append(
            say("The line below a bar reaches from where half of the journeys have ended to where nine in ten have.")
        )
    if circles:
        lead.append(say("Time in circles that nobody leaves is not in it: it has no end."))
    return Chart(
        "time",
        say("Where the time goes"),
        Joined(lead, " "),
        tuple(scenes),
        (_table(context, spent),),
        figures["time"].assumed,
    )


def _whole(context: Context, figures: Figures) -> list[Row]:
    """Return a bar for all customers and for each persona, each with the range in which journeys end."""
    rows = []
    personas = list(context.facts.graph.blueprint.personas)
    for who in (None, *(personas if len(personas) > 1 else ())):
        names = ("active", "waiting", "hidden-waiting", "lasting")
        parts = [figures[name].of(who) if name in figures else None for name in names]
        if not any(parts):
            continue
        row = _row(context, context.titled(EVERYONE) if who is None else context.persona(who),
                   Spent(*(part or 0.0 for part in parts)))  # fmt: skip
        half, most = figures["p50"].amount(who), figures["p90"].amount(who)
        if half.value is not None and most.value is not None:
            text = context.said(say("half within {half}, nine in ten within {most}", half=half, most=most))
            row = replace(row, spread=(half.value, most.value, text), told=f"{row.told}; {text}")
        rows.append(replace(row, strong=who is None))
    return rows


def _row(context: Context, label: str, spent: Spent) -> Row:
    return Row(
        label,
        [(look, value, "") for (look, _), value in zip(PARTS, spent, strict=True)],
        context.said(Amount(spent.total, "minutes")),
        told=f"{label}: {_words(context, spent)}",
    )


def _scene(context: Context, title: Message, rows: Sequence[Row]) -> Scene:
    text = "; ".join(row.told for row in rows)
    keys = keys_of([(look, context.said(words)) for look, words in PARTS], rows)
    caption = Caption(context.titled(title), text, context.language)
    most = max(max(fsum(value for _, value, _ in row.parts), row.spread[1] if row.spread else 0.0) for row in rows)
    return bars(caption, rows, keys, _scale(context, most), context.theme)


def _words(context: Context, spent: Spent) -> str:
    parts = [
        f"{context.said(words)}: {context.said(Amount(minutes, 'minutes', digits=2))}"
        for (_, words), minutes in zip(PARTS, spent, strict=True)
        if minutes
    ]
    return ", ".join(parts)


def _scale(context: Context, most: float) -> Scale:
    """Return a scale with three to six marks at times that are easy to picture."""
    step = next((step for step in _STEPS if most / step <= 5), most / 4)
    marks = range(int(most / step) + 1)
    return Scale(0, most, [(number * step, _mark(context, number * step, step)) for number in marks])


def _mark(context: Context, minutes: float, step: float) -> str:
    """Return a time on the scale in words; in whole months where the steps of the scale are."""
    if not minutes:
        return "0"
    if MONTH <= step < YEAR and step % MONTH == 0:
        months = round(minutes / MONTH)
        return context.said(Amount(months, "months"))
    return context.said(Amount(minutes, "minutes", digits=2))


def _table(context: Context, spent: Mapping[str, Spent]) -> Table:
    rows = [
        [context.step(name), *(Amount(part, "minutes") for part in spent[name]), Amount(spent[name].total, "minutes")]
        for name in context.labels
        if name in spent
    ]
    heads = (say("step"), *(words for _, words in PARTS), say("all"))
    return Table(say("time per step"), heads, rows)
