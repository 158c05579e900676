"""Changes of a blueprint file, carried out in its text and proven there.

A change is made by edits of the text, the text is read again, and unless the data is now just what the change makes of
the data before, the change is refused: nothing else may have moved. No comment is lost but of what was taken away.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.changes import NotPossibleError, Put, Take
from journeymap.editing.edits import apply_edits, difference, inverse
from journeymap.editing.placing import Placing
from journeymap.editing.resolving import resolved
from journeymap.i18n.messages import say
from journeymap.syntax import Node, Parsed, Scalar, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.changes import Change, Reword
    from journeymap.editing.edits import Edit

# A part that stands elsewhere, where a value may begin.
_ALIAS = re.compile(r"(?:[:\-,\[{]|^)[ \t]*\*[^\s,\[\]{}*]+[ \t]*(?:$|[,\]}#])", re.MULTILINE)
_BLOCK_HEADER = re.compile(r"[|>][^\r\n]*")
_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\r\n]*", re.MULTILINE)


class Changed(Struct, frozen=True):
    """A text before and after changes, and the edits between the two."""

    before: str
    after: str
    edits: tuple[Edit, ...]

    @property
    def undo(self) -> tuple[Edit, ...]:
        """The edits that bring back the text before."""
        return inverse(self.before, self.edits)

    @property
    def lines(self) -> int:
        """How many lines of the text after stand nowhere in that before, and of that before nowhere after."""
        before, after = Counter(self.before.splitlines()), Counter(self.after.splitlines())
        return max((after - before).total(), (before - after).total())


class CommentError(NotPossibleError):
    """A change that would lose comments, which nobody asked for."""


def change_text(text: str, changes: Sequence[Change | Reword], path: str = "") -> Changed:
    """Return a text with changes made, one after the other; NotPossibleError where one cannot be made.

    That is so where there is nothing to change, where the change would move anything else (a part that is repeated
    with `*`, say), or where it would lose a comment.
    """
    return change_parsed(parse(text, path), changes)[0]


def change_parsed(
    parsed: Parsed, changes: Sequence[Change | Reword], *, loses_comments: bool = False
) -> tuple[Changed, Parsed]:
    """Return a text that was read already with changes made, as `change_text` does, and what was read of it then.

    With `loses_comments` comments may go with what they stand beside: whoever asks for that tells of them.
    """
    text, path = parsed.source.text, parsed.source.path
    edits: tuple[Edit, ...] = ()
    for number, wanted in enumerate(changes):
        now = parsed.source.text
        change = resolved(wanted, parsed)
        edits = Placing(parsed).edits(change)
        if not edits:
            edits = () if not number else difference(text, now)
            continue
        after = parse(apply_edits(now, edits), path)
        prove(parsed, after, [change], loses_comments=loses_comments)
        parsed = after
        if number:
            edits = difference(text, after.source.text)
    return Changed(text, parsed.source.text, edits), parsed


def prove(before: Parsed, after: Parsed, changes: Sequence[Change], *, loses_comments: bool = False) -> None:
    """Refuse changes, by NotPossibleError, unless the data is what they make of it, and no comment is gone.

    With what is taken away its comments go; no others do.
    """
    wanted = before.node.plain() if before.node is not None else None
    for change in changes:
        wanted = change.applied(wanted)
    data = after.node.plain() if after.node is not None else None
    if len(after.problems) > len(before.problems) or _ordered(data) != _ordered(wanted):
        if _ALIAS.search(before.source.text):
            raise NotPossibleError(
                say("a part that is used in several places (& and *) stands here; change it by hand")
            )
        raise NotPossibleError(say("this cannot be changed here without changing something else; change it by hand"))
    if loses_comments or any(isinstance(change, Take) for change in changes):
        return
    lost = Counter(comments(before)) - Counter(comments(after))
    # A comment that is now part of the text was one by mistake.
    kept = [change.value for change in changes if isinstance(change, Put) and isinstance(change.value, str)]
    if any(all(comment not in value for value in kept) for comment in lost):
        raise CommentError(say("a comment would be lost; change this by hand"))


def _ordered(data: object) -> str:
    """Return data as a text in which the order of keys counts, and nothing is as good as an empty list or mapping."""
    return json.dumps(data, ensure_ascii=False)


def comments(parsed: Parsed) -> list[str]:
    """Return all comments of a text, in their order."""
    text = parsed.source.text
    if "#" not in text or parsed.node is None:
        return []
    parts: list[str] = []
    place = 0
    for start, end in sorted(_texts(parsed.node, text)):
        if end <= place:
            continue
        parts += [text[place:start], re.sub(r"[^\r\n]", "_", text[max(start, place) : end])]
        place = end
    blanked = "".join([*parts, text[place:]])
    return [match[0].rstrip() for match in _COMMENT.finditer(blanked)]


def _texts(node: Node, text: str) -> Iterator[tuple[int, int]]:
    """Yield where the keys and texts stand in which a number sign begins no comment."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if node.key is not None:
            yield node.key.start, node.key.end
        if isinstance(node, Scalar):
            # Behind the sign with which a text on lines of its own begins a comment may stand.
            block = None if node.bare else _BLOCK_HEADER.match(text, node.start)
            yield (node.start if block is None else min(block.end(), node.end)), node.end
        waiting.extend(node.children)
