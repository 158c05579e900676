"""Lengths of time as people write them, in English and Dutch, read into minutes.

"half an hour", "anderhalve week", "about 8 min" and "max 5 days" are read; what leaves a doubt ("4+ weeks", "1/2 days",
"1.000 min") is refused with the same text in the forms that leave none.
"""

from __future__ import annotations

import math
import re

from journeymap.i18n.messages import Message, say
from journeymap.i18n.numbers import DAY, HOUR, MINUTE, MONTH, WEEK, YEAR
from journeymap.model.misread import MisreadError
from journeymap.model.numerals import NUMBER, certain, decimal

WORKING_DAY_HOURS = 8.0

_UNITS = {
    "s": 1 / 60, "sec": 1 / 60, "secs": 1 / 60, "second": 1 / 60, "seconds": 1 / 60, "seconde": 1 / 60,
    "seconden": 1 / 60,
    "m": MINUTE, "min": MINUTE, "mins": MINUTE, "minute": MINUTE, "minutes": MINUTE, "minuut": MINUTE,
    "minuten": MINUTE,
    "kwartier": 15 * MINUTE, "kwartieren": 15 * MINUTE, "halfuur": 30 * MINUTE,
    "h": HOUR, "hr": HOUR, "hrs": HOUR, "hour": HOUR, "hours": HOUR, "u": HOUR, "uur": HOUR, "uren": HOUR,
    "d": DAY, "day": DAY, "days": DAY, "dag": DAY, "dagen": DAY, "etmaal": DAY, "etmalen": DAY,
    "calendar day": DAY, "calendar days": DAY, "kalenderdag": DAY, "kalenderdagen": DAY,
    "w": WEEK, "wk": WEEK, "wks": WEEK, "week": WEEK, "weeks": WEEK, "weken": WEEK,
    "fortnight": 2 * WEEK, "fortnights": 2 * WEEK,
    "month": MONTH, "months": MONTH, "mth": MONTH, "mths": MONTH, "maand": MONTH, "maanden": MONTH, "mnd": MONTH,
    "kwartaal": 3 * MONTH, "kwartalen": 3 * MONTH,
    "y": YEAR, "yr": YEAR, "yrs": YEAR, "year": YEAR, "years": YEAR, "jaar": YEAR, "jaren": YEAR,
}  # fmt: skip
_WORKING = {
    "working day", "working days", "workday", "workdays", "business day", "business days", "werkdag", "werkdagen",
}  # fmt: skip
# Units of which there is more than one: with them "1/2 days" may be a half or one to two.
_PLURAL = {unit for unit in _UNITS if unit.endswith(("s", "en")) and unit not in ("s", "hrs")} | {
    "working days", "workdays", "business days", "werkdagen", "kwartalen", "etmalen",
}  # fmt: skip

# Abbreviations are not what a slip of the keyboard was meant to be.
_SHORT = {unit for unit in _UNITS if len(unit) < 4} | {"mins", "secs", "mths"}

_WORDS = {
    "a": 1, "an": 1, "one": 1, "een": 1, "één": 1, "two": 2, "twee": 2, "three": 3, "drie": 3, "four": 4, "vier": 4,
    "five": 5, "vijf": 5, "six": 6, "zes": 6, "seven": 7, "zeven": 7, "eight": 8, "acht": 8, "nine": 9, "negen": 9,
    "ten": 10, "tien": 10, "eleven": 11, "elf": 11, "twelve": 12, "twaalf": 12, "thirteen": 13, "dertien": 13,
    "fourteen": 14, "veertien": 14, "fifteen": 15, "vijftien": 15, "eighteen": 18, "achttien": 18, "twenty": 20,
    "twintig": 20, "thirty": 30, "dertig": 30, "forty": 40, "veertig": 40, "sixty": 60, "zestig": 60, "ninety": 90,
    "negentig": 90, "anderhalf": 1.5, "anderhalve": 1.5, "half": 0.5, "halve": 0.5, "driekwart": 0.75,
}  # fmt: skip
_WORD = rf"\b(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b"
_ABOUT = (
    r"(?:about|approximately|approx\.?|around|roughly|on average|average|avg\.?|circa|ca\.?|ongeveer|rond(?: de)?|"
    r"gemiddeld|zo'n|\+/-|±|~|≈)"
)
_MOST = (
    r"(?:max\.?(?=[\s\d])|maximaal|maximum|at most|up to|no more than|less than|under|within|binnen|uiterlijk|hooguit|"
    r"hoogstens|ten hoogste|tot(?: en met)?|minder dan|[<≤])"
)
_LEAST = r"(?:min\.?\s(?=\d)|minimaal|minimum|minstens|at least|more than|over|from|vanaf|meer dan|langer dan|[>≥])"
_RANGE = r"(?:-|–|—|/|\bto\b|\btot(?: en met)?\b|\bt/m\b|\bà\b|\bor\b|\bof\b)"
_BETWEEN = r"(?:between|tussen) (.+?) (?:and|en) (.+)|(?:from|van) (.+?) (?:to|tot) (.+)"
# How times are written nearly always, which needs none of the readings below: "5 min", "2-5 working days".
_SIMPLE = r"(\d{1,3})(?:-(\d{1,3}))? ([a-z]+(?: days?)?)"
_DURATION = rf"(?P<numbers>{NUMBER}(?:\s*{_RANGE}\s*{NUMBER}){{0,2}})\s*(?P<unit>[^\W\d]+(?:\s+[^\W\d]+)?)\.?"
_SEPARATOR = rf"\s*{_RANGE}\s*"
# What a range in different units is made of: "30 min - 2 h", and each of these of "1 h 30 min".
_UNTIL = rf"\s*{_RANGE}\s*(?=\d)"
_AMOUNT = rf"(?P<number>{NUMBER})\s*(?P<unit>[^\W\d]+)\.?(?:(?:\s*,|\s+and|\s+en)?\s*(?=\d)|$)"
_FRACTION = r"(?:(?P<whole>\d+)\s+)?(?P<part>[123])/(?P<of>[234])\s*(?P<unit>[^\W\d]+(?:\s+[^\W\d]+)?)\.?"
_SIGNS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3"}
_CLOCK = r"(\d+)\s*(?:h|u|hr|uur)\s*(\d{2})(?:\s*(?:m|min))?|(\d+):(\d{2})\s*(?:h|hours?|uur|u)"
_OPEN_END = (
    rf"{_LEAST}\s*(?P<after>.+)|(?P<number>{NUMBER})\s*\+\s*(?P<unit>.+)|"
    r"(?P<before>.+?)\s*(?:\+|or (?:more|longer)|of (?:meer|langer))"
)
_ISO = (
    r"(?i)P(?:(?P<y>\d+)Y)?(?:(?P<mo>\d+)M)?(?:(?P<w>\d+)W)?(?:(?P<d>\d+)D)?"
    r"(?:T(?:(?P<h>\d+(?:[.,]\d+)?)H)?(?:(?P<mi>\d+(?:[.,]\d+)?)M)?(?:(?P<s>\d+(?:[.,]\d+)?)S)?)?"
)
_ISO_SIZES = {"y": YEAR, "mo": MONTH, "w": WEEK, "d": DAY, "h": HOUR, "mi": MINUTE, "s": 1 / 60}

HELP = say('write a time such as "5 min", "2 h", "3 days", "2-5 working days", "1/3/8 weeks" or "PT15M"')
_UNKNOWN = r"\?+|-+|n\.?/?a\.?|n\.?v\.?t\.?|tbd|unknown|onbekend|varies|wisselt|depends|verschilt|…|\.\.\."
_VAGUE = r"(?:\d )?(?:few|couple(?: of)?|some|several|many|paar|aantal|enkele|enige|meerdere) (?P<unit>[^\W\d]+)"
_NOTHING = r"immediate(?:ly)?|instant(?:ly)?|at once|none|no wait|direct|meteen|onmiddellijk|geen|nihil"
_UNITS_ANY_CASE = "|".join(
    f"[{unit[0].upper()}{unit[0]}]{unit[1:]}" for unit in sorted({*_UNITS, *_WORKING}, key=len, reverse=True)
)
# What a text of a time looks like, for editors: it begins with a number, or is words that end in a unit.
PATTERN = (
    r"^\s*([0-9½¼¾⅓⅔<≤~≈±].*[A-Za-z].*|0|[Pp][0-9A-Za-z.,]+|"
    rf"(.*\s)?({_UNITS_ANY_CASE})\.?( and a half| max\.?)?)\s*$"
)


def read(written: str) -> tuple[list[float], bool]:
    """Read one to three lengths of time: minutes in the order in which they stand, and whether they are working days.

    MisreadError, with what may be written instead, when it is none or may mean two things.
    """
    text = " ".join(written.casefold().split())
    simple = re.fullmatch(_SIMPLE, text)
    if simple is not None and (simple[3] in _UNITS or simple[3] in _WORKING):
        size, working = _unit(simple[3], written)
        return [float(number) * size for number in simple.group(1, 2) if number], working
    text = _plain(text)
    if text == "0":
        return [0.0], False
    most = re.fullmatch(rf"{_MOST}\s*(.+)|(.+?)\s+max\.?", text)
    if most is not None:
        numbers, working = _points(most[1] or most[2], written)
        return [0.0, numbers[-1]], working
    return _points(text, written)


def _plain(text: str) -> str:
    """Return a text with digits for words and signs, and without what only says that it is an estimate."""
    for sign, digits in _SIGNS.items():
        text = re.sub(rf"(?<=\d)\s*{sign}", f" {digits}", text).replace(sign, digits)
    text = re.sub(rf"^{_ABOUT}\s*|\s+{_ABOUT}$", "", text)
    text = re.sub(r"\((?:s|en|n)\)", "", text)
    text = re.sub(r"\b(?:a )?quarter of an hour\b", "15 min", text)
    text = re.sub(r"\bthree quarters of an hour\b", "45 min", text)
    text = re.sub(r"\b(?:an?|one) (hour|day|week|month|year) and a half\b", r"1.5 \1s", text)
    text = re.sub(r"\b(\w+)(?: and a half| en een half|[eë]nhalf)\b(?: (?=\w))?", _and_a_half, text)
    text = re.sub(r"\b(?:a |an |een )?hal(?:f|ve) (?:an? )?", "0.5 ", text)
    text = re.sub(r"\been (?=kwartier|halfuur)", "1 ", text)
    text = re.sub(r"^(?=(?:kwartier|halfuur|fortnight)$)", "1 ", text)
    text = re.sub(_WORD, lambda match: f"{_WORDS[match[0]]:g}", text)
    between = re.fullmatch(_BETWEEN, text)
    return "-".join(part for part in between.groups() if part) if between else text


def _and_a_half(match: re.Match[str]) -> str:
    count = _WORDS.get(match[1]) or (int(match[1]) if match[1].isdigit() else None)
    return match[0] if count is None else f"{count + 0.5:g} "


def _points(text: str, written: str) -> tuple[list[float], bool]:
    if (vague := re.fullmatch(_VAGUE, text)) is not None:
        raise MisreadError(
            say('"{text}" does not say how long', text=written),
            say('write the least and the most, such as "{range}"', range=f"2-4 {vague['unit']}"),
        )
    if (fraction := re.fullmatch(_FRACTION, text)) is not None and fraction["part"] < fraction["of"]:
        return _fraction(fraction, text)
    if (clock := re.fullmatch(_CLOCK, text)) is not None:
        hours, minutes = (clock[1], clock[2]) if clock[1] else (clock[3], clock[4])
        return [int(hours) * HOUR + int(minutes)], False
    if (match := re.fullmatch(_DURATION, text)) is not None:
        size, working = _unit(match["unit"], written)
        parts = [part for part in re.split(_SEPARATOR, match["numbers"]) if part]
        return [certain(part, written) * size for part in parts], working
    if (match := re.fullmatch(_ISO, text)) is not None and any(match.groupdict().values()):
        return [math.fsum(decimal(part) * _ISO_SIZES[name] for name, part in match.groupdict().items() if part)], False
    if (points := _in_units(text, written)) is not None:
        return points, False
    raise _refusal(text, written)


def _fraction(match: re.Match[str], text: str) -> tuple[list[float], bool]:
    """Read "1/2 hour" as half an hour; with a plural unit it may be a range as well."""
    size, working = _unit(match["unit"], text)
    part = int(match["whole"] or 0) + int(match["part"]) / int(match["of"])
    if match["whole"] is None and (match["unit"] in _PLURAL or (match["part"], match["of"]) == ("2", "3")):
        whole, several = f"{part:.2g} {match['unit']}", f"{match['part']}-{match['of']} {match['unit']}"
        raise MisreadError(
            say('"{text}" can be read in two ways', text=text),
            say('write "{part}" or "{range}"', part=whole, range=several),
            whole,
            several,
        )
    return [part * size], working


def _unit(word: str, written: str) -> tuple[float, bool]:
    """Return the minutes of a unit and whether it is a working day; MisreadError when it is no unit."""
    word = word.casefold()
    if word in _WORKING:
        return WORKING_DAY_HOURS * HOUR, True
    if word in _UNITS:
        return _UNITS[word], False
    from difflib import get_close_matches

    meant = get_close_matches(word, [unit for unit in (*_UNITS, *_WORKING) if unit not in _SHORT], n=1, cutoff=0.8)
    right = re.sub(re.escape(word), meant[0], written, flags=re.IGNORECASE) if meant else ""
    remedy = say('write "{text}" if that is meant', text=right) if meant else HELP
    raise MisreadError(say('"{unit}" is not a unit of time', unit=word), remedy, *filter(None, [right]))


def _in_units(text: str, written: str) -> list[float] | None:
    """Return the minutes of one to three times in units of their own ("1 h 30 min - 1 d"); None when it is none."""
    points, amount = [], re.compile(_AMOUNT)
    for part in re.split(_UNTIL, text):
        total, end = 0.0, 0
        while (match := amount.match(part, end)) is not None and (size := _UNITS.get(match["unit"].casefold())):
            total, end = total + certain(match["number"], written) * size, match.end()
        if end < len(part) or not part:
            return None
        points.append(total)
    return points if len(points) <= 3 else None


def _refusal(text: str, written: str) -> MisreadError:
    message, remedy = say('"{text}" is not a length of time', text=written), HELP
    readings: tuple[str, ...] = ()
    if re.fullmatch(rf"{NUMBER}(?:\s*{_RANGE}\s*{NUMBER})*", text):
        message = say('"{text}" has no unit of time', text=written)
        readings = (f"{text} min", f"{text} days")
        remedy = say('write it with its unit, such as "{minutes}" or "{days}"', minutes=readings[0], days=readings[1])
    elif re.fullmatch(_UNKNOWN, text):
        remedy = say("leave it out as long as it is not known, or write a guess such as “2-8 weeks”")
    elif re.fullmatch(_NOTHING, text):
        remedy, readings = say('write "0 min", or leave it out'), ("0 min",)
    elif (open_end := re.fullmatch(_OPEN_END, text)) is not None:
        least = open_end["after"] or open_end["before"] or f"{open_end['number']} {open_end['unit']}"
        message = say('"{text}" does not say how long it takes at most', text=written)
        remedy = _with_an_end(least)
        readings = tuple(str(value) for value in remedy.values.values())
    return MisreadError(message, remedy, *readings)


def _with_an_end(least: str) -> Message:
    """Return how a time that has only a beginning has to be written: with an end, here twice as long."""
    match = re.fullmatch(rf"(?P<number>{NUMBER})\s*(?P<unit>.+)", least)
    if match is None:
        return say('write the least and the most, such as "4-8 weeks"')
    number = decimal(match["number"])
    return say('write the least and the most, such as "{range}"', range=f"{number:g}-{2 * number:g} {match['unit']}")
