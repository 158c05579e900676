"""Things of a blueprint in messages: what a message is about is named by whoever writes the message down.

A message holds a `StepRef`, never the id of a step as a text. `check` writes ids, since these stand in the file; a
report, a page and a drawing write what the designer calls the thing: `with_names` puts that in the place of the id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from journeymap.i18n.messages import Joined, Message, Quoted, quoted, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Ref(Struct, frozen=True):
    """A thing that the file defines, by its id. It reads as its id where nobody gives it a name."""

    id: str

    def text(self, language: str = "en") -> str:
        """Return the id, which is the same in every language."""
        del language
        return self.id

    def __str__(self) -> str:
        return self.id


class StepRef(Ref, frozen=True):
    """A step of the file itself."""


class PersonaRef(Ref, frozen=True):
    """A persona."""


class ChannelRef(Ref, frozen=True):
    """A channel."""


class ActorRef(Ref, frozen=True):
    """Somebody who acts for the organisation."""


class SystemRef(Ref, frozen=True):
    """A system that is used."""


class SourceRef(Ref, frozen=True):
    """Who or what told it."""


class PhaseRef(Ref, frozen=True):
    """A phase of the journey."""


class Names(Protocol):
    """What an output calls the things of one blueprint."""

    def name(self, ref: Ref) -> object:
        """Return the words for a thing, to be put into a message."""


_Kind = TypeVar("_Kind", bound=Ref)
_Words = TypeVar("_Words")


def refs(kind: type[_Kind], ids: Iterable[str]) -> list[_Kind]:
    """Return references of one kind, in the order of their ids."""
    return [kind(one_id) for one_id in ids]


def customers(personas: Sequence[str]) -> Message:
    """Return words for those a message is about: the customer, or the customer as some personas by their ids."""
    if not personas:
        return say("the customer")
    return say("the customer ({personas})", personas=quoted(refs(PersonaRef, personas)))


def with_names(words: _Words, names: Names) -> _Words:
    """Return words in which every reference, however deep, has become what an output calls the thing."""
    return _named(words, names)  # type: ignore[return-value]  # words of a kind stay words of that kind


def _named(words: object, names: Names) -> object:
    match words:
        case Ref():
            return names.name(words)
        case Message():
            return replace(words, values={name: _named(value, names) for name, value in words.values.items()})
        case Joined():
            return replace(words, parts=[_named(part, names) for part in words.parts])
        case Quoted():
            return replace(words, words=_named(words.words, names))
        case list() | tuple():
            return [_named(item, names) for item in words]
    return words
