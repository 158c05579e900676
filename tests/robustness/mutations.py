"""Blueprints spoilt at random, as a slip of the hand, a bad merge or a hostile sender would."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

WORDS = [
    "next", "steps", "end", "helped", "share", "takes", "5 min", "-1", "0", "1e999", "nan", ".inf", "null", "~", "no",
    "yes", "true", "{}", "[]", "[a, b]", "{a: 1}", "''", '""', "*x", "&x y", "!!str 1", "|", ">",
    "# no", "\t", "- x", "? x",
    ": x", "2026-13-99", "24/7", "Mo-Fr", "999999999999 years", "1000000%", "50%", "everyone",
    "staff", "漢字", "👩‍👩‍👧", "\u202e",
    "x" * 300, "<script>", "\\N", "a: b: c", "%", "@", "`", "PH off", "10-0", "1/2/3 weeks",
]  # fmt: skip
KEY = re.compile(r"(?m)^(\s*)([\w-]+):")
VALUE = re.compile(r"(?<=: )([^\n{}\[\],]+)")


def mutated(text: str, chance: random.Random) -> str:
    """Return a text with one to four things spoilt."""
    for _ in range(chance.randint(1, 4)):
        text = chance.choice(MUTATIONS)(text, chance)
    return text


def _lines(text: str, chance: random.Random, change: Callable[[list[str], int], object]) -> str:
    lines = text.split("\n")
    change(lines, chance.randrange(len(lines)))
    return "\n".join(lines)


def drop_line(text: str, chance: random.Random) -> str:
    return _lines(text, chance, lambda lines, at: lines.pop(at))


def repeat_line(text: str, chance: random.Random) -> str:
    return _lines(text, chance, lambda lines, at: lines.insert(chance.randrange(len(lines)), lines[at]))


def swap_lines(text: str, chance: random.Random) -> str:
    def change(lines: list[str], at: int) -> None:
        other = chance.randrange(len(lines))
        lines[at], lines[other] = lines[other], lines[at]

    return _lines(text, chance, change)


def indent_line(text: str, chance: random.Random) -> str:
    def change(lines: list[str], at: int) -> None:
        lines[at] = chance.choice(["", " ", "  ", "    ", "\t"]) + lines[at].lstrip()

    return _lines(text, chance, change)


def _replaced(pattern: re.Pattern[str], text: str, chance: random.Random, new: str, group: int = 0) -> str:
    found = list(pattern.finditer(text))
    if not found:
        return text
    place = chance.choice(found)
    return text[: place.start(group)] + new + text[place.end(group) :]


def replace_value(text: str, chance: random.Random) -> str:
    return _replaced(VALUE, text, chance, chance.choice(WORDS))


def swap_value(text: str, chance: random.Random) -> str:
    values = VALUE.findall(text) or [""]
    return _replaced(VALUE, text, chance, chance.choice(values))


def replace_key(text: str, chance: random.Random) -> str:
    return _replaced(KEY, text, chance, chance.choice(WORDS), 2)


def swap_key(text: str, chance: random.Random) -> str:
    keys = [found[2] for found in KEY.finditer(text)] or [""]
    return _replaced(KEY, text, chance, chance.choice(keys), 2)


def random_key(text: str, chance: random.Random) -> str:
    word = "".join(chance.choices(string.ascii_lowercase, k=6))
    found = list(KEY.finditer(text))
    if not found:
        return text
    place = chance.choice(found)
    return f"{text[: place.start()]}{place[1]}{word}: {chance.choice(WORDS)}\n{text[place.start() :]}"


def insert_anything(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice([*"{}[]:,-?|>&*!%@`#\"'\n\t ", *WORDS]) + text[at:]


def drop_stretch(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + text[at + chance.randint(1, 40) :]


def break_off(text: str, chance: random.Random) -> str:
    return text[: chance.randrange(len(text) + 1)]


MUTATIONS = (
    drop_line, repeat_line, swap_lines, indent_line, replace_value, replace_value, swap_value, swap_value, replace_key,
    swap_key, random_key, insert_anything, drop_stretch, break_off,
)  # fmt: skip
