"""When each persona can come in by each channel: its opening hours against the persona's own free time.

Coverage = |open and available| / |available|; the expected wait from a random moment until both are free is the sum of
the squared gaps over twice the period (renewal theory: the inspection paradox, Feller 1971). Hours that stay the same
every week are taken over one week, others over the 52 weeks of a year, with the holidays of the file's calendar.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from journeymap.analysis import Analysis
from journeymap.graph.evidence import NOTHING, Basis
from journeymap.graph.spread import Spread

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.graph import ServiceGraph
    from journeymap.graph.calendar import Hours
    from journeymap.model.blueprint import Channel, Persona

Stretches = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class ChannelAccess:
    """How a persona's time and a channel's hours fit; minutes, None for what is not stated.

    `open_minutes` and `available_minutes` are per week, `both_minutes` what they share. `coverage` is the part of the
    persona's free time in which the channel is open. `longest_closed` is the longest stretch in which the channel is
    closed, `longest_gap` the longest in which the persona cannot use it; `expected_wait` the mean time from a random
    moment until the persona can; both are infinite when that moment never comes. `preferred` tells that the persona
    would choose it, `used_at` which steps use it.
    """

    persona: str
    channel: str
    open_minutes: float | None
    available_minutes: float | None
    both_minutes: float | None
    coverage: float | None
    longest_closed: float | None
    longest_gap: float | None
    expected_wait: float | None
    preferred: bool
    used_at: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class Access:
    """The access of every persona to every channel: `by_persona[persona][channel]`.

    `coverage` and `expected_wait` hold the spread over the personas per channel. `unused` are the channels that a
    persona prefers and no step uses, `unknown` those that it prefers and the file does not describe.
    """

    by_persona: Mapping[str, Mapping[str, ChannelAccess]]
    coverage: Mapping[str, Spread]
    expected_wait: Mapping[str, Spread]
    unused: Mapping[str, tuple[str, ...]]
    unknown: Mapping[str, tuple[str, ...]]


def compute(graph: ServiceGraph) -> Access:
    """Return the access of each persona to each channel."""
    blueprint = graph.blueprint
    used: dict[str, list[str]] = {name: [] for name in blueprint.channels}
    for name, step in blueprint.steps.items():
        if step.channel in used:
            used[step.channel].append(name)
    by_persona: dict[str, dict[str, ChannelAccess]] = {}
    for name in graph.personas:
        persona = blueprint.personas.get(name)
        by_persona[name] = {
            channel: _access(graph, (name, persona), (channel, found), tuple(used[channel]))
            for channel, found in blueprint.channels.items()
        }
    preferred = {name: blueprint.personas[name].prefers for name in graph.personas if name in blueprint.personas}
    return Access(
        by_persona,
        {channel: _spread(graph, by_persona, channel, "coverage") for channel in blueprint.channels},
        {channel: _spread(graph, by_persona, channel, "expected_wait") for channel in blueprint.channels},
        {
            name: tuple(channel for channel in wanted if channel in used and not used[channel])
            for name, wanted in preferred.items()
        },
        {name: tuple(channel for channel in wanted if channel not in used) for name, wanted in preferred.items()},
    )


def _access(
    graph: ServiceGraph, who: tuple[str, Persona | None], where: tuple[str, Channel], used: tuple[str, ...]
) -> ChannelAccess:
    (name, persona), (channel, found) = who, where
    available = persona.available if persona is not None else None
    calendar = graph.calendar
    weekly = calendar.same_every_week(*(text for text in (available, found.open) if text is not None))
    opened = calendar.hours(found.open, weekly=weekly) if found.open is not None else None
    free = calendar.hours(available, weekly=weekly) if available is not None else None
    both = _shared(opened.stretches, free.stretches) if opened is not None and free is not None else None
    gaps = _gaps(both, opened.period) if both is not None and opened is not None else None
    return ChannelAccess(
        persona=name,
        channel=channel,
        open_minutes=_a_week(opened),
        available_minutes=_a_week(free),
        both_minutes=None if both is None or opened is None else _length(both) * 7 * 1440 / opened.period,
        coverage=None if both is None or free is None or not free.total else _length(both) / free.total,
        longest_closed=None if opened is None else max(_gaps(opened.stretches, opened.period), default=0.0),
        longest_gap=None if gaps is None else max(gaps, default=0.0),
        expected_wait=None if gaps is None or opened is None else sum(gap * gap for gap in gaps) / (2 * opened.period),
        preferred=persona is not None and channel in persona.prefers,
        used_at=used,
        basis=_basis(graph, persona),
    )


def _basis(graph: ServiceGraph, persona: Persona | None) -> Basis:
    """Count a persona's free time only: it is known from a source; a channel's hours are the organisation's own."""
    if persona is None or persona.available is None:
        return NOTHING
    return Basis(1, 0 if graph.evidence.known(persona.heard) else 1)


def _spread(
    graph: ServiceGraph, by_persona: Mapping[str, Mapping[str, ChannelAccess]], channel: str, field: str
) -> Spread:
    found = {persona: channels[channel] for persona, channels in by_persona.items()}
    basis = sum((access.basis for access in found.values()), graph.evidence.mix)
    return Spread.of({persona: getattr(access, field) for persona, access in found.items()}, graph.personas, basis)


def _a_week(hours: Hours | None) -> float | None:
    return None if hours is None else hours.total * 7 * 1440 / hours.period


def _length(stretches: Sequence[tuple[float, float]]) -> float:
    return sum(end - begin for begin, end in stretches)


def _shared(one: Stretches, other: Stretches) -> Stretches:
    """Return the stretches that two sorted lists have in common."""
    found = []
    i = j = 0
    while i < len(one) and j < len(other):
        begin, end = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if begin < end:
            found.append((begin, end))
        if one[i][1] <= other[j][1]:
            i += 1
        else:
            j += 1
    return tuple(found)


def _gaps(stretches: Stretches, period: float) -> list[float]:
    """Return the gaps between stretches of a period that comes back, the one over its end as a whole."""
    if not stretches:
        return [float("inf")]
    gaps = [after[0] - before[1] for before, after in pairwise(stretches)]
    gaps.append(stretches[0][0] + period - stretches[-1][1])
    return [gap for gap in gaps if gap > 0]


ANALYSIS = Analysis(name="access", compute=compute)
