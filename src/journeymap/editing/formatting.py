"""Putting a file in order: words as designers order them, one empty line between its parts and between steps.

Never needed, and never more than order: steps stay in theirs, no text is touched, and comments go with what they stand
above of. Done a second time it changes nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from journeymap.changes import NotPossibleError
from journeymap.editing.edits import difference
from journeymap.editing.kernel import Changed, comments
from journeymap.editing.placing import Placing
from journeymap.i18n.messages import say
from journeymap.model.blueprint import Blueprint
from journeymap.model.element import hyphenated
from journeymap.model.word_order import OF_STEP
from journeymap.syntax import Mapping, Parsed, Scalar, parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.syntax import Node

_OF_FILE = [hyphenated(name) for name in Blueprint.model_fields]
_BLANK = re.compile(r"[ \t]*(?:\r\n?|\n)")


def format_text(text: str, path: str = "") -> Changed:
    """Return a text in order; NotPossibleError where it cannot be read, or where order would change what it says."""
    parsed = parse(text, path)
    if parsed.node is None or parsed.problems:
        raise NotPossibleError(say("the file cannot be read; correct that first"))
    after = _ordered(parsed)
    after = _spaced(parse(after, path))
    read = parse(after, path)
    if read.node is None or read.problems or read.node.plain() != parsed.node.plain():
        raise NotPossibleError(say("this cannot be changed here without changing something else; change it by hand"))
    if Counter(comments(read)) != Counter(comments(parsed)):
        raise NotPossibleError(say("a comment would be lost; change this by hand"))
    return Changed(text, after, difference(text, after))


def _ordered(parsed: Parsed) -> str:
    """Return a text in which the words of the file and of every step stand in their order."""
    text = parsed.source.text
    placing = Placing(parsed)
    # From the end, so that what stands before keeps its place.
    for step in reversed(_steps(parsed.node)):
        if isinstance(step, Mapping):
            text = _sorted(text, placing, step, OF_STEP, top=False)
    again = parse(text, parsed.source.path)
    return text if again.node is None else _sorted(text, Placing(again), again.node, _OF_FILE, top=True)


def _steps(top: Node | None) -> Sequence[Node]:
    steps = top.below("steps") if top is not None else None
    return [] if steps is None else list(steps.children)


def _sorted(text: str, placing: Placing, holder: Mapping, order: Sequence[str], *, top: bool) -> str:
    """Return a text in which the entries of a mapping are sorted; unchanged where they do not stand on own lines."""
    ranks: list[tuple[int, int]] = []
    for place, name in enumerate(holder.entries):
        # A word that is none of the format stays behind the one that it stands behind.
        rank = order.index(name) if name in order else ranks[-1][0] if ranks else -1
        ranks.append((rank, place))
    if ranks == sorted(ranks) or placing.has_brackets(holder):
        return text
    nodes = list(holder.entries.values())
    try:
        starts = [placing.lines(node, holder.column - 1)[0] for node in nodes]
    except NotPossibleError:
        return text
    if top and nodes[0].key is not None:
        starts[0] = placing.source.line_start(nodes[0].key.start)  # what stands above the file stays there
    end = placing.lines(nodes[-1], holder.column - 1)[1]
    parts = [text[start:stop] for start, stop in pairwise([*starts, end])]
    if parts and not parts[-1].endswith(("\n", "\r")):
        parts[-1] += placing.newline
    if starts != sorted(starts):
        return text
    return text[: starts[0]] + "".join(parts[place] for _, place in sorted(ranks)) + text[end:]


def _spaced(parsed: Parsed) -> str:
    """Return a text with one empty line before each large part of the file and between steps, and no more in a row."""
    top, text = parsed.node, parsed.source.text
    if top is None:
        return text
    placing = Placing(parsed)
    wanted = {start for start in _parts(placing, top) if start > 0}
    steps = top.below("steps")
    if isinstance(steps, Mapping) and not placing.has_brackets(steps):
        wanted |= _between(placing, steps)
    protected = _multiline(top)
    pieces: list[str] = []
    place = 0
    while place < len(text):
        stop = placing.next_line(place)
        if place in wanted and pieces and pieces[-1].strip():
            pieces.append(placing.newline)
        line = text[place:stop]
        repeated = not pieces or not pieces[-1].strip()
        if any(start < place < end for start, end in protected) or not (_BLANK.fullmatch(line) and repeated):
            pieces.append(line)
        place = stop
        if stop == len(text):
            break
    while len(pieces) > 1 and not pieces[-1].strip() and not any(start < len(text) <= end for start, end in protected):
        pieces.pop()
    whole = "".join(pieces)
    return whole if not whole or whole.endswith(("\n", "\r")) else whole + placing.newline


def _parts(placing: Placing, top: Mapping) -> set[int]:
    """Return where the entries of the file begin that take more than one line, and those right after them."""
    starts: set[int] = set()
    large = False
    for node in top.entries.values():
        if node.key is None:
            continue
        was_large, large = large, node.end_line > node.key.line and not isinstance(node, Scalar)
        if was_large or large:
            try:
                starts.add(placing.lines(node, top.column - 1)[0])
            except NotPossibleError:
                return set()
    return starts


def _between(placing: Placing, steps: Mapping) -> set[int]:
    """Return where the steps begin that an empty line is to stand before: all but the first, where any takes lines."""
    nodes = [node for node in steps.entries.values() if node.key is not None]
    if not any(node.end_line > (node.key.line if node.key else node.end_line) for node in nodes):
        return set()
    try:
        return {placing.lines(node, steps.column - 1)[0] for node in nodes[1:]}
    except NotPossibleError:
        return set()


def _multiline(top: Node) -> list[tuple[int, int]]:
    """Return the texts of more than one line, in which an empty line means something."""
    found: list[tuple[int, int]] = []
    waiting: list[Node] = [top]
    while waiting:
        node = waiting.pop()
        waiting.extend(node.children)
        if isinstance(node, Scalar) and node.end_line > node.line:
            found.append((node.start, node.end))
    return found
