"""From what a change names to where that stands in a file: words to paths, ids of steps to items of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap.changes import NotPossibleError, Put, Rename, Reword
from journeymap.compiler.as_meant import as_meant
from journeymap.i18n.messages import say
from journeymap.model.step import EVERYONES
from journeymap.syntax import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.changes import Change, Path
    from journeymap.syntax import Parsed


def resolved(change: Change | Reword, parsed: Parsed) -> Change:
    """Return a change with the path that it has in a file; NotPossibleError where what it names is not there."""
    if parsed.node is None:
        raise NotPossibleError(say("the file cannot be read; correct that first"))
    if not isinstance(change, Reword):
        path = as_written(change.path, parsed.node)
        if not isinstance(change, Put):
            return replace(change, path=path)
        if change.after is not None:
            change = replace(change, after=str(as_written((*change.path[:-1], change.after), parsed.node)[-1]))
        return _in_full(change, path, parsed.node)
    waiting: list[tuple[Node, Path]] = [(parsed.node, ())]
    place = (change.line, change.column)
    while waiting:
        node, path = waiting.pop()
        if node.key is not None and (node.key.line, node.key.column) == place:
            return Rename(path, change.word)
        if isinstance(node, Scalar) and (node.line, node.column) == place:
            return Put(path, change.word)
        waiting += [(child, (*path, key)) for key, child in _children(node)]
    raise NotPossibleError(
        say("there is no word at line {line}, column {column}", line=change.line, column=change.column)
    )


def as_written(path: Path, top: Node) -> Path:
    """Return the path of the data for one of the format: a file may call a word otherwise, or list its steps.

    A value that stands there in a short form is at that: `emotion: -1` of a step is the feeling of everyone. What is
    not there keeps the name it has. NotPossibleError for a step that is not in a list of steps.
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
    if node is None and isinstance(value := _meant(top, path), Scalar):
        return _place_of(value, top) or tuple(written)
    return tuple(written)


def _in_full(change: Put, path: Path, top: Node) -> Put:
    """Return a change at the path that it has in a file, with a short form on its way written out.

    What of a new value stands elsewhere (`emotion: -1` of a step, beside its experience) is not said twice.
    """
    node: Node | None = top
    for length, part in enumerate(path):
        is_short = isinstance(node, Scalar) and not node.is_null
        if is_short and path[length - 1] in EVERYONES:
            value = change.value
            if isinstance(value, dict):
                value = {
                    key: item for key, item in value.items() if _at(top, as_written((*change.path, key), top)) is None
                }
            return replace(change, path=(*path[: length - 1], *change.path[length - 1 :]), value=value)
        if is_short and isinstance(meant := _meant(top, change.path[:length]), Mapping):
            whole = Put(change.path[length:], change.value).applied(meant.plain())
            return replace(change, path=path[:length], value=whole, after=None)
        node = _below(node, part)
    return replace(change, path=path)


def _place_of(node: Node, top: Node) -> Path | None:
    """Return the path at which a node itself stands in a file; None for one that is only meant."""
    waiting: list[tuple[Node, Path]] = [(top, ())]
    while waiting:
        there, path = waiting.pop()
        if there is node:
            return path
        waiting += [(child, (*path, key)) for key, child in _children(there)]
    return None


def _children(node: Node) -> Iterable[tuple[str | int, Node]]:
    if isinstance(node, Mapping):
        return node.entries.items()
    return enumerate(node.items) if isinstance(node, Sequence) else ()


def _meant(top: Node, path: Path) -> Node | None:
    """Return what stands at a path of the format."""
    return _at(as_meant(top)[0], path)


def _at(node: Node | None, path: Path) -> Node | None:
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
