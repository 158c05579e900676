"""Builds the pages of a shelf, one blueprint at a time; a page that is there as it would be is left as it is."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from journeymap.caching.checks import Answers
from journeymap.files import write_atomic
from journeymap.findings.harm import weighed
from journeymap.numerics.gc_pause import gc_paused
from journeymap.report.html import html_report
from journeymap.shelf.cards import Card, card_of, from_bytes, to_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from journeymap.caching.folder import Folder
    from journeymap.config import Config
    from journeymap.drawing import Theme
    from journeymap.result import Result


class Pages(Answers[Card]):
    """The pages and the cards of blueprints: `files` has the page of each, by the path of the blueprint."""

    raised = (MemoryError, OSError)

    def __init__(self, folder: Folder | None, files: Mapping[str, Path], theme: Theme) -> None:
        super().__init__(folder, f"page {_digest(repr(theme)).hex()}")
        self.files = files
        self.theme = theme

    def answer(self, result: Result) -> Card:
        """Write the page of a blueprint and return its card; there is no page where there is nothing to show."""
        result = weighed(result)
        if result.journey is None or not result.journey.blueprint.steps:
            return card_of(result)
        with gc_paused():
            page = html_report(result, result.language, self.theme)
        write_atomic(self.files[result.path], page)
        return card_of(result, _digest(page))

    def written(self, answer: Card) -> bytes:
        """Return a card as bytes."""
        return to_bytes(answer)

    def read(self, content: bytes, path: str, text: str) -> Card:
        """Return a card from bytes."""
        del path, text
        return from_bytes(content)

    def known(self, path: str, config: Config) -> Card | None:
        """Return the card of a blueprint whose page is there as it would be written now."""
        card = super().known(path, config)
        if card is None or not card.steps:
            return card
        try:
            there = self.files[path].read_bytes()
        except OSError:
            return None
        return card if _digest(there) == card.page else None


def _digest(content: str | bytes) -> bytes:
    data = content.encode("utf-8", errors="surrogateescape") if isinstance(content, str) else content
    return blake2b(data, digest_size=16).digest()
