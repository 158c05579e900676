"""Mermaid, a flowchart for wikis and pages of Markdown: a frame per row, a box per cell, all arrows with their words.

Comes along: every card and every arrow of the drawing, with its words, and the rows. `journeymap import` reads it back.
Stays behind: marks, times, experience, findings and all else that is no card and no arrow.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeymap.drawing.notices import DRAW_A_PART
from journeymap.exporter import Exporter, ExportError, Part
from journeymap.i18n.messages import say
from journeymap.i18n.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.drawing import Drawing
    from journeymap.layout.sheet import Arrow, Sheet

MOST_ARROWS, MOST_CHARACTERS = 500, 50_000
"""What Mermaid itself draws as long as nobody sets other limits: `maxEdges` and `maxTextSize`."""
_MARKUP = re.compile(r"[\"#<>`;&\\{}|\[\]()*_~%:@^=/]")
_NOT_IN_A_TITLE = re.compile(r"[<>\"\\]")
_FLOW = frozenset({"flow", "recover", "gives-up", "closed"})


def render(drawing: Drawing) -> tuple[Part, ...]:
    """Return the drawing as a flowchart; pages are no matter here. ExportError where Mermaid would not draw it."""
    sheet = drawing.sheet
    if len(sheet.arrows) > MOST_ARROWS:
        message = say("{count} arrows are more than Mermaid draws, which is {most}", count=len(sheet.arrows),
                      most=MOST_ARROWS)  # fmt: skip
        raise ExportError(message, DRAW_A_PART)
    text = "\n".join(_lines(sheet)) + "\n"
    if len(text) > MOST_CHARACTERS:
        message = say("{count} characters are more than Mermaid draws, which is {most}", count=len(text),
                      most=MOST_CHARACTERS)  # fmt: skip
        raise ExportError(message, DRAW_A_PART)
    return (Part("", text.encode("utf-8", "replace")),)


def _lines(sheet: Sheet) -> Iterator[str]:
    if title := _NOT_IN_A_TITLE.sub("", _one_line(sheet.title)):
        yield from ("---", f'title: "{title}"', "---")
    yield "flowchart LR"
    names = {card.id: f"c{number}" for number, card in enumerate(sheet.cards)}
    for number, row in enumerate(sheet.rows):
        cards = [card for card in sheet.cards if card.row == row.id]
        if cards:
            title = ": ".join(words for words in (row.title, row.subtitle) if words)
            yield f'  subgraph r{number}["{_quoted(title)}"]'
            yield from (f'    {names[card.id]}("{_quoted(card.text)}")' for card in cards)
            yield "  end"
    yield from (f"  {_link(arrow, names)}" for arrow in sheet.arrows)


def _link(arrow: Arrow, names: Mapping[str, str]) -> str:
    if arrow.kind == "cell":
        return f"{names[arrow.source]} --- {names[arrow.target]}"
    words = f'|"{_quoted(arrow.text)}"|' if _one_line(arrow.text) else ""
    line = "-->" if arrow.kind in _FLOW else "-.->"
    return f"{names[arrow.source]} {'<' if arrow.both else ''}{line}{words} {names[arrow.target]}"


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())


def _quoted(text: str) -> str:
    """Return a text in which Mermaid finds no markup, and in which nothing is taken for an icon in front."""
    words = _MARKUP.sub(lambda match: f"#{ord(match[0])};", _one_line(text))
    first = words[:1]
    return f"#{ord(first)};{words[1:]}" if first and not first.isalnum() and first != "#" else words


EXPORTER: Exporter[Drawing] = Exporter("mermaid", ".mmd", binary=False, render=render)
