"""Opening hours as people write them, in English and Dutch, read into the syntax of OpenStreetMap.

"ma-vr 9.00-17.00 uur" and "Monday to Friday 9am-5pm" mean one thing only and are read; "Mon-Fri 9-5" leaves a doubt and
is refused with the hours that are probably meant.
"""

from __future__ import annotations

import re
from typing import Any

from journeymap.i18n.messages import Message, say
from journeymap.model import opening_library
from journeymap.model.misread import MisreadError
from journeymap.model.opening_rules import DAYS

_DAY_WORDS = {
    "Mo": r"mon(?:days?)?|ma(?:andag(?:en)?)?", "Tu": r"tue(?:s(?:days?)?)?|di(?:nsdag(?:en)?)?",
    "We": r"wed(?:nesdays?)?|wo(?:ensdag(?:en)?)?", "Th": r"thu(?:r?s(?:days?)?)?|do(?:nderdag(?:en)?)?",
    "Fr": r"fri(?:days?)?|vr(?:ijdag(?:en)?)?", "Sa": r"sat(?:urdays?)?|za(?:terdag(?:en)?)?",
    "Su": r"sun(?:days?)?|zo(?:ndag(?:en)?)?", "PH": r"public holidays?|bank holidays?|holidays?|feestdag(?:en)?",
    "Mo-Fr": r"week ?days?|weekdays|working days|business days|werkdagen|doordeweeks|op werkdagen",
    "Sa-Su": r"weekends?|in het weekend|at weekends|in the weekend",
    "Mo-Su": r"daily|every ?day|dagelijks|elke dag|alle dagen|iedere dag|all days",
    "Jan": r"january|januari", "Feb": r"february|februari", "Mar": r"march|maart|mrt", "Apr": "april",
    "May": "mei", "Jun": r"june|juni", "Jul": r"july|juli", "Aug": r"august|augustus", "Sep": r"sept|september",
    "Oct": r"october|oktober|okt", "Nov": "november", "Dec": "december",
}  # fmt: skip
_ALWAYS = (
    r"(?i)24/7|24x7|24 ?(?:h|hours?|uur)(?: (?:a|per) (?:day|dag)| per etmaal)?"
    r"(?:,? ?7 (?:days?|dagen)(?: (?:a|per) week)?)?|"
    r"always(?: open)?|altijd(?: open)?|dag en nacht|day and night|round the clock|around the clock|24 ?u"
)
_QUOTED = r'("[^"]*")'
_UNTIL = r"(?i)\s*(?:\bt/m\b|\btot(?: en met)?\b|\bto\b|\btill?\b|\buntil\b|\bthrough\b|–|—)\s*"
_AND = r"\s*(?:\ben\b|\band\b|&|\+(?= ?[A-Z]))\s*"
_CLOSED = r"(?i)\b(?:gesloten|dicht|niet open|not open)\b"
_FROM = r"\b(?:van|from|open|tussen|between|om|at|op|on)\s+(?=[\dA-Z])"
_HALF_DAY = r"(?i)\b(\d{1,2})(?:[.:](\d\d))? ?([ap])\.?m\b\.?"
_O_CLOCK = r"(?i)(?<=\d) ?(?:uur|u\b|h\b|hrs?\b|o'clock)\.?"
_LONE_HOURS = r"(?<![\d:.\w])(\d{1,2})(?::(\d\d))?-(\d{1,2})(?::(\d\d))?(?![\d:.\w])"
_DAY_NAME = rf"(?:{'|'.join(DAYS)}|PH)(?![a-z])"

NOON = 12
_GENERAL = say('write days and hours like "Mo-Fr 08:30-17:00; Sa 10:00-14:00", or "24/7"')


def opening_hours(value: Any) -> str:
    """Read opening hours and return them in the syntax of OpenStreetMap; MisreadError when it is not certain.

    What is written in that syntax is returned as it is written, as is everything where the library of it is not here.
    """
    text = " ".join(str(value).split())
    if not opening_library.is_here():
        return text
    from opening_hours import validate

    if validate(text):
        return text
    if re.fullmatch(_ALWAYS, text):
        return "24/7"
    meant, certain = _in_osm(text)
    if not validate(meant):
        raise _refusal(text, _GENERAL)
    if not certain:
        raise _refusal(text, say('write "{hours}" if that is meant', hours=meant), meant)
    return meant


def _refusal(text: str, remedy: Message, *readings: str) -> MisreadError:
    from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]

    rest = text
    try:
        OpeningHours(text)
    except ParserError as error:
        where = re.search(r"--> \d+:(\d+)", str(error))
        rest = text[int(where[1]) - 1 :] if where else text
    return MisreadError(
        say('"{text}" cannot be read as opening hours, from "{rest}" on', text=text, rest=rest), remedy, *readings
    )


def _in_osm(text: str) -> tuple[str, bool]:
    """Return hours as they would have to be written, and whether nothing else can be meant; remarks stay."""
    pieces = [piece if piece.startswith('"') else _words(piece) for piece in re.split(_QUOTED, text)]
    certain = True

    def in_full(match: re.Match[str]) -> str:
        nonlocal certain
        first, last = int(match[1]), int(match[3])
        if last < NOON and last <= first and (last - first) % 24 >= NOON and match[2] is None and match[4] is None:
            certain, last = False, last + NOON  # "9-5": hardly anybody works the night through
        return f"{first:02}:{match[2] or '00'}-{last:02}:{match[4] or '00'}"

    pieces = [piece if piece.startswith('"') else re.sub(_LONE_HOURS, in_full, piece) for piece in pieces]
    return " ".join(piece.strip() for piece in pieces).strip(" ;,."), certain


def _words(text: str) -> str:
    """Return hours with the days, the months and the little words of people as OpenStreetMap writes them."""
    text = re.sub(r"\s*[/|]\s*(?=[A-Za-z])", "; ", text) if "t/m" not in text and "||" not in text else text
    text = re.sub(_HALF_DAY, _to_24_hours, text)
    text = re.sub(_O_CLOCK, "", text)
    text = re.sub(r"\b(\d{1,2})\.(\d\d)\b", r"\1:\2", text)
    text = re.sub(r"\b(\d{2})(\d{2})-(\d{2})(\d{2})\b", r"\1:\2-\3:\4", text)
    text = re.sub(_CLOSED, "off", text)
    for name, pattern in _DAY_WORDS.items():
        text = re.sub(rf"(?<![\w\"])(?:{pattern})\b\.?(?!\")", name, text, flags=re.IGNORECASE)
    text = re.sub(_UNTIL, "-", text)
    text = re.sub(r"\s*-\s*", "-", text)
    text = re.sub(_AND, ",", text)
    text = re.sub(_FROM, "", text)
    text = re.sub(rf"(?<=[a-z]),\s+(?={_DAY_NAME})", ",", text)
    text = re.sub(rf"(\d:\d\d|\d),\s*(?={_DAY_NAME})", r"\1; ", text)
    text = re.sub(r"(?<=[a-zA-Z]) ?: ?(?=\d|off)", " ", text)
    text = re.sub(rf"(\d) (?={_DAY_NAME})", r"\1; ", text)
    text = re.sub(r"(?<=\d),\s+(?=\d)", ",", text)
    text = re.sub(r"(?<![\d:])(\d):(?=\d\d)", r"0\1:", text)
    return " ".join(text.split()) if text.strip() else text


def _to_24_hours(match: re.Match[str]) -> str:
    hours = int(match[1]) % NOON + (NOON if match[3].lower() == "p" else 0)
    return f"{hours:02}:{match[2] or '00'}"
