"""Plain data as the text of a file, laid out as designers lay it out.

Small things stand on one line, between brackets where they are mappings or lists; what is longer stands on lines of
its own. An empty line stands before each large part of the file and between its steps. What `parse` reads from the text
is the data that was given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.syntax.writing import in_brackets, scalar, text_block

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.changes import Data

WIDTH = 110
"""How many columns a mapping or a list may take on one line; a text takes what it takes."""
_INDENT = 2
# Parts of which each thing has a line of its own, also where all would fit on one.
_A_LINE_EACH = frozenset({"personas", "channels", "actors", "systems", "sources", "items", "steps"})
_OF_A_STEP_IN_LINES = frozenset({"next"})


def yaml_text(data: Mapping[str, Data], comments: Mapping[str, Sequence[str]] | None = None) -> str:
    """Return a file with data in it; `comments` stand above the steps they are given for, and "" is the file itself."""
    notes = comments or {}
    lines: list[str] = [f"# {_one_line(note)}" for note in notes.get("", ())]
    was_large = False
    for word, value in data.items():
        if word == "steps" and isinstance(value, dict):
            part = (
                [f"{scalar(word, key=True)}:", *_steps(value, notes)] if value else [f"{scalar(word, key=True)}: {{}}"]
            )
        else:
            part = list(_entry(word, value, 0, in_lines=word in _A_LINE_EACH))
        large = len(part) > 1
        if lines and (large or was_large):
            lines.append("")
        lines += part
        was_large = large
    return "\n".join(lines) + "\n"


def _steps(steps: Mapping[str, Data], notes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for number, (name, step) in enumerate(steps.items()):
        if number:
            yield ""
        yield from (f"{' ' * _INDENT}# {_one_line(note)}" for note in notes.get(name, ()))
        if isinstance(step, dict) and step:
            yield f"{' ' * _INDENT}{scalar(name, key=True)}:"
            for word, value in step.items():
                yield from _entry(word, value, 2 * _INDENT, in_lines=word in _OF_A_STEP_IN_LINES)
        else:
            yield from _entry(name, step, _INDENT)


def _one_line(text: str) -> str:
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def _entry(word: str, value: Data, indent: int, *, in_lines: bool = False) -> Iterator[str]:
    """Yield the lines of a key with its value; `in_lines` gives each of several things a line."""
    key = f"{' ' * indent}{scalar(word, key=True)}:"
    if value is None:
        yield key
    elif isinstance(value, str):
        block = text_block(value, indent + _INDENT)
        yield from [f"{key} {scalar(value)}"] if block is None else [f"{key} {block[0]}", *block[1:]]
    elif not value or _fits(value, len(key), in_lines=in_lines):
        yield f"{key} {in_brackets(value)}"
    else:
        yield key
        yield from _block(value, indent + _INDENT)


def _fits(value: dict[str, Data] | list[Data], used: int, *, in_lines: bool) -> bool:
    if isinstance(value, dict) and in_lines:
        return False
    return used + 1 + len(in_brackets(value)) <= WIDTH and _depth(value) <= 2


def _depth(value: Data) -> int:
    """Return how many mappings and lists stand within each other."""
    if isinstance(value, (dict, list)):
        inner = value.values() if isinstance(value, dict) else value
        return 1 + max(map(_depth, inner), default=0)
    return 0


def _block(value: dict[str, Data] | list[Data], indent: int) -> Iterator[str]:
    """Yield a mapping or a list on lines of its own."""
    if isinstance(value, dict):
        for word, item in value.items():
            yield from _entry(word, item, indent)
        return
    for item in value:
        if isinstance(item, dict) and item and not _fits(item, indent + 2, in_lines=False):
            first, *others = _block(item, indent + 2)
            yield f"{' ' * indent}- {first.lstrip(' ')}"
            yield from others
        else:
            text = in_brackets(item) if isinstance(item, (dict, list)) else scalar(item) or "null"
            yield f"{' ' * indent}- {text}"
