"""What can be reached, by which path, what goes round in circles, and what no path can do without.

Every function is linear in nodes plus edges and works without recursion, so a graph of a million nodes is no problem.
A graph is `successors`: for each node from 0 the nodes its edges lead to; double edges and self-loops are allowed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TypeAlias

from msgspec import Struct

from journeymap.numerics.gc_pause import gc_paused

Successors: TypeAlias = Sequence[Sequence[int]]

UNREACHED = -1


class Search(Struct, frozen=True):
    """What a breadth-first search found.

    `parents[node]` is the node it was reached from, the node itself where the search began, `UNREACHED` elsewhere;
    `order` lists the reached nodes, nearest first.
    """

    parents: list[int]
    order: list[int]

    def __contains__(self, node: int) -> bool:
        """Whether the search came to this node."""
        return self.parents[node] != UNREACHED

    def path(self, node: int) -> list[int]:
        """Show a path with as few edges as possible from where the search began to this node; empty: there is none."""
        parents = self.parents
        if parents[node] == UNREACHED:
            return []
        path = [node]
        while (parent := parents[node]) != node:
            path.append(parent)
            node = parent
        path.reverse()
        return path

    def path_from(self, node: int) -> list[int]:
        """Show that path the other way round: after a search on reversed edges, the shortest way to where it began."""
        return self.path(node)[::-1]


class Components(Struct, frozen=True):
    """The strongly connected components: nodes that can all reach each other.

    `component[node]` is the number of its component. Numbers run against the edges: an edge between two components
    leads from the higher number to the lower one, so 0 is a component that nothing leaves.
    """

    component: list[int]
    count: int

    def members(self) -> list[list[int]]:
        """List the nodes of each component, in the order of their numbers, each in ascending order."""
        members: list[list[int]] = [[] for _ in range(self.count)]
        for node, number in enumerate(self.component):
            members[number].append(node)
        return members


def reverse(successors: Successors) -> list[list[int]]:
    """Turn every edge round: the predecessors of each node, in ascending order; double edges stay double."""
    with gc_paused(len(successors)):
        predecessors: list[list[int]] = [[] for _ in successors]
        for node, targets in enumerate(successors):
            for target in targets:
                predecessors[target].append(node)
    return predecessors


def search(successors: Successors, sources: Iterable[int], avoiding: Collection[int] = ()) -> Search:
    """Find everything that the sources reach, breadth first, without ever entering a node of `avoiding`.

    A source that is to be avoided is left out. For what can reach a set, search on `reverse(successors)` from that set.
    """
    parents = [UNREACHED] * len(successors)
    order: list[int] = []
    # A node to be avoided looks as if it had been reached already: so the inner loop stays one comparison.
    for node in avoiding:
        parents[node] = node
    for node in sources:
        if parents[node] == UNREACHED:
            parents[node] = node
            order.append(node)
    append = order.append
    for node in order:  # the list grows while it is read: it is the queue
        for target in successors[node]:
            if parents[target] == UNREACHED:
                parents[target] = node
                append(target)
    for node in avoiding:
        parents[node] = UNREACHED
    return Search(parents, order)


def strong_components(successors: Successors) -> Components:
    """Find the strongly connected components in one pass.

    Source: R. Tarjan, Depth-first search and linear graph algorithms, 1972; with one number per node for index and low
    link as in D. Pearce, A space-efficient algorithm for finding strongly connected components, 2016.
    """
    with gc_paused(len(successors)):
        return _strong_components(successors)


def _strong_components(successors: Successors) -> Components:
    size = len(successors)
    # 0: not seen yet. While open: the lowest index it is known to reach. Then `closed`, which never lowers anything.
    low = [0] * size
    closed = size + 1
    component = [0] * size
    count = 0
    index = 0
    finished: list[int] = []  # nodes that are done but whose component is still open
    for start in range(size):
        if low[start]:
            continue
        index += 1
        low[start] = index
        path, entered, edges = [start], [index], [iter(successors[start])]
        while path:
            node = path[-1]
            least = low[node]
            for target in edges[-1]:
                result = low[target]
                if not result:
                    low[node] = least
                    index += 1
                    low[target] = index
                    path.append(target)
                    entered.append(index)
                    edges.append(iter(successors[target]))
                    break
                least = min(least, result)
            else:
                path.pop()
                edges.pop()
                if entered.pop() == least:
                    while finished and low[finished[-1]] >= least:
                        member = finished.pop()
                        low[member] = closed
                        component[member] = count
                    low[node] = closed
                    component[node] = count
                    count += 1
                else:
                    low[node] = least
                    finished.append(node)
                    low[path[-1]] = min(low[path[-1]], least)
    return Components(component, count)


def bottom_components(successors: Successors, components: Components | None = None) -> list[list[int]]:
    """List the components that nothing leaves: where a journey that goes on for ever stays in the end.

    One node without edges is an end or a dead end; everything else is a circle with no way out, a livelock.
    """
    components = components or strong_components(successors)
    component = components.component
    left = bytearray(components.count)
    for node, targets in enumerate(successors):
        number = component[node]
        if not left[number]:
            for target in targets:
                if component[target] != number:
                    left[number] = 1
                    break
    bottoms: dict[int, list[int]] = {number: [] for number in range(components.count) if not left[number]}
    for node, number in enumerate(component):
        if not left[number]:
            bottoms[number].append(node)
    return list(bottoms.values())


def loops(successors: Successors, components: Components | None = None) -> list[list[int]]:
    """List the components in which one can go round: two nodes or more, or one node with an edge to itself."""
    members = (components or strong_components(successors)).members()
    return [nodes for nodes in members if len(nodes) > 1 or nodes[0] in successors[nodes[0]]]


def required_nodes(successors: Successors, starts: Iterable[int], targets: Collection[int]) -> list[int]:
    """List the nodes on every path from any of the starts to any of the targets, in the order in which they are met.

    These are the dominators of the targets taken as one. A lone start and a lone target are among them. Empty where no
    target can be reached, for then there is no path to be on.

    A shortest path is walked from the front; whatever can be reached without the next node of that path shows whether
    that node can be passed by. Every node is looked at once, so the whole is linear.
    """
    wanted = set(targets)
    sources = list(starts)
    walk = search(successors, sources)
    last = next((node for node in walk.order if node in wanted), None)
    if last is None:
        return []
    path = walk.path(last)
    position = {node: place for place, node in enumerate(path)}
    finish = len(path)  # stands for "some target is reached", behind every node of the path
    seen = bytearray(len(successors))
    required: list[int] = []

    def furthest_from(queue: list[int]) -> int:
        """Go on from these nodes off the path; the furthest place on the path that can be come back to."""
        furthest = -1
        for node in queue:  # grows while it is read
            if node in position:
                furthest = max(furthest, position[node])
            elif not seen[node]:
                seen[node] = 1
                if node in wanted:
                    furthest = finish
                queue.extend(successors[node])
        return furthest

    reachable = furthest_from(list(sources))
    for place, node in enumerate(path):
        if place > reachable:  # pragma: no cover - the path itself leads on, so this place has been reached
            break
        if place == reachable:
            required.append(node)
        if node in wanted:
            break
        reachable = max(reachable, furthest_from(list(successors[node])))
    return required


def required_labels(
    successors: Successors, starts: Iterable[int], targets: Collection[int], labels: Sequence[Collection[int]]
) -> list[int]:
    """List the labels that every path from a start to a target meets: numbers into `labels`, ascending.

    A label is the set of nodes that bear it (the steps that use a system, the steps an actor takes); without them all
    no target can be reached. Empty where no target can be reached anyway.

    A label that every path needs is on any one path, so only labels of the first path are tried, and every way round
    that is found strikes out all labels that it does without.
    """
    wanted = set(targets)
    sources = list(starts)

    def witness(avoiding: Collection[int]) -> list[int] | None:
        walk = search(successors, sources, avoiding)
        last = next((node for node in walk.order if node in wanted), None)
        return None if last is None else walk.path(last)

    first = witness(())
    if first is None:
        return []
    suspects = {number for number, bearers in enumerate(labels) if not set(bearers).isdisjoint(first)}
    required = []
    while suspects:
        number = suspects.pop()
        way_round = witness(labels[number])
        if way_round is None:
            required.append(number)
        else:
            suspects = {other for other in suspects if not set(labels[other]).isdisjoint(way_round)}
    return sorted(required)
