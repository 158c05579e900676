"""How long it takes, and how much of it is waiting that nobody explains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import Message, say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.vocabulary import YES_NO, outcome
from journeymap.tables.per_persona import assumed, shown_personas, spread_table
from journeymap.terminal.charts import TerminalStyle, bar
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from journeymap.analyses.journey_time import JourneyTime
    from journeymap.graph import ServiceGraph
    from journeymap.numerics.simulation import Estimate


def view(journey_time: JourneyTime, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:
    """Return the time of the journey, how it is spread, and the time of each step and arrow."""
    personas = shown_personas(graph, persona)
    rows = [
        (say("total time"), journey_time.total, "minutes"),
        (say("of journeys that end"), journey_time.finished, "minutes"),
        (say("of which active"), journey_time.active, "minutes"),
        (say("of which waiting"), journey_time.waiting, "minutes"),
        (say("of which waiting without a word"), journey_time.hidden, "minutes"),
        (say("of which passing, nobody waits"), journey_time.lasting, "minutes"),
        (say("work that is done for the customer"), journey_time.work, "work"),
    ]
    notes = [] if journey_time.exact else [
        say("some steps wait for work beside the path: what is waited there was simulated, ±{error} on average",
            error=Amount(journey_time.error, "minutes"))
    ]  # fmt: skip
    tables = [spread_table(say("time on average"), rows, personas, notes=notes)]  # type: ignore[arg-type]
    plain = TerminalStyle(look.language, unicode=look.unicode)
    split = [
        [name, bar([getattr(figure, part) or 0.0 for part in ("active", "waiting", "hidden", "lasting")], 24, plain),
         *(Amount(figure.given.get(kind), "minutes") for kind in ("helped", "refused", "gave-up", "transferred"))]
        for name, figure in journey_time.by_persona.items() if persona in (None, name) and figure.finished is not None
    ]  # fmt: skip
    if split:
        ends = [outcome(kind) for kind in ("helped", "refused", "gave-up", "transferred")]
        heads = (say("persona"), say("active, waiting, without a word, passing"), *ends)
        tables.append(Table(say("time, given how it ends"), heads, split))
    tables += [_simulated(journey_time, personas), _steps(journey_time), _ways(journey_time)]
    return [table for table in tables if table.rows]


def _simulated(journey_time: JourneyTime, personas: list[str]) -> Table:
    rows: list[list[object]] = []
    for who in (None, *personas):
        times = journey_time.simulated(who)
        if times is not None and times.finished:
            estimates = (times.mean, times.p50, times.p90)
            rows.append([
                say("everyone") if who is None else who,
                Amount(times.journeys, "count", digits=9),
                Amount(times.finished, "count", digits=9),
                *(_with_error(estimate) for estimate in estimates),
            ])  # fmt: skip
    heads = (say("persona"), say("simulated"), say("ended"), say("mean"), say("half within"), say("nine in ten within"))
    return Table(say("simulated journeys, with their standard errors"), heads, rows)


def _with_error(estimate: Estimate | None) -> Message:
    if estimate is None:
        return say("not known")
    error = Amount(estimate.standard_error, "minutes")
    return say("{figure} ±{error}", figure=Amount(estimate.value, "minutes"), error=error)


def _steps(journey_time: JourneyTime) -> Table:
    rows = [
        [name, Amount(step.wait, "minutes"), Amount(step.takes, "minutes"), Amount(step.promise, "minutes"),
         Amount(step.tolerance, "minutes"), YES_NO[step.untold], assumed(step.basis.assumed_share)]
        for name, step in journey_time.steps.items()
    ]  # fmt: skip
    heads = (
        say("step"),
        say("wait"),
        say("takes"),
        say("promised"),
        say("tolerated"),
        say("nothing told"),
        say("assumed"),
    )
    return Table(say("time per step"), heads, rows)


def _ways(journey_time: JourneyTime) -> Table:
    rows = [
        [f"{way.source} -> {way.target}", Amount(way.mean, "minutes"), YES_NO[bool(way.silent)]]
        for way in journey_time.ways
    ]
    return Table(say("waits on the way"), (say("from, to"), say("wait"), say("nothing told")), rows)
