"""Where customers leave without having been helped: for a headline that has no step with harm enough to be ranked."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.analyses import reachability, soundness
from journeymap.i18n.messages import plural, say
from journeymap.i18n.numbers import CountInWords, Headcount
from journeymap.i18n.short_findings import IN_SHORT
from journeymap.i18n.text import printable
from journeymap.per_hundred import STRANDED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.i18n.messages import Message
    from journeymap.per_hundred import PerHundred

MOST_PLACES = 3


class Leaving(Struct, frozen=True):
    """A step at which customers leave: what becomes of most of them, how many of a hundred, and why.

    `kind` is that of an end, or `stranded`. `count` is None where it is not known how many of those who never come to
    an end are stuck there.
    """

    step: str
    kind: str
    count: Headcount | None
    reasons: tuple[object, ...]


def places_of_leaving(facts: Facts, counts: PerHundred) -> tuple[Leaving, ...]:
    """Return the steps at which most leave, at most `MOST_PLACES`, the one that most leave first.

    From where nobody can be helped any more all are counted at the step where that begins, as its mark says. A first
    sketch that states no end anywhere tells of none.
    """
    if not counts.known or not facts.graph.topology.ends:
        return ()
    found = [*_left(facts, counts), *_stuck(facts, counts)]
    found.sort(key=lambda place: -(place.count.exact if place.count is not None else counts.stranded.exact))
    return tuple(found[:MOST_PLACES])


def _left(facts: Facts, counts: PerHundred) -> Iterator[Leaving]:
    """Yield each step that ways lead from to an end that does not help, and the beginning of each part without help."""
    graph = facts.graph
    lost = _beginnings(facts)
    groups: dict[str, dict[str, list[Headcount]]] = {}
    words: dict[str, dict[str, None]] = {}
    for (source, target, _), count in counts.exits.items():
        kind = graph.step(target).end
        if kind is None or kind == "helped" or not count.whole:
            continue
        place = lost.get(source, source)
        groups.setdefault(place, {}).setdefault(kind, []).append(count)
        when = next((flow.when for to, flow in graph.step(source).next.items() if to == target and flow.when), None)
        if when and place == source:
            words.setdefault(place, {})[printable(when)] = None
    for place, kinds in groups.items():
        sums = {
            kind: Headcount(sum(count.whole for count in own), fsum(count.exact for count in own))
            for kind, own in kinds.items()
        }
        whole = Headcount(sum(count.whole for count in sums.values()), fsum(count.exact for count in sums.values()))
        kinds_by_count = sorted(sums, key=lambda kind: -sums[kind].exact)
        told: list[object] = [_becomes(kind, sums[kind]) for kind in kinds_by_count]
        told += [IN_SHORT["lost-journey"]] if place in lost.values() else words.get(place, ())
        yield Leaving(place, kinds_by_count[0], whole, tuple(told))


def _becomes(kind: str, count: Headcount) -> Message:
    number = CountInWords(count)
    if kind == "gave-up":
        return plural("{count} gives up here", "{count} give up here", number)
    if kind == "refused":
        return plural("{count} is refused here", "{count} are refused here", number)
    return plural("{count} is passed on here", "{count} are passed on here", number)


def _beginnings(facts: Facts) -> Mapping[str, str]:
    """Return for each step of a part without help the step at which that part begins, where it has one beginning."""
    graph = facts.graph
    return {
        graph.name(step): graph.name(region.entries[0])
        for region in facts.of(reachability.ANALYSIS).lost
        for step in region.steps
        if len(region.entries) == 1
    }


def _stuck(facts: Facts, counts: PerHundred) -> Iterator[Leaving]:
    """Yield the steps beyond which nobody comes who never comes to an end."""
    if counts.stranded.nobody:
        return
    graph = facts.graph
    places = {name: why for name, why in _no_further(facts, graph) if counts.visits.get(name)}
    number = counts.stranded if len(places) == 1 else None
    for name, why in places.items():
        told = [why] if number is None else [_never(number), why]
        yield Leaving(name, STRANDED, number, tuple(told))


def _never(count: Headcount) -> Message:
    return plural("{count} never comes further", "{count} never come further", CountInWords(count))


def _no_further(facts: Facts, graph: ServiceGraph) -> Iterator[tuple[str, Message]]:
    reached = facts.of(reachability.ANALYSIS)
    for step in reached.leaves:
        yield graph.name(step), say("no way on")
    for loop in reached.livelocks:
        yield graph.name(loop.entry), say("circle without a way out")
    for wait in facts.of(soundness.ANALYSIS).waits:
        if wait.run:
            yield graph.name(wait.step), say("waits for what never comes")
