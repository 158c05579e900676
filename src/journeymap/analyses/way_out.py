"""The way out beside the way in: whether leaving is as easy as joining.

The cheapest way (shortest paths: Dijkstra 1959) and the expected way of those who succeed, out against in, in steps,
clicks, pages, time, channels and how easily it is found. As easy out as in is what regulators ask (FTC click-to-cancel
2024; Directive (EU) 2023/2673); the complaint against "Iliad" counts it: one or two clicks in, six clicks and four
pages out (FTC v. Amazon 2023).
"""

from __future__ import annotations

import re
from itertools import pairwise
from math import fsum
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from msgspec import Struct

from journeymap.analysis import Analysis
from journeymap.graph.ended import ended_by_kind
from journeymap.graph.markov_chain import HELPED
from journeymap.graph.units import COUNT, FINDABILITY_GRADE, MINUTES, RATIO, SHARE
from journeymap.numerics.components import search

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from journeymap.graph import ServiceGraph
    from journeymap.graph.evidence import Basis
    from journeymap.graph.markov_chain import Chain

Direction: TypeAlias = Literal["in", "out"]
FINDABILITY = {"prominent": 1, "visible": 2, "buried": 3, "absent": 4}
MEASURES = ("steps", "clicks", "pages", "items", "minutes", "expected_steps", "expected_minutes", "findability")

_TAGS: dict[str, Direction] = {"way-out": "out", "way-in": "in", "weg-uit": "out", "weg-in": "in"}
_LEAVING = re.compile(
    r"opzeg|afzeg|uitschrij|beëindig|beeindig|annule|stopzet|afmeld|verlaten|cancel|terminat|unsubscri|withdraw|"
    r"\b(?:leav|quit|resign|opt(?:ing)?[ -]out|sign(?:ing)?[ -]off|stoppen)",
    re.IGNORECASE,
)


# One step more outweighs any clicks; of equal ways one with clicks stated is compared before one of which none are.
_ONE, _UNKNOWN = 1e9, 1e6


class Way(Struct, frozen=True):
    """One way, to being helped; None for what the file does not state.

    `possible` tells that there is one at all, `helped` how likely a customer who begins comes to its end. `path` is the
    one way on which all is counted: with the fewest steps that the customer does or sees, of equal ones with clicks or
    pages stated rather than none, of these with the fewest clicks; `labels` are its steps in words.
    `steps`, `clicks`, `pages`, `items` asked and
    `minutes` are those of that path; None for clicks and pages that no step of it states, for items and time where no
    step of the file does. `expected_steps` and
    `expected_minutes` are the means of the customers who succeed. `channels` are those through which the customer can
    act, by name; `requests` those through which they can begin it, by id and name: the channels of the steps where, on
    some way to being helped, they are first asked something, or first act where the file states nothing that is asked.
    `findability` is how hard the channels of the easiest path are to find, from 1 (prominent) to 4
    (absent).
    """

    title: str
    possible: bool
    helped: Annotated[float, SHARE]
    path: tuple[str, ...]
    labels: tuple[str, ...]
    steps: Annotated[float | None, COUNT]
    clicks: Annotated[float | None, COUNT]
    pages: Annotated[float | None, COUNT]
    items: Annotated[float | None, COUNT]
    minutes: Annotated[float | None, MINUTES]
    expected_steps: Annotated[float | None, COUNT]
    expected_minutes: Annotated[float | None, MINUTES]
    findability: Annotated[float | None, FINDABILITY_GRADE]
    channels: tuple[str, ...]
    requests: Mapping[str, str]
    basis: Basis

    @property
    def found(self) -> str | None:
        """How hard its channels are to find, in the word of the format."""
        return next((word for word, rank in FINDABILITY.items() if rank == self.findability), None)


class Pair(Struct, frozen=True):
    """This journey beside the one that it mirrors.

    `direction` says which way this file is: by its tags (`way-in`, `way-out`), by the words of its title or the other's
    file, or because only this file names the other one (`out`); None when nothing tells. `ratios` are out against in,
    this way against the other where the direction is not known; only of the measures that both state, infinite where
    the way in costs nothing. `missing_channels` are the names of those through which the way in can be begun and the
    way out cannot; channels of two files are the same when they have the same id or the same name.
    """

    file: str
    direction: Direction | None
    here: Way
    there: Way
    ratios: Annotated[Mapping[str, float], RATIO]
    missing_channels: tuple[str, ...]

    def harder(self, most: float) -> dict[str, float]:
        """Return the ratios over `most`, without the pages where the clicks, which say it better, are not over it."""
        over = {measure: ratio for measure, ratio in self.ratios.items() if ratio > most}
        if "clicks" in self.ratios and "clicks" not in over:
            over.pop("pages", None)
        return over

    @property
    def way_out(self) -> Way:
        """The way out; this way where the direction is not known."""
        return self.there if self.direction == "in" else self.here

    @property
    def way_in(self) -> Way:
        """The way in; the other way where the direction is not known."""
        return self.here if self.direction == "in" else self.there


class WayOut(Struct, frozen=True):
    """The journeys that this one mirrors, and beside each what the two ways cost; empty when it mirrors none."""

    pairs: tuple[Pair, ...]


def compute(graph: ServiceGraph) -> WayOut:
    """Return the way out beside the way in, for every journey that this one mirrors."""
    relates = graph.blueprint.relates
    if relates is None:
        return WayOut(())
    mirrored = [(file, graph.related[file]) for file in relates.mirrors if file in graph.related]
    return WayOut(tuple(_pair(graph, file, other) for file, other in mirrored))


def _pair(graph: ServiceGraph, file: str, other: ServiceGraph) -> Pair:
    here, there = _way(graph), _way(other)
    direction = _direction(graph, file, other)
    out, into = (there, here) if direction == "in" else (here, there)
    ratios = {}
    for measure in MEASURES:
        costs, joining = getattr(out, measure), getattr(into, measure)
        if costs is not None and joining is not None:
            ratios[measure] = costs / joining if joining else (1.0 if not costs else float("inf"))
    known = {name.casefold() for name in out.requests.values()}
    missing = tuple(
        name for channel, name in into.requests.items() if channel not in out.requests and name.casefold() not in known
    )
    return Pair(file, direction, here, there, ratios, missing)


def _direction(graph: ServiceGraph, file: str, other: ServiceGraph) -> Direction | None:
    opposite: dict[Direction, Direction] = {"in": "out", "out": "in"}
    mine = next((_TAGS[tag] for tag in map(str.casefold, graph.blueprint.tags) if tag in _TAGS), None)
    yours = next((_TAGS[tag] for tag in map(str.casefold, other.blueprint.tags) if tag in _TAGS), None)
    if mine or yours:
        return mine or (opposite[yours] if yours else None)
    leaving = bool(_LEAVING.search(graph.blueprint.title or ""))
    other_leaving = bool(_LEAVING.search(f"{other.blueprint.title or ''} {file}"))
    if leaving != other_leaving:
        return "out" if leaving else "in"
    back = other.blueprint.relates
    return "out" if back is None or not back.mirrors else None


def _way(graph: ServiceGraph) -> Way:
    steps = list(graph.blueprint.steps.values())
    touchpoints = [float(step.is_touchpoint) for step in steps]
    times = graph.times
    path = _cheapest(
        graph,
        [
            _ONE * touch + (min(step.clicks or 0.0, _ONE / 2) if step.clicks or step.pages else touch * _UNKNOWN)
            for touch, step in zip(touchpoints, steps, strict=True)
        ],
    )
    good = {step for persona in graph.personas for step in graph.paths(persona).good_steps}
    channels = graph.blueprint.channels
    used = dict.fromkeys(
        channel
        for number, step in enumerate(steps)
        if number in good and step.customer
        for channel in step.channel
        if channel in channels
    )

    def stated(counts: Sequence[float | None]) -> float | None:
        known = [count for count in (counts[step] for step in path) if count is not None]
        return sum(known) if known else None

    identifying = graph.stated.identifying
    passing = times.total_on_way
    on_way = [passing.get(edge, 0.0) for edge in range(len(graph.topology.sources))] if passing else []
    return Way(
        title=graph.blueprint.title or "",
        possible=bool(path),
        helped=fsum([part * ended_by_kind(graph, name)["helped"] for name, part in graph.personas.items()]),
        path=graph.names(path),
        labels=tuple(graph.label(graph.name(step)) for step in path),
        steps=sum(touchpoints[step] for step in path) if path else None,
        clicks=stated([step.clicks for step in steps]),
        pages=stated([step.pages for step in steps]),
        items=float(sum(item not in identifying for step in path for item in steps[step].asks))
        if path and any(s.asks for s in steps)
        else None,
        minutes=_minutes(graph, path, on_way) if path and times.stated else None,
        expected_steps=_mixed(graph, lambda chain: chain.expected(touchpoints, given=(HELPED,))),
        expected_minutes=graph.spread({name: graph.minutes(name, (HELPED,)) for name in graph.personas}).mean,
        findability=_findability(graph),
        channels=tuple((channels[name].name or name) for name in used),
        requests=_requests(graph),
        basis=graph.basis(None, "shares", "times"),
    )


def _requests(graph: ServiceGraph) -> dict[str, str]:
    """Return the channels through which the customer can begin what they came for, by id, with their names."""
    steps = list(graph.blueprint.steps.values())
    channels = graph.blueprint.channels
    acting = {
        number for number, step in enumerate(steps) if step.customer and not channels.keys().isdisjoint(step.channel)
    }
    found: set[int] = set()
    for persona in graph.personas:
        paths = graph.paths(persona)
        good = acting.intersection(paths.good_steps)
        wanted = {number for number in good if steps[number].asks} or good
        # Nobody is followed beyond the first of these steps.
        stopping = [[] if step in wanted else targets for step, targets in enumerate(paths.successors)]
        found |= wanted.intersection(search(stopping, graph.topology.starts).order)
    used = {channel for number in found for channel in steps[number].channel}
    return {channel: element.name or channel for channel, element in channels.items() if channel in used}


def _cheapest(graph: ServiceGraph, costs: Sequence[float]) -> list[int]:
    """Return the cheapest path to being helped that any persona can take; empty when there is none."""
    paths = (graph.paths(persona).cheapest(costs, graph.topology.good_ends) for persona in graph.personas)
    return min((path for path in paths if path), key=lambda path: sum(costs[step] for step in path), default=[])


def _passed(graph: ServiceGraph, path: Sequence[int], ways: Sequence[float]) -> list[float]:
    """Return what the arrows along a path cost, the cheaper of two between the same steps."""
    topology = graph.topology
    if not ways:
        return []
    return [
        min(ways[edge] for edge in topology.ways[here] if topology.targets[edge] == there)
        for here, there in pairwise(path)
    ]


def _minutes(graph: ServiceGraph, path: Sequence[int], ways: Sequence[float]) -> float:
    return sum(graph.times.total[step] for step in path) + sum(_passed(graph, path, ways))


def _mixed(graph: ServiceGraph, figure: Callable[[Chain], float | None]) -> float | None:
    return graph.spread({persona: figure(graph.chain(persona)) for persona in graph.personas}).mean


def _findability(graph: ServiceGraph) -> float | None:
    """Return how hard the hardest channel of the easiest path is to find; None where no channel on a path says so."""
    ranks = [
        min(
            (
                FINDABILITY.get(graph.blueprint.channels[channel].found or "", 0)
                for channel in step.channel
                if channel in graph.blueprint.channels
            ),
            default=0,
        )
        for step in graph.blueprint.steps.values()
    ]
    for rank in range(5):
        harder = {number for number, rank_of_way in enumerate(ranks) if rank_of_way > rank}
        if any(graph.paths(persona).avoiding(harder) for persona in graph.personas):
            return float(rank) or None
    return None


ANALYSIS = Analysis(name="way-out", compute=compute)
