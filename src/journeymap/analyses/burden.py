"""What all journeys that a household lives through at the same time ask of it together, and what could be combined.

Each journey by itself may be bearable; the burden is the sum over this journey and those `beside` it. All are expected
values per household: the burden of each step times how often it is done.
"""

from __future__ import annotations

from itertools import combinations
from math import fsum
from typing import TYPE_CHECKING, Annotated

from msgspec import Struct

from journeymap.analysis import Analysis
from journeymap.graph.ended import ended_by_kind
from journeymap.graph.topology import EdgeKind
from journeymap.graph.units import COUNT, DAYS, MINUTES, SHARE
from journeymap.i18n.numbers import DAY
from journeymap.model.quantities import WORKING_DAY_HOURS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.graph import ServiceGraph
    from journeymap.graph.evidence import Basis
    from journeymap.graph.per_persona import PersonaFigure
    from journeymap.model.step import Step

HOME_VISIT, LETTER, FORM, TRAVEL, NUISANCE = "home-visit", "letter", "form", "travel", "nuisance-day"
DEADLINE = "deadline"

# Kinds are words of the designer's own; these mean the same as the format's.
_SAME = {
    "huisbezoek": HOME_VISIT, "bezoek": HOME_VISIT, "visit": HOME_VISIT,
    "brief": LETTER, "formulier": FORM, "reis": TRAVEL,
    "nuisance": NUISANCE, "nuisance-days": NUISANCE, "overlast": NUISANCE, "overlastdag": NUISANCE, "hinder": NUISANCE,
}  # fmt: skip
_NOTED = 1e-12


class JourneyBurden(Struct, frozen=True):
    """What one journey asks of a household.

    `file` is the path by which this blueprint names it, None for this journey itself. `kinds` holds the expected count
    per kind (`home-visit`, `letter`, `form`, `travel`, `nuisance-day`, `deadline` for times that the customer must
    keep, the designer's own), only of kinds that occur. `nuisance_days` are the expected days of nuisance: those
    stated, and where a home visit states none, a day for each visit or the days that the work takes, whichever is more.
    `minutes` is the expected time of the journeys that come to an end, None where no time is stated; `outcomes` the
    probability of each kind of end, over all customers.
    """

    title: str
    file: str | None
    kinds: Annotated[Mapping[str, PersonaFigure], COUNT]
    nuisance_days: Annotated[PersonaFigure, DAYS]
    minutes: Annotated[float | None, MINUTES]
    outcomes: Annotated[Mapping[str, float], SHARE]
    basis: Basis

    @property
    def home_visits(self) -> float:
        """The expected home visits per household."""
        visits = self.kinds.get(HOME_VISIT)
        return (visits.mean if visits is not None else None) or 0.0


class Visit(Struct, frozen=True):
    """A step that brings somebody into the home: how many visits are expected of it, per household."""

    file: str | None
    step: str
    expected: Annotated[float, COUNT]


class Combinable(Struct, frozen=True):
    """Home visits that have something in common and so could be one.

    `why` says what: `actor` (the same people come), `item` (the same is asked or looked at), `tag` (the designer's own
    mark), and `what` names it. `saved` are the visits less per household if only the step with most of them remained;
    `saved_across` those if only the journey with most of them did: 0 where all are of one journey.
    """

    why: str
    what: str
    visits: tuple[Visit, ...]
    saved: Annotated[float, COUNT]

    @property
    def saved_across(self) -> float:
        """The visits less per household if those of the other journeys were made together with those of one."""
        by_journey: dict[str | None, float] = {}
        for visit in self.visits:
            by_journey[visit.file] = by_journey.get(visit.file, 0.0) + visit.expected
        return fsum(by_journey.values()) - max(by_journey.values())


class Meeting(Struct, frozen=True):
    """Two journeys that a household lives through at the same time, by their files (None: this one).

    `ends_differ` is the probability that one of them helps and the other does not, were they independent of each other.
    `apart` are the minutes by which the expected end of the second comes after that of the first (negative: before it),
    None where either states no time.
    """

    first: str | None
    second: str | None
    ends_differ: Annotated[float, SHARE]
    apart: Annotated[float | None, MINUTES]


class Burden(Struct, frozen=True):
    """The burden per household of this journey and all that are beside it, or beside one of those.

    `journeys` begins with this one. `kinds` and `nuisance_days` add up the expected values over all journeys, per
    household on average; `by_persona` does the same per persona and kind, taking of another journey the persona of the
    same name, or all its customers where it knows none. `visits` are all steps that bring somebody into the home,
    `meetings` all pairs of these journeys.
    """

    journeys: tuple[JourneyBurden, ...]
    kinds: Annotated[Mapping[str, float], COUNT]
    nuisance_days: Annotated[float, DAYS]
    by_persona: Annotated[Mapping[str, Mapping[str, float]], COUNT]
    visits: tuple[Visit, ...]
    combinable: tuple[Combinable, ...]
    meetings: tuple[Meeting, ...]
    basis: Basis


def compute(graph: ServiceGraph) -> Burden:
    """Return what this journey and those beside it ask of a household."""
    graphs: list[tuple[str | None, ServiceGraph]] = [(None, graph)]
    graphs += [(file, graph.related[file]) for file in graph.links.beside]
    journeys = tuple(_journey(file, graph_of_file) for file, graph_of_file in graphs)
    kinds = dict.fromkeys(kind for journey in journeys for kind in journey.kinds)
    visits = [(visit, step) for file, graph_of_file in graphs for visit, step in _visits(file, graph_of_file)]
    basis = journeys[0].basis
    for journey in journeys[1:]:
        basis += journey.basis
    return Burden(
        journeys=journeys,
        kinds={kind: fsum(_mean(journey.kinds.get(kind)) for journey in journeys) for kind in kinds},
        nuisance_days=fsum(_mean(journey.nuisance_days) for journey in journeys),
        by_persona={
            persona: {
                kind: fsum(_of_persona(journey.kinds.get(kind), persona) for journey in journeys) for kind in kinds
            }
            for persona in graph.personas
        },
        visits=tuple(visit for visit, _ in visits),
        combinable=tuple(_combinable(graphs, visits)),
        meetings=tuple(_meeting(graph_of_file, other) for graph_of_file, other in combinations(journeys, 2)),
        basis=basis,
    )


def _meeting(own: JourneyBurden, other: JourneyBurden) -> Meeting:
    first, second = own.outcomes["helped"], other.outcomes["helped"]
    return Meeting(
        own.file,
        other.file,
        first * (1 - second) + second * (1 - first),
        None if own.minutes is None or other.minutes is None else other.minutes - own.minutes,
    )


def kind_of(word: str) -> str:
    """Return a kind of burden in the one word by which it is counted."""
    plain = "-".join(word.casefold().split())
    return _SAME.get(plain, plain)


def _mean(spread: PersonaFigure | None) -> float:
    return (spread.mean if spread is not None else None) or 0.0


def _of_persona(spread: PersonaFigure | None, persona: str) -> float:
    if spread is None:
        return 0.0
    return (spread.by_persona[persona] or 0.0) if persona in spread.by_persona else _mean(spread)


def _journey(file: str | None, graph: ServiceGraph) -> JourneyBurden:
    columns: dict[str, list[float]] = {}
    nuisance = [0.0] * len(graph.topology)
    for number in graph.stated.at("burden"):
        step = graph.step(number)
        for word, count in step.burden.items():
            columns.setdefault(kind_of(word), [0.0] * len(graph.topology))[number] += count
        nuisance[number] = _nuisance(step)
    minutes = {persona: graph.minutes(persona) for persona in graph.personas}
    outcomes = {
        kind: _mean(graph.spread({persona: ended_by_kind(graph, persona)[kind] for persona in graph.personas}))
        for kind in graph.chain(next(iter(graph.personas))).outcomes
    }
    return JourneyBurden(
        title=graph.blueprint.title or "",
        file=file,
        kinds={
            kind: graph.spread(
                {persona: graph.chain(persona).total_work(column) for persona in graph.personas}, "shares"
            )
            for kind, column in columns.items()
        }
        | _deadlines(graph),
        nuisance_days=graph.spread(
            {persona: graph.chain(persona).total_work(nuisance) for persona in graph.personas}, "shares"
        ),
        minutes=graph.spread(minutes).mean,
        outcomes=outcomes,
        basis=graph.basis(None, "shares"),
    )


def _deadlines(graph: ServiceGraph) -> dict[str, PersonaFigure]:
    """Return how many deadlines a customer has to meet, at steps and on ways; nothing where the file states none."""
    topology = graph.topology
    at_steps = [0.0] * len(topology)
    for number in graph.stated.at("deadline"):
        at_steps[number] = float(graph.step(number).deadline is not None)
    on_ways = [
        edge
        for number in graph.stated.on_ways("deadline")
        for edge in topology.ways[number]
        if topology.kinds[edge] is EdgeKind.NEXT
        and graph.step(number).next[graph.name(topology.targets[edge])].deadline is not None
    ]
    if not on_ways and not any(at_steps):
        return {}
    counts = {
        persona: chain.total_work(at_steps) + fsum(chain.flow(edge) for edge in on_ways)
        for persona in graph.personas
        for chain in [graph.chain(persona)]
    }
    return {DEADLINE: graph.spread(counts, "shares")}


def _nuisance(step: Step) -> float:
    """Return the days of nuisance of one visit to a step."""
    counts: dict[str, float] = {}
    for word, count in step.burden.items():
        counts[kind_of(word)] = counts.get(kind_of(word), 0.0) + count
    if NUISANCE in counts:
        return counts[NUISANCE]
    visits = counts.get(HOME_VISIT, 0.0)
    if not visits or step.takes is None:
        return visits
    day = WORKING_DAY_HOURS * 60 if step.takes.working else DAY
    return max(visits, step.takes.mean / day)


def _visits(file: str | None, graph: ServiceGraph) -> Iterator[tuple[Visit, Step]]:
    for name in graph.topology.as_customers_come(map(graph.name, graph.stated.at("burden"))):
        number, step = graph.topology.index[name], graph.step(name)
        count = sum(count for word, count in step.burden.items() if kind_of(word) == HOME_VISIT)
        expected = count * _mean(graph.spread({who: graph.chain(who).work[number] for who in graph.personas}))
        if expected > _NOTED:
            yield Visit(file, name, expected), step


def _combinable(graphs: list[tuple[str | None, ServiceGraph]], visits: list[tuple[Visit, Step]]) -> list[Combinable]:
    by_file = dict(graphs)
    groups: dict[tuple[str, str], list[Visit]] = {}
    names: dict[tuple[str, str], str] = {}
    for visit, step in visits:
        for why, what in _marks(by_file[visit.file], step):
            key = why, what.casefold()
            names.setdefault(key, what)
            groups.setdefault(key, []).append(visit)
    pairs = [
        Combinable(
            key[0],
            names[key],
            tuple(together),
            fsum(visit.expected for visit in together) - max(visit.expected for visit in together),
        )
        for key, together in groups.items()
        if len(together) > 1
    ]
    return sorted(pairs, key=lambda group: -round(group.saved, 9))


def _marks(graph: ServiceGraph, step: Step) -> list[tuple[str, str]]:
    """Return what a home visit could have in common with another: who comes, what is asked, how it is marked."""
    actors = graph.blueprint.actors
    by = [cell.by for lane in ("frontstage", "backstage") for cell in step.cells(lane) if cell.by is not None]
    people = [(actors[actor].name or actor) if actor in actors else actor for actor in by]
    marks = [
        *(("actor", name) for name in people),
        *(("item", item) for item in step.asks if item not in graph.stated.identifying),
        *(("tag", tag) for tag in step.tags),
    ]
    return list(dict.fromkeys(marks))


ANALYSIS = Analysis(name="burden", compute=compute)
