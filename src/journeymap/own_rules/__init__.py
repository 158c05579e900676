"""Rules of a project's own: said in its configuration, or written in Python beside it."""

from __future__ import annotations

from journeymap.i18n.messages import Message

__all__ = ["message"]


def message(text: str, **values: object) -> Message:
    """Return words of a rule of one's own, which are the same in every language; `{name}` stands for a value."""
    return Message(text, values)
