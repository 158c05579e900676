"""What one change buys: a minute less, a wait less, or one percentage point of the customers led another way.

Exact derivatives of the figures of the journey, all from one factorisation per persona: the adjoint method for Markov
chains (Cao and Chen 1997). A wait that is taken away changes the time by exactly what it costs now; beside other work
the same journeys are walked again without it.
"""

from __future__ import annotations

from heapq import nlargest
from math import inf
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from msgspec import Struct

from journeymap.analysis import Analysis
from journeymap.graph.persona_levers import MINUTES_AT, Deltas, PersonaLevers
from journeymap.graph.small_changes import KEPT, Change, Kind, changes
from journeymap.graph.step_times import held_times
from journeymap.graph.units import COUNT, MINUTES, OF_THE_FIGURE, POINTS, RATIO, SHARE
from journeymap.graph.weighted_means import among, mean_over

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from journeymap.graph import ServiceGraph
    from journeymap.graph.evidence import Basis
    from journeymap.graph.replays import Replays

LeverFigure: TypeAlias = Literal["helped", "minutes", "contacts", "sacrifice"]
KINDS: tuple[Kind, ...] = ("minute", "wait", "point")
FIGURES: tuple[LeverFigure, ...] = ("helped", "minutes", "contacts", "sacrifice")  # the places of `Deltas`
_NOTED = 1e-12


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


class _Pulled(Struct, frozen=True):
    """A lever that has been pulled: what it does over all customers, for each persona, and what that wins."""

    change: Change
    mixed: Deltas
    by_persona: tuple[Deltas, ...]
    gain: float


def compute(graph: ServiceGraph) -> LeversFound:
    """Return what changes buy, the best first."""
    contacts = list(map(float, graph.stated.contacts))
    replays: dict[int, Replays] = {}
    personas = {name: PersonaLevers(graph, name, contacts, replays) for name in graph.personas}
    weights = tuple(graph.personas.values())
    now = tuple([mean_over(weights, values) for values in zip(*(one.now for one in personas.values()), strict=True)])
    ending = {name: graph.personas[name] * one.ending for name, one in personas.items()}
    some_stranded = any(one.chain.stranded or one.waits is not None for one in personas.values())
    if some_stranded:
        now = _with_minutes(now, among(ending, {name: one.now[MINUTES_AT] for name, one in personas.items()}))
    # Where all end alike, the time among those who end alike is the time of all.
    any_ends = some_stranded or any(one.by_end for one in personas.values())
    listed = list(changes(graph))
    pulls = [one.pull_all(listed) for one in personas.values()]
    same = [one.same_ends(listed, deltas) for one, deltas in zip(personas.values(), pulls, strict=True)]
    # Of what stays without end for some, nothing can be told of all.
    endless = [place for place, figure in enumerate(now) if figure == inf]
    to_win = _to_win_of_each(now)
    pulled = []
    for change, deltas, minutes in zip(listed, zip(*pulls, strict=True), zip(*same, strict=True), strict=True):
        mixed = tuple([mean_over(weights, values) for values in zip(*deltas, strict=True)])
        if endless:
            mixed = tuple([None if place in endless else delta for place, delta in enumerate(mixed)])
        if some_stranded:
            # Who comes to an end changes too: what those take who now do, against the mean of all who did.
            taken = {
                name: one.shifted(change, own[MINUTES_AT], now[MINUTES_AT])
                for (name, one), own in zip(personas.items(), deltas, strict=True)
            }
            mixed = _with_minutes(mixed, among(ending, taken))
        gain = _gain(_with_minutes(mixed, mean_over(weights, minutes)) if any_ends else mixed, to_win)
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


def _with_minutes(deltas: Deltas, minutes: float | None) -> Deltas:
    return (*deltas[:MINUTES_AT], minutes, *deltas[MINUTES_AT + 1 :])


def _won(place: int, delta: float | None) -> float:
    """Return a change so that more is better: more customers helped, less of everything else."""
    if delta is None:
        return 0.0
    return -delta if place else delta


def _to_win_of_each(now: Deltas) -> list[tuple[int, float]]:
    """Return the places of the figures of which there is anything to win, each with how much."""
    to_win = [(place, _to_win(place, figure)) for place, figure in enumerate(now) if figure is not None]
    return [(place, whole) for place, whole in to_win if whole > _NOTED]


def _gain(deltas: Deltas, to_win: Sequence[tuple[int, float]]) -> float:
    """Add up what is won, each as a part of what there is to win."""
    gain = 0.0
    for place, whole in to_win:
        delta = deltas[place]
        if delta is not None:
            gain += _won(place, delta) / whole
    return gain


def _to_win(place: int, current: float) -> float:
    """Return what there is to win of a figure: all who are not helped yet, all that it costs now."""
    return current if place else 1 - current


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
        by_persona={
            name: dict(zip(FIGURES, deltas, strict=True))
            for name, deltas in zip(graph.personas, pulled.by_persona, strict=True)
        },
    )


ANALYSIS = Analysis(name="levers", compute=compute)
