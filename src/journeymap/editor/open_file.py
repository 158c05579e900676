"""A file that is open in an editor: its text as it changes, what was read of it, and what is known of the service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol.types import TextDocumentContentChangePartial

from journeymap import syntax
from journeymap.compiler import compile_blueprint
from journeymap.editor.positions import Positions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lsprotocol.types import PositionEncodingKind, TextDocumentContentChangeEvent

    from journeymap.diagnostics import Span
    from journeymap.model.blueprint import Blueprint
    from journeymap.result import Result

    Check = Callable[[str, str], Result]
    """From a text and the path of its file to all that is known of it."""


class OpenFile:
    """The text of one file, and what was last found in it.

    `result` is that of the text as it is, None until it was checked; `good` is the last one with a blueprint, which
    stays while the text is broken, so that ids complete and cards can be told while somebody types.
    """

    def __init__(
        self, uri: str, path: str, text: str, version: int | None, encoding: PositionEncodingKind | str
    ) -> None:
        self.uri = uri
        self.path = path
        self.version = version
        self.result: Result | None = None
        self.good: Result | None = None
        self._encoding = encoding
        self._parsed: syntax.Parsed | None = None
        self._compiled: Blueprint | None = None
        self._write(text)

    def _write(self, text: str) -> None:
        self.text = text
        self.positions = Positions(text, self._encoding)
        self._parsed = None
        self._compiled = None
        self.result = None

    def change(self, changes: Sequence[TextDocumentContentChangeEvent], version: int | None) -> None:
        """Take over what the editor changed: stretches of the text, each seen from the text after those before it."""
        for change in changes:
            if isinstance(change, TextDocumentContentChangePartial):
                start = self.positions.offset(change.range.start)
                end = max(start, self.positions.offset(change.range.end))
                self._write(self.text[:start] + change.text + self.text[end:])
            else:
                self._write(change.text)
        self.version = version

    @property
    def parsed(self) -> syntax.Parsed:
        """The text as it was read, as far as it can be read."""
        if self._parsed is None:
            self._parsed = syntax.parse(self.text, self.path)
        return self._parsed

    @property
    def current(self) -> Blueprint | None:
        """The blueprint in the text as it is, whose places are those of this text; None where it cannot be read."""
        if self.result is not None:
            return self.result.blueprint
        if self._compiled is None and self.parsed.node is not None:
            self._compiled = compile_blueprint(self.parsed.node)[0]
        return self._compiled

    def holds(self, span: Span | None, offset: int) -> bool:
        """Tell whether a span of this text begins at an offset."""
        source = self.positions.source
        return span is not None and source.position(offset) == (span.line, span.column)

    def found(self, text: str, result: Result) -> bool:
        """Keep what was found in a text; False where the file has another text by now, and nothing is kept."""
        if text != self.text:
            return False
        self.result = result
        if result.blueprint is not None and (result.blueprint.steps or self.good is None):
            self.good = result
        return True

    @property
    def blueprint(self) -> Blueprint | None:
        """The last blueprint that could be read in this file."""
        return None if self.good is None else self.good.blueprint

    @property
    def language(self) -> str:
        """The language in which to speak of this file."""
        return "en" if self.good is None else self.good.language
