"""From which nodes a set can be reached with probability 1, against an opponent and with fair chance.

The engine of `games`. Three roles: at an own node the player picks an edge, at a hostile node the opponent does, at a
fair node every edge comes up with some probability, whatever its size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

OWN, HOSTILE, FAIR = 0, 1, 2
NOWHERE = -1


class Arena(Struct, frozen=True):
    """A graph with a decider at each node; `options` are nodes of which `games` knows that their last edge is extra."""

    successors: list[Sequence[int]]
    deciders: bytearray
    options: list[int] = field(default_factory=list)


class Won(Struct, frozen=True):
    """`winning[node]` is 1 where the set is reached with probability 1.

    `support[node]` is for a winning own node an edge that wins when it is always taken. `rounds[node]` numbers the
    nodes that do not win in the order in which they were given up, from 1: those of one trap, which the opponent need
    never leave, share a number, those that can be driven into it follow; 0 for winning nodes.
    """

    winning: bytearray
    support: list[int]
    rounds: list[int]


def win(
    arena: Arena, predecessors: Sequence[Sequence[int]], goal: Collection[int], alive: bytearray, roles: bytes
) -> Won:
    """Find where `goal` is reached with probability 1, `roles[decider]` being the role of each decider.

    Only nodes with `alive[node]` are considered: whoever calls knows that the others do not win. Nodes of the goal must
    have no edges and be alive.

    A node is a candidate as long as it may win. Among the candidates, the attractor of the goal (each step either
    chosen, possible by chance, or forced on the opponent) says where the goal is reached with positive probability;
    the other candidates are a trap, and with them falls every node that cannot keep out of it. What is left is tried
    again until no trap is left. Only nodes whose way to the goal ran over a fallen node are looked at again.
    """
    attempt = _Attempt(arena.successors, predecessors, arena.deciders.translate(_table(roles)), bytearray(alive))
    attempt.close()
    attempt.attract(goal)
    while trap := attempt.trapped():
        attempt.fall(trap)
        attempt.repair()
    return Won(attempt.alive, attempt.support, attempt.rounds)


def _table(roles: bytes) -> bytes:
    return roles + bytes(256 - len(roles))


class _Attempt:
    """The state of the search: who is still a candidate, and through which edge each is attracted to the goal."""

    def __init__(
        self,
        successors: Sequence[Sequence[int]],
        predecessors: Sequence[Sequence[int]],
        role: bytearray,
        alive: bytearray,
    ) -> None:
        size = len(successors)
        self.successors = successors
        self.predecessors = predecessors
        self.role = role
        self.alive = alive
        self.support = [NOWHERE] * size
        self.rounds = [0] * size
        self.round = 0
        self.attracted = bytearray(size)
        self.missing = [0] * size  # hostile nodes: edges that do not yet lead to an attracted node
        self.choices = [0] * size  # own nodes: edges to candidates
        self.suspects: list[int] = []

    def close(self) -> None:
        """Give up the nodes that cannot keep among the candidates they are given."""
        alive, role = self.alive, self.role
        leaving = []
        for node, targets in enumerate(self.successors):
            if not alive[node]:
                continue
            if role[node] == OWN:
                inside = 0
                for target in targets:
                    inside += alive[target]
                self.choices[node] = inside
                if not inside and targets:
                    leaving.append(node)
            else:
                for target in targets:
                    if not alive[target]:
                        leaving.append(node)
                        break
        self.round += 1
        for node in leaving:
            self._give_up(node)
        self._drag_down(leaving)

    def attract(self, goal: Iterable[int]) -> None:
        """Build the attractor of the goal; its nodes are attracted, each with its supporting edge."""
        self.missing = list(map(len, self.successors))
        self.suspects = [node for node in range(len(self.successors)) if self.alive[node]]
        queue = list(goal)
        for node in queue:
            self.attracted[node] = 1
        self._spread(queue)

    def trapped(self) -> list[int]:
        """List the candidates among those looked at last that are not attracted: together a trap."""
        alive, attracted = self.alive, self.attracted
        return [node for node in self.suspects if alive[node] and not attracted[node]]

    def fall(self, trap: list[int]) -> None:
        """Give up a trap and every candidate that cannot keep out of it; those who lost their support are suspects."""
        self.round += 1
        for node in trap:
            self.alive[node] = 0
            self.rounds[node] = self.round
        self._drag_down(list(trap))

    def repair(self) -> None:
        """Attract those suspects anew that still have another way."""
        successors, alive, attracted, role = self.successors, self.alive, self.attracted, self.role
        self._suspect()
        queue = []
        for node in self.suspects:
            if role[node] == HOSTILE:
                self.missing[node] = sum(not attracted[target] for target in successors[node])
                continue
            for target in successors[node]:
                if attracted[target] and alive[target]:
                    self.support[node] = target
                    queue.append(node)
                    break
        for node in queue:
            attracted[node] = 1
        self._spread(queue)

    def _spread(self, queue: list[int]) -> None:
        """Attract whoever can get to the nodes in the queue or is forced to."""
        predecessors, alive, attracted = self.predecessors, self.alive, self.attracted
        role, support, missing = self.role, self.support, self.missing
        append = queue.append
        for node in queue:  # grows while it is read
            for before in predecessors[node]:
                if attracted[before] or not alive[before]:
                    continue
                if role[before] == HOSTILE:
                    missing[before] -= 1
                    if missing[before]:
                        continue
                attracted[before] = 1
                support[before] = node
                append(before)

    def _give_up(self, node: int) -> None:
        self.alive[node] = 0
        self.rounds[node] = self.round
        self.round += 1

    def _drag_down(self, fallen: list[int]) -> None:
        """Give up whoever cannot help following the fallen; collect those whose support is among them."""
        predecessors, alive, role, choices = self.predecessors, self.alive, self.role, self.choices
        self.round += 1
        doubtful = []
        for node in fallen:  # grows while it is read
            self.attracted[node] = 0
            for before in predecessors[node]:
                if not alive[before]:
                    continue
                if role[before] == OWN:
                    choices[before] -= 1
                    if choices[before]:
                        if self.support[before] == node:
                            doubtful.append(before)
                        continue
                self._give_up(before)
                fallen.append(before)
        self.suspects = [node for node in doubtful if alive[node]]

    def _suspect(self) -> None:
        """Widen the suspects by everyone who is attracted only through one of them, and take their attraction away."""
        predecessors, alive, attracted, role, support = (
            self.predecessors,
            self.alive,
            self.attracted,
            self.role,
            self.support,
        )
        suspects = []
        for node in self.suspects:
            if attracted[node]:
                attracted[node] = 0
                suspects.append(node)
        for node in suspects:  # grows while it is read
            for before in predecessors[node]:
                if alive[before] and attracted[before] and (role[before] == HOSTILE or support[before] == node):
                    attracted[before] = 0
                    suspects.append(before)
        self.suspects = suspects
