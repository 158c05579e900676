"""The structure of a file for an editor: what is in it, what folds, and where other files are named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol.types import (
    DocumentLink,
    DocumentSymbol,
    FoldingRange,
    FoldingRangeKind,
    Location,
    SymbolKind,
    WorkspaceSymbol,
)
from pygls.uris import from_fs_path

from journeymap.editor import words
from journeymap.editor.places import written
from journeymap.syntax import Mapping, Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeymap.editor.open_file import OpenFile

_KINDS = {
    "steps": SymbolKind.Event, "personas": SymbolKind.Class, "channels": SymbolKind.Interface,
    "actors": SymbolKind.Class, "systems": SymbolKind.Module, "sources": SymbolKind.File,
    "phases": SymbolKind.Namespace, "items": SymbolKind.Field,
}  # fmt: skip
_WEB = ("https://", "http://")


def symbols(file: OpenFile) -> list[DocumentSymbol]:
    """Return what a file defines, group by group; a step with the words of the designer behind its id."""
    top = file.parsed.node
    if top is None:
        return []
    return [
        symbol
        for key, node in top.entries.items()
        if key in _KINDS and node.key is not None
        for symbol in [_symbol(file, node, SymbolKind.Namespace, tuple(_inside(file, key, node)))]
        if symbol is not None
    ]


def _inside(file: OpenFile, group: str, node: Node) -> Iterator[DocumentSymbol]:
    if not isinstance(node, Mapping):
        return
    for name, child in node.entries.items():
        symbol = _symbol(file, child, _KINDS[group], (), _called(file, group, name))
        if symbol is not None:
            yield symbol


def _called(file: OpenFile, group: str, name: str) -> str:
    """Return what a thing is called, where that is another word than its id."""
    thing = getattr(file.blueprint, group, {}).get(name) if file.blueprint is not None else None
    if thing is None:
        return ""
    called = thing.label if group == "steps" else getattr(thing, "name", None)
    return called if called and called != name else ""


def _symbol(
    file: OpenFile, node: Node, kind: SymbolKind, children: tuple[DocumentSymbol, ...], detail: str = ""
) -> DocumentSymbol | None:
    key = node.key
    if key is None or not key.text.strip():
        return None
    end = max(_last(file, node), key.end)
    return DocumentSymbol(
        key.text,
        kind,
        file.positions.range(key.start, end),
        file.positions.range(key.start, key.end),
        detail=detail or None,
        children=list(children) or None,
    )


def _last(file: OpenFile, node: Node) -> int:
    """Return where what is written of a node ends: a block goes on until the line before what comes next."""
    return len(file.text[: node.end].rstrip())


def found_symbols(files: Iterable[OpenFile], query: str) -> list[WorkspaceSymbol]:
    """Return what files define whose id or name holds a text."""
    wanted = query.casefold()
    found = []
    for file in files:
        for group in symbols(file):
            for symbol in group.children or ():
                if wanted in f"{symbol.name} {symbol.detail or ''}".casefold():
                    place = Location(file.uri, symbol.selection_range)
                    name = f"{symbol.name}: {symbol.detail}" if symbol.detail else symbol.name
                    found.append(WorkspaceSymbol(place, name, symbol.kind, container_name=group.name))
    return found


def folds(file: OpenFile) -> list[FoldingRange]:
    """Return the stretches of a file that fold: every key with more than its own line below it, and remarks."""
    ranges: dict[int, FoldingRange] = {}
    waiting: list[Node] = [] if file.parsed.node is None else [file.parsed.node]
    while waiting:
        node = waiting.pop()
        waiting.extend(node.children)
        if node.key is None or isinstance(node, Scalar):
            continue
        start = file.positions.position(node.key.start).line
        end = file.positions.position(_last(file, node)).line
        if end > start:
            ranges[start] = FoldingRange(start, max(end, ranges[start].end_line if start in ranges else end))
    return sorted([*ranges.values(), *_remarks(file)], key=lambda fold: fold.start_line)


def _remarks(file: OpenFile) -> Iterator[FoldingRange]:
    """Yield the comments of more than one line."""
    begin = None
    lines = [*file.text.splitlines(), ""] if file.text else []
    for number, line in enumerate(lines):
        if line.lstrip().startswith("#"):
            begin = number if begin is None else begin
        elif begin is not None:
            if number - begin > 1:
                yield FoldingRange(begin, number - 1, kind=FoldingRangeKind.Comment)
            begin = None


def links(file: OpenFile) -> list[DocumentLink]:
    """Return the places that name another blueprint or an address of the web."""
    found = []
    for item in written(file.parsed.node):
        text, names = item.scalar.text, [part for part in item.path if part != 0]
        target = None
        if item.is_key or not names:
            continue
        if names[-1] in words.FILES and len(text) < 1000 and "\0" not in text:
            path = Path(file.path).parent / text
            target = from_fs_path(str(path)) if path.exists() else None
        elif text.startswith(_WEB) and not any(map(str.isspace, text)):
            target = text
        if target is not None:
            found.append(DocumentLink(file.positions.range(item.scalar.start, item.scalar.end), target))
    return sorted(found, key=lambda link: (link.range.start.line, link.range.start.character))
