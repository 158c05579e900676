"""Tables that can be shown in a terminal and written as Markdown."""

from __future__ import annotations

import re
import textwrap
from itertools import zip_longest
from typing import TYPE_CHECKING

from msgspec import Struct, field

from journeymap.i18n.messages import said, say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.text import display_width, escape_markdown, harmless
from journeymap.i18n.vocabulary import NOT_STATED
from journeymap.reporter import FAINT, STRONG

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.i18n.messages import Message
    from journeymap.terminal.charts import TerminalStyle

NARROWEST, LONGEST_NAME = 12, 24
UNSTATED = "–"
_GAP = 2
_OPENING = re.compile(r"^(?:[#>+=~-]|\d+(?=[.)](?: |$)))")


class Table(Struct, frozen=True):
    """A table: what it is about, the heads of its columns, and its rows of texts and amounts.

    Cells are texts of the designer's, or anything that can be read in any language. `notes` are sentences that belong
    under it. A table without rows is told by its notes alone.
    """

    title: Message | None
    heads: Sequence[object]
    rows: Sequence[Sequence[object]]
    notes: Sequence[object] = field(default=())


def as_text(table: Table, look: TerminalStyle) -> str:
    """Return a table for a terminal; long texts go on below each other."""
    lines = []
    if table.title is not None:
        lines.append(look.paint(said(table.title, look.language), STRONG))
    if table.rows:
        lines += _laid_out(table, look)
    for note in notes_of(table):
        lines += textwrap.wrap(harmless(said(note, look.language)), look.width, break_on_hyphens=False)
    return look.plain("\n".join(lines)) + "\n"


def _laid_out(table: Table, look: TerminalStyle) -> list[str]:
    heads = [said(head, look.language) for head in table.heads]
    rows = [[harmless(_cell(cell, look.language)) for cell in row] for row in table.rows]
    numeric = columns_of_figures(table)
    widths = [max(map(display_width, column)) for column in zip(heads, *rows, strict=True)]
    columns = [[head, *column] for head, column in zip(heads, zip(*rows, strict=True), strict=True)]
    whole = [_narrowest(column, right=right) for column, right in zip(columns, numeric, strict=True)]
    cut = [
        floor if right else min(floor, LONGEST_NAME if place == 0 else NARROWEST)
        for place, (floor, right) in enumerate(zip(whole, numeric, strict=True))
    ]
    # No word is cut where the columns can move closer together instead, or where cutting does not help either.
    room = look.width - len(whole) + 1
    gap = _GAP if sum(whole) + len(whole) - 1 <= room else 1
    floors = cut if sum(cut) <= room < sum(whole) else whole
    while sum(widths) + gap * (len(widths) - 1) > look.width:
        place = max(range(len(widths)), key=lambda n: widths[n] - floors[n])
        if widths[place] <= floors[place]:
            break
        widths[place] -= 1
    lines = []
    for number, row in enumerate([heads, *rows]):
        wrapped = [_wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
        for parts in zip_longest(*wrapped, fillvalue=""):
            cells = [_set(part, width, right) for part, width, right in zip(parts, widths, numeric, strict=True)]
            line = (" " * gap).join(cells).rstrip()
            lines.append(look.paint(line, FAINT) if number == 0 else line)
    return lines


def columns_of_figures(table: Table) -> list[bool]:
    """Return which columns hold figures, and nothing but these."""
    columns = list(zip(*table.rows, strict=True))
    return [any(isinstance(cell, Amount) for cell in column) and
            all(isinstance(cell, Amount) or cell == "" for cell in column) for column in columns]  # fmt: skip


def _narrowest(column: Sequence[str], *, right: bool) -> int:
    """Return how narrow a column may get without a word that is cut; figures stay on one line."""
    longest = max((display_width(word) for text in column for word in text.split()), default=0)
    return max(longest, *(display_width(text) for text in column[1:])) if right else longest


def _cell(cell: object, language: str) -> str:
    """Return a cell as text; what is not stated is marked, and said in words below the table."""
    return UNSTATED if is_unstated(cell) else said(cell, language)


def is_unstated(cell: object) -> bool:
    """Return whether a cell is of something that the file does not state."""
    return cell is NOT_STATED or (isinstance(cell, Amount) and cell.value is None)


def notes_of(table: Table) -> list[object]:
    """Return what stands below a table: its own notes, and before them what the mark for the unstated means."""
    silent = any(is_unstated(cell) for row in table.rows for cell in row)
    return [*([say("{mark} not stated", mark=UNSTATED)] if silent else []), *table.notes]


def _wrapped(text: str, width: int) -> list[str]:
    width = max(1, width)
    lines = textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False) or [""]
    # What is longer than its column begins on a line of its own and is cut as late as can be.
    return [line[at : at + width] for line in lines for at in range(0, max(1, len(line)), width)]


def _set(text: str, width: int, right: bool) -> str:
    space = " " * max(0, width - display_width(text))
    return space + text if right else text + space


def as_markdown(table: Table, language: str) -> str:
    """Return a table as Markdown, its title as a heading of the third level."""
    parts = []
    if table.title is not None:
        parts.append(f"### {escape_markdown(said(table.title, language))}\n")
    if table.rows:
        numeric = columns_of_figures(table)
        lines = [
            _row([said(head, language) for head in table.heads]),
            "|" + "|".join(" ---: " if right else " --- " for right in numeric) + "|",
            *(_row([_cell(cell, language) for cell in row]) for row in table.rows),
        ]
        parts.append("\n".join(lines) + "\n")
    parts += [f"{paragraph(said(note, language))}\n" for note in notes_of(table)]
    return "\n".join(parts)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(escape_markdown(cell) for cell in cells) + " |"


def paragraph(text: str) -> str:
    """Return a text as a line of its own, which Markdown takes for no heading, quotation or item of a list."""
    line = escape_markdown(text)
    opening = _OPENING.match(line)
    if opening is None:
        return line
    # A number is that of an item by the sign behind it.
    place = opening.end() if line[0].isdigit() else 0
    return f"{line[:place]}\\{line[place:]}"
