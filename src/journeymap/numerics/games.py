"""What the customer can be sure of: a reachability game on who decides.

At every node somebody decides which edge is taken: the customer, the organisation, or chance. The game is won when a
node of T⁺, the targets (the ends at which the customer is helped), is reached. Chance is nobody's enemy: an edge that
chance decides comes up sooner or later when its node is visited again and again, so a call that drops now and then and
is dialled again is no harm, but a chance that leads away from help for good is. "Certain" below therefore means with
probability 1, and no share is needed, only which edges there are.

The classes, best first; each contains the one before it, so every node has exactly one best class:

* **guaranteed**: the customer has a way of choosing with which T⁺ is certain whatever the organisation chooses, were it
  set on losing him or keeping him waiting for ever.
* **likely**: the customer has a way of choosing with which T⁺ is certain if every choice of the organisation also comes
  up sooner or later. The organisation cannot lose him for good; what it can do is send him round and round.
* **in the organisation's hands**: the organisation can choose so that T⁺ is certain, with a customer who wants to get
  there. What it may also do is choose otherwise and lose him.
* **possible**: some path leads to T⁺; with luck, too, is needed.
* **lost**: no path does.

That the customer may give up is his own choice and takes nothing away: he has another. That the organisation may refuse
him does. A node without edges that is no target is lost; edges out of a target do not count, the game is over there.

**Edges of one node with several deciders.** First chance comes up or does not. If not, and the organisation has an edge
there, the customer cannot count on being asked: all the organisation's edges may come to him (guaranteed: all of them
must be good), his own are options for as long as the organisation has not moved (likely, possible). A node's edges that
are all his own are a choice that he must make.

Source: almost-sure reachability in 2½-player games by repeated attractors, K. Chatterjee, M. Jurdziński & T. Henzinger,
Simple stochastic parity games, 2003. Attractors are repaired rather than computed anew, which is linear but for graphs
made to prevent it. The questions are those of P. Kobialka et al., User journey games, 2024.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.numerics.attractors import FAIR, HOSTILE, OWN, Arena, Won, win
from journeymap.numerics.components import Successors, reverse, search

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


class Decider(IntEnum):
    """Who takes the choice."""

    CUSTOMER = 0
    ORGANISATION = 1
    CHANCE = 2


class Standing(IntEnum):
    """What the customer can be sure of at a node; a greater number is better."""

    LOST = 0
    POSSIBLE = 1
    IN_THEIR_HANDS = 2
    LIKELY = 3
    GUARANTEED = 4


class Fall(Struct, frozen=True):
    """An edge over which the standing gets worse."""

    source: int
    target: int
    decider: Decider
    before: Standing
    after: Standing


class Game(Struct, frozen=True):
    """The game on a graph, solved. `standings[node]` is the class of a node."""

    successors: Successors
    standings: list[Standing]
    _deciders: Sequence[int]
    _mixed: Mapping[int, Sequence[int]]
    _targets: frozenset[int]
    _arena: Arena
    _likely: Won
    _guarantee: Won

    def decider(self, node: int, place: int) -> Decider:
        """Who decides on the edge `successors[node][place]`."""
        own = self._mixed.get(node)
        return Decider(self._deciders[node] if own is None else own[place])

    def advice(self, node: int) -> int | None:
        """Where a customer at a guaranteed node whose choice it is must go to be sure; None where he has no choice."""
        if self.standings[node] is not Standing.GUARANTEED or node in self._targets:
            return None
        if any(self.decider(node, place) is not Decider.CUSTOMER for place in range(len(self.successors[node]))):
            return None
        return self._guarantee.support[node]

    def falls(self) -> list[Fall]:
        """List the edges over which the standing gets worse, in the order of the nodes; not those out of targets.

        An edge that is not the customer's best choice and his to leave is among them: he may still take it.
        """
        standings, falls = self.standings, []
        for node, targets in enumerate(self.successors):
            before = standings[node]
            if before == 0 or node in self._targets:
                continue
            for place, target in enumerate(targets):
                if (after := standings[target]) < before:
                    falls.append(Fall(node, target, self.decider(node, place), before, after))
        return falls

    def points_of_no_return(self) -> list[Fall]:
        """List the edges over which the customer is lost: behind them no path leads to help."""
        return [fall for fall in self.falls() if fall.after is Standing.LOST]

    def way_to_lose(self, node: int) -> list[int]:
        """Show a path from here on which the customer is lost although he chooses the best he can.

        It ends at a node that is lost, the nearest there is; where he can only be kept going round it ends with the
        node that it has come back to. Empty where T⁺ is guaranteed.
        """
        standings = self.standings
        if standings[node] is Standing.GUARANTEED:
            return []
        parents = {node: node}
        queue = [node]
        for here in queue:  # grows while it is read
            if standings[here] is Standing.LOST:
                path = [here]
                while path[-1] != node:
                    path.append(parents[path[-1]])
                return path[::-1]
            for target in self._losing_moves(here):
                if target not in parents:
                    parents[target] = here
                    queue.append(target)
        return self._way_round(node)

    def _losing_moves(self, node: int) -> list[int]:
        """Where play may go: wherever others take him outside the guarantee, or to the best of his own choices."""
        standings = self.standings
        own: list[int] = []
        others: list[int] = []
        theirs = False
        for place, target in enumerate(self.successors[node]):
            decider = self.decider(node, place)
            theirs = theirs or decider is Decider.ORGANISATION
            (own if decider is Decider.CUSTOMER else others).append(target)
        moves = [target for target in others if standings[target] is not Standing.GUARANTEED]
        if own:
            best = max(standings[target] for target in own)
            # Beside the organisation's edges he is seen to act only where that keeps his hopes up, not to give up.
            if best is not Standing.GUARANTEED and (not theirs or best is standings[node]):
                moves += [target for target in own if standings[target] is best]
        return moves

    def _way_round(self, node: int) -> list[int]:
        """Follow the organisation's plan of keeping the customer away until a node comes up again.

        He and chance move as they would if the organisation meant him no harm and got him there in the end, so that it
        is not they who go round. Every step leads to a node that was given up in the same round as this one or earlier:
        the circle at the end lies within one trap, which neither he nor chance can leave.
        """
        rounds, arena, hoped = self._guarantee.rounds, self._arena, self._likely.support
        path, seen = [node], {node}
        while True:
            towards = hoped[node]
            if arena.deciders[node] == Decider.ORGANISATION or not 0 < rounds[towards] <= rounds[node]:
                towards = min((t for t in arena.successors[node] if rounds[t]), key=lambda target: rounds[target])
            node = towards
            if node < len(self.successors):
                path.append(node)
                if node in seen:
                    return path
                seen.add(node)


def solve(
    successors: Successors,
    deciders: Sequence[int],
    targets: Collection[int],
    mixed: Mapping[int, Sequence[int]] | None = None,
) -> Game:
    """Find the standing of every node.

    `deciders[node]` says who decides at a node; `mixed[node]`, where given, says it for each of the node's edges
    instead, in the order of `successors[node]`. `targets` is T⁺.
    """
    mixed = mixed or {}
    goal = frozenset(targets)
    arena = _arena(successors, deciders, goal, mixed)
    predecessors = reverse(arena.successors)
    reached = search(predecessors, goal)
    alive = bytearray(len(arena.successors))
    for node in reached.order:
        alive[node] = 1

    in_hands = win(arena, predecessors, goal, alive, bytes((OWN, OWN, FAIR)))
    likely = win(arena, predecessors, goal, in_hands.winning, bytes((OWN, FAIR, FAIR)))
    arena, predecessors = _without_options(arena, predecessors)
    guarantee = win(arena, predecessors, goal, likely.winning, bytes((OWN, HOSTILE, FAIR)))

    scale = list(Standing)
    standings = [
        scale[possible + hands + sure + certain]
        for possible, hands, sure, certain, _ in zip(
            alive, in_hands.winning, likely.winning, guarantee.winning, successors, strict=False
        )
    ]
    return Game(successors, standings, deciders, mixed, goal, arena, likely, guarantee)


def _arena(
    successors: Successors, deciders: Sequence[int], goal: Collection[int], mixed: Mapping[int, Sequence[int]]
) -> Arena:
    """One decider per node: where several decide, chance comes first, then the organisation, then the customer.

    The added nodes come behind the given ones. The last edge of an organisation's node in `options` leads to a node
    where the customer may act before the organisation does, or leave it at that and go back.
    """
    edges: list[Sequence[int]] = list(successors)
    who = bytearray(deciders)
    if len(who) != len(edges):
        msg = f"{len(edges)} nodes, but {len(who)} deciders"
        raise ValueError(msg)
    options: list[int] = []
    for node, owners in mixed.items():
        if node in goal:
            continue
        split: dict[int, list[int]] = {Decider.CUSTOMER: [], Decider.ORGANISATION: [], Decider.CHANCE: []}
        for target, owner in zip(successors[node], owners, strict=True):
            split[owner].append(target)
        chance, theirs, own = split[Decider.CHANCE], split[Decider.ORGANISATION], split[Decider.CUSTOMER]
        place = node
        if chance:
            who[node] = Decider.CHANCE
            if not theirs and not own:
                continue
            place = len(edges)
            edges[node] = [*chance, place]
            edges.append(())
            who.append(Decider.CHANCE)
        who[place] = Decider.ORGANISATION if theirs else Decider.CUSTOMER
        edges[place] = theirs or own
        if theirs and own:
            edges[place] = [*theirs, len(edges)]
            edges.append([*own, place])
            who.append(Decider.CUSTOMER)
            options.append(place)
    for node in goal:
        edges[node] = ()
    return Arena(edges, who, options)


def _without_options(arena: Arena, predecessors: list[list[int]]) -> tuple[Arena, list[list[int]]]:
    """Give the arena of a customer who is never asked where the organisation can also move."""
    if not arena.options:
        return arena, predecessors
    edges, before = list(arena.successors), list(predecessors)
    for place in arena.options:
        before[edges[place][-1]] = []
        edges[place] = edges[place][:-1]
    return Arena(edges, arena.deciders, arena.options), before
