"""Mermaid, a user journey: what the customer does, phase by phase, with how it feels from 1 to 5.

Comes along: each cell of the customer of which a feeling is stated, its phase, who acts, and the mean feeling.
Stays behind: all other lanes, the arrows, and what nobody has rated: a score that is not known is not made up.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeymap.exporter import Exporter, ExportError, Part
from journeymap.graph.weighted_means import among
from journeymap.i18n.messages import say
from journeymap.i18n.text import capital, printable
from journeymap.svg.numbers import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.drawing import Drawing
    from journeymap.layout.sheet import Card

_SCORE_OF_NO_FEELING = 3.0
_MARKUP = re.compile(r"[:;#,]|%(?=%)")
_KEYWORD = re.compile(r"(?:section|title|accTitle|accDescr)\b", re.IGNORECASE)


def render(drawing: Drawing) -> tuple[Part, ...]:
    """Return the journey; ExportError where no feeling of a customer is stated."""
    cards = [card for card in drawing.sheet.cards if card.row.partition("/")[0] == "customer" and card.is_there]
    feelings = {card.step: feeling for card in cards if (feeling := _feeling(drawing, card.step)) is not None}
    if not feelings:
        message = say("Mermaid wants a score for each task, and no feeling of a customer is stated")
        raise ExportError(message, say('write how it feels: "emotion: 1", from -2 to 2'))
    left_out = [card.text for card in cards if card.step not in feelings]
    if left_out:
        drawing.warn(say("left out, since no feeling is stated there: {cards}", cards=left_out))
    lines = _lines(drawing, [card for card in cards if card.step in feelings], feelings)
    return (Part("", ("\n".join(lines) + "\n").encode("utf-8", "replace")),)


def _feeling(drawing: Drawing, step: str) -> float | None:
    """Return the mean feeling at a step, from -2 to 2, of all customers of whom it is stated."""
    graph = drawing.graph
    which = graph.topology.index.get(step)
    if which is None:
        return None
    weights = graph.personas if drawing.walk is None else {drawing.walk.persona: 1.0}
    lived = {name: graph.ratings.of(which, name) for name in weights}
    return among(weights, {name: rating.emotion for name, rating in lived.items() if rating is not None})


def _lines(drawing: Drawing, cards: list[Card], feelings: dict[str, float]) -> Iterator[str]:
    sheet = drawing.sheet
    nobody = capital(say("customer").text(drawing.language))
    rows = {row.id: row.title if row.subtitle else nobody for row in sheet.rows}
    yield "journey"
    if title := _plain(sheet.title):
        yield f"  title {title}"
    for phase in sheet.phases:
        inside = [card for card in cards if card.phase == phase.id]
        if inside and (title := _plain(phase.title)):
            yield f"  section {title}"
        for card in inside:
            score = short(feelings[card.step] + _SCORE_OF_NO_FEELING)
            yield f"    {_plain(card.text) or '?'}: {score}: {_plain(rows[card.row]) or '?'}"


def _plain(text: str) -> str:
    """Return a text without the signs that part a line of a journey, and which is no word of Mermaid's own."""
    words = " ".join(_MARKUP.sub(" ", printable(text)).split())
    return f'"{words}"' if _KEYWORD.match(words) else words


EXPORTER: Exporter[Drawing] = Exporter("mermaid-journey", ".journey.mmd", binary=False, render=render)
