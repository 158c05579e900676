"""Writes a report as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatchmethod
from typing import TYPE_CHECKING

from journeymap.drawing.theme.theme import DEFAULT
from journeymap.figures import DIGITS
from journeymap.i18n.messages import Joined, Message, said, say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.text import escape_markdown
from journeymap.i18n.vocabulary import SEVERITIES
from journeymap.report.build import build
from journeymap.report.context import Context, known_journey, labels_of
from journeymap.report.document import (
    Document,
    DrawingBlock,
    FindingList,
    Heading,
    Lines,
    Paragraph,
    Portraits,
    TableBlock,
    Tiles,
    WorstFindings,
)
from journeymap.terminal.table import Table, as_markdown, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeymap.comparison.compare import Comparison
    from journeymap.report.document import Block, Entry, Section
    from journeymap.result import Result


def markdown_report(
    result: Result, language: str, drawing: str | None = None, comparisons: Sequence[Comparison] = ()
) -> str:
    """Return the report; `drawing` is the file of the drawing as it is linked, None for no drawing.

    `comparisons` hold it against the blueprints that it replaces.
    """
    facts = known_journey(result).facts
    context = Context(facts, language, DEFAULT, labels_of(facts.graph), "text", tuple(comparisons))
    return Markdown(language, drawing).document(build(context, result))


class Markdown:
    """Writes sections and their blocks; `drawing` is the address of the drawing, None where there is none."""

    def __init__(self, language: str, drawing: str | None) -> None:
        self.language = language
        self.drawing = drawing

    def text(self, words: object) -> str:
        """Return words in the language of the report, with nothing in them that Markdown would take for its own."""
        return escape_markdown(said(words, self.language))

    def document(self, document: Document) -> str:
        """Return the whole report."""
        parts = [f"# {self.text(document.title)}\n"]
        if document.about:
            parts.append(f"{paragraph(document.about)}\n")
        parts.append(self._bullets(Joined([name, value], ": ") for name, value in document.facts))
        for section in document.sections:
            parts += self._section(section)
        return "\n".join(parts)

    def sections(self, sections: Iterable[Section], level: int = 2) -> Iterator[str]:
        """Yield the lines of some sections, their titles as headings of a level."""
        for section in sections:
            yield from self._section(section, level)

    def _section(self, section: Section, level: int = 2) -> Iterator[str]:
        if section.name == "drawing" and self.drawing is None:
            return
        yield f"{'#' * level} {self.text(section.title)}\n"
        for block in section.blocks:
            yield from self._block(block)

    @singledispatchmethod
    def _block(self, block: Block) -> Iterator[str]:
        """Yield the lines of a block; of what can only be seen, none."""
        del block
        yield from ()

    @_block.register
    def _(self, block: Paragraph) -> Iterator[str]:
        yield self.text(block.words) + "\n"

    @_block.register
    def _(self, block: Heading) -> Iterator[str]:
        yield f"### {self.text(block.words)}\n"

    @_block.register
    def _(self, block: Tiles) -> Iterator[str]:
        yield self._bullets(block.told)

    @_block.register
    def _(self, block: Lines) -> Iterator[str]:
        if block.lines:
            if block.title is not None:
                yield f"### {self.text(block.title)}\n"
            yield self._bullets(block.lines)

    @_block.register
    def _(self, block: DrawingBlock) -> Iterator[str]:
        yield f"![{self.text(block.title)}]({self.drawing})\n"

    @_block.register
    def _(self, block: TableBlock) -> Iterator[str]:
        yield as_markdown(block.table, self.language)

    @_block.register
    def _(self, block: Portraits) -> Iterator[str]:
        for name, lines in block.portraits:
            yield f"### {self.text(name)}\n"
            yield self._bullets(lines)

    @_block.register
    def _(self, block: WorstFindings) -> Iterator[str]:
        if block.entries:
            yield f"### {self.text(block.title)}\n"
            yield "\n".join(f"{place}. {self._brief(entry)}" for place, entry in enumerate(block.entries, 1)) + "\n"

    @_block.register
    def _(self, block: FindingList) -> Iterator[str]:
        if not block.entries:
            yield self.text(block.none) + "\n"
        elif block.kind == "accepted":
            yield as_markdown(_accepted_table(block.entries), self.language)
        else:
            yield "\n".join(self._finding(entry) for entry in block.entries) + "\n"

    def _bullets(self, lines: Sequence[object] | Iterator[object]) -> str:
        return "\n".join(f"- {self.text(line)}" for line in lines) + "\n"

    def _brief(self, entry: Entry) -> str:
        """Return a finding in short, by its number in the list."""
        rest: list[Message] = [say("finding {number}", number=entry.number)]
        if entry.assumed is not None:
            rest.append(say("assumed {share}", share=Amount(entry.assumed, "share", digits=DIGITS)))
        if entry.alike:
            rest.append(say("{count} more like it", count=entry.alike))
        return f"**{self.text(entry.where)}**: {self.text(entry.message)} ({self.text(Joined(rest))})"

    def _finding(self, entry: Entry) -> str:
        remarks = [
            (say("effect"), entry.effect),
            (say("what to do"), entry.remedy),
            (say("for"), Joined(entry.personas) if entry.personas else None),
            (say("witness"), Joined(entry.witness, " -> ") if entry.witness else None),
            (say("rule"), entry.rule),
            (say("also"), Joined(entry.also) if entry.also else None),
            (say("line in the file"), None if entry.line is None else str(entry.line)),
            (say("impact"), None if entry.harm is None else Amount(entry.harm, "count", digits=DIGITS)),
            (say("assumed"), None if entry.assumed is None else Amount(entry.assumed, "share", digits=DIGITS)),
        ]
        # The numbers of a group are not one after the other: as those of a list they would be counted anew.
        lines = [f"- **{entry.number} · {self.text(SEVERITIES[entry.severity])}: {self.text(entry.message)}**"]
        lines += [f"  - {self.text(name)}: {self.text(words)}" for name, words in remarks if words is not None]
        if entry.others:
            lines.append(f"  - {self.text(say('{count} more like it', count=len(entry.others)))}:")
            lines += [
                f"    - {other.number} · {self.text(other.message)}{self._place(other)}" for other in entry.others
            ]
        return "\n".join(lines)

    def _place(self, entry: Entry) -> str:
        if entry.line is None:
            return ""
        return f" ({self.text(Joined([say('line in the file'), str(entry.line)], ' '))})"


def _accepted_table(entries: Sequence[Entry]) -> Table:
    heads = (say("step"), say("what was found"), say("why it is accepted"), say("who answers for it"))
    return Table(None, heads, [[entry.where, entry.message, entry.reason, entry.answers] for entry in entries])
