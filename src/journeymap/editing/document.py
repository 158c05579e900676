"""A blueprint file that is being edited: what was read of it, and how it is written back."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.changes import NotPossibleError
from journeymap.files import write_atomic
from journeymap.i18n.messages import say
from journeymap.syntax.reading import MARKS, UTF8_MARK

if TYPE_CHECKING:
    from os import PathLike


class Document(Struct, frozen=True):
    """A file as it was read: its text without the mark at its beginning, and its bytes, to tell whether it changed."""

    path: Path
    text: str
    content: bytes
    encoding: str
    mark: bytes

    @classmethod
    def read(cls, path: str | PathLike[str]) -> Document:
        """Read a file in any encoding that blueprints have; NotPossibleError where it is no text, OSError as usual."""
        content = Path(path).read_bytes()
        mark, encoding = next(((mark, name) for mark, name in MARKS if content.startswith(mark)), (b"", "utf-8"))
        if content.startswith(UTF8_MARK):
            mark = UTF8_MARK
        # With the mark taken off, the order of bytes has to be named.
        if encoding != "utf-8":
            encoding += "-le" if mark[:1] == b"\xff" else "-be"
        try:
            text = content[len(mark) :].decode(encoding)
        except UnicodeDecodeError:
            raise NotPossibleError(say("this file cannot be edited: it is not written in UTF-8")) from None
        return cls(Path(path), text, content, encoding, mark)

    def save(self, text: str) -> None:
        """Write the file anew, as a whole.

        NotPossibleError where somebody else has changed it since it was read, or where it may not be written: it is
        replaced, which would pass over that.
        """
        self._require_unchanged()
        if not os.access(self.path, os.W_OK) or not self.path.stat().st_mode & 0o222:
            raise NotPossibleError(say("the file may not be written; nothing was changed"))
        if text != self.text:
            write_atomic(self.path, self.mark + text.encode(self.encoding), self._require_unchanged)

    def _require_unchanged(self) -> None:
        if self.path.read_bytes() != self.content:
            raise NotPossibleError(say("the file has changed since it was read; nothing was written"))

    def written(self, text: str) -> Document:
        """Write the file as `save` does, and return it as it is now."""
        content = self.mark + text.encode(self.encoding)
        self.save(text)
        return Document(self.path, text, content, self.encoding, self.mark)
