"""The languages that the program speaks: how each writes numbers, and its catalogue of translations.

A new language is one entry in `LOCALES` and one catalogue in `locale/`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from gettext import NullTranslations


class Locale(Struct, frozen=True):
    """What a language calls itself, and how it writes numbers: the sign between whole and part."""

    name: str
    decimal: str


LOCALES: Mapping[str, Locale] = {"en": Locale("English", "."), "nl": Locale("Nederlands", ",")}
LANGUAGES = tuple(LOCALES)
SOURCE_LANGUAGE = "en"
"""The language of the literals in the source, which needs no catalogue."""


def locale_of(language: str) -> Locale:
    """Return how numbers are written in a language; as in English where the program does not speak it."""
    return LOCALES.get(language, LOCALES[SOURCE_LANGUAGE])


def supported(language: str | None) -> str:
    """Return the language the program speaks that is nearest to a file's language (`nl-BE` is `nl`), else English."""
    short = (language or SOURCE_LANGUAGE).replace("_", "-").split("-")[0].lower()
    return short if short in LOCALES else SOURCE_LANGUAGE


def translate(template: str, language: str) -> str:
    """Return the program's own words in a language, or the English ones when there is no translation."""
    if language == SOURCE_LANGUAGE or not template:
        return template
    return _catalogue(language).gettext(template)


def translate_plural(one: str, other: str, count: int, language: str) -> str:
    """Return the form that a language has for so many: English knows one and other, its catalogue how many others."""
    if language == SOURCE_LANGUAGE:
        return one if count == 1 else other
    return _catalogue(language).ngettext(one, other, count)


@lru_cache
def _catalogue(language: str) -> NullTranslations:
    from journeymap.locale.catalogue import load

    return load(language)
