"""Whether everything that is begun can be finished: soundness in the sense of workflow nets.

Three properties (van der Aalst 1997): the *option to complete* (from wherever a customer may be an end can be
reached), *proper completion* (what is forked is joined as it was forked), and *no dead steps*. A choice of `next` and
`recover` is an exclusive one; `starts` forks, `needs` joins. A step that was done stays done.

Without fork and join this is reachability, in linear time. With them the situations of one run are walked through:
where the customer is, where the work beside it is, and which awaited steps are done. Work beside the path is walked
first whenever it can go on. That loses no result: a step that may begin stays able to begin whatever happens elsewhere,
so the order of what happens at the same time does not matter, only the choices do (the persistent sets of Godefroid,
1996). Work that may go round must not keep the rest from its turn: where its moves lead to a known situation, the
others are followed too. Work that nothing ahead depends on is let go. The number of situations still grows with
choices that have to be remembered, so what is looked at has a budget.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from msgspec import Struct

from journeymap.analysis import Analysis
from journeymap.graph.topology import EdgeKind
from journeymap.graph.units import COUNT, STEP, derived
from journeymap.numerics.components import Successors, reverse, search, strong_components

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.graph import ServiceGraph, Topology

BUDGET = 1_400_000
"""What is looked at: for each move from one situation to another `_MOVE`, and 1 for each piece of work under way."""
_MOVE = 10
MEMORY = 400_000_000
"""Bits that the look ahead may take: steps times awaited steps."""
GONE = -1


class Wait(Struct, frozen=True):
    """A step that waits for ever: `missing` are the steps it needs that are not done, `run` the customer's way to it.

    `run` is empty for work beside the path that can never begin.
    """

    step: Annotated[int, STEP]
    missing: Annotated[tuple[int, ...], STEP]
    run: Annotated[tuple[int, ...], STEP]


class Doubling(Struct, frozen=True):
    """Work beside the path that comes back onto it without being waited for: the customer is then in two places.

    `starter` begins the work, `way` is its way from its first step to the step of the path that it comes to, the last.
    """

    starter: Annotated[int, STEP]
    way: Annotated[tuple[int, ...], STEP]


class Soundness(Struct, frozen=True):
    """The three properties, and what breaks them, as numbers of steps.

    `concurrent` tells whether there is any fork or join. `complete` is False when the budget ran out after `situations`
    situations: what is listed is then true, but there may be more. `no_option_to_complete` are the steps on the path
    from which no end can be reached, `dead` those of the flow that nothing leads to or that wait for ever in every run.
    """

    concurrent: bool
    complete: bool
    situations: Annotated[int, COUNT]
    no_option_to_complete: Annotated[tuple[int, ...], STEP]
    waits: tuple[Wait, ...]
    doublings: tuple[Doubling, ...]
    dead: Annotated[tuple[int, ...], STEP]

    @property
    @derived()
    def sound(self) -> bool | None:
        """Whether all three properties hold; None when the budget ran out before anything was found."""
        if self.no_option_to_complete or self.waits or self.doublings or self.dead:
            return False
        return True if self.complete else None


def soundness(graph: ServiceGraph) -> Soundness:
    """Decide the three properties."""
    topology = graph.topology
    ways = topology.successors
    path = topology.path
    finishing = search(reverse(ways), topology.ends)
    hopeless = tuple(step for step in sorted(path.order) if step not in finishing)
    if not topology.has_concurrency:
        dead = [step for step, inside in enumerate(topology.in_flow) if inside and step not in path]
        return Soundness(False, True, 0, hopeless, (), (), tuple(dead))
    net = _Net(topology)
    roots = {**{step: step for step in net.joins}, **net.started_by(path.order)}
    beside = search(net.onwards, roots)
    run = _Run(net, BUDGET)
    within_memory = len(topology) * len(net.flags) <= MEMORY
    complete = within_memory and run.explore(topology.starts)
    waits = run.waits()
    never_begun = {wait.step for wait in waits if not wait.run}
    if _misses_steps(graph):
        waits = ()  # where a reference is wrong nobody can tell what would have been begun
    dead = [step for step, inside in enumerate(topology.in_flow) if inside and step not in path and step not in beside]
    # Before everything was looked at nobody can tell what no run does.
    dead += [wait.step for wait in waits if complete and wait.step not in run.done]
    begun = [step for step in net.joins if step not in never_begun]
    work = {**{step: step for step in begun}, **net.started_by([*path.order, *begun])}
    doublings = tuple(_doublings(net, work, path.parents))
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

    def going_round(self) -> frozenset[int]:
        """Return the steps of work that goes round or is begun again by such work: only these can come up again."""
        components = strong_components(self.onwards)
        circling = [
            step
            for members in components.members()
            for step in members
            if len(members) > 1 or step in self.onwards[step]
        ]
        return frozenset(search(self.onwards, circling).order)

    def started_by(self, steps: Iterable[int]) -> dict[int, int]:
        """Return the first steps of all work that is begun, from these steps on, each with the step that begins it."""
        starters: dict[int, int] = {}
        queue = list(steps)
        seen = set(queue)
        for step in queue:  # grows while it is read
            for target in self.starts[step]:
                starters.setdefault(target, step)
            for target in (*self.starts[step], *self.after[step]):
                if target not in seen:
                    seen.add(target)
                    queue.append(target)
        return starters

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


_Situation = tuple[int, tuple[int, ...], int]  # the customer's step, the steps of work beside it, the flags raised


class _Run:
    """All situations that can come about, up to a budget."""

    def __init__(self, net: _Net, budget: int) -> None:
        self.net = net
        self.budget = budget
        self.work = 0
        self.complete = False
        # The situation that each came from, and whether it was the customer who went on.
        self.parents: dict[_Situation, tuple[_Situation | None, bool]] = {}
        self.done: set[int] = set()
        # Where the customer waits: what may follow.
        self._waiting: dict[_Situation, list[_Situation]] = {}
        # By step of work beside it that waits: what it lacked at any time, and what it lacked when nothing else moved.
        self._held_up: dict[int, int] = {}
        self._left_waiting: dict[int, int] = {}

    def explore(self, starts: Iterable[int]) -> bool:
        """Walk through the situations, nearest first; False when the budget ran out."""
        self._raised, self._asked = self.net.look_ahead()
        self._going_round = self.net.going_round()
        for start in starts:
            self.parents.setdefault(self._situation(start, self.net.joins, 0), (None, True))
        queue = list(self.parents)
        for situation in queue:  # grows while it is read
            if self.work > self.budget:
                return False
            following = self._following(situation)
            if not following:
                for step in situation[1]:
                    missing = self.net.needed[step] & ~situation[2]
                    self._left_waiting[step] = self._left_waiting.get(step, 0) | missing
            if situation[0] != GONE and self.net.needed[situation[0]] & ~situation[2]:
                self._waiting[situation] = [target for _, target in following]
            for went_on, target in following:
                if target not in self.parents:
                    self.parents[target] = situation, went_on
                    queue.append(target)
        self.complete = True
        return True

    def _situation(self, customer: int, beside: Iterable[int], flags: int) -> _Situation:
        """Return a situation without what can make no difference any more."""
        raised, asked = self._raised, self._asked
        asking = asked[customer] if customer != GONE else 0
        work = sorted(set(beside))
        self.work += len(work) + _MOVE
        for step in work:
            asking |= asked[step]
        flags &= asking
        return customer, tuple(step for step in work if raised[step] & asking & ~flags), flags

    def _following(self, situation: _Situation) -> list[tuple[bool, _Situation]]:
        """Return what may follow: the moves of one piece of work beside the path where that is enough, else all."""
        customer, beside, flags = situation
        followers: list[tuple[bool, _Situation]] = []
        self.work += len(beside)
        for step in beside:
            missing = self.net.needed[step] & ~flags
            if missing:
                self._held_up[step] = self._held_up.get(step, 0) | missing
                continue
            moves = [(False, target) for target in self._moves_beside(situation, step)]
            followers += moves
            # Work that goes round must not keep everything else from going on: a circle holds a known situation.
            # Where none of this work can come up again, a known situation is one that other choices led to as well.
            if step not in self._going_round or not any(target in self.parents for _, target in moves):
                return moves
        if customer == GONE or self.net.needed[customer] & ~flags:
            return followers
        self.done.add(customer)
        work = [*beside, *self.net.starts[customer]]
        raised = flags | self.net.flags.get(customer, 0)
        if customer in self.net.ends or not self.net.ways[customer]:
            followers.append((True, self._situation(GONE, work, raised)))
        followers += [(True, self._situation(target, work, raised)) for target in self.net.ways[customer]]
        return followers

    def _moves_beside(self, situation: _Situation, step: int) -> Iterable[_Situation]:
        customer, beside, flags = situation
        net = self.net
        self.done.add(step)
        others = [*(other for other in beside if other != step), *net.starts[step]]
        raised = flags | net.flags.get(step, 0)
        targets = net.after[step]
        if len(targets) < len(net.ways[step]) or not targets or step in net.ends:
            yield self._situation(customer, others, raised)
        for target in targets:
            yield self._situation(customer, [*others, target], raised)

    def waits(self) -> tuple[Wait, ...]:
        """Return the steps that wait for ever: the customer's in some run, work beside it if it does in every run."""
        stuck: dict[int, Wait] = {}
        hopeful = self._hopeful()
        for situation in self._waiting if self.complete else self._settled():
            step = situation[0]
            if situation not in hopeful and step not in stuck:
                missing = self._named(step, self._never_raised(situation))
                stuck[step] = Wait(step, missing, self._way_to(situation))
        waits = list(stuck.values())
        for step, flags in self._held_up.items() if self.complete else ():
            if step not in self.done and step not in stuck:
                waits.append(Wait(step, self._named(step, self._left_waiting.get(step) or flags), ()))
        return tuple(sorted(waits, key=lambda wait: wait.step))

    def _settled(self) -> Iterable[_Situation]:
        return (situation for situation, following in self._waiting.items() if not following)

    def _hopeful(self) -> set[_Situation]:
        """Return the situations in which the customer waits, but in some future goes on."""
        before: dict[_Situation, list[_Situation]] = {}
        hopeful: list[_Situation] = []
        for situation, following in self._waiting.items():
            if any(target not in self._waiting for target in following):
                hopeful.append(situation)
            for target in following:
                before.setdefault(target, []).append(situation)
        hoping = set(hopeful)
        for situation in hopeful:  # grows while it is read
            for earlier in before.get(situation, ()):
                if earlier not in hoping:
                    hoping.add(earlier)
                    hopeful.append(earlier)
        return hoping

    def _never_raised(self, situation: _Situation) -> int:
        """Return the flags that the customer waits for and that no future raises; those that are down if all may be."""
        needed = self.net.needed[situation[0]]
        queue, seen, raised = [situation], {situation}, 0
        for here in queue:  # grows while it is read
            raised |= here[2]
            for target in self._waiting[here]:
                if target not in seen:
                    seen.add(target)
                    queue.append(target)
        return needed & ~raised or needed & ~situation[2]

    def _named(self, step: int, flags: int) -> tuple[int, ...]:
        return tuple(need for need in dict.fromkeys(self.net.needs[step]) if self.net.flags[need] & flags)

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
