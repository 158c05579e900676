"""Two texts, line by line: what differs, and a text that a browser gives back with the line ends of the file."""

from __future__ import annotations

from difflib import SequenceMatcher

from journeymap.serving.protocol import Lines


def line_difference(before: str, after: str) -> list[Lines]:
    """Return the lines that differ, each run with what stands there now."""
    old, new = _lines(before), _lines(after)
    shorter = min(len(old), len(new))
    head = next((place for place in range(shorter) if old[place] != new[place]), shorter)
    rest = shorter - head
    tail = next((count for count in range(rest) if old[-1 - count] != new[-1 - count]), rest)
    matcher = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    return [
        Lines(head + start, end - start, new[head + first : head + last])
        for kind, start, end, first, last in matcher.get_opcodes()
        if kind != "equal"
    ]


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def with_line_ends(text: str, before: str) -> str:
    """Return a text with the line ends of the file: a browser knows only one kind.

    Lines that stay keep theirs; new ones get the kind that most lines have.
    """
    if "\r" not in before:
        return text.replace("\r\n", "\n").replace("\r", "\n")
    old, new = before.splitlines(keepends=True), _lines(text)
    bare = [line.rstrip("\r\n") for line in old]
    usual = "\r\n" if before.count("\r\n") * 2 >= before.count("\n") and "\r\n" in before else "\n"
    if "\n" not in before:
        usual = "\r"
    ends = [usual] * len(new)
    for start, first, count in SequenceMatcher(None, bare, new, autojunk=False).get_matching_blocks():
        for step in range(count):
            ends[first + step] = old[start + step][len(bare[start + step]) :] or usual
    ends[-1] = ""
    return "".join(line + end for line, end in zip(new, ends, strict=True))
