"""From what a change names to where that stands in a file: words to paths, ids of steps to items of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap.changes import NotPossibleError, Put, Rename, Reword
from journeymap.compiler.as_meant import as_meant
from journeymap.i18n.messages import say
from journeymap.syntax import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from journeymap.changes import Change, Path
    from journeymap.syntax import Parsed


def resolved(change: Change | Reword, parsed: Parsed) -> Change:
    """Return a change with the path that it has in a file; NotPossibleError where what it names is not there."""
    if parsed.node is None:
        raise NotPossibleError(say("the file cannot be read; correct that first"))
    if not isinstance(change, Reword):
        path = as_written(change.path, parsed.node)
        behind = getattr(change, "after", None)
        if behind is not None and isinstance(change, Put):
            change = replace(change, after=str(as_written((*change.path[:-1], behind), parsed.node)[-1]))
        return replace(change, path=path)
    waiting: list[tuple[Node, Path]] = [(parsed.node, ())]
    place = (change.line, change.column)
    while waiting:
        node, path = waiting.pop()
        if node.key is not None and (node.key.line, node.key.column) == place:
            return Rename(path, change.word)
        if isinstance(node, Scalar) and (node.line, node.column) == place:
            return Put(path, change.word)
        if isinstance(node, Mapping):
            waiting += [(child, (*path, name)) for name, child in node.entries.items()]
        elif isinstance(node, Sequence):
            waiting += [(child, (*path, index)) for index, child in enumerate(node.items)]
    raise NotPossibleError(
        say("there is no word at line {line}, column {column}", line=change.line, column=change.column)
    )


def as_written(path: Path, top: Node) -> Path:
    """Return the path of the data for one of the format: a file may call a word otherwise, or list its steps.

    What is not there keeps the name it has. NotPossibleError for a step that is not in a list of steps.
    """
    written: list[str | int] = []
    node: Node | None = top
    meant: Node | None = None
    for place, part in enumerate(path):
        if isinstance(node, Mapping) and part not in node.entries:
            meant = meant if meant is not None else _meant(top, path[:place])
            named = meant.entries.get(str(part)) if isinstance(meant, Mapping) else None
            name = named.key.text if named is not None and named.key is not None else str(part)
            written.append(name)
            node = node.entries.get(name)
        elif isinstance(node, Sequence) and isinstance(part, str):
            index, inside = _item(node, part, is_step=place == 1)
            written += [part] if index is None else [index] if inside is None else [index, inside]
            item = node.items[index] if index is not None else None
            node = item.entries[inside] if isinstance(item, Mapping) and inside is not None else item
        else:
            written.append(part)
            node = _below(node, part)
        meant = None if meant is None else _below(meant, part)
    return tuple(written)


def _meant(top: Node, path: Path) -> Node | None:
    """Return what stands at a path of the format."""
    node: Node | None = as_meant(top)[0]
    for part in path:
        node = None if node is None else _below(node, part)
    return node


def _below(node: Node | None, part: str | int) -> Node | None:
    if isinstance(node, Mapping):
        return node.entries.get(str(part))
    if isinstance(node, Sequence) and isinstance(part, int):
        return node.items[part] if 0 <= part < len(node.items) else None
    return None


def _item(steps: Sequence, name: str, *, is_step: bool) -> tuple[int | None, str | None]:
    """Return where a named thing is in a list, by its number and the key that it is below in its item, if it is."""
    for index, item in enumerate(steps.items):
        if not isinstance(item, Mapping):
            continue
        if len(item.entries) == 1 and name in item.entries:
            return index, name
        if any(isinstance(text := item.entries.get(key), Scalar) and text.text == name for key in ("id", "name")):
            return index, None
    if is_step:
        raise NotPossibleError(say('there is no step "{step}"', step=name))
    return None, None
