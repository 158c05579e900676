"""What the customer can come to, and from where an end can still be reached; each with a shortest path to show it.

All of it is linear in steps plus arrows: breadth-first searches, and strongly connected components (Tarjan 1972) for
the loops that nothing leaves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from msgspec import Struct

from journeymap.analysis import Analysis
from journeymap.diagnostics import closest
from journeymap.graph.detours import unserved
from journeymap.graph.entry_points import prompted_by
from journeymap.graph.topology import EdgeKind
from journeymap.graph.units import STEP
from journeymap.numerics.components import Search, Successors, bottom_components, reverse, search, strong_components

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from journeymap.graph import ServiceGraph
    from journeymap.graph.topology import Topology

# Finding what a misspelt reference meant compares it with every id; beyond this it is not worth the time.
COMPARISONS = 200_000


class Loop(Struct, frozen=True):
    """Steps that lead to each other and, together, nowhere else; no end among them.

    `entry` is the first of them that a customer comes to, `steps` are all of them in the order in which they are met
    from there, `round` is a shortest way round through the entry, which stands at both ends of it.
    """

    entry: Annotated[int, STEP]
    steps: Annotated[tuple[int, ...], STEP]
    round: Annotated[tuple[int, ...], STEP]


class Region(Struct, frozen=True):
    """Connected steps that share a fate: `entries` are where it begins, `steps` all of it, nearest first."""

    entries: Annotated[tuple[int, ...], STEP]
    steps: Annotated[tuple[int, ...], STEP]


class Own(Struct, frozen=True):
    """What some personas meet because of the ways that they never take; `personas` is empty where nobody takes these.

    `path` is their own path, `to_end` what leads to an end for them, the rest as of `Reachability`: `leaves` are the
    steps from which no arrow is theirs.
    """

    personas: tuple[str, ...]
    path: Annotated[Search, STEP]
    to_end: Annotated[Search, STEP]
    leaves: Annotated[tuple[int, ...], STEP]
    livelocks: tuple[Loop, ...]
    lost: tuple[Region, ...]


class Reachability(Struct, frozen=True):
    """Reach and CoReach, as numbers of steps.

    * `starts`: where journeys begin; without a beginning in the file every step of the flow, so that nothing is called
      unreachable for that reason; `path` then has all but the work that is begun beside it.
    * `path`: Reach(S), the customer's own path: what a start leads to over `next` and `recover`.
    * `led_to`: everything a start sets going, also as work beside the path or by informing it.
    * `to_end`, `to_good_end`: CoReach(T) and CoReach(T+), searched against the arrows; `path_from` gives the way there.
    * `leaves`: the steps on the path with no way on and no end. Where the file states no end anywhere they stand for
      the ends, so that a first sketch is not called a circle for want of them.
    * `open_ends`: steps that go on where this file cannot see it: a misspelt `next`, or another blueprint.
    * `livelocks`: the loops on the path that nothing leaves and in which nothing ends.
    * `lost`: regions of the path from which an end can be reached, but none at which the customer is helped; ends
      themselves are no region, and what leads to a leaf, a livelock or an open end is left out: it may yet be helped.
    * `unreached`: regions of the flow that nothing sets going, each with its first step.
    * `orphans`: groups of steps out of the customer's sight that nothing on their path sets going or uses and of which
      nothing comes out at a touchpoint.
    * `own`: the leaves, livelocks and lost regions that come of ways that some, or all, never take (a share of 0 %).
    """

    starts: Annotated[tuple[int, ...], STEP]
    path: Annotated[Search, STEP]
    led_to: Annotated[Search, STEP]
    to_end: Annotated[Search, STEP]
    to_good_end: Annotated[Search, STEP]
    leaves: Annotated[tuple[int, ...], STEP]
    open_ends: Annotated[frozenset[int], STEP]
    livelocks: tuple[Loop, ...]
    lost: tuple[Region, ...]
    unreached: tuple[Region, ...]
    orphans: tuple[Region, ...]
    own: tuple[Own, ...]


def reachability(graph: ServiceGraph) -> Reachability:
    """Compute what can be reached, and from where."""
    topology = graph.topology
    ways, incoming = topology.successors, topology.predecessors
    inside = [number for number, in_flow in enumerate(topology.in_flow) if in_flow]
    starts = topology.starts or inside
    path = topology.path if topology.starts else search(ways, _beside_nothing(topology, inside))
    open_ends, meant = _open_ends(graph)
    leaves = [n for n in sorted(path.order) if not ways[n] and topology.outcomes[n] is None and n not in open_ends]
    final = {*topology.ends, *open_ends, *(() if topology.ends else leaves)}
    livelocks = _livelocks(ways, path, final)
    prompts = prompted_by(graph.blueprint, topology)
    led_to = search(prompts, [*starts, *meant])
    stuck = [*leaves, *(step for loop in livelocks for step in loop.steps)]
    hopeful = search(incoming, [*topology.good_ends, *open_ends, *stuck])
    to_end = search(incoming, final)
    lost = {n for n in path.order if n in to_end and n not in hopeful} if topology.good_ends else set()
    return Reachability(
        starts=tuple(starts),
        path=path,
        led_to=led_to,
        to_end=to_end,
        to_good_end=search(incoming, topology.good_ends),
        leaves=tuple(leaves),
        open_ends=open_ends,
        livelocks=tuple(livelocks),
        lost=tuple(_lost_regions(topology, path, lost, (ways, incoming))),
        unreached=tuple(_unreached_regions(topology, prompts, [n for n in inside if n not in led_to])),
        orphans=tuple(_orphans(graph, prompts, led_to)),
        own=tuple(_own(graph, open_ends, {*leaves, *(step for loop in livelocks for step in loop.steps)}, lost)),
    )


def _beside_nothing(topology: Topology, inside: list[int]) -> list[int]:
    """Return of some steps those that may be on the customer's path, where no beginning tells: all but begun work."""
    begun = [
        step
        for step in inside
        if topology.incoming[step] and all(topology.kinds[edge] is EdgeKind.STARTS for edge in topology.incoming[step])
    ]
    work = search(topology.successors, begun)
    return [step for step in inside if step not in work] or inside


def _own(graph: ServiceGraph, open_ends: frozenset[int], stuck: set[int], lost: set[int]) -> Iterable[Own]:
    """Look again at the ways that each persona takes, without those of which its share is 0, leaving out what is known.

    Personas who take the same ways are looked at together; whoever takes all ways there are meets nothing of its own.
    """
    topology = graph.topology
    alike: dict[tuple[tuple[int, ...], ...], list[str]] = {}
    for persona in graph.personas:
        own = graph.paths(persona).successors
        if own is not topology.successors:
            alike.setdefault(tuple(map(tuple, own)), []).append(persona)
    for key, personas in alike.items() if topology.starts and topology.ends else ():
        ways: Successors = key
        path, incoming = search(ways, topology.starts), reverse(ways)
        # An end from which none of the ways on is theirs is their end all the same.
        leaves = [n for n in path.order if not ways[n] and topology.outcomes[n] is None and n not in open_ends]
        livelocks = _livelocks(ways, path, {*topology.ends, *open_ends})
        halted = [*leaves, *(step for loop in livelocks for step in loop.steps)]
        to_end = search(incoming, topology.ends)
        hopeful = search(incoming, [*topology.good_ends, *open_ends, *halted])
        forlorn = {n for n in path.order if n in to_end and n not in hopeful}
        regions = _lost_regions(topology, path, forlorn, (ways, incoming))
        found = Own(
            personas=graph.unless_all(personas),
            path=path,
            to_end=to_end,
            leaves=tuple(sorted(set(leaves) - stuck)),
            livelocks=tuple(loop for loop in livelocks if not stuck.issuperset(loop.steps)),
            lost=tuple(region for region in regions if not lost.issuperset(region.entries))
            if topology.good_ends
            else (),
        )
        if found.leaves or found.livelocks or found.lost:
            yield found


def _livelocks(ways: Successors, path: Search, final: Collection[int]) -> list[Loop]:
    """Return the loops on a path that nothing leaves, in the order in which they are met."""
    rank = {step: place for place, step in enumerate(path.order)}
    circles = [steps for steps in bottom_components(ways) if _goes_round(steps, ways, path, final)]
    return sorted((_loop(ways, steps, rank) for steps in circles), key=lambda loop: rank[loop.entry])


def _open_ends(graph: ServiceGraph) -> tuple[frozenset[int], list[int]]:
    """Return the steps that lead where this file cannot see, and the steps that misspelt references probably mean."""
    index = graph.topology.index
    open_ends: set[int] = set()
    meant: list[int] = []
    compared = 0
    for number, step in enumerate(graph.blueprint.steps.values()):
        left = [target for _, unserved_here in unserved(step) for target in unserved_here.to]
        if step.next and step.next.keys() <= index.keys() and not (step.fails or step.starts or left):
            continue  # nothing of it is unknown, as is usual
        led = (*step.next, *(fail.recover for fail in step.fails), *left)
        unknown = [name for name in led if name and name not in index]
        if unknown or (step.journey is not None and not step.next and step.end is None):
            open_ends.add(number)
        for name in (*unknown, *(name for name in step.starts if name not in index)):
            compared += len(index)
            if compared <= COMPARISONS and (guess := closest(name, index)) is not None:
                meant.append(index[guess])
    return frozenset(open_ends), meant


def _goes_round(steps: Sequence[int], ways: Successors, path: Search, final: Collection[int]) -> bool:
    return steps[0] in path and bool(ways[steps[0]]) and not any(step in final for step in steps)


def _loop(ways: Successors, steps: Sequence[int], rank: Mapping[int, int]) -> Loop:
    members = set(steps)
    entry = min(steps, key=rank.__getitem__)
    parents = _walk(ways, [entry], members)
    order = list(parents)
    way = [next(step for step in order if entry in ways[step])]
    while way[-1] != entry:
        way.append(parents[way[-1]])
    return Loop(entry, tuple(order), (*reversed(way), entry))


def _lost_regions(
    topology: Topology, path: Search, lost: set[int], walked: tuple[Successors, Successors]
) -> Iterable[Region]:
    """Group the lost steps that hang together; a region that is nothing but an end is the end of it, not a loss.

    `walked` are the ways on from each step, and those into it.
    """
    ways, incoming = walked
    around = [[*out, *into] for out, into in zip(ways, incoming, strict=True)] if lost else []
    seen: set[int] = set()
    for first in path.order:
        if first not in lost or first in seen:
            continue
        group = _walk(around, [first], lost)
        seen.update(group)
        entries = [n for n in group if topology.weights[n] > 0 or not _all_lost(incoming[n], path, lost)]
        entries = sorted((n for n in entries if ways[n]), key=topology.coming.__getitem__)
        if entries:
            yield Region(tuple(entries), tuple(_walk(ways, entries, lost)))


def _all_lost(sources: Iterable[int], path: Search, lost: Collection[int]) -> bool:
    return all(source in lost for source in sources if source in path)


def _unreached_regions(topology: Topology, prompts: Successors, unreached: list[int]) -> Iterable[Region]:
    """Return for each beginning among the unreached steps what it leads to; one that is in a loop is its first step."""
    if not unreached:
        return
    missing, sources = set(unreached), reverse(prompts)
    component = strong_components(prompts).component
    led = {component[n] for n in unreached for s in sources[n] if s in missing and component[s] != component[n]}
    begun: set[int] = set()
    for first in sorted(unreached, key=topology.coming.__getitem__):
        if component[first] in led or component[first] in begun:
            continue
        begun.add(component[first])
        yield Region((first,), tuple(_walk(prompts, [first], missing)))


def _orphans(graph: ServiceGraph, prompts: Successors, led_to: Search) -> Iterable[Region]:
    index = graph.topology.index
    steps = list(graph.blueprint.steps.values())
    if all(number in led_to or step.is_touchpoint for number, step in enumerate(steps)):
        return
    leads = [list(targets) for targets in prompts]
    serves: list[list[int]] = [list(targets) for targets in prompts]
    for number, step in enumerate(steps):
        for used in (index[name] for name in step.uses if name in index):
            leads[number].append(used)
            serves[used].append(number)
    touchpoints = [number for number, step in enumerate(steps) if step.is_touchpoint]
    comes_out = search(reverse(serves), touchpoints)
    set_going = search(leads, [*led_to.order, *touchpoints])
    orphans = {number for number in range(len(steps)) if number not in comes_out and number not in set_going}
    led = reverse(leads)
    around = [[*out, *into] for out, into in zip(leads, led, strict=True)] if orphans else []
    seen: set[int] = set()
    for first in sorted(orphans, key=lambda number: (bool(led[number]), graph.topology.coming[number])):
        if first not in seen:
            group = _walk(around, [first], orphans)
            seen.update(group)
            yield Region((first,), tuple(group))


def _walk(successors: Successors, first: Iterable[int], allowed: Collection[int]) -> dict[int, int]:
    """Return the steps that are reached within some, nearest first, each with the one it was reached from."""
    parents = {step: step for step in first}
    queue = list(parents)
    for step in queue:  # grows while it is read
        for target in successors[step]:
            if target in allowed and target not in parents:
                parents[target] = step
                queue.append(target)
    return parents


ANALYSIS = Analysis("reachability", reachability)
