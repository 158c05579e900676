"""Reading on after a syntax error, so that one run finds them all and an editor has most of the tree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeymap.syntax.builder import Builder
from journeymap.syntax.error_messages import explain
from journeymap.syntax.nodes import Mapping, Node, Scalar, Sequence
from journeymap.syntax.source import LINE_BREAK, Source
from journeymap.syntax.yaml12_compat import Adapted

if TYPE_CHECKING:
    from journeymap.diagnostics import Diagnostic
    from journeymap.syntax.builder import Collection, Loader
    from journeymap.syntax.error_context import Fault
    from journeymap.syntax.limits import Budget

MOST_ERRORS = 20
# A broken file is read once per error; a large one has its errors reported in fewer at a time.
MOST_CHARACTERS = 4_000_000
# Indentation, also with characters that are none.
INDENTATION = "(?m)^[ \t\xa0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]+"
FRESH_START = r"- |-?$|(?:- +)*(?:\"[^\"]*\"|'[^']*'|[^\s#\"'\[\]{}][^:]*):(?:\s|$)"


def build(source: Source, adapted: Adapted, budget: Budget, loader: Loader) -> tuple[Node | None, list[Diagnostic]]:
    """Return the tree of a text, as far as it can be read, and all that is wrong with it."""
    text = adapted.text
    problems: dict[tuple[object, ...], Diagnostic] = {}
    broken: list[list[Collection]] = []
    tree: Node | None = None
    spaced = False
    rounds = max(2, min(MOST_ERRORS, MOST_CHARACTERS // (len(text) + 1)))
    for _ in range(rounds):
        builder = Builder(
            source, Adapted(text, adapted.originals, adapted.composed), budget, loader, amended=text is not adapted.text
        )
        error = builder.run()
        tree = builder.root or tree
        _collect(problems, builder.problems)
        if builder.false_space and not spaced:
            spaced = True
            text = _spaced(text)
            continue
        if builder.false_spaces and error is None:
            text = _with_spaces(text, builder.false_spaces)
            continue
        # An error after the indentation was replaced says more about the replacement than about the file.
        if error is None or builder.stopped or spaced:
            break
        fault = explain(error, Source(source.path, text), builder.recent)
        _collect(problems, [fault.diagnostic(source)])
        broken.append(_trusted(builder.open, source.line_end(fault.doubtful)))
        spaced = text[fault.start : fault.start + 1] == "\t"
        amended = _spaced(text) if spaced else _without(text, fault)
        if amended == text:
            break
        text = amended
    for opened in broken:
        tree = _with_partial(tree, opened)
    return tree, list(problems.values())


def _collect(problems: dict[tuple[object, ...], Diagnostic], diagnostics: list[Diagnostic]) -> None:
    for problem in diagnostics:
        problems.setdefault((problem.code, problem.message.template, problem.span), problem)


def _spaced(text: str) -> str:
    return re.sub(INDENTATION, lambda match: " " * len(match[0]), text)


def _with_spaces(text: str, places: list[int]) -> str:
    letters = list(text)
    for place in places:
        letters[place] = " "
    return "".join(letters)


def _without(text: str, fault: Fault) -> str:
    """Return the text with the part blanked that could not be read; every other character keeps its place."""
    if fault.amendment is not None:
        place, character = fault.amendment
        return text[:place] + character + text[place + 1 :]
    lines = Source("", text)
    start = lines.line_start(fault.doubtful)
    margin = _margin(text[start : lines.line_end(start)])
    end = lines.line_end(start)
    while end < len(text):
        match = LINE_BREAK.match(text, end)
        following = match.end() if match else end
        line = text[following : lines.line_end(following)]
        if line.strip() and _margin(line) <= margin and re.match(FRESH_START, line.lstrip()):
            break
        end = following + len(line)
    return text[:start] + re.sub(r"[^\r\n]", " ", text[start:end]) + text[end:]


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())


def _trusted(opened: list[Collection], limit: int) -> list[Collection]:
    """Cut from the collections that an error fell into what reaches past the place from which it is doubtful."""
    for depth, collection in enumerate(opened):
        inner = opened[depth + 1] if depth + 1 < len(opened) else None
        children = list(collection.entries.values()) if isinstance(collection, Mapping) else collection.items
        for child in reversed(children[:]):
            if child.start <= limit and (child is inner or child.end <= limit):
                break
            if child.start <= limit and isinstance(child, Scalar):
                # A text that swallowed the lines after it: its own line is what was meant.
                written = child.source.text[child.start : limit].rstrip()
                child.text = written if child.bare else written[1:]
                child.end = child.start + len(written)
                break
            if isinstance(collection, Mapping):
                collection.entries.popitem()
            else:
                collection.items.pop()
            if child is inner:
                return opened[: depth + 1]
    return opened


def _with_partial(tree: Node | None, opened: list[Collection]) -> Node | None:
    """Put what stood before an error, in the collections it fell into, back into the tree that was read without it."""
    if not opened:
        return tree
    if tree is None or type(tree) is not type(opened[0]):
        return opened[0]
    here: Node | None = tree
    for depth, partial in enumerate(opened):
        inner = opened[depth + 1] if depth + 1 < len(opened) else None
        if here is partial:
            return tree
        if isinstance(partial, Mapping) and isinstance(here, Mapping):
            known = here.entries
            missing = {name: node for name, node in partial.entries.items() if _is_nothing(known.get(name))}
            if missing:
                ordered = sorted({**known, **missing}.items(), key=lambda entry: _place(entry[1]))
                known.clear()
                known.update(ordered)
            here = here.entries.get(inner.key.text) if inner is not None and inner.key is not None else None
        elif isinstance(partial, Sequence) and isinstance(here, Sequence):
            present = {item.start for item in here.items}
            here.items.extend(item for item in partial.items if item.start not in present)
            here.items.sort(key=_place)
            here = next((item for item in here.items if inner is not None and item.start == inner.start), None)
        else:
            return tree
    return tree


def _is_nothing(node: Node | None) -> bool:
    return node is None or (isinstance(node, Scalar) and node.is_null)


def _place(node: Node) -> int:
    return node.start if node.key is None else node.key.start
