"""What the program says, in the reader's language.

A `Message` is a sentence that is not yet in any language: the English template, which is also its key in the
gettext catalogues of `locale/`, and the values that go into it. Analyses and rules make messages; only the outermost
layer, which knows the language, turns them into text.
"""

from __future__ import annotations

from functools import lru_cache
from math import isinf
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from gettext import NullTranslations

LANGUAGES = ("en", "nl")


@runtime_checkable
class Worded(Protocol):
    """A value that is written differently in another language: a duration, a share, a message."""

    def text(self, language: str) -> str:
        """Return the value as text in a language."""


class Message(Struct, frozen=True):
    """A sentence of the program, to be read in any language it knows.

    `template` is the English text with `{name}` for each value; `values` are put in after translation. A value that is
    itself `Worded` is translated too; a list or tuple becomes a list with commas, and a float is written with three
    digits and the decimal mark of the language.
    """

    template: str
    values: Mapping[str, object]

    def text(self, language: str = "en") -> str:
        """Return the sentence in a language; English where the catalogue does not have it."""
        filled = {name: _as_text(value, language) for name, value in self.values.items()}
        return translate(self.template, language).format_map(filled)

    def __str__(self) -> str:
        return self.text()


def say(template: str, /, **values: object) -> Message:
    """Make a message. The template must be a literal: the catalogues are collected from the source."""
    return Message(template, values)


def quoted(words: Iterable[object]) -> list[str]:
    """Return the designer's own words between quotes, to be put into a message as a list."""
    return [f'"{word}"' for word in words]


def translate(template: str, language: str) -> str:
    """Return the program's own words in a language, or the English ones when there is no translation."""
    if language == "en" or not template:
        return template
    return _catalogue(language).gettext(template)


def supported(language: str | None) -> str:
    """Return the language the program speaks that is nearest to a file's language (`nl-BE` is `nl`), else English."""
    short = (language or "en").replace("_", "-").split("-")[0].lower()
    return short if short in LANGUAGES else "en"


@lru_cache
def _catalogue(language: str) -> NullTranslations:
    from journeymap.locale.catalogue import load

    return load(language)


def _as_text(value: object, language: str) -> object:
    if isinstance(value, Worded):
        return value.text(language)
    if isinstance(value, (list, tuple)):
        return ", ".join(str(_as_text(item, language)) for item in value)
    return _figure(value, language) if isinstance(value, float) else value


def _figure(value: float, language: str) -> str:
    if isinf(value):
        return translate("without end", language)
    figure = f"{value:.0f}" if abs(value) >= 999.5 else f"{value:.3g}"
    return figure.replace(".", ",") if language == "nl" else figure
