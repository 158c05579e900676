"""Edits of a text: stretches of it and what stands there instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence


class Edit(Struct, frozen=True, order=True):
    """Replace the characters from `start` up to `end` (offsets in code points) by `text`."""

    start: int
    end: int
    text: str


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """Return a text after edits that do not overlap; ValueError where two do, or where one lies outside."""
    parts: list[str] = []
    place = 0
    for edit in sorted(edits):
        if not place <= edit.start <= edit.end <= len(text):
            raise ValueError(f"edits overlap or lie outside the text at {edit.start}")
        parts += [text[place : edit.start], edit.text]
        place = edit.end
    return "".join([*parts, text[place:]])


def inverse(text: str, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return the edits that bring back a text from what `apply_edits` makes of it."""
    undone: list[Edit] = []
    shift = 0
    for edit in sorted(edits):
        start = edit.start + shift
        undone.append(Edit(start, start + len(edit.text), text[edit.start : edit.end]))
        shift += len(edit.text) - (edit.end - edit.start)
    return tuple(undone)


def difference(before: str, after: str) -> tuple[Edit, ...]:
    """Return one edit that makes the second text of the first: what lies between what both begin and end with."""
    if before == after:
        return ()
    shorter = min(len(before), len(after))
    start = next((index for index in range(shorter) if before[index] != after[index]), shorter)
    rest = shorter - start
    tail = next((count for count in range(rest) if before[-1 - count] != after[-1 - count]), rest)
    return (Edit(start, len(before) - tail, after[start : len(after) - tail]),)
