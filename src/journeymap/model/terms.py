"""The fixed words of the format as people read them: `home-visit` is "huisbezoeken", "Mo-Fr" is "ma-vr" in Dutch.

What the designer made up himself stays as he wrote it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.i18n.messages import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TERMS: Mapping[str, Message] = {
    # the lanes
    "evidence": say("evidence"),
    "customer": say("customer"),
    "frontstage": say("frontstage"),
    "backstage": say("backstage"),
    "support": say("support"),
    # how a channel is found
    "prominent": say("prominent"),
    "visible": say("visible"),
    "buried": say("buried"),
    "absent": say("absent"),
    # how a journey ends
    "helped": say("helped"),
    "refused": say("refused"),
    "gave-up": say("gave up"),
    "transferred": say("passed on"),
    # what people need
    "safety": say("safety"),
    "certainty": say("certainty"),
    "belonging": say("belonging"),
    "recognition": say("recognition"),
    "autonomy": say("autonomy"),
    # what is asked of a home
    "home-visit": say("home visits"),
    "letter": say("letters"),
    "form": say("forms"),
    "travel": say("travel"),
    "nuisance-day": say("days of nuisance"),
    # where it comes from
    "interview": say("interview"),
    "survey": say("survey"),
    "complaints": say("complaints"),
    "observation": say("observation"),
    "data": say("data"),
}
_DAYS: Mapping[str, Message] = {
    "Mo": say("Mo"),
    "Tu": say("Tu"),
    "We": say("We"),
    "Th": say("Th"),
    "Fr": say("Fr"),
    "Sa": say("Sa"),
    "Su": say("Su"),
    "PH": say("public holidays"),
    "off": say("closed"),
}
_DAY = re.compile(rf"\b({'|'.join(_DAYS)})\b")


class Term(Struct, frozen=True):
    """A word that may be one of the format: then it is read in any language."""

    word: str

    def text(self, language: str = "en") -> str:
        """Return the word in a language, or as it is when the format does not know it."""
        return TERMS[self.word].text(language) if self.word in TERMS else self.word

    def __str__(self) -> str:
        return self.text()


class WeekHours(Struct, frozen=True):
    """Opening hours in the syntax of OpenStreetMap, with the days in the reader's language; in English as written."""

    written: str

    def text(self, language: str = "en") -> str:
        """Return the hours as text in a language."""
        if language == "en":
            return self.written
        return _DAY.sub(lambda found: _DAYS[found[1]].text(language), self.written)

    def __str__(self) -> str:
        return self.written


def terms(words: Iterable[str]) -> list[Term]:
    """Return words of which some may be of the format, to be put into a message as a list."""
    return [Term(word) for word in words]
