"""What the customer is asked twice, and told before it is needed.

Forward data-flow over asks and tells (Kildall 1973; Kam and Ullman 1977): a union over the ways in says what may have
been said before on some path, an intersection what has been said before on every path. At a join everything that was
waited for has happened. What is asked again is followed along the ways of each persona, for nobody walks one way with
another's feet. The completeness check of Event Modeling asks the same of an information system.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Annotated, TypeAlias, TypeVar

from msgspec import Struct, field

from journeymap.analysis import Analysis
from journeymap.graph.first_visits import visits_beyond_first
from journeymap.graph.topology import EdgeKind
from journeymap.graph.units import COUNT
from journeymap.graph.vocabulary import tells_of_change
from journeymap.numerics import components

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from journeymap.graph import ServiceGraph
    from journeymap.graph.per_persona import PersonaFigure
    from journeymap.graph.topology import Topology
    from journeymap.model.step import Step

_Owned: TypeAlias = "tuple[str, str | None]"
"""An item, and whose it is: None for the customer's own."""
_Item = TypeVar("_Item", str, _Owned)
# So many items are followed at a time: as the bits of one number, which keeps the memory small on large files.
_AT_ONCE = 256
BUDGET = 50_000
"""States that are solved for how often something is asked again: steps times items times different personas."""


class AskedAgain(Struct, frozen=True):
    """An item that the customer is asked at `step` after having given it before.

    `before` are the other steps where it may have been given last; it is empty when only a way back to the step itself
    has it given again. `always` tells that it was given on every path that comes here. `witness` is a shortest
    path from one of those steps to this one, as ids.
    Where a step says that the item has changed, it is no asking again; nor is asking who the customer is, nor for what
    was told only to a channel that keeps no record, nor for what is another person's: `whose` it is, None for the
    customer's own.

    `personas` are those who may be asked again, `times` how often that is to be expected on one journey: of no figure
    where work beside the path asks, where some of those who ask write nothing down, or the file is so large that there
    would be too much to solve.
    """

    item: str
    step: str
    before: tuple[str, ...]
    always: bool
    witness: tuple[str, ...]
    personas: tuple[str, ...]
    times: Annotated[PersonaFigure, COUNT]
    whose: str | None = None


class ToldInTime(Struct, frozen=True):
    """An item that the customer is told somewhere and must give at `step`.

    `always` tells that it was told on every path that comes here, `sometimes` that it was on some path;
    `told_at` are the steps that tell it.
    """

    item: str
    step: str
    always: bool
    sometimes: bool
    told_at: tuple[str, ...]


class Information(Struct, frozen=True):
    """What is asked and told along the flow; `asked` and `told` list per item the steps that do, in file order.

    `repeats` is how often on one journey a customer is expected to be asked for what was given before.
    """

    asked: Mapping[str, tuple[str, ...]]
    told: Mapping[str, tuple[str, ...]]
    again: tuple[AskedAgain, ...]
    in_time: tuple[ToldInTime, ...]
    repeats: Annotated[PersonaFigure, COUNT]


def compute(graph: ServiceGraph) -> Information:
    """Return what is asked again, and what is told before it is needed."""
    asked: dict[str, list[int]] = {}
    tellers: dict[str, list[int]] = {}
    in_flow = graph.topology.in_flow
    for number in graph.stated.at("asks"):
        for item in dict.fromkeys(graph.step(number).asks) if in_flow[number] else ():
            asked.setdefault(item, []).append(number)
    for number in graph.stated.at("tells"):
        for item in dict.fromkeys(graph.step(number).tells) if in_flow[number] else ():
            tellers.setdefault(item, []).append(number)
    again = tuple(_asked_again(graph, _by_person(graph, asked)))
    return Information(
        asked={item: graph.names(steps) for item, steps in asked.items()},
        told={item: graph.names(steps) for item, steps in tellers.items()},
        again=again,
        in_time=tuple(_told_in_time(graph, asked, tellers)),
        repeats=graph.spread(
            {name: total([entry.times[name] for entry in again]) if asked else None for name in graph.personas},
            "shares",
        ),
    )


def _by_person(graph: ServiceGraph, asked: dict[str, list[int]]) -> dict[_Owned, list[int]]:
    """Return which steps ask for an item of the same person."""
    owned: dict[_Owned, list[int]] = {}
    for item, steps in asked.items():
        for step in steps:
            owned.setdefault((item, graph.step(step).whose.get(item)), []).append(step)
    return owned


def _asked_again(graph: ServiceGraph, asked: dict[_Owned, list[int]]) -> list[AskedAgain]:
    """Return what is asked again of any persona, those who go the same ways being looked at once."""
    if not asked:
        return []
    walks: dict[int, tuple[Topology, list[str]]] = {}
    for name in graph.personas:
        walked = graph.paths(name).walked  # the same for all who leave out no arrow, however they divide over them
        if id(walked) not in walks:
            walks[id(walked)] = walked, []
        walks[id(walked)][1].append(name)
    merged: dict[tuple[_Owned, int], _Again] = {}
    comers: list[set[int]] = []
    for topology, names in walks.values():
        comers.append(set(components.search(topology.reached, topology.starts).order))
        for item, step, before, always, witness in _again_on(graph, topology, asked):
            entry = merged.setdefault((item, step), _Again(witness))
            entry.before.update(before)
            entry.personas += names
            entry.always += always
    expected = _expected(graph, asked, merged)
    not_known = graph.spread(dict.fromkeys(graph.personas))
    return [
        AskedAgain(
            item[0],
            graph.name(step),
            graph.names(sorted(entry.before)),
            entry.always == sum(step in reached for reached in comers),
            graph.names(entry.witness),
            tuple(name for name in graph.personas if name in entry.personas),
            graph.spread({name: expected(name, item, step) for name in graph.personas}, "shares")
            if expected
            else not_known,
            item[1],
        )
        for (item, step), entry in sorted(merged.items(), key=lambda known: known[0][1])
    ]


class _Again(Struct):
    """What is asked again over the ways of all personas; `always` counts on the ways of how many it always is."""

    witness: list[int]
    before: set[int] = field(default_factory=set)
    personas: list[str] = field(default_factory=list)
    always: int = 0


def _expected(
    graph: ServiceGraph, asked: dict[_Owned, list[int]], again: Iterable[tuple[_Owned, int]]
) -> Callable[[str, _Owned, int], float | None] | None:
    """Return how often a persona is expected to be asked an item again at a step; None beyond the budget."""
    items = dict.fromkeys(item for item, _ in again)
    chains = {id(chain): chain for chain in map(graph.chain, graph.personas)}
    if len(items) * len(chains) * len(graph.topology) > BUDGET:
        return None
    known: dict[tuple[int, _Owned], dict[int, float] | None] = {}
    for item in items:
        for number, chain in chains.items():
            beside = any(chain.work[step] > chain.passes[step] for step in asked[item])
            forgotten = any(_is_forgotten(graph, step) for step in asked[item])
            known[number, item] = None if beside or forgotten else visits_beyond_first(chain, asked[item])

    def times(persona: str, item: _Owned, step: int) -> float | None:
        visits = known[id(graph.chain(persona)), item]
        return None if visits is None else visits[step]

    return times


def total(values: Sequence[float | None]) -> float | None:
    """Return the sum of some figures; None where one of them is not known."""
    return None if None in values else sum(value for value in values if value is not None)


def _again_on(
    graph: ServiceGraph, topology: Topology, asked: dict[_Owned, list[int]]
) -> Iterator[tuple[_Owned, int, list[int], bool, list[int]]]:
    """Yield what is asked again on some ways: the item, where, the steps before, whether always, and such a way."""
    circular = {step for loop in components.loops(topology.successors) for step in loop}
    identifying = graph.stated.identifying
    candidates = [
        item for item, steps in asked.items() if (len(steps) > 1 or steps[0] in circular) and item[0] not in identifying
    ]
    leading = _leading(topology)
    kept = {item: [step for step in asked[item] if not _is_forgotten(graph, step)] for item in candidates}
    for item, (some, every) in _followed(topology, candidates, kept, asked).items():
        askers = frozenset(kept[item])
        for step in asked[item]:
            if step in some and not _is_news(graph.step(step), item[0]):
                before, witness = _last_asked(leading, step, askers)
                yield item, step, before, step in every, witness


def _is_forgotten(graph: ServiceGraph, number: int) -> bool:
    """Whether nobody writes down what is told at a step: none of its channels keeps a record."""
    channels = [graph.blueprint.channels.get(name) for name in graph.step(number).channel]
    return bool(channels) and all(channel is not None and channel.record is False for channel in channels)


def _is_news(step: Step, item: str) -> bool:
    """Whether the customer tells there what has changed since, by `changed` or in the words of the step."""
    return item in step.changed or any(
        tells_of_change(text, item) for text in (step.name or "", *(cell.does for cell in step.customer))
    )


def _last_asked(leading: _Leading, step: int, askers: frozenset[int]) -> tuple[list[int], list[int]]:
    """Return the other steps that asked last before this one, and a shortest path from one of them, else from itself.

    The path is the customer's own where there is one, and leads through work beside it only where there is none.
    """
    onward, own = _before(leading.own, step, askers)
    everywhere, met = (onward, own) if leading.all is leading.own else _before(leading.all, step, askers)
    before = [source for source in met if source != step]
    if not own or (own == [step] and before):
        onward, own = everywhere, before
    path = [next((source for source in own if source != step), step)]
    while len(path) == 1 or path[-1] != step:
        path.append(onward[path[-1]])
    return sorted(before), path


class _Leading(Struct, frozen=True):
    """Per step the steps that lead to it: on the customer's own way, and with the work that goes on beside it."""

    own: Sequence[Sequence[int]]
    all: Sequence[Sequence[int]]


def _leading(topology: Topology) -> _Leading:
    own = topology.predecessors
    if not topology.has_concurrency:
        return _Leading(own, own)
    return _Leading(own, [[topology.sources[edge] for edge in edges] for edges in topology.incoming])


def _before(leading: Sequence[Sequence[int]], step: int, askers: frozenset[int]) -> tuple[dict[int, int], list[int]]:
    """Return the steps that lead here, each with the next one on a shortest path, and those of them that ask.

    The search goes back and never beyond a step that asks, so it stays near.
    """
    onward: dict[int, int] = {}
    met: list[int] = []
    waiting = [step]
    for here in waiting:  # grows while it is read
        for source in leading[here]:
            if source not in onward:
                onward[source] = here
                (met if source in askers else waiting).append(source)
    return onward, met


def _told_in_time(graph: ServiceGraph, asked: dict[str, list[int]], tellers: dict[str, list[int]]) -> list[ToldInTime]:
    items = [item for item in asked if item in tellers]
    found = [
        ToldInTime(item, graph.name(step), step in every, step in some, graph.names(tellers[item]))
        for item, (some, every) in _followed(graph.topology, items, tellers, asked).items()
        for step in asked[item]
    ]
    order = graph.topology.index
    return sorted(found, key=lambda in_time: order[in_time.step])


def _followed(
    topology: Topology,
    items: Sequence[_Item],
    given: Mapping[_Item, Sequence[int]],
    asked: Mapping[_Item, Sequence[int]],
) -> dict[_Item, tuple[set[int], set[int]]]:
    """Return per item the steps before which it has been given on some path, and those where it has on every path.

    Of the steps that ask for it, all others being of no interest.
    """
    followers: dict[_Item, tuple[set[int], set[int]]] = {}
    reached = components.search(topology.reached, topology.starts)
    for first in range(0, len(items), _AT_ONCE):
        group = items[first : first + _AT_ONCE]
        own = [0] * len(topology)
        for bit, item in enumerate(group):
            for step in given[item]:
                own[step] |= 1 << bit
        everything = (1 << len(group)) - 1
        some = _spread(topology, reached.order, own, None)
        every = _spread(topology, reached.order, own, everything)
        for bit, item in enumerate(group):
            mask = 1 << bit
            comers = [step for step in asked[item] if step in reached]
            followers[item] = (
                {step for step in comers if some[step] & mask},
                {step for step in comers if every[step] & mask},
            )
    return followers


def _spread(topology: Topology, order: list[int], own: list[int], top: int | None) -> list[int]:
    """Let what is given flow on until nothing changes; what has been given before each step.

    `top` None takes the union over the ways in, everything else the intersection, with `top` the set of all.
    """
    kinds, sources, targets, weights = topology.kinds, topology.sources, topology.targets, topology.weights
    alive = bytearray(len(topology))
    for step in order:
        alive[step] = 1
    # Per step where it leads, what leads to it, and what it waits for.
    onward: list[list[int]] = [[] for _ in alive]
    leading: list[list[int]] = [[] for _ in alive]
    needed: dict[int, list[int]] = {}
    for source, target, kind in zip(sources, targets, kinds, strict=True):
        if alive[source] and alive[target]:
            onward[source].append(target)
            if kind is EdgeKind.NEEDS:
                needed.setdefault(target, []).append(source)
            else:
                leading[target].append(source)
    before = [top or 0] * len(topology)
    after = [given | (top or 0) for given in own]
    waiting = deque(order)
    queued = bytearray(alive)
    while waiting:
        step = waiting.popleft()
        queued[step] = 0
        value = 0 if top is None or weights[step] > 0 else top
        if top is None:
            for source in leading[step]:
                value |= after[source]
        else:
            for source in leading[step]:
                value &= after[source]
        for source in needed.get(step, ()):
            value |= after[source]
        if value != before[step]:
            before[step] = value
            after[step] = value | own[step]
            for target in onward[step]:
                if not queued[target]:
                    queued[target] = 1
                    waiting.append(target)
    return before


ANALYSIS = Analysis(name="information", compute=compute)
