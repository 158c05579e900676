"""Where the YAML library stopped, and what is then said about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from journeymap.diagnostics import SYNTAX_ERROR, Diagnostic, Related, Severity

if TYPE_CHECKING:
    from journeymap.i18n.messages import Message
    from journeymap.syntax.nodes import Scalar
    from journeymap.syntax.source import Source

WORD = re.compile(r"[^\s,\[\]{}]+")


class Fault(Struct, frozen=True):
    """What is wrong with the text.

    From `doubtful` on the library may have misread it; `amendment` is a character to put in a place so that the
    rest can be read.
    """

    message: Message
    help: Message
    start: int
    end: int
    doubtful: int
    related: tuple[Related, ...] = ()
    amendment: tuple[int, str] | None = None

    def diagnostic(self, source: Source) -> Diagnostic:
        """Return this as a syntax error with its place."""
        span = source.span(self.start, self.end)
        return Diagnostic(SYNTAX_ERROR, Severity.ERROR, self.message, span, help=self.help, related=self.related)


class ErrorContext:
    """Where the library stopped: its words, the two places it names, and the last scalar it had read."""

    def __init__(self, error: Any, source: Source, recent: Scalar | None) -> None:
        self.source = source
        self.text = source.text
        self.recent = recent
        self.context = str(getattr(error, "context", None) or "")
        self.problem = str(getattr(error, "problem", None) or error)
        self.place = self._offset(getattr(error, "problem_mark", None), len(self.text))
        self.origin = self._offset(getattr(error, "context_mark", None), self.place)

    def _offset(self, mark: Any, otherwise: int) -> int:
        return otherwise if mark is None else min(mark.index, len(self.text))

    def character(self) -> str:
        """Return the character at which the library stopped, empty at the end of the file."""
        return self.text[self.place : self.place + 1]

    def rest(self, start: int) -> str:
        """Return the rest of a line."""
        return self.text[start : self.source.line_end(start)].rstrip()

    def line_of(self, offset: int) -> int:
        """Return the line of an offset."""
        return self.source.position(offset)[0]

    def fault(
        self,
        message: Message,
        advice: Message,
        start: int,
        end: int | None = None,
        *,
        doubtful: int | None = None,
        related: tuple[Related, ...] = (),
        amendment: tuple[int, str] | None = None,
    ) -> Fault:
        """Return a fault at a place; without an end it reaches to the end of the word there."""
        if end is None:
            word = WORD.match(self.text, start)
            end = word.end() if word else min(start + 1, self.source.line_end(start))
        doubtful = start if doubtful is None else doubtful
        return Fault(message, advice, start, max(start, end), doubtful, related, amendment)
