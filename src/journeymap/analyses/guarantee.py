"""What the customer can be sure of: the game of `numerics.games` on the journey, with who `decides` as the players.

A refusal that may also lead on is an end for those who do not go on. Whether they do is the customer's choice where an
arrow out of it is theirs, and otherwise the organisation's. Where a step waits for work that on some way to it nobody
begins, the organisation can let the customer wait for ever. Arrows that nobody takes (0%) are no arrows; of one
persona's journey those that this persona does not take.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from msgspec import Struct
from msgspec.structs import replace

from journeymap.analysis import Analysis
from journeymap.graph.joins import unfulfilled
from journeymap.graph.topology import CHOICES
from journeymap.graph.units import INTERNAL, STEP, derived
from journeymap.numerics.components import search
from journeymap.numerics.games import Decider, Game, Standing, solve

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from journeymap.graph import ServiceGraph, Topology
    from journeymap.numerics.components import Search

_FEW = 20  # choices of each of which it is asked alone whether it makes the difference
_Waits = dict[int, "Callable[[], list[int]]"]  # by join, what finds a way to it
_DECIDERS = {
    "customer": Decider.CUSTOMER,
    "organisation": Decider.ORGANISATION,
    "chance": Decider.CHANCE,
}


class PointOfNoReturn(Struct, frozen=True):
    """An arrow behind which no way leads to a good end: from where, to where, who decides it."""

    source: Annotated[int, STEP]
    target: Annotated[int, STEP]
    decider: Decider
    _path: Search

    @property
    @derived(STEP)
    def way(self) -> tuple[int, ...]:
        """A way to it from where a journey begins, with as few steps as possible."""
        # Found when it is asked for: all of them together would grow with the square of the service.
        return tuple(self._path.path(self.source))


class Guarantee(Struct, frozen=True):
    """What a customer can be sure of, as numbers of steps.

    `standings[step]` is its class. `overall` is the worst class among the starts, None when nothing begins or no step
    is a good end. `losing_way` shows how a customer who begins well can still be lost, or kept going round (its last
    step is then one it has come to before); empty when every start is guaranteed. `points_of_no_return` are those on
    the path, in the order of the file, without those that lead from a step at which the journey ends well.

    Where a choice at a step at which the customer acts does not say who `decides`, `overall` is computed with the
    customer and with the organisation as whoever does: it is None where the two differ, and `depends_on` are the steps
    at which that makes the difference. The standings of the single steps take whoever acts at a step to decide there.

    Where there are more joins than can be looked through, `overall` is computed with those that were not looked at
    fulfilled and waiting for ever: it is None where the two differ, and `unjudged` are these joins.

    `hopeless` are the beginnings from which no way leads to a good end, where there are others too.

    All this holds for whoever may come; `own` holds the same of each persona, where some arrow is not for all of them.
    """

    standings: tuple[Standing, ...]
    overall: Standing | None
    losing_way: Annotated[tuple[int, ...], STEP]
    points_of_no_return: tuple[PointOfNoReturn, ...]
    depends_on: Annotated[tuple[int, ...], STEP] = ()
    hopeless: Annotated[tuple[int, ...], STEP] = ()
    unjudged: Annotated[tuple[int, ...], STEP] = ()
    own: Annotated[Mapping[str, Guarantee], INTERNAL] = {}

    def of(self, persona: str) -> Guarantee:
        """Return what one persona can be sure of."""
        return self.own.get(persona, self)


def compute(graph: ServiceGraph) -> Guarantee:
    """Solve the game for whoever may come and for each persona, once for all who may go the same ways."""
    solved: dict[tuple[bool, ...], Guarantee] = {}

    def of(*personas: str) -> Guarantee:
        taken = _taken(graph, personas)
        if taken not in solved:
            solved[taken] = _both_ways(graph.topology, taken)
        return solved[taken]

    everybody = of(*graph.personas)
    own = {persona: of(persona) for persona in graph.personas}
    return replace(everybody, own={persona: game for persona, game in own.items() if game is not everybody})


def _both_ways(topology: Topology, taken: Sequence[bool]) -> Guarantee:
    """Solve the game with the customer and with the organisation deciding wherever nobody is said to."""
    joins = unfulfilled(topology, taken)
    game = _solved(topology, taken, joins.ways, topology.deciders)
    silent = {
        step: undecided
        for step, edges in enumerate(topology.ways)
        if (undecided := [edge for edge in edges if taken[edge] and edge in topology.undecided])
        and sum(taken[edge] for edge in edges) + (topology.outcomes[step] is not None) > 1
    }
    if not (silent or joins.unjudged) or game.overall is None:
        return game
    judged = {step: way for step, way in joins.ways.items() if step not in joins.unjudged}

    def solved(organisation: Collection[int], waits: _Waits = joins.ways) -> Guarantee:
        """Solve it without the points of no return, which nobody asks for here."""
        deciders = list(topology.deciders)
        for step, edges in silent.items():
            for edge in edges:
                deciders[edge] = "organisation" if step in organisation else "customer"
        if deciders == topology.deciders and len(waits) == len(joins.ways):
            return game
        return _solved(topology, taken, waits, deciders, with_points=False)

    best, worst = solved(()), solved(silent)
    hoping = (solved((), judged), solved(silent, judged)) if joins.unjudged else (best, worst)
    if [hoped.overall for hoped in hoping] != [best.overall, worst.overall]:
        return replace(game, overall=None, losing_way=(), unjudged=joins.unjudged)
    if best.overall == worst.overall:
        return replace(game, overall=worst.overall, losing_way=worst.losing_way)
    few = silent if len(silent) <= _FEW else ()
    alone = tuple(step for step in few if solved((step,)).overall != best.overall)
    return replace(game, overall=None, losing_way=(), depends_on=alone or tuple(silent))


def _solved(
    topology: Topology, taken: Sequence[bool], waits: _Waits, who_decides: Sequence[str], *, with_points: bool = True
) -> Guarantee:
    """Solve the game from every step, over the arrows that are taken; `waits` are the joins that may wait for ever."""
    game, steps = _game(topology, taken, tuple(waits), who_decides)
    standings = tuple(game.standings[: len(topology)])
    weakest = min(topology.starts, key=lambda step: standings[step], default=None)
    if weakest is None or not topology.good_ends:
        return Guarantee(standings, None, (), ())
    lost = tuple(step for step in topology.starts if standings[step] is Standing.LOST)
    hopeless = lost if len(lost) < len(topology.starts) else ()
    way = game.way_to_lose(weakest)
    losing = [step for node in way if (step := steps[node]) is not None]
    if len(way) > 1 and steps[way[-1]] is None and way[-2] > len(topology):
        losing = waits[losing[-1]]()
    if not with_points:
        return Guarantee(standings, standings[weakest], tuple(losing), (), hopeless=hopeless)
    successors = [[topology.targets[edge] for edge in edges if taken[edge]] for edges in topology.ways]
    path = search(successors, topology.starts)
    falls = [
        PointOfNoReturn(source, target, fall.decider, path)
        for fall in game.points_of_no_return()
        if (source := steps[fall.source]) is not None and (target := steps[fall.target]) is not None
        if source in path and source != target
    ]
    return Guarantee(standings, standings[weakest], tuple(losing), tuple(falls), hopeless=hopeless)


def _game(
    topology: Topology, is_taken: Sequence[bool], waits: Sequence[int], who_decides: Sequence[str]
) -> tuple[Game, list[int | None]]:
    """Return the solved game and the step that each node stands for; None for the added one where all is lost.

    Before a step that may wait for ever (`waits`) stands a gate that the organisation opens, or not.
    """
    given_up = len(topology)
    successors: list[list[int]] = []
    deciders: list[Decider] = []
    mixed: dict[int, list[Decider]] = {}
    gates = {step: given_up + 1 + place for place, step in enumerate(waits)}
    plain = not gates and all(is_taken)
    owners = [_DECIDERS[name] for name in who_decides]
    outcomes = topology.outcomes
    for step, edges in enumerate(topology.ways):
        if plain:
            targets = topology.successors[step]
            who = [owners[edge] for edge in edges]
        else:
            taken = [edge for edge in edges if is_taken[edge]]
            targets = [gates.get(topology.targets[edge], topology.targets[edge]) for edge in taken]
            who = [owners[edge] for edge in taken]
        if targets and outcomes[step] is not None and Decider.CUSTOMER not in who:
            targets = [*targets, given_up]
            who.append(Decider.ORGANISATION)
        successors.append(targets)
        deciders.append(who[0] if who else Decider.ORGANISATION)
        if len(who) > 1 and who.count(who[0]) < len(who):
            mixed[step] = who
    successors.append([])
    deciders.append(Decider.CHANCE)
    successors += [[step, given_up] for step in gates]
    deciders += [Decider.ORGANISATION] * len(gates)
    return solve(successors, deciders, topology.good_ends, mixed), [*range(given_up), None, *gates]


def _taken(graph: ServiceGraph, personas: Iterable[str]) -> tuple[bool, ...]:
    """Return for each edge whether any of the personas may take it; what is no choice happens anyway."""
    topology = graph.topology
    if any(graph.paths(persona).ways is topology.ways for persona in personas):
        return (True,) * len(topology.kinds)
    taken = [kind not in CHOICES for kind in topology.kinds]
    for persona in personas:
        for edges in graph.paths(persona).ways:
            for edge in edges:
                taken[edge] = True
    return tuple(taken)


ANALYSIS = Analysis("guarantee", compute)
