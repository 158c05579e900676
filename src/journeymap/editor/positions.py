"""Places in a text as editors count them: lines and characters from 0, characters in the units of an encoding.

Language Server Protocol 3.17, "Text Documents": a line ends at LF, CRLF or CR and at nothing else; characters are those
of UTF-16 unless editor and server agree on another encoding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol.types import Position, PositionEncodingKind, Range

from journeymap.syntax import Source

if TYPE_CHECKING:
    from journeymap.diagnostics import Span

_LAST_OF_ONE_UNIT = 0xFFFF


class Positions:
    """The text of a file, and the way from offsets in it to the editor's positions and back."""

    def __init__(self, text: str, encoding: PositionEncodingKind | str = PositionEncodingKind.Utf16) -> None:
        self.source = Source("", text)
        self._encoding = encoding

    def offset(self, position: Position) -> int:
        """Return the offset of a position; the nearest there is where the text has no such place."""
        if position.line >= len(self.source.starts):
            return len(self.source.text)
        start = self.source.starts[max(position.line, 0)]
        line = self.source.text[start : self.source.line_end(start)]
        if line.isascii():
            return start + min(max(position.character, 0), len(line))
        left = position.character
        for index, character in enumerate(line):
            left -= self._units(character)
            if left < 0:
                return start + index
        return start + len(line)

    def position(self, offset: int) -> Position:
        """Return the position of an offset."""
        line, column = self.source.position(min(max(offset, 0), len(self.source.text)))
        return self._at(line, column)

    def range(self, start: int, end: int) -> Range:
        """Return the range between two offsets."""
        return Range(self.position(start), self.position(end))

    def of_span(self, span: Span) -> Range:
        """Return the range of a span of this text."""
        return Range(self._at(span.line, span.column), self._at(span.end_line, span.end_column))

    def _at(self, line: int, column: int) -> Position:
        """Return the position of a line and a column, both from 1, the column in code points."""
        before = self.source.line(line)[: column - 1]
        return Position(line - 1, len(before) if before.isascii() else sum(map(self._units, before)))

    def _units(self, character: str) -> int:
        """Return how many units of the encoding a character takes."""
        if self._encoding == PositionEncodingKind.Utf32:
            return 1
        if self._encoding == PositionEncodingKind.Utf8:
            return len(character.encode("utf-8", "surrogatepass"))
        return 2 if ord(character) > _LAST_OF_ONE_UNIT else 1
