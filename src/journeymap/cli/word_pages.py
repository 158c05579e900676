"""The words of the format for `journeymap explain`: all of them in groups, and what one of them means."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from journeymap.compiler.key_aliases import folded, meanings, other_words
from journeymap.compiler.word_groups import word_groups, words_of
from journeymap.i18n.languages import translate
from journeymap.i18n.messages import say
from journeymap.model.blueprint import (
    Actor,
    Blueprint,
    Channel,
    Customer,
    Economics,
    Item,
    Persona,
    Phase,
    Relations,
    Source,
    System,
)
from journeymap.model.capacity import Arrivals
from journeymap.model.element import Element, hyphenated
from journeymap.model.schema import field_texts
from journeymap.model.step import Cell, FailPoint, Flow, Note, Rating, Reason, Step
from journeymap.model.waiting import Closed, Detour, GivesUp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.i18n.messages import Message

PLACES: tuple[tuple[type[Element], Message], ...] = (
    (Blueprint, say("the file")), (Step, say("a step")), (Cell, say("a cell")), (Flow, say("an arrow")),
    (Rating, say("a rating")), (FailPoint, say("a fail point")), (Reason, say("a reason")), (Note, say("a note")),
    (GivesUp, say("customers who give up")), (Closed, say("customers who find it closed")),
    (Detour, say("their arrow")),
    (Persona, say("a persona")), (Channel, say("a channel")), (Actor, say("an actor")), (System, say("a system")),
    (Item, say("an item")), (Source, say("a source")), (Phase, say("a phase")), (Customer, say("the customer")),
    (Arrivals, say("who comes")), (Relations, say("relations to other files")), (Economics, say("costs and price")),
)  # fmt: skip


def all_words(language: str, width: int) -> list[str]:
    """Return the lines that list the words of the format, by the place where they stand."""
    lines: list[str] = []
    for element, place in PLACES:
        lines.append(say("words of {place}", place=place).text(language))
        for title, words in word_groups(element).groups():
            text = ", ".join(words) if title is None else f"{title.text(language)}: {', '.join(words)}"
            lines += textwrap.wrap(text, width, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)
    return lines


def word_page(word: str, language: str, width: int) -> list[str]:
    """Return the lines that explain a word of the format, or one that is often written instead; none where unknown."""
    lines: list[str] = []
    for element, place in PLACES:
        for name in meanings(word, words_of(element)):
            if folded(name) != folded(word) and folded(word) not in other_words():
                continue  # a slip of the keyboard: that is for a file to say
            text = translate(field_texts(element)[_field(element, name)], language)
            heading = say('"{word}" of {place}', word=name, place=place).text(language)
            lines += textwrap.wrap(f"{heading}: {text}", width, subsequent_indent="  ", break_on_hyphens=False)
    others = ", ".join(_written_instead(word))
    if others and lines:
        lines += textwrap.wrap(
            say("often written instead: {words}", words=others).text(language), width, subsequent_indent="  "
        )
    return lines


def _field(element: type[Element], name: str) -> str:
    return next(field for field in element.model_fields if hyphenated(field) == name)


def _written_instead(word: str) -> Iterator[str]:
    """Yield the other words that lead to a word of the format."""
    return (other for other, meant in other_words().items() if folded(word) == folded(meant[0]))
