"""How well a sequence of events fits a drawn way: the cheapest explanation, found exactly.

A search over (events read, where the customer is, work that runs beside, needed steps that are done) in which a move
costs nothing or one, so that a queue with two ends is enough (0-1 breadth-first search). Cost and moves are those of an
alignment of a log and a model (Adriansyah 2014, "Aligning observed and modeled behavior"); what stops before an end
costs one and not every step that is left, unless it is `strict`, and events of one moment are read in any order.

Among explanations of equal cost the first is taken that goes as drawn, then over what is not seen, then without an
event, then past an event; arrows in their order. So "b after c" reads as b that came later.
"""

from __future__ import annotations

from collections import deque
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.numerics.components import search

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_STATES = 200_000
MOST_TIED = 6
# The same work, begun and not yet done, more often at once than this is the same for the search: it has to end.
MOST_ALIKE = 2
NOWHERE = -1


class Move(StrEnum):
    """What a part of an explanation says of a step."""

    DRAWN = "drawn"
    UNSEEN = "unseen"
    MISSING = "missing"
    AD_HOC = "ad-hoc"
    REPEATED = "repeated"
    OUT_OF_ORDER = "out-of-order"
    ENDED = "ended"
    RUNNING = "running"
    BROKEN_OFF = "broken-off"


Events = tuple[tuple[int, ...], ...]
"""The moments of a journey in order: per moment the steps that each of its events stands for, as `Net.labels`."""


class Aligned(Struct, frozen=True):
    """The cheapest explanation: its cost, and its moves in order, each with the step that it is about."""

    cost: int
    moves: tuple[tuple[Move, int], ...]


class Net(Struct, dict=True):
    """What may be done, in numbers.

    Per step: `ways` the steps that it leads to, `ends` whether a journey may end there, `unseen` whether it leaves no
    event, `begun` the steps that it begins beside the path, `needs` the steps that must be done before it, `alone`
    whether it begins by itself when they are. `starts` are the steps where journeys begin. `labels` say per event which
    steps it may stand for.
    """

    ways: Sequence[Sequence[int]]
    ends: Sequence[bool]
    unseen: Sequence[bool]
    starts: Sequence[int]
    begun: Sequence[Sequence[int]]
    needs: Sequence[Sequence[int]]
    alone: Sequence[bool]
    labels: Sequence[tuple[int, ...]]

    @cached_property
    def needed(self) -> frozenset[int]:
        """The steps that another one waits for."""
        return frozenset(step for needs in self.needs for step in needs)

    @cached_property
    def opened(self) -> dict[int, list[int]]:
        """Per needed step the steps that begin by themselves, perhaps because of it."""
        opened: dict[int, list[int]] = {}
        for step, needs in enumerate(self.needs):
            if self.alone[step]:
                for need in needs:
                    opened.setdefault(need, []).append(step)
        return opened

    @cached_property
    def meant(self) -> list[frozenset[int]]:
        """Per event the steps that it may stand for."""
        return [frozenset(label) for label in self.labels]

    @cached_property
    def threads(self) -> dict[int, frozenset[int]]:
        """Per step that is begun beside the path the needed steps that are to be done anew when it is."""
        threads: dict[int, frozenset[int]] = {}
        for step in {step for steps in self.begun for step in steps}:
            threads[step] = self.needed.intersection(search(self.ways, [step]).order)
        return threads

    @cached_property
    def shortest(self) -> int | None:
        """The fewest events with which a journey can be complete; None where no end can be reached."""
        aligned = align(self, (), strict=True)
        return None if aligned is None else aligned.cost


# Where a journey stands: the customer's step, the work beside it (`~step` is not yet done, `step` is), what is done.
_Place = tuple[int, tuple[int, ...], frozenset[int]]
# The moments that are read whole, and what is left of the next one.
_State = tuple[int, tuple[int, ...], _Place]
_Onward = tuple[_State, Move, int]


def align(
    net: Net, events: Events, *, running: bool = False, strict: bool = False, states: int = MOST_STATES
) -> Aligned | None:
    """Return the cheapest explanation of a journey's events, or None beyond the budget of `states`.

    A journey that may still be `running` may stop anywhere at no cost. With `strict` nothing may stop before an end.
    """
    moments = [group for moment in events for group in _in_order(net, moment)]
    begin: _State = (0, moments[0] if moments else (), (NOWHERE, (), frozenset()))
    queue = deque([(0, begin)])
    came: dict[_State, tuple[_State, Move, int] | None] = {begin: None}
    costs = {begin: 0}
    settled: set[_State] = set()
    final: tuple[int, _State, Move] | None = None
    while queue:
        cost, state = queue.popleft()
        if final is not None and cost >= final[0]:
            break
        if state in settled:
            continue
        settled.add(state)
        if len(settled) > states:
            return None
        if state[0] == len(moments):
            stop = _stop(net, state[2], running=running, strict=strict)
            if stop is not None and (final is None or cost + stop[0] < final[0]):
                final = (cost + stop[0], state, stop[1])
        free, dear = _onward(net, moments, state)
        for onward, move, about in reversed(free):
            if costs.get(onward, cost + 1) > cost:
                costs[onward] = cost
                came[onward] = (state, move, about)
                queue.appendleft((cost, onward))
        for onward, move, about in dear:
            if costs.get(onward, cost + 2) > cost + 1:
                costs[onward] = cost + 1
                came[onward] = (state, move, about)
                queue.append((cost + 1, onward))
    if final is None:
        return None
    cost, state, end = final
    moves = [(end, _stopped_at(net, state[2]))]
    while (back := came[state]) is not None:
        state, move, about = back
        moves.append((move, about))
    return Aligned(cost, tuple(_classed(net, moves[::-1])))


def _onward(net: Net, moments: list[tuple[int, ...]], state: _State) -> tuple[list[_Onward], list[_Onward]]:
    """Return the moves that cost nothing and those that cost one, the preferred ones first."""
    read, left, place = state
    targets = list(_targets(net, place))
    free: list[_Onward] = []
    past: list[_Onward] = []
    last = None
    for number, event in enumerate(left):
        if event == last:
            continue  # a twin of the same moment
        last = event
        rest = left[:number] + left[number + 1 :]
        after = (read, rest) if rest else (read + 1, moments[read + 1] if read + 1 < len(moments) else ())
        meant = net.meant[event]
        free += [((*after, arrived), Move.DRAWN, step) for step, arrived in targets if step in meant]
        past.append(((*after, place), Move.AD_HOC, event))
    unseen = net.unseen
    free += [((read, left, arrived), Move.UNSEEN, step) for step, arrived in targets if unseen[step]]
    missing = [((read, left, arrived), Move.MISSING, step) for step, arrived in targets if not unseen[step]]
    return free, missing + past


def _in_order(net: Net, moment: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Return a moment as what is read in any order: too many events are read in the order of the steps."""
    ordered = sorted(moment, key=lambda event: (net.labels[event], event))
    if len(ordered) > MOST_TIED:
        return [(event,) for event in ordered]
    return [tuple(ordered)] if ordered else []


def _targets(net: Net, place: _Place) -> Iterator[tuple[int, _Place]]:
    """Return the steps that may be done next, each with where the journey stands when it is."""
    at, beside, done = place
    for step in net.starts if at == NOWHERE else net.ways[at]:
        if not net.needs[step] or done.issuperset(net.needs[step]):
            yield step, _arrived(net, step, step, beside, done)
    last = None
    for number, token in enumerate(beside):
        if token == last:
            continue
        last = token
        others = beside[:number] + beside[number + 1 :]
        for step in (~token,) if token < 0 else net.ways[token]:
            if not net.needs[step] or done.issuperset(net.needs[step]):
                kept = tuple(sorted((*others, step))) if net.ways[step] else others
                yield step, _arrived(net, step, at, kept, done)


def _arrived(net: Net, step: int, at: int, beside: tuple[int, ...], done: frozenset[int]) -> _Place:
    begun = net.begun[step]
    if not begun and step not in net.needed:
        return at, beside, done
    for begin in begun:
        done -= net.threads[begin]
    born = [~begin for begin in begun if beside.count(~begin) < MOST_ALIKE]
    if step in net.needed:
        done |= {step}
        born += [~opened for opened in net.opened.get(step, ()) if done.issuperset(net.needs[opened])]
    return at, tuple(sorted((*beside, *born))) if born else beside, done


def _stop(net: Net, place: _Place, *, running: bool, strict: bool) -> tuple[int, Move] | None:
    at, beside, _ = place
    if at != NOWHERE and net.ends[at] and all(token >= 0 and net.ends[token] for token in beside):
        return 0, Move.ENDED
    if running:
        return 0, Move.RUNNING
    return None if strict else (1, Move.BROKEN_OFF)


def _stopped_at(net: Net, place: _Place) -> int:
    """Return the step at which a journey stops: the customer's, or where work beside it was left."""
    at, beside, _ = place
    if at != NOWHERE and net.ends[at] and beside:
        return ~beside[0] if beside[0] < 0 else beside[0]
    return at


def _classed(net: Net, moves: list[tuple[Move, int]]) -> Iterator[tuple[Move, int]]:
    """Tell events that fit nowhere apart: those of a step that came at another time, that came again, and the others.

    A step that is missing and has an event elsewhere is one deviation, told once, of the cost of two.
    """
    missing = [step for move, step in moves if move is Move.MISSING]
    drawn = {step for move, step in moves if move is Move.DRAWN}
    displaced: list[int] = []
    told: dict[int, tuple[Move, int]] = {}
    for number, (move, event) in enumerate(moves):
        if move is not Move.AD_HOC:
            continue
        label = net.labels[event]
        step = next((step for step in label if step in missing), None)
        if step is not None:
            missing.remove(step)
            displaced.append(step)
            told[number] = (Move.OUT_OF_ORDER, step)
            continue
        step = next((step for step in label if step in drawn), None)
        told[number] = (Move.AD_HOC, label[0]) if step is None else (Move.REPEATED, step)
    for number, (move, step) in enumerate(moves):
        if move is Move.MISSING and step in displaced:
            displaced.remove(step)
            continue
        yield told.get(number, (move, step))
