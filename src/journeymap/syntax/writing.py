"""A value as YAML text: as a reader would write it, with quotes only where they are needed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeymap.changes import Data

# What begins no plain text in YAML; a hyphen, question mark or colon may, with a letter right after it.
_BEGINNING = re.compile(r"[\s,\[\]{}#&*!|>'\"%@`=]|[-?:](?:\s|$)|---|\.\.\.|<<$")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_TORN = re.compile("[\ud800-\udfff]")  # halves of a character, which no file can hold
_NOTHING = frozenset({"", "~", "null"})
_SHORT = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\", "\r": "\\r"}
# As much of a small mapping or list as is written between brackets, on one line.
_ONE_LINE = 64


def scalar(text: str | None, *, flow: bool = False, key: bool = False) -> str:
    """Return a text as it is written in a block, or between brackets (`flow`), or as a key."""
    if text is None:
        return "" if not flow else "null"
    return text if _is_plain(text, flow=flow, key=key) else _quoted(text)


def text_block(text: str, indent: int) -> list[str] | None:
    """Return a text of several lines as the lines of a block, after the sign that begins it; None where none can."""
    if "\n" not in text or text != text.strip() or _TORN.search(text) or _UNSEEN.search(text.replace("\n", "")):
        return None
    return ["|-", *(f"{' ' * indent}{line}" if line else "" for line in text.split("\n"))]


def _is_plain(text: str, *, flow: bool, key: bool) -> bool:
    if text in _NOTHING or text != text.strip() or _UNSEEN.search(text) or _TORN.search(text) or _BEGINNING.match(text):
        return False
    if ": " in text or text.endswith(":") or " #" in text or "\t" in text:
        return False
    # Between brackets a comma ends a text, and so does a bracket; some readers stop at a question mark too, at a colon
    # with no letter behind it, and at one that begins a text.
    return not ((flow and re.search(r"[,\[\]{}?]|^:|:(?!\w)", text)) or (key and len(text) > 1000))


def _quoted(text: str) -> str:
    escaped = re.sub(r'[\n\t\r"\\]', lambda match: _SHORT[match[0]], _TORN.sub("\ufffd", text))
    return '"' + _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped) + '"'


def in_brackets(value: Data) -> str:
    """Return a value on one line, lists and mappings between brackets."""
    if isinstance(value, dict):
        inner = ", ".join(f"{scalar(name, flow=True, key=True)}: {in_brackets(item)}" for name, item in value.items())
        return "{" + inner + "}"
    if isinstance(value, list):
        return "[" + ", ".join(in_brackets(item) for item in value) + "]"
    return scalar(value, flow=True)


def after_key(value: Data, indent: int, step: int, newline: str) -> str:
    """Return what stands after the colon of a key that is indented by `indent`, with the space or the line before it.

    `step` is by how much the file indents what lies deeper.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return " " + scalar(value)
    if not value or (_is_small(value) and len(in_brackets(value)) <= _ONE_LINE):
        return " " + in_brackets(value)
    return newline + block(value, indent + step, step, newline)


def _is_small(value: dict[str, Data] | list[Data]) -> bool:
    inner = value.values() if isinstance(value, dict) else value
    return all(item is None or isinstance(item, str) for item in inner)


def block(value: dict[str, Data] | list[Data], indent: int, step: int, newline: str) -> str:
    """Return a mapping or a list on lines of its own, each with its indentation, without a break at the end."""
    margin = " " * indent
    if isinstance(value, dict):
        return newline.join(entry(name, item, indent, step, newline) for name, item in value.items())
    return newline.join(f"{margin}- {item_text(item, indent, step, newline)}" for item in value)


def entry(name: str, value: Data, indent: int, step: int, newline: str) -> str:
    """Return a key with its value, as the lines of a block."""
    return f"{' ' * indent}{scalar(name, key=True)}:{after_key(value, indent, step, newline)}"


def item_text(value: Data, indent: int, step: int, newline: str) -> str:
    """Return what stands after the hyphen of an item of a list."""
    if isinstance(value, dict) and value and len(in_brackets(value)) > _ONE_LINE:
        return block(value, indent + 2, step, newline).lstrip()
    return in_brackets(value) if isinstance(value, (dict, list)) else scalar(value)
