"""Writes two versions beside each other for a terminal and as Markdown."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap.i18n.messages import said
from journeymap.i18n.text import escape_markdown, harmless, harmless_path
from journeymap.report.compared import sections, untitled
from journeymap.report.document import Lines, Paragraph, TableBlock
from journeymap.report.markdown import Markdown
from journeymap.reporter import STRONG
from journeymap.terminal.table import as_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.comparison.compare import Comparison
    from journeymap.report.document import Block, Section
    from journeymap.terminal.charts import TerminalStyle

LATE = "figures"
"""The section that a terminal leaves out: one screen has no room for what no customer notices."""


def comparison_text(comparison: Comparison, look: TerminalStyle) -> str:
    """Return what is different, for a terminal: on one screen where it can be."""
    head = look.paint(f"{harmless_path(comparison.old.path)} -> {harmless_path(comparison.new.path)}", STRONG)
    parts = [head + "\n"]
    parts += ["".join(_section(section, look)) for section in sections(comparison) if section.name != LATE]
    return "\n".join(parts)


def _section(section: Section, look: TerminalStyle) -> Iterator[str]:
    yield look.paint(said(section.title, look.language), STRONG) + "\n"
    for block in section.blocks:
        yield from _block(block, look)


def _block(block: Block, look: TerminalStyle) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _wrapped(said(block.words, look.language), look, "  ", "  ") + "\n"
        case Lines():
            for line in block.lines:
                yield _wrapped(said(line, look.language), look, "  ", "    ") + "\n"
        case TableBlock():
            bare = replace(block.table, title=None)
            narrower = replace(look, width=max(20, look.width - 2))
            yield textwrap.indent(as_text(bare, narrower), "  ")


def _wrapped(text: str, look: TerminalStyle, first: str, indent: str) -> str:
    lines = textwrap.wrap(
        look.plain(harmless(text)), max(20, look.width), initial_indent=first, subsequent_indent=indent,
        break_on_hyphens=False, break_long_words=False,
    )  # fmt: skip
    return "\n".join(lines)


def comparison_markdown(comparison: Comparison, language: str) -> str:
    """Return what is different as Markdown that reads well in a pull request."""
    title = f"{escape_markdown(comparison.old.path)} -> {escape_markdown(comparison.new.path)}"
    writer = Markdown(language, None)
    parts = [replace(section, blocks=[untitled(block) for block in section.blocks]) for section in sections(comparison)]
    return "\n".join([f"## {title}\n", *writer.sections(parts, level=3)])
