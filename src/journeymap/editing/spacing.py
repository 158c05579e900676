"""Empty lines and comments between the entries of a block."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeymap.syntax import Mapping
    from journeymap.syntax.source import Source

COMMENT_LINE = re.compile(r"[ \t]*#")


def gap(node: Mapping, source: Source, newline: str) -> str:
    """Return the empty line that stands between the entries of a block, where one stands between any of them."""
    text = source.text
    for part in list(node.entries.values())[1:]:
        above = source.line_start(part.key.start if part.key is not None else part.start)
        while above > 0:
            start = source.line_start(above - (2 if text[above - 2 : above] == "\r\n" else 1))
            line = text[start : source.line_end(start)]
            if not line.strip():
                return newline
            if not COMMENT_LINE.match(line):
                break
            above = start
    return ""
