"""When each persona can come in by each channel: its opening hours against the persona's own free time.

Coverage = |open and available| / |available|; the expected wait from a random moment until both are free is the sum of
the squared gaps over twice the period (renewal theory: the inspection paradox, Feller 1971). Hours that stay the same
every week are taken over one week, others over a whole year, with the holidays of the file's calendar. Hours of which
it is not certain when they are open (`SH`, a remark instead of a time) are taken as not stated.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Annotated

from msgspec import Struct

from journeymap.analysis import Analysis
from journeymap.graph.calendar import Hours
from journeymap.graph.evidence import NOTHING, Basis
from journeymap.graph.per_persona import PersonaFigure
from journeymap.graph.preferred_ways import way_without
from journeymap.graph.units import MINUTES, MINUTES_A_WEEK, MINUTES_OF_THE_WEEK, SHARE
from journeymap.graph.vocabulary import is_receiving, is_remote
from journeymap.i18n.numbers import WEEK
from journeymap.numerics import intervals
from journeymap.numerics.components import UNREACHED, search

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.graph import ServiceGraph
    from journeymap.model.blueprint import Channel, Persona
    from journeymap.model.step import Step


# A wait of which more than this part is the customer's own time that is scarce is not made by the hours of a channel.
_OWN_PART = 0.75


class ChannelAccess(Struct, frozen=True):
    """How a persona's time and a channel's hours fit; minutes, None for what is not stated.

    `open_minutes` and `available_minutes` are per week, `both_minutes` what they share. `coverage` is the part of the
    persona's free time in which the channel is open. `longest_closed` is the longest stretch in which the channel is
    closed, `closed_from` when it begins (minutes since Monday, 0:00), `longest_gap` the longest in which the persona
    cannot use it; `expected_wait` the mean time from a random moment until the persona can; both are infinite when that
    moment never comes. `own_wait` and `own_gap` are the same for the persona's free time alone, were the channel always
    open. `preferred` tells that the persona would choose it, `used_at` at which of the steps that this persona may come
    to it takes this channel: of several the one that it prefers, else the one that is open most of its free time.
    """

    persona: str
    channel: str
    open_minutes: Annotated[float | None, MINUTES_A_WEEK]
    available_minutes: Annotated[float | None, MINUTES_A_WEEK]
    both_minutes: Annotated[float | None, MINUTES_A_WEEK]
    coverage: Annotated[float | None, SHARE]
    longest_closed: Annotated[float | None, MINUTES]
    closed_from: Annotated[float | None, MINUTES_OF_THE_WEEK]
    longest_gap: Annotated[float | None, MINUTES]
    expected_wait: Annotated[float | None, MINUTES]
    preferred: bool
    used_at: tuple[str, ...]
    basis: Basis
    own_wait: Annotated[float | None, MINUTES] = None
    own_gap: Annotated[float | None, MINUTES] = None

    def keeps_out(self, wait: float, gap: float) -> bool:
        """Tell whether the channel's hours keep the persona waiting over a time on average, or over a longest stretch.

        Where it is the persona's own time that is scarce, so that hours without end would hardly help, it is not so.
        """
        if self.expected_wait is None or self.longest_gap is None or not self.available_minutes:
            return False
        too_long = self.expected_wait > wait and (self.own_wait or 0.0) <= _OWN_PART * self.expected_wait
        return too_long or (self.longest_gap > gap and (self.own_gap or 0.0) <= _OWN_PART * self.longest_gap)


class Steering(Struct, frozen=True):
    """A channel that some personas prefer, and an easier one to find that the organisation prefers (`towards`).

    The channel is there, but harder to find; of several that the organisation prefers it is the easiest. `personas` are
    those who name none before it that the organisation prefers as well, `used_at` the steps with the channel that one
    of them may come to.
    """

    channel: str
    towards: str
    personas: tuple[str, ...]
    used_at: tuple[str, ...]


class WayWithout(Struct, frozen=True):
    """A way from a beginning to an end on which no preferred channel is offered, and at which `step` one is missed."""

    step: str
    way: tuple[str, ...]


class Access(Struct, frozen=True):
    """The access of every persona to every channel: `by_persona[persona][channel]`.

    `coverage` and `expected_wait` hold the spread over the personas per channel. `unused` are the channels that a
    persona prefers and no step uses, `unknown` those that it prefers and the file does not describe. `steered` are the
    preferred channels that are harder to find than one that the organisation prefers. `begun_at` are the steps at which
    a persona can begin: those with a channel at which, on some way, it first turns to the organisation from afar;
    `begun_by` are their channels. `ways_without` holds the personas who, whatever they choose themselves, may be sent
    to an end on a way on which they must turn to the organisation from afar and are offered nothing that they prefer.
    """

    by_persona: Mapping[str, Mapping[str, ChannelAccess]]
    coverage: Annotated[Mapping[str, PersonaFigure], SHARE]
    expected_wait: Annotated[Mapping[str, PersonaFigure], MINUTES]
    unused: Mapping[str, tuple[str, ...]]
    unknown: Mapping[str, tuple[str, ...]]
    steered: tuple[Steering, ...]
    begun_at: Mapping[str, tuple[str, ...]]
    begun_by: Mapping[str, tuple[str, ...]]
    ways_without: Mapping[str, WayWithout]


def compute(graph: ServiceGraph) -> Access:
    """Return the access of each persona to each channel."""
    blueprint = graph.blueprint
    offered = _offered(graph)
    used: dict[str, list[int]] = {name: [] for name in blueprint.channels}
    for number, words in offered.items():
        for channel in words:
            if channel in used:
                used[channel].append(number)
    by_persona: dict[str, dict[str, ChannelAccess]] = {}
    for name in graph.personas:
        persona = blueprint.personas.get(name)
        reached = graph.paths(name).reached.parents
        by_persona[name] = {
            channel: _access(
                graph,
                (name, persona),
                (channel, described),
                graph.topology.as_customers_come(
                    graph.name(number)
                    for number in used[channel]
                    if reached[number] != UNREACHED
                    and (len(offered[number]) == 1 or graph.channel(name, number) == channel)
                ),
            )
            for channel, described in blueprint.channels.items()
        }
    preferred = {name: blueprint.personas[name].prefers for name in graph.personas if name in blueprint.personas}
    turning = _turning(graph, offered)
    begun_at = {name: _begun_at(graph, name, turning) for name in preferred}
    return Access(
        by_persona,
        {channel: _spread(graph, by_persona, channel, "coverage") for channel in blueprint.channels},
        {channel: _spread(graph, by_persona, channel, "expected_wait") for channel in blueprint.channels},
        {
            name: tuple(channel for channel in wanted if channel in used and not used[channel])
            for name, wanted in preferred.items()
        },
        {name: tuple(channel for channel in wanted if channel not in used) for name, wanted in preferred.items()},
        tuple(_steered(graph, by_persona)),
        begun_at,
        {
            name: tuple(dict.fromkeys(word for step in steps for word in blueprint.steps[step].channel))
            for name, steps in begun_at.items()
        },
        {name: way for name in preferred if (way := _way_without(graph, name, offered, turning))},
    )


def _offered(graph: ServiceGraph) -> dict[int, tuple[str, ...]]:
    """Return the steps that offer a channel, each with those it offers."""
    return {number: words for number in graph.stated.at("channel") if (words := graph.step(number).channel)}


def _turning(graph: ServiceGraph, offered: Mapping[int, tuple[str, ...]]) -> dict[int, bool]:
    """Return where customers turn to the organisation by a channel, and at which of these steps they do so from afar.

    To read or to get something is not to turn to anybody.
    """
    silent = {words: _is_silent(graph, words) for words in set(offered.values())}
    afar = {words: _is_afar(graph, words) for words in silent}
    steps = graph.stated.steps
    return {
        number: afar[words]
        for number, words in offered.items()
        if steps[number].customer and (steps[number].asks or not (silent[words] or _is_only_told(steps[number])))
    }


def _begun_at(graph: ServiceGraph, persona: str, turning: Mapping[int, bool]) -> tuple[str, ...]:
    """Return where a persona first turns to the organisation."""
    paths = graph.paths(persona)
    stopping = [[] if number in turning else targets for number, targets in enumerate(paths.successors)]
    met = [number for number in search(stopping, graph.topology.starts).order if number in turning]
    return graph.names(met) if all(turning[number] for number in met) else ()


def _is_afar(graph: ServiceGraph, words: tuple[str, ...]) -> bool:
    # A place, such as a parking lot, is where it happens, not how it is asked for.
    channels = graph.blueprint.channels
    return all(is_remote(word) or is_remote((word in channels and channels[word].name) or "") for word in words)


def _way_without(
    graph: ServiceGraph, persona: str, offered: Mapping[int, tuple[str, ...]], turning: Mapping[int, bool]
) -> WayWithout | None:
    channels = graph.blueprint.channels
    wanted = {
        word
        for word in graph.blueprint.personas[persona].prefers
        if word in channels and channels[word].found != "absent"
    }
    suiting = [number for number, words in offered.items() if not wanted.isdisjoint(words)]
    asking = {number for number, afar in turning.items() if afar}
    way = way_without(graph.paths(persona), suiting, asking) if suiting else ()
    return WayWithout(graph.name(next(step for step in way if step in asking)), graph.names(way)) if way else None


def _is_silent(graph: ServiceGraph, words: tuple[str, ...]) -> bool:
    """Return whether none of some channels answers."""
    channels = [graph.blueprint.channels.get(word) for word in words]
    return all(channel is not None and channel.answers is False for channel in channels)


def _is_only_told(step: Step) -> bool:
    return bool(step.tells) or is_receiving(step.customer[0].does)


def _steered(graph: ServiceGraph, by_persona: Mapping[str, Mapping[str, ChannelAccess]]) -> Iterator[Steering]:
    channels = graph.blueprint.channels
    to_be_found = {name: _HARDER.index(channel.found) for name, channel in channels.items() if channel.found in _HARDER}
    suits = {name for name, channel in channels.items() if channel.preferred_by_organisation}
    towards = min(
        (name for name in to_be_found if name in suits), key=lambda name: (to_be_found[name], name), default=None
    )
    for name, hard in to_be_found.items():
        if towards is None or name in suits or hard <= to_be_found[towards]:
            continue
        led = tuple(
            persona
            for persona, element in graph.blueprint.personas.items()
            if name in element.prefers and suits.isdisjoint(element.prefers[: element.prefers.index(name)])
        )
        used = {step for persona in led for step in by_persona[persona][name].used_at}
        if led:
            yield Steering(name, towards, led, graph.topology.as_customers_come(used))


# From easy to hard; what is absent is not there to be found at all.
_HARDER = ("prominent", "visible", "buried")


def _access(
    graph: ServiceGraph, who: tuple[str, Persona | None], where: tuple[str, Channel], used: tuple[str, ...]
) -> ChannelAccess:
    (name, persona), (channel, described) = who, where
    available = persona.available if persona is not None else None
    calendar = graph.calendar
    # What is written so that it cannot be judged counts as not stated.
    there, here = (None if text is None or calendar.unjudged(text) else text for text in (described.open, available))
    period = calendar.period_of(*(text for text in (here, there) if text is not None))
    opened = calendar.hours(there, period) if there is not None else None
    free = calendar.hours(here, period) if here is not None else None
    closed = None if opened is None else intervals.longest_gap(opened.stretches, opened.period)
    both, coverage = None, None
    if opened is not None and free is not None:
        both = Hours(tuple(intervals.intersect(opened.stretches, free.stretches)), opened.period, opened.offset)
        coverage = both.total / free.total if free.total else None
    gap = None if both is None else intervals.longest_gap(both.stretches, both.period)
    own = None if free is None else intervals.longest_gap(free.stretches, free.period)
    return ChannelAccess(
        persona=name,
        channel=channel,
        open_minutes=_a_week(opened),
        available_minutes=_a_week(free),
        both_minutes=_a_week(both),
        coverage=coverage,
        longest_closed=None if opened is None else (closed.length if closed else 0.0),
        closed_from=(closed.start + opened.offset) % WEEK if opened and closed and closed.length < inf else None,
        longest_gap=None if both is None else (gap.length if gap else 0.0),
        expected_wait=None if both is None else intervals.expected_wait(both.stretches, both.period),
        preferred=persona is not None and channel in persona.prefers,
        used_at=used,
        basis=_basis(graph, persona),
        own_wait=None if free is None else intervals.expected_wait(free.stretches, free.period),
        own_gap=None if free is None else (own.length if own else 0.0),
    )


def _basis(graph: ServiceGraph, persona: Persona | None) -> Basis:
    """Count a persona's free time only: it is known from a source; a channel's hours are the organisation's own."""
    if persona is None or persona.available is None:
        return NOTHING
    return Basis(1, 0 if graph.evidence.known(persona.heard) else 1)


def _spread(
    graph: ServiceGraph, by_persona: Mapping[str, Mapping[str, ChannelAccess]], channel: str, field: str
) -> PersonaFigure:
    of_channel = {persona: channels[channel] for persona, channels in by_persona.items()}
    basis = sum((access.basis for access in of_channel.values()), graph.evidence.mix)
    return PersonaFigure.of(
        {persona: getattr(access, field) for persona, access in of_channel.items()}, graph.personas, basis
    )


def _a_week(hours: Hours | None) -> float | None:
    return None if hours is None else hours.total * WEEK / hours.period


ANALYSIS = Analysis(name="access", compute=compute)
