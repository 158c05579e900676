"""What a file says, as scalars, sequences and mappings that know where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.diagnostics import Span
    from journeymap.syntax.source import Source

PlainData: TypeAlias = "dict[str, PlainData] | list[PlainData] | str | None"
PathPart: TypeAlias = str | int


class Node:
    """A piece of a file. `start` and `end` are offsets in its source; lines and columns follow from them when asked.

    `key` is the scalar under which it stands when it is the value of a mapping entry.
    """

    __slots__ = ("end", "key", "source", "start")

    source: Source
    start: int
    end: int
    key: Scalar | None

    @property
    def path(self) -> str:
        """Return the path of the file this was read from."""
        return self.source.path

    @property
    def line(self) -> int:
        """Return the line on which this begins, from 1."""
        return self.source.position(self.start)[0]

    @property
    def column(self) -> int:
        """Return the column in which this begins, from 1, in code points."""
        return self.source.position(self.start)[1]

    @property
    def end_line(self) -> int:
        """Return the line on which this ends."""
        return self.source.position(self.end)[0]

    @property
    def end_column(self) -> int:
        """Return the column after the last character of this."""
        return self.source.position(self.end)[1]

    @property
    def span(self) -> Span:
        """Return the whole extent of this; `at()` gives what to underline."""
        return self.source.span(self.start, self.end)

    def at(self, *path: PathPart) -> Span:
        """Return the span to point at for what lies at a path below this, or for the nearest thing around it.

        A scalar stands for itself, a collection is pointed at by its key, and without a key by its first line. The
        path may come from the model, where a shorthand was written out: 0 on something that is no sequence is passed
        over, a word on a sequence finds the item with that text or with that single key.
        """
        return self.find(*path)[0].mark

    def key_at(self, *path: PathPart) -> Span:
        """Return the span of the key under which the thing at a path stands; an item with no key stands for itself."""
        node, is_there = self.find(*path)
        return node.key.span if is_there and node.key is not None else node.mark

    def find(self, *path: PathPart) -> tuple[Node, bool]:
        """Return what lies at a path, or else the nearest thing around it; and whether it was there.

        Takes the same liberties with the path as `at`.
        """
        node = self
        for step in path:
            below = node.below(step)
            if below is None:
                return node, False
            node = below
        return node, True

    def below(self, step: PathPart) -> Node | None:
        """Return what lies one step below this, None where there is no such thing."""
        return self if step == 0 and not isinstance(step, str) else None

    @property
    def children(self) -> Iterable[Node]:
        """Return what lies directly in this: items, or values; a scalar has none."""
        return ()

    @property
    def mark(self) -> Span:
        """Return the span that stands for this in a report: short enough to underline."""
        if self.key is not None:
            return self.key.span
        return self.source.span(self.start, min(self.end, self.source.line_end(self.start)))

    def plain(self) -> PlainData:
        """Return this as dict, list, str and None.

        An empty scalar, `~` and `null` are None unless they are quoted; everything else stays the text it was.
        """
        top: list[PlainData] = []
        waiting: list[tuple[Node, str | None, dict[str, PlainData] | list[PlainData]]] = [(self, None, top)]
        # A list of what is still to be done, not recursion: how deep a file may go is for the budget to say.
        while waiting:
            node, name, into = waiting.pop()
            value: PlainData = None
            if isinstance(node, Scalar):
                value = node.value
            elif isinstance(node, Mapping):
                # The order of the keys is fixed here, as the values come in from the last to the first.
                value = dict.fromkeys(node.entries)
                waiting.extend((child, child_name, value) for child_name, child in node.entries.items())
            elif isinstance(node, Sequence):
                value = []
                waiting.extend((child, None, value) for child in reversed(node.items))
            if isinstance(into, dict):
                into[name or ""] = value
            else:
                into.append(value)
        return top[0]


class Scalar(Node):
    """A text. `bare` says that it was written without quotes and not as a block, so that it may stand for nothing."""

    __slots__ = ("bare", "text")

    def __init__(self, source: Source, start: int, end: int, text: str, bare: bool) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.key = None
        self.text = text
        self.bare = bare

    @property
    def is_null(self) -> bool:
        """Return whether this is an empty value, `~` or `null`."""
        return self.bare and self.text in {"", "~", "null"}

    @property
    def value(self) -> str | None:
        """Return the text, or None when it stands for nothing."""
        return None if self.is_null else self.text

    @property
    def mark(self) -> Span:
        """Return the span of the text, or of the key where nothing is written."""
        return self.key.span if self.start == self.end and self.key is not None else self.span

    def __repr__(self) -> str:
        return f"Scalar({self.text!r})"


class Sequence(Node):
    """A list."""

    __slots__ = ("items",)

    def __init__(self, source: Source, start: int, end: int, items: list[Node]) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.key = None
        self.items = items

    @property
    def children(self) -> Iterable[Node]:
        """Return the items."""
        return self.items

    def below(self, step: PathPart) -> Node | None:
        """Return the item with a number, with a text, or the value under the single key of an item."""
        if isinstance(step, int):
            return self.items[step] if 0 <= step < len(self.items) else None
        for item in self.items:
            if isinstance(item, Scalar) and item.text == step:
                return item
            if isinstance(item, Mapping) and len(item.entries) == 1 and step in item.entries:
                return item.entries[step]
        return None

    def __repr__(self) -> str:
        return f"Sequence({len(self.items)} items)"


class Mapping(Node):
    """Keys with values, in the order of the file. The key itself is the `key` of each value."""

    __slots__ = ("entries",)

    def __init__(self, source: Source, start: int, end: int, entries: dict[str, Node]) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.key = None
        self.entries = entries

    @property
    def children(self) -> Iterable[Node]:
        """Return the values."""
        return self.entries.values()

    def below(self, step: PathPart) -> Node | None:
        """Return the value under a key; 0 is the mapping itself, as if it were the one item of a list."""
        return self.entries.get(step) if isinstance(step, str) else Node.below(self, step)

    def __repr__(self) -> str:
        return f"Mapping({', '.join(self.entries)})"
