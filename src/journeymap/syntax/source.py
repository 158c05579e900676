"""The text of a file, and the line and column of any place in it."""

from __future__ import annotations

import re
from bisect import bisect_right

from journeymap.diagnostics import Span

LINE_BREAK = re.compile(r"\r\n?|\n")


class Source:
    """A decoded text with its path. Places in it are offsets in code points; lines are counted when first asked for.

    A line ends at LF, CRLF or CR, as in editors and YAML 1.2. U+2028 and its relatives end no line.
    """

    __slots__ = ("_starts", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._starts: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """Return the offset at which each line begins."""
        if self._starts is None:
            self._starts = [0, *(match.end() for match in LINE_BREAK.finditer(self.text))]
        return self._starts

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset, both from 1."""
        starts = self.starts
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """Return the span between two offsets; the end is exclusive."""
        return Span(self.path, *self.position(start), *self.position(max(start, end)))

    def line(self, number: int) -> str:
        """Return a line, counted from 1, without its break; empty where there is no such line."""
        if not 1 <= number <= len(self.starts):
            return ""
        return self.text[self.starts[number - 1] : self.line_end(self.starts[number - 1])]

    def line_start(self, offset: int) -> int:
        """Return the offset at which the line of an offset begins."""
        return self.starts[bisect_right(self.starts, offset) - 1]

    def line_end(self, offset: int) -> int:
        """Return the offset at which the line of an offset ends, before its break."""
        match = LINE_BREAK.search(self.text, offset)
        return match.start() if match else len(self.text)


def source_line(text: str, number: int) -> str:
    """Return a line of a text, counted from 1, without its break; empty where there is no such line."""
    return Source("", text).line(number)
