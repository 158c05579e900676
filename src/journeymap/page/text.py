"""What the templates of the page ask of the text alternative: places, links, and the pieces of a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from journeymap.i18n.messages import Message, say
from journeymap.outline.model import Address, Link
from journeymap.page.markup import address_of, plain, trusted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from journeymap.outline.model import Outline, Piece

# Only such an address becomes a link; anything else that calls itself one stays text.
_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_OUTSIDE = Markup('<a href="{0}" rel="noopener noreferrer nofollow">{0}</a>')
_INSIDE = Markup('<a href="{}">{}</a>')


class PageText:
    """An outline as the page shows it. `numbers` are the places of the steps in the file, by which it knows them."""

    steps_title: Message = say("Steps")
    findings_title: Message = say("Findings")
    accepted_title: Message = say("Accepted choices")
    accepted_word: Message = say("accepted")

    def __init__(self, outline: Outline, numbers: Mapping[str, int], personas: Iterable[str] = ()) -> None:
        self.outline = outline
        self._personas = {name: number for number, name in enumerate(personas)}
        self.numbers = numbers
        self._reading = {step.id: step.number for phase in outline.phases for step in phase.steps}

    def persona_numbers(self, names: Iterable[str]) -> str:
        """Return personas by their places in the file."""
        return " ".join(str(self._personas[name]) for name in names if name in self._personas)

    def address(self, step: str) -> Markup:
        """Return the id of a step in the page, as its address has it behind the sign of a fragment."""
        return trusted(address_of(step).removeprefix("#"))

    def link(self, step: str) -> Markup:
        """Return a step by its number and its words, as a link to its place in the text."""
        label = f"{self._reading[step]}. {self.outline.labels[step]}"
        return _INSIDE.format(address_of(step), plain(label))

    def piece(self, piece: Piece) -> Markup:
        """Return a piece of a line: a step and an address of the web as links, all else as text."""
        if isinstance(piece, Link):
            return self.link(piece.step)
        if isinstance(piece, Address):
            return _OUTSIDE.format(plain(piece.text)) if _WEB.fullmatch(piece.text) else plain(piece.text)
        return plain(piece)
