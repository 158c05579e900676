"""Whether everything that is begun can be finished: soundness in the sense of workflow nets.

Three properties (van der Aalst 1997): the *option to complete* (from wherever a customer may be an end can be
reached), *proper completion* (what is forked is joined as it was forked), and *no dead steps*. A choice of `next` and
`recover` is an exclusive one; `starts` forks, `needs` joins. A step that was done stays done.

Without fork and join this is reachability, in linear time. With them the situations of one run are walked through:
where the customer is, where the work beside him is, and which awaited steps are done. Work beside the path is walked
first whenever it can go on. That loses no result: a step that may begin stays able to begin whatever happens elsewhere,
so the order of what happens at the same time does not matter, only the choices do. Work that nothing ahead depends on
is let go. The number of situations still grows with choices that have to be remembered, so it has a budget.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.analysis import Analysis
from journeymap.graph.topology import EdgeKind
from journeymap.numerics.components import Successors, reverse, search, strong_components

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.graph import ServiceGraph, Topology

BUDGET = 100_000
"""Situations that are looked at, beside four per step."""
MEMORY = 400_000_000
"""Bits that the look ahead may take: steps times awaited steps."""
GONE = -1


@dataclass(frozen=True, slots=True)
class Wait:
    """A step that waits for ever: `missing` are the steps it needs that are not done, `run` the customer's way to it.

    `run` is empty for work beside the path that can never begin.
    """

    step: int
    missing: tuple[int, ...]
    run: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Doubling:
    """Work beside the path that comes back onto it without being waited for: the customer is then in two places.

    `starter` begins the work, `way` is its way from its first step to the step of the path that it comes to, the last.
    """

    starter: int
    way: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Soundness:
    """The three properties, and what breaks them, as numbers of steps.

    `concurrent` tells whether there is any fork or join. `complete` is False when the budget ran out after `situations`
    situations: what is listed is then true, but there may be more. `no_option_to_complete` are the steps on the path
    from which no end can be reached, `dead` those of the flow that nothing leads to or that wait for ever in every run.
    """

    concurrent: bool
    complete: bool
    situations: int
    no_option_to_complete: tuple[int, ...]
    waits: tuple[Wait, ...]
    doublings: tuple[Doubling, ...]
    dead: tuple[int, ...]

    @property
    def sound(self) -> bool | None:
        """Whether all three properties hold; None when the budget ran out before anything was found."""
        if self.no_option_to_complete or self.waits or self.doublings or self.dead:
            return False
        return True if self.complete else None


def soundness(graph: ServiceGraph) -> Soundness:
    """Decide the three properties."""
    topology = graph.topology
    ways = topology.successors
    path = search(ways, topology.starts)
    finishing = search(reverse(ways), topology.ends)
    hopeless = tuple(step for step in sorted(path.order) if step not in finishing)
    if not topology.has_concurrency:
        dead = [step for step, inside in enumerate(topology.in_flow) if inside and step not in path]
        return Soundness(False, True, 0, hopeless, (), (), tuple(dead))
    net = _Net(topology)
    roots = {**{step: step for step in net.joins}, **net.started_by(path.order)}
    beside = search(net.onwards, roots)
    budget = BUDGET + 4 * len(topology)
    run = _Run(net, budget)
    within_memory = len(topology) * len(net.flags) <= MEMORY
    complete = within_memory and run.explore(topology.starts)
    # Where a reference is wrong nobody can tell what would have been begun.
    waits = () if _misses_steps(graph) else run.waits()
    dead = [step for step, inside in enumerate(topology.in_flow) if inside and step not in path and step not in beside]
    dead += [wait.step for wait in waits if wait.step not in run.done]
    doublings = tuple(_doublings(net, roots, path.parents))
    return Soundness(True, complete, len(run.parents), hopeless, waits, doublings, tuple(sorted(set(dead))))


def _misses_steps(graph: ServiceGraph) -> bool:
    steps = graph.blueprint.steps
    return any(name not in steps for step in steps.values() for name in (*step.starts, *step.next))


class _Net:
    """The flow with its forks and joins: what each step starts, needs and goes on to."""

    def __init__(self, topology: Topology) -> None:
        size = len(topology)
        self.ways = topology.successors
        self.ends = {step for step, outcome in enumerate(topology.outcomes) if outcome is not None}
        self.starts: list[tuple[int, ...]] = [()] * size
        self.needs: list[tuple[int, ...]] = [()] * size
        led = {step for targets in topology.reached for step in targets} | set(topology.starts)
        for source, target, kind in zip(topology.sources, topology.targets, topology.kinds, strict=True):
            if kind is EdgeKind.STARTS:
                self.starts[source] += (target,)
            elif kind is EdgeKind.NEEDS:
                self.needs[target] += (source,)
        # A step that only waits begins by itself when what it needs is done.
        self.joins = [step for step in range(size) if self.needs[step] and step not in led]
        # Work that comes to a step that needs it has arrived at the join: it is waited for there and goes no further.
        self.after = [
            [target for target in targets if step not in self.needs[target]] for step, targets in enumerate(self.ways)
        ]
        self.onwards = [[*targets, *self.starts[step]] for step, targets in enumerate(self.after)]
        self.flags: dict[int, int] = {}
        for step in range(size):
            for flagged in (*self.needs[step], *((step,) if self.needs[step] else ())):
                self.flags.setdefault(flagged, 1 << len(self.flags))
        self.needed = [sum(self.flags[need] for need in set(needs)) for needs in self.needs]

    def started_by(self, steps: Iterable[int]) -> dict[int, int]:
        """Return the first steps of all work that is begun, from these steps on, each with the step that begins it."""
        found: dict[int, int] = {}
        queue = list(steps)
        seen = set(queue)
        for step in queue:  # grows while it is read
            for target in self.starts[step]:
                found.setdefault(target, step)
            for target in (*self.starts[step], *self.after[step]):
                if target not in seen:
                    seen.add(target)
                    queue.append(target)
        return found

    def look_ahead(self) -> tuple[list[int], list[int]]:
        """Return per step the flags that steps from there on can raise, and those that they ask for."""
        onwards: Successors = [[*targets, *self.starts[step]] for step, targets in enumerate(self.ways)]
        components = strong_components(onwards)
        raised, asked = [0] * components.count, [0] * components.count
        for number, members in enumerate(components.members()):
            for step in members:
                flag = self.flags.get(step, 0)
                raised[number] |= flag
                asked[number] |= self.needed[step] | (flag if self.needs[step] else 0)
                for target in onwards[step]:
                    raised[number] |= raised[components.component[target]]
                    asked[number] |= asked[components.component[target]]
        return [raised[part] for part in components.component], [asked[part] for part in components.component]


_Situation = tuple[int, tuple[int, ...], int]  # the customer's step, the steps of work beside him, the flags raised


class _Run:
    """All situations that can come about, up to a budget."""

    def __init__(self, net: _Net, budget: int) -> None:
        self.net = net
        self.budget = budget
        self.complete = False
        # The situation that each came from, and whether it was the customer who went on.
        self.parents: dict[_Situation, tuple[_Situation | None, bool]] = {}
        self.done: set[int] = set()
        self._stuck: dict[int, tuple[_Situation, tuple[int, ...]]] = {}
        self._held_up: dict[int, int] = {}

    def explore(self, starts: Iterable[int]) -> bool:
        """Walk through the situations, nearest first; False when the budget ran out."""
        self._raised, self._asked = self.net.look_ahead()
        for start in starts:
            self.parents.setdefault(self._situation(start, self.net.joins, 0), (None, True))
        queue = list(self.parents)
        for situation in queue:  # grows while it is read
            for went_on, following in self._following(situation):
                if following not in self.parents:
                    if len(self.parents) >= self.budget:
                        return False
                    self.parents[following] = situation, went_on
                    queue.append(following)
        self.complete = True
        return True

    def _situation(self, customer: int, beside: Iterable[int], flags: int) -> _Situation:
        """Return a situation without what can make no difference any more."""
        raised, asked = self._raised, self._asked
        asking = asked[customer] if customer != GONE else 0
        work = sorted(set(beside))
        for step in work:
            asking |= asked[step]
        flags &= asking
        return customer, tuple(step for step in work if raised[step] & asking & ~flags), flags

    def _following(self, situation: _Situation) -> Iterable[tuple[bool, _Situation]]:
        customer, beside, flags = situation
        net = self.net
        for step in beside:
            if not net.needed[step] & ~flags:
                self.done.add(step)
                others = [*(other for other in beside if other != step), *net.starts[step]]
                raised = flags | net.flags.get(step, 0)
                targets = net.after[step]
                if len(targets) < len(net.ways[step]) or not targets or step in net.ends:
                    yield False, self._situation(customer, others, raised)
                for target in targets:
                    yield False, self._situation(customer, [*others, target], raised)
                return
        for step in beside:
            self._held_up[step] = self._held_up.get(step, 0) | (net.needed[step] & ~flags)
        if customer == GONE:
            return
        missing = net.needed[customer] & ~flags
        if missing:
            needs = tuple(need for need in dict.fromkeys(net.needs[customer]) if net.flags[need] & missing)
            self._stuck.setdefault(customer, (situation, needs))
            return
        self.done.add(customer)
        work = [*beside, *net.starts[customer]]
        raised = flags | net.flags.get(customer, 0)
        if customer in net.ends or not net.ways[customer]:
            yield True, self._situation(GONE, work, raised)
        for target in net.ways[customer]:
            yield True, self._situation(target, work, raised)

    def waits(self) -> tuple[Wait, ...]:
        """Return the steps that wait for ever: the customer's in some run, work beside him if it does in every run."""
        found = [Wait(step, missing, self._way_to(where)) for step, (where, missing) in self._stuck.items()]
        for step, flags in self._held_up.items() if self.complete else ():
            if step not in self.done and step not in self._stuck:
                missing = tuple(need for need in dict.fromkeys(self.net.needs[step]) if self.net.flags[need] & flags)
                found.append(Wait(step, missing, ()))
        return tuple(sorted(found, key=lambda wait: wait.step))

    def _way_to(self, situation: _Situation) -> tuple[int, ...]:
        way: list[int] = []
        here: _Situation | None = situation
        came = True
        while here is not None:
            if came:
                way.append(here[0])
            here, came = self.parents[here]
        return tuple(reversed(way))


def _doublings(net: _Net, roots: dict[int, int], path: list[int]) -> Iterable[Doubling]:
    """Find the arrows over which work beside the path comes onto it."""
    alone = [root for root in roots if path[root] == GONE]
    work = search(net.after, alone, [step for step, parent in enumerate(path) if parent != GONE])
    for root, starter in roots.items():
        if path[root] != GONE and root != starter:
            yield Doubling(starter, (root,))
    for step in work.order:
        for target in dict.fromkeys(net.after[step]):
            if path[target] != GONE:
                way = work.path(step)
                yield Doubling(roots[way[0]], (*way, target))


ANALYSIS = Analysis("soundness", soundness)
