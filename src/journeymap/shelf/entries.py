"""The blueprints on a shelf: each with its card and the name of its page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from msgspec import Struct

from journeymap.shelf.cards import Card, card_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeymap.result import Result
    from journeymap.shelf.history import Point


class Entry(Struct, frozen=True):
    """One blueprint on the shelf. `name` is that of its page, without an ending; no two have the same.

    `history` is what it helped at earlier versions, oldest first.
    """

    name: str
    card: Card
    history: tuple[Point, ...] = ()

    @property
    def title(self) -> str:
        """What the blueprint is called, or else its file."""
        return self.card.title or self.name

    def words_of(self, step: str) -> str:
        """Return the words of a step, or its id where it has none."""
        return next((known.words for known in self.card.steps if known.id == step), step)


def entries_of(results: Iterable[Result]) -> tuple[Entry, ...]:
    """Return the blueprints that can be shown, as `on_shelf` does."""
    cards = [card_of(result) for result in results]
    return on_shelf(cards, page_names([card.path for card in cards]))


def on_shelf(
    cards: Sequence[Card], names: Sequence[str], histories: Sequence[tuple[Point, ...]] = ()
) -> tuple[Entry, ...]:
    """Return the blueprints that can be shown, in the order of their titles; those without steps are left out."""
    earlier = histories or [()] * len(cards)
    entries = [Entry(name, card, past) for card, name, past in zip(cards, names, earlier, strict=True) if card.steps]
    return tuple(sorted(entries, key=lambda entry: (normalize("NFKD", entry.title).casefold(), entry.name)))


def page_names(paths: Sequence[str]) -> list[str]:
    """Return a name for the page of each file that works on every computer and in every address, each another one.

    What is in the files has no part in it: a page keeps its address when another blueprint cannot be read.
    """
    taken: set[str] = set()
    names = []
    for path in paths:
        names.append(_name_for(path, taken))
        taken.add(names[-1])
    return names


def _name_for(path: str, taken: set[str]) -> str:
    parts = re.sub(r"\.(journey\.)?[^./\\]+$", "", path.replace("\\", "/")).split("/")
    words = [re.sub(r"[^a-z0-9]+", "-", normalize("NFKD", part).encode("ascii", "ignore").decode().lower()).strip("-")
             for part in parts]  # fmt: skip
    name = words[-1] or "blueprint"
    # What stands in the folder that says more comes before it, and a number where nothing else helps.
    for word in reversed(words[:-1]):
        if name not in taken and name not in _OURS:
            return name
        name = f"{word}-{name}" if word else name
    number = 2
    unique = name
    while unique in taken or unique in _OURS:
        unique, number = f"{name}-{number}", number + 1
    return unique


_OURS = ("index", "catalogue")
