"""What a record says of a blueprint: the share of each arrow, where journeys stop, how long it takes.

A share is the cumulative incidence of its arrow among the exits that are drawn (Aalen and Johansen 1978), so that
journeys that still run count for as long as they were seen. Its interval is Wilson's, of the cases that came to the
step. What is stated drifted where the score test says so, together with all other arrows of the file (Holm 1979), and
it is at least five points.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from journeymap.graph import EVERYONE
from journeymap.numerics.components import search
from journeymap.numerics.proportions import holm, score, two_sided, wilson
from journeymap.numerics.survival import incidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.graph import ServiceGraph, Topology
    from journeymap.model.observation import Observation, Pair
    from journeymap.numerics.survival import Incidence

POINTS, ENOUGH = 0.05, 30
"""The least difference of a share that is told, and the fewest cases on which anything is judged."""
_MOST_WAYS = 64
_UNSETTLED = 0.25
Followed = Literal["again", "skips", "not drawn"]


class Arrow(Struct, frozen=True):
    """A drawn way: how many took it, the share that is stated (None where none is) and the one that was seen.

    `interval` is that of the seen share, None where nobody came. `inferred` tells that steps without events lie on it,
    so that the numbers are divided as the file says. `drift` is 1 where more went this way than is stated, -1 where
    fewer did, 0 where it may be chance or is too little to tell of.
    """

    source: str
    target: str
    n: int
    stated: float | None
    seen: float | None
    interval: tuple[float, float] | None
    inferred: bool
    drift: int


class Unplanned(Struct, frozen=True):
    """What followed a step though no arrow leads there: the same step again, over steps in between, or anything else.

    `part` is that of all that followed the step.
    """

    source: str
    target: str
    kind: Followed
    n: int
    part: float


class Stop(Struct, frozen=True):
    """Journeys that stopped at a step that is no end: how many, and the part that never goes on.

    `running` may still go on. `settled` is whether the log is long enough to say so.
    """

    step: str
    n: int
    running: int
    part: float
    settled: bool


class Passed(Struct, frozen=True):
    """How long it took from one step to the next, in minutes, beside what is stated; None where nothing is."""

    source: str
    target: str
    n: int
    stated: float | None
    p50: float
    p90: float
    mean: float


class Kept(Struct, frozen=True):
    """How often a promise was kept: the time promised, in minutes, how often it was to be, and was."""

    step: str
    promised: float
    n: int
    kept: int
    interval: tuple[float, float]


class Reality(Struct, frozen=True):
    """All of it, in the order of the file."""

    arrows: tuple[Arrow, ...]
    unplanned: tuple[Unplanned, ...]
    stops: tuple[Stop, ...]
    times: tuple[Passed, ...]
    promises: tuple[Kept, ...]

    @property
    def drifted(self) -> tuple[Arrow, ...]:
        """The arrows of which something else is stated than was seen."""
        return tuple(arrow for arrow in self.arrows if arrow.drift)


def reality(graph: ServiceGraph, observation: Observation) -> Reality:
    """Hold a record against a blueprint; what the record says of steps that are gone is left out."""
    index = graph.topology.index
    pairs: dict[str, list[Pair]] = defaultdict(list)
    for pair in observation.pairs:
        if pair.from_ in index and (pair.to is None or pair.to in index):
            pairs[pair.from_].append(pair)
    unseen = frozenset(index[step] for step in observation.unseen if step in index)
    span = _span(observation)
    probabilities = graph.topology.probabilities(EVERYONE)
    arrows: list[tuple[Arrow, int]] = []
    unplanned: list[Unplanned] = []
    stops: list[Stop] = []
    for name in graph.topology.ids:
        if name not in pairs:
            continue
        followed = _ways_from(graph.topology, name, pairs[name], unseen, probabilities)
        cases = observation.visits[name].cases if name in observation.visits else 0
        arrows += _arrows(graph, name, pairs[name], followed, cases)
        unplanned += _unplanned(graph, name, pairs[name], followed)
        if graph.topology.outcomes[index[name]] is None and graph.topology.successors[index[name]]:
            stops += _stop(name, pairs[name], span)
    return Reality(
        tuple(_drifted(arrows)),
        tuple(sorted(unplanned, key=lambda way: (-way.n, way.source, way.target))),
        tuple(stop for stop in stops if stop.n or stop.running),
        tuple(_times(graph, pairs)),
        tuple(_promises(graph, pairs)),
    )


def _span(observation: Observation) -> float:
    """Return how many seconds the log covers."""
    begun, ended = observation.log.from_, observation.log.until
    if begun is None or ended is None:
        return 0.0
    return (datetime.fromisoformat(ended) - datetime.fromisoformat(begun)).total_seconds()


# Per step that came next, the paths that lead there and the part of each that the file would have go that way.
_Ways = dict[str, list[tuple[list[int], float]]]


def _ways_from(
    topology: Topology, name: str, pairs: Sequence[Pair], unseen: frozenset[int], probabilities: Sequence[float]
) -> _Ways:
    """Return the drawn paths from a step to each that came next, over nothing but steps that leave no event."""
    wanted = {topology.index[pair.to] for pair in pairs if pair.to is not None}
    found: dict[int, list[tuple[list[int], float]]] = defaultdict(list)
    begin = topology.index[name]
    waiting: list[tuple[int, list[int], float]] = [(begin, [], 1.0)]
    while waiting:
        at, path, part = waiting.pop()
        for edge in topology.ways[at]:
            target = topology.targets[edge]
            gone = [*path, edge]
            if target in wanted and len(found[target]) < _MOST_WAYS:
                found[target].append((gone, part * probabilities[edge]))
            passed = {topology.targets[step] for step in path}
            if target in unseen and target not in passed and target != begin and len(gone) < _MOST_WAYS:
                waiting.append((target, gone, part * probabilities[edge]))
    return {topology.ids[target]: paths for target, paths in found.items() if paths}


def _arrows(
    graph: ServiceGraph, name: str, pairs: Sequence[Pair], followed: _Ways, cases: int
) -> list[tuple[Arrow, int]]:
    """Return the arrows of a step, each with of how many cases its share is told."""
    topology = graph.topology
    first: dict[int, dict[str, float]] = defaultdict(dict)
    inferred: set[int] = set()
    for target, paths in followed.items():
        total = sum(part for _, part in paths)
        for path, part in paths:
            share = part / total if total else 1 / len(paths)
            first[path[0]][target] = first[path[0]].get(target, 0.0) + share
            if len(paths) > 1 or len(path) > 1:
                inferred.add(path[0])
    exits = _incidence([pair for pair in pairs if pair.to is None or pair.to in followed])
    went = sum(exits.shares.values())
    numbers = {pair.to: pair.n for pair in pairs if pair.to is not None}
    settled = min(cases, sum(numbers.get(target, 0) for target in followed))
    arrows = []
    for edge in topology.ways[topology.index[name]]:
        towards = first.get(edge, {})
        count = sum(numbers[target] * part for target, part in towards.items())
        seen = sum(exits.shares.get(target, 0.0) * part for target, part in towards.items()) / went if went else None
        shares = topology.shares[edge]
        arrows.append(
            Arrow(
                name,
                topology.ids[topology.targets[edge]],
                int(count + 0.5),
                None if shares is None else shares.get(EVERYONE),
                seen,
                None if seen is None or not settled else wilson(seen * settled, settled),
                edge in inferred,
                0,
            )
        )
    return [(arrow, settled) for arrow in arrows]


def _drifted(arrows: Sequence[tuple[Arrow, int]]) -> list[Arrow]:
    """Say which shares drifted, all arrows of the file together; each comes with of how many cases it is told."""
    chances = {}
    for number, (arrow, cases) in enumerate(arrows):
        if arrow.stated is not None and arrow.seen is not None and cases >= ENOUGH and not arrow.inferred:
            chances[number] = two_sided(score(arrow.seen * cases, cases, arrow.stated))
    holds = dict(zip(chances, holm(list(chances.values())), strict=True))
    judged = []
    for number, (arrow, _) in enumerate(arrows):
        off = (arrow.seen or 0.0) - (arrow.stated or 0.0)
        drift = (1 if off > 0 else -1) if holds.get(number) and abs(off) >= POINTS else 0
        judged.append(replace(arrow, drift=drift))
    return judged


def _incidence(pairs: Sequence[Pair]) -> Incidence:
    return incidence((seconds, pair.to, count) for pair in pairs for seconds, count in pair.durations)


def _unplanned(graph: ServiceGraph, name: str, pairs: Sequence[Pair], followed: _Ways) -> list[Unplanned]:
    topology = graph.topology
    ahead = search(topology.successors, [topology.index[name]])
    onward = sum(pair.n for pair in pairs if pair.to is not None)
    ways: list[Unplanned] = []
    for pair in pairs:
        if pair.to is None or pair.to in followed or _runs_beside(graph, name, pair.to):
            continue
        kind: Followed = "again" if pair.to == name else "not drawn"
        if kind == "not drawn" and topology.index[pair.to] in ahead:
            kind = "skips"
        ways.append(Unplanned(name, pair.to, kind, pair.n, pair.n / onward))
    return ways


def _runs_beside(graph: ServiceGraph, source: str, target: str) -> bool:
    """Return whether two steps may follow each other because they are work that runs side by side."""
    topology = graph.topology
    return topology.index[target] in topology.begun[topology.index[source]]


def _stop(name: str, pairs: Sequence[Pair], span: float) -> list[Stop]:
    exits = _incidence(pairs)
    stopped = [pair for pair in pairs if pair.to is None]
    running = sum(pair.running for pair in stopped)
    onward = incidence(
        (seconds, None if pair.to is None else "on", count) for pair in pairs for seconds, count in pair.durations
    ).quantile("on", 0.99)
    settled = onward is not None and onward <= _UNSETTLED * span and exits.trials >= ENOUGH
    return [Stop(name, sum(pair.n for pair in stopped) - running, running, exits.stays, settled)]


def _times(graph: ServiceGraph, pairs: Mapping[str, Sequence[Pair]]) -> list[Passed]:
    topology, times = graph.topology, graph.times
    passed = []
    for name, followed in pairs.items():
        source = topology.index[name]
        for pair in followed:
            target = topology.index.get(pair.to) if pair.to is not None else None
            edge = next((edge for edge in topology.ways[source] if topology.targets[edge] == target), None)
            if target is None or edge is None:
                continue
            known = times.timed[target] or edge in times.way_parts
            on_way = times.on_way.get(edge, 0.0) + times.lasting_on_way.get(edge, 0.0)
            lengths = incidence((seconds, pair.to, count) for seconds, count in pair.durations)
            p50, p90 = lengths.quantile(pair.to, 0.5), lengths.quantile(pair.to, 0.9)
            mean = sum(seconds * count for seconds, count in pair.durations) / pair.n
            passed.append(
                Passed(
                    name, topology.ids[target], pair.n, times.total[target] + on_way if known else None,
                    (p50 or 0.0) / 60, (p90 or 0.0) / 60, mean / 60,
                )
            )  # fmt: skip
    return passed


def _promises(graph: ServiceGraph, pairs: Mapping[str, Sequence[Pair]]) -> list[Kept]:
    kept: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for followed in pairs.values():
        for pair in followed:
            if pair.to is not None:
                kept[pair.to] += pair.durations
    promises = []
    for name, lengths in kept.items():
        promise = graph.step(name).promise
        if promise is None:
            continue
        promised = graph.calendar.elapsed(promise).mean
        count = sum(number for _, number in lengths)
        met = sum(number for seconds, number in lengths if seconds / 60 <= promised)
        promises.append(Kept(name, promised, count, met, wilson(met, count)))
    return sorted(promises, key=lambda promise: graph.topology.index[promise.step])
