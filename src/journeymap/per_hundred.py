"""People per hundred who begin: the one source of these figures for drawing, page and report.

Whole numbers that add up: largest remainders (Hamilton's method) over the single ends and the stranded give a hundred,
and kinds of ends, and the ways into an end, are sums and parts of those. So no two places of a drawing contradict each
other.
"""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from journeymap.analyses import outcomes
from journeymap.graph.markov_chain import OUTCOMES
from journeymap.graph.topology import CHOICES, EdgeKind
from journeymap.i18n.numbers import HUNDRED, Headcount, apportion

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph

STRANDED = outcomes.STRANDED
KINDS = outcomes.KINDS

Way: TypeAlias = tuple[str, str, EdgeKind]
"""An arrow of choice: the step it leaves, the step it leads to, and as what."""


class PerHundred(Struct, frozen=True):
    """Where a hundred customers who begin go: all of them, or those of one `persona`.

    `ends` has every end and `kinds` every kind of end with `stranded`, both also those at which nobody ends; together
    with the stranded the ends add up to a hundred, and each kind is the sum of its ends. `starts` tell how many begin
    at each step where journeys begin. `exits` tell of each way into an end how many end there having come by it, and
    `begun` how many end where they begin: for each end these add up to its figure. `flows` are how often each arrow of
    choice is taken, not rounded; in a circle that nothing leaves one round counts. `visits` tell how often each step
    is passed. `even` are the steps on the way whose ways do not all state a share, so that the rest is divided evenly.
    """

    persona: str | None
    ends: Mapping[str, Headcount]
    kinds: Mapping[str, Headcount]
    starts: Mapping[str, Headcount]
    exits: Mapping[Way, Headcount]
    begun: Mapping[str, Headcount]
    flows: Mapping[Way, float]
    visits: Mapping[str, float]
    even: tuple[str, ...]

    @property
    def stranded(self) -> Headcount:
        """How many never come to an end."""
        return self.kinds[STRANDED]

    @property
    def known(self) -> bool:
        """Whether anything is to be told: somebody begins, and where they go could be solved."""
        return any(count.whole for count in self.kinds.values())

    def sources(self, end: str) -> dict[str, Headcount]:
        """Return how many come to an end from each step that leads there, in the order of the file; nobody left out."""
        sums: dict[str, Headcount] = {}
        for (source, target, _), count in self.exits.items():
            if target == end and count.exact > 0:
                before = sums.get(source, Headcount(0, 0.0))
                sums[source] = Headcount(before.whole + count.whole, before.exact + count.exact)
        return sums

    def taking(self, way: Way) -> Headcount:
        """Return how many take a way; for a way into an end so many as end there, which adds up over the drawing.

        On any other way who takes it twice counts twice.
        """
        if way in self.exits:
            return self.exits[way]
        return Headcount.of(self.flows.get(way, 0.0))

    def leaving(self, step: str, ends: Container[str]) -> Headcount:
        """Return how many come from a step straight to one of some ends."""
        ways = self.exits.items()
        return _added(count for (source, target, _), count in ways if source == step and target in ends)


def per_hundred(facts: Facts, persona: str | None = None) -> PerHundred:
    """Return where a hundred customers who begin go, or a hundred of one persona."""
    graph = facts.graph
    parts = graph.personas if persona is None else {persona: 1.0}
    topology = graph.topology
    by_persona = facts.of(outcomes.ANALYSIS).by_persona
    ids = topology.ids
    visits = [0.0] * len(topology)
    flows: dict[int, float] = {edge: 0.0 for edges in topology.ways for edge in edges}
    # Of journeys that could not be solved nothing is told.
    unknown = any(graph.chain(name).is_unknown for name in parts)
    for name, part in () if unknown else parts.items():
        chain = graph.chain(name)
        for step, passes in enumerate(chain.passes):
            visits[step] += HUNDRED * part * passes
        for edge in flows:
            flows[edge] += HUNDRED * part * chain.flow(edge)
    end_ids = [ids[step] for step in topology.ends]
    exact = {end: fsum(HUNDRED * part * by_persona[name].ends[end] for name, part in parts.items()) for end in end_ids}
    stranded = fsum(HUNDRED * part * by_persona[name].stranded for name, part in parts.items())
    begins = bool(topology.starts) and not unknown
    if unknown:
        exact, stranded = dict.fromkeys(exact, 0.0), 0.0
    whole = apportion([*exact.values(), stranded], HUNDRED if begins else 0)
    ends = {end: Headcount(count, exact[end]) for end, count in zip(end_ids, whole[:-1], strict=True)}
    kinds = {
        kind: _added(ends[ids[step]] for step in topology.ends if topology.outcomes[step] == kind) for kind in OUTCOMES
    }
    kinds[STRANDED] = Headcount(whole[-1], stranded if begins else 0.0)
    exits, begun = _arrivals(graph, ends, flows)
    return PerHundred(
        persona,
        ends,
        kinds,
        _starts(graph),
        exits,
        begun,
        {_way(graph, edge): flow for edge, flow in flows.items()},
        dict(zip(ids, visits, strict=True)),
        _divided_evenly(graph, parts, visits),
    )


def _starts(graph: ServiceGraph) -> dict[str, Headcount]:
    topology = graph.topology
    weights = [HUNDRED * topology.weights[step] for step in topology.starts]
    nowhere = max(0.0, HUNDRED - fsum(weights))
    whole = apportion([*weights, nowhere], HUNDRED if weights else 0)[:-1]
    starts = zip(topology.starts, whole, weights, strict=True)
    return {topology.ids[step]: Headcount(count, weight) for step, count, weight in starts}


def _arrivals(
    graph: ServiceGraph, ends: Mapping[str, Headcount], flows: Mapping[int, float]
) -> tuple[dict[Way, Headcount], dict[str, Headcount]]:
    """Return how many of those who end at each end came by each way into it, and how many began there."""
    topology = graph.topology
    exits: dict[Way, Headcount] = {}
    begun: dict[str, Headcount] = {}
    for end in topology.ends:
        name = topology.ids[end]
        incoming = [edge for edge in topology.incoming[end] if topology.kinds[edge] in CHOICES]
        amounts = [*(flows[edge] for edge in incoming), HUNDRED * topology.weights[end]]
        arriving = fsum(amounts)
        count = ends[name]
        # Where some go on from an end, of all who come there the same part stays, whichever way they came.
        parts = [count.exact * amount / arriving if arriving else 0.0 for amount in amounts]
        *whole, begin = apportion(parts, count.whole)
        exits.update(
            (_way(graph, edge), Headcount(number, part))
            for edge, number, part in zip(incoming, whole, parts, strict=False)
        )
        begun[name] = Headcount(begin, parts[-1])
    return exits, begun


def _divided_evenly(graph: ServiceGraph, personas: Iterable[str], visits: Sequence[float]) -> tuple[str, ...]:
    """Return the steps at which somebody chooses among ways of which more than one states no share for them."""
    topology = graph.topology
    even = []
    for step, edges in enumerate(topology.ways):
        ways = [edge for edge in edges if topology.kinds[edge] is EdgeKind.NEXT]
        ends = topology.outcomes[step] is not None
        if not visits[step] or len(ways) + ends < 2:
            continue
        shares = [topology.shares[edge] for edge in ways]
        silent = max(
            (sum(share is None or not {name, "everyone"} & set(share) for share in shares) for name in personas),
            default=0,
        )
        if silent + ends > 1:
            even.append(topology.ids[step])
    return tuple(even)


def _way(graph: ServiceGraph, edge: int) -> Way:
    topology = graph.topology
    return topology.ids[topology.sources[edge]], topology.ids[topology.targets[edge]], topology.kinds[edge]


def _added(counts: Iterable[Headcount]) -> Headcount:
    numbers = tuple(counts)
    return Headcount(sum(count.whole for count in numbers), fsum(count.exact for count in numbers))
