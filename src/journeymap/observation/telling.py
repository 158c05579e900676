"""What a log says of a blueprint, for people: what was read, how it fits, where it differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import plural, say
from journeymap.i18n.numbers import Amount, Minutes
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.i18n.messages import Message
    from journeymap.model.observation import Observation
    from journeymap.observation.mapping import Seen
    from journeymap.observation.reality import Arrow, Reality

_KINDS: Mapping[str, Message] = {
    "missing": say("left out"),
    "ad-hoc": say("not planned"),
    "repeated": say("again"),
    "out-of-order": say("out of order"),
    "broken-off": say("stopped there"),
    "again": say("the same step again"),
    "skips": say("skips steps"),
    "not drawn": say("no arrow"),
}
_LEFT_OUT: Mapping[str, Message] = {
    "no case": say("without a case"),
    "no activity": say("without an activity"),
    "no moment": say("without a moment that can be read"),
    "begun before": say("cases that began earlier"),
    "begun after": say("cases that began later"),
    "cases of no known activity": say("cases of which no activity is a step"),
}


def told(observation: Observation, found: Reality, seen: Seen) -> list[Table]:
    """Return what was read, what could not be mapped, how it fits, and where it differs, the worst first."""
    tables = [_read(observation), _unmapped(observation, seen), _fits(observation), _deviations(observation)]
    tables += [_stops(found), _choices(found), _unplanned(found), _times(found), _promises(found)]
    return [table for table in tables if table.rows or table.notes]


def _read(observation: Observation) -> Table:
    log = observation.log
    notes = [
        say(
            "{cases} with {events}, {since} to {until}",
            cases=plural("{count} case", "{count} cases", log.cases),
            events=plural("{count} event", "{count} events", log.events),
            since=(log.from_ or "")[:10], until=(log.until or "")[:10],
        )
    ]  # fmt: skip
    if log.ties:
        notes.append(
            plural("{count} event at the moment of another", "{count} events at the moment of another", log.ties)
        )
    notes += [say("{count} {what}", count=count, what=_LEFT_OUT[reason]) for reason, count in log.left_out.items()]
    return Table(say("what was read"), (), (), tuple(notes))


def _unmapped(observation: Observation, seen: Seen) -> Table:
    rows = [
        [activity, Amount(count, "count"), seen.likely.get(activity, "")]
        for activity, count in sorted(observation.unmapped.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    notes = []
    hidden = [step for step in observation.unseen if step not in seen.declared]
    if hidden:
        notes.append(say("no activity is found for: {steps}", steps=", ".join(hidden)))
    if rows or hidden:
        notes.append(
            say("say what a step is called in the log with `seen-as` on the step, or with --seen STEP=ACTIVITY")
        )
    heads = (say("activity"), say("events"), say("perhaps the step"))
    return Table(say("what is no step"), heads, rows, tuple(notes))


def _fits(observation: Observation) -> Table:
    fit = observation.fit
    if not fit.judged:
        return Table(say("as drawn"), (), (), (say("no case could be held against the blueprint"),))
    notes = [
        say(
            "{share} of {cases} went as drawn",
            share=Amount(fit.as_drawn / fit.judged, "share", digits=2),
            cases=plural("{count} case", "{count} cases", fit.judged),
        )
    ]
    if fit.not_judged:
        notes.append(
            plural("{count} case was too tangled to judge", "{count} cases were too tangled to judge", fit.not_judged)
        )
    if fit.began_before:
        notes.append(
            plural("{count} case began before the log", "{count} cases began before the log", fit.began_before)
        )
    return Table(say("as drawn"), (), (), tuple(notes))


def _deviations(observation: Observation) -> Table:
    judged = observation.fit.judged or 1
    rows = [
        [deviation.step or "-", _KINDS[deviation.kind], Amount(deviation.cases, "count"),
         Amount(deviation.cases / judged, "share", digits=2)]
        for deviation in observation.deviations
        if deviation.kind != "running"
    ]  # fmt: skip
    return Table(say("what went otherwise"), (say("step"), say("what"), say("cases"), say("share")), rows)


def _stops(found: Reality) -> Table:
    rows = [
        [stop.step, Amount(stop.n, "count"), Amount(stop.running, "count"),
         Amount(stop.part, "share", digits=2) if stop.settled else say("the log is too short to say")]
        for stop in found.stops
    ]  # fmt: skip
    heads = (say("step"), say("stopped"), say("still on the way"), say("never go on"))
    return Table(say("where they stop"), heads, rows)


def _interval(arrow: Arrow) -> object:
    if arrow.interval is None:
        return ""
    low, high = arrow.interval
    return say("{low} to {high}", low=Amount(low, "share", digits=2), high=Amount(high, "share", digits=2))


def _choices(found: Reality) -> Table:
    several = {
        arrow.source for arrow in found.arrows if sum(1 for other in found.arrows if other.source == arrow.source) > 1
    }
    rows = [
        [arrow.source, arrow.target, Amount(arrow.n, "count"), Amount(arrow.stated, "share", digits=2),
         Amount(arrow.seen, "share", digits=2), _interval(arrow),
         say("▲ more") if arrow.drift > 0 else say("▼ fewer") if arrow.drift < 0 else ""]
        for arrow in found.arrows
        if arrow.source in several
    ]  # fmt: skip
    heads = (say("step"), say("to"), say("customers"), say("stated"), say("seen"), say("between"), "")
    return Table(say("choices"), heads, rows)


def _unplanned(found: Reality) -> Table:
    rows = [
        [way.source, way.target, _KINDS[way.kind], Amount(way.n, "count"), Amount(way.part, "share", digits=2)]
        for way in found.unplanned
    ]
    heads = (say("step"), say("to"), say("what"), say("customers"), say("share"))
    return Table(say("ways that are not drawn"), heads, rows)


def _times(found: Reality) -> Table:
    rows = [
        [passed.source, passed.target, Amount(passed.n, "count"),
         Amount(passed.stated, "minutes"), Minutes(passed.p50), Minutes(passed.p90), Minutes(passed.mean)]
        for passed in found.times
    ]  # fmt: skip
    heads = (
        say("step"),
        say("to"),
        say("customers"),
        say("stated"),
        say("half within"),
        say("nine in ten within"),
        say("mean"),
    )
    return Table(say("times"), heads, rows)


def _promises(found: Reality) -> Table:
    rows = [
        [kept.step, Minutes(kept.promised), Amount(kept.n, "count"), Amount(kept.kept / kept.n, "share", digits=2)]
        for kept in found.promises
    ]
    return Table(say("promises"), (say("step"), say("promised"), say("customers"), say("kept")), rows)
