"""What the program says as HTML: every text is escaped, and steps are links to their place in the page.

Templates are Jinja2 with autoescape: what is put into one is words of any kind, and becomes HTML here.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from msgspec import Struct

from journeymap.i18n.messages import Joined, Message, Quoted, said
from journeymap.i18n.numbers import number
from journeymap.i18n.text import capital, escape_xml

if TYPE_CHECKING:
    from pathlib import Path


_LINK = Markup('<a href="{}">{}</a>')


class StepName(Struct, frozen=True):
    """A step, by its id and the words for it."""

    id: str
    words: str

    @property
    def bare(self) -> str:
        """The words for the step without its number."""
        return self.words.partition(". ")[2] or self.words

    def text(self, language: str = "en") -> str:
        """Return the words for the step, which are the designer's in any language."""
        del language
        return self.words


def html_of(words: object, language: str, about: str | None = None) -> Markup:
    """Return words as HTML: those of the program in a language, those of the designer as they are, on one line.

    The step that the words are `about` stands there without its number, and leads nowhere.
    """
    if isinstance(words, Markup):
        return words
    if type(words) is str:
        return plain(words)
    html = partial(html_of, language=language, about=about)
    match words:
        case Message():
            filled = {name: html(value) for name, value in words.values.items()}
            return escape(words.translated(language)).format_map(filled)
        case Joined():
            return escape(words.between.replace("->", "→")).join(map(html, words.parts))
        case Quoted():
            return Markup('"{}"').format(html(words.words))
        case list() | tuple():
            return Markup(", ").join(map(html, words))
        case StepName() if words.id == about:
            return plain(words.bare)
        case StepName():
            return _LINK.format(address_of(words.id), plain(words.words))
        case float():
            return plain(number(words, language))
    return plain(said(words, language))


def plain(text: str) -> Markup:
    """Return a text as it may stand in HTML, between tags or in an attribute."""
    return trusted(escape_xml(text))


def trusted(html: str) -> Markup:
    """Return what one of our own writers made as HTML that is not escaped again."""
    return Markup(html)  # noqa: S704 - the one place that takes a text for HTML


def titled(words: object, language: str, about: str | None = None) -> Markup:
    """Return words as HTML with a capital."""
    return trusted(capital(html_of(words, language, about)))


def address_of(step: str) -> Markup:
    """Return the address of a step in the page, as a browser writes it."""
    return escape("#step=" + quote(step, safe="~!*()'", errors="replace"))


@lru_cache
def templates(folder: Path, language: str) -> Environment:
    """Return the templates of a folder; all that is put into them is words, which become HTML in a language.

    A name that a template uses and nobody gives raises jinja2.UndefinedError.
    """
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=partial(html_of, language=language),
    )
    environment.filters["titled"] = partial(titled, language=language)
    return environment
