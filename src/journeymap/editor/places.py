"""What stands at an offset of a text that was read: the key or the text, and the path that leads to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.syntax import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.editor.cursor import Path
    from journeymap.syntax import Node


class Written(Struct, frozen=True):
    """A key or a text of a file; `path` leads to what holds the key, or to the text itself."""

    path: Path
    scalar: Scalar
    is_key: bool


def written_at(top: Node | None, offset: int) -> Written | None:
    """Return the key or the text at an offset or right before it, None where there is none."""
    return next((item for item in written(top) if item.scalar.start <= offset <= item.scalar.end), None)


def written(top: Node | None) -> Iterator[Written]:
    """Yield all keys and texts of a file, in no order that counts; empty texts are left out."""
    waiting: list[tuple[Path, Node]] = [] if top is None else [((), top)]
    while waiting:
        path, node = waiting.pop()
        if isinstance(node, Scalar):
            if node.end > node.start:
                yield Written(path, node, is_key=False)
        elif isinstance(node, Mapping):
            for name, child in node.entries.items():
                if child.key is not None:
                    yield Written(path, child.key, is_key=True)
                waiting.append(((*path, name), child))
        elif isinstance(node, Sequence):
            waiting.extend(((*path, 0), child) for child in node.items)


def step_around(top: Node | None, offset: int) -> str | None:
    """Return the id of the step in which an offset lies, None outside the steps."""
    steps = top.below("steps") if top is not None else None
    entries = steps.entries if isinstance(steps, Mapping) else {}
    name = None
    for step, node in entries.items():
        if node.key is not None and node.key.start <= offset:
            name = step
    if steps is None or steps.key is None or offset < steps.key.start:
        return None
    return name if steps.end >= offset or name is None or _is_last(top, steps) else None


def _is_last(top: Node | None, steps: Node) -> bool:
    """Return whether no other word of the file comes behind the steps."""
    return top is None or all(child.start <= steps.end for child in top.children)
