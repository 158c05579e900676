"""The words for each fixed vocabulary: outcomes, severities, lanes, deciders, status, and the terms of the format.

Each vocabulary stands here once, under the words of the format, so that every output says the same. What the designer
made up stays as it was written.
"""

from __future__ import annotations

import re
from enum import Enum, IntEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.i18n.languages import SOURCE_LANGUAGE
from journeymap.i18n.messages import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NOT_STATED = say("not stated")
YES_NO: Mapping[bool, Message] = {True: say("yes"), False: say("no")}
OUTCOMES: Mapping[str, Message] = {
    "helped": say("helped"),
    "refused": say("refused"),
    "gave-up": say("gave up"),
    "transferred": say("passed on"),
    "stranded": say("stranded"),
}
"""How a journey ends, and what becomes of those whom no step takes on."""
SEVERITIES: Mapping[str, Message] = {"error": say("error"), "warning": say("warning"), "note": say("note")}
SEVERITY_GROUPS: Mapping[str, Message] = {"error": say("Errors"), "warning": say("Warnings"), "note": say("Notes")}
"""The findings of one severity as a group, to be shown or hidden."""
STATUS: Mapping[str, Message] = {"as-is": say("how it is"), "to-be": say("how it should be")}
SERVED: Mapping[str, Message] = {
    "customer": say("customer"),
    "organisation": say("organisation"),
    "law": say("law"),
}
"""Whom it serves that something is done as it is."""
DECIDERS: Mapping[str, Message] = {
    "customer": say("customer"),
    "organisation": say("organisation"),
    "chance": say("chance"),
}
DECIDES: Mapping[str, Message] = {
    "customer": say("the customer decides"),
    "organisation": say("the organisation decides"),
    "chance": say("chance decides"),
}
DECIDED: Mapping[str, Message] = {
    "customer": say("the customer used to decide"),
    "organisation": say("the organisation used to decide"),
    "chance": say("chance used to decide"),
}
STANDINGS: Mapping[str, Message] = {
    "guaranteed": say("guaranteed"),
    "likely": say("likely"),
    "in-their-hands": say("in the organisation's hands"),
    "possible": say("possible"),
    "lost": say("lost"),
}
"""How sure it is that the customer is helped."""
_SURE: Mapping[str | None, Message] = {
    "guaranteed": say("yes, whatever the organisation does"),
    "likely": say("in the end, if the customer keeps trying: the organisation can only draw it out"),
    "in-their-hands": say("no, only if the organisation chooses so"),
    "possible": say("no, it takes luck"),
    "lost": say("no, no way leads there"),
    None: say("no end says that the customer is helped"),
}
FINDABILITY: Mapping[str, Message] = {
    "prominent": say("easy to find"),
    "visible": say("visible"),
    "buried": say("hard to find"),
    "absent": say("not to be found"),
}
HELPS: Mapping[str, Message] = {
    "welcome": say("welcomes"),
    "clarify": say("clarifies the question"),
    "alternative": say("offers an alternative"),
    "advise": say("advises"),
    "evaluate": say("asks whether it helped"),
}
FREEDOM: Mapping[str, Message] = {
    "free": say("can walk away"),
    "limited": say("can hardly walk away"),
    "captive": say("cannot walk away"),
}
WEIGHTS: Mapping[str, Message] = {"low": say("low"), "medium": say("medium"), "high": say("high")}
LANE_TITLES: Mapping[str, Message] = {
    "evidence": say("Physical evidence"),
    "customer": say("Customer actions"),
    "frontstage": say("Frontstage"),
    "backstage": say("Backstage"),
    "support": say("Support processes"),
}
LINE_NAMES: Mapping[str, Message] = {
    "interaction": say("Line of interaction"),
    "visibility": say("Line of visibility"),
    "internal": say("Line of internal interaction"),
}
ARROW_WORDS: Mapping[str, Message] = {
    "flow": say("next step"),
    "back": say("goes back"),
    "starts": say("starts beside it"),
    "needs": say("must be done first"),
    "recover": say("puts a failure right"),
    "gives-up": say("gives up"),
    "closed": say("finds it closed"),
    "informs": say("informs"),
    "uses": say("uses"),
    "cell": say("the same moment"),
}
BADGE_WORDS: Mapping[str, Message] = {
    "start": say("Begins here"),
    "gone": say("No longer there"),
    "new": say("New"),
    "changed": say("Changed"),
    "error": say("Finding: error"),
    "warning": say("Finding: warning"),
    "remark": say("Finding: note"),
    "channel": say("Channel and time"),
    "wait": say("Waiting time"),
    "late": say("Too long, or without a word"),
    "pain": say("Pain"),
    "fail-point": say("Fail point"),
    "complaint": say("Complaints"),
    "metric": say("Figure"),
    "note": say("Note"),
    "accepted": say("Accepted choice"),
    "finding": say("Finding"),
    "idea": say("Idea"),
    "more": say("More"),
    "dead-end": say("No way on"),
    "return": say("Goes back"),
    "onward": say("Goes on further away"),
    "exit": say("Some leave here"),
    "many-leave": say("Many leave here"),
    "end": say("Ends here"),
}
NO_WAY_ON: Mapping[str, Message] = {
    "dead-end": say("dead end"),
    "no-way-out": say("circle without exit"),
    "lost-journey": say("no help from here on"),
    "bare-no": say("bare no"),
    "no-voice": say("no voice"),
    "improper-completion": say("waits for ever"),
}
"""What stands on the card of a step from which no way leads on, or none that helps, by the rule that finds it."""
CHANNEL_KINDS: Mapping[str, Message] = {
    "phone": say("telephone"),
    "letter": say("letter"),
    "email": say("e-mail"),
    "online": say("online"),
    "app": say("app"),
    "chat": say("chat"),
    "counter": say("counter"),
    "visit": say("visit"),
    "machine": say("machine"),
}
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
    **OUTCOMES,
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
    "deadline": say("deadlines"),
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
        if language == SOURCE_LANGUAGE:
            return self.written
        return _DAY.sub(lambda match: _DAYS[match[1]].text(language), self.written)

    def __str__(self) -> str:
        return self.written


def terms(words: Iterable[str]) -> list[Term]:
    """Return words of which some may be of the format, to be put into a message as a list."""
    return [Term(word) for word in words]


def word_of(value: Enum) -> str:
    """Return the word of the format for a value of an enumeration: that of `IN_THEIR_HANDS` is `in-their-hands`."""
    return value.name.lower().replace("_", "-") if isinstance(value, IntEnum) else str(value.value)


def sure(standing: IntEnum | None, *, begins: bool = True, hopeless: object = None, unjudged: bool = False) -> Message:
    """Answer whether the customer is sure to be helped; None stands for a journey without a good end.

    `begins` tells whether a journey begins anywhere, `hopeless` at which of its beginnings no way leads there, where it
    has others; `unjudged` that it hangs on joins of which there are too many to look at.
    """
    if unjudged:
        return say("not known: there are too many joins to look at")
    if not begins:
        return say("nobody can tell, as the journey begins nowhere")
    if hopeless is not None:
        return say("no, no way leads there from {steps}", steps=hopeless)
    return _SURE[None if standing is None else word_of(standing)]


def outcome(kind: str) -> object:
    """Return a kind of end in words."""
    return OUTCOMES.get(kind, kind)
