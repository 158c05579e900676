"""Lines along ways: what each persona feels, or gives up, step by step along its likeliest way, and beside it.

A line follows one way that can be gone from a start to an end. So it never joins steps of which a customer meets only
one, and never takes a mean over them. What is stated at steps off that way stands for itself, without a line.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from journeymap.graph import EVERYONE
from journeymap.i18n.messages import say
from journeymap.i18n.text import capital, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.graph import ServiceGraph
    from journeymap.graph.persona_scope import PersonaScope
    from journeymap.layout.geometry import Geometry

ValueOf: TypeAlias = Callable[[str, int], float | None]
"""What a persona states at a step, by its number; None for nothing."""
_MOST_NAMES = 2


class Moment(NamedTuple):
    """A value at a step: the step, its words, and where the middle of its column lies."""

    step: str
    words: str
    x: float
    value: float


class WayLine(NamedTuple):
    """The moments along the likeliest way of some personas, in the order of the way.

    `gaps` tells for each piece from one moment to the next whether it passes steps at which nothing is stated. `name`
    is that of the personas in few words, `whole` in full.
    """

    personas: tuple[str, ...]
    name: str
    whole: str
    moments: tuple[Moment, ...]
    gaps: tuple[bool, ...]

    def parts(self) -> Iterator[tuple[tuple[Moment, ...], tuple[bool, ...]]]:
        """Yield the parts that run from left to right: where a way leads back to the left, a line is broken."""
        start = 0
        for place, (before, after) in enumerate(pairwise(self.moments)):
            if after.x <= before.x:
                yield self.moments[start : place + 1], self.gaps[start:place]
                start = place + 1
        yield self.moments[start:], self.gaps[start:]

    @property
    def lowest(self) -> Moment:
        """The moment with the least value, the first of equal ones."""
        return min(self.moments, key=lambda moment: moment.value)

    @property
    def last(self) -> Moment:
        """The last moment of the way."""
        return self.moments[-1]


class Aside(NamedTuple):
    """A value off the ways of all whose it is: the moment, and whose it is in full."""

    moment: Moment
    whole: str


class Ways(NamedTuple):
    """All lines, those that are the same as one, and what stands beside them."""

    lines: tuple[WayLine, ...]
    asides: tuple[Aside, ...]


def places_of(geometry: Geometry) -> dict[str, float]:
    """Return where the middle of each step that is drawn lies."""
    return {placed.card.step: placed.box.x for placed in reversed(geometry.cards) if not placed.card.elsewhere}


def ways_of(
    graph: ServiceGraph,
    places: Mapping[str, float],
    language: str,
    value_of: ValueOf,
    walk: PersonaScope | None = None,
) -> Ways | None:
    """Return the lines of all personas, or with a way of one persona its own only; None where nothing is stated.

    `places` tell where the steps lie that are drawn.
    """
    personas = tuple(graph.personas) if walk is None else (walk.persona,)
    lines: dict[tuple[tuple[str, float], ...], list[str]] = {}
    rated_by: dict[str, tuple[tuple[Moment, ...], tuple[bool, ...]]] = {}
    asides: dict[tuple[str, float], list[str]] = {}
    moments: dict[tuple[str, float], Moment] = {}
    # What is stated at a step that nobody can come to is shown all the same.
    anybody = {number for persona in graph.personas for number in graph.paths(persona).reached.order}
    for persona in personas:
        way = likeliest_way(graph, persona)
        along, gaps = _along(graph, way, persona, value_of, places)
        if along:
            lines.setdefault(tuple((moment.step, moment.value) for moment in along), []).append(persona)
            rated_by[persona] = along, gaps
        reached = graph.paths(persona).reached
        for number in graph.ratings.steps:
            is_beside = number not in way and (number in reached or number not in anybody)
            value = value_of(persona, number) if is_beside else None
            if value is not None and (name := graph.name(number)) in places:
                asides.setdefault((name, value), []).append(persona)
                moments[name, value] = Moment(name, printable(graph.label(name)), places[name], value)
    on_ways = {key for course in lines for key in course}
    if not lines and not asides:
        return None
    drawn = tuple(
        WayLine(tuple(own), short_names(graph, own, language), _full(graph, own, language), *rated_by[own[0]])
        for own in lines.values()
    )
    beside = tuple(
        Aside(moments[key], _full(graph, own, language)) for key, own in asides.items() if key not in on_ways
    )
    return Ways(drawn, beside)


def likeliest_way(graph: ServiceGraph, persona: str) -> list[int]:
    """Return the likeliest way of a persona to an end; where there is none, to a step that leads nowhere."""
    paths = graph.paths(persona)
    return paths.likeliest or paths.likeliest_to(step for step, ways in enumerate(graph.topology.ways) if not ways)


def _along(
    graph: ServiceGraph, way: Sequence[int], persona: str, value_of: ValueOf, places: Mapping[str, float]
) -> tuple[tuple[Moment, ...], tuple[bool, ...]]:
    """Return what is stated along a way, and between which of it there are steps without anything."""
    moments: list[Moment] = []
    gaps: list[bool] = []
    passed = False
    for number in way:
        name = graph.name(number)
        value = value_of(persona, number)
        if value is None or name not in places:
            passed = True
            continue
        if moments:
            gaps.append(passed)
        moments.append(Moment(name, printable(graph.label(name)), places[name], value))
        passed = False
    return tuple(moments), tuple(gaps)


def _called(graph: ServiceGraph, persona: str) -> str:
    blueprint = graph.blueprint
    return printable(blueprint.personas[persona].name or persona) if persona in blueprint.personas else persona


def _all_of(graph: ServiceGraph, personas: Sequence[str], language: str) -> str:
    """Return the word for all customers where these are all, else nothing."""
    if len(personas) < len(graph.personas) or (len(personas) == 1 and personas[0] != EVERYONE):
        return ""
    customer = graph.blueprint.customer
    role = customer.plural or customer.role
    return capital(printable(role)) if role else capital(say("all customers").text(language))


def short_names(graph: ServiceGraph, personas: Sequence[str], language: str) -> str:
    """Return who these are in few words: the first words of their names, or how many more there are."""
    everyone = _all_of(graph, personas, language)
    if everyone:
        return everyone
    names = [_called(graph, persona).split(",")[0] for persona in personas]
    more = f" + {len(names) - _MOST_NAMES}" if len(names) > _MOST_NAMES else ""
    return " + ".join(names[:_MOST_NAMES]) + more


def _full(graph: ServiceGraph, personas: Sequence[str], language: str) -> str:
    return _all_of(graph, personas, language) or "; ".join(_called(graph, persona) for persona in personas)
