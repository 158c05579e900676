"""What is found in the designer's own words: steps and personas by what they are called, not by their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap.i18n.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable

_STEPS = frozenset({"step", "steps", "before", "cause", "decision", "end", "starter", "earlier"})
"""The values of messages that are always ids of steps."""
_PERSONAS = frozenset({"persona", "personas"})


def named(words: Message, step: Callable[[str], object], persona: Callable[[str], object]) -> Message:
    """Return a message with what steps and personas are called in the place of their ids.

    `step` and `persona` return what an id is called, and anything that is no id as it is. Quotation marks stay.
    """
    return replace(words, values={name: _value(name, value, step, persona) for name, value in words.values.items()})


def _value(name: str, value: object, step: Callable[[str], object], persona: Callable[[str], object]) -> object:
    if isinstance(value, Message):
        return named(value, step, persona)
    if isinstance(value, (list, tuple)):
        return [_value(name, one, step, persona) for one in value]
    if not isinstance(value, str):
        return value
    if name in _STEPS:
        return step(value)
    if name in _PERSONAS:
        bare = value.strip('"')
        return value.replace(bare, str(persona(bare))) if bare else value
    return value
