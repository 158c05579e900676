"""Where a change of the data goes in the text: the edits that make it, and nothing else.

Text is replaced only where the change is; indentation, quotes, brackets and breaks follow what stands around it. What
cannot be placed raises NotPossibleError. Whether the edits did what was meant is not judged here (`editing.kernel`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeymap.changes import Insert, Move, NotPossibleError, Put, Rename, Take, dotted
from journeymap.editing.edits import Edit
from journeymap.editing.spacing import COMMENT_LINE, gap
from journeymap.i18n.messages import say
from journeymap.syntax import Mapping, Node, Parsed, Scalar, Sequence
from journeymap.syntax.writing import after_key, block, entry, in_brackets, item_text, scalar

if TYPE_CHECKING:
    from journeymap.changes import Change, Data, Path

_BLOCK_HEADER = re.compile(r"([|>])([1-9]?)([+-]?)")


class Placing:
    """The edits for changes of one text that was read."""

    def __init__(self, parsed: Parsed) -> None:
        if parsed.node is None:
            raise NotPossibleError(say("the file cannot be read; correct that first"))
        self.top = parsed.node
        self.source = parsed.source
        self.text = parsed.source.text
        self.newline = "\r\n" if "\r\n" in self.text else "\r" if "\r" in self.text and "\n" not in self.text else "\n"
        self.step = self._usual_step()

    def edits(self, change: Change) -> tuple[Edit, ...]:
        """Return the edits that make one change."""
        match change:
            case Put():
                return self._put(change)
            case Take():
                return self._take(*self._held(change.path), above=change.above)
            case Rename():
                _, _, node = self._held(change.path)
                key = node.key
                if key is None or isinstance(change.path[-1], int):
                    raise NotPossibleError(say('"{path}" has no name', path=dotted(change.path)))
                name = scalar(change.name, flow=self._is_inside_brackets(change.path), key=True)
                return (Edit(key.start, key.end, name),)
            case Insert():
                return self._insert(change)
            case Move():
                return self._move(change)

    # Looking around

    def _usual_step(self) -> int:
        """Return by how many columns the file indents what lies deeper."""
        for child in self.top.children:
            if isinstance(child, Mapping) and child.entries and self.text[child.start] != "{":
                return max(1, child.column - self.top.column)
        return 2

    def _deepest(self, path: Path) -> tuple[Node, Path]:
        """Return the node at the longest beginning of a path that is there, and the rest of the path."""
        node: Node = self.top
        for index, part in enumerate(path):
            below = self._below(node, part)
            if below is None:
                return node, path[index:]
            node = below
        return node, ()

    @staticmethod
    def _below(node: Node, part: str | int) -> Node | None:
        if isinstance(node, Mapping):
            return node.entries.get(str(part))
        if isinstance(node, Sequence) and isinstance(part, int) and 0 <= part < len(node.items):
            return node.items[part]
        return None

    def _held(self, path: Path) -> tuple[Mapping | Sequence, str | int, Node]:
        """Return the holder of what stands at a path, the last part of the path, and the thing itself."""
        holder, rest = self._deepest(path[:-1])
        node = self._below(holder, path[-1]) if not rest and path else None
        if node is None or not isinstance(holder, (Mapping, Sequence)):
            raise NotPossibleError(say('the file has nothing at "{path}"', path=dotted(path)))
        return holder, path[-1], node

    def has_brackets(self, node: Node) -> bool:
        """Return whether a mapping or list is written between brackets."""
        return self.text[node.start : node.start + 1] in ("{", "[") and not isinstance(node, Scalar)

    def _is_inside_brackets(self, path: Path) -> bool:
        """Return whether what stands at a path lies between brackets."""
        node: Node = self.top
        for part in path:
            if self.has_brackets(node):
                return True
            below = self._below(node, part)
            if below is None:
                return False
            node = below
        return False

    def _end(self, node: Node) -> int:
        """Return where an entry or item ends: its value, or the colon where nothing is written."""
        if node.key is None or node.end > node.key.end:
            return node.end
        return self.text.index(":", node.key.end) + 1

    def _is_first_on_line(self, offset: int) -> bool:
        return not self.text[self.source.line_start(offset) : offset].strip()

    def _margin(self, node: Node) -> int:
        """Return by how much the keys or items of a block are indented."""
        return node.column - 1

    def next_line(self, offset: int) -> int:
        """Return where the line after that of an offset begins, or the end of the text."""
        end = self.source.line_end(offset)
        if self.text.startswith("\r\n", end):
            return end + 2
        return min(end + 1, len(self.text))

    def _end_with_comments(self, node: Node, margin: int) -> int:
        """Return the end of the last line of an entry, with the lines of comments after it that lie deeper."""
        end = self.source.line_end(self._end(node))
        while (start := self.next_line(end)) < len(self.text) and start > end:
            line = self.text[start : self.source.line_end(start)]
            if not COMMENT_LINE.match(line) or len(line) - len(line.lstrip()) <= margin:
                break
            end = self.source.line_end(start)
        return end

    # Writing

    def _put(self, change: Put) -> tuple[Edit, ...]:
        node, rest = self._deepest(change.path)
        flow = self._is_inside_brackets(change.path)
        if not rest:
            return self._replace(node, change.value, change.path, flow=flow)
        value: Data = change.value
        for part in reversed(rest[1:]):
            value = {str(part): value}
        name = rest[0]
        if isinstance(node, Mapping):
            behind = change.after if len(rest) == 1 else None
            return self._add_entry(node, str(name), value, first=change.first, after=behind)
        if isinstance(node, Sequence) and name == len(node.items):
            return self._add_item(node, value)
        if isinstance(node, Scalar) and node.is_null:
            return self._replace(node, {str(name): value}, change.path, flow=flow)
        path = change.path[: len(change.path) - len(rest)]
        raise NotPossibleError(
            say('"{path}" is a text or a list and cannot hold "{word}"', path=dotted(path), word=name)
        )

    def _replace(self, node: Node, value: Data, path: Path, *, flow: bool) -> tuple[Edit, ...]:
        if isinstance(node, Scalar) and (value is None or isinstance(value, str)):
            return (self._rewritten(node, value, path, flow=flow),)
        comment = self._comment_of_block(node)
        if flow or (node.key is None and isinstance(path[-1], int)):
            new = in_brackets(value) if not isinstance(value, str) else scalar(value, flow=flow)
            return (self._spaced(node.start, node.end, new + comment),)
        if node.key is None:
            raise NotPossibleError(
                say('"{path}" cannot be written: it leads through a text or a list', path=dotted(path))
            )
        colon = self.text.index(":", node.key.end) + 1
        margin = node.key.column - 1
        first, *others = after_key(value, margin, self.step, self.newline).split(self.newline)
        new = self.newline.join([first + comment, *others])
        if isinstance(node, Scalar) and node.start == node.end and "\n" in new:
            # A comment may stand behind the key of what was empty.
            return (Edit(end := self.source.line_end(colon), end, new),)
        return (Edit(colon, max(node.end, colon), new),)

    def _spaced(self, start: int, end: int, new: str) -> Edit:
        """Return an edit with a space before the new text where it would stick to a colon or a hyphen."""
        stuck = start > 0 and self.text[start - 1] in ":-" and bool(new)
        return Edit(start, end, f" {new}" if stuck and start == end else new)

    def _comment_of_block(self, node: Node) -> str:
        """Return the comment behind the sign with which a text on lines of its own begins, and the space before it."""
        if not isinstance(node, Scalar) or node.bare or not _BLOCK_HEADER.match(self.text, node.start):
            return ""
        comment = re.search(r"[ \t]+#.*", self.text[node.start : self.source.line_end(node.start)])
        return comment[0].rstrip() if comment else ""

    def _rewritten(self, node: Scalar, value: str | None, path: Path, *, flow: bool) -> Edit:
        header, comment = (
            None if node.bare else _BLOCK_HEADER.match(self.text, node.start),
            self._comment_of_block(node),
        )
        if header is not None and value is not None and value.strip():
            first, *others = self._as_block(node, header, value, path).split(self.newline)
            return Edit(node.start, node.end, self.newline.join([first + comment, *others]))
        new = scalar(value, flow=flow) + comment
        written = self.text[node.start : node.end]
        if value is not None and written[:1] in ("'", '"') and not new.startswith('"'):
            # What stood in quotes keeps them: somebody chose so.
            quote = written[0]
            new = f"'{value}'" if quote == "'" and "'" not in value else '"' + value.replace("\\", "\\\\") + '"'
            if '"' in value and quote == '"':
                new = "'" + value.replace("'", "''") + "'"
        return self._spaced(node.start, node.end, new)

    def _as_block(self, node: Scalar, header: re.Match[str], value: str, path: Path) -> str:
        """Return a text as a block scalar of the same kind, or quoted where its kind cannot hold it."""
        lines = value.split("\n")
        ending = "" if value.endswith("\n") else "-"
        body = lines[:-1] if value.endswith("\n") else lines
        if any(line != line.rstrip() or line.startswith((" ", "\t")) for line in body) or not all(body):
            return scalar(value)
        if value.endswith("\n\n") or any(ord(character) < 32 for line in body for character in line):
            return scalar(value)
        kind = header[1] if len(body) == 1 else "|"
        margin = node.key.column - 1 + self.step if node.key is not None else 2 * len(path)
        old = self.text[node.start : node.end].split("\n")[1:2]
        if old and old[0].strip():
            margin = len(old[0]) - len(old[0].lstrip())
        return f"{kind}{ending}" + "".join(f"{self.newline}{' ' * margin}{line}" for line in body)

    def _add_entry(
        self, node: Mapping, name: str, value: Data, *, first: bool = False, after: str | None = None
    ) -> tuple[Edit, ...]:
        if self.has_brackets(node) or not node.entries:
            new = f"{scalar(name, flow=True, key=True)}: {in_brackets(value)}"
            if after is not None and after in node.entries:
                end = self._end_in_brackets(node.entries[after])
                return (Edit(end, end, f", {new}"),)
            if first and node.entries:
                return (Edit(node.start + 1, node.start + 1, f"{new}, "),)
            return self._add_in_brackets(node, new)
        margin = self._margin(node)
        if first:
            start = min(part.key.start for part in node.entries.values() if part.key is not None)
            new = self._like_others(node, name, value, margin).lstrip()
            return (Edit(start, start, f"{new}{self.newline}{gap(node, self.source, self.newline)}{' ' * margin}"),)
        if after is not None and after in node.entries:
            end = self._end_with_comments(node.entries[after], margin)
            new = self._like_others(node, name, value, margin)
            return (Edit(end, end, f"{self.newline}{gap(node, self.source, self.newline)}{new}"),)
        last = max(node.entries.values(), key=self._end)
        end = self._end_with_comments(last, margin)
        new = self._like_others(node, name, value, margin)
        return (Edit(end, end, f"{self.newline}{new}"),)

    def _like_others(self, node: Mapping, name: str, value: Data, margin: int) -> str:
        """Return an entry of a block: on lines of its own where all others of its kind are so, however small it is."""
        others = [part for part in node.entries.values() if isinstance(part, Mapping)]
        alike = len(others) == len(node.entries) and not any(map(self.has_brackets, others))
        if isinstance(value, dict) and value and alike:
            inner = block(value, margin + self.step, self.step, self.newline)
            return f"{' ' * margin}{scalar(name, key=True)}:{self.newline}{inner}"
        return entry(name, value, margin, self.step, self.newline)

    def _add_in_brackets(self, node: Mapping | Sequence, new: str) -> tuple[Edit, ...]:
        parts = list(node.children)
        if not parts:
            return (Edit(node.start + 1, node.end - 1, new),)
        end = max(self._end_in_brackets(part) for part in parts)
        comma = re.compile(r"\s*,").match(self.text, end)
        if comma is not None and comma.end() < node.end:
            return (Edit(comma.end(), comma.end(), f" {new}"),)
        return (Edit(end, end, f", {new}"),)

    def _end_in_brackets(self, node: Node) -> int:
        if node.key is not None and node.end <= node.key.end:
            colon = re.compile(r"\s*:").match(self.text, node.key.end)
            return colon.end() if colon is not None else node.key.end
        return node.end

    def _add_item(self, node: Sequence, value: Data) -> tuple[Edit, ...]:
        if self.has_brackets(node):
            return self._add_in_brackets(node, in_brackets(value))
        margin = self._margin(node)
        end = self._end_with_comments(node.items[-1], margin)
        new = item_text(value, margin, self.step, self.newline)
        return (Edit(end, end, f"{self.newline}{' ' * margin}- {new}"),)

    def _insert(self, change: Insert) -> tuple[Edit, ...]:
        node, rest = self._deepest(change.path)
        if rest or not isinstance(node, Sequence):
            raise NotPossibleError(say('the file has nothing at "{path}"', path=dotted(change.path)))
        if change.index == len(node.items):
            return self._add_item(node, change.value)
        if self.has_brackets(node):
            start = node.items[change.index].start
            return (Edit(start, start, f"{in_brackets(change.value)}, "),)
        dash = self._dash(node, change.index)
        new = item_text(change.value, self._margin(node), self.step, self.newline)
        return (Edit(dash, dash, f"- {new}{self.newline}{' ' * self._margin(node)}"),)

    def _dash(self, node: Sequence, index: int) -> int:
        """Return where the hyphen of an item of a block stands."""
        before = node.items[index - 1].end if index else node.start
        dash = self.text.rfind("-", before, node.items[index].start)
        return dash if dash >= 0 else node.start

    # Taking away

    def _take(
        self, holder: Mapping | Sequence, part: str | int, node: Node, *, above: bool = False
    ) -> tuple[Edit, ...]:
        parts = list(holder.children)
        if self.has_brackets(holder):
            return self._take_from_brackets(holder, parts, node)
        if len(parts) == 1:
            return (self._emptied(holder),)
        if above and isinstance(holder, Mapping) and node.key is not None and self._is_first_on_line(node.key.start):
            return (self._taken_whole(node, self._margin(holder)),)
        start = self._dash(holder, int(part)) if isinstance(holder, Sequence) else node.key.start if node.key else 0
        margin = self._margin(holder)
        if self._is_first_on_line(start):
            line = self.source.line_start(start)
            end = self._end_with_comments(node, margin)
            following = self.next_line(end)
            if following == len(self.text) and end == len(self.text) and line > 0:
                # The last line of a text without a break at its end: the break before goes instead.
                previous = self.source.line_end(self.source.line_start(line - 1))
                return (Edit(previous, end, ""),)
            return (Edit(line, following, ""),)
        following_part = parts[parts.index(node) + 1] if node is not parts[-1] else None
        if following_part is None or following_part.key is None:
            raise NotPossibleError(say("this cannot be taken away from its line"))
        return (Edit(start, following_part.key.start, ""),)

    def _taken_whole(self, node: Node, margin: int) -> Edit:
        """Return the edit that takes an entry, the comments right above it, and an empty line that would be twice."""
        start, end = self.lines(node, margin)
        while end < len(self.text) and not (line := self.text[end : self.source.line_end(end)]).strip():
            following = self.next_line(end)
            if following == end or line.strip() or following == len(self.text):
                break
            end = following
        if end == len(self.text) and start > 0 and not self.text.endswith(("\n", "\r")):
            # The last line of a text without a break at its end: the break before goes instead.
            start = self.source.line_end(self.source.line_start(start - 1))
        return Edit(start, end, "")

    def _emptied(self, holder: Mapping | Sequence) -> Edit:
        """Return the edit that leaves a block with nothing in it."""
        nothing = "{}" if isinstance(holder, Mapping) else "[]"
        if holder.key is None:
            return Edit(holder.start, holder.end, nothing)
        colon = self.text.index(":", holder.key.end) + 1
        return Edit(colon, holder.end, f" {nothing}")

    def _take_from_brackets(self, holder: Mapping | Sequence, parts: list[Node], node: Node) -> tuple[Edit, ...]:
        starts = [
            part.key.start if isinstance(holder, Mapping) and part.key is not None else part.start for part in parts
        ]
        index = next(place for place, part in enumerate(parts) if part is node)
        if len(parts) == 1:
            return (Edit(holder.start + 1, holder.end - 1, ""),)
        if index + 1 < len(parts):
            return (Edit(starts[index], starts[index + 1], ""),)
        return (Edit(self._end_in_brackets(parts[index - 1]), self._end_in_brackets(node), ""),)

    def _move(self, change: Move) -> tuple[Edit, ...]:
        holder, name, node = self._held(change.path)
        if not isinstance(holder, Mapping) or self.has_brackets(holder):
            raise NotPossibleError(say("only what stands on lines of its own can be moved"))
        margin = self._margin(holder)
        last = max(holder.entries.values(), key=self._end)
        if change.before == name or (change.before is None and node is last):
            return ()
        start, end = self.lines(node, margin)
        lines = self.text[start:end]
        if change.before is None:
            goal = self.lines(last, margin)[1]
        else:
            goal = self.lines(self._held((*change.path[:-1], change.before))[2], margin)[0]
        whole = lines if lines.endswith(("\n", "\r")) else lines + self.newline
        if not self.text[:goal].endswith(("\n", "\r")) and goal > 0:
            whole = self.newline + whole.rstrip("\r\n")
        return (Edit(start, end, ""), Edit(goal, goal, whole))

    def lines(self, node: Node, margin: int) -> tuple[int, int]:
        """Return the lines of an entry: with the comments right above it, and those deeper right below."""
        if node.key is None or not self._is_first_on_line(node.key.start):
            raise NotPossibleError(say("only what stands on lines of its own can be moved"))
        start = self.source.line_start(node.key.start)
        while start > 0:
            above = self.source.line_start(start - 1 if self.text[start - 2 : start] != "\r\n" else start - 2)
            line = self.text[above : self.source.line_end(above)]
            if not COMMENT_LINE.match(line) or len(line) - len(line.lstrip()) != margin:
                break
            start = above
        return start, self.next_line(self._end_with_comments(node, margin))
