"""What can be changed in a blueprint file, said without the file: the data before and the data after.

A rule and the reader say what would mend a finding with these; `editing` carries them out in the text. Each change
knows what it does to the plain data of a file (mappings, lists, texts, None), which is the proof that the text was
changed in just that way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from journeymap.i18n.messages import Message, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Data: TypeAlias = "dict[str, Data] | list[Data] | str | None"

Path: TypeAlias = "tuple[str | int, ...]"


class NotPossibleError(ValueError):
    """A change that cannot be made in this file; `message` says why, in any language."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class Put(Struct, frozen=True):
    """Write a value at a path, over what stands there or as something new; mappings on the way are made.

    `first` puts a new key before all others of its mapping, `after` right behind one of them. A number that is the
    length of a list adds to it.
    """

    path: Path
    value: Data
    first: bool = False
    after: str | None = None

    def applied(self, data: Data) -> Data:
        """Return the data with the value at its path; NotPossibleError where the path leads through a text."""

        def put(holder: Data, part: str | int) -> Data:
            if isinstance(holder, list) and isinstance(part, int) and 0 <= part <= len(holder):
                return [*holder[:part], self.value, *holder[part + 1 :]]
            entries = _mapping(holder, self.path)
            name = str(part)
            if self.first and name not in entries:
                return {name: self.value, **entries}
            if self.after is not None and name not in entries:
                if self.after not in entries:
                    raise NotPossibleError(_nothing_at((*self.path[:-1], self.after)))
                behind: dict[str, Data] = {}
                for key, value in entries.items():
                    behind[key] = value
                    if key == self.after:
                        behind[name] = self.value
                return behind
            return {**entries, name: self.value}

        return _within(data, self.path, put, self.path)


class Take(Struct, frozen=True):
    """Take away what stands at a path: a key with its value, or an item of a list.

    `above` takes the comments right above it as well: they speak of it, and would speak of what comes next.
    """

    path: Path
    above: bool = False

    def applied(self, data: Data) -> Data:
        """Return the data without it; NotPossibleError where nothing stands there."""

        def take(holder: Data, part: str | int) -> Data:
            if isinstance(holder, list) and isinstance(part, int) and 0 <= part < len(holder):
                return [*holder[:part], *holder[part + 1 :]]
            if isinstance(holder, dict) and part in holder:
                return {name: value for name, value in holder.items() if name != part}
            raise NotPossibleError(_nothing_at(self.path))

        return _within(data, self.path, take, self.path)


class Rename(Struct, frozen=True):
    """Give the key at a path another name; its value and its place among the others stay."""

    path: Path
    name: str

    def applied(self, data: Data) -> Data:
        """Return the data with the new key; NotPossibleError where there is no such key or the new one is taken."""

        def rename(holder: Data, part: str | int) -> Data:
            if not isinstance(holder, dict) or part not in holder:
                raise NotPossibleError(_nothing_at(self.path))
            if self.name in holder:
                raise NotPossibleError(say('"{word}" is there already', word=self.name))
            return {self.name if name == part else name: value for name, value in holder.items()}

        return _within(data, self.path, rename, self.path)


class Insert(Struct, frozen=True):
    """Put a value into the list at a path, before the item with a number; the length of the list adds at its end."""

    path: Path
    index: int
    value: Data

    def applied(self, data: Data) -> Data:
        """Return the data with the item; NotPossibleError where there is no list with so many items."""

        def insert(holder: Data, part: str | int) -> Data:
            items = _below(holder, part)
            if not isinstance(items, list) or not 0 <= self.index <= len(items):
                raise NotPossibleError(_nothing_at((*self.path, self.index)))
            longer = [*items[: self.index], self.value, *items[self.index :]]
            return _replaced(holder, part, longer)

        return _within(data, self.path, insert, self.path)


class Move(Struct, frozen=True):
    """Give the key at a path another place among the keys of its mapping, with all that stands below it.

    It comes before the key `before`, or last where that is None.
    """

    path: Path
    before: str | None

    def applied(self, data: Data) -> Data:
        """Return the data in the new order; NotPossibleError where one of the two keys is not there."""

        def move(holder: Data, part: str | int) -> Data:
            if not isinstance(holder, dict) or part not in holder or (self.before or part) not in holder:
                raise NotPossibleError(_nothing_at(self.path))
            if self.before == part:
                return holder
            moved: dict[str, Data] = {}
            for name, value in holder.items():
                if name == self.before:
                    moved[str(part)] = holder[str(part)]
                if name != part:
                    moved[name] = value
            return moved if self.before is not None else {**moved, str(part): holder[str(part)]}

        return _within(data, self.path, move, self.path)


class Reword(Struct, frozen=True):
    """Write another word for the key or the text that begins at a line and a column, both from 1.

    For a place that was read and whose path nobody knows, such as a word that was misspelt.
    """

    line: int
    column: int
    word: str


Change: TypeAlias = "Put | Take | Rename | Insert | Move"


class Fix(Struct, frozen=True):
    """What would mend a finding: `title` says it in the imperative, `changes` do it, one after the other.

    A safe fix says what the file means already; one that is not safe is a proposal about the service, or guesses.
    """

    title: Message
    changes: tuple[Change | Reword, ...]
    safe: bool = False


def writing(*path: str | int, value: str | Sequence[str]) -> Fix:
    """Return the proposal to write a text or a list at a path; its title says the word with it, as in a file."""
    text = f"{path[-1]}: {value if isinstance(value, str) else ', '.join(value)}"
    return Fix(say('write "{text}"', text=text), (Put(path, value if isinstance(value, str) else list(value)),))


def taking_out(*path: str | int) -> Fix:
    """Return the proposal to take away what stands at a path."""
    return Fix(say('take "{path}" out', path=dotted(path)), (Take(path),))


def adding(*path: str | int, value: str, to: tuple[str, ...]) -> Fix:
    """Return the proposal to add a word to those that stand at a path already, `to`."""
    return Fix(say('write "{text}"', text=f"{path[-1]}: {value}"), (Put(path, [*to, value] if to else value),))


def _within(data: Data, path: Path, work: Callable[[Data, str | int], Data], whole: Path) -> Data:
    """Return data in which the holder of the last part of a path is what `work` makes of it."""
    if not path:
        raise NotPossibleError(_nothing_at(whole))
    part, *rest = path
    if not rest:
        return work(data, part)
    inner = _within(_below(data, part), tuple(rest), work, whole)
    return _replaced(data, part, inner)


def _below(data: Data, part: str | int) -> Data:
    if isinstance(data, list):
        return data[part] if isinstance(part, int) and 0 <= part < len(data) else None
    return data.get(str(part)) if isinstance(data, dict) else None


def _replaced(data: Data, part: str | int, value: Data) -> Data:
    if isinstance(data, list) and isinstance(part, int) and 0 <= part < len(data):
        return [*data[:part], value, *data[part + 1 :]]
    return {**_mapping(data, (part,)), str(part): value}


def _mapping(data: Data, path: Path) -> dict[str, Data]:
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise NotPossibleError(say('"{path}" cannot be written: it leads through a text or a list', path=dotted(path)))
    return data


def dotted(path: Path) -> str:
    """Return a path as people write it: the parts with dots between them."""
    return ".".join(str(part) for part in path)


def _nothing_at(path: Path) -> Message:
    return say('the file has nothing at "{path}"', path=dotted(path))
