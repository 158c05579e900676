"""Messages and what they hold as bytes, and back: MessagePack, in which each kind of words has a number of its own.

Nothing that is read makes code run: a number stands for one of the classes here, and what is in it are plain values.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import Struct

from journeymap.changes import Fix, Insert, Move, Put, Rename, Reword, Take
from journeymap.diagnostics import Severity
from journeymap.i18n.dates import Day
from journeymap.i18n.languages import LANGUAGES
from journeymap.i18n.messages import Joined, Message, Quoted, Worded
from journeymap.i18n.numbers import Amount, CountInWords, Headcount, Minutes, WeekMoment
from journeymap.i18n.references import ActorRef, ChannelRef, PersonaRef, PhaseRef, SourceRef, StepRef, SystemRef
from journeymap.i18n.vocabulary import Term, WeekHours
from journeymap.i18n.written_times import WrittenTime
from journeymap.model.quantities import Duration


class Told(Struct, frozen=True):
    """Words of a kind that only its own project knows, as they are in each language."""

    texts: dict[str, str]

    def text(self, language: str = "en") -> str:
        """Return the words in a language."""
        return self.texts.get(language) or self.texts["en"]

    def __str__(self) -> str:
        return self.text()


# The place of a class is its number: new ones go to the end. What is written by another program is not read.
_KINDS: tuple[type[Any], ...] = (
    Message, Joined, Quoted, StepRef, PersonaRef, ChannelRef, ActorRef, SystemRef, SourceRef, PhaseRef, Amount,
    CountInWords, Headcount, Minutes, WeekMoment, Term, WeekHours, WrittenTime, Day, Severity, Told, Duration,
    Fix, Put, Take, Rename, Insert, Move, Reword,
)  # fmt: skip
_NUMBERS: Mapping[type[Any], int] = {kind: number for number, kind in enumerate(_KINDS)}
# Of these the first field is a path in a file, which is a tuple wherever it is looked at.
_CHANGES = frozenset({Put, Take, Rename, Insert, Move})
_ENCODER = msgspec.msgpack.Encoder()


def encoded(value: object) -> bytes:
    """Return plain values with words in them as bytes.

    Raises UnicodeEncodeError for text that is no Unicode, and TypeError or OverflowError for what cannot be written.
    """
    return _ENCODER.encode(plain(value))


def plain(value: object) -> object:
    """Return a value in which all words have become what MessagePack can write."""
    number = _NUMBERS.get(type(value))
    if number is not None:
        content: object = str(value)
        if not isinstance(value, Severity):
            content = [plain(getattr(value, name)) for name in _fields(value)]
        return msgspec.msgpack.Ext(number, _ENCODER.encode(content))
    if value is None or isinstance(value, (bool, int, float, bytes)):
        return value
    if isinstance(value, Mapping):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, Struct) and value.__struct_config__.array_like:
        return [plain(getattr(value, name)) for name in _fields(value)]
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, Worded):
        return plain(Told({language: value.text(language) for language in LANGUAGES}))
    return str(value)


def _fields(value: Any) -> tuple[str, ...]:
    fields: tuple[str, ...] = value.__struct_fields__
    return fields


def words_of(number: int, content: memoryview) -> Any:
    """Return the words that stand under a number; raises ValueError or TypeError where there are none of that kind."""
    return _words(number, bytes(content))


# Most of what is said is said of many files: a remedy, the name of the customer.
@lru_cache(maxsize=8192)
def _words(number: int, content: bytes) -> Any:
    if not 0 <= number < len(_KINDS):
        raise ValueError(f"there are no words of the kind {number}")
    kind, fields = _KINDS[number], _READER.decode(content)
    if kind is Severity:
        return Severity(fields)
    if kind is Message and not (isinstance(fields[0], str) and isinstance(fields[1], dict)):
        raise TypeError("a message has a template and values")
    if kind in _CHANGES:
        fields[0] = tuple(fields[0])
    elif kind is Fix:
        fields[1] = tuple(fields[1])
    elif kind is Day:
        fields[0] = date.fromisoformat(fields[0])
    return kind(*fields)


_READER = msgspec.msgpack.Decoder(ext_hook=words_of)
