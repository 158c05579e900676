"""What one change buys: a minute less, a wait less, or one percentage point of the customers led another way.

Exact derivatives of the figures of the journey, all from one factorisation per persona: the adjoint method for Markov
chains (Cao and Chen 1997). A wait that is taken away changes the time by exactly what it costs now; beside other work
the same journeys are walked again without it.
"""

from __future__ import annotations

from functools import cached_property
from heapq import nlargest
from math import fsum, inf, isfinite
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from msgspec import Struct

from journeymap.analysis import Analysis
from journeymap.graph.ended import ended, ended_by_kind
from journeymap.graph.markov_chain import HELPED, OUTCOMES, Chain
from journeymap.graph.replays import Replays
from journeymap.graph.small_changes import KEPT, POINT, Change, Kind, changes
from journeymap.graph.step_times import held_times
from journeymap.graph.units import COUNT, MINUTES, OF_THE_FIGURE, POINTS, RATIO, SHARE
from journeymap.graph.weighted_means import among, mean_over
from journeymap.numerics.levers import Levers as Derivatives

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from journeymap.graph import ServiceGraph
    from journeymap.graph.evidence import Basis
    from journeymap.numerics.levers import OutcomeLevers, TotalLevers

LeverFigure: TypeAlias = Literal["helped", "minutes", "contacts", "sacrifice"]
KINDS: tuple[Kind, ...] = ("minute", "wait", "point")
FIGURES: tuple[LeverFigure, ...] = ("helped", "minutes", "contacts", "sacrifice")
_NOTED = 1e-12
_MINUTES = FIGURES.index("minutes")
_ALL_WHO_STOP = range(len(OUTCOMES) + 1)


class Lever(Struct, frozen=True):
    """One change, and by how much it moves each figure per customer; None where the file does not state it.

    `minute`: the step takes one minute less at every visit. `wait`: the wait before the step, or on the arrow from
    `away` to it, falls away. `point`: at the step one percentage point of the customers goes to `towards` instead of
    `away` (the step itself: ending there; None: they fell out of the journey). `decides` says who takes that choice.

    `helped` is a change of the probability of being helped, `minutes` of the expected time of journeys that come to an
    end, `contacts` of the meetings with the organisation and `sacrifice` of all that is given up, on the file's scale,
    weighted by importance, of all journeys that stop somewhere: None where they are without end for who goes round for
    ever. `by_persona` holds the same figures for each. `gain` is what is won, each figure as a part of what there is to
    win of it, added up; `best_at` is the figure of which most is won like that. `wait` is how long the wait is that
    falls away, in minutes on average, None for what is no wait.
    """

    kind: Kind
    step: str
    away: str | None
    towards: str | None
    decides: str | None
    helped: Annotated[float | None, SHARE]
    minutes: Annotated[float | None, MINUTES]
    contacts: Annotated[float | None, COUNT]
    sacrifice: Annotated[float | None, POINTS]
    gain: Annotated[float, RATIO]
    best_at: LeverFigure
    wait: Annotated[float | None, MINUTES]
    by_persona: Annotated[Mapping[str, Mapping[LeverFigure, float | None]], OF_THE_FIGURE]


class LeversFound(Struct, frozen=True):
    """What changes buy: the best for each figure, the best of each kind, and the best single change of all.

    `now` holds the figures as they are, infinite where they are without end, `basis` what they rest on. At most 25
    levers are kept for each figure and kind, and only such as win something.
    """

    now: Annotated[Mapping[LeverFigure, float | None], OF_THE_FIGURE]
    best: Lever | None
    by_gain: tuple[Lever, ...]
    by_kind: Mapping[Kind, tuple[Lever, ...]]
    by_figure: Mapping[LeverFigure, tuple[Lever, ...]]
    basis: Basis


Deltas: TypeAlias = tuple[float | None, ...]
"""By how much each of the figures changes, in the order of `FIGURES`."""


class _Pulled(Struct, frozen=True):
    """A lever that has been pulled: what it does over all customers, for each persona, and what that wins."""

    change: Change
    mixed: Deltas
    by_persona: dict[str, Deltas]
    gain: float


def compute(graph: ServiceGraph) -> LeversFound:
    """Return what changes buy, the best first."""
    contacts = list(map(float, graph.stated.contacts))
    personas = {name: _Persona(graph, name, contacts) for name in graph.personas}
    now = _mixed(graph, {name: one.now for name, one in personas.items()})
    ending = {name: graph.personas[name] * one.ending for name, one in personas.items()}
    some_stranded = any(one.chain.stranded or one.waits is not None for one in personas.values())
    if some_stranded:
        now = _with_minutes(now, among(ending, {name: one.now[_MINUTES] for name, one in personas.items()}))
    # Where all end alike, the time among those who end alike is the time of all.
    any_ends = some_stranded or any(one.by_end for one in personas.values())
    pulled = []
    for change in changes(graph):
        deltas = {name: one.pull(change) for name, one in personas.items()}
        mixed = _mixed(graph, deltas)
        # Of what stays without end for some, nothing can be told of all.
        mixed = tuple(None if figure == inf else delta for figure, delta in zip(now, mixed, strict=True))
        if some_stranded:
            # Who comes to an end changes too: what those take who now do, against the mean of all who did.
            taken = {name: one.shifted(change, deltas[name][_MINUTES], now[_MINUTES]) for name, one in personas.items()}
            mixed = _with_minutes(mixed, among(ending, taken))
        if any_ends:
            same = tuple([one.same_ends(change, deltas[name]) for name, one in personas.items()])
            gain = _gain(_with_minutes(mixed, mean_over(graph, same)), now)
        else:
            gain = _gain(mixed, now)
        if gain > _NOTED or any(_won(place, value) > _NOTED for place, value in enumerate(mixed)):
            pulled.append(_Pulled(change, mixed, deltas, gain))
    by_gain = _best(pulled, lambda one: one.gain)
    return LeversFound(
        now=dict(zip(FIGURES, now, strict=True)),
        best=_lever(graph, by_gain[0], now) if by_gain else None,
        by_gain=tuple(_lever(graph, one, now) for one in by_gain),
        by_kind={
            kind: tuple(
                _lever(graph, one, now)
                for one in _best([one for one in pulled if one.change.kind == kind], lambda one: one.gain)
            )
            for kind in KINDS
        },
        by_figure={
            figure: tuple(_lever(graph, one, now) for one in _best(pulled, _winner(place)))
            for place, figure in enumerate(FIGURES)
        },
        basis=graph.basis(None, "shares", "times", "ratings"),
    )


class _Persona:
    """The derivatives for one persona."""

    def __init__(self, graph: ServiceGraph, persona: str, contacts: Sequence[float]) -> None:
        self.chain = chain = graph.chain(persona)
        self.times = times = graph.times
        self.derivatives = Derivatives(chain.absorption, chain.start)
        self.helped = self.derivatives.outcome((HELPED,))
        # What is asked of customers is asked of the stranded too, up to where they stop.
        stranded = bool(chain.stranded)
        all_who_stop = Derivatives(chain.stopping, chain.start) if stranded else self.derivatives
        sacrifice = graph.ratings.given_up(persona, len(graph.topology))
        self.held = graph.held(persona)
        self.replays = Replays(graph, persona) if self.held.per_visit else None
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

    def same_ends(self, change: Change, deltas: Deltas) -> float | None:
        """Return what a change does to the time, compared among those who end alike: being helped may take longer."""
        if change.kind != "point" or not self.by_end or deltas[_MINUTES] is None or not self._has_ways(change):
            return deltas[_MINUTES]
        step, away, towards = change.step, change.away, change.towards
        return fsum([part * (total.move(step, away, towards) * POINT) for part, total in self.by_end]) / self.whole

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
        own = self.now[_MINUTES]
        if less is None or own is None or mean is None or change.kind != "point" or not self._has_ways(change):
            return less
        more = self.ended.move(change.step, change.away, change.towards) * POINT
        return less + more * (own - mean) / self.ending

    def _has_ways(self, change: Change) -> bool:
        """Tell whether this persona's journeys know both ways: falling out of the journey is one for some only."""
        return max(change.away, change.towards) < len(self.chain.successors[change.step])


def _with_minutes(deltas: Deltas, minutes: float | None) -> Deltas:
    return (*deltas[:_MINUTES], minutes, *deltas[_MINUTES + 1 :])


def _mixed(graph: ServiceGraph, by_persona: Mapping[str, Deltas]) -> Deltas:
    """Weigh the figures of the personas by their parts of all customers, over those for whom each is stated."""
    return tuple([mean_over(graph, values) for values in zip(*by_persona.values(), strict=True)])


def _won(place: int, delta: float | None) -> float:
    """Return a change so that more is better: more customers helped, less of everything else."""
    if delta is None:
        return 0.0
    return delta if FIGURES[place] == "helped" else -delta


def _gain(deltas: Deltas, now: Deltas) -> float:
    """Add up what is won, each as a part of what there is to win: all who are not helped yet, all that it costs now."""
    gain = 0.0
    for place, (delta, current) in enumerate(zip(deltas, now, strict=True)):
        if delta is not None and current is not None:
            to_win = _to_win(place, current)
            if to_win > _NOTED:
                gain += _won(place, delta) / to_win
    return gain


def _to_win(place: int, current: float) -> float:
    """Return what there is to win of a figure: all who are not helped yet, all that it costs now."""
    return 1 - current if FIGURES[place] == "helped" else current


def _winner(place: int) -> Callable[[_Pulled], float]:
    return lambda lever: _won(place, lever.mixed[place])


def _best(pulled: Sequence[_Pulled], won: Callable[[_Pulled], float]) -> list[_Pulled]:
    """Return the levers that win most, the first of equals in the order of the file."""
    return nlargest(KEPT, [lever for lever in pulled if won(lever) > _NOTED], key=won)


def _best_at(deltas: Deltas, now: Deltas) -> LeverFigure:
    """Return the figure of which a change wins most, as a part of what there is to win."""
    parts = [
        (0.0 if current is None or delta is None else _won(place, delta) / max(_to_win(place, current), _NOTED), -place)
        for place, (delta, current) in enumerate(zip(deltas, now, strict=True))
    ]
    return FIGURES[-max(parts)[1]]


def _wait_of(graph: ServiceGraph, change: Change) -> float | None:
    """Return how long the wait is that falls away."""
    if change.kind != "wait":
        return None
    if change.away >= 0:
        return graph.times.on_way[graph.topology.ways[change.step][change.away]]
    held = held_times(graph).get(change.step)
    return graph.times.waits[change.step] + (held[0] if held else 0.0)


def _lever(graph: ServiceGraph, pulled: _Pulled, now: Deltas) -> Lever:
    change = pulled.change
    topology = graph.topology
    ways = topology.ways[change.step]
    away = towards = decides = None
    step = topology.ids[change.step]
    if change.kind == "wait" and change.away >= 0:
        away, step = step, topology.ids[topology.targets[ways[change.away]]]
    elif change.kind == "point":
        towards = topology.ids[topology.targets[ways[change.towards]]]
        if change.away < len(ways):
            away = topology.ids[topology.targets[ways[change.away]]]
            decides = topology.deciders[ways[change.away]]
        elif topology.outcomes[change.step] is not None:
            away = step
    helped, minutes, contacts, sacrifice = pulled.mixed
    return Lever(
        kind=change.kind,
        step=step,
        away=away,
        towards=towards,
        decides=decides,
        helped=helped,
        minutes=minutes,
        contacts=contacts,
        sacrifice=sacrifice,
        gain=pulled.gain,
        best_at=_best_at(pulled.mixed, now),
        wait=_wait_of(graph, change),
        by_persona={name: dict(zip(FIGURES, deltas, strict=True)) for name, deltas in pulled.by_persona.items()},
    )


ANALYSIS = Analysis(name="levers", compute=compute)
