"""What the program says, in the reader's language.

A `Message` is a sentence that is not yet in any language: the English template, which is also its key in the
gettext catalogues of `locale/`, and the values that go into it. Analyses and rules make messages; only the outermost
layer, which knows the language, turns them into text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from msgspec import Struct

from journeymap.i18n.languages import translate, translate_plural
from journeymap.i18n.numbers import number, quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from journeymap.i18n.numbers import Amount, CountInWords


@runtime_checkable
class Worded(Protocol):
    """A value that is written differently in another language: a duration, a share, a message."""

    def text(self, language: str) -> str:
        """Return the value as text in a language."""


class Message(Struct, frozen=True):
    """A sentence of the program, to be read in any language it knows.

    `template` is the English text with `{name}` for each value; `values` are put in after translation. A value that is
    itself `Worded` is translated too; a list or tuple becomes a list with commas, and a float is rounded and written as
    in the language. `plural` is the English text for any number but one, where the value `count` chooses between them.
    """

    template: str
    values: Mapping[str, object]
    plural: str = ""

    def translated(self, language: str) -> str:
        """Return the template in a language, its values not yet put in; in English where there is no translation."""
        if not self.plural:
            return translate(self.template, language)
        count = quantity(self.values["count"], language)  # type: ignore[arg-type]  # `plural` takes only counts
        return translate_plural(self.template, self.plural, count, language)

    def text(self, language: str = "en") -> str:
        """Return the sentence in a language."""
        filled = {name: said(value, language) for name, value in self.values.items()}
        return self.translated(language).format_map(filled)

    def __str__(self) -> str:
        return self.text()


class Joined(Struct, frozen=True):
    """Several texts, each to be read in any language, with commas or another sign between them."""

    parts: Sequence[object]
    between: str = ", "

    def text(self, language: str = "en") -> str:
        """Return all of them in a language, one after the other."""
        return self.between.join(said(part, language) for part in self.parts)


class Quoted(Struct, frozen=True):
    """Words between quotes."""

    words: object

    def text(self, language: str = "en") -> str:
        """Return the words in a language, with the quotes around them."""
        return f'"{said(self.words, language)}"'

    def __str__(self) -> str:
        return self.text()


def say(template: str, /, **values: object) -> Message:
    """Make a message. The template must be a literal: the catalogues are collected from the source."""
    return Message(template, values)


def plural(one: str, other: str, /, count: float | Amount | CountInWords, **values: object) -> Message:
    """Make a message with one form for a single thing and another for several; both must be literals with `{count}`."""
    return Message(one, {"count": count, **values}, other)


def quoted(words: Iterable[object]) -> list[Quoted]:
    """Return words, or things of the blueprint, each between quotes, to be put into a message as a list."""
    return [Quoted(word) for word in words]


def said(words: object, language: str) -> str:
    """Return what the program says in a language, and the designer's words as they are."""
    # What is asked most comes first: to look for a method takes long. A text of a class of its own may have one.
    if type(words) is str or type(words) is int:
        return str(words)
    if isinstance(words, (Message, Joined, Quoted, Worded)):
        return words.text(language)
    if isinstance(words, (list, tuple)):
        return ", ".join(said(item, language) for item in words)
    return number(words, language) if isinstance(words, float) else str(words)
