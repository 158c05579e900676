"""Which of the channels of a step a customer takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.numerics import intervals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.graph.calendar import Calendar
    from journeymap.model.blueprint import Blueprint, Persona
    from journeymap.model.step import Step


def channel_taken(blueprint: Blueprint, calendar: Calendar, persona: str, offered: Sequence[str]) -> str | None:
    """Return the channel that a persona takes of those offered; None where none is.

    The one that it would choose first; where it prefers none of them, the one that is open for the greatest part of its
    free time. Hours that are not stated keep nobody away. Of equal ones the first.
    """
    if len(offered) < 2:
        return offered[0] if offered else None
    known = blueprint.personas.get(persona)
    there = [word for word in offered if word not in blueprint.channels or blueprint.channels[word].found != "absent"]
    for word in known.prefers if known is not None else ():
        if word in there:
            return word
    return max(there or offered, key=lambda word: _open_for(blueprint, calendar, known, word))


def _open_for(blueprint: Blueprint, calendar: Calendar, persona: Persona | None, word: str) -> float:
    """Return the part of a persona's free time, or of all time, in which a channel is open."""
    channel = blueprint.channels.get(word)
    if channel is None or channel.open is None or calendar.unjudged(channel.open) is not None:
        return 1.0
    free = persona.available if persona is not None else None
    if free is not None and calendar.unjudged(free) is not None:
        free = None
    period = calendar.period_of(*(text for text in (channel.open, free) if text is not None))
    opened = calendar.hours(channel.open, period)
    if free is None:
        return opened.total / opened.period
    mine = calendar.hours(free, period)
    both = sum(end - begin for begin, end in intervals.intersect(opened.stretches, mine.stretches))
    return both / mine.total if mine.total else 0.0


def alone_by_intent(blueprint: Blueprint, step: Step) -> bool:
    """Tell whether the customer is meant to act alone at a step: every channel of it is self-service or never answers.

    Who reads a letter asks nothing of the letter.
    """
    channels = [blueprint.channels.get(word) for word in step.channel]
    return bool(channels) and all(
        channel is not None and (channel.self_service or channel.answers is False) for channel in channels
    )
