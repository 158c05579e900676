"""From what a change names to where that stands in a file: words to paths, ids of steps to items of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap.changes import NotPossibleError, Put, Rename, Reword
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
        return replace(change, path=_in_list(change.path, parsed.node))
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


def _in_list(path: Path, top: Mapping) -> Path:
    """Return the path of a step with its number in the list, where a file writes its steps as a list."""
    steps = top.entries.get("steps")
    if len(path) < 2 or path[0] != "steps" or not isinstance(steps, Sequence) or isinstance(path[1], int):
        return path
    for index, item in enumerate(steps.items):
        if not isinstance(item, Mapping):
            continue
        if len(item.entries) == 1 and path[1] in item.entries:
            return ("steps", index, *path[1:])
        if any(isinstance(name := item.entries.get(key), Scalar) and name.text == path[1] for key in ("id", "name")):
            return ("steps", index, *path[2:])
    raise NotPossibleError(say('there is no step "{step}"', step=str(path[1])))
