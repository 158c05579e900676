"""Where a customer comes without having been told anything: the one definition of waiting without a word.

What is told at a step that the customer sees holds until the next step that the customer sees. What is given in
writing, told at a step with `evidence`, holds until a wait is over that comes after it: a letter can be read again. An
appointment is known to both, and so is a time that is named in what the organisation says or hands over.
"""

from __future__ import annotations

from collections import deque
from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.graph.telling import agreed_steps, chosen_steps, steps_of_others, timing_steps
from journeymap.graph.topology import CHOICES, EdgeKind
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import DAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.graph.stated import Stated
    from journeymap.graph.topology import Topology

# What is told before a wait, as long as nobody has written it better.
HOW_LONG = say("how long it takes, and why")
_NOTHING, _SPOKEN, _WRITTEN, _CHOSEN = range(4)


class Silence:
    """Where a customer may come and be told nothing, neither there nor before. Steps and edges are known by number.

    `successors` are per step the steps to which some customer goes on.
    """

    def __init__(self, stated: Stated, topology: Topology, successors: Sequence[Sequence[int]]) -> None:
        self._topology = topology
        self._successors = successors
        self._stated = stated
        self._steps = stated.steps
        self._hidden = stated.out_of_sight
        self._telling = [0] * len(self._steps)  # what is told at each step of what comes after it
        telling = {number for number in stated.at("tells") if self._steps[number].tells}
        agreed = agreed_steps(stated, topology.ids)
        # The steps for which whoever comes there knows of the wait, or has nobody of the service to hear of it from.
        self._known = telling | agreed | steps_of_others(stated)
        # What was agreed is over once it was waited for.
        made = {number for number in agreed if (wait := self._steps[number].wait) is None or wait.most < DAY}
        for number in telling | timing_steps(stated):
            self._telling[number] = _WRITTEN if self._steps[number].evidence else _SPOKEN
        chosen = chosen_steps(stated)
        for number in made:  # What both agreed on is remembered as if it were written down.
            self._telling[number] = _CHOSEN if number in chosen else _WRITTEN

    @cached_property
    def _waits(self) -> list[bool]:
        """Whether there is any wait at each step, or on a way to it."""
        topology = self._topology
        waited_for = {topology.targets[edge] for edge, kind in enumerate(topology.kinds) if kind is EdgeKind.NEEDS}
        steps = self._steps
        for number in self._stated.on_ways("wait"):
            waited_for.update(
                topology.index[target]
                for target, flow in steps[number].next.items()
                if flow.wait is not None and target in topology.index
            )
        waited_for.update(number for number in self._stated.at("wait") if steps[number].wait is not None)
        return [number in waited_for for number in range(len(steps))]

    @cached_property
    def _come(self) -> dict[tuple[int, int], None]:
        """What may hold of a customer who comes to each step: nothing told, told, told in writing, or chosen."""
        topology = self._topology
        waiting = deque((start, _NOTHING) for start in topology.starts)
        states = dict.fromkeys(waiting)
        successors = self._successors
        while waiting:
            step, telling = waiting.popleft()
            leaving = self._holds(step, telling)
            for target in successors[step]:
                arriving = target, leaving
                if arriving not in states:
                    states[arriving] = None
                    waiting.append(arriving)
        return states

    def _holds(self, number: int, telling: int) -> int:
        """Return what holds when a customer leaves a step, having come to it with something told."""
        if self._telling[number] and (telling != _CHOSEN or self._waits[number]):
            return self._telling[number]
        if self._hidden[number]:
            # What was waited for is over at the next step that the customer sees, in writing or not.
            return min(telling, _SPOKEN) if self._waits[number] else telling
        return telling if telling >= _WRITTEN and not self._waits[number] else _NOTHING

    def left_in_the_dark(self, number: int) -> bool:
        """Tell whether a customer may go on from a step without anything that was told and still holds."""
        come = self._come
        for telling in (_NOTHING, _SPOKEN, _WRITTEN, _CHOSEN):
            if (number, telling) in come and self._holds(number, telling) == _NOTHING:
                return True
        return False

    @cached_property
    def chosen(self) -> frozenset[int]:
        """The steps to which customers come only at a day or a time that they chose themselves."""
        arriving: dict[int, int] = {}
        for step, telling in self._come:
            arriving[step] = min(telling, arriving.get(step, _CHOSEN))
        return frozenset(step for step, telling in arriving.items() if telling == _CHOSEN)

    @cached_property
    def before(self) -> dict[int, int]:
        """The steps to which a customer may come without being told anything, each with the one before it.

        A step where journeys begin is before itself.
        """
        topology, hidden, known = self._topology, self._hidden, self._known
        origins = {start: start for start in topology.starts if start not in known}
        queue = [start for start in origins if hidden[start]]
        reached = dict.fromkeys([number for number, _ in self._come])
        queue += [number for number in reached if not hidden[number] and self.left_in_the_dark(number)]
        successors = self._successors
        for number in queue:  # grows while it is read
            for target in successors[number]:
                if target not in origins and target not in known:
                    origins[target] = number
                    if hidden[target]:
                        queue.append(target)
        return origins

    def way_to(self, number: int) -> tuple[int, ...]:
        """Return a shortest way on which a customer comes to a step and is told nothing; empty if told on each.

        From the last step that the customer could see, over steps out of sight; for a beginning the step alone.
        """
        before = self.before
        if number not in before:
            return ()
        way = [number]
        while before[way[-1]] != way[-1]:
            way.append(before[way[-1]])
            if not self._hidden[way[-1]]:
                break
        return tuple(way[::-1])

    def origins(self, number: int) -> frozenset[int]:
        """Return the steps that customers see from which they may come to a step, over steps out of sight, untold."""
        topology, hidden = self._topology, self._hidden
        queue, seen = [number], {number}
        dark: set[int] = set()
        for here in queue:  # grows while it is read
            for edge in topology.incoming[here]:
                source = topology.sources[edge]
                if topology.kinds[edge] not in CHOICES or topology.targets[edge] not in self._successors[source]:
                    continue
                if not hidden[source]:
                    if self.left_in_the_dark(source):
                        dark.add(source)
                elif source not in seen:
                    seen.add(source)
                    queue.append(source)
        return frozenset(dark)

    def contact_before(self, number: int) -> int:
        """Return the step at which the organisation could say something: this one, else the nearest before it.

        The step itself where nothing before it is a contact.
        """
        topology, steps = self._topology, self._steps
        queue = [number]
        for here in queue:  # grows while it is read
            step = steps[here]
            if step.frontstage or step.channel or step.evidence or step.tells:
                return here
            sources = (topology.sources[edge] for edge in topology.incoming[here] if topology.kinds[edge] in CHOICES)
            queue += [source for source in dict.fromkeys(sources) if source not in queue]
        return number

    def way_over(self, edge: int) -> tuple[int, ...]:
        """Return the same for who comes over one arrow."""
        source, target = self._topology.sources[edge], self._topology.targets[edge]
        if target in self._known or not self.left_in_the_dark(source):
            return ()
        way: Sequence[int] = self.way_to(source) if self._hidden[source] else (source,)
        return (*way, target) if way else ()
