"""The drawing's own words, and how figures and foreign texts are set between them.

What the program says comes from the catalogues, in the language of the drawing; what the designer says stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeymap.i18n.messages import Message, say
from journeymap.layout.line_breaking import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.drawing.theme.theme import ArrowLook, BadgeLook
    from journeymap.layout.geometry import LineName
    from journeymap.layout.sheet import Lane

LANE_TITLES: Mapping[Lane, Message] = {
    "evidence": say("Physical evidence"),
    "customer": say("Customer actions"),
    "frontstage": say("Frontstage"),
    "backstage": say("Backstage"),
    "support": say("Support processes"),
}
LINE_NAMES: Mapping[LineName, Message] = {
    "interaction": say("Line of interaction"),
    "visibility": say("Line of visibility"),
    "internal": say("Line of internal interaction"),
}
ARROW_WORDS: Mapping[ArrowLook, Message] = {
    "flow": say("next step"),
    "back": say("goes back"),
    "starts": say("starts beside it"),
    "needs": say("must be done first"),
    "recover": say("puts a failure right"),
    "informs": say("informs"),
    "uses": say("uses"),
    "cell": say("the same moment"),
}
BADGE_WORDS: Mapping[BadgeLook, Message] = {
    "error": say("Finding: error"),
    "warning": say("Finding: warning"),
    "remark": say("Finding: note"),
    "pain": say("Pain"),
    "wait": say("Waiting time"),
    "dead-end": say("Dead end"),
    "fail-point": say("Fail point"),
    "complaint": say("Complaints"),
    "metric": say("Figure"),
    "note": say("Note"),
    "accepted": say("Accepted choice"),
    "finding": say("Finding"),
    "idea": say("Idea"),
    "more": say("More"),
}

# What XML cannot hold or a renderer cannot show: control characters, halves of surrogate pairs, non-characters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def printable(text: str) -> str:
    """Return a text on one line, with a sign in place of every character that no drawing can hold."""
    return " ".join(words_of(_UNPRINTABLE.sub("\ufffd", text)))


def capital(text: str) -> str:
    """Return a text with a capital at its beginning, the rest as it was written."""
    return text[:1].upper() + text[1:]


def figure(value: float, language: str) -> str:
    """Return a number with at most three digits that count, as it is written in a language."""
    text = f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"
    return text.replace(".", ",") if language == "nl" else text


def percentage(share: float, language: str) -> str:
    """Return a part of a whole as a percentage."""
    return f"{figure(share * 100, language)}%"
