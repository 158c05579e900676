"""What the program says as HTML: sentences and tables, every text in them escaped, steps as links to their place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from journeymap.drawing.wording import printable
from journeymap.i18n.amounts import Joined, figure, said
from journeymap.i18n.messages import Message, translate
from journeymap.terminal.table import columns_of_figures, is_unstated, notes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.terminal.table import Table


_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class StepName:
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


def plain(text: str) -> str:
    """Return a text as it may stand in HTML, between tags or in an attribute."""
    return escape(printable(text))


def html_of(words: object, language: str) -> str:
    """Return words as HTML: those of the program in a language, those of the designer as they are."""
    if isinstance(words, Message):
        filled = {name: html_of(value, language) for name, value in words.values.items()}
        return escape(translate(words.template, language), quote=False).format_map(filled)
    if isinstance(words, Joined):
        return escape(words.between.replace("->", "→")).join(html_of(part, language) for part in words.parts)
    if isinstance(words, (list, tuple)):
        return ", ".join(html_of(part, language) for part in words)
    if isinstance(words, StepName):
        return f'<a href="{address_of(words.id)}">{plain(words.words)}</a>'
    if isinstance(words, float):
        return plain(figure(words, language))
    return plain(said(words, language))


def address_of(step: str) -> str:
    """Return the address of a step in the page, as a browser writes it."""
    return "#step=" + escape(quote(step, safe="~!*()'", errors="replace"))


def table_of(table: Table, language: str, *, hidden_title: bool = False, rows_named: bool = True) -> str:
    """Return a table as HTML, in a box that can be scrolled where it is too wide; the notes below it.

    `rows_named` says that the first cell of each row names the row.
    """
    title = "" if table.title is None else html_of(table.title, language)
    notes = "".join(f'<p class="note">{html_of(note, language)}</p>' for note in notes_of(table))
    if not table.rows:
        heading = "" if hidden_title or not title else f"<h3>{_capital(title)}</h3>"
        return heading + notes
    figures = columns_of_figures(table)
    heads = "".join(
        f'<th scope="col"{_right(right)}>{_capital(html_of(head, language))}</th>'
        if head != ""
        else f"<td{_right(right)}></td>"
        for head, right in zip(table.heads, figures, strict=True)
    )
    body = "".join(_row(row, figures, language, named=rows_named) for row in table.rows)
    unseen = ' class="unseen"' if hidden_title else ""
    caption = f"<caption{unseen}>{_capital(title)}</caption>" if title else ""
    return (
        f'<div class="table" tabindex="0" role="group" aria-label="{_capital(title)}"><table>{caption}'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>{notes}"
    )


def _row(row: Sequence[object], figures: Sequence[bool], language: str, *, named: bool) -> str:
    cells = []
    for place, (cell, right) in enumerate(zip(row, figures, strict=True)):
        text = "–" if is_unstated(cell) else html_of(cell, language)
        if place == 0 and named:
            cells.append(f'<th scope="row">{text}</th>')
        else:
            # A day that is broken at its hyphens cannot be read.
            kind = ' class="date"' if _DAY.fullmatch(text) else _right(right)
            cells.append(f"<td{kind}>{text}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _right(right: bool) -> str:
    return ' class="figure"' if right else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
