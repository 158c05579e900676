"""The plot of time: how much of it somebody works, the customer waits, or waits and is told nothing, and where."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from journeymap.analyses import journey_time, outcomes
from journeymap.analyses.journey_time import Spent
from journeymap.model.quantities import DAY, HOUR, MONTH, WEEK, YEAR
from journeymap.plotting import Caption, Look, Row, Scale, bars, keys_of
from journeymap.summaries.table import Table
from journeymap.summaries.telling import Plot
from journeymap.summaries.wording import Amount, Joined
from journeymap.words import Message, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.drawing.primitives import Scene
    from journeymap.summaries.telling import Telling

MOST = 12
ACTIVE = Look("solid", lambda theme: theme.work)
WAITING = Look("hollow", lambda theme: theme.waiting)
HIDDEN = Look("rising", lambda theme: theme.waiting)
PARTS: tuple[tuple[Look, Message], ...] = (
    (ACTIVE, say("somebody works for him")),
    (WAITING, say("he waits")),
    (HIDDEN, say("he waits and is told nothing")),
)
_STEPS = (1, 2, 5, 10, 15, 30, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 12 * HOUR, DAY, 2 * DAY, 5 * DAY, WEEK, 2 * WEEK,
          MONTH, 2 * MONTH, 3 * MONTH, 6 * MONTH, YEAR, 2 * YEAR, 5 * YEAR)  # fmt: skip


def plot(telling: Telling) -> Plot | None:
    """Return the plot, without the steps of circles that nobody leaves; None where no time is stated."""
    found, graph = telling.facts.of(journey_time.ANALYSIS), telling.facts.graph
    ends = telling.facts.of(outcomes.ANALYSIS).by_persona.values()
    circles = {step for one in ends for steps, _ in one.livelocks for step in steps}
    spent = {step: one for step, one in found.spent.items() if step not in circles and isfinite(one.total)}
    if not spent:
        return None
    personas = [(telling.persona(name), one) for name, one in found.by_persona.items() if one.finished]
    whole = [(label, Spent(one.active or 0.0, one.waiting or 0.0, one.hidden or 0.0)) for label, one in personas]
    phases: dict[str, Spent] = {}
    for step, one in spent.items():
        phase = graph.phases[step]
        before = phases.get(phase or "", Spent(0, 0, 0))
        phases[phase or ""] = Spent(*(mine + more for mine, more in zip(before, one, strict=True)))
    named = {name: phase.name or name for name, phase in graph.blueprint.phases.items()}
    by_phase = [(telling.said(named[name]), phases[name]) for name in named if name in phases]
    longest = sorted(sorted(spent, key=lambda step: -spent[step].total)[:MOST], key=list(telling.labels).index)
    by_step = [(telling.labels[step], spent[step]) for step in longest]
    groups = [(say("The whole journey, of those who come to an end"), whole), (say("Per phase"), by_phase)]
    title = say("per step") if len(spent) <= MOST else say("the {count} steps that take longest", count=MOST)
    groups.append((title, by_step))
    scenes = tuple(
        _scene(telling, title, rows) for title, rows in groups if len(rows) > (title.template == "Per phase")
    )
    lead = [
        say("Time on the calendar that an average customer spends, nights, weekends and returns to a step included.")
    ]
    if circles:
        lead.append(say("Time in circles that nobody leaves is not in it: it has no end."))
    return Plot(
        "time",
        say("Where the time goes"),
        Joined(lead, " "),
        scenes,
        (_table(telling, spent),),
    )


def _scene(telling: Telling, title: Message, rows: Sequence[tuple[str, Spent]]) -> Scene:
    drawn = [
        Row(
            label,
            [(look, value, "") for (look, _), value in zip(PARTS, spent, strict=True)],
            telling.said(Amount(spent.total, "minutes", digits=2)),
            told=f"{label}: {_words(telling, spent)}",
        )
        for label, spent in rows
    ]
    told = "; ".join(row.told for row in drawn)
    keys = keys_of([(look, telling.said(words)) for look, words in PARTS], drawn)
    caption = Caption(telling.titled(title), told, telling.language)
    return bars(caption, drawn, keys, _scale(telling, max(spent.total for _, spent in rows)), telling.theme)


def _words(telling: Telling, spent: Spent) -> str:
    parts = [
        f"{telling.said(words)}: {telling.said(Amount(minutes, 'minutes', digits=2))}"
        for (_, words), minutes in zip(PARTS, spent, strict=True)
        if minutes
    ]
    return ", ".join(parts)


def _scale(telling: Telling, most: float) -> Scale:
    """Return a scale with three to six marks at times that are easy to picture."""
    step = next((step for step in _STEPS if most / step <= 5), most / 4)
    marks = range(int(most / step) + 1)
    return Scale(0, most, [(number * step, _mark(telling, number * step, step)) for number in marks])


def _mark(telling: Telling, minutes: float, step: float) -> str:
    """Return a time on the scale in words; in whole months where the steps of the scale are."""
    if not minutes:
        return "0"
    if MONTH <= step < YEAR and step % MONTH == 0:
        months = round(minutes / MONTH)
        return telling.said(say("1 month") if months == 1 else say("{count} months", count=months))
    return telling.said(Amount(minutes, "minutes", digits=2))


def _table(telling: Telling, spent: Mapping[str, Spent]) -> Table:
    rows = [
        [telling.step(name), *(Amount(part, "minutes") for part in spent[name]), Amount(spent[name].total, "minutes")]
        for name in telling.labels
        if name in spent
    ]
    heads = (say("step"), *(words for _, words in PARTS), say("all"))
    return Table(say("time per step"), heads, rows)
