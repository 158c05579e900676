"""A TOML file with the places of its keys, which the library that reads it does not tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from journeymap.diagnostics import SYNTAX_ERROR, UNREADABLE_FILE, Diagnostic, Severity, Span
from journeymap.i18n.messages import Message, say

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 1_000_000

_WORD = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
# The library looks at each beginning of a key in turn: of thousands of words with dots between them it makes no end.
_VERY_DEEP = rf"(?m)(?:^|[\[{{,])[ \t]*(?:{_WORD}[ \t]*\.[ \t]*){{200}}"


def read_toml(path: Path, shown: str) -> tuple[Any, str, list[Diagnostic]]:
    """Return what a TOML file holds and its text; None and what is wrong with it when it cannot be read.

    `shown` is what diagnostics call the file.
    """
    if path.is_fifo():
        return None, "", [_unreadable(shown, say("this is a pipe and no file"))]
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            return None, "", [_unreadable(shown, say("the file is larger than {most} kB", most=MOST_BYTES // 1000))]
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return None, "", [_unreadable(shown, say("the file is not written in UTF-8"))]
    except OSError as error:
        return None, "", [_unreadable(shown, say("the file cannot be read: {reason}", reason=error.strerror))]
    if re.search(_VERY_DEEP, text):
        return None, text, [_unreadable(shown, say("lists and tables lie too deep in one another"))]
    import tomllib

    try:
        return tomllib.loads(text), text, []
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at (?:line (\d+), column (\d+)|end of document)\)", str(error))
        lines = text.splitlines() or [""]
        line, column = (int(place[1]), int(place[2])) if place and place[1] else (len(lines), len(lines[-1]) + 1)
        reason = re.sub(r" \(at .*\)$", "", str(error))
        message = say("the file is not TOML: {reason}", reason=reason)
        span = Span(shown, line, column, line, column + 1)
        return None, text, [Diagnostic(SYNTAX_ERROR, Severity.ERROR, message, span)]
    except RecursionError:
        return None, text, [_unreadable(shown, say("lists and tables lie too deep in one another"))]
    except ValueError as error:  # a number of thousands of digits
        return None, text, [_unreadable(shown, say("the file is not TOML: {reason}", reason=error))]


class KeyPlaces:
    """Where the keys of a TOML file stand; the library that reads it does not tell."""

    _TABLE = r"\s*\[\[?(?P<key>[^\[\]]+)\]\]?\s*(?:#.*)?"
    _ENTRY = rf"\s*(?P<key>{_WORD}(?:\s*\.\s*{_WORD})*)\s*="
    _INLINE = rf"[{{,]\s*(?P<key>{_WORD})\s*="

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.places: dict[tuple[str, ...], Span] = {}
        table: tuple[str, ...] = ()
        self._arrays: dict[tuple[str, ...], int] = {}  # the number of the last of several tables of a name
        for number, line in enumerate(text.splitlines(), start=1):
            if (header := re.fullmatch(self._TABLE, line)) is not None:
                several = line.lstrip().startswith("[[")
                if several:
                    parts = tuple(part[0].strip("\"'") for part in re.finditer(_WORD, header["key"]))
                    self._arrays[parts] = self._arrays.get(parts, -1) + 1
                table = self._note((), header, number)
                if several:
                    self.places[table] = Span(self.path, number, 1, number, len(line) + 1)
            elif (entry := re.match(self._ENTRY, line)) is not None:
                place = self._note(table, entry, number)
                if line[entry.end() :].lstrip().startswith("{"):
                    for inline in re.compile(self._INLINE).finditer(line, entry.end()):
                        self._note(place, inline, number)

    def _note(self, table: tuple[str, ...], match: re.Match[str], line: int) -> tuple[str, ...]:
        path = table
        for part in re.finditer(_WORD, match["key"]):
            path = (*path, part[0].strip("\"'"))
            start = match.start("key") + part.start() + 1
            span = Span(self.path, line, start, line, start + len(part[0]))
            self.places.setdefault(path, span)
            if path in self._arrays:
                path = (*path, str(self._arrays[path]))
                self.places.setdefault(path, span)
        return path

    def of(self, path: tuple[str, ...]) -> Span:
        """Return where a key stands, or the nearest thing around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Span.whole(self.path))


def _unreadable(path: str, message: Message) -> Diagnostic:
    return Diagnostic(UNREADABLE_FILE, Severity.ERROR, message, Span.whole(path))
