"""What is said of a value that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeymap.i18n.messages import Message


class MisreadError(ValueError):
    """A value that cannot be read: what is wrong with it, and what may be written instead.

    `readings` are the values that may have been meant, the likeliest first.
    """

    def __init__(self, message: Message, remedy: Message, *readings: str) -> None:
        super().__init__(f"{message}; {remedy}")
        self.message = message
        self.remedy = remedy
        self.readings = readings
