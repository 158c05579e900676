"""Times as the designer wrote them, for readers who do not know the notation of the file."""

from __future__ import annotations

import re

from journeymap.i18n.messages import Message, say

_NUMBER = r"\d+(?:[.,]\d+)?"


def time_of(written: object) -> Message | str:
    """Return a time for readers: "1/2/4 weeks" is "mostly 2 weeks (1-4)"; any other stays as it was written."""
    text = str(written)
    points = re.fullmatch(rf"({_NUMBER})\s*/\s*({_NUMBER})\s*/\s*({_NUMBER})\s+(\D+)", text)
    if points is None:
        return text
    return say("mostly {time} ({least}-{most})", time=f"{points[2]} {points[4]}", least=points[1], most=points[3])


def time_in(written: object, language: str) -> str:
    """Return a time for readers in a language."""
    time = time_of(written)
    return time if isinstance(time, str) else time.text(language)
