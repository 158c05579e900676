"""From a log to its record: two queries, and each different sequence of steps explained once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping  # noqa: TC003 - msgspec reads the types of a record
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from journeymap.i18n.messages import say
from journeymap.model.observation import FORMAT, Deviation, Fit, LogRead, Observation, Pair, Variant, Visits
from journeymap.numerics.alignment import Move, align
from journeymap.numerics.survival import incidence
from journeymap.observation.columns import LogNotReadError, columns
from journeymap.observation.engine import CASES, FIRST_SIGN, FLOW, MICRO, MOST_SYMBOLS, named, open_log, quoted, session
from journeymap.observation.mapping import Seen, mapped
from journeymap.observation.net import net_of, threads
from journeymap.observation.times import moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.graph import ServiceGraph, Topology
    from journeymap.numerics.alignment import Events, Net
    from journeymap.observation.times import DayOrder

COMPLETE = ("complete", "ate_abort", "pi_abort", "withdraw")
_OTHERS = ("schedule", "assign", "reassign", "start", "suspend", "resume", "autoskip", "manualskip")
_WHOLE_SHARE = 0.99
_MOST_EVENTS, _MOST_VARIANTS, _MOST_DURATIONS = 5_000_000, 50, 200
_LEAST_STEPS = 2


class Asked(Struct, frozen=True):
    """How a log is to be read: columns by role, activities by step, and what the command line says of it."""

    columns: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: str | None = None
    until: str | None = None
    zone: str | None = None
    days: DayOrder = None
    delimiter: str | None = None
    running: bool = True
    at_least: int = 5
    memory: str = "400MB"
    threads: int = 2


class Recorded(Struct, frozen=True):
    """The record of a log, which column was read as what, and the steps that activities were found to be."""

    observation: Observation
    columns: Mapping[str, str]
    seen: Seen


def record(path: str, graph: ServiceGraph, asked: Asked) -> Recorded:
    """Read a log and hold the blueprint against it; LogNotReadError where the log cannot be read or fits no steps."""
    with session(asked.memory, asked.threads) as database:
        names = open_log(database, path, asked.delimiter)
        roles = columns(names, asked.columns)
        left_out = _events(database, roles, asked)
        counted = dict(database.execute("select a, count(*) from events group by a order by a").fetchall())
        seen = mapped(graph.blueprint, counted, asked.seen)
        if len({step for steps in seen.steps.values() for step in steps}) < _LEAST_STEPS:
            raise LogNotReadError(
                say(
                    "fewer than two steps are found in the log; say what they are called there with `seen-as` on the "
                    "step or --seen STEP=ACTIVITY; the log has: {activities}",
                    activities=", ".join(list(counted)[:8]),
                )
            )
        symbols = [name for name in counted if name in seen.steps]
        if len(symbols) > MOST_SYMBOLS:
            raise LogNotReadError(say("the log has more than {count} activities", count=MOST_SYMBOLS), wrong_use=True)
        return Recorded(_observed(database, _Log(Path(path).name, counted, left_out), graph, asked, seen), roles, seen)


class _Log(Struct, frozen=True):
    """What a log is called, how often each activity stands in it, and what does not count, by reason."""

    name: str
    activities: Mapping[str, int]
    left_out: dict[str, int]


def _events(database: Any, roles: Mapping[str, str], asked: Asked) -> dict[str, int]:
    """Make the table of events that count, and return how many do not, by reason."""
    time = moment(database, roles["time"], zone=asked.zone, days=asked.days)
    order = f"coalesce(try_cast({named(roles['order'])} as bigint), 0)" if "order" in roles else "0"
    lifecycle = f"lower({named(roles['lifecycle'])})" if "lifecycle" in roles else "'complete'"
    if "lifecycle" in roles:
        known = ", ".join(map(quoted, (*COMPLETE, *_OTHERS)))
        strange = database.execute(f"select count(*) from raw where {lifecycle} not in ({known})").fetchone()[0]  # noqa: S608
        if strange:
            lifecycle = "'complete'"
    complete = ", ".join(map(quoted, COMPLETE))
    database.execute(
        f"""create table whole as select {named(roles["case"])} as c, {named(roles["activity"])} as a,
            {time} as t, cast({order} as bigint) as o from raw where {lifecycle} in ({complete})"""  # noqa: S608 - quoted
    )
    database.execute("drop table raw")
    counts = database.execute(
        """select count(*) filter (c is null), count(*) filter (c is not null and a is null),
                  count(*) filter (c is not null and a is not null and t is null) from whole"""
    ).fetchone()
    left_out = dict(zip(("no case", "no activity", "no moment"), counts, strict=True))
    database.execute(
        "create table events as select c, a, t, o from whole where c is not null and a is not null and t is not null"
    )
    database.execute("drop table whole")
    for reason, word, compared in (("begun before", asked.since, "<"), ("begun after", asked.until, ">")):
        if word is None:
            continue
        out = f"select c from events group by c having min(t) {compared} {_begin_of(database, word)}"  # noqa: S608
        left_out[reason] = database.execute(f"select count(*) from ({out}) as outside").fetchone()[0]  # noqa: S608
        database.execute(f"delete from events where c in ({out})")  # noqa: S608
    return {reason: count for reason, count in left_out.items() if count}


def _begin_of(database: Any, day: str) -> int:
    """Return the first moment of a day that was named on the command line."""
    begin = database.execute("select epoch_us(try_cast(? as timestamp))", [day]).fetchone()[0]
    if begin is None:
        raise LogNotReadError(say('"{text}" is not a date; write year-month-day', text=day), wrong_use=True)
    return int(begin)


def _observed(database: Any, log: _Log, graph: ServiceGraph, asked: Asked, seen: Seen) -> Observation:
    topology = graph.topology
    symbols = [name for name in log.activities if name in seen.steps]
    labels = [tuple(topology.index[step] for step in seen.steps[name]) for name in symbols]
    since, until = database.execute("select min(t), max(t) from events").fetchone()
    if asked.until is not None:
        until = max(until, _begin_of(database, asked.until))
    _visits(database, symbols, labels, threads(topology))
    flow = database.execute(FLOW.format(until=int(until))).fetchall()
    limits = _limits(flow, labels, topology) if asked.running else {}
    database.execute("create table limits (s integer, most bigint)")
    if limits:
        database.executemany("insert into limits values (?, ?)", sorted(limits.items()))
    leads = [cut for _, onward, cut, _ in flow if onward is not None]
    begun_by = since + min(max(leads, default=0), (until - since) // 4)
    variants = database.execute(CASES.format(until=int(until), since=int(begun_by))).fetchall()
    net = net_of(topology, labels)
    explained = _explained(net, variants, topology)
    cases, events, ties = database.execute(
        """select count(distinct c), count(*), sum(case when tied then 1 else 0 end) from
           (select c, t = lag(t) over (partition by c order by t) as tied from events) as moments"""
    ).fetchone()
    visits_cases = dict(database.execute("select s, count(distinct c) from visits group by s").fetchall())
    strangers = cases - database.execute("select count(distinct c) from visits").fetchone()[0]
    if strangers:
        log.left_out["cases of no known activity"] = strangers
    return Observation(
        journeymap="observation",
        format=FORMAT,
        log=LogRead(
            log.name, cases, events, _iso(database, since), _iso(database, until), int(ties or 0), log.left_out
        ),
        steps=tuple(topology.ids),
        mapping={name: seen.steps[name] for name in symbols},
        unmapped={name: log.activities[name] for name in seen.unmapped},
        unseen=seen.unseen,
        visits=explained.visits(topology, labels, visits_cases),
        pairs=tuple(_pairs(flow, labels, topology, limits)),
        deviations=explained.deviations(topology),
        fit=explained.fit(net),
        ends={topology.ids[step]: count for step, count in sorted(explained.ends.items())},
        variants=explained.variants(topology, asked.at_least),
    )


def _iso(database: Any, moment_: int) -> str:
    text: str = database.execute("select strftime(make_timestamp(?), '%Y-%m-%dT%H:%M:%SZ')", [moment_]).fetchone()[0]
    return text


def _visits(database: Any, symbols: Sequence[str], labels: Sequence[tuple[int, ...]], lines: Sequence[int]) -> None:
    """Make the table of visits: an activity that means something, in its line; several of one step in a row are one."""
    database.execute("create table symbols (a varchar, s integer, step integer, thread integer)")
    database.executemany(
        "insert into symbols values (?, ?, ?, ?)",
        [
            (name, number, label[0] if len(label) == 1 else -1 - number, lines[label[0]])
            for number, (name, label) in enumerate(zip(symbols, labels, strict=True))
        ],
    )
    database.execute(
        """create table visits as select c, t, o, s, thread from (
             select c, t, o, s, step, thread,
                    lag(step) over journey as step_before, lag(s) over journey as s_before
             from events join symbols on events.a = symbols.a
             window journey as (partition by c, thread order by t, o, s)
           ) as followed where step_before is null or step_before <> step or s_before = s"""
    )


def _limits(flow: Sequence[tuple[Any, ...]], labels: Sequence[tuple[int, ...]], topology: Topology) -> dict[int, int]:
    """Return per activity how long a journey may still come on: when 99 % of those that did had gone on."""
    exits: dict[int, list[tuple[float, str | None, int]]] = defaultdict(list)
    for symbol, onward, cut, count in flow:
        exits[symbol].append((cut, None if onward is None else "on", count))
    limits = {}
    for symbol, seen in exits.items():
        if all(not topology.successors[step] for step in labels[symbol]):
            continue
        most = incidence(seen).quantile("on", _WHOLE_SHARE)
        if most is not None:
            limits[symbol] = int(most)
    return limits


def _pairs(
    flow: Sequence[tuple[Any, ...]], labels: Sequence[tuple[int, ...]], topology: Topology, limits: Mapping[int, int]
) -> list[Pair]:
    pairs: dict[tuple[int, int | None], Counter[int]] = defaultdict(Counter)
    running: Counter[tuple[int, int | None]] = Counter()
    for symbol, onward, cut, count in flow:
        source, target = _resolved(labels[symbol], None if onward is None else labels[onward], topology)
        pairs[source, target][cut // MICRO] += count
        if target is None and cut <= limits.get(symbol, -1):
            running[source, target] += count
    order = sorted(pairs, key=lambda pair: (pair[0], -1 if pair[1] is None else pair[1]))
    return [
        Pair(
            topology.ids[source],
            None if target is None else topology.ids[target],
            sum(pairs[source, target].values()),
            running[source, target],
            _merged(pairs[source, target]),
        )
        for source, target in order
    ]


def _resolved(label: tuple[int, ...], onward: tuple[int, ...] | None, topology: Topology) -> tuple[int, int | None]:
    """Return the steps that follow each other; of an activity of several steps the ones that a way connects."""
    if onward is None:
        return label[0], None
    drawn = [(source, target) for source in label for target in onward if target in topology.successors[source]]
    return drawn[0] if drawn else (label[0], onward[0])


def _merged(durations: Counter[int]) -> tuple[tuple[int, int], ...]:
    """Return durations and how often, at most so many: neighbours that together are a small part become the longest."""
    ordered = sorted(durations.items())
    if len(ordered) <= _MOST_DURATIONS:
        return tuple(ordered)
    part = sum(durations.values()) / _MOST_DURATIONS
    merged: list[tuple[int, int]] = []
    held = 0
    for seconds, count in ordered:
        held += count
        if held >= part:
            merged.append((seconds, held))
            held = 0
    return (*merged, (ordered[-1][0], held)) if held else tuple(merged)


class _Explained(Struct):
    """What the explanations of all different sequences add up to."""

    kinds: Counter[tuple[Move, int]] = field(default_factory=Counter)
    in_cases: Counter[tuple[Move, int]] = field(default_factory=Counter)
    ends: Counter[int] = field(default_factory=Counter)
    first: Counter[int] = field(default_factory=Counter)
    last: Counter[int] = field(default_factory=Counter)
    taken: Counter[int] = field(default_factory=Counter)
    paths: Counter[tuple[int, ...]] = field(default_factory=Counter)
    judged: int = 0
    as_drawn: int = 0
    cost: int = 0
    events: int = 0
    not_judged: int = 0
    began_before: int = 0

    def fit(self, net: Net) -> Fit:
        """Return how the journeys fit."""
        worst = self.events + self.judged * (net.shortest or 0)
        return Fit(self.judged, self.as_drawn, self.cost, worst, self.not_judged, self.began_before)

    def deviations(self, topology: Topology) -> tuple[Deviation, ...]:
        """Return all kinds of deviations by step, those of most cases first."""
        order = sorted(self.kinds, key=lambda key: (-self.in_cases[key], key[0], key[1]))
        return tuple(
            Deviation(
                move.value, topology.ids[step] if step >= 0 else None, self.kinds[move, step], self.in_cases[move, step]
            )
            for move, step in order
        )  # fmt: skip

    def visits(
        self, topology: Topology, labels: Sequence[tuple[int, ...]], cases: Mapping[int, int]
    ) -> dict[str, Visits]:
        """Return the visits to each step that left any."""
        by_step: Counter[int] = Counter()
        for symbol, count in cases.items():
            if len(labels[symbol]) == 1:
                by_step[labels[symbol][0]] += count
        return {
            topology.ids[step]: Visits(
                self.taken[step], min(self.taken[step], by_step.get(step, self.taken[step])),
                self.first[step], self.last[step],
            )
            for step in sorted(self.taken)
        }  # fmt: skip

    def variants(self, topology: Topology, at_least: int) -> tuple[Variant, ...]:
        """Return the sequences that most took, none that fewer than `at_least` did."""
        order = sorted(self.paths, key=lambda path: (-self.paths[path], path))
        return tuple(
            Variant(_ids(topology, path), self.paths[path])
            for path in order[:_MOST_VARIANTS]
            if self.paths[path] >= at_least
        )


def _ids(topology: Topology, path: tuple[int, ...]) -> tuple[str, ...]:
    """Return the ids of the steps of a path."""
    return tuple(topology.ids[step] for step in path)


def _explained(net: Net, variants: Sequence[tuple[str, bool, bool, int]], topology: Topology) -> _Explained:
    total = _Explained()
    room = _MOST_EVENTS
    starts = set(topology.starts)
    for variant, running, before, count in sorted(variants, key=lambda row: (-row[3], row[0], row[1], row[2])):
        events: Events = tuple(
            tuple(ord(sign) - FIRST_SIGN for sign in moment_) for moment_ in variant.split(" ") if moment_
        )
        flat = [event for moment_ in events for event in moment_]
        if before and starts.isdisjoint(net.labels[flat[0]]):
            total.began_before += count
            continue
        room -= len(flat)
        aligned = align(net, events, running=running) if room >= 0 else None
        if aligned is None:
            total.not_judged += count
            continue
        total.judged += count
        total.as_drawn += count if not aligned.cost else 0
        total.cost += count * aligned.cost
        total.events += count * len(flat)
        path = []
        for (move, step), times in Counter(aligned.moves).items():
            if move is Move.ENDED:
                total.ends[step] += count
            elif move not in (Move.DRAWN, Move.UNSEEN):
                total.kinds[move, step] += count * times
                total.in_cases[move, step] += count
        for move, step in aligned.moves:
            if move in (Move.DRAWN, Move.AD_HOC, Move.REPEATED, Move.OUT_OF_ORDER):
                path.append(step)
        total.taken.update({step: count * times for step, times in Counter(path).items()})
        total.first[path[0]] += count
        total.last[path[-1]] += count
        total.paths[tuple(path)] += count
    return total
