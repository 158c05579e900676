"""Writes two versions beside each other for a terminal and as Markdown."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap.i18n.languages import translate
from journeymap.i18n.messages import said
from journeymap.i18n.text import escape_markdown, harmless, harmless_path
from journeymap.report.compared import sections, untitled
from journeymap.report.document import Lines, Paragraph, TableBlock
from journeymap.report.markdown import Markdown
from journeymap.reporter import FAINT, SCREEN, STRONG
from journeymap.terminal.table import as_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.comparison.compare import Comparison
    from journeymap.report.document import Block, Section
    from journeymap.terminal.charts import TerminalStyle

LATE = "figures"
"""The section that a terminal leaves out: one screen has no room for what no customer notices."""
FIRST = "customers"
"""The section that is never cut."""


def comparison_text(comparison: Comparison, look: TerminalStyle, *, everything: bool = True) -> str:
    """Return what is different, for a terminal; without `everything` as much of it as one screen holds."""
    head = look.paint(f"{harmless_path(comparison.old.path)} -> {harmless_path(comparison.new.path)}", STRONG)
    told = [section for section in sections(comparison) if section.name != LATE]
    narrow = [section for section in sections(comparison, narrow=True) if section.name != LATE]
    shown = [_Shown(section, look) for section in told]
    # Where the figures of a persona do not fit on one line, they are told more closely.
    shown = [min((one, _Shown(other, look)), key=_Shown.height) for one, other in zip(shown, narrow, strict=True)]
    if not everything and sum(section.height() + 1 for section in shown) + 1 >= SCREEN:
        return "\n".join([head, *_on_one_screen(shown, look)]) + "\n"
    return "\n\n".join([head, *("\n".join(section.lines()) for section in shown)]) + "\n"


class _Shown:
    """A section as lines of a terminal, and what it has as one line each where there is little room."""

    def __init__(self, section: Section, look: TerminalStyle) -> None:
        self.section, self.look = section, look
        self.title = look.paint(said(section.title, look.language), STRONG)
        self._lines = [line for block in section.blocks for line in _block(block, look)]

    def height(self) -> int:
        """Return how many lines it takes."""
        return len(self._lines) + 1

    def lines(self) -> list[str]:
        """Return it with its title."""
        return [self.title, *self._lines]

    def sentences(self) -> list[str]:
        """Return its sentences; tables have none."""
        look = self.look
        return [
            look.plain(harmless(said(line, look.language)))
            for block in self.section.blocks
            if isinstance(block, Lines)
            for line in block.lines
        ]


def _on_one_screen(shown: Sequence[_Shown], look: TerminalStyle) -> list[str]:
    """Return what customers notice as a whole, and of the rest as many sentences as there is room for.

    Each section gets one line, then each another one, and what is left goes to the first sentences that need more.
    """
    lines = [line for section in shown if section.section.name == FIRST for line in section.lines()]
    rest = [section for section in shown if section.section.name != FIRST and section.sentences()]
    # Beside these the head, the line that says how to see more, and that of the prompt.
    room = SCREEN - len(lines) - 3 - len(rest)
    rows: dict[tuple[int, int], int] = {}
    longest = max((len(section.sentences()) for section in rest), default=0)
    for number in range(longest):
        for place, section in enumerate(rest):
            if number < len(section.sentences()) and room > 0:
                rows[place, number] = 1
                room -= 1
    for place, number in sorted(rows):
        more = min(room, len(_wrapped(rest[place].sentences()[number], look)) - 1)
        rows[place, number] += more
        room -= more
    for place, section in enumerate(rest):
        told = [(number, height) for (at, number), height in sorted(rows.items()) if at == place]
        if told:
            lines.append(section.title)
        for number, height in told:
            lines += _wrapped(section.sentences()[number], look, height)
    return [*lines, look.paint(translate("not all of it is shown: --all shows everything", look.language), FAINT)]


def _block(block: Block, look: TerminalStyle) -> list[str]:
    match block:
        case Paragraph():
            return _wrapped(said(block.words, look.language), look, indent="  ")
        case Lines():
            return [line for sentence in block.lines for line in _wrapped(said(sentence, look.language), look)]
        case TableBlock():
            bare = replace(block.table, title=None)
            narrower = replace(look, width=max(20, look.width - 2))
            return textwrap.indent(as_text(bare, narrower), "  ").splitlines()
    return []


def _wrapped(text: str, look: TerminalStyle, height: int | None = None, indent: str = "    ") -> list[str]:
    """Return a sentence as lines, with a height as no more than so many."""
    return textwrap.wrap(
        look.plain(harmless(text)), max(20, look.width), initial_indent="  ", subsequent_indent=indent,
        break_on_hyphens=False, break_long_words=False, max_lines=height, placeholder=" …" if look.unicode else " ...",
    )  # fmt: skip


def comparison_markdown(comparison: Comparison, language: str) -> str:
    """Return what is different as Markdown that reads well in a pull request."""
    title = f"{escape_markdown(comparison.old.path)} -> {escape_markdown(comparison.new.path)}"
    writer = Markdown(language, None)
    parts = [replace(section, blocks=[untitled(block) for block in section.blocks]) for section in sections(comparison)]
    return "\n".join([f"## {title}\n", *writer.sections(parts, level=3)])
