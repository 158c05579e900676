"""Services and their steps as a shelf names them: by their titles, each a way to its page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from msgspec import Struct

if TYPE_CHECKING:
    from journeymap.shelf.entries import Entry


class ServiceName(Struct, frozen=True):
    """A service, by the name of its page, its title, and the language of that."""

    page: str
    title: str
    language: str

    @classmethod
    def of(cls, entry: Entry) -> ServiceName:
        """Return a blueprint on the shelf."""
        return cls(entry.name, entry.title, entry.card.language)

    @property
    def address(self) -> str:
        """Where its page is, seen from a page of the shelf."""
        return f"{self.page}.html"

    def text(self, language: str = "en") -> str:
        """Return its title, which is the same in any language."""
        del language
        return self.title


class StepOfService(Struct, frozen=True):
    """A step of a service, by its id, its words, and the service."""

    service: ServiceName
    id: str
    words: str

    @classmethod
    def of(cls, entry: Entry, step: str) -> StepOfService:
        """Return a step of a blueprint on the shelf."""
        return cls(ServiceName.of(entry), step, entry.words_of(step))

    @property
    def language(self) -> str:
        """The language of its words."""
        return self.service.language

    @property
    def address(self) -> str:
        """Where it stands on the page of its service."""
        return f"{self.service.address}#step={quote(self.id, safe='')}"

    def text(self, language: str = "en") -> str:
        """Return its words with the title of its service."""
        del language
        return f"{self.words} ({self.service.title})"
