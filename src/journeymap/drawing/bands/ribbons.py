"""What a ribbon of time holds: what passes along the likeliest way, piece by piece, and for whom that way is."""

from __future__ import annotations

from itertools import pairwise
from math import prod
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from journeymap.analyses import journey_time
from journeymap.drawing.bands.ways import likeliest_way, short_names
from journeymap.i18n.numbers import HUNDRED, Headcount
from journeymap.i18n.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.graph.persona_scope import PersonaScope

PartKind: TypeAlias = Literal["active", "waiting", "hidden", "lasting"]
WORTH = 0.1
"""Where waiting is less than this part of everybody's time, a ribbon would only say that it does not wait."""
MOST = 3


class Part(NamedTuple):
    """A piece of a ribbon: at which step, what kind of time, and how many minutes."""

    words: str
    kind: PartKind
    minutes: float


class Ribbon(NamedTuple):
    """What passes along one way: whose likeliest way it is, how many of a hundred of them go it, and its parts."""

    name: str
    share: Headcount
    parts: tuple[Part, ...]

    @property
    def total(self) -> float:
        """All minutes of it."""
        return sum(part.minutes for part in self.parts)


class Ribbons(NamedTuple):
    """The ribbons, and how long journeys take on average, where that is known."""

    ribbons: tuple[Ribbon, ...]
    mean: float | None

    @property
    def kinds(self) -> frozenset[PartKind]:
        """The kinds of time that occur."""
        return frozenset(part.kind for ribbon in self.ribbons for part in ribbon.parts)

    @property
    def longest(self) -> float:
        """The minutes that the scale must reach."""
        return max(*(ribbon.total for ribbon in self.ribbons), self.mean or 0.0)


def ribbons_of(facts: Facts, language: str, walk: PersonaScope | None = None, *, asked: bool = False) -> Ribbons | None:
    """Return a ribbon for each distinct likeliest way, that of most customers first, three at most.

    None where no time is stated, or where hardly anybody waits, unless the row is asked for.
    """
    graph = facts.graph
    times = facts.of(journey_time.ANALYSIS)
    if not graph.times.stated:
        return None
    personas = tuple(graph.personas) if walk is None else (walk.persona,)
    if not asked and not any(_waits(times.by_persona[persona]) for persona in personas):
        return None
    ways: dict[tuple[int, ...], list[str]] = {}
    for persona in personas:
        way = tuple(likeliest_way(graph, persona))
        if way:
            ways.setdefault(way, []).append(persona)
    order = sorted(ways, key=lambda way: -sum(graph.personas[persona] for persona in ways[way]))
    ribbons = tuple(
        Ribbon(_name(graph, ways[way], language), _share(graph, way, ways[way][0]), parts)
        for way in order
        if (parts := tuple(_parts(graph, way, ways[way][0])))
    )[:MOST]
    if not ribbons:
        return None
    mean = times.finished.mean if walk is None else times.by_persona[walk.persona].finished
    return Ribbons(ribbons, mean)


def _name(graph: ServiceGraph, personas: Sequence[str], language: str) -> str:
    """Return the name of the first persona of a way, and how many others have the same."""
    if len(personas) in (1, len(graph.personas)):
        return short_names(graph, personas, language)
    return f"{short_names(graph, personas[:1], language)} + {len(personas) - 1}"


def _waits(times: journey_time.PersonaTime) -> bool:
    waiting = (times.waiting or 0.0) + (times.hidden or 0.0)
    return bool(times.finished) and waiting >= WORTH * (times.finished or 0.0)


def _edge(graph: ServiceGraph, persona: str, source: int, target: int) -> int:
    """Return the likeliest edge from one step to another."""
    paths, topology = graph.paths(persona), graph.topology
    edges = [edge for edge in paths.ways[source] if topology.targets[edge] == target]
    return max(edges, key=lambda edge: paths.probabilities[edge])


def _share(graph: ServiceGraph, way: Sequence[int], persona: str) -> Headcount:
    """Return how many of a hundred of a persona go a way from its start to its end."""
    paths, chain = graph.paths(persona), graph.chain(persona)
    taken = prod(paths.probabilities[_edge(graph, persona, *pair)] for pair in pairwise(way))
    last = way[-1]
    stays = 1.0 - sum(paths.probabilities[edge] for edge in paths.ways[last]) if last in chain.endings else 1.0
    return Headcount.of(HUNDRED * graph.topology.weights[way[0]] * taken * stays)


def _parts(graph: ServiceGraph, way: Sequence[int], persona: str) -> Iterator[Part]:
    """Yield what passes along a way: on an arrow and before a step first, then at it."""
    times, held, dark = graph.times, graph.held(persona).per_visit, graph.silence.before
    before: int | None = None
    for step in way:
        words = printable(graph.label(step))
        waiting, hidden = times.waiting[step], times.hidden[step]
        lasting = times.lasting[step]
        if step in held:
            if step in dark:
                hidden += held[step].value
            else:
                waiting += held[step].value
        if before is not None:
            edge = _edge(graph, persona, before, step)
            on_way = times.on_way.get(edge, 0.0)
            if edge in times.dark_ways:
                hidden += on_way
            else:
                waiting += on_way
            lasting += times.lasting_on_way.get(edge, 0.0)
        kinds: tuple[tuple[PartKind, float], ...] = (
            ("lasting", lasting), ("waiting", waiting), ("hidden", hidden), ("active", times.active[step]),
        )  # fmt: skip
        for kind, minutes in kinds:
            if minutes > 0:
                yield Part(words, kind, minutes)
        before = step
