"""What a small change does to the figures of one persona: to being helped, to time, contacts and sacrifice."""

from __future__ import annotations

from functools import cached_property
from math import fsum, inf, isfinite
from typing import TYPE_CHECKING, TypeAlias

from journeymap.graph.ended import ended, ended_by_kind
from journeymap.graph.markov_chain import HELPED, OUTCOMES, Chain
from journeymap.graph.replays import Replays
from journeymap.graph.small_changes import POINT, Change
from journeymap.numerics.levers import Levers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.graph.service_graph import ServiceGraph
    from journeymap.numerics.levers import Move, OutcomeLevers, TotalLevers

Deltas: TypeAlias = tuple[float | None, ...]
"""By how much each figure changes: helped, minutes, contacts, sacrifice; None where it is not stated or not known."""
MINUTES_AT = 1
"""The place of the minutes among these."""

_ALL_WHO_STOP = range(len(OUTCOMES) + 1)


class PersonaLevers:
    """What changes do to the figures of one persona, by the derivatives of its journeys.

    `replays` holds the journeys that are walked again, by their chains, for all personas.
    """

    def __init__(
        self, graph: ServiceGraph, persona: str, contacts: Sequence[float], replays: dict[int, Replays]
    ) -> None:
        self.chain = chain = graph.chain(persona)
        self.times = times = graph.times
        self.derivatives = Levers(chain.absorption, chain.start, chain.journey)
        self.helped = self.derivatives.outcome((HELPED,))
        # What is asked of customers is asked of the stranded too, up to where they stop.
        stranded = bool(chain.stranded)
        all_who_stop = Levers(chain.stopping, chain.start) if stranded else self.derivatives
        sacrifice = graph.ratings.given_up(persona, len(graph.topology))
        self.held = graph.held(persona)
        self.replays: Replays | None = None
        if self.held.per_visit:
            self.replays = replays.setdefault(id(chain), Replays(graph, persona))
        self.waits = graph.waits_for_ever(persona)
        self.by_end: list[tuple[float, TotalLevers]] = []
        self.chased = [0.0] * len(graph.topology)
        for step in graph.stated.at("chased"):
            self.chased[step] = graph.step(step).chasing(persona)
        contacts = [met + asked for met, asked in zip(contacts, self.chased, strict=True)]
        self.totals: list[TotalLevers | None] = [None, None, None]
        now: list[float | None] = [None, None, None]
        if chain.ended and times.stated:
            minutes = graph.time_reward(persona)
            self.totals[0] = self.derivatives.total(minutes, chain.ended if stranded else None)
            if len(chain.ended) > 1:
                self.by_end = [
                    (chain.outcomes[OUTCOMES[kind]], self.derivatives.total(minutes, (kind,))) for kind in chain.ended
                ]
        self.whole = fsum([part for part, _ in self.by_end])
        for place, asked in enumerate((contacts, sacrifice), 1):
            if asked is not None and any(asked[step] for step in chain.ceaseless):
                now[place] = inf
            elif asked is not None and chain.ended:
                reward = chain.reward(chain.with_started(asked))
                self.totals[place] = all_who_stop.total(reward, _ALL_WHO_STOP if stranded else None)
        self.ending = ended(graph, persona)
        figures = [value if total is None else total.value for value, total in zip(now, self.totals, strict=True)]
        if self.held.per_visit and chain.ended:
            figures[0] = graph.minutes(persona)
        self.now: Deltas = (ended_by_kind(graph, persona)["helped"], *figures)

    @cached_property
    def ended(self) -> OutcomeLevers:
        """The derivatives of the probability of coming to an end."""
        return self.derivatives.outcome(self.chain.ended)

    def pull_all(self, changes: Sequence[Change]) -> list[Deltas]:
        """Return what each of some changes does to each figure: as `pull`, but all percentage points at once."""
        if self.waits is not None or self.held.per_visit:
            return [self.pull(change) for change in changes]
        points, moves = self._moves(changes)
        columns = [
            [None] * len(moves) if total is None else [value * POINT for value in total.moves(moves)]
            for total in (self.helped, *self.totals)
        ]
        moved = dict(zip(points, zip(*columns, strict=True), strict=True))
        return [
            deltas if (deltas := moved.get(place)) is not None and isfinite(deltas[0] or 0.0) else self.pull(change)
            for place, change in enumerate(changes)
        ]

    def _moves(self, changes: Sequence[Change]) -> tuple[list[int], list[Move]]:
        """Return which of some changes move a percentage point between ways that this persona knows, and these."""
        points = [place for place, change in enumerate(changes) if change.kind == "point" and self._has_ways(change)]
        return points, [(change.step, change.away, change.towards) for change in map(changes.__getitem__, points)]

    def pull(self, change: Change) -> Deltas:
        """Return what a change does to each figure."""
        minutes = self.totals[0]
        if change.kind == "point" and not self._has_ways(change):
            return (0.0, *(None if total is None else 0.0 for total in self.totals))
        if change.kind == "point":
            helped = self._helped(change)
            if self.waits is not None or helped is None:
                # Who goes another way may wait for ever, or no longer: then others come to an end than now.
                return (
                    helped,
                    None,
                    *(None if total is None else self._moved(total, change) for total in self.totals[1:]),
                )
            if not isfinite(helped):
                # Out of a circle that nothing leaves the first way out helps everybody in it, not each point the same.
                return self._with_way_out(change)
            moved = [None if total is None else self._moved(total, change) for total in self.totals]
            if self.held.per_visit:
                moved[0] = None  # who goes another way is held up otherwise: by how much is not known
            return (helped, *moved)
        if minutes is None:
            less = None
        elif change.kind == "minute":
            less = self._less(change.step, minutes.visit(change.step), 1.0)
        elif self.replays is not None:
            ways = self.chain.topology.ways[change.step]
            less = self.replays.less(change.step, None if change.away < 0 else ways[change.away])
        elif change.away < 0:
            less = self._less(change.step, minutes.visit(change.step), self.times.waits[change.step])
        else:
            edge = self.chain.topology.ways[change.step][change.away]
            place = (change.step, change.away)
            less = self._less(place, minutes.passage(*place), self.times.on_way[edge])
        return (0.0, less, self._fewer_chases(change), None if self.totals[2] is None else 0.0)

    def _fewer_chases(self, change: Change) -> float | None:
        """Return by how much the contacts change: who need not wait at a step does not ask how it stands either."""
        contacts = self.totals[1]
        if contacts is None or change.kind != "wait" or change.away >= 0 or not self.chased[change.step]:
            return None if contacts is None else 0.0
        return -contacts.visit(change.step) * self.chased[change.step]

    def _helped(self, change: Change) -> float | None:
        """Return how many more are helped by a percentage point; None where only journeys that were drawn know it."""
        if self.waits is None:
            return self.helped.move(change.step, change.away, change.towards) * POINT
        situations = self.waits.situations
        if situations is None:
            return None
        return situations.moved(change.step, change.away, change.towards, (HELPED,)) * POINT

    @staticmethod
    def _moved(total: TotalLevers, change: Change) -> float:
        return total.move(change.step, change.away, change.towards) * POINT

    def _less(self, what: int | tuple[int, int], visits: float, minutes: float) -> float | None:
        """Return by how much the time changes when a step or a way takes some minutes less; None where it is not known.

        Each visit of those who come to an end counts, but where other work is waited for anyway.
        """
        if self.waits is not None:
            if self.waits.situations is None:
                return None
            visits = self.waits.situations.visits_of_ended.get(what, 0.0)
        return -visits * (self.held.critical.get(what, 0.0) if self.held.per_visit else 1.0) * minutes

    def same_ends(self, changes: Sequence[Change], deltas: Sequence[Deltas]) -> list[float | None]:
        """Return what changes do to the time, compared among those who end alike: being helped may take longer."""
        minutes = [of_change[MINUTES_AT] for of_change in deltas]
        if self.by_end:
            points, moves = self._moves(changes)
            ends = [[part * (value * POINT) for value in total.moves(moves)] for part, total in self.by_end]
            for place, parts in zip(points, zip(*ends, strict=True), strict=True):
                if minutes[place] is not None:
                    minutes[place] = fsum(parts) / self.whole
        return minutes

    def _with_way_out(self, change: Change) -> Deltas:
        """Return what is different when one percentage point goes the new way, of all that can be told then."""
        ways = self.chain.topology.ways[change.step]
        moved = [*self.chain.probabilities]
        point = min(POINT, self.chain.shares[change.step][change.away])
        if change.away < len(ways):
            moved[ways[change.away]] -= point
        moved[ways[change.towards]] += point
        after = Chain(self.chain.topology, moved)
        # How long those take who come to an end only now, and what is asked of them, is nothing to compare with.
        return (after.outcomes["helped"] - self.chain.outcomes["helped"], *(None for _ in self.totals))

    def shifted(self, change: Change, less: float | None, mean: float | None) -> float | None:
        """Return what a change does to the time of all who come to an end, per one of this persona who does.

        `less` is what it does to the time of these, `mean` the time of all.
        """
        own = self.now[MINUTES_AT]
        if less is None or own is None or mean is None or change.kind != "point" or not self._has_ways(change):
            return less
        more = self.ended.move(change.step, change.away, change.towards) * POINT
        return less + more * (own - mean) / self.ending

    def _has_ways(self, change: Change) -> bool:
        """Tell whether this persona's journeys know both ways: falling out of the journey is one for some only."""
        return max(change.away, change.towards) < len(self.chain.successors[change.step])
