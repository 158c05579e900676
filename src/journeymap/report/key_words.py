"""The words of the format for people who read about a file and not the file itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import Message, say
from journeymap.i18n.vocabulary import DECIDERS, FINDABILITY, FREEDOM, HELPS, OUTCOMES, SERVED, STATUS, TERMS, YES_NO

if TYPE_CHECKING:
    from collections.abc import Mapping

KEYS: Mapping[str, Message] = {
    "name": say("name"), "phase": say("phase"), "evidence": TERMS["evidence"], "customer": TERMS["customer"],
    "frontstage": TERMS["frontstage"], "backstage": TERMS["backstage"], "support": TERMS["support"],
    "channel": say("channel"), "next": say("leads on to"), "end": say("ends with"), "start": say("begins here"),
    "uses": say("uses"), "informs": say("informs"), "starts": say("starts beside it"), "needs": say("waits for"),
    "takes": say("time it takes"), "wait": say("wait before it"), "lasts": say("time that passes"),
    "chased": say("who asks how it stands"), "gives-up": say("who gives up"), "closed": say("who finds it closed"),
    "after": say("after how long"), "arrivals": say("who comes"), "count": say("how many"),
    "elsewhere": say("for other work"), "costs": say("cost of an hour"),
    "deadline": say("time limit"), "promise": say("promised time"),
    "tolerance": say("accepted time"), "asks": say("asks for"), "whose": say("asks of whom"),
    "tells": say("tells the customer"),
    "helps": say("rules of helping"), "meets": say("needs it serves"), "experience": say("experience of"),
    "heard": say("sources"), "complaints": say("complaints"), "fails": say("fail points"),
    "because": say("reason why"),
    "burden": say("asked of the home"), "pages": say("screens"), "clicks": say("clicks"),
    "journey": say("another blueprint"), "owner": say("answers for it"), "pains": say("what hurts"),
    "ideas": say("proposals"), "notes": say("remarks"), "links": say("addresses"), "seen-as": say("called in a log"),
    "tags": say("tags"),
    "share": say("part"), "when": say("condition"), "decides": say("who decides"),
    "formerly": say("who used to decide"),
    "kind": say("kind"), "desired": say("wants"), "expected": say("expects"), "perceived": say("perceives"),
    "importance": say("importance"), "emotion": say("feeling"), "everyone": say("everyone"), "staff": say("the staff"),
    "what": say("what"), "why": say("cause"), "effect": say("effect"), "severity": say("how grave"),
    "detection": say("how hard to notice"), "recover": say("put right by"), "serves": say("whom it serves"),
    "reason": say("reason"), "since": say("since"), "review": say("to be reviewed"), "by": say("who acts"),
    "does": say("what is done"), "within": say("within"), "missed": say("when it is missed"),
    "available": say("has time"), "prefers": say("would choose"), "context": say("circumstances"),
    "open": say("opening hours"), "found": say("how it is found"), "answers": say("gets an answer"),
    "record": say("written down"),
    "self-service": say("alone on purpose"), "preferred-by-organisation": say("preferred by the organisation"),
    "lane": say("lane"), "partner": say("of another organisation"), "n": say("how many it rests on"),
    "date": say("date"), "link": say("address"), "about": say("about"), "title": say("title"),
    "status": say("status"), "language": say("language"), "reviewed": say("last reviewed"),
    "scale": say("scale of the ratings"), "calendar": say("holidays of"), "role": say("role"),
    "choice": say("can walk away?"), "terms": say("terms"), "economics": say("costs and price"),
    "price": say("price"), "rate": say("cost of a minute"), "materials": say("materials"),
    "overhead": say("overhead"), "acceptable": say("accepted time"), "relates": say("other blueprints"),
    "replaces": say("replaces"), "mirrors": say("way back"), "follows": say("comes before"),
    "beside": say("lived through beside it"), "from": say("begins with"), "to": say("done with"), "text": say("text"),
    "letter": say("letters"), "home-visit": say("home visits"), "form": say("forms"), "travel": say("travel"),
    "nuisance-day": say("days of nuisance"),
}  # fmt: skip
"""The words for the keys of a file."""
VALUES: Mapping[str, Mapping[str, Message]] = {
    "found": FINDABILITY, "end": OUTCOMES, "helps": HELPS, "decides": DECIDERS, "formerly": DECIDERS,
    "serves": SERVED, "choice": FREEDOM, "status": STATUS, "lane": TERMS, "meets": TERMS, "kind": TERMS,
}  # fmt: skip
"""The words for the values of keys that know only some."""


def key_word(key: str) -> object:
    """Return the words for a key of a file; a word of the designer's as it is."""
    return KEYS.get(key, key)


def value_word(key: str, value: object) -> object:
    """Return the words for a value of a key where it is one of the format's; else the value."""
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(value, str):
        return VALUES.get(key, {}).get(value, value)
    return value
