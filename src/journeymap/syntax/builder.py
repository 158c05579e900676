"""The events of the YAML library, made into nodes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from journeymap.diagnostics import (
    DUPLICATE_KEY,
    DUPLICATE_STEP,
    OVER_BUDGET,
    SYNTAX_ERROR,
    Code,
    Diagnostic,
    Related,
    Severity,
)
from journeymap.i18n.messages import say
from journeymap.syntax.diagnose_lines import TYPE_A_SPACE, after_mark
from journeymap.syntax.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from journeymap.i18n.messages import Message
    from journeymap.syntax.limits import Budget
    from journeymap.syntax.source import Source
    from journeymap.syntax.yaml12_compat import Adapted

Collection: TypeAlias = Mapping | Sequence
Loader: TypeAlias = "type[yaml.CLoader] | type[yaml.Loader]"

# The one written in C is thirty times as fast; a Python without it still reads blueprints.
LOADER: Loader = yaml.CLoader if yaml.__with_libyaml__ else yaml.Loader

# Anchors and tags before a value, with the space and the comments that may follow them.
PROPERTIES = re.compile(r"(?:(?:&[^\s,\[\]{}]*|!<[^>\s]*>|![^\s,\[\]{}]*)(?:\s+(?:#[^\r\n]*\s+)*)?)+")
TAG = re.compile(r"!(?:<[^>\s]*>|[^\s,\[\]{}]*)")
# Half of a character, which only the loader in Python lets through, and how it is written.
HALF = "[\ud800-\udfff]"
HALF_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*(\\(?:u|U0000)[dD][89a-fA-F][0-9a-fA-F]{2})")
# What looks like a space, or like nothing at all, and is a letter to YAML.
FALSE_SPACE = "[\xa0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]"
# A key with such a character behind its colon: between brackets all of it is one word to YAML.
FALSE_SPACE_IN_KEY = "[\\w-]+:(?=[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000])"


class Builder:
    """Builds the tree of one text and keeps what is wrong with it.

    After a syntax error `root` holds what stood before it, `open` the collections the error fell into, the outermost
    first, and `recent` the last scalar before it. `stopped` says that a budget ran out. `false_space`
    says that a key begins with a character that only looks like indentation, `false_spaces` where one stands behind the
    colon of a key. `amended` tells that parts of the text were blanked because of an earlier error.
    """

    def __init__(
        self, source: Source, adapted: Adapted, budget: Budget, loader: Loader = LOADER, amended: bool = False
    ) -> None:
        self.source = source
        self.adapted = adapted
        self.budget = budget
        self.loader = loader
        self.amended = amended
        self.problems: list[Diagnostic] = []
        self.root: Node | None = None
        self.open: list[Collection] = []
        self.recent: Scalar | None = None
        self.stopped = False
        self.false_space = False
        self.false_spaces: list[int] = []
        self._anchors: dict[str, Node] = {}
        # By the identity of their contents, which aliases share; the nodes are kept so that no identity is used twice.
        self._anchored: dict[int, Collection] = {}
        self._measures: dict[int, tuple[int, int]] = {}
        self._expanded = 0
        self._dropped: list[tuple[dict[str, Node], str]] = []

    def run(self) -> yaml.YAMLError | None:
        """Build the tree; return the syntax error that ended it early, if any."""
        try:
            self._build(self.loader(self.adapted.text))
        except yaml.YAMLError as error:
            return error
        finally:
            for node in self.open:
                node.end = len(self.source.text)
            for entries, name in self._dropped:
                entries.pop(name, None)
        return None

    def _build(self, parser: Any) -> None:  # noqa: PLR0915 (a call per event would double the time)
        # The one loop that every word of every file passes through; hence the local names and the long body.
        # `entries` or `items` belong to the innermost open collection, `key` is the key whose value comes next.
        source = self.source
        restore = self.adapted.restore if self.adapted.differs else None
        opened = self.open
        frames: list[tuple[dict[str, Node] | None, list[Node] | None, Scalar | None]] = []
        entries: dict[str, Node] | None = None
        items: list[Node] | None = None
        key: Scalar | None = None
        end = 0
        documents = 0
        node: Node
        lenient = self.loader is yaml.Loader
        words: dict[str, str] = {}
        next_event = parser.get_event
        try:
            while (event := next_event()) is not None:
                kind = event.__class__
                if kind is ScalarEvent:
                    start = event.start_mark.index
                    end = event.end_mark.index
                    text = event.value if restore is None else restore(event.value)
                    style = event.style
                    if lenient and re.search(HALF, text):
                        text = self._half_character(text, start, end)
                    self.recent = node = scalar = Scalar(source, start, end, text, not style)
                    if event.anchor is not None or event.tag is not None:
                        self._properties(event, node)
                    if style == "|" or style == ">":  # noqa: PLR1714 (measurably faster than a set)
                        node.end = end = node.start + len(source.text[node.start : end].rstrip())
                    if entries is not None and key is None:
                        key = scalar
                        # The same few words stand before most of what a file says.
                        key.text = text = words.setdefault(text, text)
                        if text in entries or text == "<<" or not text or not text.isascii():
                            self._check_key(entries, key)
                        continue
                elif kind is MappingStartEvent or kind is SequenceStartEvent:
                    start = event.start_mark.index
                    if len(opened) >= self.budget.depth:
                        self._too_deep(start)
                        return
                    node = (
                        Mapping(source, start, start, {})
                        if kind is MappingStartEvent
                        else Sequence(source, start, start, [])
                    )
                    if event.anchor is not None or event.tag is not None:
                        self._properties(event, node)
                    after = None
                    if entries is not None:
                        if key is None:
                            after = self._key_that_is_no_text(entries, node)
                        else:
                            node.key = key
                            entries.setdefault(key.text, node)
                    elif items is not None:
                        items.append(node)
                    else:
                        self.root = node
                    frames.append((entries, items, after))
                    opened.append(node)
                    entries, items = (node.entries, None) if isinstance(node, Mapping) else (None, node.items)
                    key = None
                    continue
                elif kind is MappingEndEvent or kind is SequenceEndEvent:
                    finish = event.end_mark.index
                    if finish > event.start_mark.index:  # A bracket; what has no bracket ends where its last part ends.
                        end = finish
                    node = opened.pop()
                    node.end = max(end, node.start)
                    if self._anchored and (contents := _contents(node)) in self._anchored:
                        self._measures[contents] = self._measure(node)
                    entries, items, key = frames.pop()
                    continue
                elif kind is AliasEvent:
                    end = event.end_mark.index
                    node = self._alias(event.anchor, event.start_mark.index, end)
                    if entries is not None and key is None:
                        if isinstance(node, Scalar):
                            key = node
                            self._check_key(entries, key)
                        else:
                            key = self._key_that_is_no_text(entries, node)
                        continue
                else:
                    if kind is DocumentStartEvent:
                        documents += 1
                        if documents > 1:
                            self._second_document(event.start_mark.index)
                            return
                    continue
                if entries is not None and key is not None:
                    node.key = key
                    entries.setdefault(key.text, node)
                    key = None
                elif items is not None:
                    items.append(node)
                else:
                    self.root = node
        except yaml.YAMLError:
            if entries is not None and key is not None:  # An editor wants to know the key whose value is being typed.
                nothing = Scalar(source, key.end, key.end, "", True)
                nothing.key = key
                entries.setdefault(key.text, nothing)
            raise

    def _report(self, code: Code, message: Message, start: int, end: int, advice: Message, *related: Related) -> None:
        span = self.source.span(start, end)
        self.problems.append(Diagnostic(code, Severity.ERROR, message, span, help=advice, related=related))

    def _properties(self, event: Any, node: Node) -> None:
        """Note the anchor of a node, refuse its tag, and let the node begin after both."""
        match = PROPERTIES.match(self.source.text, node.start)
        if match is not None:
            if event.tag is not None and (tag := TAG.search(self.source.text, node.start, match.end())) is not None:
                self._report(
                    SYNTAX_ERROR,
                    say('the tag "{tag}" has no meaning in a blueprint', tag=tag[0]),
                    tag.start(),
                    tag.end(),
                    say('remove it; if the "!" belongs to the text, put the whole text in quotes'),
                )
            node.start = min(match.end(), node.end) if isinstance(node, Scalar) else match.end()
            node.end = max(node.start, node.end)
        if event.anchor is not None:
            self._anchors[event.anchor] = node
            if isinstance(node, (Mapping, Sequence)):
                self._anchored[_contents(node)] = node

    def _half_character(self, text: str, start: int, end: int) -> str:
        """Report the escapes that stand for half a character, and return the text without them."""
        for match in HALF_ESCAPE.finditer(self.adapted.text, start, end):
            self._report(
                SYNTAX_ERROR,
                say('"{written}" stands for no character', written=match[1]),
                match.start(1),
                match.end(1),
                say('between double quotes a "\\" begins a special character; write "\\\\" for the "\\" itself'),
            )
        return re.sub(HALF, "\ufffd", text)

    def _alias(self, name: str, start: int, end: int) -> Node:
        """Return a node that stands where the alias stands and shares its contents with the node it repeats."""
        target = self._anchors.get(name)
        if isinstance(target, Scalar):
            self._expanded += 1
            return Scalar(self.source, start, end, target.text, target.bare)
        nothing = Scalar(self.source, start, end, "", True)
        if target is None and self.amended and f"&{name}" in self.source.text:
            return nothing  # What it repeats was lost to an error that is reported already.
        if target is None:
            self._report(
                SYNTAX_ERROR,
                say('"*{name}" repeats something that has not been given the name "&{name}"', name=name),
                start,
                end,
                say('if the "*" belongs to the text, put the whole text in quotes; otherwise write the part out here'),
            )
            return nothing
        if any(node is target for node in self.open):
            self._report(
                SYNTAX_ERROR,
                say('"*{name}" stands inside the part that it repeats', name=name),
                start,
                end,
                say('write out what is meant here, without "*"'),
            )
            return nothing
        size, height = self._measures[_contents(target)]
        if len(self.open) + height > self.budget.depth:
            if not self.stopped:
                self._too_deep(start)
            return nothing
        self._expanded += size
        if self._expanded > self.budget.expansion:
            self._expanded -= size
            if not self.stopped:
                self._report(
                    OVER_BUDGET,
                    say(
                        'the parts that are repeated with "*" add more than {limit} items', limit=self.budget.expansion
                    ),
                    start,
                    end,
                    say("repeat less, or split the file"),
                )
            self.stopped = True
            return nothing
        if isinstance(target, Sequence):
            return Sequence(self.source, start, end, target.items)
        return Mapping(self.source, start, end, target.entries if isinstance(target, Mapping) else {})

    def _measure(self, collection: Collection) -> tuple[int, int]:
        """Return how many nodes a collection holds once its aliases are written out, and how deep they go."""
        size = height = 0
        waiting: list[tuple[Node, int]] = [(collection, 1)]
        while waiting:
            node, depth = waiting.pop()
            size += 1
            if isinstance(node, Scalar):
                continue
            height = max(height, depth)
            known = self._measures.get(_contents(node))
            if known is not None:
                size += known[0]
                height = max(height, depth + known[1] - 1)
            else:
                waiting.extend((child, depth + 1) for child in node.children)
        return size, height

    def _check_key(self, entries: dict[str, Node], key: Scalar) -> None:
        """Report what is wrong with a key as such: given twice, empty, or not what it looks like."""
        name = key.text
        if name == "<<" and key.bare:
            self._dropped.append((entries, name))
            self._report(
                SYNTAX_ERROR,
                say('"<<" does not merge anything: it is not part of YAML 1.2'),
                key.start,
                key.end,
                say("write the keys out here"),
            )
        elif name in entries:
            is_step = len(self.open) == 2 and self.open[1].key is not None and self.open[1].key.text == "steps"
            message = (
                say('the step "{key}" is given twice', key=name) if is_step else say('"{key}" is given twice', key=name)
            )
            advice = (
                say("give one of the two steps another name, or put what they say together in one")
                if is_step
                else say("keep one of the two, or put what they say together in one")
            )
            first = entries[name].key
            related = () if first is None else (Related(first.span, say("the first one is here")),)
            code = DUPLICATE_STEP if is_step else DUPLICATE_KEY
            self._report(code, message, key.start, key.end, advice, *related)
        elif not name:
            self._dropped.append((entries, name))
            self._report(
                SYNTAX_ERROR,
                say("there is nothing before the colon"),
                key.start,
                key.end,
                say("write a key before it; if the colon belongs to the text, put the whole text in quotes"),
            )
        elif key.bare and not self.false_space and (match := re.match(FALSE_SPACE, name)) is not None:
            self.false_space = True
            self._report(
                SYNTAX_ERROR,
                say("this line begins with a character that looks like a space and is not one"),
                key.start,
                key.start + len(match[0]),
                say("delete what stands before the key and type ordinary spaces; this often comes with copied text"),
            )
        elif key.bare and (match := re.compile(FALSE_SPACE_IN_KEY).match(self.source.text, key.start)) is not None:
            self.false_spaces.append(match.end())
            self._report(SYNTAX_ERROR, after_mark(":"), match.end(), match.end() + 1, TYPE_A_SPACE)

    def _key_that_is_no_text(self, entries: dict[str, Node], node: Node) -> Scalar:
        """Refuse a list or a mapping as a key. What belongs to it is read for its problems and then left out."""
        stand_in = Scalar(self.source, node.start, node.end, f"\0{node.start}", False)
        self._dropped.append((entries, stand_in.text))
        end = max(node.end, node.start + 1)
        self._report(
            SYNTAX_ERROR,
            say("a key must be a text, not a list or a mapping"),
            node.start,
            end,
            say("if the brackets belong to the text, put the whole text in quotes"),
        )
        return stand_in

    def _too_deep(self, start: int) -> None:
        self.stopped = True
        self._report(
            OVER_BUDGET,
            say("lists and mappings lie more than {limit} deep in one another", limit=self.budget.depth),
            start,
            start + 1,
            say("a blueprint needs fewer than ten levels; look for brackets that are opened and never closed"),
        )

    def _second_document(self, start: int) -> None:
        self._report(
            SYNTAX_ERROR,
            say("a second document begins here; a file holds one blueprint"),
            start,
            self.source.line_end(start),
            say('move what follows to a file of its own, or remove the line with "---"'),
        )


def _contents(node: Node) -> int:
    """Return the identity of what a collection holds, which it shares with its aliases."""
    return id(node.entries) if isinstance(node, Mapping) else id(node.items) if isinstance(node, Sequence) else id(node)
