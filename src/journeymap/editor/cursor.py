"""Where somebody is typing: under which keys, and whether a key or a value stands there.

It is read from the lines above by their indentation and by open brackets, and not from the syntax tree, since a text is
most often broken just where somebody types.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple[str | int, ...]

# How many lines a mapping or list in brackets is looked for above the cursor.
_MOST_LINES = 60
_ENTRY = re.compile(
    r"""(?P<indent>[ \t]*)(?P<dashes>(?:-(?:[ \t]+|$))*)
        (?:(?P<key>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#:{}\[\],"'](?:[^:#]|:(?=\S)|(?<!\s)\#)*?)[ \t]*:(?:[ \t]+|$))?
        (?P<rest>.*)""",
    re.VERBOSE,
)
_COMMENT = re.compile(r"(?:^|(?<=\s))#")


class Cursor(Struct, frozen=True):
    """What surrounds a place in a text.

    `path` are the keys around it, with 0 for an item of a list. `key` is the one whose value stands there, None where a
    key or an item does. `word` is what is written of it before the place, from `start`; `end` is where it ends behind
    the place. `siblings` are the keys beside it; `brackets` tells that it stands between `{` or `[` and its end.
    """

    path: Path
    key: str | None
    word: str
    start: int
    end: int
    siblings: frozenset[str] = frozenset()
    brackets: bool = False


class _Line(Struct, frozen=True):
    """One line of a block: where its dashes and its key stand, the key, and what stands behind it."""

    dashes: tuple[int, ...]
    column: int
    key: str | None
    rest: str
    rest_at: int

    @classmethod
    def read(cls, line: str) -> _Line:
        match = _ENTRY.match(line)
        if match is None:
            return cls((), len(line), None, "", len(line))
        dashes = tuple(at.start() + len(match["indent"]) for at in re.finditer("-", match["dashes"]))
        key = None if match["key"] is None else _unquoted(match["key"])
        return cls(dashes, len(match["indent"]) + len(match["dashes"]), key, match["rest"], match.start("rest"))

    @property
    def is_empty(self) -> bool:
        """Whether the line says nothing: it is blank, or a comment."""
        return not self.dashes and self.key is None and (not self.rest.strip() or self.rest.lstrip().startswith("#"))


def cursor_at(text: str, offset: int) -> Cursor | None:
    """Return what surrounds an offset of a text; None inside a comment."""
    begin = text.rfind("\n", 0, offset) + 1
    opened = _opened(text, offset)
    if opened is not None:
        return _in_brackets(text, offset, *opened)
    before = text[begin:offset]
    line = _Line.read(before)
    if _COMMENT.search(_without_quotes(before)):
        return None
    if line.key is not None:
        path, siblings = _around(text, begin, line, line.column)
        word = line.rest.lstrip()
        return Cursor(path, line.key, word, offset - len(word), _end_of_word(text, offset, ":"), siblings)
    word = line.rest
    path, siblings = _around(text, begin, line, line.column)
    return Cursor(path, None, word, offset - len(word), _end_of_word(text, offset, ":"), siblings)


def _around(text: str, begin: int, line: _Line, column: int) -> tuple[Path, frozenset[str]]:
    """Return the keys under which something in a column of a line stands, and the keys beside it."""
    path: list[str | int] = []
    siblings: set[str] = set(_below(text, begin, column)) if not line.dashes else set()
    limit, in_list = column, False

    def outside(entry: _Line) -> None:
        nonlocal limit, in_list
        if entry.key is not None:
            stands_above = entry.column < limit or (in_list and entry.column == limit and not entry.rest.strip())
            if stands_above:
                path.insert(0, entry.key)
                limit, in_list = entry.column, False
            elif entry.column == limit and not in_list and not path:
                siblings.add(entry.key)
        for dash in reversed(entry.dashes):
            if dash < limit:
                path.insert(0, 0)
                limit, in_list = dash, True

    outside(_Line(line.dashes, line.column, None, "", 0))
    for above in _lines_above(text, begin):
        if limit == 0 and not in_list:
            break
        entry = _Line.read(above)
        if not entry.is_empty:
            outside(entry)
    return tuple(path), frozenset(siblings)


def _lines_above(text: str, begin: int) -> Iterator[str]:
    """Yield the lines before an offset at which a line begins, the nearest first."""
    while begin > 0:
        start = text.rfind("\n", 0, begin - 1) + 1
        yield text[start : begin - 1].removesuffix("\r")
        begin = start


def _below(text: str, begin: int, column: int) -> Iterator[str]:
    """Yield the keys in a column on the lines below, as far as the mapping goes on."""
    end = text.find("\n", begin)
    for below in text[end + 1 :].split("\n") if end >= 0 else ():
        entry = _Line.read(below.removesuffix("\r"))
        if entry.is_empty:
            continue
        first = entry.dashes[0] if entry.dashes else entry.column
        if first < column:
            return
        if first == column and entry.key is not None:
            yield entry.key


def _opened(text: str, offset: int) -> tuple[int, int] | None:
    """Return where the innermost bracket that is open at an offset stands, and where the entry in it begins."""
    begin = offset
    for _ in range(_MOST_LINES):
        begin = text.rfind("\n", 0, begin) + 1 if begin > 0 else 0
        opened = _scan(text, begin, offset)
        if opened:
            return opened[-1]
        if begin == 0:
            return None
        begin -= 1
    return None


def _scan(text: str, begin: int, offset: int) -> list[tuple[int, int]]:
    """Return the brackets that are open at the end of a stretch, each with where the last entry in it begins."""
    opened: list[tuple[int, int]] = []
    quote = ""
    meaning = ""  # the last character that is no space, for a bracket opens only where a value can begin
    index = begin
    while index < offset:
        character = text[index]
        if quote:
            if character == "\\" and quote == '"':
                index += 1
            elif character == quote:
                quote = ""
        elif character in "\"'" and (not meaning or meaning in ":-,{[\n"):
            quote = character
        elif character == "#" and (index == begin or text[index - 1].isspace()):
            index = text.find("\n", index, offset)
            if index < 0:
                break
            continue
        elif character in "{[" and (opened or not meaning or meaning in ":-\n"):
            opened.append((index, index + 1))
        elif character in "}]" and opened:
            opened.pop()
        elif character == "," and opened:
            opened[-1] = (opened[-1][0], index + 1)
        if not character.isspace() or (character == "\n" and not opened):
            meaning = character
        index += 1
    return opened


def _in_brackets(text: str, offset: int, bracket: int, entry: int) -> Cursor | None:
    """Return what surrounds an offset between brackets."""
    holder = cursor_at(text, bracket)
    if holder is None:
        return None
    path = (*holder.path, *(() if holder.key is None else (holder.key,)))
    if text[bracket] == "[":
        path = (*path, 0)
    line = _Line.read(text[entry:offset].replace("\r", " ").replace("\n", " "))
    end = _end_of_word(text, offset, ":,}]")
    siblings = frozenset(_keys(text[bracket + 1 : entry])) if text[bracket] == "{" else frozenset()
    word = line.rest.lstrip()
    return Cursor(path, line.key, word, offset - len(word), end, siblings, brackets=True)


def _keys(entries: str) -> Iterator[str]:
    for match in re.finditer(r"(?:^|,)\s*(?P<key>[^\s:,{}\[\]]+)\s*:", entries):
        yield _unquoted(match["key"])


def _end_of_word(text: str, offset: int, stops: str) -> int:
    """Return where the word ends that goes on behind an offset."""
    match = re.compile(rf"[^\s{re.escape(stops)}]*").match(text, offset)
    return match.end() if match is not None else offset


def _without_quotes(line: str) -> str:
    return re.sub(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'', lambda match: "_" * len(match[0]), line)


def _unquoted(key: str) -> str:
    if key[:1] in ("'", '"') and key[-1:] == key[:1] and len(key) > 1:
        return key[1:-1]
    return key
