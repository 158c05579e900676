"""The long form of a blueprint, as JSON has it, in the short ways in which people write: the inverse of `shorthand`.

Nothing is shortened that would be read as something else: each short form is read again, and where it is not what it
stands for, the long form stays. What is given is never changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeymap.model import numerals, quantities
from journeymap.model.asked import as_items
from journeymap.model.misread import MisreadError
from journeymap.model.shorthand import as_chase, as_counts, as_flows, as_information, as_named
from journeymap.model.word_order import OF_CELL, OF_STEP

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from journeymap.changes import Data

Long = dict[str, Any]
_LANES = ("evidence", "customer", "frontstage", "backstage", "support")
_NAMED = ("personas", "channels", "actors", "systems", "sources", "phases", "items")
_REMARKS = ("pains", "ideas", "notes")


def shortened(long: Long) -> dict[str, Data]:
    """Return a file in its long form as plain data in short forms: texts, lists and mappings, numbers as texts."""
    short: dict[str, Data] = {}
    for word, value in long.items():
        if word == "steps":
            short[word] = {name: _step(step) for name, step in value.items()}
        elif word in _NAMED:
            short[word] = _named(value, as_items if word == "items" else as_named)
        elif word == "scale":
            short[word] = _scale(value)
        elif word in _REMARKS:
            short[word] = _single([_bare(note, "text") for note in value])
        elif word == "arrivals":
            short[word] = _bare(value, "count")
        else:
            short[word] = _plain(value)
    return short


def _step(long: Long) -> Data:
    """Return a step; its words come in the order in which designers write them."""
    short: dict[str, Data] = {}
    for word in (*(word for word in OF_STEP if word in long), *(word for word in long if word not in OF_STEP)):
        value = long[word]
        if word in _LANES:
            short[word] = _single([_bare(_ordered(cell, OF_CELL), "does") for cell in value])
        elif word in _REMARKS:
            short[word] = _single([_bare(note, "text") for note in value])
        elif word == "fails":
            short[word] = _single([_bare(fail, "what") for fail in value])
        elif (shorten := _OF_WORDS.get(word)) is not None:
            short[word] = shorten(value)
        else:
            short[word] = _plain(value)
    return short


def _ordered(long: Long, order: Sequence[str]) -> Long:
    return {word: long[word] for word in order if word in long}


def _plain(value: Any, word: str = "") -> Data:
    """Return a value with its numbers as texts; a list of one thing is that thing."""
    if isinstance(value, dict):
        inner = {name: _plain(item, "share" if word == "share" else name) for name, item in value.items()}
        return inner["everyone"] if word == "share" and inner.keys() == {"everyone"} else inner
    if isinstance(value, list):
        return _single([_plain(item, word) for item in value])
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return _share(value) if word == "share" else _number(value)
    return None if value is None else str(value)


def _single(items: list[Data]) -> Data:
    """Return the one thing of a list, unless it is a list or nothing itself."""
    return items[0] if len(items) == 1 and items[0] and not isinstance(items[0], list) else items


def _bare(long: Long, word: str) -> Data:
    """Return the text of a thing of which nothing else is known."""
    return str(long[word]) if long.keys() == {word} and long[word] else _in_full(long)


def _in_full(long: Long) -> Data:
    return {name: _listed(value) if name == "heard" else _plain(value, name) for name, value in long.items()}


def _listed(value: Any) -> Data:
    return [str(item) for item in value] if isinstance(value, list) else _plain(value)


def _number(value: float) -> str:
    """Return a number so that nobody can take its decimals for thousands."""
    text = str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(value)
    sign, size = ("-", text[1:]) if text.startswith("-") else ("", text)
    return f"{sign}{size}0" if numerals.is_ambiguous(size) else text


def _share(value: float) -> str:
    """Return a share in per cent where that is read as the very same number, else as the number itself."""
    for digits in (6, 12, 15, 17):
        text = f"{value * 100:.{digits}g}%"
        if "e" not in text and _is_read_as(text, value):
            return text
    text = repr(float(value))
    return f"{text}0" if numerals.is_ambiguous(text) else text


def _is_read_as(text: str, value: float) -> bool:
    try:
        return quantities.frequency(text) == value
    except MisreadError:
        return False


def _frequency(value: float) -> str:
    """Return how often something happens: of a thousand where that is a whole number, else as a share."""
    of_thousand = f"{value * 1000:.0f} per 1000"
    return of_thousand if _is_read_as(of_thousand, value) else _share(value)


def _scale(value: str) -> str:
    scale = quantities.scale(value)
    low, high = _number(scale.low), _number(scale.high)
    text = f"{low}-{high}" if scale.low >= 0 else f"{low}..{high}"
    return text if quantities.scale(text) == scale else value


def _named(long: Long, read: Callable[[Any], Any]) -> Data:
    """Return things by id: only names where nothing else is known, a list where the names are the ids."""
    if long and all(thing == {"name": name} for name, thing in long.items()) and read(list(long)) == long:
        return list(long)
    short: dict[str, Data] = {}
    for name, thing in long.items():
        text = thing["name"] if thing.keys() == {"name"} else None
        short[name] = text if text and read({name: text}) == {name: thing} else _in_full(thing)
    return short


def _start(value: bool | float) -> Data:
    return "true" if value is True else _share(value)


def _flows(long: Long) -> Data:
    """Return ways: an id, a list of ids, or ids with a share or with all that is known."""
    if not any(long.values()):
        short: Data = next(iter(long)) if len(long) == 1 else list(long)
        if short and as_flows(short) == long:
            return short
        return {name: {} for name in long}
    ways: dict[str, Data] = {}
    for name, way in long.items():
        share = way.get("share")
        alone = way.keys() == {"share"} and share.keys() == {"everyone"}
        ways[name] = _share(share["everyone"]) if alone else _way(way)
    if as_flows(ways).keys() == long.keys():
        return ways
    return {name: _way(way) for name, way in long.items()}  # a step called "to" looks like a way


def _way(long: Long) -> Data:
    return {word: _deadline(value) if word == "deadline" else _plain(value, word) for word, value in long.items()}


def _information(long: Long) -> Data:
    if not any(long.values()):
        short: Data = next(iter(long)) if len(long) == 1 else list(long)
        return short if short and as_information(short) == long else {name: {} for name in long}
    return {name: _bare(item, "what") if item else {} for name, item in long.items()}


def _counts(long: Long) -> Data:
    if long and all(count == 1 for count in long.values()):
        short: Data = next(iter(long)) if len(long) == 1 else list(long)
        if short and as_counts(short) == dict.fromkeys(long, 1):
            return short
    return {kind: _number(count) for kind, count in long.items()}


def _deadline(long: Long) -> Data:
    return _bare(long, "within")


def _chase(long: Long) -> Data:
    share = _plain(long["share"], "share") if long.keys() == {"share"} else None
    if isinstance(share, str) and as_chase(share) == {"share": share}:
        return share
    return _in_full(long)


def _experience(long: Long) -> Data:
    return {person: _in_full(rating) for person, rating in long.items()}


_OF_WORDS: dict[str, Callable[[Any], Data]] = {
    "next": _flows,
    "informs": _information,
    "experience": _experience,
    "burden": _counts,
    "because": lambda value: _bare(value, "reason"),
    "deadline": _deadline,
    "chased": _chase,
    "complaints": _frequency,
    "start": _start,
    "uses": _listed,
    "accept": lambda value: {name: str(reason) for name, reason in value.items()},
}
